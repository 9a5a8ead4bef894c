"""CAMEO codes of senses, for those who have to deliver the columns of GDELT or ICEWS."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from saksi.pack import lang_root
from saksi.tables import Row, read_table

FOLD = "fold:"  # planned acts of a type that PLOVER counts as AGREE
INTENT = "030"  # express intent to cooperate


@dataclass(frozen=True, slots=True)
class CameoCode(Row):
    """lang/base/cameo.tsv. ``differs``: the PLOVER type under which world/crosswalk.tsv files the code, where it is not the sense's."""

    sense: str
    cameo: str
    differs: str = ""

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("sense",)


def cameo_of(sense: str) -> str:
    """The CAMEO code (two to four digits) of a sense; "" for one of the user's own."""
    row = cameo_codes().get(sense)
    return row.cameo if row else ""


@cache
def cameo_codes() -> Mapping[str, CameoCode]:
    rows = read_table(lang_root() / "base" / "cameo.tsv", CameoCode, "lang/base/cameo.tsv")
    return {row.sense: row for row in rows}
