"""How many events of a whole reading a condition holds for. Arguments: the reading, the condition in Python."""
import json
import sys

events = json.load(open(sys.argv[1], encoding="utf-8"))["events"]


def holds(event):
    date, place = event["date"], event["place"]
    names = {
        "family": event["family"],
        "sources": event["sources"],
        "date": date,
        "start": date and date["start"],
        "end": date and date["end"],
        "ongoing": date and date["ongoing"],
        "place": place,
        "lon": place and place["lon"],
        "lat": place and place["lat"],
    }
    return bool(eval(sys.argv[2], {}, names))


print(sum(map(holds, events)))
