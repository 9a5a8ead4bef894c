"""``saksi serve``: the site over a ledger, or without one for reading texts that are pasted in."""

from __future__ import annotations

import argparse
import ipaddress
import os

from saksi.cli import OK, USAGE
from saksi.commands.inputs import tell
from saksi.errors import MissingExtra

PASSWORD = "SAKSI_PASSWORD"


def run(args: argparse.Namespace) -> int:
    try:
        import uvicorn

        from saksi.web import Settings, create_app
    except ImportError as error:
        raise MissingExtra(f"saksi serve needs {error.name}: pip install 'saksi[web]'") from None
    password = os.environ.get(PASSWORD, "")
    if not password and not _is_loopback(args.host):
        tell(f"--host {args.host}: others could reach the site; set {PASSWORD} to a password first, and put a proxy with TLS in front")
        return USAGE
    app = create_app(Settings(ledger=args.ledger, password=password, reviewer="" if password else args.reviewer))
    tell(f"http://{args.host}:{args.port}/ until you press Ctrl-C")
    uvicorn.run(app, host=args.host, port=args.port, log_level="warning", server_header=False, proxy_headers=False)
    return OK


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
