"""Why an input was rejected: a short code from the one-line message of a failure."""

from __future__ import annotations

_SIGNS = (
    ("language", ("language", "no pack", "pack reads")),
    ("empty", ("is empty", "nothing to read")),
    ("missing", ("no such file", "without readable files")),
    ("binary", ("is binary", "a pdf", "a zip", "a picture", "database, not text", "old office", "compressed with")),
    ("encoding", ("breaks off at byte", "encoding")),
    ("too-large", ("too large", " mb, but", "over ", "fit into memory")),
    ("form", ("bad json", "no field", "field 'text'", "where an object", "gzip data")),
    ("address", ("web address", "http")),
    ("fault", ("failed inside saksi",)),
    ("access", ("permission", "nothing was read from here on")),
)


def reason_of(message: str) -> str:
    """language, empty, missing, binary, encoding, too-large, form, address, fault, access, other."""
    text = message.lower()
    return next((reason for reason, signs in _SIGNS if any(sign in text for sign in signs)), "other")
