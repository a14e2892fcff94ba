#!/usr/bin/env bash
# How long pictures take and how much memory, from the command line with start and reading; and beside them the base map of
# the same frame by Mapnik, which is in Debian and draws our own tiles with the like of our style. It prints and fails only
# where a picture is not made. Arguments: the program, a folder for what is made.
set -euo pipefail
cd "$(dirname "$0")/.."
dateline=$1
out=$2/pictures
mkdir -p "$out/many"

# 500 events of our own making: six hundred sentences of eight kinds, at eighty towns.
python3 - "$out/many" <<'PY'
import datetime, sys
kinds = ["Floods killed {n} people in {p} on {d}.", "A fire destroyed a factory in {p} on {d}.",
         "Protesters marched in {p} on {d}.", "Shells struck {p} on {d}, killing {n} people.",
         "An earthquake shook {p} on {d} and injured {n} people.", "A train derailed near {p} on {d}, killing {n} people.",
         "Thousands of people fled {p} on {d}.", "A bomb exploded in {p} on {d}."]
towns = """Adana Ankara Antalya Bursa Diyarbakir Edirne Erzurum Eskisehir Gaziantep Istanbul Izmir Kayseri Konya Malatya Mersin
Ordu Samsun Sivas Trabzon Van Yozgat Zonguldak Tokat Rize Denizli Manisa Balikesir Isparta Elazig Batman Siirt Mardin Kars
Ardahan Artvin Giresun Sinop Kastamonu Bolu Sakarya Cairo Lagos Nairobi Mumbai Delhi Karachi Dhaka Jakarta Manila Tokyo Seoul
Beijing Lima Bogota Quito Santiago Caracas Havana Madrid Lisbon Paris Berlin Warsaw Prague Vienna Budapest Belgrade Sofia
Athens Kyiv Minsk Riga Vilnius Tallinn Helsinki Stockholm Oslo Copenhagen Dublin Tunis""".split()
for page in range(30):
    lines = []
    for at in range(page * 20, page * 20 + 20):
        turn = at // len(towns)
        day = datetime.date(2024, 3, 1) + datetime.timedelta(days=turn * 9 + page % 5)
        lines.append(kinds[(turn + at) % 8].format(n=2 + at * 7 % 89, p=towns[at % len(towns)], d=f"{day:%-d %B %Y}"))
    with open(f"{sys.argv[1]}/{page:02}.txt", "w") as file:
        file.write(f"Report {page + 1} of the spring\n\nDaily {page + 1}, {1 + page % 28} June 2024\n\n" + "\n\n".join(lines) + "\n")
PY

# Wall time and peak memory of one run.
measure() {
  python3 - "$@" <<'PY'
import os, resource, subprocess, sys, time
name, *command = sys.argv[1:]
start = time.perf_counter()
subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
taken = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"{name:<44} {taken:6.2f} s {peak:6.0f} MB")
PY
}
echo "with start and reading; targets from a loaded story: 0.4 s, 1 s, 2 s, and 5 s and 600 MB for 500 events"
sample=(assets/sample/*)
measure "sample, PNG 1920x1080" "$dateline" export "${sample[@]}" --out "$out/one.png"
measure "sample, PNG 3840x2160" "$dateline" export "${sample[@]}" --scale 2 --out "$out/two.png"
measure "sample, PDF A4" "$dateline" export "${sample[@]}" --size a4 --out "$out/page.pdf"
measure "500 events, PDF A4" "$dateline" export "$out"/many/* --size a4 --out "$out/many.pdf"
measure "500 events, PNG A4 at 300 dpi" "$dateline" export "$out"/many/* --size a4 --out "$out/many.png"

# The base map alone, beside Mapnik.
python=/usr/bin/python3
if ! $python -c 'import mapnik' 2>/dev/null || ! command -v ogr2ogr >/dev/null; then
  sudo=(); [ "$(id -u)" = 0 ] || sudo=(sudo)
  timeout 120 "${sudo[@]}" apt-get update -qq >/dev/null 2>&1 || true
  DEBIAN_FRONTEND=noninteractive timeout 120 "${sudo[@]}" apt-get install -y -qq --no-install-recommends \
    python3-mapnik gdal-bin >/dev/null 2>&1 || true
fi
if $python -c 'import mapnik' 2>/dev/null; then
  printf 'Nothing happened.\n' >"$out/nothing.txt"
  frame=44.0,38.4,50.0,41.4
  measure "base map alone, PNG 1920x1080, Dateline" \
    "$dateline" export "$out/nothing.txt" --bbox $frame --out "$out/base.png" 2>/dev/null
  $python .ci/beside.py geodata/data/basemap.pmtiles $frame "$out"
else
  echo "the base map by Mapnik: left out, python3-mapnik is not to be had here"
fi
