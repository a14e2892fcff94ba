#!/usr/bin/env python3
"""Counts which happenings of ordinary wire sentences the reader finds, each read for itself.

usage: sentences.py DATELINE SENTENCES.tsv

A line: draw, kinds that are right by "," ("none": nothing happens), place ("-": not judged), the sentence. A planned or
denied mention counts as none, and so does one that only points at a happening. Prints one line of counts for each draw.
"""
import json
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path


def plain(name):
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()


rows = [line.split("\t") for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
articles = "".join(
    json.dumps({"id": str(index), "text": text, "date": "2024-05-14"}) + "\n" for index, (*_, text) in enumerate(rows)
)
read = subprocess.run([sys.argv[1], "read", "--jsonl"], input=articles, capture_output=True, check=True, text=True).stdout
count = {row[0]: Counter() for row in rows}
for reading in map(json.loads, read.splitlines()):
    draw, kinds, place, _ = rows[int(reading["id"])]
    told = [one for one in reading["mentions"] if not (one["modal"] or one["negated"] or one.get("pointer"))]
    if kinds == "none":
        count[draw]["nothing happens"] += 1
        count[draw]["told as happened"] += bool(told)
        continue
    right = [one for one in told if one["kind"] in kinds.split(",")]
    count[draw]["happenings"] += 1
    count[draw]["found"] += bool(told)
    count[draw]["kind right"] += bool(right)
    if place != "-":
        names = [plain(one["place"]["name"]) for one in right if one["place"]]
        count[draw]["with a place"] += 1
        count[draw]["place right"] += any(plain(place) in name or name in plain(place) for name in names)
for draw, counts in count.items():
    print(f"sentences {draw}:", " · ".join(f"{name} {counts[name]}" for name in counts))
