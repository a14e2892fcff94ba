"""Joins the world tiles (zoom 0-7) and the region's whole tiles (zoom 7-9) into one PMTiles file, and checks their sizes."""
import gzip
import math
import sys
from collections import Counter

from pmtiles.reader import MmapSource, Reader, all_tiles
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

# The South Caucasus: west, south, east, north. A tile of zoom 7-9 is kept when it touches this box.
REGION = (38.0, 36.0, 52.0, 44.0)
ATTRIBUTION = "Natural Earth · GSHHG · GeoNames"


def tile_of(lon, lat, z):
    n = 2**z
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    return int((lon + 180) / 360 * n), int(y * n)


def main(world, region, out):
    tiles = {}
    for path, low, high in ((world, 0, 7), (region, 7, 9)):
        with open(path, "rb") as f:
            for (z, x, y), data in all_tiles(MmapSource(f)):
                if not low <= z <= high:
                    continue
                if path == region:
                    (x0, y1), (x1, y0) = tile_of(REGION[0], REGION[1], z), tile_of(REGION[2], REGION[3], z)
                    if not (x0 <= x <= x1 and y0 <= y <= y1):
                        continue
                tiles[zxy_to_tileid(z, x, y)] = (z, x, y, bytes(data))
    # Every tile of a covered zoom exists, if only as an empty one: no ancestor's coarse coast stands in for open sea.
    empty = gzip.compress(b"", mtime=0)
    for z in range(10):
        (x0, y1), (x1, y0) = (tile_of(REGION[0], REGION[1], z), tile_of(REGION[2], REGION[3], z)) if z > 7 else ((0, 2**z - 1), (2**z - 1, 0))
        for x in range(x0, x1 + 1):
            for y in range(y0, y1 + 1):
                tiles.setdefault(zxy_to_tileid(z, x, y), (z, x, y, empty))
    big = [t[:3] + (len(t[3]),) for t in tiles.values() if len(t[3]) > 150_000]
    assert not big, f"tiles over 150 KB: {big}"
    with open(out, "wb") as f:
        w = Writer(f)
        for tid in sorted(tiles):
            w.write_tile(tid, tiles[tid][3])
        w.finalize(
            {
                "tile_type": TileType.MVT,
                "tile_compression": Compression.GZIP,
                "min_zoom": 0,
                "max_zoom": 9,
                "min_lon_e7": -1800000000,
                "min_lat_e7": -850511290,
                "max_lon_e7": 1800000000,
                "max_lat_e7": 850511290,
                "center_zoom": 2,
                "center_lon_e7": 0,
                "center_lat_e7": 200000000,
            },
            {
                "name": "Dateline base map",
                "attribution": ATTRIBUTION,
                "vector_layers": [
                    {"id": layer, "fields": fields}
                    for layer, fields in {
                        "earth": {"kind": "String", "name": "String", "name2": "String", "min_zoom": "Number"},
                        "water": {"kind": "String", "name": "String", "min_zoom": "Number"},
                        "boundaries": {"kind": "String", "name": "String", "date": "String", "disputed": "Boolean"},
                        "places": {"kind": "String", "name": "String", "name2": "String", "population": "Number"},
                    }.items()
                ],
            },
        )
    sizes = Counter()
    for z, _, _, data in tiles.values():
        sizes[z] += len(data)
    print({z: round(n / 1e6, 2) for z, n in sorted(sizes.items())}, "MB; largest", max(len(t[3]) for t in tiles.values()))


if __name__ == "__main__":
    main(*sys.argv[1:4])
