"""What belongs together because a chain of pairs connects it (union-find)."""

from __future__ import annotations

from collections.abc import Iterable


class Joined:
    """Groups of numbers; the smallest one of a group stands for it."""

    def __init__(self, items: Iterable[int]) -> None:
        self._above = {item: item for item in items}

    def __len__(self) -> int:
        return len(self._above)

    def __contains__(self, item: int) -> bool:
        return item in self._above

    def of(self, item: int) -> int:
        """The one that stands for the item's group."""
        above = self._above
        while above[item] != item:
            above[item] = above[above[item]]  # the way is halved for whoever goes it next
            item = above[item]
        return item

    def join(self, one: int, other: int) -> None:
        """Makes one group of two."""
        low, high = sorted((self.of(one), self.of(other)))
        self._above[high] = low

    def groups(self) -> dict[int, int]:
        """Item -> the one that stands for its group."""
        return {item: self.of(item) for item in self._above}
