"""Parses that cannot be right, and what is made of them."""

from __future__ import annotations

from saksi.reading.document import Match, Parse
from saksi.reading.mend import mend
from saksi.reading.predicates import Words
from saksi.tables import EventWord

ROW = EventWord("events.tsv:1", "shell", "verb", "shell")


def words(*classes: str) -> Words:
    return Words(tuple(frozenset(c.split()) for c in classes), ())


def test_a_gerund_behind_a_preposition_takes_its_object() -> None:
    """accused Mali of [shelling] towns"""
    parse = Parse(("VERB", "PROPN", "ADP", "VERB", "NOUN"), (-1, 0, 4, 4, 0), ("root", "obj", "case", "amod", "obl"))
    mended = mend(parse, words("", "", "prep:of", "", ""), [Match(3, 3, "events", ROW, "shell", "ing")])
    assert (mended.heads[3], mended.relations[3]) == (0, "advcl")
    assert (mended.heads[4], mended.relations[4]) == (3, "obj")


def test_a_gerund_behind_an_article_is_left_alone() -> None:
    """stopped the [shelling] army"""
    parse = Parse(("VERB", "DET", "VERB", "NOUN"), (-1, 3, 3, 0), ("root", "det", "amod", "obj"))
    assert mend(parse, words("", "det", "", ""), [Match(2, 2, "events", ROW, "shell", "ing")]) is parse


def test_a_name_between_a_coordinator_and_a_verb_is_its_subject() -> None:
    """Egypt condemned raids and Jordan [demanded]"""
    parse = Parse(("PROPN", "VERB", "NOUN", "CCONJ", "PROPN", "VERB"), (1, -1, 1, 4, 2, 1), ("nsubj", "root", "obj", "cc", "conj", "conj"))
    mended = mend(parse, words("", "", "", "cc", "", ""), [])
    assert (mended.heads[4], mended.relations[4]) == (5, "nsubj")


def test_who_stands_between_for_and_to_acts() -> None:
    """called for Israel to [leave]"""
    parse = Parse(("VERB", "ADP", "PROPN", "PART", "VERB"), (-1, 2, 0, 4, 0), ("root", "case", "obl", "mark", "advcl"))
    mended = mend(parse, words("", "prep:for", "", "inf", ""), [])
    assert (mended.heads[2], mended.relations[2]) == (4, "nsubj")
