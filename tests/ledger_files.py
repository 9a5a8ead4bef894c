"""Ledgers for tests: real SQLite files filled with real readings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from saksi.ledger import Ledger
from saksi.pipeline import read_articles
from saksi.records import Article, Reading

TEXTS = (
    (
        "chad-1",
        "2024-05-01",
        "Wire A",
        "Chad attacked Mali on Monday. Niger denied that Chad attacked Mali. Togo may bomb Benin, Ghana said.",
    ),
    (
        "chad-2",
        "2024-05-02",
        "Wire B",
        "Chad attacked Mali on Monday, the Foreign Ministry of Mali said on Thursday. Norway imposed sanctions on Chad.",
    ),
    (
        "visit",
        "2024-05-03",
        "Wire A",
        "President Joko Widodo of Indonesia will visit Norway on Friday. Norway imposed sanctions on Iceland in March 2024.",
    ),
    (
        "talks",
        "2024-06-10",
        "Wire B",
        'Norway and Iceland held talks in Oslo on Monday. "We did not attack anyone," Iceland\'s Defence Minister Jon Arnarsson said.',
    ),
    (
        "pasokan",
        "2024-06-11",
        "Kabar C",
        "Rusia memasok senjata kepada Korea Utara, kata juru bicara Gedung Putih. Korea Utara membantah bahwa Rusia memasok senjata.",
    ),
    ("undated", "", "", "Kenya accused Uganda of attacking the ship. Uganda rejected the accusation."),
)


@cache
def readings() -> tuple[Reading, ...]:
    """Readings of a handful of invented articles."""
    articles = [article(*row) for row in TEXTS]
    return tuple(r for r in read_articles(articles) if isinstance(r, Reading))


def article(id: str, date: str, source: str, text: str) -> Article:
    lang = "id" if id == "pasokan" else "en"
    return Article(id, text, date, "metadata" if date else "", lang, source=source, url=f"https://news.example/{id}")


def filled(path: Path) -> Ledger:
    """A new ledger with all of ``readings``."""
    ledger = Ledger.create(path)
    ledger.add_many(readings())
    return ledger
