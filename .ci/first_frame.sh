#!/usr/bin/env bash
# From start to first frame: Dateline's window beside an empty one of the same toolkit, in turns; and from five articles
# dropped on it to the first frame with pins; medians in milliseconds.
# usage: first_frame.sh FIRST_FRAME [TURNS]
set -euo pipefail
first_frame=$1 turns=${2:-7}

source "$(dirname "$0")/screen.sh"

for turn in $(seq "$turns"); do
  for window in empty dateline; do
    timeout 60 "${alone[@]}" "$first_frame" "$window" "$(date +%s%N)" 2>/dev/null >>"$home/$window" ||
      fail "none of the window \"$window\" within a minute"
  done
  timeout 60 "${alone[@]}" "$first_frame" dateline "$(date +%s%N)" assets/sample/* 2>/dev/null | sed -n 2p >>"$home/pins"
done
median() { sort -n "$home/$1" | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }
[ -s "$home/pins" ] || fail "no pins within a minute"
echo "first pins after a drop of five articles, median of $turns: $(median pins) ms"
echo "first frame, median of $turns: an empty window $(median empty) ms, Dateline $(median dateline) ms"
