"""Whose mind an adjective tells: "Iran is confident that", "remained sceptical of", "officials worried about", "ready and willing to"."""

from __future__ import annotations

from saksi.reading.statements.draft import Cue
from saksi.reading.tree import Tree

MODIFIERS = frozenset({"amod", "acl", "acl:relcl", "appos", "nmod"})
COMPLEMENTS = frozenset({"xcomp", "advcl", "ccomp", "parataxis", "dep"})
STEPPED_OVER = frozenset({"ADV", "PART"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
CHAIN = 3  # adjectives that are joined: "glad, proud and confident"


def predicate_subject(cue: Cue) -> tuple[int, ...]:
    """The head tokens of who is said to be glad, afraid, willing; empty where the adjective stands in front of its noun."""
    tree = cue.read.tree
    if tree.upos(cue.first) in ("NOUN", "PROPN"):  # "the White House hopeful"
        return ()
    for token in range(cue.first, cue.last + 1):
        at = tree.head(token) if tree.relation(token) in ("cop", "aux") else token
        for _ in range(CHAIN):
            subjects = tuple(k for k in tree.dependents(at, "nsubj") if k < cue.first) if at >= 0 else ()
            if any(cue.read.words.has(k, "rel") for k in subjects):  # "a host | who is critical of"
                return (tree.head(at),) if tree.relation(at) in MODIFIERS else subjects
            if any(cue.read.words.any(k, "pron:1") for k in subjects):  # "we are pleased": the words around it are his who is
                return ()
            if subjects or at < 0 or tree.relation(at) != "conj":
                break
            at = tree.head(at)
        if subjects:
            return subjects
    return _above(cue, tree)


def _above(cue: Cue, tree: Tree) -> tuple[int, ...]:
    """The noun right in front ("leaders | willing to"), else the subject of the verb above ("remained | sceptical")."""
    before = cue.first - 1
    while before > 0 and tree.upos(before) in STEPPED_OVER:
        before -= 1
    relation, head = tree.relation(cue.first), tree.head(cue.first)
    if not 0 <= head < cue.first:
        return ()
    if relation in MODIFIERS and tree.upos(head) in NOMINAL:
        return (head,)
    if relation in COMPLEMENTS and tree.upos(head) in ("VERB", "AUX"):
        if before >= 0 and tree.upos(before) in NOMINAL:
            return tuple(k for k in tree.kids[head] if k < cue.first and before in tree.subtree(k))[-1:]
        return tuple(k for k in tree.dependents(head, "nsubj") if k < cue.first)
    return ()
