#!/usr/bin/env python3
"""Counts how the reader finds and joins the happenings of stories in our own words.

usage: stories.py DATELINE STORIES_FOLDER [PREFIX]

Files of the folder (see storyfile.py) that begin with "b", "c", "f" and "i" to "y" were written before their first run, the
others were looked at while rules were made; the weights of src/reader/merge/weights.rs were fitted on all up to "l06" (held out
in turn, they join .54 of what is one, and .81 of what they join is). Another hand wrote "i", "j" and "l" to "y", and nobody
looked at them before they were counted ("j03", "j08" and the "w" not since). At first the "k" had pairs .67/.53 and 25 of 35 found,
the "l" .77/.51, 33 of 39 found, 25 places and 28 days right, the "m" .57/.32, 44 of 58 found, 38 places and 41 days right;
rules were made after a look at the "l" only, and the "m" then had .63/.37, 47, 43 and 42. The "n" had .80/.49, 47 of 64 found,
33 places and 45 days right; after a look at them they had .82/.54, 51, 43 and 48, and the "m" .65/.35, 47, 44 and 43: what is
mended for six stories helps six others little. The "o" had .68/.55, 49 of 73, 35 and 40 with the reader that first read the
"n", and .67/.54, 50, 36 and 41 with the one mended for it. The "p" had .55/.52, 60 of 77 found, 49 and 43 with that one, and
.78/.57, 66, 58 and 48 after a look; the "q" .61/.43, 63 of 78, 50 and 55, and .61/.42, 64, 51 and 57 with the reader mended for
the "p" and the weights of words (src/reader/event/learned.rs); looked at, .69/.52, 67, 55 and 62. The "r" had .53/.37, 57 of 78, 44
and 48, told twice 27, and with the reader mended for the "q" .53/.40, 58, 47, 51 and 22. The "s" and "t", each of a hand of its
own, had .64/.61, 58 of 78, 50 and 55, told twice 8, and .66/.36, 59 of 78, 47, 51 and 25; after a look .66/.64, 61, 54, 57 and
8, and .68/.47, 64, 54, 58 and 19. The "u" had .64/.55, 57 of 78, 44 and 49, told twice 15, and with the reader mended for the
"s" and "t" .61/.60, 57, 45, 49 and 14. The "v" and "w", each of a hand of its own, had .61/.34, 48 of 78, 42 and 43, told twice
17, and .83/.57, 59 of 76, 45 and 53, told twice 19; after a look at the "u" and "v", .61/.33, 54, 43, 49 and 17, and .81/.57,
59, 45, 54 and 17. The "x" and "y", each of a hand of its own, had .73/.50, 64 of 78, 48 and 55, told twice 16, and .66/.52, 60 of
78, 51 and 56, told twice 20, with the reader before a day's work; the "y" was counted when most of that work was done, and the
work moved next to nothing of it. Prints one line of counts.
"""
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import storyfile


def told(marks, at):
    return next((number for start, number in reversed(marks) if start <= at), 0)


# What the lines of happenings call some slots.
SLOTS = {"sick": "infected", "abducted": "detained"}

count = Counter()
for path in sorted(Path(sys.argv[2]).glob((sys.argv[3] if len(sys.argv) > 3 else "") + "*.txt")):
    articles, happenings = storyfile.story(path)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{index:02}.txt" for index in range(len(articles))]
        for file, (text, _) in zip(files, articles):
            file.write_text(text, encoding="utf-8")
        story = json.loads(subprocess.run([sys.argv[1], "read", "--json", *files], capture_output=True, check=True).stdout)
    order = {one["id"]: index for index, one in enumerate(story["articles"])}
    labels = []
    for event in story["events"]:
        mentions = [(order[id], story["articles"][order[id]]["mentions"][at]) for id, at in event["mentions"]]
        labels.append([told(articles[index][1], mention["trigger"][0]) for index, mention in mentions])
    flat = [(number, event) for event, numbers in enumerate(labels) for number in numbers if number]
    for index, (number, event) in enumerate(flat):
        for other, elsewhere in flat[:index]:
            same, joined = number == other, event == elsewhere
            count["together"] += same
            count["joined right"] += same and joined
            count["joined wrong"] += joined and not same
    for line in happenings:
        number, places, days, figures = ([field.strip() for field in line.split("|")] + [""] * 2)[:4]
        count["happenings"] += 1
        found = [event for event, numbers in zip(story["events"], labels)
                 if numbers and Counter(numbers).most_common(1)[0][0] == int(number)]
        if not found:
            continue
        count["found"] += 1
        count["told twice"] += len(found) - 1
        event = max(found, key=lambda event: len(event["mentions"]))
        name = event["place"]["name"].lower() if event["place"] else "nowhere"
        count["place right"] += any(one.lower() in name or name in one.lower() for one in places.split(";"))
        start = event["date"]["start"] if event["date"] else "undated"
        count["day right"] += any(start.startswith(day) for day in days.split(";"))
        what, *numbers = figures.split() or [""]
        what = SLOTS.get(what, what)
        slots = json.dumps([slot for slot in event["slots"] if slot["slot"] == what])
        given = {int(least) for least in re.findall(r'"min": ?(\d+)', slots)}
        count["figures"] += len(numbers)
        count["figures found"] += sum(bool({int(one), int(one) + 1} & given) for one in numbers)
if not count["happenings"]:
    sys.exit("stories: none found")
precision = count["joined right"] / max(1, count["joined right"] + count["joined wrong"])
recall = count["joined right"] / max(1, count["together"])
print(f"pairs: precision {precision:.2f} recall {recall:.2f} · " +
      " · ".join(f"{name} {count[name]}" for name in
                 ("happenings", "found", "told twice", "place right", "day right", "figures", "figures found")))
