"""How the two sides speak: a frame is its length (8 bytes), the length of its head (8 bytes), a head in JSON, and bytes."""

from __future__ import annotations

import json
from typing import IO, Any

LARGEST = 1 << 30


def write_frame(stream: IO[bytes], head: dict[str, Any], data: bytes = b"") -> None:
    """Raises OSError when nobody reads any more."""
    text = json.dumps(head).encode("ascii")
    stream.write((8 + len(text) + len(data)).to_bytes(8, "big") + len(text).to_bytes(8, "big") + text)
    stream.write(data)
    stream.flush()


def next_frame(stream: IO[bytes]) -> bytes | None:
    """The next whole frame, without its length; None at the end of the stream."""
    start = stream.read(8)
    length = int.from_bytes(start, "big")
    if len(start) < 8 or length > LARGEST:
        return None
    frame = stream.read(length)
    return frame if len(frame) == length else None


def read_frame(frame: bytes) -> tuple[dict[str, Any], bytes]:
    size = int.from_bytes(frame[:8], "big")
    head = json.loads(frame[8 : 8 + size])
    return head, frame[8 + size :]
