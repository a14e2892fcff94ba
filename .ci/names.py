#!/usr/bin/env python3
"""Counts how the reader does on places and days that were marked in our own sentences before it was run on them.

usage: names.py DATELINE PLACES.tsv DATES.tsv [--list]

A line of PLACES.tsv: draw, marks parted by ";", the text. A mark: the words, "=", then "-" (no place at all), or a country
code ("*": any, "AA|BB": either), with "@lat,lon" where the spot counts (60 km, or an area that holds it) and ".point" or
".area" where the shape does. All mentions of the words have to agree. A line of DATES.tsv: draw, day of publication, marks
"words=TimeML value" (values that are right by "|"; "words=-": no time), the text. Prints counts for each draw; with
--list what is not right.
"""
import json
import math
import subprocess
import sys
from collections import Counter
from pathlib import Path

NEAR_KM = 60


def rows(path):
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and line[0] != "#"]


def read(articles):
    lines = "".join(json.dumps(article) + "\n" for article in articles)
    run = [sys.argv[1], "read", "--jsonl"]
    out = subprocess.run(run, input=lines, capture_output=True, check=True, text=True).stdout
    return {reading["id"]: reading for reading in map(json.loads, out.splitlines())}


def km(place, lat, lon):
    box = place["bbox"]
    if box and box[1] <= lat <= box[3] and box[0] <= lon <= box[2]:
        return 0.0
    across = (place["lon"] - lon) * math.cos(math.radians(lat))
    return math.hypot(across, place["lat"] - lat) * 111.2


def verdict(found, mark):
    """What is wrong with one mention of the words, or None."""
    place = found and found["role"] != "part-of-name" and found["place"]
    if mark == "-":
        return f"taken for {place['name']}/{place['country']}" if place else None
    if not found or found["role"] == "part-of-name":
        return "missed"
    if not place:
        return "no place"
    said = f"{place['name']}/{place['country']}/{place['region']} {place['kind']}"
    mark, _, shape = mark.partition(".") if mark.endswith((".point", ".area")) and "@" not in mark else (mark, "", "")
    if mark.endswith((".point", ".area")):
        mark, _, shape = mark.rpartition(".")
    country, _, spot = mark.partition("@")
    if country != "*" and place["country"] not in country.split("|"):
        return said
    if spot and not place["approximate"] and km(place, *map(float, spot.split(","))) > NEAR_KM:
        return said
    return said if shape and place["kind"] != shape else None


def occurrences(text, words):
    at = text.find(words)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(words) : at + len(words) + 1]
        if not before.isalnum() and not after.isalnum():
            yield at
        at = text.find(words, at + 1)


def places(path, count, listed):
    lines = rows(path)
    readings = read({"id": str(n), "text": text, "date": "2024-05-14"} for n, (*_, text) in enumerate(lines))
    for number, (draw, marks, text) in enumerate(lines):
        toponyms = readings[str(number)]["toponyms"]
        for mark in marks.split(";"):
            words, _, mark = mark.strip().partition("=")
            wrong, starts = None, list(occurrences(text, words))
            assert starts, f"{words} is not in: {text}"
            for at in starts:
                over = [one for one in toponyms if one["start"] < at + len(words) and at < one["end"]]
                real = [one for one in over if one["role"] != "part-of-name"]
                wrong = wrong or verdict(next(iter(real or over), None), mark)
            count[f"places {draw}"]["right" if not wrong else "missed" if wrong == "missed" else "wrong"] += 1
            if wrong:
                listed.append(f"{draw}: {words}={mark}: {wrong} · {text}")


def dates(path, count, listed):
    lines = rows(path)
    readings = read({"id": str(n), "text": text, "date": day} for n, (_, day, _, text) in enumerate(lines))
    for number, (draw, day, marks, text) in enumerate(lines):
        timexes = readings[str(number)]["timexes"]
        for mark in marks.split(";"):
            words, _, values = mark.strip().rpartition("=")
            at = text.index(words)
            over = [one for one in timexes if one["start"] < at + len(words) and at < one["end"]]
            found = "|".join(one["value"] for one in over) or "-"
            right = set(found.split("|")) <= set(values.split("|"))
            count[f"dates {draw}"]["right" if right else "missed" if found == "-" else "wrong"] += 1
            if not right:
                listed.append(f"{draw} {day}: {words}={values}: {found} · {text}")


count, listed = {}, []


class Counts(dict):
    def __missing__(self, key):
        self[key] = Counter()
        return self[key]


count = Counts()
places(sys.argv[2], count, listed)
dates(sys.argv[3], count, listed)
for draw, counts in count.items():
    print(f"{draw}: marks {sum(counts.values())} ·", " · ".join(f"{name} {counts[name]}" for name in sorted(counts)))
if "--list" in sys.argv:
    print("\n".join(listed))
