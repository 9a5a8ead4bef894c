"""Readings as JSON lines: one reading a line, without loss (``saksi.lossless``)."""

from __future__ import annotations

from saksi.lossless import FORMAT, dumps, field_types, from_dict, loads, to_dict

__all__ = ["FORMAT", "dumps", "field_types", "from_dict", "loads", "to_dict"]
