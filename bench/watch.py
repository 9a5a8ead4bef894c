"""A watch under faults: 50 feeds on the loopback interface, asked every few seconds, for as long as you like.

    python bench/watch.py --minutes 30 --out soak

The feeds publish a story every few seconds and have faults: time-outs, resets, redirects to private addresses, wrong encodings, bodies
that break off, 304, 429, 5xx, gone. Publishing stops a while before the end, so that everything can be taken; then what was taken is
compared with what was published. Prints the memory of the watch and of its sandboxes every half minute, and one JSON object at the end.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import random
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from loopback import Request, site  # noqa: E402

from saksi.fetch import Policy, networks  # noqa: E402
from saksi.watch import Config, Feed, JsonlSink, State, Watch  # noqa: E402

FEEDS, LISTED = 50, 30
FAULTS = ("none", "304", "timeout", "reset", "inward", "encoding", "short", "broken", "429", "gone", "always inward", "5xx")
NEVER = ("gone", "always inward")
SYLLABLES = ["ba", "ko", "ri", "su", "te", "ma", "no", "li", "pa", "du", "ger", "han", "sel", "tin", "wo"]


def words(seed: int, count: int) -> str:
    rng = random.Random(seed)
    return " ".join("".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 3))) for _ in range(count))


class World:
    """What is published when, and what goes wrong. ``feed`` and ``number`` name a story."""

    def __init__(self, start: float, stop: float, period: float) -> None:
        self.start, self.stop, self.period = start, stop, period
        self.asked: Counter[str] = Counter()

    def published(self, now: float) -> int:
        return int((min(now, self.stop) - self.start) / self.period) + 1

    def page(self, request: Request) -> None:
        host, _, path = request.headers["host"].partition(".")[0], "", request.path
        feed = int(host.removeprefix("feed"))
        if path == "/robots.txt":
            request.answer("User-agent: *\nDisallow: /private", kind="text/plain")
        elif path.startswith("/story/"):
            self.story(request, feed, int(path.rpartition("/")[2].partition("?")[0]))
        else:
            self.feed(request, feed)

    def story(self, request: Request, feed: int, number: int) -> None:
        key = f"{feed}/{number}"
        self.asked[key] += 1
        if self.asked[key] == 1 and number % 7 == 3:
            request.answer("busy", status=503)
        elif self.asked[key] == 1 and number % 7 == 5:
            request.reset()
        else:
            body = "".join(f"<p>{words(feed * 1_000_003 + number * 31 + part, 50).capitalize()}.</p>" for part in range(5))
            head = f'<title>Story {key}</title><meta property="article:published_time" content="2024-06-19T14:05:00+07:00">'
            data = f'<html lang="en"><head>{head}</head><body><article>{body}</article></body></html>'.encode()
            request.answer(gzip.compress(data), Content_Encoding="gzip")

    def feed(self, request: Request, feed: int) -> None:
        fault = FAULTS[feed % len(FAULTS)]
        self.asked[str(feed)] += 1
        bad = self.asked[str(feed)] % 3 == 1
        newest = self.published(time.time())
        if fault == "gone":
            request.answer("", status=410)
        elif fault == "always inward" or (fault == "inward" and bad):
            request.answer(
                "", status=302, Location=random.choice(("http://10.0.0.1/", "http://169.254.169.254/", "http://[::1]/", "file:///etc"))
            )
        elif fault == "304" and request.headers.get("if-none-match") == f'"{newest}"':
            request.answer("", status=304)
        elif fault == "timeout" and bad:
            time.sleep(2.5)
        elif fault == "reset" and bad:
            request.reset()
        elif fault == "429" and bad:
            request.answer("", status=429, Retry_After="2")
        elif fault == "5xx" and bad:
            request.answer("", status=random.choice((500, 502, 503)))
        else:
            self.rss(request, feed, newest, fault if bad or fault == "encoding" else "")

    def rss(self, request: Request, feed: int, newest: int, fault: str) -> None:
        numbers = range(max(0, newest - LISTED), newest)
        items = "".join(
            f"<item><title>Story “{feed}/{n}”</title><link>http://feed{feed}.example:{PORT[0]}/story/{n}?utm_source=rss</link>"
            f"<pubDate>Rab, 19 Jun 2024 14:05:00 WIB</pubDate></item>"
            for n in reversed(numbers)
        )
        text = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Feed {feed}</title>{items}</channel></rss>'
        data = text.encode("cp1252" if fault == "encoding" else "utf-8")
        if fault == "short":
            request.raw(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(data) + data[: len(data) // 2])
        elif fault == "broken":
            request.raw(
                b'HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: "x"\r\nConnection: close\r\n\r\n' + data[: len(data) // 2]
            )
        else:
            request.answer(data, kind="application/rss+xml; charset=utf-8", ETag=f'"{newest}"')


PORT = [0]


def serve(pipe: Any, start: float, stop: float, period: float) -> None:
    world = World(start, stop, period)
    with site({"*": world.page}) as made:
        PORT[0] = made.port
        pipe.send(made.port)
        pipe.recv()
        pipe.send({key: count for key, count in world.asked.items() if "/" not in key})


def resident(pid: int) -> int:
    """Bytes; 0 when the process is gone or the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0)


class Meter(threading.Thread):
    """Memory, threads and open files of the watch, every so many seconds."""

    def __init__(self, watch: Watch, every: float) -> None:
        super().__init__(daemon=True)
        self.watch, self.every = watch, every
        self.rows: list[dict[str, float]] = []
        self.ended = threading.Event()

    def run(self) -> None:
        start = time.time()
        while not self.ended.wait(self.every):
            boxes = [box._process.pid for box in self.watch._work._all if box._process]
            row = {
                "s": round(time.time() - start),
                "watch_mb": round(resident(multiprocessing.current_process().pid or 0) / 1e6, 1),
                "sandbox_mb": round(max((resident(pid) for pid in boxes), default=0) / 1e6, 1),
                "threads": threading.active_count(),
                "files": len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 0,
                "polls": self.watch.tally.polls,
                "articles": self.watch.tally.articles,
            }
            self.rows.append(row)
            print(json.dumps(row), file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--period", type=float, default=15.0, help="seconds between two stories of a feed")
    parser.add_argument("--out", required=True, help="a new folder")
    args = parser.parse_args()
    folder = Path(args.out)
    folder.mkdir(parents=True)
    start = time.time()
    end = start + args.minutes * 60
    stop = end - min(60.0, args.minutes * 20)
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs, start, stop, args.period), daemon=True)
    server.start()
    port = ours.recv()
    policy = Policy(
        allowed=networks(["127.0.0.1/32"]),
        connect_seconds=1,
        idle_seconds=1,
        seconds=2,
        look_up=lambda host, port: ["127.0.0.1"] if host.endswith(".example") else [host.strip("[]")],
    )
    feeds = tuple(Feed(f"http://feed{n}.example:{port}/rss", name=f"feed {n:02} {FAULTS[n % len(FAULTS)]}") for n in range(FEEDS))
    config = Config(feeds, interval=2, shortest=1, longest=5, delay=0.05, back_off=1, tries=4, threads=8, policy=policy)
    watch = Watch(config, State(folder / "state"), JsonlSink(folder / "out.jsonl"), status=folder / "status.txt")
    meter = Meter(watch, 30.0 if args.minutes > 2 else 5.0)
    meter.start()
    tally = watch.run(until=end)
    meter.ended.set()
    ours.send("end")
    polls = ours.recv()
    server.join(5)
    print(json.dumps(report(folder, World(start, stop, args.period), tally, polls, meter.rows), indent=1))


def report(folder: Path, world: World, tally: Any, polls: dict[str, int], rows: list[dict[str, float]]) -> dict[str, Any]:
    expected = {
        f"Story {feed}/{number}"
        for feed in range(FEEDS)
        if FAULTS[feed % len(FAULTS)] not in NEVER
        for number in range(world.published(world.stop))
    }
    lines = [json.loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    taken = Counter(line["article"]["title"] for line in lines if "article" in line)
    steady = rows[len(rows) // 3 :] or rows
    return {
        "published": len(expected),
        "taken": taken.total(),
        "lost": len(expected - taken.keys()),
        "twice": sum(count - 1 for count in taken.values()),
        "polls": tally.polls,
        "unchanged": tally.unchanged,
        "requests_for_feeds": sum(polls.values()),
        "rejected": dict(tally.rejected),
        "wrong_dates": sum(line["article"]["date"] != "2024-06-19T14:05:00+07:00" for line in lines if "article" in line),
        "watch_mb_first_third_to_end": [steady[0]["watch_mb"], steady[-1]["watch_mb"]] if steady else [],
        "watch_mb_highest": max((row["watch_mb"] for row in rows), default=0),
        "sandbox_mb_highest": max((row["sandbox_mb"] for row in rows), default=0),
        "threads_highest": max((row["threads"] for row in rows), default=0),
        "files_first_and_last": [rows[0]["files"], rows[-1]["files"]] if rows else [],
    }


if __name__ == "__main__":
    main()
