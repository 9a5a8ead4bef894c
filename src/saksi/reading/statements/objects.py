"""Content that is a noun phrase: objects, and what a preposition governs ("called for talks", "warned of war")."""

from __future__ import annotations

from saksi.reading.clauses import ReadSentence
from saksi.reading.statements.bounds import FINAL, Found, predicate
from saksi.reading.statements.draft import Cue, Party

PREPOSITION_FRAMES = ("about", "for", "of", "as", "into", "on", "against")
CLAUSE_MARKS = frozenset({",", ";", ":", "—", "–"})
BEGINS_PHRASE = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "VERB", "ADV"})
JUDGING = frozenset({"agree", "reject", "praise", "criticise", "deny"})  # stances of what is said about somebody
NAMED = frozenset({"NOUN", "PROPN", "PRON"})
PHRASE = NAMED | BEGINS_PHRASE - {"VERB", "ADV"} | {"PART"}
BEGINS_OBJECT = frozenset({"NOUN", "PROPN", "DET", "ADJ", "NUM"})
APOSTROPHES = frozenset("'’")
MISTAKEN = frozenset({"xcomp", "iobj", "ccomp", "dep", "advcl"})
TOPICS = frozenset({"about", "for", "of", "as", "against"})  # slots of prepositions that go on with an object
FELT = TOPICS | {"with", "to", "at"}  # of nouns of feeling: "expressed solidarity with"
RELATIVE_LINKS = frozenset({"acl", "acl:relcl"})
PRENOMINAL = frozenset({"compound", "amod", "det", "nmod", "nummod", "advmod", "case", "punct", "cc", "conj"})


def behind_preposition(cue: Cue, source: Party | None, after: int, hi: int) -> Found | None:
    """Content behind a preposition: "called for talks", "warned of war", "described it as a crime"."""
    read = cue.read
    wanted = [f for f in PREPOSITION_FRAMES if f in cue.frames]
    if not wanted:
        return None
    for i in range(after, min(after + (12 if "as" in wanted else 4), hi)):
        slots = set(read.words.slots_of(i))
        frame = next((f for f in wanted if f in slots), "")
        if read.tree.upos(i) == "PUNCT" and read.sentence.words[i] in CLAUSE_MARKS:
            break
        if read.words.has(i + 1, "time"):
            continue  # "called on Wednesday for"
        named = any(read.tree.upos(k) in ("NOUN", "PROPN") for k in range(after, i))
        if frame and frame != "as" and named and cue.pos in ("verb", "phrase"):
            frame = ""  # "called the plans for an attack a crime"
        if frame and not _is_source(source, i + 1):
            start = after if frame == "as" else i + 1
            end = phrase_end(read, i + 1, hi)
            to_do = _to_do(cue, end, hi) if frame == "for" else None
            return Found(frame, ((start, to_do[0]),), to_do[1]) if to_do else Found(frame, ((start, end),), predicate(read, i + 1, hi))
        if read.tree.upos(i) == "VERB" or (read.tree.upos(i) == "ADP" and "as" not in wanted and i > after + 1):
            break
    return None


def _to_do(cue: Cue, end: int, hi: int) -> tuple[int, int] | None:
    """ "Called for Israel | to end the war": (last token, verb) of the infinitive behind the phrase that is to do it."""
    read = cue.read
    if end + 2 > hi or not read.words.has(end + 1, "inf"):
        return None
    verb = next((i for i in range(end + 2, min(end + 5, hi + 1)) if read.tree.upos(i) == "VERB"), -1)
    if verb < 0 or not (read.tree.head(verb) == cue.head or read.tree.head(verb) <= end):
        return None
    end = phrase_end(read, verb, hi)
    closed = (i - 1 for i in range(verb + 1, end) if read.sentence.words[i] in CLAUSE_MARKS and read.words.has(i + 1, "cc"))
    return next(closed, end), verb


def _is_source(source: Party | None, token: int) -> bool:
    return source is not None and source.first <= token <= source.last


def phrase_end(read: ReadSentence, start: int, hi: int) -> int:
    """End of the phrase that begins at ``start``: what the parser hangs on its head without a break, at least the noun group."""
    head = head_from(read, start, hi)
    tree = read.tree.subtree(head)
    end = head
    while end < hi and (end + 1 in tree or read.tree.head(end + 1) in tree or read.sentence.quoted[end + 1] >= 0):
        if read.tree.upos(end + 1) == "CCONJ" and _is_finite_next(read, end + 2):
            break  # "warned of famine | and say"
        end += 1
    while end > start and read.sentence.words[end] in FINAL:
        end -= 1
    return phrase_end(read, end + 2, hi) if _is_possessive(read, end, hi) else end


def _is_possessive(read: ReadSentence, end: int, hi: int) -> bool:
    """ "The ministers' | plan": an apostrophe that the parser took for a mark."""
    sentence, mark = read.sentence, end + 1
    if mark >= hi or sentence.words[mark] not in APOSTROPHES or sentence.starts[mark] != sentence.ends[end]:
        return False
    inside = sentence.quoted[end] >= 0 and sentence.quoted[end] != sentence.quoted[mark + 1]
    return not inside and sentence.lower[end].endswith("s") and read.tree.upos(mark + 1) in ("NOUN", "PROPN", "ADJ")


def _is_finite_next(read: ReadSentence, token: int) -> bool:
    clause = read.clauses.get(token)
    return clause is not None and clause.kind == "verb" and clause.finite and clause.first == token and read.sentence.quoted[token] < 0


def head_from(read: ReadSentence, start: int, hi: int) -> int:
    """The head of the noun group that begins at ``start``."""
    head = start
    while read.tree.relation(head).split(":")[0] in PRENOMINAL and head < read.tree.head(head) <= hi:
        head = read.tree.head(head)
    return head


def governed_object(cue: Cue, source: Party | None, after: int, hi: int) -> Found | None:
    """The direct object of a verb, what the preposition of a phrase governs, the subject of a passive with its agent named, or what
    the relative clause of the cue hangs on; nothing for a bare pronoun."""
    if "np" not in cue.frames:
        return None
    clause = cue.clause
    if clause is not None and clause.kind == "verb":
        if clause.voice == "passive":
            return _criticised(cue, source) or _governed_by_phrase(cue, max(after, cue.last + 1), hi)
        for token in clause.slots.get("patient", ()):
            if token >= after and not _is_source(source, token) and _may_be_told(cue, token, hi):
                first = _named_first(cue, max(min(cue.read.tree.subtree(token)), after), after)
                end = _with_gerund(cue, phrase_end(cue.read, token, hi), hi)
                end = _with_purpose(cue.read, _with_name_given(cue, end, hi), hi)
                end = _with_topic(cue, source, end, hi)
                return Found("np", ((first, end),), token)
    found = _governed_by_phrase(cue, max(after, cue.last + 1), hi) or _object_of_relative(cue, source)
    return found or _phrase_behind(cue, source, after, hi)


def _may_be_told(cue: Cue, token: int, hi: int) -> bool:
    """A pronoun alone is told only where the verb judges or takes sides ("condemned it", "endorsed her"), or gives it a name."""
    read = cue.read
    if read.tree.upos(token) != "PRON":
        return True
    if read.words.any(token, "pron:refl") or read.words.has(token, "rel"):
        return False
    return cue.frames["np"] in JUDGING or _with_name_given(cue, token, hi) > token


def _named_first(cue: Cue, first: int, after: int) -> int:
    """ "Called | him a liar", "called | the Bush years 'the worst'": where the name given is taken for the object, what it is given to
    stands in front."""
    read, quoted = cue.read, cue.read.sentence.quoted
    if "as" not in cue.frames or not after < first or (quoted[cue.first] >= 0 and quoted[after] != quoted[cue.first]):
        return first
    inside = [i for i in range(after, first) if read.tree.upos(i) != "PUNCT"]
    named = inside and all(read.tree.upos(i) in PHRASE for i in inside) and any(read.tree.upos(i) in NAMED for i in inside)
    marks = [i for i in range(after, first) if read.tree.upos(i) == "PUNCT"]
    return after if named and all(i >= inside[-1] and quoted[first] >= 0 for i in marks) else first


def _with_topic(cue: Cue, source: Party | None, end: int, hi: int) -> int:
    """ "Reiterated his support | for the deal", "defended the minister | against the charge": what says more of the object, where the
    parser tied it to the cue; no dates, no places."""
    read = cue.read
    opener = end + 1
    topics = FELT if cue.row.pos == "phrase" else TOPICS
    if opener >= hi or read.tree.upos(opener) != "ADP" or not topics & set(read.words.slots_of(opener)):
        return end
    head = read.tree.head(opener)
    dated = any(read.words.has(i, "time") for i in (opener + 1, head))
    if dated or not opener < head <= hi or read.tree.head(head) != cue.head or (source and source.first == opener + 1):
        return end
    return phrase_end(read, opener + 1, hi)


def _with_gerund(cue: Cue, end: int, hi: int) -> int:
    """ "Discussed the importance of Peru and Chile | reopening the pass": what those are to do, where the parser tied it to the cue."""
    read, verb = cue.read, end + 1
    gerund = verb <= hi and any(m.first == verb and m.feature == "ing" for m in read.matches)
    return phrase_end(read, verb, hi) if gerund and read.tree.upos(verb) == "VERB" and read.tree.head(verb) == cue.head else end


def _phrase_behind(cue: Cue, source: Party | None, after: int, hi: int) -> Found | None:
    """A noun phrase right behind an active verb that the parser hung on it as something else than its object."""
    read = cue.read
    if cue.pos != "verb" or after > hi or read.tree.upos(after) not in BEGINS_OBJECT or (source and source.first > cue.last):
        return None
    head = head_from(read, after, hi)
    if read.tree.head(head) != cue.head or read.tree.relation(head) not in MISTAKEN or read.tree.upos(head) not in BEGINS_OBJECT:
        return None
    return Found("np", ((after, phrase_end(read, after, hi)),), head)


def _governed_by_phrase(cue: Cue, start: int, hi: int) -> Found | None:
    """ "Complained about | the delay": what stands behind a phrase that ends in a preposition."""
    read = cue.read
    if cue.pos != "phrase" or not read.words.any(cue.last, "prep") or start > hi or read.tree.upos(start) not in BEGINS_PHRASE:
        return None
    if (start == hi and read.tree.upos(start) == "PRON") or read.words.has(start, "time"):
        return None
    return Found("np", ((start, _with_gerund(cue, phrase_end(read, start, hi), hi)),), predicate(read, start, hi))


def _criticised(cue: Cue, source: Party | None) -> Found | None:
    """ "The verdict was criticised by Malta": the subject of a passive whose agent is named."""
    assert cue.clause is not None
    if source is None or source.first <= cue.last:
        return None
    for token in cue.clause.slots.get("patient", ()):
        if token < cue.first and cue.read.tree.upos(token) in ("NOUN", "PROPN"):
            first, last = cue.read.tree.phrase(token)
            return Found("np", ((first, min(last, cue.clause.first - 1)),), token)
    return None


def _object_of_relative(cue: Cue, source: Party | None) -> Found | None:
    """ "The deal which Iran rejected", "a deal she supported": the noun that the relative clause of the cue hangs on."""
    clause, read = cue.clause, cue.read
    if clause is None or clause.link not in RELATIVE_LINKS or source is None or source.relative is not None:
        return None
    if not clause.governor < source.first <= source.last < cue.first or read.tree.upos(clause.governor) not in ("NOUN", "PROPN"):
        return None
    first, last = read.tree.phrase(clause.governor)
    return Found("np", ((first, min(last, source.first - 1)),), clause.governor)


def _with_name_given(cue: Cue, end: int, hi: int) -> int:
    """ "Called the verdict | 'a mockery'": the end of the quotation or predicate that a naming verb gives its object."""
    quoted, read = cue.read.sentence.quoted, cue.read
    if "as" not in cue.frames or end + 2 > hi or quoted[cue.first] >= 0:
        return end
    if quoted[end + 2] >= 0 and quoted[end + 2] != quoted[end]:
        inside = quoted[end + 2]
        return max(i for i in range(end + 2, hi + 1) if quoted[i] == inside)
    given = [k for k in read.tree.dependents(cue.head, "xcomp") if k > end and min(read.tree.subtree(k)) == end + 1]
    return phrase_end(read, given[0], hi) if given else end


def _with_purpose(read: ReadSentence, end: int, hi: int) -> int:
    """ "Menentang tekanan untuk mensahkan ...": an infinitive right behind the object belongs to it."""
    return hi if end + 1 < hi and read.words.has(end + 1, "inf") and read.tree.upos(end + 2) in ("VERB", "AUX") else end
