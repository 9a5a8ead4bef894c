"""The source map: body offsets back to raw offsets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from strategies import nasty_texts

from saksi.records import Span
from saksi.text import Edit, apply_edits, merge, trim


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    raw = draw(nasty_texts())
    offsets = st.integers(0, len(raw))
    spans = draw(st.lists(st.tuples(offsets, offsets), max_size=6))
    return raw, [Edit(min(a, b), max(a, b), draw(st.text(max_size=3))) for a, b in spans if a != b]


def test_a_copied_stretch_maps_to_itself() -> None:
    body, source_map = apply_edits("one two three", [Edit(4, 8, "")])
    assert body == "one three"
    assert source_map.to_raw(Span(4, 9)) == Span(8, 13)


def test_a_replaced_stretch_maps_as_a_whole() -> None:
    raw = r"she said \”yes\” twice"
    body, source_map = apply_edits(raw, [Edit(9, 11, "”"), Edit(14, 16, "”")])
    assert body == "she said ”yes” twice"
    quote = source_map.to_raw(Span(body.index("”yes"), body.index(" twice")))
    assert raw[quote.start : quote.end] == r"\”yes\”"
    inside = source_map.to_raw(Span(body.index("yes"), body.index("yes") + 3))
    assert raw[inside.start : inside.end] == "yes"


def test_pieces_part_where_much_was_cut() -> None:
    raw = "before [a long advertisement] after"
    body, source_map = apply_edits(raw, [Edit(7, 30, "")])
    assert [raw[s.start : s.end] for s in source_map.pieces(Span(0, len(body)))] == ["before ", "after"]


@given(edited())
def test_every_body_span_maps_inside_the_raw_text_and_in_order(case: tuple[str, list[Edit]]) -> None:
    raw, edits = case
    body, source_map = apply_edits(raw, edits)
    last = 0
    for at in range(len(body)):
        span = source_map.to_raw(Span(at, at + 1))
        assert 0 <= span.start <= span.end <= len(raw)
        assert span.start >= last
        last = span.start


@given(edited())
def test_a_character_that_was_copied_is_the_same_in_the_raw_text(case: tuple[str, list[Edit]]) -> None:
    raw, edits = case
    body, source_map = apply_edits(raw, edits)
    starts = (*source_map.body_starts[1:], len(body))
    for start, end, width in zip(source_map.body_starts, starts, source_map.widths, strict=True):
        if width < 0 and start < end:
            span = source_map.to_raw(Span(start, end))
            assert raw[span.start : span.end] == body[start:end]


def test_trim_and_merge() -> None:
    assert trim("  a b ", Span(0, 6)) == Span(2, 5)
    assert merge([Span(5, 7), Span(0, 2), Span(2, 4)]) == [Span(0, 4), Span(5, 7)]
