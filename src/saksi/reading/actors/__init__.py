"""Who is meant: names, titles and pronouns of an article resolved to countries, sectors and persons."""

from saksi.reading.actors.groups import PLURAL_KINDS
from saksi.reading.actors.identity import Names
from saksi.reading.actors.resolve import Resolver, read_actors

__all__ = ["PLURAL_KINDS", "Names", "Resolver", "read_actors"]
