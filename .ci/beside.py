"""Draws the base map of a frame with Mapnik from the tiles Dateline has built in, and prints how long that takes.

Mapnik was chosen because it is in Debian, draws vector data with a style as we do, and needs no screen. It is given the same
tiles in the form it reads fastest of those GDAL writes (a GeoPackage with an index), and the like of our style: land, water,
lines and names of towns. What is not counted: unpacking the tiles and putting them into that file.
"""
import gzip
import math
import os
import resource
import subprocess
import sys
import time

import mapnik

archive, frame, out = sys.argv[1:]
west, south, east, north = map(float, frame.split(","))
DEEPEST = 7
WIDTH, HEIGHT = 1920, 1080


def varints(data):
    at, value, shift = 0, 0, 0
    while at < len(data):
        value |= (data[at] & 127) << shift
        shift += 7
        if data[at] < 128:
            yield value
            value, shift = 0, 0
        at += 1


def directory(data):
    numbers = varints(gzip.decompress(data))
    count = next(numbers)
    columns = [[next(numbers) for _ in range(count)] for _ in range(4)]
    entries, last, end = [], 0, 0
    for delta, run, length, offset in zip(*columns):
        last += delta
        offset = end if offset == 0 else offset - 1
        end = offset + length
        entries.append((last, run, length, offset))
    return entries


def tile_number(z, x, y):
    """Where a tile lies on the Hilbert curve, after those of all lesser zooms (PMTiles 3)."""
    number, side = (4**z - 1) // 3, 2**z // 2
    while side:
        right, low = int(x & side > 0), int(y & side > 0)
        number += side * side * ((3 * right) ^ low)
        if not low:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        x, y, side = x & (side - 1) if side > 1 else 0, y & (side - 1) if side > 1 else 0, side // 2
    return number


raw = open(archive, "rb").read()
field = lambda at: int.from_bytes(raw[at : at + 8], "little")
root, root_length, leaves, tiles = field(8), field(16), field(40), field(56)


def tile(z, x, y):
    number, entries = tile_number(z, x, y), directory(raw[root : root + root_length])
    for _ in range(3):
        entry = max((e for e in entries if e[0] <= number), default=None)
        if entry is None:
            return None
        first, run, length, offset = entry
        if run:
            return gzip.decompress(raw[tiles + offset : tiles + offset + length]) if number < first + run else None
        entries = directory(raw[leaves + offset : leaves + offset + length])
    return None


def column(lon):
    return int((lon + 180) / 360 * 2**DEEPEST)


def row(lat):
    return int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**DEEPEST)


package = f"{out}/base.gpkg"
if os.path.exists(package):
    os.remove(package)
count = 0
for x in range(column(west), column(east) + 1):
    for y in range(row(north), row(south) + 1):
        data = tile(DEEPEST, x, y)
        if data is None:
            continue
        folder = f"{out}/tiles/{DEEPEST}/{x}"
        os.makedirs(folder, exist_ok=True)
        with open(f"{folder}/{y}.pbf", "wb") as file:
            file.write(data)
        subprocess.run(
            ["ogr2ogr", "-q", "-f", "GPKG", "-append", "-update", "-addfields", package, f"{folder}/{y}.pbf", "-oo", "METADATA_FILE="]
            if count else ["ogr2ogr", "-q", "-f", "GPKG", package, f"{folder}/{y}.pbf", "-oo", "METADATA_FILE="],
            check=True,
            stderr=subprocess.DEVNULL,
        )
        count += 1

STYLE = """<Map background-color="#cbdeea" srs="epsg:3857">
<FontSet name="f"><Font face-name="DejaVu Sans Book"/></FontSet>
{styles}
{layers}
</Map>"""
SYMBOLS = {
    "earth": '<PolygonSymbolizer fill="#f3f2ee"/>',
    "water": '<PolygonSymbolizer fill="#cbdeea"/><LineSymbolizer stroke="#7fb0cf" stroke-width="1"/>',
    "boundaries": '<LineSymbolizer stroke="#8d8a83" stroke-width="1.3"/>',
    "places": '<MarkersSymbolizer width="5" fill="white" stroke="#444"/>'
    '<TextSymbolizer fontset-name="f" size="13" halo-radius="1.6" halo-fill="#f3f2ee" dx="5">[name]</TextSymbolizer>',
}
known = subprocess.run(["ogrinfo", "-q", package], capture_output=True, text=True).stdout
styles, layers = "", ""
for layer, symbols in SYMBOLS.items():
    if f" {layer} " not in known:
        continue
    styles += f'<Style name="{layer}"><Rule>{symbols}</Rule></Style>\n'
    layers += (
        f'<Layer name="{layer}" srs="epsg:3857"><StyleName>{layer}</StyleName><Datasource><Parameter name="type">ogr'
        f'</Parameter><Parameter name="file">{package}</Parameter><Parameter name="layer">{layer}</Parameter></Datasource></Layer>\n'
    )
with open(f"{out}/style.xml", "w") as file:
    file.write(STYLE.format(styles=styles, layers=layers))

for folder in ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts"):
    mapnik.FontEngine.register_fonts(folder, True)


def mercator(lon, lat):
    radius = 6378137.0
    return math.radians(lon) * radius, math.asinh(math.tan(math.radians(lat))) * radius


start = time.perf_counter()
drawn = mapnik.Map(WIDTH, HEIGHT)
mapnik.load_map(drawn, f"{out}/style.xml")
drawn.zoom_to_box(mapnik.Box2d(*mercator(west, south), *mercator(east, north)))
mapnik.render_to_file(drawn, f"{out}/mapnik.png", "png")
first = time.perf_counter() - start
start = time.perf_counter()
mapnik.render_to_file(drawn, f"{out}/mapnik.png", "png")
again = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
name = f"base map alone, PNG 1920x1080, Mapnik {mapnik.mapnik_version() // 100000}.{mapnik.mapnik_version() // 100 % 1000}"
print(f"{name:<44} {first:6.2f} s {peak:6.0f} MB, {again:.2f} s the second time, {count} tiles")
