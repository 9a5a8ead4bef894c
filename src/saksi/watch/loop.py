"""The watch itself: who is asked when, what becomes of the answers. One thread decides and writes; others fetch and parse."""

from __future__ import annotations

import queue
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from saksi.ingest import Failure
from saksi.ingest.duplicates import Duplicates, sketch
from saksi.watch.config import Config
from saksi.watch.sinks import Intake, Sink
from saksi.watch.state import FeedState, State, Waiting, host_of
from saksi.watch.status import write_status
from saksi.watch.work import Failed, Polled, Read, Work

LONGEST_BACK_OFF = 86_400.0
_BATCH = 32  # answers taken at once, and written in one go
_NEAR = 20_000  # articles that new ones are compared with
_STATUS_EVERY, _FORGET_EVERY, _FAULT_TOLD_EVERY = 5.0, 3600.0, 86_400.0  # seconds

Tell = Callable[[str], None]
Outcome = Polled | Read | Failed


@dataclass(slots=True)
class Tally:
    """What a run has done."""

    polls: int = 0
    unchanged: int = 0
    articles: int = 0
    corrected: int = 0
    known: int = 0
    near: int = 0
    rejected: Counter[str] = field(default_factory=Counter)

    def line(self) -> str:
        """ "12 polls, 40 articles (2 corrected, 5 near-duplicates), 3 rejected (2 gone, 1 too-large)"."""
        told = f"{self.polls} polls, {self.articles} articles ({self.corrected} corrected, {self.near} near-duplicates)"
        by = ", ".join(f"{count} {reason}" for reason, count in self.rejected.most_common())
        return f"{told}, {self.rejected.total()} rejected{f' ({by})' if by else ''}"


class Watch:
    """``run`` works until ``stop`` is called, or, with ``once``, until nothing is due: what has to be
    tried again later stays for the next run."""

    def __init__(self, config: Config, state: State, sink: Sink, *, status: Path | None = None, tell: Tell = lambda line: None) -> None:
        self.config, self.state, self.sink, self.status, self.tell = config, state, sink, status, tell
        self.tally = Tally()
        self._work = Work(config, sandboxes=min(2, config.threads))
        self._jobs: queue.Queue[FeedState | Waiting | None] = queue.Queue()
        self._outcomes: queue.Queue[Outcome] = queue.Queue()
        self._busy: dict[str, FeedState | Waiting] = {}  # by key or name
        self._hosts: dict[str, float] = {}  # when a host may be asked again; infinity while it is being asked
        self._stop = threading.Event()
        self._near = Duplicates(_NEAR)
        self._letters: list[Failure] = []
        self._intakes: list[Intake] = []
        self._faults: dict[tuple[str, str], float] = {}  # when a feed's fault was last told
        self._told = self._forgot = 0.0

    def stop(self) -> None:
        """May be called from another thread or a signal handler: what is under way is finished, nothing new is begun."""
        self._stop.set()

    def run(self, once: bool = False, until: float = float("inf")) -> Tally:
        """Raises what the sink raises when it cannot write."""
        self.sink.resume(self.state.position(self.sink.name))
        self.state.plan(self.config.feeds, self.config.interval, time.time())
        if once:
            self.state.due_now(time.time())
        for key, known in self.state.sketches(_NEAR):
            self._near.add(key, known)
        threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(self.config.threads)]
        for thread in threads:
            thread.start()
        try:
            self._loop(once, until)
        finally:
            self._finish(threads)
        return self.tally

    def _loop(self, once: bool, until: float) -> None:
        while not self._stop.is_set() and time.time() < until:
            self._dispatch(time.time())
            if once and not self._busy and self.state.next_due() > time.time():
                return
            self._take(self._await())
            self._housekeeping(time.time())

    def _finish(self, threads: list[threading.Thread]) -> None:
        """Takes what is still under way, as long as a request may take at most."""
        for _ in threads:
            self._jobs.put(None)
        end = time.monotonic() + min(self.config.policy.seconds, 15.0)
        while self._busy and time.monotonic() < end:
            self._take(self._await())
        self._work.close()
        self.sink.close()
        self._write_status(time.time())
        self.state.close()

    # threads

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._outcomes.put(self._work.poll(job) if isinstance(job, FeedState) else self._work.read(job))

    def _dispatch(self, now: float) -> None:
        """Gives the threads what is due and whose host may be asked."""
        free = self.config.threads - len(self._busy)
        if free <= 0:
            return
        jobs: list[FeedState | Waiting] = [*self.state.due_feeds(now), *self.state.due_items(now, self.config.threads + len(self._hosts))]
        for job in jobs:
            host = _host(job)
            if free and _name(job) not in self._busy and self._hosts.get(host, 0.0) <= now:
                self._busy[_name(job)] = job
                if host:
                    self._hosts[host] = float("inf")
                self._jobs.put(job)
                free -= 1

    def _await(self) -> list[Outcome]:
        """The answers that have come, after a while also none."""
        outcomes: list[Outcome] = []
        try:
            outcomes.append(self._outcomes.get(timeout=self._pause()))
            while len(outcomes) < _BATCH:
                outcomes.append(self._outcomes.get_nowait())
        except queue.Empty:
            pass
        return outcomes

    def _pause(self) -> float:
        """Until something falls due or a host may be asked again; an answer wakes us in any case."""
        now = time.time()
        waits = [when - now for when in (self.state.next_due(), *self._hosts.values()) if now < when < float("inf")]
        return max(0.02, min(0.5, *waits, 0.5))

    # what becomes of the answers

    def _take(self, outcomes: list[Outcome]) -> None:
        if not outcomes:
            return
        now = time.time()
        for outcome in outcomes:
            self._release(outcome, now)
            if isinstance(outcome, Polled):
                self._polled(outcome, now)
            elif isinstance(outcome, Read):
                self._read(outcome, now)
            else:
                self._failed(outcome, now)
        self._write()

    def _write(self) -> None:
        """First the sink, then the state: what a crash between them does twice, the sink notices."""
        if self._intakes or self._letters:
            self._letters += self.sink.put(self._intakes, self._letters).rejected
            self.state.set_position(self.sink.name, self.sink.position())
        self.tally.rejected.update(letter.reason or "unreadable" for letter in self._letters)
        self._intakes, self._letters = [], []
        self.state.commit()

    def _release(self, outcome: Outcome, now: float) -> None:
        job = outcome.feed if isinstance(outcome, Polled) else outcome.waiting if isinstance(outcome, Read) else outcome.job
        self._busy.pop(_name(job), None)
        if host := _host(job):
            self._hosts[host] = now + max(self.config.delay, outcome.delay)

    def _polled(self, outcome: Polled, now: float) -> None:
        """Feeds with news are asked more often, the others less."""
        fresh = self.state.list_items(outcome.feed.name, outcome.items, now)
        if outcome.unchanged:
            self.state.still_listed(outcome.feed, now)
        every = min(max(outcome.feed.every, self.config.shortest), self.config.longest)
        every = max(self.config.shortest, every / 2) if fresh else min(self.config.longest, every * 1.25)
        due = now + max(min(outcome.fresh, self.config.longest), every) * random.uniform(0.9, 1.1)
        self.state.polled(outcome.feed.name, now, every, due, outcome.etag, outcome.modified, outcome.moved)
        self.tally.polls += 1
        self.tally.unchanged += outcome.unchanged

    def _read(self, outcome: Read, now: float) -> None:
        waiting, article = outcome.waiting, outcome.article
        if waiting.digest == outcome.digest:  # the feed changed its mind, the page did not
            self.tally.known += 1
            self.state.taken(waiting, outcome.digest, None, now)
            return
        made = sketch(article.raw)
        near = self._near.add(waiting.key, made)
        corrected = bool(waiting.digest)
        self._intakes.append(Intake(article, near, corrected, outcome.note))
        self.state.taken(waiting, outcome.digest, made, now)
        self.tally.articles += 1
        self.tally.corrected += corrected
        self.tally.near += bool(near)

    def _failed(self, outcome: Failed, now: float) -> None:
        job = outcome.job
        if isinstance(job, FeedState):
            self._feed_failed(job, outcome, now)
        elif outcome.passing and job.tries + 1 < self.config.tries:
            self.state.postpone(job.key, now + max(outcome.wait, self.config.back_off * 4**job.tries * random.uniform(0.8, 1.2)))
        else:
            self.state.rejected(job.key)
            self._letters.append(Failure(job.item.url or job.key, outcome.message, outcome.reason))

    def _feed_failed(self, feed: FeedState, outcome: Failed, now: float) -> None:
        """Asked again later and later; told once a day for each reason, so that a feed that comes and goes does not fill the ledger."""
        wait = min(LONGEST_BACK_OFF, max(self.config.longest, feed.every), feed.every * 2.0 ** min(feed.failures, 20))
        due = now + max(outcome.wait, wait) * random.uniform(0.9, 1.1)
        self.state.failed(feed.name, now, due, outcome.reason, outcome.message)
        self.tally.polls += 1
        fault = (feed.name, outcome.reason)
        if now - self._faults.get(fault, 0.0) > _FAULT_TOLD_EVERY:
            self._faults[fault] = now
            self._letters.append(Failure(feed.url, outcome.message, outcome.reason))
            self.tell(f"{feed.name}: {outcome.message}")

    # now and then

    def _housekeeping(self, now: float) -> None:
        if now - self._told > _STATUS_EVERY:
            self._told = now
            self._hosts = {host: when for host, when in self._hosts.items() if when > now}
            self._write_status(now)
        if now - self._forgot > _FORGET_EVERY:
            self._forgot = now
            self.state.forget(now - self.config.forget)
            self.state.commit()

    def _write_status(self, now: float) -> None:
        if self.status:
            write_status(self.status, self.state.feeds(), self.state.pending(), self.tally.line(), now)


def _name(job: FeedState | Waiting) -> str:
    return f"feed {job.name}" if isinstance(job, FeedState) else job.key


def _host(job: FeedState | Waiting) -> str:
    return host_of(job.url if isinstance(job, FeedState) else job.item.url)
