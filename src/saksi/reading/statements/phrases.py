"""Noun phrases that can be sources: around a head, from a token on, right before a token; with the name that belongs to an office."""

from __future__ import annotations

from dataclasses import replace

from saksi.reading.clauses import ReadSentence
from saksi.reading.statements.draft import Cue, Party

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
SOURCE_STOPS = frozenset({"VERB", "ADP", "SCONJ", "CCONJ", "PUNCT", "AUX", "ADV"})
MARKS = frozenset({",", '"', "”", "“", "’", "'", "»", ".", "?", "!", "…", "—", "–", "-", "''"})
QUANTIFIERS = frozenset({"NUM", "DET", "PRON", "ADJ"})
LONGEST_SOURCE = 14
LONGEST_NAME = 5
NAME_PARTS = 3
BRACKET = 7  # tokens in brackets: an abbreviation, an age
NAME_CLOSERS = frozenset({",", "("})


def party(read: ReadSentence, head: int) -> Party:
    first, last = read.tree.phrase(head)
    while first < head and (read.tree.upos(first) == "CCONJ" or read.sentence.words[first] in MARKS):
        first += 1
    return with_name(read, Party(read.sentence.index, first, _with_apposition(read, head, last), head))


def with_name(read: ReadSentence, source: Party) -> Party:
    """The name that belongs to an office, behind brackets or a comma: "Ketua Badan X (BX) Siti", "the head of X, Siti,"."""
    last = source.last
    for _ in range(NAME_PARTS):
        end = _name_end(read, last + 1)
        if end < 0:
            break
        last = end
    return replace(source, last=last)


def _name_end(read: ReadSentence, at: int) -> int:
    """Last token of the name that goes on at ``at``, -1 if none does."""
    words, size = read.sentence.words, len(read.sentence)
    if at >= size:
        return -1
    start, closing = at, False
    if words[at] == "(":
        close = next((i for i in range(at + 1, min(at + BRACKET, size)) if words[i] == ")"), -1)
        start = close + 1
        if close < 0 or start >= size:
            return -1
        if words[start] == ",":
            start += 1
            closing = True
    elif words[at] == ",":
        start, closing = at + 1, True
    elif _hyphen(read, at):
        start = at + 1
    elif not _is_name(read, at):
        return -1
    end = start
    while end < size and _is_name(read, end):
        end += 1
    length = end - start - _titles_in(read, start, end)
    if end == start or (closing and (length > LONGEST_NAME or not _closes_name(read, end, end - start))):
        return -1
    return end - 1


def _hyphen(read: ReadSentence, at: int) -> bool:
    """A hyphen in a name: "Tentara Papua Barat-Organisasi Papua Merdeka"."""
    starts = read.sentence.starts
    tight = read.sentence.words[at] == "-" and 0 < at < len(starts) - 1 and starts[at + 1] == starts[at] + 1
    return tight and starts[at] == starts[at - 1] + len(read.sentence.words[at - 1]) and _is_name(read, at + 1)


def _titles_in(read: ReadSentence, start: int, end: int) -> int:
    """Tokens of titles in front of a name: "Air Force Lieutenant General | Mark Rossi"."""
    titles = [m.last for m in read.matches if m.table == "titles" and start <= m.first and m.last < end - 1]
    return max(titles, default=start - 1) + 1 - start


def _closes_name(read: ReadSentence, end: int, length: int) -> bool:
    """Whether a name behind a comma is over at ``end``: at a comma or bracket; a full name at the end of the sentence or before a verb."""
    if end < len(read.sentence) and read.sentence.words[end] in NAME_CLOSERS:
        return True
    return length > 1 and (end >= len(read.sentence) - 1 or read.tree.upos(end) in ("VERB", "AUX"))


def with_front(read: ReadSentence, source: Party) -> Party:
    """The name that opens the sentence in front of the speaker's office: "Adnan Abu Hasna, penasihat UNRWA mengatakan"."""
    words, end = read.sentence.words, source.first - 1
    if end < 2 or words[end] != ",":
        return source
    last = end - 1
    if words[last] == ")":
        last = next((i - 1 for i in range(last - 1, max(last - BRACKET, 0), -1) if words[i] == "("), -1)
    names = all(_is_name(read, i) or words[i] == "-" for i in range(last + 1))
    table = any(m.table in ("calendar", "closed") and m.first == 0 for m in read.matches)
    return replace(source, first=0, head=0) if last > 0 and names and not table else source


def _is_name(read: ReadSentence, token: int) -> bool:
    word = read.sentence.words[token]
    return (
        word[0].isupper()
        and read.tree.upos(token) in ("PROPN", "NOUN")
        and not read.words.has(token, "time")
        and read.sentence.quoted[token] < 0
    )


def _with_apposition(read: ReadSentence, head: int, last: int) -> int:
    """A name behind a title is one group even where the parser calls it an apposition: "juru bicara Gedung Putih Karine"."""
    for kid in read.tree.dependents(head, "appos", "flat"):
        first, end = read.tree.phrase(kid)
        if first == last + 1:
            last = end
    return last


def noun_behind(read: ReadSentence, start: int) -> Party | None:
    """The noun phrase that begins at ``start``."""
    while start < len(read.sentence) - 1 and read.sentence.words[start] in "([":
        start += 1
    if start >= len(read.sentence):
        return None
    stops = read.tree.upos(start) in SOURCE_STOPS
    if stops and not read.sentence.words[start][0].isupper() and not _begins_name(read, start) and _head_ahead(read, start) < 0:
        return None
    found = nominal_run(read, start)
    return with_name(read, found) if found else None


def _begins_name(read: ReadSentence, token: int) -> bool:
    return any(m.first == token and m.table in ("titles", "names", "people") for m in read.matches)


def _head_ahead(read: ReadSentence, start: int) -> int:
    """The noun that a phrase beginning with an adverb or a participle leads to ("well-connected lobbyist"), -1 if none."""
    if read.tree.upos(start) not in ("ADV", "VERB", "DET", "NUM", "ADJ"):
        return -1
    for above in read.tree.ancestors(start):
        if above < start or above > start + 6 or read.tree.upos(above) in ("VERB", "AUX"):
            return -1
        if read.tree.upos(above) in NOMINAL:
            return above
    return -1


def nominal_run(read: ReadSentence, start: int) -> Party | None:
    """A run of nominal tokens from ``start``."""
    ahead = _head_ahead(read, start)
    last = start - 1
    for i in range(start, min(start + LONGEST_SOURCE, len(read.sentence))):
        if i > ahead and not _continues_run(read, start, i):
            break
        last = i
    inside = range(start, last + 1)
    if inside and read.tree.upos(last) in QUANTIFIERS and "of" in read.words.slots_of(min(last + 1, len(read.sentence) - 1)):
        rest = nominal_run(read, last + 2) if last + 2 < len(read.sentence) else None
        return replace(rest, first=start) if rest else None  # "one of those advisers"
    if not inside or (
        not any(read.tree.upos(k) in NOMINAL or read.sentence.words[k][0].isupper() for k in inside) and not read.words.any(start, "det")
    ):
        return None
    outer = [k for k in inside if not start <= read.tree.head(k) <= last]
    heads = [k for k in outer if read.tree.upos(k) in NOMINAL] or outer or [last]
    return Party(read.sentence.index, start, last, heads[0])


def _continues_run(read: ReadSentence, start: int, i: int) -> bool:
    """Verbs that stand before their noun ("retired general") are inside a run; a relative pronoun ends it."""
    upos = read.tree.upos(i)
    if read.words.has(i, "rel") and not read.words.any(i, "det"):
        return False
    if read.sentence.words[i][0].isupper() and upos != "PUNCT" and (i > start or _begins_capital(read, i)):
        return True
    if i == start and _begins_name(read, i):
        return True
    if i > start and read.words.has(i, "prep:inside"):
        return True
    if upos == "VERB":
        return read.tree.relation(i) == "amod" and read.tree.head(i) > i
    return upos not in SOURCE_STOPS or (i > start and in_word(read, i))


def in_word(read: ReadSentence, token: int) -> bool:
    """A hyphen with no space on either side: "the F-35 chief", "al-Jadid"."""
    sentence = read.sentence
    return (
        0 < token < len(sentence) - 1
        and sentence.words[token] == "-"
        and sentence.ends[token - 1] == sentence.starts[token]
        and sentence.ends[token] == sentence.starts[token + 1]
    )


def _begins_capital(read: ReadSentence, token: int) -> bool:
    """A capital that the beginning of the sentence does not explain."""
    return token > 0 and read.sentence.words[token - 1] not in ".!?"


def noun_before(cue: Cue, end: int) -> Party | None:
    """The noun phrase that ends right before token ``end``, dates of the telling stepped over, with what its noun governs
    ("officials in Cairo said")."""
    read, tree = cue.read, cue.read.tree
    last = _before_adverbials(read, end)
    if last < 0 or tree.upos(last) not in ("NOUN", "PROPN", "PRON", "DET") or not same_side(cue, last) or read.words.has(last, "rel"):
        return None
    first = _run_start(cue, last)
    while first > 1 and tree.upos(first - 1) == "ADP" and tree.upos(first - 2) in NOMINAL and _is_phrase_of(cue, first - 2):
        first = _run_start(cue, first - 2)
    if first > 1 and tree.upos(first - 1) == "CCONJ" and tree.upos(first - 2) in NOMINAL and _joined(cue, first, last):
        first = _run_start(cue, first - 2)
    group = next((i for i in range(first, last + 1) if tree.upos(i) == "ADP"), last + 1) - 1
    heads = [k for k in range(first, group + 1) if not first <= tree.head(k) <= group] or [group]
    return Party(read.sentence.index, first, last, heads[0])


def _joined(cue: Cue, first: int, last: int) -> bool:
    """The run is the second of two that the parser joins: "campaign and company records show"."""
    tree = cue.read.tree
    return any(tree.relation(i) == "conj" and tree.head(i) < first for i in range(first, last + 1))


def _is_phrase_of(cue: Cue, token: int) -> bool:
    return same_side(cue, token) and not cue.read.words.has(token, "rel") and not cue.read.words.has(token, "time")


def _run_start(cue: Cue, last: int) -> int:
    """First token of the run of nominal tokens that ends with ``last``."""
    tree, first = cue.read.tree, last
    while (
        first > 0
        and (tree.upos(first - 1) not in SOURCE_STOPS or in_word(cue.read, first - 1))
        and not cue.read.words.has(first - 1, "rel")
        and same_side(cue, first - 1)
    ):
        first -= 1
    return first


def _before_adverbials(read: ReadSentence, end: int) -> int:
    """The token before ``end``, adverbs, auxiliaries and dates ("on Sunday", "last month") stepped over."""
    last = end - 1
    while last >= 0:
        if read.tree.upos(last) in ("ADV", "AUX", "PART"):
            last -= 1
        elif read.words.has(last, "time"):
            last -= 1
            while last >= 0 and (
                read.tree.upos(last) == "ADP" or (read.tree.upos(last) in ("ADJ", "DET", "NUM") and read.tree.head(last) > last)
            ):
                last -= 1
        else:
            break
    return last


def same_side(cue: Cue, token: int) -> bool:
    """A speaker and the cue are both inside a quotation, or both outside."""
    quoted = cue.read.sentence.quoted
    return quoted[token] == quoted[cue.first]
