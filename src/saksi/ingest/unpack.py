"""The body of a page, off the wire or out of an archive: unpacked piece by piece, and given up when it grows too large, too fast or ends
too early."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from saksi.errors import InputError

_FREE = 1 << 20  # below this any ratio will do
RATIO = 200


class Body:
    """Takes in what the wire brings, up to ``most`` bytes before and after unpacking."""

    def __init__(self, coding: str, most: int) -> None:
        self.most = most
        self.packed = self.size = 0
        self._parts: list[bytes] = []
        self._unpack = _unpacker(coding.strip().lower())

    def add(self, data: bytes) -> None:
        """Raises InputError: "too-large", "expansion", "compression"."""
        self.packed += len(data)
        if self.packed > self.most:
            raise InputError(f"is over {self.most >> 20} MiB", "too-large")
        for part in self._unpack.feed(data):
            self.size += len(part)
            if self.size > self.most:
                raise InputError(f"is over {self.most >> 20} MiB when unpacked", "too-large")
            if self.size > _FREE and self.size > RATIO * self.packed:
                raise InputError(f"swells over {RATIO} times when it is unpacked", "expansion")
            self._parts.append(part)

    def whole(self) -> bytes:
        """Raises InputError with the reason "truncated" when the packed data has not come to its end."""
        if self.packed and not self._unpack.finished:
            raise InputError("broke off before its end", "truncated")
        return b"".join(self._parts)


class _Plain:
    finished = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data


class _Zlib:
    """gzip (also several members, one behind the other) and deflate (with and without the header that it should have)."""

    _PIECE = 1 << 16

    def __init__(self, window: int) -> None:
        self._window = window
        self._object = zlib.decompressobj(window)
        self._fresh = True

    @property
    def finished(self) -> bool:
        return self._object.eof

    def feed(self, data: bytes) -> Iterator[bytes]:
        try:
            yield from self._feed(data)
        except zlib.error:
            raise InputError("is broken compressed data", "compression") from None

    def _feed(self, data: bytes) -> Iterator[bytes]:
        if self._fresh and self._window == zlib.MAX_WBITS and data[:1] and data[0] & 0x0F != 8:
            self._object = zlib.decompressobj(-zlib.MAX_WBITS)
        self._fresh = False
        while data:
            if self._object.eof:
                if self._window <= zlib.MAX_WBITS or not data.strip(b"\x00"):
                    return
                self._object = zlib.decompressobj(self._window)
            yield self._object.decompress(data, self._PIECE)
            data = self._object.unconsumed_tail or self._object.unused_data


def _unpacker(coding: str) -> _Plain | _Zlib:
    if coding in ("", "identity"):
        return _Plain()
    if coding in ("gzip", "x-gzip"):
        return _Zlib(zlib.MAX_WBITS | 16)
    if coding == "deflate":
        return _Zlib(zlib.MAX_WBITS)
    raise InputError(f"is packed as {coding[:40]}, which was not asked for", "encoding")
