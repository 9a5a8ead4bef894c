"""Who says what: source, cue and content of every report of somebody's words (PARC3 / PolNeAR attribution)."""

from saksi.reading.statements.draft import Draft
from saksi.reading.statements.find import find_statements

__all__ = ["Draft", "find_statements"]
