"""A site over a ledger of our own articles, on the loopback interface, and articles that try to be more than text."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from ledger_files import readings
from starlette.applications import Starlette

from saksi.commands.demo import demo_readings
from saksi.ledger import Ledger
from saksi.pipeline import read_articles
from saksi.records import Article, Origin, Reading

HOSTILE = (
    "<script>window.bad=1</script>",
    "<img src=x onerror=window.bad=1>",
    "<svg onload=window.bad=1>",
    "<iframe srcdoc='<script>parent.bad=1</script>'></iframe>",
    '"><script>window.bad=1</script>',
    "' onmouseover='window.bad=1' x='",
    "</title><script>window.bad=1</script>",
    "</textarea><script>window.bad=1</script>",
    "<!--><script>window.bad=1</script>",
    "{{ 7 * 7 }}{% raw %}",
    "<style>*{background:url(/static/leak)}</style>",
    "<base href=//evil.example/>",
    "\u202e<b>\u0000",
)
ADDRESSES = (
    "javascript:window.bad=1",
    "JaVaScRiPt:window.bad=1",
    "data:text/html,<script>window.bad=1</script>",
    " javascript:window.bad=1",
    "vbscript:x",
    "http://",
    'https://news.example/"onmouseover="window.bad=1',
)


def hostile_articles() -> Iterator[Article]:
    """Every trick as text, title, publisher, author and name of a speaker; every address as link."""
    for i, trick in enumerate(HOSTILE):
        text = f"Chad attacked {trick} Mali on Monday. {trick} The mayor of Oslo said that Norway visited Chad. {trick}"
        origin = Origin("feed", trick, authors=(trick,))
        yield Article(f"hostile-{i}-{trick}", text, "2024-05-01", "metadata", "en", trick, ADDRESSES[i % len(ADDRESSES)], trick, origin)


def make_ledger(path: Path) -> None:
    """Our invented articles, the demo's, and the hostile ones."""
    found = [r for r in read_articles(list(hostile_articles())) if isinstance(r, Reading)]
    with Ledger.create(path) as ledger:
        ledger.add_many([*readings(), *demo_readings(), *found])
        ledger.group()


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    """The address of the running application."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()
