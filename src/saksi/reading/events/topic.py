"""What an article is about, where that decides whether words mean acts at all: teams meet, attack and are beaten in sport."""

from __future__ import annotations

from collections.abc import Sequence

from saksi.reading.clauses import ReadSentence
from saksi.records import Actor

SPORT = frozenset({"noun:match", "noun:sport", "noun:fixture"})
SHARE = 0.018  # of the words: in 220 international articles every one above was sport, the highest other had 0.017
KINDS = 3  # different words of sport
MARKET = frozenset({"noun:market", "noun:asset", "noun:price"})
MARKET_SHARE = 0.03  # of the words: in 150 international articles all above with three such words were quotations of markets
FIRMS = frozenset({"BUS", "MNC"})
CUSTOMERS = frozenset({"CVL"})
SAID = frozenset({"AGREE", "CONSULT", "SUPPORT", "REQUEST"})
PRESS = "JRN"
FRIENDLY = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "REQUEST"})
OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "REB"})


def is_sport(sentences: Sequence[ReadSentence]) -> bool:
    """Whether an article is a report of sport."""
    return _is_about(sentences, SPORT, SHARE)


def is_market(sentences: Sequence[ReadSentence]) -> bool:
    """Whether an article reports prices and rates."""
    return _is_about(sentences, MARKET, MARKET_SHARE)


def _is_about(sentences: Sequence[ReadSentence], kinds: frozenset[str], share: float) -> bool:
    found = [
        word
        for read in sentences
        for word, classes in zip(read.sentence.lower, read.words.classes, strict=True)
        if classes and not kinds.isdisjoint(classes)
    ]
    return len(set(found)) >= KINDS and len(found) >= share * sum(len(read.sentence) for read in sentences)


def between_states(parties: Sequence[Actor]) -> bool:
    """Whether parties of two countries or bodies take part."""
    return len({a.country for a in parties if a.country}) > 1


def official(parties: Sequence[Actor]) -> bool:
    """Whether a state or an armed group takes part by one of its offices: such acts are told in reports of sport too."""
    return any(a.sector in OFFICIAL for a in parties)


def is_private_business(type_: str, parties: Sequence[Actor]) -> bool:
    """Whether companies alone promise, help or work together: business, no act of states; what they trade across a border is kept,
    not what they offer their customers there."""
    named = [a for a in parties if a.sector or a.country]
    if type_ not in FRIENDLY or not any(a.sector in FIRMS for a in named):
        return False
    if all(a.sector in FIRMS for a in named):
        return not between_states(parties)
    return type_ in SAID and all(a.sector in (*FIRMS, *CUSTOMERS) for a in named)


def is_press(type_: str, parties: Sequence[Actor]) -> bool:
    """Whether somebody only speaks to journalists: how news are made, no meeting of two sides."""
    return type_ == "CONSULT" and any(a.sector == PRESS for a in parties) and sum(a.sector != PRESS for a in parties) < 2
