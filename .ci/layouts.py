#!/usr/bin/env python3
"""Lays out stories of many subjects on every sheet, light and dark, and fails where anything overlaps, is cut or is missing.

usage: layouts.py DATELINE STORIES_FOLDER FOLDER_FOR_WHAT_IS_MADE

Besides the stories of the folder (see storyfile.py): one event, two hundred, names in Arabic, Armenian, Georgian and Hebrew. The
program says on its error output what a picture lacks; nothing may be said. Drawings must be well-formed. With a fourth argument,
"png", pictures are made as well, to be looked at.
"""
import subprocess
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

import storyfile

dateline, stories, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
endings = ["svg", "png"] if sys.argv[4:] == ["png"] else ["svg"]
SIZES = ["16:9", "1:1", "4:5", "a4", "a4-landscape", "1400x900"]

ONE = """Warehouse fire kills three in Valparaiso

Coast Ledger, 4 March 2024

A fire in a warehouse near the port of Valparaiso killed three people on Sunday night, the fire service said.
"""
NAMES = [
    """قصف في الخرطوم

Shells struck Khartoum (الخرطوم) on 4 May 2023, killing four people, the doctors' union said. Families fled Omdurman (أم درمان).
""",
    """Երևանի ցույց

Thousands of people protested in Yerevan (Երևան) on 5 May 2023. Police detained 12 people in Gyumri (Գյումրի), officials said.
""",
    """ხანძარი ბათუმში

A fire in Batumi (ბათუმი) injured two people on 4 May 2023. A bomb exploded in Haifa (חיפה) the same day.
""",
]
TOWNS = """Adana Ankara Antalya Bursa Diyarbakir Edirne Erzurum Eskisehir Gaziantep Istanbul Izmir Kayseri Konya Malatya Mersin Ordu
Samsun Sivas Trabzon Van Yozgat Zonguldak Tokat Rize Denizli Manisa Balikesir Isparta Elazig Batman Siirt Mardin Kars Artvin""".split()
KINDS = ["Floods killed {n} people in {p}.", "A fire destroyed a factory in {p}.", "Protesters marched in {p}.",
         "Shells struck {p}, killing {n} people.", "A train derailed near {p}, killing {n} people.", "A bomb exploded in {p}."]


def many():
    """Two hundred events in ten articles, a week apart."""
    for week in range(10):
        lines = [KINDS[(at + week) % 6].format(n=2 + at * 7 % 89, p=TOWNS[(at + week * 7) % len(TOWNS)]) for at in range(20)]
        yield f"Report {week + 1} of the spring\n\nDaily News, {1 + week * 3} June 2024\n\n" + "\n\n".join(lines) + "\n"


cases = {path.stem: [text for text, _ in storyfile.story(path)[0]] for path in sorted(stories.glob("*.txt"))}
cases |= {"one": [ONE], "names": NAMES, "many": list(many())}
made, wrong = 0, []
for name, texts in cases.items():
    folder = out / name
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for index, text in enumerate(texts):
        files.append(folder / f"{index}.txt")
        files[-1].write_text(text, encoding="utf-8")
    for size in SIZES:
        for theme in ("light", "dark"):
            stem = folder / f"{size.replace(':', '-')}.{theme}"
            targets = [word for ending in endings for word in ("--out", f"{stem}.{ending}")]
            asked = [dateline, "export", *files, *targets, "--size", size, "--theme", theme, "--made-at", "2024-09-24"]
            done = subprocess.run(asked, capture_output=True, text=True)
            made += 1
            if done.returncode or done.stderr:
                wrong.append(f"{name}, {size}, {theme}: {done.stderr.strip() or done.returncode}")
            else:
                xml.parse(f"{stem}.svg")
print(f"Layouts      {made} pictures of {len(cases)} stories, nothing overlaps or is missing" if not wrong else "\n".join(wrong))
sys.exit(bool(wrong))
