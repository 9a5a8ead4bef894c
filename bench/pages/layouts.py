"""How news sites lay out a page, each in its own bad way. A layout is a function from a story to bytes of HTML; the gold is the story."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

Story = Mapping[str, Any]
Layout = Callable[[Story], bytes]

NAV = '<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>'
FOOTER = '<footer><p>Copyright 2024 Example Media. All rights reserved.</p><a href="/terms">Terms of use</a> <a href="/privacy">Privacy</a></footer>'
RELATED = {"en": "Read more:", "id": "Baca juga:"}
OTHERS = {
    "en": (
        "Ferry captain retires after forty years",
        "Council argues about parking fees",
        "Rain expected for the weekend",
        "Museum finds lost map",
    ),
    "id": (
        "Kapten kapal pensiun setelah empat puluh tahun",
        "DPRD bahas tarif parkir",
        "Hujan diperkirakan akhir pekan",
        "Museum temukan peta lama",
    ),
}
SHARE = '<div class="share"><a href="#">Facebook</a> <a href="#">X</a> <a href="#">WhatsApp</a> <a href="#">Copy link</a></div>'
URL = "https://news.example/2024/story.html"


def paragraphs(story: Story, tag: str = "p") -> list[str]:
    return [f"<{tag}>{escape(text, quote=False)}</{tag}>" for text in story["paragraphs"]]


def links(story: Story) -> str:
    return "".join(f'<li><a href="/o/{n}">{escape(title)}</a></li>' for n, title in enumerate(OTHERS[story["lang"]]))


def linked(story: Story, **more: Any) -> str:
    data = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": story["title"], "datePublished": story["date"],
        "author": [{"@type": "Person", "name": story["author"]}], "inLanguage": story["lang"], "mainEntityOfPage": URL,
        "publisher": {"@type": "Organization", "name": "Example News"}, **more,
    }  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def html(story: Story, head: str, body: str, attributes: str | None = None) -> bytes:
    lang = f' lang="{story["lang"]}"' if attributes is None else attributes
    return f"<!DOCTYPE html><html{lang}><head><meta charset=utf-8><title>{escape(story['title'])}</title>{head}</head><body>{body}</body></html>".encode()


def clean(story: Story) -> bytes:
    """As the textbook has it."""
    picture = f"<figure><img src=a.jpg alt=x><figcaption>{escape(story['caption'])}</figcaption></figure>"
    body = f"<article><h1>{escape(story['title'])}</h1>{picture}{''.join(paragraphs(story))}</article>"
    return html(story, linked(story) + f'<link rel="canonical" href="{URL}">', NAV + body + FOOTER)


def divs(story: Story) -> bytes:
    """Nothing but div and class, furniture between the paragraphs."""
    parts = [f'<div class="par">{escape(text, quote=False)}</div>' for text in story["paragraphs"]]
    parts.insert(2, f'<div class="inread"><b>{RELATED[story["lang"]]}</b> <a href="/o/1">{escape(OTHERS[story["lang"]][0])}</a></div>')
    body = f'<div id="wrap"><div class="hd">{escape(story["title"])}</div><div class="story-body">{"".join(parts)}</div><div class="rail"><ul>{links(story)}</ul></div></div>'
    head = f'<meta property="og:title" content="{escape(story["title"])}"><meta property="article:published_time" content="{story["date"]}"><meta name="author" content="{story["author"]}"><meta property="og:url" content="{URL}">'
    return html(story, head, NAV + SHARE + body + FOOTER)


def read_also(story: Story) -> bytes:
    """Links to other stories as paragraphs of the text, as Indonesian sites do."""
    parts = paragraphs(story)
    for place, title in zip((1, 3), OTHERS[story["lang"]], strict=False):
        parts.insert(place, f'<p><strong>{RELATED[story["lang"]]} <a href="/o/1">{escape(title)}</a></strong></p>')
    body = f'<div class="detail"><h1>{escape(story["title"])}</h1><div class="detail__body-text">{"".join(parts)}</div><div class="tags"><a href="/t">#news</a></div></div>'
    return html(story, linked(story), NAV + body + f"<aside><h3>Popular</h3><ul>{links(story)}</ul></aside>" + FOOTER)


def breaks(story: Story) -> bytes:
    """One block of text with line breaks."""
    text = "<br><br>\n".join(escape(p, quote=False) for p in story["paragraphs"])
    body = f'<div class="content"><h2>{escape(story["title"])}</h2><span class="date">{story["date"][:10]}</span><div class="txt">{text}</div></div>'
    head = f'<meta name="date" content="{story["date"]}"><meta name="author" content="{story["author"]}"><link rel=canonical href="{URL}">'
    return html(story, head, NAV + body + FOOTER)


def table(story: Story) -> bytes:
    """An old page in tables, in Windows-1252, with no word about its language."""
    cell = "".join(paragraphs(story))
    body = f"<table width=100%><tr><td width=150><ul>{links(story)}</ul></td><td><font size=5>{escape(story['title'])}</font>{cell}</td></tr></table>"
    head = f'<meta name="DC.date.issued" content="{story["date"]}"><meta name="DC.creator" content="{story["author"]}">'
    page = f"<html><head><meta http-equiv=Content-Type content='text/html; charset=windows-1252'><title>{escape(story['title'])}</title>{head}</head><body>{body}</body></html>"
    return page.encode("cp1252")


def paywalled(story: Story) -> bytes:
    """A part for all, a part for subscribers, and what they are offered."""
    parts = paragraphs(story)
    walled = f'<div class="paywall">{"".join(parts[2:])}</div>'
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"}
    offer = '<div class="offer"><h3>Subscribe now</h3><p>Read everything for one crown a month. Cancel at any time.</p><a href="/buy">Buy</a></div>'
    body = f"<main><h1>{escape(story['title'])}</h1><article>{''.join(parts[:2])}{walled}</article>{offer}</main>"
    return html(story, linked(story, isAccessibleForFree=False, hasPart=part) + f'<link rel="canonical" href="{URL}">', NAV + body + FOOTER)


def commented(story: Story) -> bytes:
    """Comments of readers below, longer than the text."""
    voice = {
        "en": "I have crossed this river every day for years and nobody ever asked me. ",
        "id": "Saya lewat sini setiap hari dan tidak pernah ditanya. ",
    }
    comments = "".join(f'<li class="comment"><b>reader{n}</b><p>{voice[story["lang"]] * 3}</p></li>' for n in range(12))
    body = f'<article class="post"><h1>{escape(story["title"])}</h1>{"".join(paragraphs(story))}</article><section id="comments"><h2>Comments</h2><ol>{comments}</ol></section>'
    return html(story, linked(story), NAV + body + FOOTER)


def cookies(story: Story) -> bytes:
    """A wall of words about cookies in front, sharing and a newsletter within."""
    wall = (
        '<div class="cookie-consent" role="dialog"><h2>We value your privacy</h2>'
        + "<p>We and our 812 partners store and access information on a device, such as cookies, to show you content that fits.</p>" * 3
        + "<button>Accept all</button></div>"
    )
    parts = paragraphs(story)
    parts.insert(
        3,
        '<div class="newsletter"><h4>Our morning letter</h4><form><input type=email><button>Sign up</button></form><p>You can unsubscribe at any time.</p></div>',
    )
    body = f'<article><header><h1>{escape(story["title"])}</h1><p class="byline">By {story["author"]}</p>{SHARE}</header>{"".join(parts)}</article>'
    return html(story, linked(story), wall + NAV + body + FOOTER)


def amp(story: Story) -> bytes:
    """The AMP twin of a page."""
    picture = f"<figure><amp-img src=a.jpg></amp-img><figcaption>{escape(story['caption'])}</figcaption></figure>"
    body = f"<amp-sidebar><ul>{links(story)}</ul></amp-sidebar><article><h1>{escape(story['title'])}</h1>{picture}{''.join(paragraphs(story))}<amp-ad></amp-ad></article>"
    head = (
        linked(story)
        + f'<link rel="canonical" href="{URL}"><style amp-custom>body{{}}</style><script async src="https://cdn.example/v0.js"></script>'
    )
    return html(story, head, body + FOOTER, f' amp lang="{story["lang"]}"')


def graph(story: Story) -> bytes:
    """Metadata deep in a graph, headings and a list within the text, captions in a class of their own."""
    parts = paragraphs(story)
    parts.insert(1, f'<div class="wp-caption"><img src=a.jpg><p class="wp-caption-text">{escape(story["caption"])}</p></div>')
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Example News"},
            {
                "@type": ["NewsArticle", "Article"],
                "headline": story["title"],
                "datePublished": story["date"],
                "author": {"name": story["author"]},
                "url": URL,
            },
        ],
    }
    body = f'<div class="entry-content"><h1>{escape(story["title"])}</h1>{"".join(parts)}</div><div class="related-posts"><h3>Related</h3><ul>{links(story)}</ul></div>'
    return html(story, f'<script type="application/ld+json">{json.dumps(data)}</script>', NAV + body + FOOTER)


LAYOUTS: Mapping[str, Layout] = {
    each.__name__: each for each in (clean, divs, read_also, breaks, table, paywalled, commented, cookies, amp, graph)
}
WALLED = frozenset(("paywalled",))
CAPTIONED = frozenset(("clean", "amp", "graph"))
NAMELESS = frozenset(("table",))  # tells no language
WITHOUT_ADDRESS = frozenset(("table",))
