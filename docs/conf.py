"""The documentation as a static site: ``make docs`` writes build/docs."""

from saksi import __version__

project = "Saksi"
author = "the Saksi authors"
copyright = "the Saksi authors, Apache-2.0"
release = version = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown"}
root_doc = "contents"
html_theme = "furo"
html_title = "Saksi"
html_static_path: list[str] = []
myst_heading_anchors = 3
nitpicky = False
suppress_warnings = ["myst.xref_missing", "misc.highlighting_failure"]  # links to files of the repository; tests/test_docs.py follows them
autodoc_typehints = "description"
