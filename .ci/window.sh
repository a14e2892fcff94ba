#!/usr/bin/env bash
# A real window on a virtual screen: opens the sample, finds a pin by its colour, clicks it, sees the panel change, closes.
# usage: window.sh DATELINE FOLDER_FOR_PICTURES
set -euo pipefail
dateline=$1 out=$2

screen_log=$(mktemp) home=$(mktemp -d)
program='' screen=''
finish() {
  [ -z "$program" ] || kill "$program" 2>/dev/null || true
  [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
  rm -rf "$screen_log" "$home"
}
trap finish EXIT
fail() { echo "window: $1" >&2; [ ! -s "$home/log" ] || tail -20 "$home/log" >&2; exit 1; }

Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3>"$screen_log" 2>/dev/null &
screen=$!
for _ in $(seq 100); do [ -s "$screen_log" ] && break; sleep 0.1; done
[ -s "$screen_log" ] || fail "no virtual screen"
export DISPLAY=:$(cat "$screen_log")

# Settings of whoever runs this must not matter, nor a graphics card.
env -u WAYLAND_DISPLAY HOME="$home" XDG_CONFIG_HOME="$home" XDG_DATA_HOME="$home" LIBGL_ALWAYS_SOFTWARE=1 \
  "$dateline" assets/sample/* >"$home/log" 2>&1 &
program=$!
window=''
for _ in $(seq 300); do
  kill -0 "$program" 2>/dev/null || fail "the program ended before its window came"
  window=$(xdotool search --onlyvisible --name '^Dateline' 2>/dev/null | head -1 || true)
  [ -n "$window" ] && break
  sleep 0.1
done
[ -n "$window" ] || fail "no window after thirty seconds"
xdotool windowsize --sync "$window" 1440 900 2>/dev/null || true
xdotool windowmove "$window" 0 0 windowfocus "$window" 2>/dev/null || true

shoot() { import -window root -depth 8 "$out/$1.png"; }
colours() { identify -format '%k' "$out/$1.png"; }

# The map is drawn when there are many colours; software rendering takes its time.
for _ in $(seq 60); do sleep 0.5; shoot window; [ "$(colours window)" -gt 400 ] && break; done
[ "$(colours window)" -gt 400 ] || fail "the window stays blank ($(colours window) colours)"
sleep 2
shoot window

# Pins in the colours of their families, on the map between the side panels.
pins=$(convert "$out/window.png" -crop 700x640+300+60 +repage -depth 8 txt:- | python3 -c '
import re, sys
families = {(0xCC, 0x2B, 0x2B), (0x91, 0x5D, 0xAB), (0xC1, 0x73, 0x21)}
spots = {}
for line in sys.stdin:
    found = re.match(r"(\d+),(\d+): .*#([0-9A-F]{6})", line)
    if found:
        x, y, colour = int(found[1]), int(found[2]), bytes.fromhex(found[3])
        if tuple(colour) in families:
            spots.setdefault((x // 12, y // 12), []).append((x + 300, y + 60))
for _, spot in sorted(spots.items(), key=lambda item: -len(item[1]))[:8]:
    if len(spot) >= 20:
        print(sum(x for x, _ in spot) // len(spot), sum(y for _, y in spot) // len(spot))
')
[ -n "$pins" ] || fail "no pin on the map (see $out/window.png)"

changed=''
while read -r x y; do
  xdotool mousemove "$x" "$y"
  sleep 0.5
  xdotool click 1
  sleep 1.5
  xdotool mousemove 700 880
  sleep 0.7
  shoot clicked
  different=$(compare -metric AE \
    <(convert "$out/window.png" -crop 388x700+1052+60 +repage png:-) \
    <(convert "$out/clicked.png" -crop 388x700+1052+60 +repage png:-) null: 2>&1 || true)
  if [ "${different%%[!0-9]*}" -gt 2000 ]; then changed="$x,$y"; break; fi
done <<<"$pins"
[ -n "$changed" ] || fail "a click on a pin changes nothing in the panel (see $out/clicked.png)"
echo "window: clicked the pin at $changed; the panel shows its event"

xdotool windowquit "$window" 2>/dev/null || xdotool windowclose "$window"
for _ in $(seq 100); do kill -0 "$program" 2>/dev/null || break; sleep 0.1; done
kill -0 "$program" 2>/dev/null && fail "the window does not close"
code=0
wait "$program" || code=$?
program=''
[ "$code" = 0 ] || fail "the program ended with $code"
grep -i 'panicked' "$home/log" && fail "the program panicked"
echo "window: closed cleanly"
