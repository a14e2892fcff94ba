"""Holds the exports of the sample against its reading: sources in the PDF, rows of the table, annotations, slides, pins."""
import csv
import html
import json
import re
import subprocess
import sys
import zipfile

folder = sys.argv[1]
story = json.load(open(f"{folder}/story.json", encoding="utf-8"))
texts = {article["letter"]: article["text"] for article in story["articles"]}


def say(what, words):
    print(f"{what:<12} {words}")


def squeezed(text):
    return re.sub(r"\s+", "", text)


printed = squeezed(open(f"{folder}/story.txt", encoding="utf-8").read())
for article in story["articles"]:
    assert squeezed(article["headline"]) in printed, f"the PDF does not name {article['headline']}"
quotes = 0
for event in story["events"]:
    for letter, index in event["mentions"]:
        article = next(a for a in story["articles"] if a["letter"] == letter)
        start, end = article["mentions"][index]["sentence"]
        quotes += squeezed(article["text"][start:end]) in printed
mentions = sum(len(event["mentions"]) for event in story["events"])
assert quotes >= 0.95 * mentions, f"the PDF holds {quotes} of {mentions} passages"
say("PDF text", f"every source, {quotes} of {mentions} passages word for word (page breaks part the rest)")

rows = list(csv.DictReader(open(f"{folder}/story.csv", encoding="utf-8-sig", newline="")))
assert len(rows) == mentions and None not in rows[0], "a row for each passage, as wide as its header"
for row in rows:
    assert texts[row["article"]][int(row["start"]) : int(row["end"])] == row["quote"]
    assert not any(re.match(r"[=+@]|-[^0-9]", cell) for cell in row.values()), row
say("CSV", f"{len(rows)} rows, offsets lead to their words")

page = json.load(open(f"{folder}/story.jsonld", encoding="utf-8"))
for item in page["first"]["items"]:
    source = item["target"]["source"]["schema:identifier"]
    quote, position = item["target"]["selector"]
    text = texts[source]
    assert text[position["start"] : position["end"]] == quote["exact"]
    assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
say("Annotations", f"{page['total']} resolve by position and by quotation")

slides = json.load(open(f"{folder}/story.storymap.json", encoding="utf-8"))["storymap"]["slides"]
assert len(slides) == 1 + sum(event["place"] is not None for event in story["events"])
entries = open(f"{folder}/story.bib", encoding="utf-8").read()
assert len(re.findall(r"^@", entries, re.M)) == len(story["articles"])
with zipfile.ZipFile(f"{folder}/story.kmz") as kmz:
    assert kmz.testzip() is None and kmz.namelist()[0] == "doc.kml"
# What GDAL reads of the packed placemarks: the passages in the balloon, a pin of their own each.
def placemarks(layer):
    read = ["ogr2ogr", "-f", "GeoJSON", "/vsistdout/", f"{folder}/story.kmz", layer]
    return json.loads(subprocess.run(read, check=True, capture_output=True).stdout)["features"]


balloons = [html.unescape(mark["properties"]["description"]) for mark in placemarks("Events")]
placed = [event for event in story["events"] if event["place"]]
assert len(balloons) == len(placed)
for event, balloon in zip(placed, balloons):
    for letter, index in event["mentions"]:
        article = next(a for a in story["articles"] if a["letter"] == letter)
        start, end = article["mentions"][index]["sentence"]
        assert squeezed(article["text"][start:end]) in squeezed(balloon), event["title"]
with zipfile.ZipFile(f"{folder}/story.kmz") as kmz:
    document = kmz.read("doc.kml").decode()
    styles, used = set(re.findall(r'<Style id="([^"]+)"', document)), set(re.findall(r"<styleUrl>#([^<]+)", document))
    assert used <= styles and set(re.findall(r"<href>([^<]+)", document)) <= set(kmz.namelist())
say("Placemarks", f"{len(balloons)} balloons hold their passages, {len(used)} styles")
say("Others", f"{len(slides)} slides, {len(story['articles'])} BibTeX entries, KMZ whole")
