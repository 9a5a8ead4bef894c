"""Records of the reading: frozen for the type checker, plain when the program runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

__all__ = ["record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:

    def record(*, frozen, slots, eq=True):
        """``dataclass``, for records that never leave the reading.

        An article makes tens of thousands of them, and a frozen one takes five times as long to make, since every field goes through
        ``object.__setattr__``. That nothing changes them is checked by mypy, which takes this for ``dataclasses.dataclass``.
        """
        return dataclass(slots=slots, eq=eq, unsafe_hash=frozen and eq)
