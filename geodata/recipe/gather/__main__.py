"""python -m gather RAW CURATED OUT: RAW as fetch.sh leaves it; writes places, countries and words as JSON lines."""

import sys
import time
import tomllib
from pathlib import Path

from . import airports, cities, countries, curated, divisions, physical, table


def main() -> None:
    raw, toml, out = map(Path, sys.argv[1:4])
    start = time.time()
    places = table.Table()

    def say(step: str) -> None:
        print(f"{time.time() - start:6.1f} s  {len(places):7} places  {step}", file=sys.stderr)

    cities.add(places, raw)
    say("cities")
    outlines = divisions.outlines(raw)
    divisions.add(places, raw, outlines)
    say("divisions")
    facts = countries.add(places, raw, outlines)
    say("countries")
    physical.add(places, raw, tomllib.loads((toml / "water.toml").read_text("utf-8"))["rivers"])
    say("rivers and lakes")
    airports.add(places, raw)
    say("airports")
    words = curated.add(places, facts, toml, outlines, raw)
    say("curated")
    table.write(out, places, facts, words)
    say("written")


main()
