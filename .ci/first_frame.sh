#!/usr/bin/env bash
# From start to first frame: Dateline's window beside an empty one of the same toolkit, in turns; and from five articles
# dropped on it to the first frame with pins; medians in milliseconds.
# usage: first_frame.sh FIRST_FRAME [TURNS]
set -euo pipefail
first_frame=$1 turns=${2:-7}

screen_log=$(mktemp) home=$(mktemp -d) screen=''
finish() {
  [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
  rm -rf "$screen_log" "$home"
}
trap finish EXIT
Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3>"$screen_log" 2>/dev/null &
screen=$!
for _ in $(seq 100); do [ -s "$screen_log" ] && break; sleep 0.1; done
[ -s "$screen_log" ] || { echo "first frame: no virtual screen" >&2; exit 1; }
export DISPLAY=:$(cat "$screen_log") HOME=$home LIBGL_ALWAYS_SOFTWARE=1
unset WAYLAND_DISPLAY

for turn in $(seq "$turns"); do
  for window in empty dateline; do
    timeout 60 "$first_frame" "$window" "$(date +%s%N)" 2>/dev/null >>"$home/$window" ||
      { echo "first frame: none of the window \"$window\" within a minute" >&2; exit 1; }
  done
  timeout 60 "$first_frame" dateline "$(date +%s%N)" assets/sample/* 2>/dev/null | sed -n 2p >>"$home/pins"
done
median() { sort -n "$home/$1" | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }
[ -s "$home/pins" ] || { echo "first frame: no pins within a minute" >&2; exit 1; }
echo "first pins after a drop of five articles, median of $turns: $(median pins) ms"
echo "first frame, median of $turns: an empty window $(median empty) ms, Dateline $(median dateline) ms"
