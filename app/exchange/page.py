# SPDX-License-Identifier: MIT
"""A canonical text and its layout as HTML, with annotations as marked segments.

Pure functions. Annotations may overlap and may have several spans: every stretch of a block that differs from its
neighbours, in style or in what is annotated, is a segment of its own. Each annotation lies in a lane, and no two that
overlap share one, so that their underlines can be drawn one below the other.

Nothing here is trusted: text and attributes are escaped, and only ``http``, ``https`` and ``mailto`` become links.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise

from app.exchange.markup import legal
from app.text.layout import HARD_BREAK, Block, Inline, Kind, Layout, Style
from database.records import Anchor, Annotation

LANES = 4
"""How many lanes are told apart; deeper overlaps share the last."""

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20]+", re.IGNORECASE)
_TAGS = (
    (Style.BOLD, "strong"),
    (Style.ITALIC, "em"),
    (Style.CODE, "code"),
    (Style.STRIKE, "s"),
    (Style.RAISED, "sup"),
    (Style.LOWERED, "sub"),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of an annotation in a text: ``number`` is the annotation's place in its source, from 0."""

    start: int
    end: int
    number: int
    kind: str
    first: bool
    last: bool
    lane: int = 0


def marks(text: str, annotations: Sequence[Annotation]) -> list[Mark]:
    """Return the spans of annotations that stand in the text as they are quoted, each with its lane."""
    found = []
    for number, annotation in enumerate(annotations):
        spans = [span for span in annotation.spans if span.quote and text[span.start : span.end] == span.quote]
        spans.sort(key=_start)
        last = len(spans) - 1
        found += [Mark(s.start, s.end, number, annotation.kind, n == 0, n == last) for n, s in enumerate(spans)]
    return laned(found)


def laned(found: Iterable[Mark]) -> list[Mark]:
    """Return marks in text order, each in the lowest lane that no mark it overlaps is in."""
    ends: list[int] = []
    made = []
    for mark in sorted(found, key=_by_place):
        lane = next((lane for lane, end in enumerate(ends) if end <= mark.start), len(ends))
        ends[lane : lane + 1] = [mark.end]
        made.append(Mark(mark.start, mark.end, mark.number, mark.kind, mark.first, mark.last, min(lane, LANES - 1)))
    return made


def body(text: str, layout: Layout, found: Sequence[Mark] = ()) -> str:
    """Return a text as HTML; ``found`` are the marks of :func:`marks`."""
    pages = dict(layout.pages)
    starts = [mark.start for mark in found]
    longest = max((mark.end - mark.start for mark in found), default=0)
    lines = []
    for number, block in enumerate(layout):
        begin = bisect_left(starts, block.start - longest)
        near = found[begin : bisect_left(starts, block.end)]
        inner = _Line(text[block.start : block.end], block, [m for m in near if m.end > block.start])
        lines.append((block, inner, pages.get(number, "")))
    return "".join(_nested(lines))


@dataclass(frozen=True, slots=True)
class _Line:
    """The text of one block and the marks that touch it."""

    text: str
    block: Block
    marks: Sequence[Mark]

    def html(self, start: int = 0, end: int | None = None) -> str:
        """Return a stretch of the block as HTML; offsets count from the block's start."""
        end = len(self.text) if end is None else end
        spans = [(max(start, m.start - self.block.start), min(end, m.end - self.block.start), m) for m in self.marks]
        spans = [(a, b, mark) for a, b, mark in spans if a < b]
        inlines = [inline for inline in self.block.inlines if inline.start < end and inline.end > start]
        cuts = {start, end, *(n for a, b, _ in spans for n in (a, b))}
        cuts |= {min(max(n, start), end) for inline in inlines for n in (inline.start, inline.end)}
        return "".join(self._segment(a, b, spans, inlines) for a, b in pairwise(sorted(cuts)))

    def _segment(self, start: int, end: int, spans: Sequence[tuple[int, int, Mark]], inlines: Sequence[Inline]) -> str:
        made = escape(legal(self.text[start:end])).replace(HARD_BREAK, "<br>")
        for inline in inlines:
            if inline.start <= start and end <= inline.end:
                made = _styled(made, inline)
        covering = sorted((mark for a, b, mark in spans if a <= start and end <= b), key=_lane)
        for mark in covering:
            begins = mark.first and mark.start - self.block.start == start
            ends = mark.last and mark.end - self.block.start == end
            made = _marked(made, mark, begins=begins, ends=ends)
        return made


def _marked(inner: str, mark: Mark, *, begins: bool, ends: bool) -> str:
    classes = f"a {mark.kind} lane{mark.lane}{' first' if begins else ''}{' last' if ends else ''}"
    focus = ' tabindex="0" role="button" aria-haspopup="dialog"' if begins else ""
    pin = f'<i class="pin {mark.kind}" data-a="{mark.number}"></i>' if begins else ""
    return f'{pin}<span class="{classes}" data-a="{mark.number}"{focus}>{inner}</span>'


def _styled(inner: str, inline: Inline) -> str:
    for style, tag in _TAGS:
        if style in inline.style:
            inner = f"<{tag}>{inner}</{tag}>"
    if Style.IMAGE in inline.style:
        inner = f'<span class="image">{inner}</span>'
    if Style.NOTE in inline.style:
        inner = f"<sup>{inner}</sup>"
    target = legal(inline.target).strip()
    if Style.LINK in inline.style and _ADDRESS.fullmatch(target):
        inner = f'<a href="{escape(target)}" rel="noopener noreferrer" target="_blank">{inner}</a>'
    return inner


def _nested(lines: Sequence[tuple[Block, _Line, str]]) -> Iterator[str]:
    """Yield blocks with quotations, lists and tables around them."""
    depth = 0
    for (quote, sort), group in groupby(lines, key=_group):
        yield "</blockquote>" * (depth - quote) + "<blockquote>" * (quote - depth)
        depth = quote
        yield from _WRAPPERS.get(sort, _plain)(list(group))
    yield "</blockquote>" * depth


def _group(line: tuple[Block, _Line, str]) -> tuple[int, str]:
    block = line[0]
    sorts = {Kind.ITEM: f"list{block.level}", Kind.HEADER_ROW: "table", Kind.ROW: "table", Kind.CODE: "code"}
    sort = sorts.get(block.kind, "plain")
    return block.quote, "list" if sort.startswith("list") else sort


def _plain(lines: Sequence[tuple[Block, _Line, str]]) -> Iterator[str]:
    for block, line, page in lines:
        yield _page(page)
        if block.kind is Kind.RULE:
            yield "<hr>"
        elif block.kind is Kind.HEADING:
            level = min(max(block.level, 1) + 1, 6)
            yield f'<h{level} dir="auto">{line.html()}</h{level}>'
        elif block.kind is Kind.NOTE:
            yield f'<p class="note" dir="auto">{_marker(block)}{line.html()}</p>'
        else:
            yield f'<p dir="auto">{line.html()}</p>'


def _list(lines: Sequence[tuple[Block, _Line, str]]) -> Iterator[str]:
    yield '<ul role="list">'
    for block, line, page in lines:
        level = min(max(block.level, 1), 6)
        yield f'<li class="level{level}" dir="auto">{_page(page)}{_marker(block)}{line.html()}</li>'
    yield "</ul>"


def _table(lines: Sequence[tuple[Block, _Line, str]]) -> Iterator[str]:
    yield '<div class="table"><table>'
    for block, line, page in lines:
        tag = "th" if block.kind is Kind.HEADER_ROW else "td"
        cells = [line.html(start, end) for start, end in block.cells or ((0, len(line.text)),)]
        first = _page(page)
        yield "<tr>" + "".join(f'<{tag} dir="auto">{first if n == 0 else ""}{c}</{tag}>' for n, c in enumerate(cells))
        yield "</tr>"
    yield "</table></div>"


def _code(lines: Sequence[tuple[Block, _Line, str]]) -> Iterator[str]:
    for _, line, page in lines:
        yield f"{_page(page)}<pre><code>{line.html()}</code></pre>"


_WRAPPERS = {"list": _list, "table": _table, "code": _code}


def _marker(block: Block) -> str:
    return f'<span class="marker">{escape(legal(block.marker))}</span> ' if block.marker else ""


def _page(label: str) -> str:
    return f'<span class="pageno" title="page {escape(legal(label))}">{escape(legal(label))}</span>' if label else ""


def _start(span: Anchor) -> int:
    return span.start


def _by_place(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, mark.number


def _lane(mark: Mark) -> int:
    return mark.lane
