"""``feeds.toml``: which feeds are watched, and how politely. docs/reference/watch.md describes it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from saksi.errors import InputError
from saksi.fetch import FetchError, Policy, networks
from saksi.fetch.client import AGENT
from saksi.ingest.page import EXTRACTORS, TRAFILATURA

_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")
CONTENT = ("page", "feed")


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed. ``content`` says where the text of its articles is taken from: their pages, or the feed alone."""

    url: str
    name: str = ""
    lang: str = ""
    source: str = ""
    content: str = "page"
    interval: float = 0.0  # seconds to begin with; 0: that of all


@dataclass(frozen=True, slots=True)
class Config:
    """All of ``feeds.toml``. Times are in seconds."""

    feeds: tuple[Feed, ...] = ()
    interval: float = 900.0
    shortest: float = 300.0
    longest: float = 6 * 3600.0
    delay: float = 2.0  # between two requests to one host
    back_off: float = 60.0  # before a failed article is tried again; then four times longer each time
    tries: int = 4
    forget: float = 90 * 86_400.0  # how long what a feed no longer lists is remembered
    threads: int = 8
    extractor: str = TRAFILATURA
    policy: Policy = field(default_factory=Policy)


_DURATIONS = ("interval", "shortest", "longest", "delay", "back_off", "forget")
_NUMBERS = ("tries", "threads")
_OWN = ("agent", "contact", "allow_networks", "extractor")


def read_config(path: str) -> Config:
    """Raises InputError, one line that starts with the path and names the table and key."""
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; docs/reference/watch.md shows what stands in it", "missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: no TOML: {error}") from None
    try:
        return _config(data)
    except (InputError, FetchError) as error:
        raise InputError(f"{path}: {error}") from None


def seconds(value: Any, where: str) -> float:
    """ "15m", "2 h", 30 (seconds). Raises InputError."""
    if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
        return float(value)
    match = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match:
        raise InputError(f"{where}: {value!r} is no time; write 30, '15m', '6h' or '90d'")
    return float(match[1]) * _SECONDS[match[2]]


def _config(data: Mapping[str, Any]) -> Config:
    _only(data, ("watch", "feed"), "")
    watch = _table(data.get("watch", {}), "[watch]")
    _only(watch, (*_DURATIONS, *_NUMBERS, *_OWN), "[watch] ")
    values: dict[str, Any] = {name: seconds(watch[name], f"[watch] {name}") for name in _DURATIONS if name in watch}
    values |= {name: _count(watch[name], f"[watch] {name}") for name in _NUMBERS if name in watch}
    extractor = _choice(watch.get("extractor", TRAFILATURA), EXTRACTORS, "[watch] extractor")
    entries = data.get("feed", [])
    if not isinstance(entries, list) or not entries:
        raise InputError("names no feeds; each is a table [[feed]] with a url")
    feeds = tuple(_feed(_table(entry, f"feed {number}"), f"feed {number}") for number, entry in enumerate(entries, 1))
    names = [feed.name for feed in feeds]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise InputError(f"two feeds are called {twice!r}; give each a name of its own")
    config = Config(feeds=feeds, extractor=extractor, policy=_policy(watch), **values)
    if config.shortest > config.longest:
        raise InputError("[watch] shortest is longer than longest")
    return config


def _policy(watch: Mapping[str, Any]) -> Policy:
    contact = _text(watch.get("contact", ""), "[watch] contact")
    agent = _text(watch.get("agent", AGENT), "[watch] agent")
    allowed = watch.get("allow_networks", [])
    if not isinstance(allowed, list):
        raise InputError("[watch] allow_networks is a list such as ['10.0.0.0/8']")
    return Policy(agent=f"{agent} {contact}".strip(), allowed=networks([str(name) for name in allowed]))


def _feed(entry: Mapping[str, Any], where: str) -> Feed:
    _only(entry, [f.name for f in fields(Feed)], f"{where}: ")
    url = _text(entry.get("url", ""), f"{where} url")
    if not url.startswith(("http://", "https://")):
        raise InputError(f"{where}: url is {url!r}; give the address of a feed")
    words = {name: _text(entry.get(name, ""), f"{where} {name}") for name in ("lang", "source")}
    return Feed(
        url=url,
        name=_text(entry.get("name", url), f"{where} name"),
        content=_choice(entry.get("content", "page"), CONTENT, f"{where} content"),
        interval=seconds(entry.get("interval", 0), f"{where} interval"),
        **words,
    )


def _table(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise InputError(f"{where} is no table")
    return value


def _only(table: Mapping[str, Any], known: Any, where: str) -> None:
    if unknown := next((name for name in table if name not in known), ""):
        raise InputError(f"{where}{unknown!r} is not known here; known are {', '.join(known)}")


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise InputError(f"{where} is no text on one line")
    return value


def _count(value: Any, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 64:
        raise InputError(f"{where} is a number from 1 to 64")
    return value


def _choice(value: Any, choices: tuple[str, ...], where: str) -> str:
    if value not in choices:
        raise InputError(f"{where}: choose {', '.join(choices)}")
    return str(value)
