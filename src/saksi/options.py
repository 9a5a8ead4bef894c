"""How articles are read: what a user may choose, in one record that every way in (command line, library, bench) hands to the flow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """``lang`` forces a language (a pack's code); ``syntax`` is auto, rules, trained, spacy:MODEL or stanza:LANG; ``ontology`` is a
    folder of the user's own types (docs/reference/ontology.md), ``actors`` a file of their people
    and organisations (docs/reference/actors.md); ``fold`` turns planned cooperation into AGREE, as PLOVER has it."""

    lang: str = ""
    syntax: str = "auto"
    ontology: str = ""
    actors: str = ""
    fold: bool = True


DEFAULTS = Options()
