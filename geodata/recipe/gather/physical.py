"""Rivers and lakes of Natural Earth 10m (centre lines, from Debian libmagics++-data).

A river is found by "the X", "X River" and "River X"; its bare name counts little, since states and cities are
often named for it. `english` says what English calls a river; the curated table raises those that are said bare (the Danube, the Nile)."""

import re
from collections import defaultdict

import geopandas as gpd
import shapely

from .table import Table, slug


LAKE = re.compile(r"\b(Lake|L\.|Lac|Lago|Laguna|See|Reservoir|Res\.|Ozero|Jezero|Dam)\b")


def add(places: Table, raw, english: dict) -> None:
    frame = gpd.read_file(raw / "libmagics++-data/usr/share/magics/10m/ne_10m_rivers_lake_centerlines.shp")
    groups = defaultdict(list)
    for row in frame.itertuples():
        if row.name and isinstance(row.name, str) and row.geometry is not None:
            name = english.get(row.name, row.name.split(" (")[0])
            # A river's course through a lake has the river's name: only what is called a lake is one.
            groups[(name, bool(LAKE.search(name)))].append((row.scalerank, row.geometry, row.name_alt))
    for (name, lake), rows in groups.items():
        merged = shapely.line_merge(shapely.union_all([g for _, g, _ in rows]))
        for number, course in enumerate(clusters(merged)):
            put(places, name, lake, min(r for r, _, _ in rows), course, [a for _, _, a in rows if isinstance(a, str)], number)


def clusters(geometry) -> list:
    """Rivers of the same name: lines within two degrees of one another are one river."""
    lines = list(getattr(geometry, "geoms", [geometry]))
    found = []
    for line in sorted(lines, key=lambda g: g.length, reverse=True):
        near = next((c for c in found if c.distance(line) < 2.0), None)
        if near is None:
            found.append(line)
        else:
            found[found.index(near)] = shapely.union_all([near, line])
    return found


def put(places: Table, name, lake, rank, course, other, number) -> None:
    longest = max(getattr(course, "geoms", [course]), key=lambda g: g.length)
    middle = longest.interpolate(0.5, normalized=True)
    west, south, east, north = course.bounds
    bare = name.removeprefix("Lake ").removesuffix(" River").removesuffix(" Lake").strip()
    forms = [f"Lake {bare}", f"{bare} Lake"] if lake else [f"{bare} River", f"River {bare}"]
    key = f"ne:{'lake' if lake else 'river'}-{slug(name)}" + (f"-{number + 1}" if number else "")
    if key in places or not slug(name):
        return
    simple = course.simplify(0.03)
    lines = [] if lake else [[[round(x, 3), round(y, 3)] for x, y in g.coords] for g in getattr(simple, "geoms", [simple])]
    places.put(key, name=forms[0], **{"class": "Water" if lake else "River"}, shape="area" if lake else "line",
               country=None, admin1=None, admin2=None, population=0, lon=round(middle.x, 4), lat=round(middle.y, 4),
               bbox=[round(v, 4) for v in (west, south, east, north)],
               radius_km=round(max(5.0, max(east - west, north - south) * 55), 1), prior=12_000.0 * (11 - rank),
               main_names=forms[1:], names=[name, bare, *other], parts=lines)
