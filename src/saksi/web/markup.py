"""Marks as HTML. Everything that comes from an article is escaped here, once."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from saksi.web.marks import Mark, Step

ELEMENTS = {"cut": "del", "trigger": "strong", "content": "span"}


def html(steps: Iterable[Step]) -> Markup:
    """The steps of ``marks.nested`` as HTML."""
    return Markup("").join(_step(step) for step in steps)


def _step(step: Step) -> Markup:
    if step.mark is None:
        return escape(step.text)
    element = ELEMENTS.get(step.mark.kind, "span")
    return Markup(f"</{element}>") if step.kind == "close" else _opening(element, step.mark, step.first)


def _opening(element: str, mark: Mark, first: bool) -> Markup:
    edge = " first" if first else ""
    depth = f" depth{min(mark.depth, 3)}" if mark.kind == "content" else ""
    return Markup('<{} class="mark {}{}{}" data-mark="{}" data-record="{}" data-label="{}" title="{}">').format(
        Markup(element), mark.kind, depth, edge, mark.id, mark.record, mark.label, f"{mark.kind}: {mark.label}"
    )
