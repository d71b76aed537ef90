#!/bin/sh
# Records LuaTeX's line breaks again. Needs luatex and plain TeX's fonts and patterns
# (Debian: texlive-binaries, texlive-luatex, texlive-base). Replaying them needs none of it.
set -e
cd "$(dirname "$0")"
for program in luatex kpsewhich; do
  command -v "$program" >/dev/null || { echo "record.sh: $program is not installed" >&2; exit 69; }
done
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
cat >"$scratch/record.tex" <<'END'
\catcode`\{=1 \catcode`\}=2 \catcode`\#=6
\font\roman=cmr10 \roman
\input hyphen
\hbadness=10000 \vbadness=10000 \hfuzz=16383pt \vfuzz=16383pt
\directlua{dofile("record.lua")}
\end
END
luatex --ini --interaction=batchmode --output-directory="$scratch" "$scratch/record.tex" \
  >"$scratch/terminal" || { tail -40 "$scratch/record.log" >&2; exit 70; }
wc -c random.txt natural.txt
