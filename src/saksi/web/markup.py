"""Marks as HTML. Everything that comes from an article is escaped here, once."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from saksi.web.marks import Mark, Step

UNWRITABLE = {0: "\ufffd"}
ELEMENTS = {"cut": "del", "trigger": "strong", "content": "span"}


def html(steps: Iterable[Step]) -> Markup:
    """The steps of ``marks.nested`` as HTML."""
    return Markup("").join(_step(step) for step in steps)


def _step(step: Step) -> Markup:
    if step.mark is None:
        return _text(step.text)
    element = ELEMENTS.get(step.mark.kind, "span")
    if step.kind == "open":
        return _opening(element, step.mark, step.first)
    end = '<span class="end"></span>' if step.last and step.mark.kind == "content" else ""
    return Markup(f"{end}</{element}>")


def _text(text: str) -> Markup:
    """A character each, also for those that HTML drops or changes: carriage returns, NUL, halves of surrogate pairs."""
    known = text.translate(UNWRITABLE).encode("utf-8", "replace").decode()
    return Markup(escape(known).replace("\r", Markup("&#13;")))


def _opening(element: str, mark: Mark, first: bool) -> Markup:
    edge = " first" if first else ""
    depth = f" depth{min(mark.depth, 3)}" if mark.kind == "content" else ""
    return Markup('<{} class="mark {}{}{}" data-mark="{}" data-record="{}" data-label="{}" title="{}">').format(
        Markup(element), mark.kind, depth, edge, mark.id, mark.record, mark.label, f"{mark.kind}: {mark.label}"
    )
