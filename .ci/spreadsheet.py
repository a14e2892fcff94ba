"""Opens a table of ours in a spreadsheet program (Gnumeric) and holds every cell of words against what was written.

usage: spreadsheet.py DATELINE FOLDER

The articles are made to be taken for formulas: a headline, an outlet and passages that begin with = + - @, with quotation marks,
line breaks and Arabic in them. No cell may be worked out, and none may lose a letter.
"""
import csv
import subprocess
import sys
import xml.etree.ElementTree as xml
import zipfile

dateline, folder = sys.argv[1:]
PAGES = {
    "sum.txt": '=HYPERLINK("https://example.org";"Fire") at Goma\n\n=SUM Daily News, 4 May 2024\n\n'
    '-3 was the mark on a cold night when a fire in Goma, near the "old" port,\nspread through a row of wooden houses on 3 May 2024 and killed four people\n'
    "who had slept through the noise of it, the fire service of the town said.\n",
    "sign.txt": "+49 people flee a fire\n\n@wire Daily News, 4 May 2024\n\n"
    "+49 people fled Goma on 3 May 2024, the mayor said.\n\n@ Khartoum (الخرطوم), shells killed two people on 3 May 2024.\n",
}
for name, text in PAGES.items():
    with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
        file.write(text)
table, book = f"{folder}/signs.csv", f"{folder}/signs.xlsx"
pages = [f"{folder}/{name}" for name in PAGES]
subprocess.run([dateline, "export", *pages, "--out", table], check=True, stdout=subprocess.DEVNULL)
subprocess.run(
    ["ssconvert", "--import-encoding=UTF-8", "--export-type=Gnumeric_Excel:xlsx2", table, book],
    check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
)

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
with zipfile.ZipFile(book) as parts:
    strings = []
    if "xl/sharedStrings.xml" in parts.namelist():
        for item in xml.fromstring(parts.read("xl/sharedStrings.xml")).iter(f"{SPACE}si"):
            strings.append("".join(piece.text or "" for piece in item.iter(f"{SPACE}t")))
    sheet = xml.fromstring(parts.read("xl/worksheets/sheet1.xml"))
assert sheet.find(f".//{SPACE}f") is None, "a cell is worked out"
held = {}
for cell in sheet.iter(f"{SPACE}c"):
    value = cell.find(f"{SPACE}v")
    if cell.get("t") == "s":
        held[cell.get("r")] = strings[int(value.text)]
    elif cell.get("t") == "inlineStr":
        held[cell.get("r")] = "".join(piece.text or "" for piece in cell.iter(f"{SPACE}t"))
    elif value is not None:
        held[cell.get("r")] = value.text


def column(index):
    return (chr(64 + index // 26) if index >= 26 else "") + chr(65 + index % 26)


with open(table, encoding="utf-8-sig", newline="") as file:
    header, *rows = csv.reader(file)
WORDS = ["title", "place", "outlet", "headline", "quote", "speaker"]
compared, signs = 0, 0
for number, row in enumerate(rows, 2):
    for name in WORDS:
        index = header.index(name)
        if row[index]:
            shown = held.get(f"{column(index)}{number}", "")
            assert shown in (row[index], row[index].removeprefix("'")), f"{name}, row {number}: {shown!r} for {row[index]!r}"
            compared += 1
            signs += row[index].startswith("'")
said = "".join(cell for row in rows for cell in row)
assert rows and signs >= 6 and '"old"' in said and "الخرطوم" in said and "\n" in said, (len(rows), signs, said)
print(f"{'Spreadsheet':<12} {compared} cells of words in {len(rows)} rows as written, {signs} guarded, none worked out")
