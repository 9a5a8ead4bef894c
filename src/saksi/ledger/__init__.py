"""The ledger: claims of many articles in one SQLite file, nothing overwritten.

    from saksi import Ledger
    with Ledger("news.db") as ledger:                       # Ledger.create("news.db") makes one
        for claim in ledger.claims(dyad=("RUS", "UKR"), type="ASSAULT", since="2024-01"):
            print(claim.published, claim.status, claim.speaker, claim.evidence)

``Ledger`` is the one door; what it gives back are the frozen records named here. docs/reference/ledger.md describes the tables and every
method. Tables may be read with any SQLite client; writing goes through ``Ledger``.
"""

from __future__ import annotations

from saksi.ledger.agreement import Precision
from saksi.ledger.counts import FACETS, Counted, Dyad, Month, Spot
from saksi.ledger.ledger import Ledger
from saksi.ledger.query import SEVERAL, Query
from saksi.ledger.review import Verdict
from saksi.ledger.rows import Added, Page, Party, Rejected, StoredArticle, StoredClaim
from saksi.ledger.told import Incident, Move, Testimony
from saksi.ledger.voices import Said, Voice

__all__ = [
    "FACETS",
    "SEVERAL",
    "Added",
    "Counted",
    "Dyad",
    "Incident",
    "Ledger",
    "Month",
    "Move",
    "Page",
    "Party",
    "Precision",
    "Query",
    "Rejected",
    "Said",
    "Spot",
    "StoredArticle",
    "StoredClaim",
    "Testimony",
    "Verdict",
    "Voice",
]
