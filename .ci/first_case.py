#!/usr/bin/env python3
"""Holds the first real case: five articles on 19 September 2023, read whole.

usage: first_case.py READING.json ARTICLE.txt...

READING.json is what `dateline read ARTICLE.txt... --json` printed. Prints one line per fact and exits 1 when any does
not hold. The facts are what a careful reader takes from the five articles; the program knows nothing of them.
"""
import json
import math
import sys
from pathlib import Path

failed = 0


def check(fact, holds, seen=""):
    global failed
    failed += not holds
    print(("ok    " if holds else "FAIL  ") + fact + (f"   [{seen}]" if seen and not holds else ""))


story = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
paths = sys.argv[2:]
articles = {article["id"]: article for article in story["articles"]}
events = story["events"]


def km(place, lat, lon):
    if not place:
        return math.inf
    a, b = math.radians(place["lat"]), math.radians(lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(lon - place["lon"]) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))


def sources(event):
    return {letter for letter, _ in event["mentions"]}


def find(kinds, lat, lon, within):
    """The event of these kinds nearest to where it should be that most articles report."""
    near = [event for event in events if event["kind"] in kinds and km(event["place"], lat, lon) <= within]
    return max(near, key=lambda event: len(sources(event)), default=None)


def counts(event, slot):
    """What each article says of a figure: letter -> set of (min, max)."""
    said = {}
    for row in (event or {"slots": []})["slots"]:
        if row["slot"] == slot:
            for claim in row["claims"]:
                said.setdefault(claim["article"], set()).add((claim["value"]["min"], claim["value"]["max"]))
    return said


def told(event):
    return "no such event" if event is None else f"{event['title']}, {sorted(sources(event))}"


check("five articles A to E", list(articles) == list("ABCDE"), list(articles))
check("each article stands whole", all(
    articles[letter]["text"] == Path(path).read_text(encoding="utf-8") for letter, path in zip(articles, paths)))

bad = []
for letter, article in articles.items():
    text = article["text"]
    for field in ("toponyms", "references", "timexes", "mentions"):
        for item in article[field]:
            if text[item["start"]:item["end"]] != item["text"] or not item["text"].strip():
                bad.append((letter, field, item["text"]))
check("every span is exact", not bad, bad[:3])

explosion = find({"explosion-mine", "attack"}, 39.70, 46.95, 60)
check("the explosion stands in the Khojavend district, reported by C, D and E",
      explosion is not None and {"C", "D", "E"} <= sources(explosion), told(explosion))
killed = counts(explosion, "killed")
check("six were killed by it, say C, D and E", all((6, 6) in killed.get(letter, ()) for letter in "CDE"), killed)

shelling = find({"shelling-strike"}, 39.818, 46.753, 6)
check("the shelling stands at Stepanakert, reported by A and B",
      shelling is not None and {"A", "B"} <= sources(shelling), told(shelling))
everywhere = {}
for event in events:
    if event["family"] == "violence":
        for slot in ("killed", "wounded"):
            for letter, values in counts(event, slot).items():
                everywhere.setdefault((letter, slot), set()).update(values)
check("A: five or more killed", (5, None) in everywhere.get(("A", "killed"), ()), everywhere)
check("A: 80 wounded", any(low == 80 for low, _ in everywhere.get(("A", "wounded"), ())), everywhere)
check("B: two killed", (2, 2) in everywhere.get(("B", "killed"), ()), everywhere)
check("B: nearly two dozen wounded", any(18 <= low <= (high or 99) <= 24 for low, high in
                                         everywhere.get(("B", "wounded"), ())), everywhere)

mortar = find({"shelling-strike", "killing", "attack"}, 39.758, 46.749, 6)
check("the mortar death stands at Shusha, reported by B", mortar is not None and "B" in sources(mortar), told(mortar))
stances = {articles[letter]["mentions"][index]["attribution"]["stance"]
           for letter, index in (mortar or {"mentions": []})["mentions"]}
check("it is one side's word, not the article's", mortar is not None and "asserted" not in stances, stances)

corridor = find({"blockade", "closure"}, 39.64, 46.55, 40)
check("the blockade stands on the Lachin corridor, reported by A, C and E",
      corridor is not None and {"A", "C", "E"} <= sources(corridor), told(corridor))
check("the corridor is a line", corridor is not None and corridor["place"]["kind"] == "line",
      corridor and corridor["place"]["kind"])

protest = find({"protest"}, 40.18, 44.51, 15)
check("the protest stands in Yerevan, reported by B", protest is not None and sources(protest) == {"B"}, told(protest))

operation = find({"military-operation", "invasion", "attack"}, 39.8, 46.75, 60)
check("the operation stands in Nagorno-Karabakh, reported by A to E",
      operation is not None and sources(operation) == set("ABCDE"), told(operation))

# Lines that are no part of the article: forms, credits, newsletters, links to other stories.
NOISE = ("Photo:", "Mikryukov", "Leave a Reply", "Your email", "Read more at", "Get the Daily", "Stay informed",
         "The Gravedigger", "Attack Drones Dominating", "Written by", "Additional reporting")
noise = []
for letter, article in articles.items():
    at = 0
    for line in article["text"].split("\n"):
        if line.startswith(NOISE):
            noise += [(letter, mention["text"][:50]) for mention in article["mentions"]
                      if mention["start"] < at + len(line) and at < mention["end"]]
        at += len(line) + 1
check("nothing comes from forms, credits, newsletters or links", not noise, noise[:3])

titles = [(event["title"], (event["place"] or {}).get("id"), json.dumps(event["date"])) for event in events]
twice = {title for title in titles if titles.count(title) > 1}
check("no event stands twice", not twice, sorted(twice)[:3])
check("no more events than an editor would list", len(events) <= 40, len(events))
check("no speech is a happening at a battlefield", not [
    event["title"] for event in events if event["family"] == "speech" and event["place"]
    and event["place"].get("basis") != "seat" and km(event["place"], 39.8, 46.75) < 30 and len(sources(event)) == 5])

print(f"\n{len(events)} events; {failed} facts do not hold")
sys.exit(1 if failed else 0)
