"""Makes ``strategies`` importable from every test folder.

Property tests are not timed, since machines differ, and draw the same texts on every run, so that a change is judged by what it
changes. ``HYPOTHESIS_PROFILE=search`` draws new ones, and more of them: run it by hand and keep what it finds as an example.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))
