"""How the time of reading grows with the length of an article: the same text 1, 4 and 16 times.

    python bench/growth.py ARTICLE.txt [--lang en]

Prints seconds of processor time and the ratio to the step before; a ratio near 4 is linear.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from saksi.pipeline import read_article
from saksi.records import Article


def seconds(text: str, lang: str) -> float:
    start = time.process_time()
    read_article(Article("growth", text, lang=lang))
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", type=Path)
    parser.add_argument("--lang", default="")
    options = parser.parse_args()
    text = options.article.read_text(encoding="utf-8") + "\n\n"
    seconds(text, options.lang)  # packs and caches
    before = 0.0
    for times in (1, 4, 16, 64):
        now = seconds(text * times, options.lang)
        print(f"{len(text) * times:10,d} characters {now:8.2f} s" + (f"  x {now / before:.1f}" if before else ""))
        before = now


if __name__ == "__main__":
    main()
