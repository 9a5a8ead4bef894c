"""Finds the time expressions of a body: scan by first word, join neighbours, resolve in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from saksi.frozen import record
from saksi.pack import Pack
from saksi.reading.dates import numerals, parts
from saksi.reading.dates.grammar import DIGIT, HYPHEN
from saksi.reading.dates.moment import Moment, parse_iso
from saksi.reading.dates.parts import Parts
from saksi.reading.dates.resolve import Context, resolve
from saksi.reading.dates.rules import DateRule, DateRules, Join, load_rules
from saksi.records import Span, TimeExpression

_TOKEN = re.compile(r"[^\W\d_]+|(?<![\w$€£¥#])(?<!\d[.,:/])\d")
_BEFORE = re.compile(r"(\S+)\s*\Z")
HYPHENS = re.compile(HYPHEN)
REACH = 400  # characters within which an expression may refer back to a moment
QUARTER_REACH = 1500  # and to the quarter that a report is about
GLUE = 14  # characters between neighbours at most
PIVOT = 68  # years of two digits up to here are of this century (POSIX)
CLAUSE = 70  # characters looked back at for a future or past tense
CHOOSING = frozenset(("weekday", "md", "month", "daypart", "daytime"))
_CLAUSE_END = re.compile(r"[.;:!?,()\"“”]\s|\n\n")
WINDOW = 30  # characters looked back at for the words before an expression


@record(frozen=True, slots=True)
class Found:
    """An expression before it is resolved."""

    start: int
    end: int
    kind: str
    said: Parts
    alone: bool
    rule: str
    clause: int = -1  # where what stands before it ends, when that is not ``start``


def find_dates(body: str, pack: Pack, anchor: str) -> tuple[TimeExpression, ...]:
    """All time expressions of ``body`` in reading order, never overlapping; spans are body offsets.

    ``anchor`` is the article's date (ISO) or "": without it relative expressions have value "" and a reason.
    """
    rules = load_rules(pack)
    low = lowered(body)
    joined = _join(tuple(_scan(body, low, rules, pack)), low, rules.joins)
    whole = (_with_modifier(_with_tense(f, low, rules), low, rules.modifiers) for f in joined if f.alone)
    return tuple(_resolve(whole, parse_iso(anchor)))


def lowered(body: str) -> str:
    """Lower case of the same length (some capitals become two characters)."""
    low = body.lower()
    if len(low) == len(body):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in body)


def _scan(body: str, low: str, rules: DateRules, pack: Pack) -> Iterator[Found]:
    """At each word that may begin an expression the longest match; the earlier rule wins a tie."""
    done = 0
    by_first = rules.by_first
    for token in _TOKEN.finditer(low):
        word = token[0]
        entry = by_first.get(word) or (by_first.get(DIGIT) if word.isdigit() else None)
        if entry is None:
            continue
        start = token.start()
        if start < done or not entry[0].match(low, start):
            continue
        best: tuple[int, tuple[Found, ...]] = (done, ())
        for rule in entry[1]:
            match = rule.compiled.regex.match(low, start)
            if match is not None and match.end() > best[0] and _context_fits(rule, low, start):
                found = _found(rule, match, body, pack)
                if found:
                    best = (match.end(), found)
        if best[1]:
            done = best[0]
            yield from best[1]


def _context_fits(rule: DateRule, low: str, start: int) -> bool:
    """Whether the word before allows the rule."""
    if not rule.before and not rule.not_before:
        return True
    found = _BEFORE.search(low, max(0, start - WINDOW), start)
    word = found[1] if found and "\n" not in found[0] else "^"
    names = {word, word.strip("(\"'“”‘’[") or word[-1:], word[-1:]}
    return not (names & rule.not_before) and (not rule.before or bool(names & rule.before))


def _found(rule: DateRule, match: re.Match[str], body: str, pack: Pack) -> tuple[Found, ...]:
    """The expression of a match, and the one the rule reads along with it; () when a spelling forbids it."""
    captures: dict[str, int | str] = {}
    for group, name, cls in rule.compiled.groups:
        text = match[group]
        if text is None:
            continue
        text = " ".join(text.split())
        if (spellings := cls.cased.get(text)) and not _spelled(body[match.start(group) : match.end(group)], spellings):
            return ()
        value = _captured(text, cls.name, cls.values, pack)
        if value is None:
            return ()
        captures[name] = value
    try:
        said = parts.from_template(rule.value, captures)
        main = Found(match.start(), match.end(), rule.kind, said, rule.alone, rule.where)
        if not rule.also:
            return (main,)
        also = parts.from_template(rule.also, captures)
    except ValueError:  # a word stands where the template wants a number
        return ()
    cut = max(match.end(g) for g, name, _ in rule.compiled.groups if name.startswith("start"))
    rest = min(at for g, _, _ in rule.compiled.groups if (at := match.start(g)) >= cut)
    return (replace(main, end=cut, said=also), replace(main, start=rest, clause=main.start))


def _spelled(text: str, spellings: tuple[str, ...]) -> bool:
    return any(text in (s, s.upper()) for s in spellings)


def _captured(text: str, name: str, values: Mapping[str, str], pack: Pack) -> int | str | None:
    if name == "n":
        number = numerals.number_value(text, values, pack.settings)
        return None if number is None else (int(number) if number == int(number) else f"{number:g}")
    if values:
        value = values[HYPHENS.sub("-", text).replace("’", "'")]
        return int(value) if value.lstrip("-").isdigit() else value
    digits = re.match(r"\d+", text)
    if name == "yy" and digits:
        return int(digits[0]) + (2000 if int(digits[0]) <= PIVOT else 1900)
    return int(digits[0]) if digits else text


def _join(found: tuple[Found, ...], low: str, joins: tuple[Join, ...]) -> Iterator[Found]:
    """Neighbours that say one thing together become one expression."""
    current: Found | None = None
    for nxt in found:
        both = _pair(current, nxt, low, joins) if current else None
        if both is None and current is not None:
            yield current
        current = both or nxt
    if current is not None:
        yield current


def _pair(left: Found, right: Found, low: str, joins: tuple[Join, ...]) -> Found | None:
    if right.start - left.end > GLUE or {left.kind, right.kind} - {"DATE", "TIME"}:
        return None
    shapes = parts.shape(left.said), parts.shape(right.said)
    for join in joins:
        if shapes[0] in join.left and shapes[1] in join.right and join.glue.fullmatch(low, left.end, right.start):
            said = parts.merged(left.said, right.said)
            if said is not None:
                kind = "TIME" if "TIME" in (left.kind, right.kind) else "DATE"
                opened = "(" in low[left.end : right.start] and low[right.end : right.end + 1] == ")"
                return Found(left.start, right.end + opened, kind, said, left.alone or right.alone, f"{left.rule} + {right.rule}")
    return None


def _with_modifier(found: Found, low: str, modifiers: frozenset[str]) -> Found:
    """Takes in "early", "the end of", "awal": they do not change the value."""
    if found.kind not in ("DATE", "TIME") or not modifiers:
        return found
    start = max(0, found.start - WINDOW)
    words = list(re.finditer(r"[^\W\d_]+", low[start : found.start]))
    for word in words[-4:]:
        text = low[start + word.start() : found.start]
        if " ".join(text.rstrip(" -–\n\xa0").split()) in modifiers:
            return replace(found, start=start + word.start())
    return found


def _with_tense(found: Found, low: str, rules: DateRules) -> Found:
    """A first guess at the direction of "Monday" from the words before it in the clause: "is set to resume Monday"."""
    if rules.tense is None or found.said.near or parts.shape(found.said) not in CHOOSING:
        return found
    end = found.start if found.clause < 0 else found.clause
    start = max(0, end - CLAUSE)
    start = max((m.end() for m in _CLAUSE_END.finditer(low, start, end)), default=start)
    directly = rules.tense.directly.search(low, start, end)
    cues = [directly] if directly else list(rules.tense.anywhere.finditer(low, start, end))
    last = cues[-1].lastgroup if cues else ""
    return replace(found, said=replace(found.said, near=f"{last}?")) if last else found


def _compares(said: Parts) -> bool:
    """ "A year earlier" is held against the time spoken of; the time spoken of stays."""
    return said.base.startswith("quarter") and (said.shift or 0) < 0


def _resolve(found: Iterable[Found], anchor: date | None) -> Iterator[TimeExpression]:
    """Resolves in reading order; each moment can be what a later expression refers back to."""
    mentioned: list[tuple[int, Moment]] = []
    for f in found:
        mentioned = [(end, m) for end, m in mentioned if f.start - end <= (QUARTER_REACH if m.grain == "Q" else REACH)]
        latest = tuple(m for end, m in reversed(mentioned) if f.start - end <= REACH)
        quarter = next((m for _, m in reversed(mentioned) if m.grain == "Q"), None)
        result = resolve(f.said, f.kind, Context(anchor, latest, quarter))
        if result.moment is not None and not _compares(f.said):
            mentioned.append((f.end, result.moment))
        yield TimeExpression(Span(f.start, f.end), f.kind, result.value, result.precision, result.reason)
