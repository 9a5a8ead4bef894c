"""The face: an evidence reader and a desk over a ledger. Needs the extra ``web``.

    from saksi.web import create_app, Settings
    app = create_app(Settings(ledger="news.db"))        # an ASGI application

Pages are plain URLs that work without JavaScript; whatever comes from articles is escaped; nothing is loaded from elsewhere.
"""

from __future__ import annotations

from saksi.web.app import create_app
from saksi.web.settings import Settings

__all__ = ["Settings", "create_app"]
