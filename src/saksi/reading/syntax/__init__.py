"""Parts of speech and dependencies behind one interface (``saksi.reading.document.Syntax``)."""

from __future__ import annotations

from saksi.errors import InputError
from saksi.pack import Pack, pack_file
from saksi.reading.document import Syntax
from saksi.reading.syntax.cognates import RespeltSyntax
from saksi.reading.syntax.rules import rule_syntax
from saksi.reading.syntax.spacy_plugin import SpacySyntax
from saksi.reading.syntax.stanza_plugin import StanzaSyntax
from saksi.reading.syntax.trained import trained_syntax

WEIGHTS = "syntax.npz"


def load_syntax(pack: Pack, choice: str = "auto") -> Syntax:
    """The syntax reader of a pack.

    ``choice``: ``auto`` (trained when the pack or its parent has weights, else rules), ``rules``, ``trained``,
    ``spacy:MODEL`` (a package or folder), ``stanza:LANG``.
    Raises InputError for a choice that does not exist or has no weights, MissingExtra for what is not installed.
    """
    plugin, _, model = choice.partition(":")
    if plugin == "spacy" and model:
        return SpacySyntax(model)
    if plugin == "stanza" and model:
        return StanzaSyntax(model)
    weights = pack_file(pack, WEIGHTS)
    if choice == "rules" or (choice == "auto" and not weights):
        return rule_syntax(pack)
    if choice in ("auto", "trained"):
        if not weights:
            raise InputError(f"the pack {pack.code!r} has no {WEIGHTS}: train it with `saksi train`, or choose rules")
        _, owner = weights
        trained = trained_syntax(owner, WEIGHTS)
        return RespeltSyntax(trained, pack.cognates) if owner is not pack and pack.cognates else trained
    raise InputError(f"no syntax reader {choice!r}: choose auto, rules, trained, spacy:MODEL or stanza:LANG")
