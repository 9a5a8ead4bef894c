"""From what the stages found to records: speakers, statuses, dates and places per act, claims, and every span back in raw offsets."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from saksi.cameo import FOLD, INTENT, cameo_of
from saksi.clean import Cleaned
from saksi.confidence import confidence_of
from saksi.explanations import event_trace, statement_trace
from saksi.pack import Pack
from saksi.reading.actors import Resolver
from saksi.reading.clauses import ReadSentence
from saksi.reading.dates import date_of_act, lies_ahead, named_nearest, names_act, re_anchor
from saksi.reading.events import Act, inherit_parties
from saksi.reading.factuality import NON_FINITE_FRAMES, factuality_of, reported, stance_effects, status_of
from saksi.reading.places import Located, place_of_act
from saksi.reading.statements import Draft
from saksi.records import Actor, Article, Claim, Event, Place, Reading, Span, Statement, TimeExpression, Trace
from saksi.text import SourceMap

FOLDED = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})  # in the future these are AGREE (PLOVER 2.0, section 3.1)
AHEAD = frozenset({"planned", "demanded", "conditional"})  # what has not happened lies ahead
WORDS = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "CONCEDE", "AGREE", "THREATEN"})  # acts of words
REJECTING = frozenset({"reject", "deny"})
TELLING = frozenset({("REQUEST", "demand"), ("REQUEST", "ask"), ("REJECT", "deny"), ("REJECT", "reject")})  # acts that are such words
SIGNING = frozenset({"sign", "ratify"})
Layer = Callable[[Event], Event]


@dataclass(frozen=True, slots=True)
class Found:
    """What the stages found, in body offsets."""

    statements: Sequence[tuple[Draft, int | None]]
    speakers: Sequence[Actor | None]
    acts: Sequence[Act]
    dates: tuple[TimeExpression, ...]
    places: tuple[Located, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An act with the statement that tells it."""

    act: Act
    statement: int | None
    effects: tuple[tuple[str, str], ...]
    status: str


def assemble(
    article: Article,
    pack: Pack,
    cleaned: Cleaned,
    sentences: Sequence[ReadSentence],
    resolver: Resolver,
    found: Found,
    notes: tuple[str, ...],
    layer: Layer,
) -> Reading:
    """All records of an article, spans in raw offsets; ``layer`` has the last word on the type of an event."""
    drafts = [d for d, _ in found.statements]
    statements = tuple(
        _statement(i, draft, parent, speaker, cleaned)
        for i, ((draft, parent), speaker) in enumerate(zip(found.statements, found.speakers, strict=True))
    )
    told = [_told(_as_spoken(act, found), drafts) for act in inherit_parties(found.acts, resolver)]
    events, claims = _events(article, told, statements, sentences, resolver, found, cleaned, layer)
    claims = tuple(_measured(claim, events[claim.event], pack) for claim in claims)
    return Reading(
        article=article,
        pack=pack.code,
        cuts=cleaned.cuts,
        statements=statements,
        events=events,
        claims=claims,
        dates=tuple(replace(d, span=cleaned.map.to_raw(d.span)) for d in found.dates),
        places=tuple(replace(p.place, span=cleaned.map.to_raw(p.place.span)) for p in found.places),
        notes=notes,
    )


def _statement(index: int, draft: Draft, parent: int | None, speaker: Actor | None, cleaned: Cleaned) -> Statement:
    back = cleaned.map
    named = draft.source is not None and not draft.source.clitic and speaker is not None and speaker.span is not None
    return Statement(
        index=index,
        kind=draft.kind,
        stance=draft.stance,
        source=_source(draft, speaker.span, back) if named and speaker and speaker.span else (),
        cue=back.pieces(draft.cue) if draft.cue else (),
        content=tuple(piece for span in draft.content for piece in back.pieces(span)),
        speaker=_raw_actor(speaker, cleaned) if speaker else None,
        parent=parent,
        trace=statement_trace(draft, speaker),
    )


def _source(draft: Draft, span: Span, back: SourceMap) -> tuple[Span, ...]:
    """The words that name the speaker, with the relative pronoun that stands for them ("Cha, who said")."""
    relative = draft.source.relative if draft.source else None
    return back.pieces(span) + (back.pieces(relative) if relative else ())


def _raw_actor(actor: Actor, cleaned: Cleaned) -> Actor:
    """The actor as the text writes it: the reading folds apostrophes, a record quotes."""
    if not actor.span:
        return actor
    words = " ".join(cleaned.body[actor.span.start : actor.span.end].split())
    return replace(actor, text=words, span=cleaned.map.to_raw(actor.span))


def _as_spoken(act: Act, found: Found) -> Act:
    """The act with the speaker of a statement for its doer where the cue of that statement is the act ("denied", "accused"): who speaks is
    looked for farther, in appositions behind brackets and in sentences before."""
    if len(act.actors) != 1 or act.actors[0].country:
        return act
    for (draft, _), speaker in zip(found.statements, found.speakers, strict=True):
        cue = draft.cue
        if speaker and speaker.country and cue and draft.sentence == act.sentence and cue.start <= act.trigger.start < cue.end:
            return replace(act, actors=(speaker,)) if _within(act.actors[0].span, speaker.span) else act
    return act


def _within(inner: Span | None, outer: Span | None) -> bool:
    return bool(inner and outer and outer.start <= inner.start and inner.end <= outer.end)


def _told(act: Act, drafts: Sequence[Draft]) -> Told:
    """The innermost statement whose content holds the act, and what its stance does to it."""
    holding = [
        (sum(s.end - s.start for s in d.content), i)
        for i, d in enumerate(drafts)
        if any(s.start <= act.trigger.start < s.end for s in d.content)
    ]
    statement = min(holding)[1] if holding else None
    effects = act.effects
    if statement is not None:
        draft = drafts[statement]
        plan = draft.stance == "express" and any(kind == "plan" for kind, _ in effects)  # "intends to" is a plan, no mere wish
        unheeded = act.noun and act.sense.type in WORDS and _leaves(draft)  # "rejected the demand": it was made
        added = () if plan or unheeded or _is_telling(act, draft) else _stance_effects(act, draft)
        effects = reported(effects) + tuple((e, f"stance {draft.stance} of {draft.where}") for e in added)
    return Told(act, statement, effects, status_of(e for e, _ in effects))


def _leaves(draft: Draft) -> bool:
    """Whether words that a statement is about were said all the same: "rejected the demand", "expressed its rejection of"."""
    return draft.stance in REJECTING or (draft.stance == "express" and draft.frame == "np")


def _stance_effects(act: Act, draft: Draft) -> tuple[str, ...]:
    if act.aside and draft.frame in NON_FINITE_FRAMES:
        return ()
    return stance_effects(draft.stance, draft.frame, act.head == draft.head, act.finite or act.noun)


def _is_telling(act: Act, draft: Draft) -> bool:
    """Whether the act is itself what gives a neutral cue its stance: "said he had asked them to" is no demand for asking."""
    return act.head == draft.head and draft.frame not in NON_FINITE_FRAMES and (act.sense.type, draft.stance) in TELLING


def _events(
    article: Article,
    told: Sequence[Told],
    statements: Sequence[Statement],
    sentences: Sequence[ReadSentence],
    resolver: Resolver,
    found: Found,
    cleaned: Cleaned,
    layer: Layer,
) -> tuple[tuple[Event, ...], tuple[Claim, ...]]:
    """One event for all mentions of an act; one claim for each chain of sources that tells it, with the fullest of its tellings."""
    events: list[Event] = []
    claims: dict[tuple[object, ...], tuple[int, Claim]] = {}
    by_key: dict[tuple[object, ...], int] = {}
    for item in told:
        event = layer(_event(len(events), article, item, sentences[item.act.sentence], resolver, found, cleaned))
        key = _key(event, item.act)
        at = by_key.get(key, -1)
        if at < 0:
            at = len(events)
            by_key[key] = at
            events.append(event)
        else:
            events[at] = replace(
                events[at],
                mentions=(*events[at].mentions, event.trigger),
                date=events[at].date or event.date,
                place=events[at].place or event.place,
            )
        claim = _claim(article, replace(event, index=at), statements, cleaned.map.to_raw(sentences[item.act.sentence].sentence.span))
        before = claims.get((at, claim.chain))
        if before is None or _fullness(event) > before[0]:
            claims[at, claim.chain] = (_fullness(event), claim)
    return tuple(events), tuple(claim for _, claim in claims.values())


def _fullness(event: Event) -> int:
    """How much one telling of an act says: a headline rarely says when and where."""
    return sum(a.kind != "" for a in (*event.actors, *event.recipients)) + 2 * (event.date is not None) + 2 * (event.place is not None)


def _key(event: Event, act: Act) -> tuple[object, ...]:
    """Mentions with the same key are one act: same sense, parties and status ("attacked Kharkiv and shelled Sumy" are two)."""
    parties = [frozenset(a.country + a.sector if a.country else a.name for a in side) for side in (event.actors, event.recipients)]
    return (event.raw_type, act.sense.sense, *parties, event.status, event.statement is None)


def _event(index: int, article: Article, told: Told, read: ReadSentence, resolver: Resolver, found: Found, cleaned: Cleaned) -> Event:
    date = _date(article, told.act, read, told.status, found, told.statement)
    told = _by_date(told, date, article)
    act, status, back = told.act, told.status, cleaned.map
    kinds = [e for e, _ in told.effects]
    trigger = back.to_raw(act.trigger)
    place = _where(act, read, found)
    return Event(
        index=index,
        type=raw_type(act, status),
        raw_type=raw_type(act, status),
        mode=act.sense.mode,
        contexts=act.sense.contexts,
        trigger=trigger,
        mentions=(trigger,),
        actors=tuple(_raw_actor(a, cleaned) for a in act.actors),
        recipients=tuple(_raw_actor(a, cleaned) for a in act.recipients),
        date=replace(date, span=back.to_raw(date.span)) if date else None,
        place=replace(place, span=back.to_raw(place.span)) if place else None,
        factuality=factuality_of(kinds),
        status=status,
        statement=told.statement,
        trace=event_trace(act, told.effects, status),
        sense=act.sense.sense,
        form="verb" if act.row.pos == "intrans" else act.row.pos,
        cameo=cameo_of(act.sense.sense) if raw_type(act, status) == act.sense.type else INTENT,
    )


def raw_type(act: Act, status: str) -> str:
    """The type of the sense; an accord that is not signed yet is AGREE (PLOVER 2.0, section 3.1: promises to sign or ratify)."""
    return "AGREE" if act.sense.sense in SIGNING and status in ("planned", "possible", "demanded", "conditional") else act.sense.type


def unfolded(event: Event) -> Event:
    """The type that the words have."""
    return event


def folded(event: Event) -> Event:
    """PLOVER's folding (2.0, section 3.1): announced cooperation is AGREE. What is merely possible is left as it is."""
    if event.raw_type not in FOLDED or event.status != "planned":
        return event
    step = Trace("fold:AGREE", note=f"planned {event.raw_type} counts as AGREE; the type before is kept as raw_type")
    trace = replace(event.trace, children=(*event.trace.children, step))
    return replace(event, type="AGREE", cameo=cameo_of(f"{FOLD}{event.raw_type}"), trace=trace)


def _date(article: Article, act: Act, read: ReadSentence, status: str, found: Found, statement: int | None) -> TimeExpression | None:
    """The time expression that hangs on the act, on its side of the statement's border."""
    content = found.statements[statement][0].content if statement is not None else ()
    here = [
        d
        for d in found.dates
        if read.sentence.span.covers(d.span)
        and d.kind in ("DATE", "TIME")
        and d.value[:1].isdigit()
        and (statement is None or any(s.start <= d.span.start < s.end for s in content))
    ]
    best = date_of_act(act.head, read, here, _others(act, found)) if here else None
    if best and status in AHEAD:
        return re_anchor(best, article.date[:10], future=True)
    return named_nearest(best, article.date[:10]) if best and names_act(act.head, read, best) else best


def _by_date(told: Told, date: TimeExpression | None, article: Article) -> Told:
    """An act that a noun names lies ahead when its date does: "ahead of the summit next week"; a verb has a tense of its own."""
    if date is None or not told.act.noun or told.status not in ("happened", "ongoing") or not lies_ahead(date, article.date[:10]):
        return told
    effects = (*told.effects, ("future", "a date that lies ahead"))
    return replace(told, effects=effects, status=status_of(e for e, _ in effects))


def _where(act: Act, read: ReadSentence, found: Found) -> Place | None:
    """The place that hangs on the act; a dateline or a place named elsewhere is none."""
    here = [p for p in found.places if p.sentence == act.sentence]
    return place_of_act(act.head, act.slots, read, here, _others(act, found)) if here else None


def _others(act: Act, found: Found) -> set[int]:
    """Heads of the other acts of the sentence."""
    return {a.head for a in found.acts if a.sentence == act.sentence and a.head != act.head}


def _claim(article: Article, event: Event, statements: Sequence[Statement], evidence: Span) -> Claim:
    chain: list[str] = []
    at = event.statement
    while at is not None:
        speaker = statements[at].speaker
        name = speaker.name if speaker else ""
        if not chain or not name or chain[0] != name:  # "we hope", in the speaker's own words, is no other witness
            chain.insert(0, name)
        at = statements[at].parent
    text = "|".join((article.id, str(event.trigger), *chain, event.raw_type, event.mode))
    return Claim(
        id=hashlib.sha256(text.encode()).hexdigest()[:12],
        event=event.index,
        chain=tuple(chain),
        statement=event.statement,
        status=event.status,
        alleged=bool(chain) or "hearsay" in _effects(event),
        evidence=evidence,
        trace=_claim_trace(event, chain, statements),
    )


def _measured(claim: Claim, event: Event, pack: Pack) -> Claim:
    """The claim with the share of such claims that were right, where that was measured."""
    found = confidence_of(event, pack)
    if found is None:
        return claim
    return replace(claim, confidence=found.share, trace=replace(claim.trace, children=(*claim.trace.children, found.trace)))


def _effects(event: Event) -> set[str]:
    return {t.rule.removeprefix("effect:") for t in event.trace.children}


def _claim_trace(event: Event, chain: Sequence[str], statements: Sequence[Statement]) -> Trace:
    told = statements[event.statement].trace if event.statement is not None else Trace("writer", note="told by the writer of the article")
    return Trace(
        "claim",
        note=f"{event.raw_type} {event.status}, told by {' > '.join(c or 'nobody named' for c in chain) or 'the writer'}",
        children=(event.trace, told),
    )
