"""``saksi doctor``: what is installed, and whether it works."""

from __future__ import annotations

import argparse
import importlib.util
import platform
import sys
import time
from collections.abc import Iterator
from importlib import metadata

from saksi import __version__
from saksi.cli import FAILED, OK
from saksi.commands.demo import demo_articles
from saksi.commands.last import state_folder
from saksi.commands.pack_list import describe
from saksi.errors import SaksiError
from saksi.pack import lang_root, load_pack, pack_codes
from saksi.records import Article

EXTRAS = (
    ("trafilatura", "HTML pages", "pip install 'saksi[html]'"),
    ("feedparser", "saksi watch: feeds", "pip install 'saksi[feeds]'"),
    ("protego", "saksi watch: robots.txt", "pip install 'saksi[feeds]'"),
    ("fastwarc", "web archives", "pip install 'saksi[archives]'"),
    ("resiliparse", "--extractor resiliparse", "pip install 'saksi[archives]'"),
    ("pyarrow", "Parquet", "pip install 'saksi[archives]'"),
    ("duckdb", "Parquet asked with SQL", "pip install 'saksi[analytics]'"),
    ("uvicorn", "saksi serve", "pip install 'saksi[web]'"),
    ("spacy", "--syntax spacy:MODEL", "pip install spacy"),
    ("stanza", "--syntax stanza:LANG", "pip install stanza"),
    ("torch", "saksi train", "pip install torch"),
)


def run(args: argparse.Namespace) -> int:
    for line in (*_versions(), "", "packs", *_packs(), "", "optional", *_extras(), "", "self test"):
        print(line)
    failed = False
    for line, fault in _self_test():
        print(line)
        failed |= fault
    return FAILED if failed else OK


def _versions() -> Iterator[str]:
    python, numpy = platform.python_version(), metadata.version("numpy")
    yield f"saksi {__version__}, Python {python}, numpy {numpy}, {platform.system()} {platform.machine()}"
    yield f"output encoding {sys.stdout.encoding}; state in {state_folder()}"


def _packs() -> Iterator[str]:
    for code in pack_codes():
        try:
            yield f"  {describe(load_pack(code))}"
        except SaksiError as error:
            yield f"  {code}  FAULTY: {error}"


def _extras() -> Iterator[str]:
    for module, use, command in EXTRAS:
        there = importlib.util.find_spec(module) is not None
        yield f"  {module:12} {'there' if there else 'not there':10} {use}{'' if there else f': {command}'}"


def _self_test() -> Iterator[tuple[str, bool]]:
    """One line a pack, and whether it failed: an act is found in the demo article's first sentence, or in the pack's first example."""
    from saksi.pipeline import read_article

    demo = {article.lang: _sentence(article) for article in demo_articles()}
    for code in pack_codes():
        article = demo.get(code) or _example(code)
        if article is None:
            yield f"  {code}  no demo article and no sentences to try", False
            continue
        start = time.perf_counter()
        try:
            reading = read_article(article)
        except SaksiError as error:
            yield f"  {code}  FAILED: {error}", True
            continue
        took = time.perf_counter() - start
        acts = ", ".join(dict.fromkeys(event.type for event in reading.events))
        result = f"ok: {acts}" if acts else "FAILED: no act found in a sentence that has one"
        yield f"  {code}  {result} ({took:.1f} s with loading)", not acts


def _example(code: str) -> Article | None:
    """The first sentence among the pack's examples that an act is expected of."""
    folder = lang_root() / code / "sentences"
    files = sorted(folder.iterdir(), key=lambda path: path.name) if folder.is_dir() else []
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    for at, line in enumerate(lines):
        if line[:1].strip() and not line.startswith("#") and any("event:" in told for told in lines[at + 1 : at + 3]):
            return Article("self-test", line, date="2024-06-05", lang=code)
    return None


def _sentence(article: Article) -> Article:
    """The first sentence behind the dateline."""
    body = article.raw.partition(" - ")[2]
    return Article("self-test", body.partition(". ")[0] + ".", date="2024-06-05", lang=article.lang)
