"""How fast the reading is, in figures that can be compared between machines: ratios to spaCy's blank tokenizer on the same texts in the
same run, of two processes to one, of long articles to short ones. Seconds are processor time where nothing else is said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from saksi import __version__
from saksi.bench.stages import seconds_of_stages
from saksi.bench.suites import Result
from saksi.ingest import Failure
from saksi.lossless import dumps
from saksi.options import DEFAULTS, Options
from saksi.pipeline import BATCH, read_articles
from saksi.pool.crew import Crew
from saksi.records import Article

NEWS, INVENTED = "news", "invented"  # what may be read; each has its floors
STARTS = 3  # runs of the program; the fastest counts
LENGTHS = (10_000, 100_000, 1_000_000)
WARM = 2  # batches that load packs and fill caches, not measured
Tell = Callable[[str], None]


def run(articles: Sequence[Article], texts: str, lengths: Sequence[int] = LENGTHS, tell: Tell = lambda line: None) -> dict[str, Any]:
    """All figures. ``texts``: what is read, for the record. Needs some hundred articles; a Unix system."""
    found: dict[str, Any] = {"version": __version__, "texts": texts, "articles": len(articles), "load_of_machine": os.getloadavg()[0]}
    for name, part in _PARTS.items():
        tell(f"measuring {name}")
        found |= part(articles)
    tell("measuring length")
    return found | _lengths(articles, lengths)


def metrics(found: Mapping[str, Any]) -> Result:
    """The figures that do not depend on the machine: more is better. What floors are set for."""
    per_character = {int(length): seconds / int(length) for length, seconds in found["seconds_by_length"].items()}
    ratios = {
        "ratio to tokenizer": found["ratio_to_tokenizer"],
        "two jobs to one, by processor time": found["jobs2_speedup_by_cpu"],
        "speed of the longest article to the middle one": per_character[LENGTHS[1]] / per_character[max(per_character)],
        "memory of few articles to four times as many": found["rss_mb_by_articles"][0][1] / found["rss_mb_by_articles"][-1][1],
    }
    suite = "speed" if found["texts"] == NEWS else f"speed-{found['texts']}"
    return Result(suite, {name: round(value, 3) for name, value in ratios.items() if value is not None}, found, found["articles"], 0.0)


def _batches(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    return (articles[at : at + BATCH] for at in range(0, len(articles), BATCH))


def _written(articles: Sequence[Article], options: Options = DEFAULTS) -> Iterator[str | Failure]:
    """Read and written as JSON lines: a task for processes."""
    for reading in read_articles(articles, options):
        yield reading if isinstance(reading, Failure) else dumps(reading)


def _clocked(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def _one_core(articles: Sequence[Article]) -> dict[str, Any]:
    """Batch by batch in turns with the tokenizer, so that both see the same machine."""
    tokenize = _tokenizer()
    reading = tokenizing = words = count = 0.0
    for number, batch in enumerate(_batches(articles)):
        took = _clocked(lambda batch=batch: list(_written(batch)))  # type: ignore[misc]
        other = _clocked(lambda batch=batch: tokenize(batch)) if tokenize else 0.0  # type: ignore[misc]
        if number >= WARM:
            reading, tokenizing = reading + took, tokenizing + other
            words += sum(len(a.raw.split()) for a in batch)
            count += len(batch)
    return {
        "ratio_to_tokenizer": round(tokenizing / reading, 4) if tokenize else None,
        "words_per_s": round(words / reading),
        "articles_per_s": round(count / reading, 1),
        "tokenizer_words_per_s": round(words / tokenizing) if tokenize else None,
    }


def _tokenizer() -> Callable[[Sequence[Article]], object] | None:
    """spaCy's blank tokenizer by language; None without spaCy."""
    try:
        import spacy
    except ImportError:
        return None
    blank = {lang: spacy.blank(lang).tokenizer for lang in ("en", "id")}
    return lambda articles: [blank.get(a.lang, blank["en"])(a.raw) for a in articles]


def _stages(articles: Sequence[Article]) -> dict[str, Any]:
    words = sum(len(a.raw.split()) for a in articles)
    return {"words_per_s_by_stage": {name: round(words / max(s, 1e-9)) for name, s in seconds_of_stages(articles).items()}}


def _jobs(articles: Sequence[Article]) -> dict[str, Any]:
    """One process and two, warm: by the clock, and by the processor time of whoever is busiest, which other work on the machine does
    not change."""
    clock: dict[int, float] = {}
    busiest: dict[int, float] = {}
    for jobs in (1, 2):
        crew = Crew(partial(_written, options=DEFAULTS), jobs, 0.0)
        list(crew.run(articles[: 8 * BATCH]))
        before, own, start = crew.processor_seconds(), time.process_time(), time.perf_counter()
        list(crew.run(articles))
        clock[jobs] = time.perf_counter() - start
        spent = [now - was for now, was in zip(crew.processor_seconds(), before, strict=True)]
        busiest[jobs] = max([*spent, time.process_time() - own])
        crew.close()
    return {"jobs2_speedup": round(clock[1] / clock[2], 2), "jobs2_speedup_by_cpu": round(busiest[1] / busiest[2], 2)}


def _program(articles: Sequence[Article]) -> dict[str, Any]:
    """Start and memory of the program itself, in processes of its own."""
    with tempfile.TemporaryDirectory(prefix="saksi-bench-") as folder:
        few, many = Path(folder) / "few.jsonl", Path(folder) / "many.jsonl"
        lines = [json.dumps({"id": a.id, "text": a.raw, "date": a.date, "lang": a.lang}) + "\n" for a in articles]
        one = Path(folder) / "one.jsonl"
        for path, part in ((one, lines[:1]), (few, lines[: len(lines) // 4]), (many, lines)):
            path.write_text("".join(part), encoding="utf-8")
        version = [_process("--version") for _ in range(STARTS)]
        first = [_process("read", str(one)) for _ in range(STARTS + 1)][1:]
        memory = [(len(lines) // 4, _process("read", str(few))[2]), (len(lines), _process("read", str(many))[2])]
    return {
        "start_up_s": {"version": min(v[0] for v in version), "first_article": min(f[0] for f in first)},
        "start_up_cpu_s": {"version": min(v[1] for v in version), "first_article": min(f[1] for f in first)},
        "peak_rss_mb": memory[-1][1],
        "rss_mb_by_articles": memory,
    }


def _process(*arguments: str) -> tuple[float, float, float]:
    """A run of the program: seconds by the clock, of processor time, and megabytes of memory at most."""
    return _probed("from saksi.__main__ import run; sys.exit(run())", *arguments)


def _probed(code: str, *arguments: str) -> tuple[float, float, float]:
    """The same of any code. Memory is told by the process itself: what the system tells of a child counts what its parent had."""
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-c", f"{_PROBE}{code}", *arguments]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, check=False)
    took, megabytes = done.stderr.split()[-2:]
    return round(time.perf_counter() - start, 3), round(float(took), 3), round(float(megabytes), 1)


def _lengths(articles: Sequence[Article], lengths: Sequence[int]) -> dict[str, Any]:
    """One article of the texts of one language behind each other, each length in a process of its own whose packs are loaded."""
    lang = articles[0].lang
    text = "\n\n".join(a.raw for a in articles if a.lang == lang)
    text *= -(-max(lengths) // len(text))
    took: dict[str, float] = {}
    memory: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="saksi-bench-") as folder:
        file = Path(folder) / "long.txt"
        for length in sorted(lengths):
            file.write_text(text[:length], encoding="utf-8")
            _, took[str(length)], memory[str(length)] = _probed(_READ, str(file), lang)
    return {"seconds_by_length": took, "rss_mb_by_length": memory}


# Behind what is run: processor seconds since ``start`` and the most memory, on standard error.
_PROBE = """
import atexit, pathlib, resource, sys, time
start = 0.0
def tell():
    try:
        status = pathlib.Path("/proc/self/status").read_text().splitlines()
        most = next(int(line.split()[1]) / 1e3 for line in status if line.startswith("VmHWM"))
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"\\n{time.process_time() - start} {most}", file=sys.stderr)
atexit.register(tell)
"""
_READ = """
from saksi.pipeline import read_article
from saksi.records import Article
text = open(sys.argv[1], encoding="utf-8").read()
read_article(Article("warm", text[:5000], "2024-06-19", lang=sys.argv[2]))
start = time.process_time()
read_article(Article("long", text, "2024-06-19", lang=sys.argv[2]))
"""
_PARTS: Mapping[str, Callable[[Sequence[Article]], dict[str, Any]]] = {
    "one core": _one_core,
    "stages": _stages,
    "two jobs": _jobs,
    "the program": _program,
}
