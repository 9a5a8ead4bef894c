"""A page of HTML to the article in it. Runs in the sandbox; the other side is ``saksi.ingest.html``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any

from saksi.errors import InputError, MissingExtra
from saksi.ingest.common import without_surrogates
from saksi.ingest.head import Head, read_head
from saksi.ingest.markup import check_markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CAPTION = "//figcaption | //*[self::p or self::div or self::span][contains(@class, 'caption') and string-length(.) < 600]"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MOST_CAPTIONS = 30
_SHORT_TITLE = 20
TRAFILATURA, RESILIPARSE = "trafilatura", "resiliparse"
EXTRACTORS = (TRAFILATURA, f"{TRAFILATURA}-precise", RESILIPARSE)


def read_page(data: bytes, address: str = "", extractor: str = TRAFILATURA) -> Iterator[dict[str, Any]]:
    """One answer: the fields of ``Head`` with the extracted ``text``, and ``captions``. ``data`` is UTF-8.

    Raises InputError for a page without an article or not fit to be parsed, MissingExtra.
    """
    page = _CONTROLS.sub(" ", data.decode("utf-8", "replace"))
    check_markup(page)
    tree = parse(page)
    if tree is None:
        raise InputError("is no page of HTML; give its text instead", "no-article")
    head = read_head(tree, address)
    captions = _captions(tree)
    if extractor == RESILIPARSE:
        found = {"text": _by_resiliparse(page)}
    else:
        found = _by_trafilatura(tree, address, head, extractor.endswith("-precise"))
    text = _without_title(without_surrogates(found.pop("text", "") or head.text), head.title or found.get("title", ""))
    if not text.strip():
        raise InputError("no article found in the page; give its text instead", "no-article")
    yield {**asdict(head), **found, "text": text, "captions": captions}


def _without_title(text: str, title: str) -> str:
    """The title is a field of its own; it would count as a witness of what it says. Sites add their name to it, and some cut it."""
    first, _, rest = text.partition("\n")
    line = " ".join(first.split())
    same = line == title or (len(line) >= _SHORT_TITLE and title.startswith(line))
    return rest.lstrip() if same and rest.strip() else text


def describe(page: str) -> dict[str, Any]:
    """What the page itself gives, as a dictionary of the fields that say something."""
    tree = parse(_CONTROLS.sub(" ", page))
    return {} if tree is None else read_head(tree).said()


def parse(page: str) -> HtmlElement | None:
    """The page as a tree; None when it is nothing of the kind. Raises MissingExtra."""
    try:
        from trafilatura.utils import load_html
    except ImportError:
        raise MissingExtra("reading HTML needs trafilatura: pip install 'saksi[html]'") from None
    return load_html(without_surrogates(page))


def _captions(tree: HtmlElement) -> list[str]:
    """Takes the captions of pictures out of the tree."""
    captions = []
    for element in tree.xpath(_CAPTION)[:_MOST_CAPTIONS]:
        text = without_surrogates(" ".join(element.text_content().split()))
        if element.getparent() is not None and text:
            captions.append(text)
            element.drop_tree()
    return list(dict.fromkeys(captions))


def _by_trafilatura(tree: HtmlElement, address: str, head: Head, precise: bool) -> dict[str, Any]:
    """The text, and what the head left open as far as trafilatura sees it in the page: title, day, authors."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(
        tree, url=address or None, favor_precision=precise, include_comments=False, include_tables=False, deduplicate=False,
        with_metadata=not (head.date and head.title), date_extraction_params=_day_settings(),
    )  # fmt: skip
    if not isinstance(found, Document):
        return {"text": ""}
    said: dict[str, Any] = {"text": found.text or ""}
    if not head.title and found.title:
        said["title"] = found.title
    if not head.date and found.date:
        said["date"] = found.date
    if not head.authors and found.author:
        said["authors"] = [name.strip() for name in found.author.split(";") if name.strip()]
    return said


@cache
def _day_settings() -> dict[str, Any]:
    """htmldate looks for the day of publication, and only in what the page itself says."""
    return {"original_date": True, "extensive_search": True}


def _by_resiliparse(page: str) -> str:
    try:
        from resiliparse.extract.html2text import extract_plain_text
    except ImportError:
        raise MissingExtra("the extractor resiliparse is not installed: pip install 'saksi[archives]'") from None
    return str(extract_plain_text(page, main_content=True, preserve_formatting=True, alt_texts=False, links=False, form_fields=False))
