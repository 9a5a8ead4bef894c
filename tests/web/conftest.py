"""The site and the browser that the tests of this folder share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync")


@pytest.fixture(scope="session")
def ledger_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of our own articles and of hostile ones."""
    pytest.importorskip("uvicorn")
    from own_site import make_ledger

    path = tmp_path_factory.mktemp("site") / "own.db"
    make_ledger(path)
    return path


@pytest.fixture
def desk(ledger_path: Path, tmp_path: Path) -> Path:
    """A copy of the ledger that may be written."""
    return Path(shutil.copy(ledger_path, tmp_path / "desk.db"))


@pytest.fixture(scope="session")
def site(ledger_path: Path) -> Iterator[str]:
    """The address of a site over it."""
    from own_site import served

    from saksi.web import Settings, create_app

    with served(create_app(Settings(ledger=str(ledger_path)))) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    api = pytest.importorskip("playwright.sync_api")
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium: apt-get install chromium, or name one in CHROMIUM")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield browser
        browser.close()
