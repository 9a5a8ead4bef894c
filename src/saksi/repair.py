"""Mends what programs did to a text before it reached us, without losing where each character stood.

Escapes (``\\”``, a literal ``\\n``, ``u2019``), HTML entities and tags, UTF-8 read as Windows-1252, marks of
Markdown, invisible characters. Every repair is an ``Edit``: a damaged stretch is replaced by what it meant,
so that a span of the mended text still maps to the whole damaged stretch. Nothing here is a matter of
language. Each repair runs only where a cheap look says that it could find something, and every pattern is
linear: the repeats are bounded and cannot match the same text in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

from saksi.text import Edit

_ESCAPE = re.compile(r"(?<!\\)\\{1,16}([\"'“”‘’«»„`!#$&()*+,./:;<=>?@\[\]^_{|}~-])")
_LINE_BREAK_ESCAPE = re.compile(r"\\(?=[ \t]*(?:\n|\Z))")
_CONTROL_ESCAPE = r"\\{1,2}(?:r\\{1,2}n|[nrt])"
_CONTROL_ESCAPES = re.compile(rf"(?:{_CONTROL_ESCAPE}){{2,20}}|{_CONTROL_ESCAPE}(?![a-z])")
_ANY_CONTROL_ESCAPES = re.compile(rf"(?:{_CONTROL_ESCAPE}){{1,20}}")
_UNICODE_ESCAPE = re.compile(r"\\{1,2}u([0-9a-fA-F]{4})")
_LOST_ESCAPE = re.compile(
    r"(?<![#\w])u(201[0-9a-dA-D])(?![0-9])|(?<=[A-Za-zÀ-ɏ.,!?)])u(20(?:1[0-9a-dA-D]|26)|00[a-fA-F][0-9a-fA-F])(?![0-9])"
)
_ENTITY = re.compile(r"&(?:amp;)?(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_BREAKING_TAG = re.compile(r"</?(?:br|p|div|li|ul|ol|h[1-6]|tr|table|blockquote|figure|figcaption)(?:\s[^<>]{0,300})?\s{0,3}/?>", re.I)
_OTHER_TAG = re.compile(
    r"</?(?:span|strong|em|b|i|u|a|font|img|sup|sub|small|td|th|tbody|script|style|iframe)(?:\s[^<>]{0,500})?\s{0,3}/?>", re.I
)
_STRONG = re.compile(r"(?<!\*)\*{2,3}(?=[^\s*])[^*\n]{1,600}(?<=[^\s*\\])\*{2,3}(?!\*)")
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[^\s*])[^*\n]{1,300}(?<=[^\s*\\])\*(?![\w*])")
_UNDERSCORES = re.compile(r"(?<![\w\\@])_{1,2}(?=[^\s_])[^_\n]{1,300}(?<=[^\s_\\])_{1,2}(?!\w)")
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(?=\S)", re.M)
_BLOCK_QUOTE = re.compile(r"^[ \t]{0,3}>[ \t]?(?=\S)", re.M)
_LINK = re.compile(
    r"(?<![!\\])\[(?=[^\]\s])([^\]\[\n]{1,300})\]"  # the words
    r"\((?:<[^<>\n]{0,500}>|[^()\s]{1,500}(?:\([^()\s]{0,100}\)[^()\s]{0,300})?)"  # the address, which may hold brackets
    r"(?:\s\"[^\"\n]{0,200}\")?\)(?:\{[^{}\n]{1,100}\})?"  # a title; attributes
)
_PANDOC_SPAN = re.compile(r"(?<![!\\])\[([^\]\[\n]{1,300})\]\{[.#][^{}\n]{1,100}\}")
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_CONTROL_BYTES = bytes((*range(9), 11, 12, *range(14, 32), 127))
_UNSEEN = "\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
_C1 = re.compile("[\x80-\x9f]")
_CARRIAGE_RETURN = re.compile(r"\r\n?")
_LOST_QUOTE = re.compile(r"(?<=[,.!?])\ufffd(?=\s|$)|(?:(?<=\s)|(?<=\A)|(?<=\())\ufffd(?=[^\W\d])|(?<=\w)\ufffd(?=(?:s|t|re|ll|ve|d|m)\b)")

# The 128 characters that a byte 0x80-0xBF becomes when it is read as Windows-1252, and the bytes themselves.
_TAIL = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u0080-\u00bf"
_MOJIBAKE = re.compile(f"ð[Ÿ\u009f\u0090][{_TAIL}]{{2}}|ï»¿|[âà][{_TAIL}]{{2}}|[ÂÃ][{_TAIL}]|[ÄÅÐÑ](?![”’–—])[{_TAIL}]")
_MOJIBAKE_LEADS = "ÂÃâðïàÄÅÐÑ"
_BYTES = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def repairs(raw: str) -> list[Edit]:
    """All edits that mend ``raw``, unsorted; they may overlap (the one that starts first wins)."""
    edits: list[Edit] = []
    for guard, find in _REPAIRS:
        if guard in raw:
            edits.extend(find(raw))
    if not raw.isascii() and (any(lead in raw for lead in _MOJIBAKE_LEADS) or _C1.search(raw)):
        edits.extend(_mojibake(raw))
    if _has_invisible(raw):
        edits.extend(Edit(m.start(), m.end(), " " if "\x00" in m[0] else "") for m in _INVISIBLE.finditer(raw))
    return edits


def _has_invisible(raw: str) -> bool:
    """A quick look: the search itself is slow where it finds nothing, and it nearly never finds anything."""
    data = raw.encode("utf-8", "replace")
    return len(data.translate(None, _CONTROL_BYTES)) < len(data) or (not raw.isascii() and any(c in raw for c in _UNSEEN))


def _escapes(raw: str) -> Iterator[Edit]:
    for match in _ESCAPE.finditer(raw):
        yield Edit(match.start(), match.end(), match[1])
    for match in _LINE_BREAK_ESCAPE.finditer(raw):
        yield Edit(match.start(), match.end(), "")
    for match in _UNICODE_ESCAPE.finditer(raw):
        yield from _code_point(match, match[1])
    yield from _control_escapes(raw)


def _control_escapes(raw: str) -> Iterator[Edit]:
    """A literal ``\\n``. A path such as C:\\new holds none: a text must lack real lines, and have several if letters follow."""
    if raw.count("\n") > 1 and "\\n\\n" not in raw:
        return
    many = "\n" not in raw and raw.count("\\n") > 2
    for match in (_ANY_CONTROL_ESCAPES if many else _CONTROL_ESCAPES).finditer(raw):
        lines = match[0].count("n") or match[0].count("r")
        yield Edit(match.start(), match.end(), "\n" * min(lines, 2) or " ")


def _lost_escapes(raw: str) -> Iterator[Edit]:
    """``Bidenu2019s``: an escape whose backslash was eaten."""
    for match in _LOST_ESCAPE.finditer(raw):
        yield from _code_point(match, match[1] or match[2])


def _code_point(match: re.Match[str], digits: str) -> Iterator[Edit]:
    code = int(digits, 16)
    if code >= 0x20 and not 0xD800 <= code <= 0xDFFF:
        yield Edit(match.start(), match.end(), chr(code))


def _entities(raw: str) -> Iterator[Edit]:
    for match in _ENTITY.finditer(raw):
        meant = unescape(unescape(match[0]))
        if len(meant) <= 2 and not meant.startswith("&a"):
            yield Edit(match.start(), match.end(), " " if meant in "\xa0\n\r\t" else meant)


def _tags(raw: str) -> Iterator[Edit]:
    for match in _BREAKING_TAG.finditer(raw):
        yield Edit(match.start(), match.end(), "\n")
    for match in _OTHER_TAG.finditer(raw):
        yield Edit(match.start(), match.end(), "")


def _marks(pattern: re.Pattern[str], mark: str) -> Callable[[str], Iterator[Edit]]:
    """Drops the marks at both ends of what ``pattern`` matches."""

    def find(raw: str) -> Iterator[Edit]:
        for match in pattern.finditer(raw):
            text = match[0]
            left = len(text) - len(text.lstrip(mark))
            right = len(text) - len(text.rstrip(mark))
            yield Edit(match.start(), match.start() + left, "")
            yield Edit(match.end() - right, match.end(), "")

    return find


def _links(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Edit]]:
    """Keeps the first group of what ``pattern`` matches: the words of a link without its address."""

    def find(raw: str) -> Iterator[Edit]:
        for match in pattern.finditer(raw):
            yield Edit(match.start(), match.start(1), "")
            yield Edit(match.end(1), match.end(), "")

    return find


def _drop(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Edit]]:
    def find(raw: str) -> Iterator[Edit]:
        for match in pattern.finditer(raw):
            yield Edit(match.start(), match.end(), "")

    return find


def _carriage_returns(raw: str) -> Iterator[Edit]:
    for match in _CARRIAGE_RETURN.finditer(raw):
        yield Edit(match.start(), match.end(), "\n")


def _lost_quotes(raw: str) -> Iterator[Edit]:
    """A replacement character where only a quotation mark or an apostrophe can have stood."""
    for match in _LOST_QUOTE.finditer(raw):
        before, after = raw[match.start() - 1 : match.start()], raw[match.end() : match.end() + 1]
        mark = "’" if before.isalnum() else "“" if after.isalnum() else "”"
        yield Edit(match.start(), match.end(), mark)


def _mojibake(raw: str) -> Iterator[Edit]:
    # Controls of the upper half never stand in print: the text was read byte by byte, in whatever script.
    bytewise = _C1.search(raw) is not None
    for pattern in (_MOJIBAKE, _BYTES) if bytewise else (_MOJIBAKE,):
        for match in pattern.finditer(raw):
            meant = _read_again(match[0])
            if meant is not None:
                yield Edit(match.start(), match.end(), "" if meant in "\ufeff\xad\u200b\u2060" else meant)
    if bytewise:
        for match in _C1.finditer(raw):
            yield Edit(match.start(), match.end(), bytes([ord(match[0])]).decode("cp1252", "ignore"))


def _read_again(text: str) -> str | None:
    """UTF-8 that was decoded as Windows-1252, decoded rightly; None if it was not that."""
    data = bytearray()
    for character in text:
        try:
            data += character.encode("cp1252")
        except UnicodeEncodeError:  # five bytes have no character there and came through as controls
            if ord(character) > 0xFF:
                return None
            data.append(ord(character))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


_REPAIRS: tuple[tuple[str, Callable[[str], Iterator[Edit]]], ...] = (
    ("\\", _escapes),
    ("u20", _lost_escapes),
    ("u00", _lost_escapes),
    ("&", _entities),
    ("<", _tags),
    ("**", _marks(_STRONG, "*")),
    ("*", _marks(_EMPHASIS, "*")),
    ("_", _marks(_UNDERSCORES, "_")),
    ("#", _drop(_HEADING)),
    (">", _drop(_BLOCK_QUOTE)),
    ("](", _links(_LINK)),
    ("]{", _links(_PANDOC_SPAN)),
    ("\r", _carriage_returns),
    ("\ufffd", _lost_quotes),
)
