"""What ``saksi.bench.speed`` found, as files: ``bench.json``, and ``bench.html`` with plots for people."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 560, 240, 64, 36, 14
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}"
    "table{border-collapse:collapse}td,th{padding:.15rem .8rem .15rem 0;text-align:left}td+td{text-align:right}"
    "svg{max-width:100%;height:auto}text{font-size:12px;fill:currentColor}"
)
Points = Sequence[tuple[float, float]]


def write(found: Mapping[str, Any], folder: Path) -> tuple[Path, Path]:
    """The two files. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    data, page = folder / "bench.json", folder / "bench.html"
    data.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    page.write_text("\n".join(_page(found)) + "\n", encoding="utf-8")
    return data, page


def lines(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The figures in words: what, how much."""
    ratio, load = found["ratio_to_tokenizer"], found["load_of_machine"]
    yield "texts", f"{found['articles']:,} articles: {found['texts']}"
    yield "whole reading to spaCy's blank tokenizer", f"{ratio:.3f}" if ratio else "not measured: pip install 'saksi[spacy]'"
    yield "words a second", f"{found['words_per_s']:,}"
    yield "articles a second", f"{found['articles_per_s']:,}"
    for stage, words in found["words_per_s_by_stage"].items():
        yield f"  {stage}, words a second", f"{words:,}"
    yield "two jobs to one", f"{found['jobs2_speedup']} by the clock (load {load:.1f}), {found['jobs2_speedup_by_cpu']} by processor time"
    for what, seconds in found["start_up_s"].items():
        yield f"start: {what.replace('_', ' ')}", f"{seconds:.2f} s ({found['start_up_cpu_s'][what]:.2f} s of processor time)"
    yield "memory at most", f"{found['peak_rss_mb']:,.0f} MB"
    for articles, megabytes in found["rss_mb_by_articles"]:
        yield f"  with {articles:,} articles", f"{megabytes:,.0f} MB"
    for length, seconds in found["seconds_by_length"].items():
        yield f"an article of {int(length):,} characters", f"{seconds:.2f} s, {found['rss_mb_by_length'][length]:,.0f} MB"


def _page(found: Mapping[str, Any]) -> Iterator[str]:
    title = f"Speed of Saksi {escape(found['version'])}"
    yield f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
    yield f"<h1>{title}</h1><table>"
    yield from (f"<tr><td>{escape(what)}</td><td>{escape(much)}</td></tr>" for what, much in lines(found))
    yield "</table>"
    for title, up, points in _plots(found):
        yield f"<h2>{escape(title)}</h2>"
        yield from _svg(title, up, points)
    yield "</html>"


def _plots(found: Mapping[str, Any]) -> Iterator[tuple[str, str, Points]]:
    yield "Seconds by length of an article", "s", [(int(n), s) for n, s in found["seconds_by_length"].items()]
    yield "Memory by length of an article", "MB", [(int(n), m) for n, m in found["rss_mb_by_length"].items()]
    yield "Memory by number of articles", "MB", [(n, m) for n, m in found["rss_mb_by_articles"]]


def _svg(title: str, unit: str, points: Points) -> Iterator[str]:
    """A line over decades, both ways."""
    across, up = ([math.log10(max(p[i], 1e-3)) for p in points] for i in (0, 1))
    low, high = math.floor(min(up)), max(math.ceil(max(up)), math.floor(min(up)) + 1)

    def x(value: float) -> float:
        return LEFT + (value - min(across)) / max(max(across) - min(across), 1e-9) * (WIDTH - LEFT - 60)

    def y(value: float) -> float:
        return TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM)

    yield f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" role="img" aria-label="{escape(title)}">'
    for decade in range(low, high + 1):
        line = f'<line x1="{LEFT}" x2="{WIDTH}" y1="{y(decade):.1f}" y2="{y(decade):.1f}" stroke="currentColor" stroke-opacity=".2"/>'
        yield f'{line}<text x="{LEFT - 6}" y="{y(decade) + 4:.1f}" text-anchor="end">{10.0**decade:g} {unit}</text>'
    path = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in zip(across, up, strict=True))
    yield f'<polyline points="{path}" fill="none" stroke="#2a6fdb" stroke-width="2"/>'
    for (n, value), a, b in zip(points, across, up, strict=True):
        yield f'<circle cx="{x(a):.1f}" cy="{y(b):.1f}" r="4" fill="#2a6fdb"><title>{n:,.0f}: {value:g} {unit}</title></circle>'
        yield f'<text x="{x(a):.1f}" y="{HEIGHT - 12}" text-anchor="middle">{n:,.0f}</text>'
    yield "</svg>"
