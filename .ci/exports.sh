#!/usr/bin/env bash
# Every export read back by a second program: PDF by poppler, GeoJSON, KML and GeoPackage by GDAL, CSV and annotations by
# Python, the dossier opened and clicked in headless Chromium. Arguments: the program, a folder for what is made.
set -euo pipefail
cd "$(dirname "$0")/.."
dateline=$1
out=$2/exports
mkdir -p "$out"

missing=()
for program in pdftotext pdffonts ogrinfo chromium python3; do command -v "$program" >/dev/null || missing+=("$program"); done
if ((${#missing[@]})); then
  sudo=(); [ "$(id -u)" = 0 ] || sudo=(sudo)
  "${sudo[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends \
    poppler-utils gdal-bin chromium python3 >/dev/null
fi

printf 'name,lat,lon\nCamp Aras,39.45,47.90\n' >"$out/camps.csv"
targets=()
for ending in pdf html geojson csv kml kmz gpkg jsonld bib storymap.json json; do targets+=(--out "$out/story.$ending"); done
"$dateline" export assets/sample/* "${targets[@]}" --size a4 --layer "$out/camps.csv" >/dev/null

say() { printf '%-12s %s\n' "$1" "$2"; }

# PDF: every source can be read in it, every typeface is in it, it is tagged.
pdftotext -layout "$out/story.pdf" "$out/story.txt"
pdffonts "$out/story.pdf" | tail -n +3 | awk '$(NF-4) != "yes" { print "not embedded: " $0; bad = 1 } END { exit bad }'
pdfinfo "$out/story.pdf" | grep -q '^Tagged: *yes'
say PDF "$(pdfinfo "$out/story.pdf" | awk '/^Pages/ { print $2 }') pages, $(stat -c %s "$out/story.pdf") bytes"

# GDAL finds as many features as there are events, and the passages.
python3 - "$out" <<'PY' >"$out/counts"
import json, sys
story = json.load(open(f"{sys.argv[1]}/story.json"))
print(len(story["events"]), sum(len(e["mentions"]) for e in story["events"]), len(story["articles"]))
PY
read -r events passages articles <"$out/counts"
count() { ogrinfo -ro -al -so "$@" 2>&1 | awk '/^Feature Count/ { sum += $3 } END { print sum + 0 }'; }
[ "$(count "$out/story.geojson")" = "$events" ]
[ "$(count "$out/story.kml")" = "$events" ]
[ "$(count "$out/story.gpkg" events)" = "$events" ]
[ "$(count "$out/story.gpkg" passages)" = "$passages" ]
[ "$(count "$out/story.gpkg" articles)" = "$articles" ]
said=$(ogrinfo -ro -al -so "$out/story.gpkg" 2>&1)
if grep -iE 'warning|error' <<<"$said"; then exit 1; fi
say GDAL "$events events, $passages passages, $articles articles in GeoJSON, KML, GeoPackage"

python3 .ci/exports.py "$out"

# The dossier: a pin is clicked, and the passages it leads to are in view; nothing is asked of a network.
python3 - "$out" <<'PY'
import sys
page = open(f"{sys.argv[1]}/story.html", encoding="utf-8").read()
probe = """<script>addEventListener("load", () => {
  const hits = [...document.querySelectorAll("svg.light .hit")];
  document.documentElement.style.scrollBehavior = "auto";
  const alone = hits.find((hit) => !hit.dataset.events.includes(" "));
  alone.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  setTimeout(() => {
    const event = document.querySelector(".event:target");
    const quotes = event ? event.querySelectorAll("blockquote").length : 0;
    const box = event ? event.getBoundingClientRect() : { top: -1 };
    const asked = performance.getEntriesByType("resource").filter((entry) => !entry.name.startsWith("data:")).length;
    const seen = box.top >= 0 && box.top < innerHeight;
    document.title = `probe hits=${hits.length} quotes=${quotes} seen=${seen} asked=${asked}`;
  }, 1200);
});</script></body>"""
open(f"{sys.argv[1]}/probe.html", "w", encoding="utf-8").write(page.replace("</body>", probe))
PY
chromium --headless=new --no-sandbox --disable-gpu --host-resolver-rules='MAP * ~NOTFOUND' --window-size=1400,900 \
  --user-data-dir="$out/chromium" --virtual-time-budget=6000 --dump-dom "file://$out/probe.html" >"$out/dom.html" 2>/dev/null
title=$(grep -o '<title>probe [^<]*' "$out/dom.html" | head -1)
say Chromium "$title"
[[ $title =~ quotes=[1-9] && $title == *seen=true* && $title == *asked=0* ]]
