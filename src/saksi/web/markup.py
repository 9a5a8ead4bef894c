"""Marks as HTML. Everything that comes from an article is escaped here, once."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from markupsafe import Markup

from saksi.web.marks import Mark, Step

ELEMENTS = {"cut": "del", "trigger": "strong", "content": "span"}
UNWRITABLE = {0: "\ufffd"}


def html(steps: Iterable[Step]) -> Markup:
    """The steps of ``marks.nested`` as HTML."""
    return Markup("".join(map(_step, steps)))  # plain text inside: many times faster than joining Markup


def _step(step: Step) -> str:
    if step.mark is None:
        return _text(step.text)
    element = ELEMENTS.get(step.mark.kind, "span")
    if step.kind == "open":
        return _opening(element, step.mark, step.first)
    end = '<span class="end"></span>' if step.last and step.mark.kind == "content" else ""
    return f"{end}</{element}>"


def _text(text: str) -> str:
    """A character each, also for those that HTML drops or changes: carriage returns, NUL, halves of surrogate pairs."""
    known = text.translate(UNWRITABLE).encode("utf-8", "replace").decode()
    return escape(known).replace("\r", "&#13;")


def _opening(element: str, mark: Mark, first: bool) -> str:
    edge = " first" if first else ""
    depth = f" depth{min(mark.depth, 3)}" if mark.kind == "content" else ""
    id, record, label = escape(mark.id), escape(mark.record), escape(mark.label)
    names = f'data-mark="{id}" data-record="{record}" data-label="{label}" title="{mark.kind}: {label}"'
    return f'<{element} class="mark {mark.kind}{depth}{edge}" {names}>'
