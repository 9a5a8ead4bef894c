"""Is this page fit to be parsed? A look at its tags, without building a tree, that takes milliseconds.

Parsers of HTML take time that grows with the square of some things that honest pages have few of: 200,000 attributes on one tag or
40,000 nested elements keep them busy for a minute.
"""

from __future__ import annotations

import re

from saksi.errors import InputError

MOST_ATTRIBUTES = 1000  # of one tag
DEEPEST = 3000  # elements open at a time; browsers stop at 512
MOST_TAGS = 400_000

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]{0,30})")
_ATTRIBUTE = r"""[\s/]*+[^\s/>=][^\s/>=]*+(?>\s*+=\s*+(?>"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+"""
_CROWDED = re.compile(rf"<[A-Za-z][^\s/>]*+(?>(?:{_ATTRIBUTE}){{{MOST_ATTRIBUTES}}})")
# Elements without an end tag, and those whose end tag people leave out.
_OPEN_ENDED = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "!doctype"),
        *("html", "head", "body", "p", "li", "dt", "dd", "option", "optgroup", "rp", "rt"),
        *("tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "caption"),
    )
)
_VERBATIM = frozenset(("script", "style", "textarea", "title", "noscript", "template", "xmp"))


def check_markup(page: str) -> None:
    """Raises InputError with the reason "attributes", "deep" or "tags"."""
    if match := _CROWDED.search(page):
        raise InputError(f"has a tag with over {MOST_ATTRIBUTES} attributes (at {match.start()}); no news page has", "attributes")
    depth = deepest = count = 0
    resume = 0
    for match in _TAG.finditer(page):
        if match.start() < resume:
            continue
        count += 1
        name = match[2].lower()
        if name in _OPEN_ENDED:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
        if name in _VERBATIM and not match[1]:
            end = page.find(f"</{match[2]}", match.end())
            resume = end if end >= 0 else resume
    if deepest > DEEPEST:
        raise InputError(f"has elements nested {deepest} deep; no news page has", "deep")
    if count > MOST_TAGS:
        raise InputError(f"has {count} tags; it is no page of one article", "tags")
