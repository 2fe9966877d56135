# SPDX-License-Identifier: MIT
"""Highlights: their lanes, their blocks, and that adding one by one comes to the same as all at once."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from app.desktop.reading.highlights import Highlight, HighlightIndex, grounds, lanes
from app.desktop.reading.look import underlines
from database.records import KINDS, Span

LENGTH = 120
STARTS = [0, 21, 22, 60, 100]


def spans(most: int = 25) -> st.SearchStrategy[list[Span]]:
    span = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).filter(lambda s: s[0] < s[1])
    return st.lists(span, max_size=most)


def numbered(given_spans: list[Span]) -> list[Highlight]:
    kinds = ("claim", "recommendation", "passage")
    return [Highlight(f"h{n}", kinds[n % 3], *span) for n, span in enumerate(given_spans)]


def index_of(highlights: list[Highlight]) -> HighlightIndex:
    index = HighlightIndex(STARTS, LENGTH)
    index.replace_all(highlights)
    return index


def covered(index: HighlightIndex) -> set[tuple[str, int]]:
    """Which annotation lies over which code point, read back from the blocks."""
    return {
        (part.highlight.uid, STARTS[block] + at)
        for block in range(len(STARTS))
        for part in index.parts(block)
        for at in range(part.start, part.end)
        if STARTS[block] + at < [*STARTS, LENGTH][block + 1]
    }


def shares_no_lane(index: HighlightIndex) -> bool:
    parts = {part.highlight: part.lane for block in range(len(STARTS)) for part in index.parts(block)}
    pairs = combinations(parts.items(), 2)
    return all(la != lb for (a, la), (b, lb) in pairs if a.start < b.end and b.start < a.end)


@given(spans())
def test_overlapping_spans_share_no_lane(given_spans: list[Span]) -> None:
    ordered = sorted(given_spans)
    given_lanes = list(zip(ordered, lanes(ordered), strict=True))
    for (first, lane), (second, other) in combinations(given_lanes, 2):
        assert lane != other or first[1] <= second[0] or second[1] <= first[0]


@given(spans())
def test_there_are_no_more_lanes_than_the_deepest_overlap(given_spans: list[Span]) -> None:
    depth = max((sum(s <= at < e for s, e in given_spans) for at in range(LENGTH)), default=0)
    assert len(set(lanes(sorted(given_spans)))) == depth


@given(spans())
def test_blocks_cover_what_the_highlights_cover(given_spans: list[Span]) -> None:
    highlights = numbered(given_spans)
    assert covered(index_of(highlights)) == {(h.uid, at) for h in highlights for at in range(h.start, h.end)}


@given(spans())
def test_one_by_one_covers_the_same_as_all_at_once(given_spans: list[Span]) -> None:
    highlights = numbered(given_spans)
    index = index_of([])
    for highlight in highlights:
        index.put([highlight])
    assert covered(index) == covered(index_of(highlights))
    assert shares_no_lane(index)


@given(spans(12), st.data())
def test_putting_again_replaces_and_dropping_removes(given_spans: list[Span], data: st.DataObject) -> None:
    highlights = numbered(given_spans)
    index = index_of(highlights)
    if highlights:
        moved = data.draw(st.sampled_from(highlights))
        index.put([Highlight(moved.uid, "claim", 3, 50)])
        assert [(h.start, h.end) for h in index.of(moved.uid)] == [(3, 50)]
        assert shares_no_lane(index)
        index.drop(moved.uid)
        assert covered(index) == covered(index_of([h for h in highlights if h.uid != moved.uid]))


def test_what_changes_is_told_by_block() -> None:
    index = index_of([])
    assert index.put([Highlight("a", "claim", 15, 30)]) == {0, 1, 2}
    assert index.put([Highlight("a", "claim", 100, 110)]) == {0, 1, 2, 4}
    assert index.drop("a") == {4}
    assert index.drop("a") == set()


def test_an_annotation_may_have_several_spans() -> None:
    index = index_of([])
    index.put([Highlight("a", "claim", 0, 5), Highlight("a", "claim", 70, 80)])
    assert index.at(2) == index.at(75) == ["a"]
    assert index.at(30) == []


def test_bad_highlights_are_left_out() -> None:
    bad = [(-1, 5), (5, 5), (9, 3), (100, LENGTH + 1), (10**12, 10**12 + 1)]
    index = index_of([Highlight(f"b{n}", "claim", *span) for n, span in enumerate(bad)])
    index.put([Highlight("odd", "opinion", 1, 4)])
    assert list(index) == []


def test_the_shortest_annotation_comes_first() -> None:
    index = index_of(numbered([(0, 50), (10, 14), (12, 30)]))
    assert index.at(12) == ["h1", "h2", "h0"]


def test_grounds_name_the_kinds_they_share_once() -> None:
    index = index_of(numbered([(0, 10), (5, 15), (5, 12)]))
    found = [(g.start, g.end, g.kinds) for g in grounds(index.parts(0), None)]
    assert found == [
        (0, 5, ("claim",)),
        (5, 10, ("claim", "recommendation", "passage")),
        (10, 12, ("recommendation", "passage")),
        (12, 15, ("recommendation",)),
    ]


@given(spans(), st.integers(0, 24))
def test_every_character_stands_on_the_ground_of_the_kinds_over_it(given_spans: list[Span], current: int) -> None:
    index = index_of(numbered(given_spans))
    for block, start in enumerate(STARTS):
        parts = index.parts(block)
        found = grounds(parts, f"h{current}")
        for at in range(LENGTH - start):
            over = [part.highlight for part in parts if part.start <= at < part.end]
            here = [(g.kinds, g.current) for g in found if g.start <= at < g.end]
            kinds = tuple(kind for kind in KINDS if kind in {one.kind for one in over})
            assert here == ([(kinds, f"h{current}" in {one.uid for one in over})] if over else [])


@given(spans())
def test_underlines_that_share_a_lane_and_a_kind_overlap_nowhere(given_spans: list[Span]) -> None:
    index = index_of(numbered(given_spans))
    for block in range(len(STARTS)):
        parts = index.parts(block)
        found = underlines(parts)
        for (line, one), (other, two) in combinations(found, 2):
            assert line != other or one[1] <= two[0] or two[1] <= one[0]
        assert {(line.kind, at) for line, (start, end) in found for at in range(start, end)} == {
            (part.highlight.kind, at) for part in parts for at in range(part.start, part.end)
        }


@given(spans().filter(bool), st.data())
def test_a_block_has_another_version_when_its_highlights_change(given_spans: list[Span], data: st.DataObject) -> None:
    highlights = numbered(given_spans)
    index = index_of(highlights)
    before = [index.version(block) for block in range(len(STARTS))]
    touched = index.put([data.draw(st.sampled_from(highlights))])
    after = [index.version(block) for block in range(len(STARTS))]
    assert {block for block in range(len(STARTS)) if before[block] != after[block]} == touched
    index.replace_all(highlights)
    assert not set(after) & {index.version(block) for block in range(len(STARTS))}
