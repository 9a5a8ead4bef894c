"""Whose words a pronoun is the subject of, where one sentence tells it: "Cameron, who wanted to stay and said [he] would resign"."""

from __future__ import annotations

from saksi.reading.clauses import ReadSentence

NOWHERE = (-1, -1)
TOLD = ("ccomp", "parataxis")


def teller_of(read: ReadSentence, token: int) -> tuple[int, int]:
    """First and last token of the subject of the verb whose complement the pronoun is the subject of; (-1, -1) if it is of none, or
    stands in quotation marks, where it is somebody else."""
    tree = read.tree
    if not tree.relation(token).startswith("nsubj") or read.sentence.quoted[token] >= 0:
        return NOWHERE
    verb = tree.head(token)
    if verb < 0 or tree.relation(verb) not in TOLD or tree.head(verb) > verb:
        return NOWHERE
    telling = tree.head(verb)
    while telling >= 0:
        subject = next(tree.dependents(telling, "nsubj"), -1)
        if subject >= 0:
            return _antecedent(read, subject)
        if tree.relation(telling) == "acl:relcl":
            return tree.phrase(tree.head(telling))
        if tree.relation(telling) != "conj" or tree.head(telling) > telling:
            return NOWHERE
        telling = tree.head(telling)
    return NOWHERE


def _antecedent(read: ReadSentence, subject: int) -> tuple[int, int]:
    verb = read.tree.head(subject)
    if read.words.has(subject, "rel") and read.tree.relation(verb) == "acl:relcl":
        return read.tree.phrase(read.tree.head(verb))
    return read.tree.phrase(subject)
