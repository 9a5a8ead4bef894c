"""What the person who runs the site decides."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """``password`` guards the whole site when it is set (any user name; reviews are signed with that name)."""

    ledger: str = ""
    password: str = ""
    reviewer: str = ""  # who signs reviews on a site without password, which only this machine can reach
    longest_paste: int = 200_000  # characters
    slowest_query: float = 5.0  # seconds until a query is given up
    page_size: int = 50
