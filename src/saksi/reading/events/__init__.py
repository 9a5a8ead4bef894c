"""Who did what to whom: acts of the PLOVER types with their parties."""

from saksi.reading.events.again import inherit_parties
from saksi.reading.events.find import Act, find_events

__all__ = ["Act", "find_events", "inherit_parties"]
