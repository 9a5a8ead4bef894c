"""Tasks that behave badly, for the sandbox to run."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from saksi.errors import InputError, MissingExtra


def echo(data: bytes, **settings: Any) -> Iterator[dict[str, Any]]:
    yield {"size": len(data), **settings}


def count(data: bytes, upto: int) -> Iterator[dict[str, Any]]:
    for number in range(upto):
        yield {"number": number}


def hang(data: bytes) -> Iterator[dict[str, Any]]:
    yield {"before": True}
    while True:
        time.sleep(0.01)


def devour(data: bytes) -> Iterator[dict[str, Any]]:
    hoard = []
    while True:
        hoard.append(bytes(64 << 20))
        yield {"held": len(hoard)}


def die(data: bytes) -> Iterator[dict[str, Any]]:
    os.abort()
    yield {}


def complain(data: bytes, kind: str) -> Iterator[dict[str, Any]]:
    if kind == "input":
        raise InputError("is bad", "some-reason")
    if kind == "extra":
        raise MissingExtra("install it")
    if kind == "fault":
        raise ZeroDivisionError("oh")
    yield from complain(data, kind)


def escape(data: bytes, way: str) -> Iterator[dict[str, Any]]:
    if way == "connect":
        with socket.socket() as made:
            made.connect(("127.0.0.1", 9))
    elif way == "resolve":
        socket.getaddrinfo("localhost", 80)
    elif way == "program":
        subprocess.run(["true"], check=False)
    elif way == "shell":
        os.system("true")
    elif way == "write":
        Path("sandbox-was-here").write_text("x")
    yield {"escaped": True}


def chatter(data: bytes) -> Iterator[dict[str, Any]]:
    print("libraries print things")
    yield {"ok": True}
