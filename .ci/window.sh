#!/usr/bin/env bash
# A real window on a virtual screen: opens the sample, finds a pin by its colour, clicks it, sees the panel change, closes.
# usage: window.sh DATELINE FOLDER_FOR_PICTURES
set -euo pipefail
dateline=$1 out=$2

source "$(dirname "$0")/screen.sh"

"${alone[@]}" "$dateline" assets/sample/* >"$home/log" 2>&1 &
program=$!
# Titled "Dateline" at first, and "its story — Dateline" once the articles are read: either may be met.
window=''
for _ in $(seq 300); do
  kill -0 "$program" 2>/dev/null || fail "the program ended before its window came"
  window=$(xdotool search --onlyvisible --name 'Dateline' 2>/dev/null | head -1 || true)
  [ -n "$window" ] && break
  sleep 0.1
done
[ -n "$window" ] || fail "no window after thirty seconds"
xdotool windowsize --sync "$window" 1440 900 2>/dev/null || true
xdotool windowmove "$window" 0 0 windowfocus "$window" 2>/dev/null || true

shoot() { import -window root -depth 8 "$out/$1.png"; }
# Shoots until two pictures in a row are the same: a loaded machine takes its time.
settle() {
  shoot "$1"
  for _ in $(seq 20); do
    cp "$out/$1.png" "$home/last.png"
    sleep 0.6
    shoot "$1"
    [ "$(compare -metric AE "$home/last.png" "$out/$1.png" null: 2>&1 | sed 's/[^0-9].*//')" != 0 ] || return 0
  done
}
colours() { identify -format '%k' "$out/$1.png"; }

# The map is drawn when there are many colours; software rendering takes its time.
for _ in $(seq 60); do sleep 0.5; shoot window; [ "$(colours window)" -gt 400 ] && break; done
[ "$(colours window)" -gt 400 ] || fail "the window stays blank ($(colours window) colours)"
sleep 2

# Another event first, from the list, so that the click on a pin has something to change; the map may move to show it, so the
# pins are looked for after.
xdotool mousemove 140 507 click 1
sleep 0.5
xdotool mousemove 700 885
settle window

# Pins: rings in the colour of a family, on the map between the side panels. Lines and hatching have the colours too,
# but no ring.
convert "$out/window.png" -crop 700x640+300+60 +repage -depth 8 "rgb:$home/map"
pins=$(python3 - "$home/map" <<'PY'
import math, sys
width, height, left, top = 700, 640, 300, 60
data = open(sys.argv[1], "rb").read()
families = [(0xCC, 0x2B, 0x2B), (0xC1, 0x73, 0x21), (0x1C, 0x5B, 0x53), (0x91, 0x5D, 0xAB)]
near = lambda x, y: any(sum(abs(a - b) for a, b in zip(data[3 * (y * width + x):][:3], family)) < 90 for family in families)
inked = {(x, y) for y in range(height) for x in range(width) if near(x, y)}
angles = [2 * math.pi * step / 24 for step in range(24)]
def ring(x, y, radii):
    return sum(any((round(x + r * math.cos(a)), round(y + r * math.sin(a))) in inked for r in radii) for a in angles)
found = []
for x, y in {(x - r, y) for x, y in inked for r in (10, 11)}:
    if ring(x, y, (9.5, 10, 10.5, 11)) >= 22 and ring(x, y, (7,)) <= 8 and ring(x, y, (15,)) <= 12:
        if all(math.hypot(x - u, y - v) > 18 for u, v in found):
            found.append((x, y))
for x, y in found[:10]:
    print(x + left, y + top)
PY
)
[ -n "$pins" ] || fail "no pin on the map (see $out/window.png)"

# How many pixels of a part of the window differ before and after.
differ() {
  convert "$out/window.png" -crop "$1" +repage "$home/before.png"
  convert "$out/clicked.png" -crop "$1" +repage "$home/after.png"
  compare -metric AE "$home/before.png" "$home/after.png" null: 2>&1 | sed 's/[^0-9].*//' || true
}

changed=''
while read -r x y; do
  xdotool mousemove "$x" "$y"
  sleep 0.5
  xdotool click 1
  sleep 0.5
  xdotool mousemove 700 885
  settle clicked
  # Another title over the panel, and the button of one event still below it: not the list of all.
  title=$(differ 360x60+1060+115) button=$(differ 150x30+1280+837)
  if [ "${title:-0}" -gt 300 ] && [ "${button:-9999}" -lt 200 ]; then changed="$x,$y"; break; fi
done <<<"$pins"
[ -n "$changed" ] || fail "a click on a pin does not show its event in the panel (see $out/clicked.png)"
echo "window: clicked the pin at $changed; the panel shows its event"

python3 "$(dirname "$0")/close_window.py" "$window"
for _ in $(seq 100); do kill -0 "$program" 2>/dev/null || break; sleep 0.1; done
kill -0 "$program" 2>/dev/null && fail "the window does not close"
code=0
wait "$program" || code=$?
program=''
[ "$code" = 0 ] || fail "the program ended with $code"
grep -i 'panicked' "$home/log" && fail "the program panicked"
echo "window: closed cleanly"
