"""How fast the site answers many readers: medians of each page under 20 of them, while articles come in.

    python bench/serve.py news.db --readers 20 --seconds 60

Works on a copy of the ledger beside it, and ingests invented articles into that meanwhile. The copy is given what a desk in use has:
verdicts, incidents, and one incident of thousands of claims. Prints a line a page and one JSON object.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import random
import shutil
import socket
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src")]

import httpx  # noqa: E402

from saksi.bench.invented import COUNTRIES, TYPES, readings  # noqa: E402
from saksi.ledger import Ledger, Verdict, incidents, witnesses  # noqa: E402
from saksi.ledger.review import QUEUES  # noqa: E402

Draw = Callable[[random.Random], str]
REVIEWER, VERDICTS, GROUPED, LARGE = "Ayu", 2000, 10_000, 5000


def pages(path: Path) -> dict[str, Draw]:
    """Name -> an address of that page, drawn anew for each request."""
    with Ledger(path, readonly=True) as ledger:
        claims = list(islice(ledger.iterate(), 5000))[::50]
        words = sorted({word.strip(".,").lower() for claim in claims for word in claim.evidence.split() if len(word) > 3})
        acts = [incident.id for incident in ledger.incidents(limit=50)]
    return {
        "home": lambda draw: "/",
        "claims": lambda draw: "/claims",
        "claims of a type": lambda draw: f"/claims?type={draw.choice(TYPES)}",
        "claims of a pair": lambda draw: f"/claims?dyad={pair(draw)}",
        "claims of a pair, said by whom": lambda draw: f"/voices?dyad={pair(draw)}",
        "a type, said by whom": lambda draw: f"/voices?type={draw.choice(TYPES)}",
        "claims with a word": lambda draw: f"/claims?text={quote(draw.choice(words))}",
        "claim": lambda draw: f"/claim/{draw.choice(claims).id}",
        "article": lambda draw: f"/article/{quote(draw.choice(claims).article, safe='')}",
        "article of a search": lambda draw: f"/article/{quote((claim := draw.choice(claims)).article, safe='')}?type={claim.type}",
        "incidents": lambda draw: "/incidents",
        "large incident": lambda draw: "/incident/large",
        **{f"review, {name}": lambda draw, name=name: f"/review/{name}?watch={draw.choice(COUNTRIES[:40])}" for name in QUEUES},
        "review": lambda draw: "/review",
        **({"incident": lambda draw: f"/incident/{draw.choice(acts)}"} if acts else {}),
        "timeline": lambda draw: "/timeline",
        "timeline of a type": lambda draw: f"/timeline?type={draw.choice(TYPES)}",
        "timeline of a pair": lambda draw: f"/timeline?dyad={pair(draw)}",
        "dyads": lambda draw: "/dyads",
        "pair": lambda draw: f"/dyad/{pair(draw)}",
        "map": lambda draw: "/map",
        "read": lambda draw: "/read",
    }


def pair(draw: random.Random) -> str:
    return "-".join(draw.sample(COUNTRIES[:40], 2))


def site(path: Path, port: int) -> None:
    import uvicorn

    from saksi.web import Settings, create_app

    uvicorn.run(create_app(Settings(ledger=str(path), reviewer=REVIEWER)), port=port, log_level="error")


def prepare(path: Path) -> None:
    """Verdicts of two reviewers, incidents of some claims, and a large one."""
    with Ledger(path) as ledger:
        for number, claim in enumerate(ledger.queue("random", REVIEWER, limit=VERDICTS)):
            ledger.judge(Verdict(claim.id, "accept" if number % 4 else "reject", REVIEWER, queue="random"))
            if number % 20 == 0:
                ledger.judge(Verdict(claim.id, "accept", "Budi", queue="random"))
        with ledger.store.writing() as connection:
            grouper = incidents.Grouper(connection)
            for _ in range(GROUPED // 1000):
                incidents.group_waiting(connection, grouper, 1000)
            waiting = connection.execute("SELECT claim FROM ungrouped ORDER BY claim LIMIT ?", (LARGE,)).fetchall()
            connection.executemany("INSERT INTO incident_claim VALUES ('large', ?, 0)", waiting)
            connection.executemany("DELETE FROM ungrouped WHERE claim = ?", waiting)
            witnesses.summarise(connection, "large")


def ingest(path: Path) -> None:
    """Writes as ingest does, sixteen articles a transaction, until it is ended."""
    with Ledger(path) as ledger:
        stream = readings(10**9)
        while batch := list(islice(stream, 16)):
            ledger.add_many(batch)


async def reader(number: int, base: str, addresses: dict[str, Draw], until: float, took: dict[str, list[float]]) -> None:
    draw = random.Random(number)
    async with httpx.AsyncClient(base_url=base, timeout=60) as client:
        while time.monotonic() < until:
            name = draw.choice(list(addresses))
            started = time.perf_counter()
            answer = await client.get(addresses[name](draw))
            took[name if answer.status_code < 400 else f"{name}: {answer.status_code}"].append(1000 * (time.perf_counter() - started))
            await asyncio.sleep(draw.uniform(0.5, 1.5))  # somebody reads the page


async def measure(base: str, addresses: dict[str, Draw], readers: int, seconds: float) -> dict[str, list[float]]:
    took: dict[str, list[float]] = defaultdict(list)
    until = time.monotonic() + seconds
    await asyncio.gather(*(reader(n, base, addresses, until, took) for n in range(readers)))
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    args = parser.parse_args()
    copy = args.ledger.with_suffix(".serve.db")
    shutil.copy(args.ledger, copy)
    prepare(copy)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    work = [multiprocessing.Process(target=site, args=(copy, port)), multiprocessing.Process(target=ingest, args=(copy,))]
    for process in work:
        process.start()
    try:
        time.sleep(4)
        took = asyncio.run(measure(f"http://127.0.0.1:{port}", pages(copy), args.readers, args.seconds))
    finally:
        for process in work:
            process.terminate()
            process.join()
        for left in copy.parent.glob(f"{copy.name}*"):
            left.unlink()
    found = {}
    for name, times in sorted(took.items()):
        times.sort()
        found[name] = {"n": len(times), "median_ms": round(statistics.median(times)), "p95_ms": round(times[int(0.95 * (len(times) - 1))])}
        print(f"{name:24} {found[name]['n']:5} {found[name]['median_ms']:6} ms {found[name]['p95_ms']:6} ms", file=sys.stderr)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
