"""The hand-written tables of data/curated: new places, other names of gathered ones, and words for places.

A word that names no place, a key that does not exist or a city that is not found stops the build or is told on
standard error: a silent gap here would be a wrong pin later.
"""

import math
import sys
import tomllib

import geopandas as gpd
import numpy as np
import shapely

from .divisions import US_FIPS, box, shape_of
from .table import Table, distance_km, script, slug, unique

PRIOR = {1: 4e6, 2: 4e5, 3: 4e4}
RADIUS = {"Site": 1.0, "Mountain": 8.0}
# Rank 1 of these classes is rarely meant by a name that a big city has too.
QUIET = {"Historical": 0.2, "Site": 0.3}


def add(places: Table, facts: dict, folder, frame, raw) -> list:
    tables = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))}
    finder = Finder(places)
    disputed = outlines(raw)
    for table in ("regions", "water", "land", "contested", "sites", "frequent"):
        for name, rows in tables[table].items():
            if name[0].isupper():  # a class; lower case are tables of words
                for label, row in rows.items():
                    put(places, row.get("class", name), label, row, disputed)
    bare_rivers(places, tables["water"])
    for row in tables["names"]["place"]:
        override(places, row)
    for key, people in tables["names"]["people"].items():
        places[key]["population"], places[key]["prior"] = people, float(people)
    other_names(places, finder, tables["common"], tables["divisions"])
    keep_for_countries(places)
    return words(places, facts, tables)


def keep_for_countries(places: Table) -> None:
    """The name of a country means the country: a city or division has it only as its main name (Luxembourg, Georgia)."""
    countries = {slug(n) for p in places.values() if p["class"] == "Country" for n in (p["name"], *p["main_names"])}
    for place in places.values():
        if place["class"] in ("City", "Admin1", "Admin2"):
            for column in ("names", "main_names"):
                place[column] = [n for n in place[column] if slug(n) not in countries or script(n) != "LATIN"]


class Finder:
    """Cities by country and any of their names; the likeliest wins."""

    def __init__(self, places: Table):
        self.by_name: dict = {}
        for key, place in places.items():
            if place["class"] == "City":
                for weight, names in ((1.0, [place["name"]]), (0.05, place["names"])):
                    for name in names:
                        best = self.by_name.get((place["country"], name))
                        if best is None or place["prior"] * weight > best[0]:
                            self.by_name[place["country"], name] = (place["prior"] * weight, key)

    def city(self, country: str, name: str) -> str | None:
        return self.by_name.get((country, name), (0, None))[1]


def outlines(raw) -> dict:
    """From Natural Earth's disputed borders: the former oblast as a ring, the ceasefire line of 1994."""
    frame = gpd.read_file(raw / "qgis-common/usr/share/qgis/resources/data/world_map.gpkg", layer="disputed_borders")

    def lines(name):
        return shapely.line_merge(shapely.union_all(frame.geometry[frame["name"] == name].values))

    oblast = lines("Former USSR oblast in 1991")
    rings = shapely.get_parts(shapely.polygonize([oblast]))
    if len(rings) == 0:  # the line is open where it meets the ceasefire line: close it by the shortest way
        rings = [closed([np.array(g.coords) for g in getattr(oblast, "geoms", [oblast])])]
    return {"oblast-1991": max(rings, key=lambda g: g.area), "ceasefire-1994": lines("Ceasefire Line 1994")}


def closed(lines: list) -> shapely.Polygon:
    """One ring from pieces of it: each piece joined to the nearest end of what is there already."""
    ring, rest = lines[0], lines[1:]
    while rest:
        ends = [(np.hypot(*(ring[-1] - line[end])), i, end) for i, line in enumerate(rest) for end in (0, -1)]
        _, i, end = min(ends)
        line = rest.pop(i)
        ring = np.concatenate([ring, line if end == 0 else line[::-1]])
    return shapely.make_valid(shapely.Polygon(ring))


def shape(places: Table, name: str, row: dict, disputed: dict) -> dict:
    """Columns of where it lies, from one of: same_area, of, outline, area, line, box, reach, at."""
    found: dict = {}
    if "same_area" in row:
        whole = places[row["same_area"]]
        found = {c: whole[c] for c in ("shape", "lon", "lat", "bbox", "radius_km", "parts") if c in whole}
    elif "of" in row:
        parts = [shapely.Polygon(ring).buffer(0.02) for key in row["of"] for ring in places[key].get("parts", [])]
        found = shape_of(shapely.union_all(parts).buffer(-0.015), 0.04, 0.02)
    elif "area" in row:
        found = shape_of(shapely.Polygon(row["area"]), 0.001)
    elif row.get("outline") == "oblast-1991":
        found = shape_of(disputed["oblast-1991"], 0.004)
    elif "line" in row or "outline" in row:
        course = shapely.LineString(row["line"]) if "line" in row else disputed[row["outline"]].simplify(0.004)
        lines = list(getattr(course, "geoms", [course]))
        middle = max(lines, key=lambda g: g.length).interpolate(0.5, normalized=True)
        west, south, east, north = course.bounds
        found = {"shape": "line", "lon": middle.x, "lat": middle.y, "bbox": box([course]),
                 "radius_km": max(2.0, distance_km((west, south), (east, north)) / 2),
                 "parts": [[[round(x, 3), round(y, 3)] for x, y in g.coords] for g in lines]}
    elif "box" in row:
        west, south, east, north = row["box"]
        middle = ((west + east) / 2, (south + north) / 2)
        across = math.radians(north - south) * math.radians(east - west) * math.cos(math.radians(middle[1]))
        found = {"shape": "area", "lon": middle[0], "lat": middle[1], "bbox": row["box"],
                 "radius_km": max(1.0, 6371 * (abs(across) / math.pi) ** 0.5)}
    elif "reach" in row:  # an area of which no outline is known: so far around its point
        (lon, lat), up = row["at"], row["reach"] / 111.2
        across = up / math.cos(math.radians(lat))
        found = {"radius_km": row["reach"], "bbox": [round(v, 3) for v in (lon - across, lat - up, lon + across, lat + up)]}
    if "at" in row:
        found["lon"], found["lat"] = row["at"]
    if not found:
        raise SystemExit(f"{name}: no position")
    if found["lon"] > 180:
        found["lon"] -= 360
    return found


def put(places: Table, kind: str, label: str, row: dict, disputed: dict) -> None:
    main, names = row.get("main", []), row.get("names", [])
    if "same" in row:
        place = places.get(row["same"])
        if place is None:
            print(f"curated: no {row['same']} for {label}", file=sys.stderr)
            return
        old = place["name"]
        place["name"] = row.get("label", label)
        place["main_names"] = unique([*place["main_names"], label, *main])
        place["names"] = unique([old, *place["names"], *names])
        place["shown"] = unique([*main, *place["shown"], *names], [place["name"]])[:6]
        if "at" in row:
            place["lon"], place["lat"] = row["at"]
    else:
        key = f"curated:{row.get('key') or slug(label)}"
        if key in places:
            raise SystemExit(f"{key} twice")
        bare = label.split(" (")[0]  # "Punjab (region)": the bracket tells it apart, the text has the bare name
        where = {"shape": "point", "radius_km": row.get("radius", RADIUS.get(kind, 3.0))} | shape(places, label, row, disputed)
        country = row.get("country") or next((k[7:9] for k in row.get("of", []) if k.startswith("admin1:") and len(row["of"]) == 1), None)
        place = places.put(
            key, name=label, **{"class": kind}, country=country, admin1=row.get("admin1"), admin2=None,
            population=row.get("population", 0), prior=4e8 if kind == "Continent" else PRIOR[row["rank"]] * QUIET.get(kind, 1), main_names=unique([bare, *main], [label]),
            names=names, shown=unique([*main, *names], [label])[:6], **where,
        )
    for column, value in (("contested", row.get("contested")), ("second_name", row.get("second")), ("note", row.get("note")),
                          ("prior", row.get("prior"))):
        if value:
            place[column] = value


def bare_rivers(places: Table, table: dict) -> None:
    """Rivers that news names without "River": the longest of that name gets the bare name as a main one."""
    found: dict = {}
    for key, place in places.items():
        if place["class"] == "River":
            for name in (place["name"], *place["names"]):
                if key.count("-") < found.get(name, "-" * 99).count("-"):
                    found[name] = key
    for name in table["bare"]["names"]:
        key = found.get(name) or found.get(name.removesuffix(" River"))
        if key is None:
            print(f"curated: no river {name}", file=sys.stderr)
            continue
        place = places[key]
        if not name.endswith(" River"):
            place["main_names"] = unique([place["name"], *place["main_names"]])
            place["name"] = name
            place["prior"] = max(place["prior"], 1e6)
        extra = table["also"].get(name, [])
        place["main_names"] = unique([*place["main_names"], *extra], [place["name"]])
        place["shown"] = unique(extra)


def override(places: Table, row: dict) -> None:
    key = row.get("key")
    if key is None:
        name, country, lon, lat = row["find"]
        near = [(distance_km((lon, lat), (p["lon"], p["lat"])), k) for k, p in places.items()
                if p["class"] == "City" and p["country"] == country and abs(p["lat"] - lat) < 0.2 and abs(p["lon"] - lon) < 0.2]
        distance, key = min(near, default=(99, None))
        if distance > 3:
            print(f"curated: no place near {name} {lon} {lat}", file=sys.stderr)
            return
    place = places[key]
    old = place["name"]
    place["name"] = row.get("label", old)
    place["main_names"] = unique([*place["main_names"], *row.get("main", [])], [place["name"]])
    place["names"] = unique([old, *place["names"], *row.get("names", [])])
    place["shown"] = unique([*row.get("shown", []), *place["shown"]], [place["name"]])[:6]
    place["population"] = max(place["population"], row.get("population", 0))
    for column, value in (("contested", row.get("contested")), ("second_name", row.get("second")), ("prior", row.get("prior"))):
        if value:
            place[column] = value


def other_names(places: Table, finder: Finder, common: dict, divisions: dict) -> None:
    for country, rows in common.items():
        for name, others in rows.items():
            key = finder.city(country, name)
            if key is None:
                print(f"curated: no city {name}, {country}", file=sys.stderr)
                continue
            rename(places[key], others)
    for key, others in divisions["names"].items():
        rename(places[key], others)
    for key, weight in divisions["weight"].items():
        places[key]["prior"] *= weight


def rename(place: dict, others: list) -> None:
    label = next((n[1:] for n in others if n.startswith("=")), place["name"])
    old, plain = place["name"], [n.lstrip("=") for n in others]
    place["name"] = label
    place["main_names"] = unique([*place["main_names"], *plain], [label])
    place["names"] = unique([old, *place["names"]])
    place["shown"] = unique([*plain, old, *place["shown"]], [label])[:6]


def words(places: Table, facts: dict, tables: dict) -> list:
    found = []
    best: dict = {}
    for key, place in places.items():
        for name in (place["name"], *place["main_names"]):
            if place["prior"] > best.get(name, (0, ""))[0]:
                best[name] = (place["prior"], key)

    def key_of(name: str) -> str:
        key = name if name in places else best.get(name, (0, ""))[1]
        if not key:
            raise SystemExit(f"words: no place {name}")
        return key

    def say(table: str, word: str, place: str, of: str | None = None) -> None:
        found.append({"table": table, "word": word, "place": key_of(place), "of": key_of(of) if of else None})

    def demonym(word: str, place: str) -> None:
        word = word.split(" (")[0]
        say("demonym", word, place)
        if not word.endswith(("s", "sh", "ch", "ese", "men", "man", "ite")) or word.endswith(("ite", "ech")):
            say("demonym", word + "s", place)

    for word, place in tables["demonyms"]["place"].items():
        demonym(word, place)
    for iso, line in tables["demonyms"]["country"].items():
        for word in line.split(","):
            demonym(word.strip(), f"iso:{iso}")
    for word, (where, of) in tables["seats"]["seat"].items():
        say("seat", word, where, of)
    for iso, fact in facts.items():
        if fact["capital"] and places[f"iso:{iso}"]["population"] > 100_000:
            capital = places[fact["capital"]]
            for name in (capital["name"], *capital["main_names"]):
                if script(name) == "LATIN" and best.get(name, (0, fact["capital"]))[1] == fact["capital"]:
                    say("seat", name, fact["capital"], f"iso:{iso}")
    for word, place in tables["abbreviations"]["abbreviation"].items():
        say("abbreviation", word, place)
    for state, line in tables["abbreviations"]["state"].items():
        assert state in US_FIPS
        for word in (state, *line.replace("W. Va.", "W._Va.").split()):
            say("abbreviation", word.replace("_", " "), f"admin1:US.{state}")
    return found
