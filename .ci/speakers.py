#!/usr/bin/env python3
"""Counts whose word the reader takes what sentences of our own tell for.

usage: speakers.py DATELINE SPEAKERS.tsv

A line: source ("-": the article's own word), stance, a sentence with the happening's words in brackets. Prints one line of
counts and, with a third argument, each sentence that is read otherwise.
"""
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

rows = [line.split("\t") for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
articles = "".join(
    json.dumps({"id": str(index), "text": text.replace("[", "").replace("]", ""), "date": "2024-05-14"}) + "\n"
    for index, (_, _, text) in enumerate(rows)
)
read = subprocess.run([sys.argv[1], "read", "--jsonl"], input=articles, capture_output=True, check=True, text=True).stdout
count = Counter()
for reading in map(json.loads, read.splitlines()):
    source, stance, text = rows[int(reading["id"])]
    start, end = text.index("["), text.index("]") - 1
    told = [one for one in reading["mentions"] if not one.get("pointer")]
    over = [one for one in told if one["trigger"][0] < end and start < one["trigger"][1]]
    said = over[0]["attribution"] if over else None
    count["sentences"] += 1
    count["told"] += said is not None
    if said is None:
        continue
    named = (said["source"] or "-").lower()
    right = named == "-" if source == "-" else source.lower().removeprefix("a ").removeprefix("the ") in named
    count["source right"] += right
    count["stance right"] += said["stance"] == stance
    count["taken for the article's own word"] += source != "-" and named == "-"
    count["given to another"] += named != "-" and not right
    if len(sys.argv) > 3 and not (right and said["stance"] == stance):
        print(f"{source} | {stance}: read {named} | {said['stance']}: {text}")
print("speakers:", " · ".join(f"{name} {count[name]}" for name in count))
