"""Whether two claims tell of one act: what of a claim is compared, and how."""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from saksi.ledger.entries import plain
from saksi.ledger.rows import Party, StoredClaim
from saksi.pack import load_pack, pack_codes
from saksi.tables import ClosedWord

DAY_TOLERANCE = 1  # between two days that are named: time zones, "on Tuesday night"
TOLD_WITHIN = 3  # days before publication in which an act lies that the text does not date
AHEAD = 14  # days after publication, for what is planned or demanded
ENOUGH = 2  # points
PRIOR = 20_000  # claims that are taken as read, so that words are rare in a small ledger as well
LEAST_SHARED = 10.0  # weight of the words that two sentences share: two or three that are not common
RARE_NAME = 4.5
_LIKE = ((0.5, 2.0), (0.35, 1.5), (0.25, 1.0), (0.15, 0.5))  # likeness of the words, points
_ACROSS = 1.0  # points for one day and the same states on both sides, where two languages share no words
_BY_NAME = frozenset({"group", "", "media", "document"})
_AHEAD = frozenset({"planned", "demanded", "possible", "conditional"})
_WORD = re.compile(r"[^\W\d_]{4,}|\d{2,}")


@dataclass(frozen=True, slots=True)
class Features:
    """What of a claim is compared. Days are ordinals, inclusive."""

    number: int
    article: str
    event: int
    kind: str
    mode: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    first: int
    last: int
    exact: bool  # the text names the day
    place: str
    place_country: str
    lang: str
    words: frozenset[str]
    names: frozenset[str]

    @property
    def who(self) -> tuple[frozenset[str], ...]:
        """Who stands on either side, by name; what is of a state, by that state: "a Norwegian ship", "the ship"."""
        return tuple(frozenset(_own_state(p) or plain(p.name) for p in side) for side in (self.actors, self.recipients))

    @property
    def keys(self) -> frozenset[str]:
        """Who acts, by country and by name; whom it is done to when nobody acts."""
        side = self.actors or self.recipients
        return frozenset(key for p in side for key in (p.country, plain(p.name)) if key)


def _own_state(party: Party) -> str:
    return party.country if party.kind in ("country", "demonym") else ""


def features(claim: StoredClaim) -> Features | None:
    """None for claims that cannot be compared: nobody is named, or no day is known."""
    window = _window(claim)
    if window is None or not (claim.actors or claim.recipients):
        return None
    parties = (*claim.actors, *claim.recipients)
    own = {word for p in parties for word in _WORD.findall(p.name.casefold())}
    first, last, exact = window
    return Features(
        claim.number,
        claim.article,
        claim.event,
        claim.raw_type,
        claim.mode,
        claim.actors,
        claim.recipients,
        first,
        last,
        exact,
        plain(claim.place) if claim.place_precision != "country" else "",
        claim.place_country,
        claim.lang,
        frozenset(_WORD.findall(claim.evidence.casefold())) - own - _function_words(claim.lang),
        frozenset(plain(p.name) for p in parties if p.kind not in ("country", "")),
    )


@cache
def _function_words(lang: str) -> frozenset[str]:
    """Words of the closed classes, which say nothing of an act."""
    if lang not in pack_codes():
        return frozenset()
    return frozenset(row.word.casefold() for row in load_pack(lang).rows("closed", ClosedWord))


def _window(claim: StoredClaim) -> tuple[int, int, bool] | None:
    if claim.first_day:
        first, last = _ordinal(claim.first_day), _ordinal(claim.last_day)
        return first, last, first == last
    if not claim.published:
        return None
    day = _ordinal(claim.published)
    return (day - 1, day + AHEAD, False) if claim.status in _AHEAD else (day - TOLD_WITHIN, day, False)


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


class Rarity:
    """How much a word says, by the full-text index: log of the share of claims that have it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, claim_text, row)")
        self._claims = 1 + int(connection.execute("SELECT coalesce(sum(n), 0) FROM count_day WHERE field = 'claims'").fetchone()[0])
        self._known: dict[str, float] = {}

    def __call__(self, word: str) -> float:
        if word not in self._known:
            row = self._connection.execute("SELECT doc FROM temp.vocabulary WHERE term = ?", (word,)).fetchone()
            self._known[word] = math.log((PRIOR + self._claims) / (1 + (row[0] if row else 0)))
        return self._known[word]

    def weight(self, words: Iterable[str]) -> float:
        return sum(map(self, words))

    def likeness(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Shared weight over the geometric mean of both, 0 to 1; nothing for a handful of common words."""
        shared = self.weight(one & other)
        return shared / math.sqrt(self.weight(one) * self.weight(other)) if shared >= LEAST_SHARED else 0.0


def same_act(one: Features, other: Features, rarity: Rarity) -> float:
    """Points for two claims being about one act, ``ENOUGH`` for one; 0 when they cannot be."""
    if one.article == other.article and one.event == other.event:
        return 2.0 * ENOUGH
    if one.kind != other.kind or (one.mode and other.mode and one.mode != other.mode):
        return 0.0
    if not (_days_meet(one, other) and _places_meet(one, other)):
        return 0.0
    actors, recipients = _meet(one.actors, other.actors), _meet(one.recipients, other.recipients)
    if actors is False or recipients is False or not (actors or recipients):
        return 0.0
    if one.article == other.article and actors and recipients and one.who == other.who:
        return float(ENOUGH)  # "attacked on Monday ... denied that it attacked"
    known = any(_known(p, rarity) for p in (*one.actors, *one.recipients)) and any(
        _known(p, rarity) for p in (*other.actors, *other.recipients)
    )
    return max(0.0, sum(_points(one, other, rarity)) + (sum(_party_points(one, other, bool(actors and recipients))) if known else 0.0))


def _days_meet(one: Features, other: Features) -> bool:
    slack = DAY_TOLERANCE if one.exact and other.exact else 0
    return one.first - slack <= other.last and other.first - slack <= one.last


def _meet(side: Sequence[Party], other: Sequence[Party]) -> bool | None:
    """Whether somebody stands on both sides; None when one of them is empty."""
    if not side or not other:
        return None
    return any(_same(a, b) for a in side for b in other)


def _same(one: Party, other: Party) -> bool:
    """The same name; else a state and whoever acts for it. Two persons, or any group of people, are known by name alone."""
    if plain(one.name) == plain(other.name):
        return True
    if not one.country or one.country != other.country or {one.kind, other.kind} & _BY_NAME:
        return False
    return one.kind != "person" != other.kind or (
        one.kind != other.kind and (one.sector == other.sector or "country" in (one.kind, other.kind))
    )


def _known(party: Party, rarity: Rarity) -> bool:
    """Whether the party is somebody in particular: a state, or a name that is rare. The police and the government are many."""
    return party.kind == "country" or rarity.weight(_WORD.findall(plain(party.name))) >= RARE_NAME


def _places_meet(one: Features, other: Features) -> bool:
    if one.place_country and other.place_country and one.place_country != other.place_country:
        return False
    return not one.place or not other.place or one.place == other.place


def _points(one: Features, other: Features, rarity: Rarity) -> Iterator[float]:
    """The same words count most, then the same day and place; other numbers count against."""
    if one.lang == other.lang:
        likeness = rarity.likeness(one.words, other.words)
        yield next((points for least, points in _LIKE if likeness >= least), 0.0)
    else:
        sides = _states(one) if one.exact and other.exact and one.first == other.first else None
        yield _ACROSS if sides and sides == _states(other) else 0.0
    yield 1.0 if one.exact and other.exact and one.first == other.first else 0.0
    yield 1.0 if one.place and one.place == other.place else 0.0
    figures, others = ({w for w in f.words if w.isdigit()} for f in (one, other))
    yield -0.5 if figures and others and not figures & others else 0.0


def _states(claim: Features) -> tuple[frozenset[str], frozenset[str]] | None:
    """The states on either side; None unless at least two are named, so that one alone never makes two claims alike."""
    sides = (frozenset(p.country for p in claim.actors if p.country), frozenset(p.country for p in claim.recipients if p.country))
    return sides if len(sides[0] | sides[1]) > 1 else None


def _party_points(one: Features, other: Features, both: bool) -> Iterator[float]:
    """For persons and institutions named on both sides."""
    yield min(1.0, 0.5 * len(one.names & other.names))
    yield 0.5 if both else 0.0
