"""The table of places on its way to the packer, and what its columns mean (see examples/pack/input.rs)."""

import json
import math
import re
import unicodedata


class Table(dict):
    """Places by key."""

    def put(self, key: str, **columns) -> dict:
        columns.setdefault("shape", "point")
        columns.setdefault("names", [])
        columns.setdefault("main_names", [])
        columns.setdefault("shown", [])
        self[key] = columns
        return columns


def slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def script(name: str) -> str:
    """The script of the first letter: LATIN, CYRILLIC, ARMENIAN ..."""
    for c in name:
        if c.isalpha():
            return unicodedata.name(c, "UNKNOWN").split()[0]
    return "NONE"


def distance_km(a: tuple, b: tuple) -> float:
    """Great-circle distance of two (lon, lat), haversine, radius 6371 km."""
    (x1, y1), (x2, y2) = (tuple(map(math.radians, p)) for p in (a, b))
    h = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def unique(names, without=()) -> list:
    seen, kept = set(without), []
    for name in names:
        if name and name not in seen and len(name.encode()) < 120:
            seen.add(name)
            kept.append(name)
    return kept


def write(out, places: Table, facts: dict, words: list) -> None:
    out.mkdir(parents=True, exist_ok=True)

    def lines(name, rows):
        with open(out / name, "w", encoding="utf-8") as file:
            for row in rows:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def ready(key, place):
        row = {"key": key} | {k: v for k, v in place.items() if v is not None and not k.startswith("_")}
        row["main_names"] = unique(place["main_names"], [place["name"]])
        row["names"] = unique(place["names"], [place["name"], *row["main_names"]])
        row["population"] = int(place.get("population") or 0)
        return row

    lines("places.jsonl", (ready(*item) for item in places.items()))
    lines("countries.jsonl", facts.values())
    lines("words.jsonl", words)
