# A virtual screen of 1440 by 900 with a home of its own, for the checks that need a window; to be sourced.
# Gives DISPLAY, $home (a folder that goes with the check) and "${alone[@]}", what a program of ours is started with: settings
# of whoever runs a check must not matter, nor a graphics card. Whoever sets $program has it ended at the end.

home=$(mktemp -d) program='' screen=''
finish() {
  [ -z "$program" ] || kill "$program" 2>/dev/null || true
  [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
  rm -rf "$home"
}
trap finish EXIT
fail() {
  echo "$(basename "$0" .sh): $1" >&2
  [ ! -s "$home/log" ] || tail -20 "$home/log" >&2
  exit 1
}

Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3>"$home/screen" 2>/dev/null &
screen=$!
for _ in $(seq 100); do [ -s "$home/screen" ] && break; sleep 0.1; done
[ -s "$home/screen" ] || fail "no virtual screen"
export DISPLAY=:$(cat "$home/screen")
alone=(env -u WAYLAND_DISPLAY HOME="$home" XDG_CONFIG_HOME="$home" XDG_DATA_HOME="$home" LIBGL_ALWAYS_SOFTWARE=1)
