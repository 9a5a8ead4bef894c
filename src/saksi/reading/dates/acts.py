"""When an act happened: the time expression that hangs on it in the sentence, not the nearest one."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from saksi.reading.attachment import NOMINAL, rank_of
from saksi.reading.clauses import ReadSentence
from saksi.records import TimeExpression

RANGE = 2  # tokens between the ends of a range
NAMING = 3  # tokens from a date to the noun it names, at most: "the March 18 summit"


def date_of_act(head: int, read: ReadSentence, dates: Iterable[TimeExpression], others: Collection[int] = ()) -> TimeExpression | None:
    """The expression (of those in the sentence) that dates the act of token ``head``; None when none hangs on it.

    ``others``: heads of the other acts of the sentence, whose dates are their own.
    """
    best: tuple[tuple[int, int], range, TimeExpression] | None = None
    for expression in dates:
        tokens = _tokens(read, expression)
        rank = rank_of(head, tokens, read, others) if tokens else None
        if rank is None or (best and 0 < tokens[0] - best[1][-1] <= RANGE):  # the end of "12-14 July"
            continue
        if best is None or (rank, _gap(head, tokens)) < best[0]:
            best = ((rank, _gap(head, tokens)), tokens, expression)
    return best[2] if best else None


def _tokens(read: ReadSentence, expression: TimeExpression) -> range:
    sentence = read.sentence
    inside = [i for i in range(len(sentence)) if sentence.starts[i] < expression.span.end and expression.span.start < sentence.ends[i]]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def _gap(head: int, tokens: range) -> int:
    return min(abs(tokens[0] - head), abs(tokens[-1] - head))


def names_act(head: int, read: ReadSentence, expression: TimeExpression) -> bool:
    """Whether the date is part of the name of the act: "the March 18 summit"; no tense of the sentence says which March."""
    tokens = _tokens(read, expression)
    return bool(tokens) and 0 < head - tokens[-1] <= NAMING and read.tree.upos(head) in NOMINAL
