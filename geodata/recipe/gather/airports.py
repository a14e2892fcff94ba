"""Airports with a code of their own (IATA), from airportsdata: they are named by "airport" in full, and without
"International", as news does. A bare name ("Schiphol") is for the curated tables: most are persons' or towns'."""

import csv
import math
import re

from .table import Table, distance_km, slug, unique

KIND = re.compile(r"\b(Airport|Air Base|Airbase|Airfield)$")
# What stands between the name proper and "Airport", and is left out as often as not.
LEFT_OUT = re.compile(r" (International|Intl|Internacional|Domestic|Regional|Municipal|Metropolitan|National)(?= Airport$)")
NEAR_KM = 40.0


def add(places: Table, raw) -> None:
    towns = by_square(places)
    taken = {(p["country"], slug(n)) for p in places.values() for n in (p["name"], *p["main_names"])}
    with open(raw / "airportsdata/airportsdata/airports.csv", encoding="utf-8", newline="") as file:
        rows = sorted((r for r in csv.DictReader(file) if r["iata"]), key=lambda row: row["iata"])
    for row in rows:
        name = re.sub(r"\s+", " ", row["name"].replace("Intl", "International")).strip()
        if not KIND.search(name) or name.count(" ") > 6 or name in ("Airport", "International Airport"):
            continue
        at = (round(float(row["lon"]), 4), round(float(row["lat"]), 4))
        names = unique([LEFT_OUT.sub("", name)], [name])
        if any((row["country"], slug(n)) in taken for n in (name, *names)):
            continue
        taken.update((row["country"], slug(n)) for n in (name, *names))
        town = nearest(places, towns, at, row["country"])
        places.put(
            f"iata:{row['iata']}", name=name, **{"class": "Site"}, country=row["country"],
            admin1=town and town["admin1"], admin2=town and town["admin2"], population=0, lon=at[0], lat=at[1],
            radius_km=3.0, prior=12_000.0, main_names=names, shown=[],
        )


def by_square(places: Table) -> dict:
    """Keys of towns by the whole degree they lie in."""
    found: dict = {}
    for key, place in places.items():
        if place["class"] == "City":
            found.setdefault((math.floor(place["lon"]), math.floor(place["lat"])), []).append(key)
    return found


def nearest(places: Table, towns: dict, at: tuple, country: str) -> dict | None:
    """The nearest town of the same country: its divisions are the airport's."""
    x, y = math.floor(at[0]), math.floor(at[1])
    around = (places[key] for dx in (-1, 0, 1) for dy in (-1, 0, 1) for key in towns.get((x + dx, y + dy), ()))
    far = [(distance_km(at, (p["lon"], p["lat"])), n, p) for n, p in enumerate(around) if p["country"] == country]
    distance, _, town = min(far, default=(NEAR_KM, 0, None))
    return town if distance < NEAR_KM else None
