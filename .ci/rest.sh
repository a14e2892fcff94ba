#!/usr/bin/env bash
# A window left alone works no more: processor time of ten seconds in view, and of ten hidden, with the sample open.
# Prints both with the memory held, and fails when a window at rest is at work. usage: rest.sh DATELINE [FILE…]
set -euo pipefail
dateline=$1
shift
[ $# -gt 0 ] || set -- assets/sample/*

screen_log=$(mktemp) home=$(mktemp -d) program='' screen=''
finish() {
  [ -z "$program" ] || kill "$program" 2>/dev/null || true
  [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
  rm -rf "$screen_log" "$home"
}
trap finish EXIT
fail() { echo "rest: $1" >&2; exit 1; }
Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3>"$screen_log" 2>/dev/null &
screen=$!
for _ in $(seq 100); do [ -s "$screen_log" ] && break; sleep 0.1; done
[ -s "$screen_log" ] || fail "no virtual screen"
export DISPLAY=:$(cat "$screen_log")
env -u WAYLAND_DISPLAY HOME="$home" XDG_CONFIG_HOME="$home" XDG_DATA_HOME="$home" LIBGL_ALWAYS_SOFTWARE=1 \
  "$dateline" "$@" >"$home/log" 2>&1 &
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
