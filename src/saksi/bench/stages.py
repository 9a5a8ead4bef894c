"""Where the time of the reading goes: the calls of ``saksi.pipeline``, each under a clock of processor time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TypeVar

from saksi.assemble import Found, assemble, folded
from saksi.clean import clean
from saksi.language import choose
from saksi.lossless import dumps
from saksi.noise import noise_rules
from saksi.pack import load_pack
from saksi.pipeline import _read_sentence
from saksi.reading.actors import read_actors
from saksi.reading.dates import find_dates
from saksi.reading.document import Syntax
from saksi.reading.events import find_events
from saksi.reading.lexicon import compile_lexicon
from saksi.reading.places import read_places
from saksi.reading.segment import segment
from saksi.reading.speakers import first_persons, name_speakers
from saksi.reading.statements import find_statements
from saksi.reading.syntax import load_syntax
from saksi.records import Article
from saksi.world import load_world

Made = TypeVar("Made")


class Clock:
    """Processor seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def run(self, stage: str, call: Callable[[], Made]) -> Made:
        start = time.process_time()
        made = call()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.process_time() - start
        return made


def seconds_of_stages(articles: Iterable[Article]) -> Mapping[str, float]:
    """Stage -> processor seconds, in the order of the flow. Packs should be loaded before."""
    clock = Clock()
    for article in articles:
        _read(article, clock)
    return clock.seconds


def _read(article: Article, clock: Clock) -> None:
    world, day = load_world(), article.date[:10]
    pack = clock.run("language", lambda: choose(article)).pack
    cleaned = clock.run("clean", lambda: clean(article.raw, noise_rules(pack)))
    segments = clock.run("segment", lambda: segment(cleaned.body, pack, cleaned.datelines))
    lexicon = compile_lexicon(pack, world)
    matches = clock.run("lexicon", lambda: [lexicon.match(s) for s in segments.sentences])
    parses = clock.run("syntax", lambda: _syntax(pack.code).parse([s.words for s in segments.sentences]))
    rows = list(zip(segments.sentences, parses, matches, strict=True))
    sentences = clock.run("clauses", lambda: [_read_sentence(s, p, m, pack) for s, p, m in rows])
    resolver = clock.run("actors", lambda: read_actors(sentences, world, day))
    statements = clock.run("statements", lambda: find_statements(segments, sentences))
    speakers = clock.run("speakers", lambda: name_speakers(statements, resolver))
    heard = clock.run("speakers", lambda: resolver.hearing(first_persons(statements, speakers, resolver)))
    acts = clock.run("events", lambda: find_events(sentences, heard, lexicon, pack.senses))
    dates = clock.run("dates", lambda: find_dates(cleaned.body, pack, day))
    places = clock.run("places", lambda: read_places(sentences, heard.names, world, pack))
    found = Found(statements, speakers, acts, dates, places)
    reading = clock.run("assemble", lambda: assemble(article, pack, cleaned, sentences, heard, found, (), folded))
    clock.run("write", lambda: dumps(reading))


@cache
def _syntax(code: str) -> Syntax:
    return load_syntax(load_pack(code), "auto")
