#!/usr/bin/env bash
# A window left alone works no more: processor time of ten seconds in view, and of ten hidden, with the sample open.
# Prints both with the memory held, and fails when a window at rest is at work. usage: rest.sh DATELINE [FILE…]
set -euo pipefail
dateline=$1
shift
[ $# -gt 0 ] || set -- assets/sample/*

source "$(dirname "$0")/screen.sh"

"${alone[@]}" "$dateline" "$@" >"$home/log" 2>&1 &
program=$!

# Hundredths of a second on the processor so far, all threads.
spent() { awk '{ print $14 + $15 }' "/proc/$program/stat"; }
over() { local before; before=$(spent); sleep "$1"; echo $(($(spent) - before)); }
# At rest once two seconds go by without work: everything is read, drawn and kept by then.
for _ in $(seq 150); do [ "$(over 2)" -le 1 ] && break; done
window=$(xdotool search --onlyvisible --name Dateline | head -1)
[ -n "$window" ] || fail "no window"
visible=$(over 10)
held=$(awk '/VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$program/status")
xdotool windowunmap "$window"
sleep 1
hidden=$(over 10)
echo "rest: of ten seconds on the processor ${visible}0 ms in view, ${hidden}0 ms hidden; $held MB held"
# One frame under software rendering is some 20 ms: a second one within ten seconds is one too many.
[ "$visible" -le 3 ] && [ "$hidden" -le 3 ] || fail "a window left alone goes on working"
