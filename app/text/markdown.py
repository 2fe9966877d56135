# SPDX-License-Identifier: MIT
"""Renders Markdown: CommonMark with tables, strike-through and footnotes, once, when a source is imported.

List markers are painted, not text; table cells are parted by tabs; a hard break is U+2028. HTML tags turn
styles on and off or part paragraphs, and do not show. A comment may say that a page begins (:mod:`app.text.pages`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from app.text import inline, notes, plain, tags
from app.text.html_blocks import read_html
from app.text.layout import HARD_BREAK, Draft, Inline, Kind
from app.text.normalise import normalise
from app.text.pages import page_label
from app.text.render import Rendered, rendered

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_DEEPEST = 60
"""How deep blocks may nest: deeper, the parser would drop text, and Python run out of stack."""


def render(markdown: str, *, html: bool = True) -> Rendered:
    """Make the canonical text, layout and title of a Markdown text.

    Any string will do: it is normalised first. A text that nests deeper than anybody writes is read as plain
    text instead, so that nothing is lost. Without ``html`` what looks like a tag is text: in a note ``<draft>`` is
    more likely a word than markup.
    """
    tokens = _parser(html).parse(normalise(markdown), {})
    if any(token.level >= _DEEPEST - 2 for token in tokens):
        return plain.render(markdown)
    builder = _Builder()
    for token in tokens:
        builder.take(token)
    return rendered(builder.drafts, builder.pages, builder.anchors)


@cache
def _parser(html: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - costs 69 ms, and only Markdown needs it

    parser = MarkdownIt("commonmark", {"html": html, "maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    notes.install(parser)
    return parser


@dataclass(slots=True)
class _List:
    """A list that is open: the next number, or None for bullets."""

    number: int | None


@dataclass(slots=True)
class _Builder:
    """Turns block tokens into drafts; what is open around the present token is its state."""

    drafts: list[Draft] = field(default_factory=list)
    pages: list[tuple[int, str]] = field(default_factory=list)
    anchors: list[tuple[int, str]] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    quote: int = 0
    marker: str = ""
    heading: int = 0
    note: bool = False
    header: bool = False
    cells: list[inline.Styled] | None = None

    def take(self, token: Token) -> None:
        """Take one token."""
        handler = _HANDLERS.get(token.type)
        if handler:
            handler(self, token)

    def emit(self, kind: Kind, text: str, inlines: tuple[Inline, ...] = (), level: int = 0) -> None:
        """Add a block; a paragraph in a list or a footnote is part of that."""
        if kind is Kind.PARAGRAPH:
            kind = Kind.ITEM if self.lists else Kind.NOTE if self.note else kind
        level = level or len(self.lists)
        self.drafts.append(Draft(kind, text, level, self.quote, self.marker, inlines))
        self.marker = ""

    def flush(self) -> None:
        """Add an empty item or note for a marker that no text followed."""
        if self.marker:
            self.emit(Kind.PARAGRAPH, "")

    def name(self, markup: str) -> None:
        """Give the draft that comes next the names that tags in some markup have."""
        self.anchors += ((len(self.drafts), name) for name in tags.names(markup))

    def inline(self, token: Token) -> None:
        for child in token.children or ():
            if child.type == "html_inline":
                self.name(child.content)
        text, inlines = inline.read(token.children or ())
        if self.cells is not None:
            self.cells.append((text, inlines))
        elif text:
            self.emit(Kind.HEADING if self.heading else Kind.PARAGRAPH, text, inlines, self.heading)

    def heading_open(self, token: Token) -> None:
        self.heading = int(token.tag[1])

    def heading_close(self, _: Token) -> None:
        self.heading = 0

    def list_open(self, token: Token) -> None:
        self.flush()
        self.lists.append(_List(int(token.attrs.get("start", 1)) if token.tag == "ol" else None))

    def list_close(self, _: Token) -> None:
        self.lists.pop()

    def item_open(self, token: Token) -> None:
        around = self.lists[-1]
        self.marker = inline.BULLET if around.number is None else f"{around.number}{token.markup}"
        if around.number is not None:
            around.number += 1

    def item_close(self, _: Token) -> None:
        self.flush()

    def quote_open(self, _: Token) -> None:
        self.quote += 1

    def quote_close(self, _: Token) -> None:
        self.quote -= 1

    def code(self, token: Token) -> None:
        text = token.content.rstrip("\n").replace("\n", HARD_BREAK)
        if text.strip():
            self.emit(Kind.CODE, text)

    def rule(self, _: Token) -> None:
        self.flush()
        self.emit(Kind.RULE, "")

    def html(self, token: Token) -> None:
        page = page_label(token.content)
        if page is not None:
            self.pages.append((len(self.drafts), page))
            return
        self.name(token.content)
        for draft in read_html(token.content):
            if draft.kind in (Kind.PARAGRAPH, Kind.HEADING):
                self.emit(draft.kind, draft.text, draft.inlines, draft.level)
            else:
                self.flush()
                self.drafts.append(replace(draft, quote=self.quote, level=draft.level + len(self.lists)))

    def note_open(self, token: Token) -> None:
        self.flush()
        self.note = True
        self.marker = f"[{token.meta['label']}]"

    def note_close(self, _: Token) -> None:
        self.flush()
        self.note = False

    def header_open(self, _: Token) -> None:
        self.header = True

    def header_close(self, _: Token) -> None:
        self.header = False

    def row_open(self, _: Token) -> None:
        self.flush()
        self.cells = []

    def row_close(self, _: Token) -> None:
        text, inlines = inline.row(self.cells or [])
        self.cells = None
        if text.strip() or not self.header:
            self.emit(Kind.HEADER_ROW if self.header else Kind.ROW, text, inlines)


_HANDLERS: dict[str, Callable[[_Builder, Token], None]] = {
    "inline": _Builder.inline,
    "heading_open": _Builder.heading_open,
    "heading_close": _Builder.heading_close,
    "bullet_list_open": _Builder.list_open,
    "ordered_list_open": _Builder.list_open,
    "bullet_list_close": _Builder.list_close,
    "ordered_list_close": _Builder.list_close,
    "list_item_open": _Builder.item_open,
    "list_item_close": _Builder.item_close,
    "blockquote_open": _Builder.quote_open,
    "blockquote_close": _Builder.quote_close,
    "fence": _Builder.code,
    "code_block": _Builder.code,
    "hr": _Builder.rule,
    "html_block": _Builder.html,
    "note_open": _Builder.note_open,
    "note_close": _Builder.note_close,
    "thead_open": _Builder.header_open,
    "thead_close": _Builder.header_close,
    "tr_open": _Builder.row_open,
    "tr_close": _Builder.row_close,
}
