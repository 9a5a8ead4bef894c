"""Who is meant: names, titles and pronouns of an article resolved to countries, sectors and persons."""

from saksi.reading.actors.resolve import Resolver, read_actors

__all__ = ["Resolver", "read_actors"]
