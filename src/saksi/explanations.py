"""Why a record was made, in words: the traces of statements and events."""

from __future__ import annotations

from collections.abc import Sequence

from saksi.reading.events import Act
from saksi.reading.statements import Draft
from saksi.records import Actor, Trace

FRAMES = {
    "quote": "words in quotation marks beside the cue",
    "that": "a clause that depends on the cue",
    "comma": "all behind the comma that follows the cue",
    "wh": "a question that depends on the cue",
    "to": "an infinitive that depends on the cue",
    "ing": "a gerund that depends on the cue",
    "np": "the object of the cue",
    "as": "what somebody is described as",
    "bare": "the rest of the sentence beside the cue",
    "relay": "the rest of the sentence, as another medium passes it on",
    "none": "a quotation without a cue; it goes on from the statement before",
}


def statement_trace(draft: Draft, speaker: Actor | None) -> Trace:
    """Cue, frame and speaker of a statement."""
    children = [Trace(f"frame:{draft.frame}", draft.where, FRAMES.get(draft.frame, f"what follows the cue ({draft.frame})"))]
    if speaker:
        children.append(Trace("speaker", note=f"{speaker.name}{_code(speaker)}: {speaker.reason or 'as written'}"))
    else:
        children.append(Trace("speaker", note="nobody is named"))
    return Trace(f"statement:{draft.stance}", draft.where, f"{draft.kind} speech, stance {draft.stance}", tuple(children))


def event_trace(act: Act, effects: Sequence[tuple[str, str]], status: str) -> Trace:
    """Trigger, sense, parties and what withholds the act."""
    sense = act.sense
    children = [
        Trace("trigger", act.row.where, f"the word {act.row.word!r} names the act {sense.sense!r}"),
        Trace("sense", sense.where, f"{sense.type}{' ' + sense.mode if sense.mode else ''}: {sense.note}".rstrip(": ")),
    ]
    children += [Trace("actor", note=f"{a.name}{_code(a)}: {a.reason or 'as written'}") for a in act.actors]
    children += [Trace("recipient", note=f"{a.name}{_code(a)}: {a.reason or 'as written'}") for a in act.recipients]
    children += [Trace(f"effect:{name}", where, f"makes it {status}") for name, where in effects]
    return Trace(f"event:{sense.type}", act.row.where, f"status {status}", tuple(children))


def _code(actor: Actor) -> str:
    code = " ".join(c for c in (actor.country, actor.sector) if c)
    return f" ({code})" if code else ""
