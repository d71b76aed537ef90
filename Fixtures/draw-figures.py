#!/usr/bin/env python3
"""Draws the handbook's figures: writes small PDF pages and has poppler's pdftoppm turn them into
pictures. Run in this folder; the pictures are kept under version control, so nobody needs to."""

import math
import os
import subprocess
import tempfile

FIGURES = "handbook/figures"


def pdf(width, height, content):
    """A one-page PDF that holds a content stream."""
    stream = content.encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R >>" % (width, height),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def draw(name, width, height, content, dots):
    """Renders a drawing to a grey PNG or JPEG at `dots` to the inch."""
    kind = "-png" if name.endswith(".png") else "-jpeg"
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "figure.pdf")
        with open(source, "wb") as file:
            file.write(pdf(width, height, content))
        target = os.path.join(FIGURES, os.path.splitext(name)[0])
        subprocess.run(
            ["pdftoppm", kind, "-gray", "-singlefile", "-r", str(dots), source, target], check=True)
    made = target + (".png" if kind == "-png" else ".jpg")
    assert made == os.path.join(FIGURES, name)


def line(x1, y1, x2, y2):
    return f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S\n"


def box(x, y, w, h, operator):
    return f"{x:.2f} {y:.2f} {w:.2f} {h:.2f} re {operator}\n"


def spread():
    """The two pages with their text blocks and the lines that construct them (Van de Graaf)."""
    w, h, edge = 120, 180, 4
    content = f"1 J 1 j 1 0 0 1 {edge} {edge} cm\n0.85 g\n"
    content += box(2 * w / 9, 2 * h / 9, 6 * w / 9, 6 * h / 9, "f")
    content += box(w + w / 9, 2 * h / 9, 6 * w / 9, 6 * h / 9, "f")
    content += "0.45 G 0.5 w\n"
    content += line(0, 0, 2 * w, h) + line(2 * w, 0, 0, h)
    content += line(0, 0, w, h) + line(2 * w, 0, w, h)
    content += "0 G 0.9 w\n" + box(0, 0, w, h, "S") + box(w, 0, w, h, "S")
    draw("spread.png", 2 * w + 2 * edge, h + 2 * edge, content, 360)


def lines():
    """One paragraph broken line by line, and as a whole."""
    measure, natural, height, step = 560, 12, 13, 24
    words = [44, 62, 30, 58, 40, 66, 28, 52, 24, 48, 36, 72, 44, 58, 30, 66, 54, 120, 60, 84, 40]
    assert sum(words[:10]) + 9 * natural == measure

    def paragraph(breaks, top):
        content, first = "", 0
        for row, last in enumerate(breaks):
            group = words[first:last]
            is_last = last == len(words)
            gap = natural if is_last else (measure - sum(group)) / (len(group) - 1)
            x = 10
            for word in group:
                content += box(x, top - row * step, word, height, "f")
                x += word + gap
            first = last
        return content

    content = "0.35 g\n" + paragraph([10, 17, 21], 162) + paragraph([9, 17, 21], 62)
    content += "0.6 G 0.8 w\n" + line(10, 0, 10, 190) + line(570, 0, 570, 190)
    draw("lines.jpg", 580, 190, content, 150)


def leaf():
    """Three leaves on a stem."""
    content = "1 J 0 g 0 G 5 w 50 4 m 50 40 l S\n"
    for turn in (-60, 0, 60):
        a = math.radians(turn)
        c, s = math.cos(a), math.sin(a)
        content += f"q {0.8 * c:.4f} {0.8 * s:.4f} {-0.8 * s:.4f} {0.8 * c:.4f} 50 40 cm\n"
        content += "0 0 m 20 18 20 40 0 60 c -20 40 -20 18 0 0 c f Q\n"
    draw("leaf.png", 100, 100, content, 144)


spread()
lines()
leaf()
