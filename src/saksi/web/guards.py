"""What every answer carries and every request must pass: security headers, the password, the limit on what is sent."""

from __future__ import annotations

import base64
import binascii
import hmac

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from saksi.web.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


LOCAL = ("localhost", "::1", "")
LONGEST_NAME = 60


class Guard:
    """ASGI middleware. Who signs in is known to the pages as ``request.scope["reviewer"]``, "" for nobody."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        name, password = _credentials(scope)
        wanted = self.settings.password
        if wanted and not hmac.compare_digest(password.encode(), wanted.encode()):
            refusal = PlainTextResponse("sign in with a name of your choice and the password\n", 401)
            refusal.headers["WWW-Authenticate"] = 'Basic realm="saksi", charset="UTF-8"'
            refusal.headers.update(HEADERS)
            await refusal(scope, receive, send)
            return
        if not wanted and not _is_local(scope):
            refusal = PlainTextResponse("this site answers to localhost only; to be reached by another name it needs a password\n", 421)
            refusal.headers.update(HEADERS)
            await refusal(scope, receive, send)
            return
        scope["reviewer"] = name.strip()[:LONGEST_NAME] if wanted else self.settings.reviewer

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, sending)


def _is_local(scope: Scope) -> bool:
    """Whether the site is asked for by a name of this machine; a page elsewhere that lets its own name point here is not."""
    host = next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1").lower()
    name = host.partition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0]
    return name in LOCAL or name.startswith("127.")


def _credentials(scope: Scope) -> tuple[str, str]:
    """Name and password of HTTP basic authentication; empty when there is none or it is garbled."""
    header = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
    kind, _, encoded = header.partition(b" ")
    if kind.lower() != b"basic":
        return "", ""
    try:
        name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return name, password
