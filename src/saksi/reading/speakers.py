"""Names for the speakers of statements, in the order of the text: ``ujarnya`` and bare quotations look back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from saksi.reading.actors import Resolver
from saksi.reading.statements import Draft
from saksi.records import Actor

NEAR = 6  # sentences a speaker stays in mind


@dataclass(frozen=True, slots=True)
class Last:
    """Who spoke last, and where."""

    speaker: Actor
    sentence: int
    token: int


def name_speakers(drafts: Sequence[Draft], resolver: Resolver) -> list[Actor | None]:
    """The speaker of each statement, None where nobody is named."""
    named: list[Actor | None] = []
    last: Last | None = None
    for draft in drafts:
        speaker = _speaker(draft, resolver, last)
        named.append(speaker)
        if speaker and not draft.hearsay:
            token = draft.source.head if draft.source else 0
            last = Last(speaker, draft.sentence, token)
    return named


def _speaker(draft: Draft, resolver: Resolver, last: Last | None) -> Actor | None:
    if draft.follows and draft.source is None:
        near = last is not None and draft.sentence - last.sentence <= 3
        return replace(last.speaker, span=None, reason="goes on from the statement before") if last and near else None
    if draft.source is None:
        return None
    source = draft.source
    if source.clitic:
        return _looking_back(draft, resolver, last)
    actors = resolver.phrase(source.sentence, source.first, source.last, source.head)
    span = resolver.sentences[source.sentence].sentence.span_of(source.first, source.last)
    if len(actors) > 1:
        return replace(actors[0], span=span, name=", ".join(a.name for a in actors))
    speaker = replace(actors[0], span=span)
    if resolver.is_pronoun(source.sentence, source.head):
        back = _looking_back(draft, resolver, last)
        return replace(back, span=span, text=speaker.text) if back else speaker
    return speaker


def _looking_back(draft: Draft, resolver: Resolver, last: Last | None) -> Actor | None:
    """The last speaker, unless another person became a subject since."""
    assert draft.source is not None
    sentence, token = draft.source.sentence, draft.source.first
    newer = resolver.person_since(sentence, token, (last.sentence, last.token) if last else (-1, -1))
    if newer:
        return newer
    if last and sentence - last.sentence <= NEAR:
        return replace(last.speaker, span=None, reason=f"the speaker before: {last.speaker.name}")
    return resolver.speaker_before(sentence, token)
