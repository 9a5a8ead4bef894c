"""How well the text of pages is found: our own pages (six stories in ten layouts), or a public set by its folder.

    python bench/pages_score.py                                  # ours
    python bench/pages_score.py --set FOLDER --extractor trafilatura-precise

A public set is a folder with ground-truth.json ({id: {"articleBody": ..., "url": ...}}) and html/ID.html.gz, as the
article-extraction-benchmark of Scrapinghub is laid out, or with gold.jsonl ({"file": ..., "text": ..., "date": ..., "title": ...}).
The score is that benchmark's: bags of word 4-grams, every page weighs the same. One JSON object; a line a page with --pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench")]

from pages.layouts import CAPTIONED, LAYOUTS, NAMELESS, URL, WALLED, WITHOUT_ADDRESS  # noqa: E402

from saksi.errors import InputError  # noqa: E402
from saksi.ingest.common import Settings  # noqa: E402
from saksi.ingest.html import read_html  # noqa: E402
from saksi.ingest.page import EXTRACTORS, TRAFILATURA  # noqa: E402
from saksi.records import Article  # noqa: E402

_WORD = re.compile(r"\w+")
_GRAM = 4


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what should be read in it; fields of ``said`` that are not there are not asked for."""

    name: str
    data: bytes
    text: str
    said: Mapping[str, Any] = field(default_factory=dict)


def own_pages() -> Iterator[Page]:
    stories = tomllib.loads((ROOT / "bench/pages/stories.toml").read_text(encoding="utf-8"))["story"]
    for name, layout in LAYOUTS.items():
        for number, story in enumerate(stories):
            said: dict[str, Any] = {"title": story["title"], "date": story["date"], "authors": (story["author"],)}
            said["lang"] = "" if name in NAMELESS else story["lang"]
            said["free"] = False if name in WALLED else None
            said["captions"] = (story["caption"],) if name in CAPTIONED else ()
            if name not in WITHOUT_ADDRESS and b"news.example/2024" in layout(story):
                said["url"] = URL
            yield Page(f"{name}/{number}", layout(story), "\n".join(story["paragraphs"]), said)


def public_pages(folder: Path) -> Iterator[Page]:
    truth = folder / "ground-truth.json"
    if truth.exists():
        for name, gold in json.loads(truth.read_text(encoding="utf-8")).items():
            data = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
            yield Page(name, data, gold["articleBody"])
        return
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        data = (folder / gold["file"]).read_bytes()
        said = {name: gold[name] for name in ("title", "date", "url", "lang") if gold.get(name)}
        yield Page(gold["file"], gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data, gold["text"], said)


def grams(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[n : n + _GRAM]) for n in range(max(1, len(words) - _GRAM + 1))) if words else Counter()


def compared(gold: str, found: str) -> tuple[float, float, float]:
    """Shares of right, wrong and missing 4-grams of a page; they add up to 1."""
    true, made = grams(gold), grams(found)
    right = (true & made).total()
    wrong, missing = made.total() - right, true.total() - right
    whole = right + wrong + missing
    return (right / whole, wrong / whole, missing / whole) if whole else (0.0, 0.0, 0.0)


def extracted(page: Page, settings: Settings) -> Article | None:
    try:
        return read_html(page.data, page.name, settings)
    except InputError as error:
        print(f"{page.name}: {error}", file=sys.stderr)
        return None


def agreed(article: Article | None, said: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    for name, value in said.items():
        origin = article.origin if article else None
        got = getattr(origin if name in ("authors", "captions", "free") else article, name, None)
        yield name, got == value or (name == "date" and len(str(value)) == 10 and str(got)[:10] == value)


def measure(pages: Iterator[Page], extractor: str, tell: bool = False) -> dict[str, Any]:
    right = wrong = missing = 0.0
    fields: dict[str, list[bool]] = {}
    started = time.perf_counter()
    count = 0
    with Settings(extractor=extractor).sandbox as box:
        settings = Settings(extractor=extractor, sandbox=box)
        for page in pages:
            article = extracted(page, settings)
            tp, fp, fn = compared(page.text, article.raw if article else "")
            right, wrong, missing, count = right + tp, wrong + fp, missing + fn, count + 1
            checks = dict(agreed(article, page.said))
            for name, ok in checks.items():
                fields.setdefault(name, []).append(ok)
            if tell:
                bad = [name for name, ok in checks.items() if not ok]
                print(f"{page.name:24} right {tp:.2f} wrong {fp:.2f} missing {fn:.2f} {' '.join(bad)}")
    precision, recall = right / max(right + wrong, 1e-9), right / max(right + missing, 1e-9)
    scores: dict[str, Any] = {"extractor": extractor, "pages": count, "precision": round(precision, 4), "recall": round(recall, 4)}
    scores["f1"] = round(2 * precision * recall / max(precision + recall, 1e-9), 4)
    scores |= {name: round(sum(oks) / len(oks), 4) for name, oks in fields.items()}
    return scores | {"pages_per_second": round(count / (time.perf_counter() - started), 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--set", default="", metavar="FOLDER", help="a public set; without it our own pages")
    parser.add_argument("--extractor", default=TRAFILATURA, choices=EXTRACTORS)
    parser.add_argument("--pages", action="store_true", help="a line for each page")
    args = parser.parse_args()
    pages = public_pages(Path(args.set)) if args.set else own_pages()
    print(json.dumps(measure(pages, args.extractor, args.pages)))


if __name__ == "__main__":
    main()
