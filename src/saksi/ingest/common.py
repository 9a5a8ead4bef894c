"""What all readers share: the failure record, the limits, decoding, identifiers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from saksi.errors import InputError
from saksi.sandbox import Sandbox

MAX_ARTICLE_BYTES = 16 << 20  # the longest book-length report is far below; what is longer is not one article

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF; extract its text first, for example with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive or an office document; save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as plain text first"),
    (b"\x1f\x8b", "compressed with gzip under another name; end its name in .gz or decompress it"),
    (b"BZh", "compressed with bzip2; decompress it first"),
    (b"\xfd7zXZ", "compressed with xz; decompress it first"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd; decompress it first"),
    (b"\x89PNG", "a picture, not text"),
    (b"\xff\xd8\xff", "a picture, not text"),
    (b"SQLite format 3\x00", "a SQLite database, not text"),
)
_CONTROL_BYTES = bytes((*range(9), 11, *range(14, 27), *range(28, 32), 127))
_MOST_CONTROLS = 0.02
_SURROGATE = re.compile("[\ud800-\udfff]")

Notify = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: where it stands, one line that says what is wrong and what to do, and a code to count by."""

    where: str
    message: str
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class WebPage:
    """What stands at a web address: where it came from in the end, its bytes, and what the server says they are."""

    address: str
    data: bytes
    kind: str = ""
    charset: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for every input of a run. ``lang`` and ``date`` fill in for articles that name none; ``sandbox`` starts when it is
    needed."""

    lang: str = ""
    date: str = ""
    limit: int = MAX_ARTICLE_BYTES
    notify: Notify = lambda where, message: None
    columns: Mapping[str, str] = field(default_factory=dict)  # field -> the user's name for it
    open_page: Callable[[str], WebPage] | None = None  # None: web addresses are refused
    extractor: str = "trafilatura"  # of the text of pages; saksi.ingest.page lists them
    sandbox: Sandbox = field(default_factory=Sandbox)

    def dated(self, said: str = "") -> tuple[str, str]:
        """The date of an article and where it comes from: what it ``said`` itself, else what the run gives for those that say none."""
        return (said, "metadata") if said else (self.date, "given" if self.date else "")


def decode(data: bytes, where: str, notify: Notify) -> str:
    """Text of ``data``: by its byte order mark, else UTF-8, else Windows-1252 with a note.

    Raises InputError for empty and for binary data.
    """
    if not data.strip(b" \t\r\n\x0c\xef\xbb\xbf"):
        raise InputError("is empty; there is nothing to read", "empty")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"is {kind}", "binary")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                fault = f"starts as {encoding.upper()} but breaks off at byte {error.start}; save it again as UTF-8"
                raise InputError(fault, "encoding") from None
    _refuse_binary(data, where, notify)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = f"byte 0x{data[error.start]:02X} at {error.start}"
        notify(where, f"is not UTF-8 ({byte}); read as Windows-1252, save it as UTF-8 if letters look wrong")
        return data.decode("cp1252", "replace")


def _refuse_binary(data: bytes, where: str, notify: Notify) -> None:
    sample = data[:65536]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    nul = data.find(0)
    if controls > _MOST_CONTROLS * len(sample):
        at = f" (NUL byte at {nul})" if nul >= 0 else ""
        raise InputError(f"is binary, not text{at}; give plain text, JSONL or HTML in UTF-8", "binary")
    if nul >= 0:
        notify(where, f"holds NUL bytes (the first at {nul}); read as spaces")


def article_id(name: str, text: str) -> str:
    """A name that is the same whenever and wherever the same text is read: file name and hash of the content."""
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
    stem = PurePath(name).name.split(".")[0].split(":")[0].strip("<>")
    return f"{stem}-{digest}" if stem else digest


def without_surrogates(text: str) -> str:
    """Halves of surrogate pairs, which no encoding can write, become replacement characters; no length changes."""
    return _SURROGATE.sub("\ufffd", text)
