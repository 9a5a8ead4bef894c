"""One row a claim, tab separated, for spreadsheets and data frames. Loses spans and traces; JSON lines keep them."""

from __future__ import annotations

from collections.abc import Iterator

from saksi.export.rows import NOBODY, ClaimRow, claim_rows, code, one_line, quoted
from saksi.records import Actor, Reading

COLUMNS = (
    "claim",
    "article",
    "article_date",
    "source",
    "url",
    "chain",
    "speaker_code",
    "stance",
    "status",
    "alleged",
    "type",
    "mode",
    "contexts",
    "actors",
    "actor_codes",
    "recipients",
    "recipient_codes",
    "date",
    "place",
    "place_country",
    "trigger",
    "evidence_start",
    "evidence_end",
    "evidence",
)


def header() -> str:
    return "\t".join(COLUMNS)


def lines(reading: Reading) -> Iterator[str]:
    """The rows of a reading, without line ends. Several actors are parted by ``; ``."""
    for row in claim_rows(reading):
        yield "\t".join(map(one_line, _cells(row)))


def _cells(row: ClaimRow) -> tuple[str, ...]:
    article, claim, event = row.article, row.claim, row.event
    speaker = row.statement.speaker if row.statement else None
    return (
        claim.id,
        article.id,
        article.date,
        article.source,
        article.url,
        " > ".join(name or NOBODY for name in claim.chain),
        code(speaker) if speaker else "",
        row.statement.stance if row.statement else "",
        claim.status,
        "yes" if claim.alleged else "no",
        event.type,
        event.mode,
        " ".join(event.contexts),
        "; ".join(actor.name for actor in event.actors),
        _codes(event.actors),
        "; ".join(actor.name for actor in event.recipients),
        _codes(event.recipients),
        row.date,
        row.place,
        event.place.country if event.place else "",
        quoted(article.raw, (event.trigger,)),
        str(claim.evidence.start),
        str(claim.evidence.end),
        row.evidence,
    )


def _codes(actors: tuple[Actor, ...]) -> str:
    """Codes in the order of the names; ``-`` where none is known, so that both cells have as many parts."""
    return "; ".join(code(actor) or "-" for actor in actors)
