"""How sure, and of what: polarity x certainty x time per (event, source), and the status a user reads.

After FactBank (Saurí & Pustejovsky 2009): the words that govern an act are read from the inside out; each can only weaken what
stands below it. The order of ``STATUS`` decides when several weaken at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from saksi.records import Factuality

# effect of a word or of a governing act -> the status it gives
EFFECT_STATUS: Mapping[str, str] = {
    "negative": "denied",
    "notyet": "denied",
    "fail": "denied",
    "veto": "denied",
    "stop": "denied",  # what was going on ends; "asked to stop": it goes on
    "deny": "denied",
    "refuse": "denied",
    "conditional": "conditional",
    "consequent": "conditional",  # what a clause of condition beside it makes depend on it
    "threat": "conditional",
    "would": "conditional",
    "demand": "demanded",
    "possible": "possible",
    "probable": "possible",
    "attempt": "possible",
    "plan": "planned",
    "future": "planned",
    "promise": "planned",
    "purpose": "planned",
    "progressive": "ongoing",
    "habitual": "ongoing",
}
STATUS = ("denied", "conditional", "demanded", "possible", "planned", "ongoing", "happened")

# stance of a statement -> effect on the act that is its direct, non-finite content
STANCE_EFFECT: Mapping[str, str] = {
    "demand": "demand",
    "ask": "demand",
    "promise": "promise",
    "propose": "possible",
    "warn": "possible",
    "deny": "deny",
    "reject": "refuse",
    "express": "possible",
    "agree": "promise",
}


def reported(effects: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Effects as reported speech has them: "said it would" is a shifted "will"."""
    return tuple(("future" if name == "would" else name, where) for name, where in effects)


def status_of(effects: Iterable[str]) -> str:
    """The status that the words above an act leave it; ``happened`` when nothing weakens it."""
    found = {EFFECT_STATUS[e] for e in effects if e in EFFECT_STATUS}
    return next((s for s in STATUS if s in found), "happened")


def factuality_of(effects: Iterable[str]) -> Factuality:
    """The FactBank value of the same words."""
    names = set(effects)
    status = status_of(names)
    certainty = {
        "possible": "probable" if "probable" in names else "possible",
        "conditional": "unknown",
        "demanded": "unknown",
        "planned": "probable",
    }.get(status, "certain")
    if "hearsay" in names and certainty == "certain":
        certainty = "probable"
    time = "future" if status in ("planned", "demanded") or "future" in names else "present" if status == "ongoing" else "past"
    ground = {"demanded": "demanded", "conditional": "conditional", "planned": "planned"}.get(status, "")
    return Factuality("-" if status == "denied" else "+", certainty, time, ground)


NON_FINITE_FRAMES = frozenset({"to", "person-to", "ing", "np", "for", "of", "about", "person-of", "person-for", "on", "against", "into"})
FINITE_STANCES = frozenset({"deny", "demand", "propose", "ask"})  # these withhold a finite clause too: "demanded that X stop"


def stance_effects(stance: str, frame: str, is_content: bool, finite: bool) -> tuple[str, ...]:
    """What a statement's stance does to an act in its content: all of it when the content is no clause, its predicate when it is one."""
    effect = STANCE_EFFECT.get(stance, "")
    if not effect:
        return ()
    if frame in NON_FINITE_FRAMES:
        return (effect,) if is_content or not finite else ()
    return (effect,) if is_content and stance in FINITE_STANCES and frame not in ("quote", "bare", "none") else ()
