"""Who does an act whose subject the parser missed, or that has none of its own: control, coordination, relative clauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from saksi.reading.predicates import Clause, Words
from saksi.reading.tree import Tree
from saksi.tables import ModalWord

ACTING = "noun:act-verb"  # verbs that only say that their object is done: launch, carry out
TELLING = "noun:tell-verb"  # verbs that say something about others: accuse, warn, praise
MEETING = "noun:meet-verb"  # who meets, phones or summons somebody to do a thing does it himself
BARE_BEHIND = ("possible", "future", "would", "demand")  # words that stand with a bare form
NOMINALS = frozenset({"NOUN", "PROPN", "PRON"})
GETTING = "noun:get-verb"
MEANS = "noun:means-verb"  # verbs whose object an act is done with: use, wield
PEOPLE = ("noun:crowd", "noun:human", "noun:civilian", "noun:rebel", "noun:troops", "noun:police", "noun:worker")
# What does not speak, whatever it does.
_MUTE = "ship vehicle aircraft weapon missile attack operation exercise violence agreement law measure policy sanction election"
MUTE = tuple(f"noun:{name}" for name in _MUTE.split())
WHERETO = frozenset({"in", "at", "to"})
BY_OBJECT = frozenset({"of", "from", "for", "about"})  # "accused Iran of", "kept Iran from", "thanked Iran for": Iran does it


def own_subject(subjects: list[int], verb: int, tree: Tree, words: Words, *, passive: bool) -> list[int]:
    """Of several subjects those left of the verb: what stands behind it is the subject of what it governs; of a passive behind a relative
    pronoun the noun with the possessive ("Peru, yang [warganya] disandera"): nothing is done to Peru itself."""
    left = [t for t in subjects if t < verb]
    opener = max((i for i in range(left[0], left[-1]) if words.any(i, "sub:") or words.has(i, "colon")), default=-1) if left else -1
    left = [t for t in left if t > opener]  # "agar Peru mundur setelah | kelompok itu membunuh", "PBB: | Israel membunuh"
    owned = [t for t in left if passive and _owned_behind_relative(t, verb, tree, words)]
    return owned or left or subjects


def _owned_behind_relative(noun: int, verb: int, tree: Tree, words: Words) -> bool:
    """Whether a noun with the possessive stands between a relative pronoun and the next verb, which is that one."""
    if noun < 1 or not words.has(noun - 1, "rel") or any(tree.upos(i) in ("VERB", "PUNCT") for i in range(noun, verb)):
        return False
    return any(k > noun and words.any(k, "poss:3") for k in tree.dependents(noun, "nmod:poss"))


def turn_upright(head: int, clauses: dict[int, Clause], tree: Tree, words: Words) -> None:
    """Sets a verb with subject and object over the verb behind its object where the parser did the reverse: "keeps Mali (from) selling"."""
    clause = clauses[head]
    below = clauses.get(clause.governor)
    if clause.link != "advcl" or below is None or below.kind != "verb" or below.head < head or below.slots.get("subject"):
        return
    if not (clause.slots.get("subject") and clause.slots.get("object")) or any(words.any(k, "sub:") for k in tree.kids[head]):
        return
    if any(tree.upos(i) in ("PUNCT", "CCONJ", "VERB") or words.any(i, "sub:") for i in range(head + 1, below.first)):
        return
    clauses[head] = replace(clause, governor=below.governor, link=below.link)
    clauses[below.head] = replace(below, governor=head, link="xcomp", finite=False)


def bind_nearer(clause: Clause, clauses: Mapping[int, Clause], tree: Tree, words: Words) -> Clause:
    """The clause under the verb right before it where the parser tied it to one farther left and nothing parts the two:
    "said Berlin hoped to hold", "accused of trying to build"."""
    if clause.kind != "verb" or clause.link not in ("advcl", "ccomp") or clause.bare or clause.slots.get("subject"):
        return clause
    near = next((i for i in range(clause.first - 1, -1, -1) if i in clauses and clauses[i].kind == "verb"), -1)
    if not 0 <= clause.governor < near or clauses.get(clause.governor) is None:
        return clause
    parted = any(
        tree.upos(i) in ("PUNCT", "CCONJ") or words.has(i, "rel") or words.has(i, "comp") or words.any(i, "sub:")
        for i in range(near + 1, clause.first)
    )
    return clause if parted else replace(clause, governor=near, link="xcomp")


def rejoin(clause: Clause, clauses: Mapping[int, Clause], tree: Tree, words: Words, forms: Mapping[int, str]) -> Clause:
    """A past form goes on with a past clause, never with an infinitive, a gerund or a bare form behind "can": "said Mali could leave |
    and praised Chad", "agreed to help | and thanked Chad"."""
    if clause.link != "conj" or clause.governor > clause.head or clause.voice == "passive":
        return clause
    if forms.get(clause.head) == "base":
        return _with_infinitive(clause, clauses, tree, forms)
    if forms.get(clause.head) != "participle" or clause.bare or tree.has(clause.head, "nsubj", "aux", "cop"):
        return clause
    at = clauses.get(clause.governor)
    while at is not None and at.voice != "passive" and _goes_no_further(at, forms) and at.governor < at.head:
        at = clauses.get(at.governor)
    if at is not None and words.has(clause.head, "noun:tell-verb"):
        at = _above_mute(at, clauses, tree, words)
    return clause if at is None or at.kind != "verb" or at.head == clause.governor else replace(clause, governor=at.head)


def _above_mute(told: Clause, clauses: Mapping[int, Clause], tree: Tree, words: Words) -> Clause:
    """What tells a clause whose subject cannot speak: "Peru said [the ship had entered its waters] | and accused Chile", "said [there was
    no damage] | and condemned"."""
    teller = clauses.get(told.governor)
    if told.link != "ccomp" or teller is None or not words.has(teller.head, "noun:tell-verb"):
        return told
    subjects = told.slots.get("subject", ())
    if any(True for _ in tree.dependents(told.head, "expl")):
        return teller
    return teller if subjects and all(any(words.has(t, name) for name in MUTE) for t in subjects) else told


def _goes_no_further(clause: Clause, forms: Mapping[int, str]) -> bool:
    """Whether no past form can go on with the clause."""
    return clause.bare or clause.has(*BARE_BEHIND) or (forms.get(clause.head) == "gerund" and not clause.finite)


def _with_infinitive(clause: Clause, clauses: Mapping[int, Clause], tree: Tree, forms: Mapping[int, str]) -> Clause:
    """A base form goes on with the infinitive before it, never with a past clause: "vowed to attack | and destroy Chad"."""
    if forms.get(clause.governor) != "participle" or tree.has(clause.head, "nsubj", "aux", "mark"):
        return clause
    before = [c for c in clauses.values() if c.bare and c.governor == clause.governor and clause.governor < c.head < clause.head]
    return replace(clause, governor=before[-1].head, bare=True, finite=False) if before else clause


def beside(clause: Clause, tree: Tree, words: Words) -> tuple[int, ...]:
    """A subject the parser missed: the noun phrase right before the verb group, behind a word or mark that opens a clause."""
    last = _before_times(clause.first - 1, tree, words)
    if last >= 0 and tree.upos(last) == "DET" and tree.head(last) < last and tree.upos(tree.head(last)) in NOMINALS:
        last = tree.head(last)  # "negeri itu"
    if last < 0 or tree.upos(last) not in NOMINALS or words.has(last, "rel") or words.has(last, "time") or clause.bare:
        return ()
    head = _top_of_subject(last, clause, tree, words)
    first, end = tree.phrase(head)
    opener = first - 1
    opens = opener < 0 or any(words.any(opener, kind) for kind in ("sub:", "comp", "cc")) or tree.upos(opener) == "PUNCT"
    opens = opens or (tree.upos(opener) == "ADJ" and _governs(opener, words))  # "khawatir [Teheran] membuat"
    allowed = opener >= 0 and opener == clause.governor and tree.upos(opener) == "VERB" and tree.relation(head) == "obj"
    return (head,) if ((opens or allowed) and end >= last) or _leaves_list(head, tree, words) else ()


def _governs(token: int, words: Words) -> bool:
    return any(isinstance(m.row, ModalWord) and m.row.scope == "governs" and m.last == token for m in words.modal)


def _top_of_subject(last: int, clause: Clause, tree: Tree, words: Words) -> int:
    """The head of the noun phrase that ends at a token before the verb."""
    head = last
    while 0 <= tree.head(head) < clause.first and abs(head - tree.head(head)) < 8 and tree.upos(tree.head(head)) in ("NOUN", "PROPN"):
        if _leaves_list(head, tree, words):
            break
        head, below = tree.head(head), head
        if tree.head(head) == below:
            break
    return head


def _before_times(token: int, tree: Tree, words: Words) -> int:
    """The token left of times and adverbs that stand between subject and verb ("Iran pekan ini melarang", "secara diam-diam")."""
    at = token
    while at >= 0 and _between(at, tree, words):
        at -= 1
    return at if at >= 0 and not words.any(at, "prep:") else token


def _between(token: int, tree: Tree, words: Words) -> bool:
    if words.has(token, "time") or (tree.upos(token) == "ADV" and not words.any(token, "sub:")):
        return True
    if tree.upos(token) == "ADP":
        return words.has(token, "adv")  # a preposition that makes adverbs
    return tree.upos(token) in ("DET", "NUM") and token > 0 and words.has(token - 1, "time")


def _leaves_list(token: int, tree: Tree, words: Words) -> bool:
    """Whether a name that the parser joined to the object of another verb begins a clause: "makes arms, and Iran ..."."""
    if tree.relation(token) != "conj" or tree.head(token) >= token:
        return False
    opener = min(tree.dependents(token, "cc"), default=-1)
    if opener != token - 1 or opener < 1 or tree.upos(opener - 1) != "PUNCT":
        return False
    first = tree.head(token)
    return tree.relation(first).split(":")[0] in ("obj", "obl", "nmod", "compound") and not any(
        tree.relation(k) == "conj" for k in tree.kids[first] if k != token
    )


def nearest_left(clause: Clause, tree: Tree, words: Words) -> tuple[int, ...]:
    """For a finite main verb left without a subject: the nearest noun phrase to its left that is neither object, date nor
    behind a preposition, with no verb between but those of relative clauses."""
    if not clause.finite or clause.bare or clause.link not in ("root", "ccomp", "parataxis", "conj", "advcl"):
        return ()
    inside = {t for i in range(clause.first) if tree.relation(i) == "acl:relcl" for t in tree.subtree(i) if t < clause.first}
    for i in range(clause.first - 1, -1, -1):
        if i in inside:
            continue
        if tree.upos(i) == "VERB" or any(words.any(i, kind) for kind in ("sub:", "comp")) or words.has(i, "rel"):
            return ()
        dated = words.has(i, "time") or words.has(max(tree.head(i), 0), "time")
        if tree.upos(i) in NOMINALS and not dated and _may_be_subject(i, tree, words):
            return (i,)
    return ()


def _may_be_subject(token: int, tree: Tree, words: Words) -> bool:
    """A nominal that the parser left loose, made the subject of a verb before it ("Reportedly, X ..."), or put behind a subordinator
    it took for a preposition ("setelah Abbas bertemu")."""
    relation = tree.relation(token)
    cases = list(tree.dependents(token, "case"))
    if relation.startswith("nsubj") and tree.head(token) < token:
        return not cases
    if relation == "obl" and cases:
        return all(words.any(k, "sub:") for k in cases)
    return not cases and relation in ("nsubj", "root", "dep", "parataxis", "appos", "dislocated", "vocative", "conj")


def controller(clause: Clause, clauses: Mapping[int, Clause], tree: Tree, words: Words) -> tuple[int, ...]:
    """Who does an act whose subject is not said beside it; ``clauses`` above it know their subjects already."""
    above = clause.governor
    governor = clauses.get(above)
    if _described(clause, tree, words):
        return (clause.first - 1,)
    told_of_noun = clause.link == "acl" and clause.voice == "passive"  # "1,200 people – 46 of them children – killed by Mali"
    if clause.link in ("conj", "advcl", "acl", "root") and not told_of_noun and _result(clause, tree, words):
        before = _doer_before(clause, clauses, tree, above_told=words.has(clause.head, TELLING))
        return before or _subject_above(clause.head, clauses, tree)
    if above >= 0 and clause.link in ("acl", "advcl") and tree.upos(above) in NOMINALS and _opener(clause, tree, words):
        if BY_OBJECT & _opener(clause, tree, words) and (_charged(above, tree, words) or _aimed_at(above, tree, words)):
            return (above,)
        return _doer_of_noun(above, clauses, tree, words)
    by_noun = _by_noun(clause, clauses, tree, words)
    if by_noun is not None:
        return by_noun
    if clause.link in ("acl", "acl:relcl") and above >= 0:
        named = clause.bare and tree.upos(above) == "PROPN"  # "arrived in Lebanon to join": the place joins nothing
        passive = clause.voice == "passive"  # "of generals accused of theft"
        if clause.link == "acl" and not passive and (named or (tree.upos(above) == "NOUN" and _is_way(above, tree, words))):
            return _doer_of_noun(above, clauses, tree, words)
        return (above,) if tree.upos(above) in NOMINALS else ()
    if clause.link in ("xcomp", "advcl", "ccomp") and above >= 0 and (governor is None or governor.kind == "noun"):
        subject = tuple(tree.dependents(above, "nsubj"))[:1]  # "is ready to send": the subject of the adjective
        if subject or governor is None:
            return subject
    if governor is None:
        return _subject_above(clause.head, clauses, tree) if clause.bare else ()  # "on his way to Tokyo to meet ..."
    if clause.link in ("xcomp", "advcl", "ccomp") and governor.voice == "active":
        asked = _object_controller(clause, governor, tree, words)
        if asked:
            return asked
    if clause.link in ("xcomp", "conj", "advcl", "ccomp", "parataxis"):
        return governor.slots.get("patient" if governor.voice == "passive" else "agent", ())
    return ()


def _described(clause: Clause, tree: Tree, words: Words) -> bool:
    """Whether a participle says what the people named right before it do: "fired at | protesters demanding lower taxes"."""
    before = clause.first - 1
    means = words.has(clause.head, MEANS)  # "attacked the crowd, using batons"
    if clause.link != "advcl" or clause.finite or clause.bare or means or before < 0 or tree.upos(before) != "NOUN":
        return False
    return any(words.has(before, name) for name in PEOPLE) and not tree.has(clause.head, "mark", "case", "nsubj")


def _charged(noun: int, tree: Tree, words: Words) -> bool:
    """Whether a noun is the object of a verb of charging or thanking: who is accused of an act is the one who does it."""
    return tree.relation(noun) in ("obj", "nsubj:pass") and tree.head(noun) >= 0 and words.has(tree.head(noun), "noun:charge-verb")


def _aimed_at(noun: int, tree: Tree, words: Words) -> bool:
    """Whether a noun is whom another noun is against: of "sanctions on [Chile] for jailing fishermen" it is the one who jails."""
    return tree.relation(noun) == "nmod" and any({"on", "against"} & set(words.slots_of(k)) for k in tree.dependents(noun, "case"))


def _result(clause: Clause, tree: Tree, words: Words) -> bool:
    """Whether a comma alone parts a verb without subject from what is told before it: "bombed a base near Basra, killing two"."""
    opened = tree.has(clause.head, "cc", "mark") or words.has(clause.first, "rel")
    return clause.first > 0 and tree.upos(clause.first - 1) == "PUNCT" and not clause.bare and not opened


def _doer_before(clause: Clause, clauses: Mapping[int, Clause], tree: Tree, *, above_told: bool) -> tuple[int, ...]:
    """The subject of the last verb before a clause of result, relative clauses left out. ``above_told``: where that verb is what
    somebody tells, whoever tells it ("Ito said Mali had failed, accusing Niger")."""
    for i in range(clause.first - 1, -1, -1):
        before = clauses.get(i)
        if before is None or before.kind != "verb" or before.link == "acl:relcl":
            continue
        if before.slots.get("agent"):
            teller = _teller(before, clauses) if above_told else ()
            return teller or before.slots["agent"]  # of a passive the one who does it: "was hit by a bomb, killing two"
        if before.link == "acl" and before.voice == "active" and before.governor >= 0 and tree.upos(before.governor) == "PROPN":
            return (before.governor,)
    return ()


def _teller(clause: Clause, clauses: Mapping[int, Clause]) -> tuple[int, ...]:
    """Who tells what a clause says; none where nobody does."""
    while clause.link in ("xcomp", "conj") and clause.governor in clauses:
        clause = clauses[clause.governor]
    teller = clauses.get(clause.governor) if clause.link == "ccomp" else None
    return teller.slots.get("agent", ()) if teller and teller.head < clause.head else ()


def _is_way(noun: int, tree: Tree, words: Words) -> bool:
    """Whether a noun with an act hanging on it is its plan or its occasion and not its doer: "took to the streets to welcome"."""
    behind = any(k < noun for k in tree.dependents(noun, "case"))
    return behind or any(m.holds(noun) for m in words.modal)  # "no plans to" as well as "plan"


def _noun_before(clause: Clause, tree: Tree) -> int:
    """The noun that an infinitive explains: its governor, or the object with its owner right before it ("mengecam [keputusan Presiden
    Bush] untuk mengirim"); -1 if there is none."""
    if clause.link == "acl":
        return clause.governor
    if clause.link != "advcl" or clause.governor < 0:
        return -1
    for noun in tree.dependents(clause.governor, "obj"):
        last = tree.phrase(noun)[1]
        if clause.governor < noun and clause.first - 2 <= last < clause.head:
            return noun
    return -1


def _by_noun(clause: Clause, clauses: Mapping[int, Clause], tree: Tree, words: Words) -> tuple[int, ...] | None:
    """Who does what a noun plans or asks for, None where no such noun says: a plan is its owner's; what its owner asks for is done by
    the subject above ("Mali heeded [Peru's call] to stop"), and what the subject asks for by nobody named."""
    noun = _noun_before(clause, tree)
    if noun < 0 or tree.upos(noun) != "NOUN":
        return None
    effects = {m.row.effect for m in words.modal if isinstance(m.row, ModalWord) and m.row.pos == "noun" and m.holds(noun)}
    owned = tree.has(noun, "nmod:poss") or tree.phrase(noun)[1] > noun
    jussive = clause.bare or any(words.has(k, "sub:jussive") for k in tree.dependents(clause.head, "mark"))
    if "demand" in effects and jussive:
        return _subject_above(noun, clauses, tree) if owned or words.has(clause.governor, GETTING) else ()
    if clause.link != "acl" and clause.bare and owned and (effects or words.has(noun, "noun:plan")):
        return _doer_of_noun(noun, clauses, tree, words)
    return None


def _opener(clause: Clause, tree: Tree, words: Words) -> frozenset[str]:
    """Slots that the preposition before a gerund names ("of shelling", "for jailing")."""
    if clause.bare:
        return frozenset()
    marks = [k for k in tree.dependents(clause.head, "mark", "case") if k < clause.head]
    return frozenset(slot for mark in marks[:1] for slot in words.slots_of(mark))


def _doer_of_noun(noun: int, clauses: Mapping[int, Clause], tree: Tree, words: Words) -> tuple[int, ...]:
    """Who does what a noun with a gerund speaks of: its possessor ("Iran's practice of jailing"), else the subject of the clause;
    an accusation is somebody else's, so its owner is not the one who does it."""
    if not words.has(noun, "noun:accusation"):
        owner = tuple(k for k in tree.dependents(noun, "nmod:poss") if tree.upos(k) in NOMINALS)
        beside_it = tree.dependents(noun, "nmod", "flat", "compound")
        owner = owner or tuple(k for k in beside_it if tree.upos(k) == "PROPN" and (k == noun + 1 or k < noun))
        if owner:
            return owner[:1]
    return tuple(tree.dependents(noun, "nsubj"))[:1] or _subject_above(noun, clauses, tree)


def _subject_above(token: int, clauses: Mapping[int, Clause], tree: Tree) -> tuple[int, ...]:
    """The subject of the nearest clause above a token, said or understood."""
    for above in tree.ancestors(token):
        clause = clauses.get(above)
        understood = clause.slots.get("patient" if clause.voice == "passive" else "agent", ()) if clause and clause.kind == "verb" else ()
        found = tuple(t for t in tree.dependents(above, "nsubj") if t != token)[:1] or tuple(t for t in understood if t != token)
        if found:
            return found
    return ()


def antecedent(tree: Tree, words: Words, clause: Clause, filler: int) -> int:
    """The noun a relative pronoun stands for; where the parser tied the clause elsewhere, the noun right before the pronoun."""
    if not words.has(filler, "rel"):
        return filler
    if clause.link in ("acl", "acl:relcl") and clause.governor >= 0:
        return _attack_behind(clause, filler, tree, words)
    at = filler - 1
    while at >= 0 and tree.upos(at) in ("PUNCT", "DET"):
        at -= 1
    if at < 0 or tree.upos(at) not in NOMINALS:
        return filler
    while tree.relation(at) in ("flat", "compound", "amod") and tree.upos(tree.head(at)) in NOMINALS and tree.head(at) < at:
        at = tree.head(at)
    return _attack_at(at, tree, words) if clause.voice == "active" else at


def relativized(clause: Clause, slots: Mapping[str, tuple[int, ...]], role: str, tree: Tree, words: Words) -> dict[str, tuple[int, ...]]:
    """The slots of a relative clause with the noun it hangs on where a relative pronoun stands ("a man [whom] Peru accuses"), or
    where an object is left out ("the deal Peru rejected"). ``role``: the slot of its subject, which is settled."""
    noun = clause.governor
    found = {
        slot: fillers if slot == role else tuple(noun if words.has(t, "rel") else t for t in fillers) for slot, fillers in slots.items()
    }
    own = [t for t in slots.get("agent", ()) if noun < t < clause.head and not words.has(t, "rel")]
    opened = any(words.has(k, "whcomp") or words.any(k, "prep:") for k in tree.kids[clause.head] if k < clause.head)  # "where", "in which"
    light = words.has(clause.head, ACTING) and not any(
        words.has(noun, name) for name in PEOPLE
    )  # "the attack Peru carried out": the noun is the act
    gap = clause.voice == "active" and own and not opened and not light and not any(slots.get(s) for s in ("patient", "ccomp", "xcomp"))
    if gap and tree.upos(noun) in NOMINALS and not words.has(noun, "time"):
        found["patient"] = (noun,)
    return found


def _attack_behind(clause: Clause, relative: int, tree: Tree, words: Words) -> int:
    """The noun a relative clause hangs on; behind a comma an attack rather than its place: "the strike on a church, which killed"."""
    noun = clause.governor
    if clause.voice != "active" or relative < 1:
        return noun
    if tree.upos(relative - 1) != "PUNCT":
        return _attack_at(noun, tree, words)
    chain = [a for a in tree.ancestors(noun) if tree.upos(a) in NOMINALS][:2]
    return next((a for a in chain if words.has(a, "noun:attack")), noun)


def _attack_at(noun: int, tree: Tree, words: Words) -> int:
    """The attack that was at a place or went to it, where the noun is that place; else the noun itself."""
    above = tree.head(noun)
    where = any(WHERETO & set(words.slots_of(k)) for k in tree.dependents(noun, "case"))
    return above if where and above >= 0 and words.has(above, "noun:attack") else noun


def _object_controller(clause: Clause, governor: Clause, tree: Tree, words: Words) -> tuple[int, ...]:
    """The object of the governor where it is the one who acts: "urged Iran to stop", "called on Iran to stop", "accused Iran of
    shelling", "meminta Iran agar berhenti"."""
    patient = governor.slots.get("patient", ())
    if clause.bare and words.has(governor.head, MEETING):
        return ()
    if clause.bare and any(m.holds(t) for t in patient for m in words.modal):  # "has no intention to", "has the right to"
        return ()
    if clause.link == "xcomp" and patient:
        return patient
    jussive = any(words.has(k, "sub:jussive") for k in tree.dependents(clause.head, "mark", "case"))
    asked = jussive or (clause.bare and _asks(governor, words))
    if patient and (asked or BY_OBJECT & _opener(clause, tree, words)):
        aimed = (
            () if asked else (*governor.slots.get("on", ()), *governor.slots.get("against", ()))
        )  # "imposed sanctions on Iran for arming"
        return tuple(t for t in aimed if patient[0] < t < clause.head) or patient
    if (clause.bare or asked) and not patient:
        where = governor.slots.get("in", ())  # "tiba di Lebanon": one preposition for "in" and "on" addresses nobody
        addressed = (*(t for t in governor.slots.get("on", ()) if t not in where), *(governor.slots.get("to", ()) if asked else ()))
        return addressed if any(governor.head < t < clause.head for t in addressed) else ()
    return ()


def _asks(governor: Clause, words: Words) -> bool:
    """Whether the governing verb asks for or forbids what its complement says."""
    return any(
        isinstance(m.row, ModalWord) and m.row.scope == "governs" and m.row.effect in ("demand", "veto", "stop") and m.holds(governor.head)
        for m in words.modal
    )
