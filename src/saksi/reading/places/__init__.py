"""Where: the places that an article names, which of their namesakes is meant, and where an act happened."""

from saksi.reading.places.acts import place_of_act
from saksi.reading.places.read import Located, read_places

__all__ = ["Located", "place_of_act", "read_places"]
