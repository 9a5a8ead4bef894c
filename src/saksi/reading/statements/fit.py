"""Who cannot be a speaker: dates at the end of a phrase, things that only look like the subject of a word of speech."""

from __future__ import annotations

from dataclasses import replace

from saksi.reading.clauses import ReadSentence
from saksi.reading.statements.draft import Cue, Party

NAMING = frozenset({"titles", "names", "people", "countries", "metonyms", "demonyms"})
HUMAN = frozenset(
    [
        "person",
        "human",
        "civilian",
        "worker",
        "office",
        "crowd",
        "captive",
        "suspect",
        "police",
        "troops",
        "rebel",
        "rescuer",
        "envoy",
        "party",
    ]
)
RECORDS = frozenset(["media", "data", "website", "document", "statement", "information", "company", "group", "law"])
WEAK = frozenset({"np", "to", "on", "about", "as", "of", "for", "against", "person-to", "person-of", "person-for"})


def without_date(read: ReadSentence, source: Party | None) -> Party | None:
    """ "Kata polisi Irak Selasa": the day, and a relative pronoun without its clause, are no part of the source."""
    if source is None or source.clitic:
        return source
    first, last = source.first, source.last
    while last >= first and (read.words.has(last, "time") or read.words.has(last, "rel")):
        last -= 1
    if last < first:
        return None
    return replace(source, last=last, head=min(source.head, last))


def may_speak(read: ReadSentence, source: Party) -> bool:
    """Who owns a report is named, has a role or is a pronoun; "permintaan informasi" asks for information."""
    return any(
        read.words.any(i, "pron") or read.sentence.words[i][0].isupper() or any(m.holds(i) for table in NAMING for m in read.of(table))
        for i in range(source.first, source.last + 1)
    )


def fits(cue: Cue, frame: str) -> bool:
    """Whether the source of a cue can speak: a day, an adjective or an owner of himself cannot; behind a weak frame or in front of a
    relative clause ("kekerasan yang mengancam") a thing cannot."""
    read, source = cue.read, cue.source
    if source is None or source.clitic:
        return True
    head = source.head
    if read.words.has(head, "pron:refl") or read.words.has(head, "time"):
        return False
    some = read.words.has(head, "quant") and read.tree.relation(head).startswith("nsubj")  # "few believe"
    if source.first == source.last and not some and (read.tree.upos(head) in ("ADJ", "ADV") or read.words.has(head, "adv")):
        return False
    if may_speak(read, source) or any(read.words.has(head, f"noun:{kind}") for kind in HUMAN | RECORDS):
        return True
    return frame not in WEAK and source.relative is None
