#!/usr/bin/env python3
"""Counts how the reader does on mentions that were marked by hand.

usage: marks.py MARKS.tsv READINGS_FOLDER

A line of MARKS.tsv: draw, corpus, document, offset of the trigger in code points, kind ("-": no happening of the
article, "?": not marked), place as "name/country" ("-": none told), first day ("?": not marked). READINGS_FOLDER holds
what `dateline read --jsonl` printed for each corpus, as CORPUS.jsonl. A planned, feared or negated mention tells of no
happening. Prints counts for each draw; the words of the corpora are in no file here.
"""
import json
import sys
from collections import Counter
from pathlib import Path


def place_of(mention):
    place = mention["place"]
    return f'{place["name"]}/{place["country"]}' if place else "-"


rows = [line.split("\t") for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
readings = {}
for corpus in {row[1] for row in rows}:
    lines = (Path(sys.argv[2]) / f"{corpus}.jsonl").read_text(encoding="utf-8").splitlines()
    readings[corpus] = {str(reading["id"]): reading["mentions"] for reading in map(json.loads, lines)}

for draw in sorted({row[0] for row in rows}):
    count = Counter()
    for _, corpus, document, offset, kind, place, day in (row for row in rows if row[0] == draw):
        at = int(offset)
        near = [mention for mention in readings[corpus][document]
                if abs(mention["trigger"][0] - at) <= 24 and not mention.get("pointer")]
        mention = min(near, key=lambda mention: abs(mention["trigger"][0] - at), default=None)
        if kind == "-":
            told = mention is not None and not (mention["modal"] or mention["negated"])
            count["false, told as happened" if told else "false, left out"] += 1
            continue
        count["happenings"] += 1
        if mention is None:
            continue
        count["found"] += 1
        if kind != "?":
            count["kind right" if mention["kind"] == kind else "kind wrong"] += 1
        if place != "?":
            found = place_of(mention)
            right = found == place or (place.split("/")[0] == found.split("/")[0] and place.endswith("/"))
            count["place right" if right else "place missing" if found == "-" else "place wrong"] += 1
        if day != "?":
            date = mention["date"]
            count["day right" if date and date["start"] == day else "day wrong"] += 1
    print(f"draw {draw}: " + " · ".join(f"{name} {count[name]}" for name in sorted(count)))
