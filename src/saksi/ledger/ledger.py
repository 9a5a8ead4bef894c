"""The ledger as Python sees it: typed, safe to share between threads, one SQLite file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, Unpack

from saksi import __version__
from saksi.errors import InputError
from saksi.ingest import Failure
from saksi.ledger import agreement, copies, counts, entries, incidents, review, safety, told, voices, write
from saksi.ledger import query as _query
from saksi.ledger.agreement import Precision
from saksi.ledger.counts import FACETS, Counted, Dyad, Month, Spot
from saksi.ledger.query import Filters, Query
from saksi.ledger.review import Verdict
from saksi.ledger.rows import (
    ARTICLE_COLUMNS,
    Added,
    Page,
    Rejected,
    StoredArticle,
    StoredClaim,
    article_of,
    claim_of,
    select_claims,
    unpacked,
)
from saksi.ledger.store import Store
from saksi.ledger.told import Incident, IncidentFilters, Move, Testimony
from saksi.ledger.voices import Voice
from saksi.lossless import loads
from saksi.records import Article, Reading

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

STEP = 2000  # claims fetched at once when all are gone through


class Ledger:
    """Claims of many articles in one file.

    ``Ledger("news.db")`` opens a ledger that is there (``Ledger.create`` makes one, a mistyped name does not); with ``readonly`` nothing
    can be written through it. Every thread has its own connection. Methods that take ``**filters`` take the fields of ``Query``, or a
    ``Query``. Raises LedgerError, one line that starts with the path, and InputError for filters that make no sense.
    """

    def __init__(self, path: str | os.PathLike[str], *, readonly: bool = False) -> None:
        self.store = Store(path, readonly=readonly)
        self._grouper: incidents.Grouper | None = None

    @classmethod
    def create(cls, path: str | os.PathLike[str]) -> Self:
        """Makes an empty ledger. Raises LedgerError when there is a file already."""
        Store.create(path).close()
        return cls(path)

    @property
    def path(self) -> Path:
        return self.store.path

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # writing

    def add(self, reading: Reading) -> Added:
        """Takes a reading in, in a transaction of its own."""
        return self.add_many((reading,))[0]

    def add_many(self, readings: Iterable[Reading], *, coder: str = __version__) -> tuple[Added, ...]:
        """Takes readings in, all or none. What the ledger has already changes nothing; a corrected article becomes a new version."""
        with self.store.writing() as connection:
            batch = write.Batch(connection, coder)
            added = tuple(batch.add(reading) for reading in readings)
            batch.write()
        return added

    def reject(self, place: str, message: str, *, reason: str = "unreadable", article: Article | None = None) -> bool:
        """Keeps an input that could not be read, with a reason code (docs/reference/rejected.md); False when it is kept already."""
        with self.store.writing() as connection:
            return write.reject(connection, place, reason, message, article)

    def sink(self, results: Iterable[Reading | tuple[Article | None, Failure]]) -> tuple[Added | Failure, ...]:
        """Readings and failures (with the article they cost, when there was one), in one transaction and in order."""
        with self.store.writing() as connection:
            batch = write.Batch(connection, __version__)
            done: list[Added | Failure] = []
            for item in results:
                if isinstance(item, Reading):
                    done.append(batch.add(item))
                else:
                    article, failure = item
                    write.reject(connection, failure.where, failure.reason, failure.message, article)
                    done.append(failure)
            batch.write()
        return tuple(done)

    def knows(self, article: Article, *, coder: str = __version__) -> bool:
        """Whether this very article (any version) has been read by this version of Saksi."""
        sql = "SELECT 1 FROM article a JOIN reading r ON r.article = a.number WHERE a.id = ? AND a.digest = ? AND r.coder = ? LIMIT 1"
        values = (entries.key_of(article), entries.digest_of(article), coder)
        return bool(self._rows(sql, values))

    # claims

    def claims(self, query: Query | None = None, *, limit: int = 50, before: int | None = None, **filters: Unpack[Filters]) -> Page:
        """The newest claims (by publication) that fit; ``before`` is ``Page.next`` of the page before."""
        with self.store.snapshot() as connection:
            built = _query.build(connection, _asked(query, filters))
            sql, values = _query.page(built, limit + 1, before)
            found = [claim_of(row) for row in connection.execute(sql, values)]
        return Page(found[:limit], found[limit - 1].number if len(found) > limit else None)

    def iterate(self, query: Query | None = None, **filters: Unpack[Filters]) -> Iterator[StoredClaim]:
        """All claims that fit, newest first, a few thousand in memory at a time."""
        asked, before = _asked(query, filters), None
        while True:
            page = self.claims(asked, limit=STEP, before=before)
            yield from page
            if (before := page.next) is None:
                return

    def claim(self, id: str) -> StoredClaim | None:
        """The claim with an id, or with a beginning of one that is unique; the current one where an article has several readings."""
        sql = f"{select_claims()} WHERE c.id >= ? AND c.id < ?"
        rows = self._rows(f"{sql} ORDER BY c.current DESC, c.number DESC LIMIT 50", (id, id + "\U0010ffff")) if id else []
        found = [claim_of(row) for row in rows]
        exact = [claim for claim in found if claim.id == id] or found
        if len({claim.id for claim in exact}) > 1:
            raise InputError(f"{id}: several claims begin so; give more of the id")
        return exact[0] if exact else None

    def beside(self, id: str, query: Query | None = None, **filters: Unpack[Filters]) -> tuple[StoredClaim | None, StoredClaim | None]:
        """Of the claims that fit, the next older and the next newer one than those of an article; None at either end."""
        ends = "SELECT min(c.number), max(c.number) FROM claim c JOIN article a ON a.number = c.article WHERE a.id = ? AND a.current = 1"
        first, last = self._rows(ends, (id,))[0]
        if first is None:
            return None, None
        with self.store.snapshot() as connection:
            built = _query.build(connection, _asked(query, filters))
            rows = [connection.execute(*_query.nearest(built, n, newer=newer)).fetchone() for n, newer in ((first, False), (last, True))]
        older, newer = (claim_of(row) if row else None for row in rows)
        return older, newer

    def at(self, number: int) -> StoredClaim | None:
        """The claim with a number of the ledger."""
        sql = f"{select_claims()} WHERE c.number = ?"
        return next((claim_of(row) for row in self._rows(sql, (number,))), None)

    def arrow(self, query: Query | None = None, **filters: Unpack[Filters]) -> pyarrow.Table:
        """All claims that fit as an Arrow table (docs/reference/ledger.md names the columns). Raises MissingExtra without pyarrow."""
        return _frames().arrow(self.iterate(query, **filters))

    def pandas(self, query: Query | None = None, **filters: Unpack[Filters]) -> pandas.DataFrame:
        frame: pandas.DataFrame = _frames().pandas_frame(self.iterate(query, **filters))
        return frame

    def polars(self, query: Query | None = None, **filters: Unpack[Filters]) -> polars.DataFrame:
        frame: polars.DataFrame = _frames().polars_frame(self.iterate(query, **filters))
        return frame

    # counts

    def count(self, query: Query | None = None, *, most: int | None = None, **filters: Unpack[Filters]) -> int:
        """How many claims fit; with ``most`` it stops counting there."""
        with self.store.snapshot() as connection:
            return counts.count(connection, _asked(query, filters), most)

    def facets(
        self,
        query: Query | None = None,
        *,
        fields: Sequence[str] = FACETS,
        most: int = 20,
        newest: int | None = None,
        **filters: Unpack[Filters],
    ) -> Mapping[str, tuple[Counted, ...]]:
        """For each field (type, status, lang, source, actor, recipient, place: the last three by country) its most frequent values.

        With ``newest`` only so many of the newest claims that fit are counted, unless the ledger keeps the counts anyway.
        """
        with self.store.errors():
            return counts.facets(self.store.connection, _asked(query, filters), fields, most, newest)

    def months(self, query: Query | None = None, **filters: Unpack[Filters]) -> tuple[Month, ...]:
        """Claims by month of the act (as dated by the text, else by publication), type and status, in order."""
        with self.store.snapshot() as connection:
            return counts.months(connection, _asked(query, filters))

    def dyads(self, query: Query | None = None, *, most: int = 50, both: bool = True, **filters: Unpack[Filters]) -> tuple[Dyad, ...]:
        """Pairs of countries with the number of claims, most frequent first; without ``both`` also acts with one country known."""
        with self.store.snapshot() as connection:
            return counts.dyads(connection, _asked(query, filters), most, both)

    def voices(self, query: Query | None = None, *, newest: int = 10_000, most: int = 20, **filters: Unpack[Filters]) -> tuple[Voice, ...]:
        """Who affirms, plans, thinks possible and denies what fits: claims, first day, outlets and sources of each.

        At most so many of the ``newest`` claims that fit are counted; ``most`` outlets and sources of each voice are named.
        """
        with self.store.snapshot() as connection:
            return voices.voices(connection, _asked(query, filters), newest, most)

    def spots(self, query: Query | None = None, *, most: int = 200, **filters: Unpack[Filters]) -> tuple[Spot, ...]:
        """Places whose degrees are known, with the number of claims, most frequent first."""
        with self.store.snapshot() as connection:
            return counts.spots(connection, _asked(query, filters), most)

    def names(self, role: str, beginning: str = "", *, most: int = 20) -> tuple[tuple[str, str, str, int], ...]:
        """(name, country, sector, claims) of an ``actor``, ``recipient``, ``speaker`` or ``place``, most frequent first."""
        with self.store.snapshot() as connection:
            return counts.names(connection, role, entries.plain(beginning), most)

    # incidents

    def group(self, *, notify: Callable[[int], None] = lambda claims: None) -> int:
        """Groups the claims that wait into incidents, a thousand in a transaction; gives how many there were."""
        done = 0
        while True:
            with self.store.writing() as connection:
                while copies.link_missing(connection, 200):
                    pass
                grouper = self._grouper = self._grouper or incidents.Grouper(connection)
                found = incidents.group_waiting(connection, grouper, 1000)
            if not found:
                self._grouper = None
                return done
            done += found
            notify(done)

    def regroup(self, *, notify: Callable[[int], None] = lambda claims: None) -> int:
        """Throws the incidents away and makes them again, in the order of publication; no claim is touched."""
        with self.store.writing() as connection:
            incidents.clear(connection)
        self._grouper = None
        return self.group(notify=notify)

    def incidents(self, *, limit: int = 50, offset: int = 0, **filters: Unpack[IncidentFilters]) -> tuple[Incident, ...]:
        """Incidents, those told last first."""
        with self.store.snapshot() as connection:
            return told.incidents(connection, filters, limit, offset)

    def iterate_incidents(self, **filters: Unpack[IncidentFilters]) -> Iterator[Incident]:
        """All incidents that fit, those told last first."""
        offset = 0
        while found := self.incidents(limit=STEP, offset=offset, **filters):
            yield from found
            offset += len(found)

    def count_incidents(self, **filters: Unpack[IncidentFilters]) -> int:
        with self.store.snapshot() as connection:
            return told.count(connection, filters)

    def incident(self, id: str) -> Incident | None:
        with self.store.snapshot() as connection:
            return told.incident(connection, id)

    def incident_of(self, claim: StoredClaim) -> Incident | None:
        """The incident of a claim; None when it was not grouped."""
        with self.store.snapshot() as connection:
            id = told.incident_of_claim(connection, claim.number)
            return told.incident(connection, id) if id else None

    def testimony(self, id: str, *, voice: str = "", most: int | None = None) -> tuple[Testimony, ...]:
        """The claims of an incident in the order of publication, with the number of their witness; those of one voice, or of all."""
        with self.store.snapshot() as connection:
            return told.testimony(connection, id, voice, most)

    def moves(self, id: str) -> tuple[Move, ...]:
        """How the status of an incident moved: planned; happened; contested since."""
        with self.store.snapshot() as connection:
            return told.moves(connection, id)

    def contradictions(self, *, limit: int = 50, offset: int = 0, **filters: Unpack[IncidentFilters]) -> tuple[Incident, ...]:
        """Incidents that one asserts and another denies."""
        filters["status"] = "contested"
        return self.incidents(limit=limit, offset=offset, **filters)

    def unkept_plans(self, *, today: str = "", limit: int = 50, offset: int = 0) -> tuple[Incident, ...]:
        """Planned for a day before ``today`` (now by default), and nobody tells that it happened."""
        with self.store.snapshot() as connection:
            return told.unkept(connection, today, limit, offset)

    # articles

    def article(self, id: str, version: int | None = None) -> StoredArticle | None:
        """A version of an article, the current one by default."""
        return next((a for a in self.versions(id) if (a.version == version if version else a.current)), None)

    def versions(self, id: str) -> tuple[StoredArticle, ...]:
        """All versions of an article, oldest first."""
        rows = self._rows(f"SELECT {ARTICLE_COLUMNS} FROM article WHERE id = ? ORDER BY version", (id,))
        return tuple(article_of(row) for row in rows)

    def articles(self, *, limit: int = 50, offset: int = 0) -> tuple[StoredArticle, ...]:
        """Current versions, newest first by publication."""
        sql = f"SELECT {ARTICLE_COLUMNS} FROM article WHERE current = 1 ORDER BY published DESC, number DESC LIMIT ? OFFSET ?"
        return tuple(article_of(row) for row in self._rows(sql, (limit, offset)))

    def neighbours(self, id: str) -> tuple[StoredArticle | None, StoredArticle | None]:
        """The current articles published before and after one, None at either end."""
        rows = self._rows("SELECT published, number FROM article WHERE id = ? AND current = 1", (id,))
        found: list[StoredArticle | None] = []
        for sign, order in (("<", "DESC"), (">", "ASC")):
            sql = f"SELECT {ARTICLE_COLUMNS} FROM article WHERE current = 1 AND (published, number) {sign} (?, ?)"
            near = self._rows(f"{sql} ORDER BY published {order}, number {order} LIMIT 1", rows[0]) if rows else []
            found.append(article_of(near[0]) if near else None)
        return found[0], found[1]

    def reading(self, id: str, version: int | None = None) -> Reading | None:
        """The whole reading of an article, without loss: text, cuts, statements, events, claims, traces."""
        which = "a.version = ?" if version else "a.current = 1"
        sql = f"SELECT r.records FROM reading r JOIN article a ON a.number = r.article WHERE a.id = ? AND r.current = 1 AND {which}"
        rows = self._rows(sql, (id, version) if version else (id,))
        return loads(unpacked(rows[0][0])) if rows else None

    def readings(self) -> Iterator[Reading]:
        """The current reading of every current article, in the order they came in."""
        yield from (reading for _, reading in self.readings_by_id())

    def readings_by_id(self) -> Iterator[tuple[str, Reading]]:
        """The same with the id of the article in the ledger, which may be its address."""
        sql = "SELECT r.number, a.id, r.records FROM reading r JOIN article a ON a.number = r.article WHERE r.current = 1 AND a.current = 1"
        last = 0
        while rows := self._rows(f"{sql} AND r.number > ? ORDER BY r.number LIMIT 64", (last,)):
            yield from ((id, loads(unpacked(records))) for _, id, records in rows)
            last = rows[-1][0]

    def rejected(self, *, reason: str = "", limit: int = 50, offset: int = 0) -> tuple[Rejected, ...]:
        """Inputs that could not be read, newest first."""
        sql = "SELECT number, place, reason, message, added, article IS NOT NULL FROM rejected WHERE ? IN ('', reason)"
        rows = self._rows(f"{sql} ORDER BY number DESC LIMIT ? OFFSET ?", (reason, limit, offset))
        return tuple(Rejected(row[0], row[1], row[2], row[3], row[4], bool(row[5])) for row in rows)

    def rejected_article(self, number: int) -> Article | None:
        """The article of a rejected input, to be read again."""
        rows = self._rows("SELECT article FROM rejected WHERE number = ? AND article IS NOT NULL", (number,))
        return write.rejected_article(rows[0][0]) if rows else None

    def summary(self) -> Mapping[str, int]:
        """How many articles, versions, readings, claims and rejected inputs there are."""
        tables = {
            "articles": "SELECT count(*) FROM article WHERE current = 1",
            "versions": "SELECT count(*) FROM article",
            "readings": "SELECT count(*) FROM reading",
            "claims": "SELECT coalesce(sum(n), 0) FROM count_month",
            "rejected": "SELECT count(*) FROM rejected",
        }
        return {name: int(self._rows(sql)[0][0]) for name, sql in tables.items()}

    def rejected_reasons(self) -> Mapping[str, int]:
        """Reason code -> number of rejected inputs, most frequent first."""
        return dict(self._rows("SELECT reason, count(*) FROM rejected GROUP BY reason ORDER BY 2 DESC, 1"))

    # review

    def judge(self, verdict: Verdict) -> Verdict:
        """Adds a verdict; gives it with what is known of its claim. Raises InputError for one that makes no sense."""
        with self.store.writing() as connection:
            return review.give(connection, verdict)

    def verdicts(self, claim: str = "") -> tuple[Verdict, ...]:
        """The last verdict of each reviewer on each claim, in the order they were given."""
        where, values = ("claim = ?", (claim,)) if claim else ("1", ())
        with self.store.snapshot() as connection:
            return tuple(review.latest(review.verdicts(connection, where, values)))

    def last_verdicts(self, most: int) -> tuple[Verdict, ...]:
        """The verdicts given last, the newest first."""
        with self.store.snapshot() as connection:
            found = review.verdicts(connection, "number > (SELECT max(number) FROM verdict) - ?", (most,))
        return tuple(reversed(found))

    def verdicts_on(self, article: str) -> Mapping[str, tuple[Verdict, ...]]:
        """Claim -> the last verdict of each reviewer on it, for the claims of an article."""
        found: dict[str, tuple[Verdict, ...]] = {}
        with self.store.snapshot() as connection:
            for verdict in review.latest(review.verdicts(connection, "article = ?", (article,))):
                found[verdict.claim] = (*found.get(verdict.claim, ()), verdict)
        return found

    def queue(self, name: str, reviewer: str, *, limit: int = 20, watch: Sequence[str] = (), seed: int = 1) -> tuple[StoredClaim, ...]:
        """Claims that a reviewer has not judged: ``random`` (their precision counts), ``unsure``, ``watch`` (names), ``disagreement``."""
        with self.store.snapshot() as connection:
            return tuple(review.queue(connection, name, reviewer, limit, watch, seed))

    def follow(self, verdict: Verdict) -> StoredClaim | None:
        """The current claim that a verdict is about, also after a newer reading; None when it is stale."""
        with self.store.snapshot() as connection:
            return review.followed(connection, verdict)

    def stale_verdicts(self) -> tuple[Verdict, ...]:
        """Verdicts whose claim is not there any more."""
        with self.store.snapshot() as connection:
            return tuple(review.stale(connection))

    def precision(self) -> tuple[Precision, ...]:
        """Of the random queue, by type and language and altogether, with Wilson's 95 % interval."""
        return tuple(agreement.precisions(self.verdicts()))

    def agreement(self) -> Mapping[str, tuple[float | None, int]]:
        """Field -> (Krippendorff's alpha, claims that two or more reviewers judged)."""
        return agreement.alphas(self.verdicts())

    # safety

    def check(self, *, readings: bool = True) -> Iterator[str]:
        """Faults, one line each: damaged pages, counts that do not fit, and with ``readings`` those that cannot be unpacked."""
        return safety.faults(self.store, readings)

    def backup(self, target: str | os.PathLike[str]) -> None:
        """Writes a whole copy to a new file, also while others write."""
        safety.backup(self.store, Path(target))

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        with self.store.errors():
            return self.store.connection.execute(sql, values).fetchall()


def _asked(query: Query | None, filters: Filters) -> Query:
    return replace(query, **filters) if query else Query(**filters)


def _frames() -> Any:
    from saksi.ledger import frames

    return frames
