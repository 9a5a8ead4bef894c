"""``saksi serve``: the site over a ledger, or without one for reading texts that are pasted in."""

from __future__ import annotations

import argparse
import ipaddress
import os
import socket

from saksi.cli import OK, USAGE
from saksi.commands.inputs import tell
from saksi.errors import InputError, MissingExtra

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
    with _listening(args.host, args.port) as listener:
        host = f"[{args.host}]" if ":" in args.host else args.host
        tell(f"http://{host}:{listener.getsockname()[1]}/ until you press Ctrl-C")
        config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False)
        uvicorn.Server(config).run(sockets=[listener])
    return OK


def _listening(host: str, port: int) -> socket.socket:
    """The socket of the site. Raises InputError when nobody can listen there."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OverflowError:
        raise InputError(f"--port {port}: a port is a number from 0 to 65535") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"--host {host} --port {port}: {reason}; choose another with --port or --host") from None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
