"""Words per second of each stage of the reading, on one core.

    python bench/stages.py ARTICLES.jsonl[.gz] [--lang id] [--limit 300]

ARTICLES holds a JSON object a line with ``id`` and ``text`` (``date`` and ``lang`` if known). The first tenth warms the caches
and is not counted. Times are processor time, so that other work on the machine counts little.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from saksi.assemble import Found, assemble
from saksi.clean import clean
from saksi.language import choose
from saksi.noise import noise_rules
from saksi.pack import senses
from saksi.pipeline import _read_sentence, _syntax, prepare
from saksi.reading.actors import read_actors
from saksi.reading.dates import find_dates
from saksi.reading.events import find_events
from saksi.reading.lexicon import compile_lexicon
from saksi.reading.segment import segment
from saksi.reading.statements import find_statements
from saksi.records import Article
from saksi.world import load_world


def articles(path: Path, lang: str, limit: int) -> Iterator[Article]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in itertools.islice(lines, limit):
            item = json.loads(line)
            yield Article(item["id"], item["text"], item.get("date") or "", lang=lang or item.get("lang", ""))


class Clock:
    """Processor seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def run(self, stage: str, call: Callable[[], Any]) -> Any:
        start = time.process_time()
        result = call()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.process_time() - start
        return result


def read(article: Article, clock: Clock, syntax: str) -> None:
    """The pipeline's own calls, each under the clock."""
    world = load_world()
    pack = clock.run("language", lambda: choose(article)).pack
    cleaned = clock.run("clean", lambda: clean(article.raw, noise_rules(pack)))
    segments = clock.run("segment", lambda: segment(cleaned.body, pack, cleaned.datelines))
    lexicon = compile_lexicon(pack, world)
    matches = clock.run("lexicon", lambda: [lexicon.match(s) for s in segments.sentences])
    parses = clock.run("syntax", lambda: _syntax(pack.code, syntax).parse([s.words for s in segments.sentences]))
    rows = list(zip(segments.sentences, parses, matches, strict=True))
    sentences = clock.run("clauses", lambda: [_read_sentence(s, p, m, pack) for s, p, m in rows])
    resolver = clock.run("actors", lambda: read_actors(sentences, world, article.date[:10]))
    statements = clock.run("statements", lambda: find_statements(segments, sentences))
    acts = clock.run("events", lambda: find_events(sentences, resolver, lexicon, senses()))
    dates = clock.run("dates", lambda: find_dates(cleaned.body, pack, article.date[:10]))
    found = Found(statements, acts, dates)
    clock.run("assemble", lambda: assemble(article, pack.code, cleaned, sentences, resolver, found, ()))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--lang", default="")
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--syntax", default="auto")
    options = parser.parse_args()
    items = list(articles(options.articles, options.lang, options.limit))
    warm = max(1, len(items) // 10)
    for article in items[:warm]:
        prepare(article)
        read(article, Clock(), options.syntax)
    clock = Clock()
    for article in items[warm:]:
        read(article, clock, options.syntax)
    words = sum(len(a.raw.split()) for a in items[warm:])
    for stage, seconds in [*clock.seconds.items(), ("all", sum(clock.seconds.values()))]:
        print(f"{stage:12} {words / max(seconds, 1e-9):12,.0f} words/s  {100 * seconds / sum(clock.seconds.values()):5.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
