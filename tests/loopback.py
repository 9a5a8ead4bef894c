"""Web sites on the loopback interface, honest and faulty, each in a thread of its own."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Request:
    """What a site was asked, and the means to answer."""

    path: str
    headers: Mapping[str, str]
    handler: BaseHTTPRequestHandler

    def answer(self, data: bytes | str = b"", status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        body = data.encode() if isinstance(data, str) else data
        self.handler.send_response(status)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **named}.items():
            if value:
                self.handler.send_header(name, value)
        self.handler.end_headers()
        self.handler.wfile.write(body)

    def raw(self, data: bytes) -> None:
        self.handler.wfile.write(data)
        self.handler.wfile.flush()

    def drip(self, data: bytes, pause: float, most: float) -> None:
        """Byte by byte, until the other side has had enough."""
        end = time.monotonic() + most
        for number in range(len(data)):
            if time.monotonic() > end:
                return
            self.raw(data[number : number + 1])
            time.sleep(pause)

    def reset(self) -> None:
        """Ends the connection as a crashed machine does."""
        wire = self.handler.connection
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        wire.close()


Page = Callable[[Request], None]


@dataclass
class Site:
    """Answers by path; "*" answers what no other path does. ``asked`` counts the requests."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    port: int = 0

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def put(self, path: str, data: bytes | str, **options: Any) -> None:
        self.pages[path] = lambda request: request.answer(data, **options)


@contextmanager
def site(pages: Mapping[str, Page] | None = None) -> Iterator[Site]:
    made = Site(dict(pages or {}))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.close_connection = True
            path = self.path.partition("?")[0]
            made.asked[path] += 1
            page = made.pages.get(path) or made.pages.get("*") or (lambda request: request.answer("not here", status=404))
            with suppress(OSError):  # the other side has hung up
                page(Request(self.path, {k.lower(): v for k, v in self.headers.items()}, self))

        def finish(self) -> None:
            with suppress(OSError, ValueError):
                super().finish()

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, request: object, client_address: object) -> None:
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        made.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield made
        finally:
            server.shutdown()
            thread.join()
