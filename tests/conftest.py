"""Makes ``strategies`` importable from every test folder; property tests are not timed, since machines differ."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
