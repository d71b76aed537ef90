#!/usr/bin/env python3
"""Makes everything in this folder, licences and fonts.yaml included, from published packages.

Needs Python's fontTools, the Debian packages named in DEBIAN, and the wheels named in PINNED:

    pip download --no-deps fontpkg-eb-garamond==1.3 fontpkg-source-serif-4==4.4 \
        fontpkg-source-sans-3==3.52 -d DIR
    Fonts/prepare.py --wheels DIR [--root ROOT]

ROOT is where the Debian packages are unpacked (default /). Run twice, it writes the same bytes.
"""
import argparse, hashlib, io, pathlib, re, zipfile

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = pathlib.Path(__file__).resolve().parent
DEBIAN = [
    "fonts-dejavu-core", "fonts-dejavu-extra", "fonts-jetbrains-mono", "fonts-noto-core",
    "fonts-texgyre", "fonts-texgyre-math",
    "hyphen-de", "hyphen-en-gb", "hyphen-en-us", "hyphen-es", "hyphen-fr", "hyphen-it",
    "hyphen-nl", "hyphen-ru", "hyphen-sv",
]

PINNED = [  # folder, family, package, version, roman, italic, other axes, [(file, weight, style name)]
    ("eb-garamond", "EB Garamond", "fontpkg-eb-garamond", "1.3",
     "EBGaramond[wght].ttf", "EBGaramond-Italic[wght].ttf", {},
     [("EBGaramond-Regular.ttf", 400, "Regular"), ("EBGaramond-Italic.ttf", 400, "Italic"),
      ("EBGaramond-Bold.ttf", 700, "Bold"), ("EBGaramond-BoldItalic.ttf", 700, "Bold Italic")]),
    ("source-serif-4", "Source Serif 4", "fontpkg-source-serif-4", "4.4",
     "SourceSerif4[opsz,wght].ttf", "SourceSerif4-Italic[opsz,wght].ttf", {"opsz": 11},
     [("SourceSerif4-Regular.ttf", 400, "Regular"), ("SourceSerif4-Italic.ttf", 400, "Italic"),
      ("SourceSerif4-Bold.ttf", 650, "Bold"),
      ("SourceSerif4-BoldItalic.ttf", 650, "Bold Italic")]),
    ("source-sans-3", "Source Sans 3", "fontpkg-source-sans-3", "3.52",
     "SourceSans3[wght].ttf", "SourceSans3-Italic[wght].ttf", {},
     [("SourceSans3-Regular.ttf", 400, "Regular"), ("SourceSans3-Italic.ttf", 400, "Italic"),
      ("SourceSans3-Bold.ttf", 640, "Bold"), ("SourceSans3-BoldItalic.ttf", 640, "Bold Italic")]),
]

# What a face says of its version; EB Garamond's is fixed, so that its bytes stay as they are.
VERSIONS = {"EB Garamond": "1.003"}

COPIES = [  # folder, family, Debian folder, package, [(file, weight, style)]
    ("jetbrains-mono", "JetBrains Mono", "jetbrains-mono", "fonts-jetbrains-mono",
     [("JetBrainsMono-Regular.ttf", 400, "upright"), ("JetBrainsMono-Italic.ttf", 400, "italic"),
      ("JetBrainsMono-Bold.ttf", 700, "upright")]),
    ("dejavu-serif", "DejaVu Serif", "dejavu", "fonts-dejavu-core",
     [("DejaVuSerif.ttf", 400, "upright"), ("DejaVuSerif-Bold.ttf", 700, "upright")]),
    ("dejavu-sans", "DejaVu Sans", "dejavu", "fonts-dejavu-core",
     [("DejaVuSans.ttf", 400, "upright"), ("DejaVuSans-Bold.ttf", 700, "upright")]),
    ("noto-serif-hebrew", "Noto Serif Hebrew", "noto", "fonts-noto-core",
     [("NotoSerifHebrew-Regular.ttf", 400, "upright")]),
    ("noto-sans-symbols-2", "Noto Sans Symbols 2", "noto", "fonts-noto-core",
     [("NotoSansSymbols2-Regular.ttf", 400, "upright")]),
]

GYRE = "usr/share/texmf/fonts/opentype/public"
PAGELLA = [  # file, Debian folder, package, family, weight, style
    ("texgyrepagella-regular.otf", "tex-gyre", "fonts-texgyre", "TeX Gyre Pagella", 400, "upright"),
    ("texgyrepagella-italic.otf", "tex-gyre", "fonts-texgyre", "TeX Gyre Pagella", 400, "italic"),
    ("texgyrepagella-bold.otf", "tex-gyre", "fonts-texgyre", "TeX Gyre Pagella", 700, "upright"),
    ("texgyrepagella-bolditalic.otf", "tex-gyre", "fonts-texgyre", "TeX Gyre Pagella", 700, "italic"),
    ("texgyrepagella-math.otf", "tex-gyre-math", "fonts-texgyre-math", "TeX Gyre Pagella Math", 400,
     "upright"),
]

DICTIONARIES = [  # languages, file, package, licence, files of common-licenses that go with it
    (["en", "en-US"], "hyph_en_US.dic", "hyphen-en-us", "MPL-1.1", ["MPL-1.1"]),
    (["en-GB", "en-AU", "en-NZ", "en-IE", "en-ZA"], "hyph_en_GB.dic", "hyphen-en-gb", "BSD-style", []),
    (["de", "de-DE", "de-AT", "de-CH"], "hyph_de_DE.dic", "hyphen-de", "LGPL-2.0-or-later", ["LGPL-2"]),
    (["fr"], "hyph_fr.dic", "hyphen-fr", "LGPL-2.1-or-later", ["LGPL-2.1"]),
    (["es"], "hyph_es_ES.dic", "hyphen-es", "MPL-1.1", ["MPL-1.1"]),
    (["it"], "hyph_it_IT.dic", "hyphen-it", "LGPL-2.1", ["LGPL-2.1"]),
    (["nl"], "hyph_nl_NL.dic", "hyphen-nl", "BSD-2-Clause", []),
    (["sv"], "hyph_sv_SE.dic", "hyphen-sv", "LGPL-3.0-or-later", ["LGPL-3", "GPL-3"]),
    (["ru"], "hyph_ru_RU.dic", "hyphen-ru", "LPPL-1.2-or-later", []),
]

BOOK_FEATURES = ["liga", "dlig", "smcp", "c2sc", "onum", "lnum", "pnum", "tnum", "sups", "subs", "frac"]

# The LPPL asks that a changed file have another name.
RENAMED = {"hyph_ru_RU.dic": "octavo_hyph_ru.dic"}

# What a library falls back to, in order, for characters a request's own families lack.
FALLBACKS = ["EB Garamond", "DejaVu Serif", "Noto Serif Hebrew", "DejaVu Sans", "Noto Sans Symbols 2"]


def set_names(font, family, style, postscript):
    """Names of a static face: one family of four styles, no trace of the variable font."""
    table = font["name"]
    version = VERSIONS.get(family) or f"{font['head'].fontRevision:.3f}"
    table.names = [n for n in table.names if n.nameID in (0, 5, 8, 9, 11, 12, 13, 14)]
    full = f"{family} {style}"
    for name, text in ((1, family), (2, style), (3, f"{version};Octavo;{postscript}"),
                       (4, full), (6, postscript)):
        table.setName(text, name, 3, 1, 0x409)
    bold, italic = "Bold" in style, "Italic" in style
    font["OS/2"].usWeightClass = 700 if bold else 400
    selection = font["OS/2"].fsSelection & ~0b1100001  # keep the others, such as USE_TYPO_METRICS
    font["OS/2"].fsSelection = selection | (32 if bold else 0) | (1 if italic else 0) | (
        0 if bold or italic else 64)
    font["head"].macStyle = (1 if bold else 0) | (2 if italic else 0)


def wheel(wheels, package, version):
    """The archive of a package, and the folder in it."""
    name = package.replace("-", "_")
    return zipfile.ZipFile(wheels / f"{name}-{version}-py3-none-any.whl"), name


def pin_families(wheels):
    """Writes the static faces of the variable fonts and their licences; gives their entries."""
    entries = []
    for folder, family, package, version, roman, italic, axes, faces in PINNED:
        target = HERE / folder
        target.mkdir(exist_ok=True)
        archive, name = wheel(wheels, package, version)
        with archive:
            (target / "LICENSE.txt").write_bytes(archive.read(f"{name}/LICENSE"))
            for file, weight, style in faces:
                source = italic if "Italic" in style else roman
                data = archive.read(f"{name}/files/{source}")
                font = TTFont(io.BytesIO(data), recalcTimestamp=False)
                font = instancer.instantiateVariableFont(font, {"wght": weight, **axes}, inplace=True)
                if "STAT" in font:
                    del font["STAT"]
                set_names(font, family, style, file.removesuffix(".ttf"))
                font.save(target / file)
                pinned = " and ".join(["wght", *axes])
                entries.append((f"{folder}/{file}", family, 700 if "Bold" in style else 400,
                                "italic" if "Italic" in style else "upright", "OFL-1.1",
                                f"PyPI {package} {version}, ax{'es' if axes else 'is'} {pinned} pinned"))
    return entries


def copy_pagella(root):
    """Copies TeX Gyre Pagella and its mathematics unchanged, with the GUST Font License."""
    folder = HERE / "tex-gyre-pagella"
    folder.mkdir(exist_ok=True)
    entries = []
    for file, debian, package, family, weight, style in PAGELLA:
        (folder / file).write_bytes((root / GYRE / debian / file).read_bytes())
        entries.append((f"tex-gyre-pagella/{file}", family, weight, style, "GFL-1.0",
                        f"Debian {package}"))
    parts = (root / "usr/share/doc/fonts-texgyre/copyright").read_text().split("\n\n")
    kept = [part for part in parts if "Pagella" in part.split("\n")[0]
            or part.startswith("License: GUST-Font-License\n")]
    (folder / "LICENSE.txt").write_text("\n\n".join(kept).strip() + "\n")
    return entries


def ofl(notice, wheels):
    """The licence's text under a face's own copyright line."""
    archive, name = wheel(wheels, "fontpkg-eb-garamond", "1.3")
    with archive:
        text = archive.read(f"{name}/LICENSE").decode()
    return notice.strip() + "\n" + text[text.index("\n"):]


def copy_fonts(root, wheels):
    """Copies the Debian faces unchanged, each family with its licence."""
    entries = []
    for folder, family, debian, package, faces in COPIES:
        (HERE / folder).mkdir(exist_ok=True)
        for file, weight, style in faces:
            data = (root / "usr/share/fonts/truetype" / debian / file).read_bytes()
            (HERE / folder / file).write_bytes(data)
            licence = "Bitstream-Vera" if package.startswith("fonts-dejavu") else "OFL-1.1"
            entries.append((f"{folder}/{file}", family, weight, style, licence, f"Debian {package}"))
        if package.startswith("fonts-dejavu"):
            text = (root / "usr/share/doc" / package / "copyright").read_text()
        else:
            font = TTFont(HERE / folder / faces[0][0])
            text = ofl(font["name"].getDebugName(0), wheels)
        (HERE / folder / "LICENSE.txt").write_text(text)
    return entries


def dictionary_text(path):
    """A dictionary in UTF-8."""
    charset, _, body = path.read_bytes().partition(b"\n")
    name = charset.decode().strip()
    text = body.decode({"ISO8859-1": "latin-1", "KOI8-R": "koi8-r"}.get(name, name))
    return "UTF-8\n" + text.replace("\r\n", "\n")


def stanza(copyright, file):
    """What a Debian copyright file says of one dictionary, with the text of a licence it names;
    the whole file where it is about that dictionary alone."""
    parts = copyright.split("\n\n")
    language = file.removeprefix("hyph_")[:2]
    patterns = [rf"hyph_{language}[_.]\S*", rf"dictionaries/{language}(_[A-Z]+)?/\*"]
    region = re.search(r"_([A-Z]{2})\.", file)
    if language == "en" and region:
        patterns = [f"hyph_en_{region[1]}"]
    for pattern in patterns:
        for part in parts:
            if part.startswith("Files:") and re.search(pattern, part.split("Copyright:")[0]):
                name = re.search(r"License: (\S+)", part)[1]
                texts = [p for p in parts if p.startswith(f"License: {name}\n")]
                return "\n\n".join([part] + texts) + "\n"
    return copyright


def copy_dictionaries(root):
    folder = HERE / "hyphenation"
    folder.mkdir(exist_ok=True)
    entries, common = [], set()
    for languages, file, package, licence, texts in DICTIONARIES:
        text = dictionary_text((root / "usr/share/hyphen" / file).resolve())
        target = RENAMED.get(file, file)
        (folder / target).write_text(text)
        notice = stanza((root / "usr/share/doc" / package / "copyright").read_text(), file)
        if target != file:
            notice = f"{target} is {file} of {package} (Debian) turned into UTF-8.\n\n{notice}"
        (folder / f"{target.removesuffix('.dic')}.LICENSE.txt").write_text(notice)
        common |= set(texts)
        entries.append((languages, f"hyphenation/{target}", licence, f"Debian {package}"))
    for name in sorted(common):
        text = pathlib.Path("/usr/share/common-licenses", name).read_text()
        (folder / f"{name}.txt").write_text(text)
    return entries


def features(file):
    """Which of the features a book asks for the face has."""
    font = TTFont(HERE / file, lazy=True)
    if "GSUB" not in font:
        return []
    tags = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    return [tag for tag in BOOK_FEATURES if tag in tags]


def sha256(file):
    return hashlib.sha256((HERE / file).read_bytes()).hexdigest()


def write_index(fonts, dictionaries):
    lines = ["# Written by prepare.py; do not edit.", f"fallbacks: [{', '.join(FALLBACKS)}]", "fonts:"]
    for file, family, weight, style, licence, source in fonts:
        lines += [f"  - file: {file}", f"    family: {family}", f"    weight: {weight}",
                  f"    style: {style}", f"    features: [{', '.join(features(file))}]",
                  f"    licence: {licence}", f"    source: {source}",
                  f"    sha256: {sha256(file)}"]
    lines.append("hyphenation:")
    for languages, file, licence, source in dictionaries:
        lines += [f"  - languages: [{', '.join(languages)}]", f"    file: {file}",
                  f"    licence: {licence}", f"    source: {source}", f"    sha256: {sha256(file)}"]
    (HERE / "fonts.yaml").write_text("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheels", required=True, type=pathlib.Path)
    parser.add_argument("--root", default=pathlib.Path("/"), type=pathlib.Path)
    options = parser.parse_args()
    pinned = pin_families(options.wheels)
    # What dumps call a face is its place in the list: new faces come last.
    first = [entry for entry in pinned if entry[1] == "EB Garamond"]
    rest = [entry for entry in pinned if entry not in first]
    fonts = first + copy_fonts(options.root, options.wheels) + rest + copy_pagella(options.root)
    write_index(fonts, copy_dictionaries(options.root))


main()
