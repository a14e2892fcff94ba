#!/usr/bin/env bash
# Every export read back by a second program: SVG drawn by librsvg and PDF by poppler beside our PNG, GeoJSON, KML and
# GeoPackage by GDAL, CSV by Gnumeric and Python, annotations by Python, the dossier opened and clicked in headless Chromium;
# and what happens on a full disk and in a folder of somebody else. Arguments: the program, a folder for what is made.
set -euo pipefail
cd "$(dirname "$0")/.."
dateline=$1
out=$2/exports
mkdir -p "$out"

missing=()
for program in pdftotext pdftoppm ogrinfo chromium python3 rsvg-convert compare ssconvert; do command -v "$program" >/dev/null || missing+=("$program"); done
if ((${#missing[@]})); then
  sudo=(); [ "$(id -u)" = 0 ] || sudo=(sudo)
  "${sudo[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends \
    poppler-utils gdal-bin chromium python3 librsvg2-bin imagemagick gnumeric >/dev/null
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
# An article that has an address: the PDF links to it, as poppler reads it, from a page behind the picture.
cat >"$out/linked.html" <<'HTML'
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry sinks off Goma</title>
<link rel="canonical" href="https://news.example.org/goma/ferry?id=7&amp;page=1"></head><body><article><h1>Ferry sinks off Goma</h1>
<p>A ferry sank off Goma on 3 March 2024, killing four people, the harbour master said. Rescuers searched the lake for others.</p>
</article></body></html>
HTML
"$dateline" export "$out/linked.html" --out "$out/linked.pdf" >/dev/null
links=$(pdfinfo -url "$out/linked.pdf" | awk 'NR > 1')
[[ $links =~ ^\ *2\ .*https://news\.example\.org/goma/ferry\?id=7\&page=1$ ]] || { echo "PDF links: $links" >&2; exit 1; }
say "PDF link" "$links"

# SVG and PDF drawn by second programs look as our PNG does: the mean difference of a pixel is bounded, and how many differ
# much. The SVG has its letters as outlines here, since those programs have not our typefaces; with letters as text it must
# be drawn as well.
alike() {
  local mean much
  mean=$(compare -metric MAE "$2" "$3" null: 2>&1 | sed 's/.*(\(.*\)).*/\1/' || true)
  much=$(compare -metric AE -fuzz 25% "$2" "$3" null: 2>&1 || true)
  python3 - "$1" "$mean" "$much" "$(identify -format '%[fx:w*h]' "$2")" <<'PY'
import sys
what, mean, much, pixels = sys.argv[1], *map(float, sys.argv[2:])
print(f"{what:<12} mean difference {mean:.2%} of full scale, {much / pixels:.2%} of pixels differ by more than a quarter")
sys.exit(mean > 0.02 or much / pixels > 0.02)
PY
}
python3 .ci/layouts.py "$dateline" tests/data/stories "$out/layouts"
drawn_alike() {
  local name=$1 size=$2
  shift 2
  for theme in light dark; do
    "$dateline" export "$@" --size "$size" --theme $theme --outlines --out "$out/$name.png" --out "$out/$name.svg" >/dev/null
    read -r width height < <(identify -format '%w %h\n' "$out/$name.png")
    rsvg-convert --width "$width" --height "$height" --output "$out/$name.rsvg.png" "$out/$name.svg"
    alike "$name $theme" "$out/$name.png" "$out/$name.rsvg.png"
  done
}
drawn_alike sample 16:9 assets/sample/*
for name in names many a07-bombing b05-cholera b07-strikes-gaza; do drawn_alike $name 4:5 "$out"/layouts/$name/*.txt; done
"$dateline" export assets/sample/* --out "$out/text.svg" >/dev/null
rsvg-convert --output "$out/text.png" "$out/text.svg"
[ "$(identify -format '%wx%h' "$out/text.png")" = 1920x1080 ]
"$dateline" export assets/sample/* --size a4 --layer "$out/camps.csv" --out "$out/page.png" >/dev/null
pdftoppm -png -singlefile -f 1 -l 1 -scale-to-x 2480 -scale-to-y 3508 "$out/story.pdf" "$out/page.poppler"
alike "PDF page 1" "$out/page.png" "$out/page.poppler.png"

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

# Data follow the filters: GDAL finds the events that a look at the whole reading says it must, in every format.
filtered() {
  local name=$1 wanted=$2 kept
  shift 2
  "$dateline" export assets/sample/* "$@" --out "$out/$name.geojson" --out "$out/$name.kml" --out "$out/$name.gpkg" >/dev/null
  kept=$(python3 .ci/kept.py "$out/story.json" "$wanted")
  for file in "$out/$name.geojson" "$out/$name.kml" "$out/$name.gpkg events"; do
    # shellcheck disable=SC2086
    [ "$(count $file)" = "$kept" ] || { echo "$file does not hold the $kept events of $*" >&2; exit 1; }
  done
  [ "$kept" -gt 0 ] && [ "$kept" -lt "$events" ]
  say Filter "$* keeps $kept of $events events"
}
filtered family 'family in ("violence", "protest")' --family violence,protest
filtered days 'date and start <= "2023-09-20" and (ongoing or end >= "2023-09-19")' --from 2023-09-19 --to 2023-09-20
filtered source '"C" in sources' --source C
filtered frame 'place and 43 <= lon <= 46 and 39 <= lat <= 41.5' --bbox 43,39,46,41.5
filtered all '"E" in sources and family == "violence" and place and 46 <= lon <= 48' \
  --source E --family violence --bbox 46,35,48,45

python3 .ci/exports.py "$out"
python3 .ci/spreadsheet.py "$dateline" "$out"

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

# A full disk and a folder of somebody else: a sentence, and the old file as it was.
bad() {
  local words=$1 file=$2
  if said=$("${@:3}" 2>&1); then echo "$file: was written" >&2; exit 1; fi
  grep -q "$words" <<<"$said" || { echo "$said" >&2; exit 1; }
  [ "$(cat "$file")" = old ]
  say "Bad case" "$(tail -1 <<<"$said")"
}
mkdir -p "$out/full" "$out/theirs"
if unshare -rm true 2>/dev/null; then
  export -f bad say
  export dateline out
  # shellcheck disable=SC2016
  unshare -rm bash -euc 'mount -t tmpfs -o size=64k none "$out/full"; printf old >"$out/full/map.png"
    bad "the disk is full" "$out/full/map.png" "$dateline" export assets/sample/* --out "$out/full/map.png"
    [ "$(ls -A "$out/full")" = map.png ]'
else
  say "Bad case" "a full disk: left out, no small disk can be made here"
fi
printf old >"$out/theirs/map.png"
chmod 444 "$out/theirs/map.png"
chmod 555 "$out/theirs"
# Root may write everywhere, so somebody else tries, who may reach neither the sources nor the program where they are.
as=(); [ "$(id -u)" != 0 ] || as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
cp "$dateline" "$out/dateline"
cp assets/sample/northgate-wire.txt "$out/a.txt"
chmod a+x "$2" "$out"
chmod a+r "$out/a.txt"
bad "you may not write there" "$out/theirs/map.png" "${as[@]}" "$out/dateline" export "$out/a.txt" --out "$out/theirs/map.png"
chmod 755 "$out/theirs"
