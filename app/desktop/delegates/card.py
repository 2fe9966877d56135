# SPDX-License-Identifier: MIT
"""How an annotation shows as a card: its kind, the quotation, who said it, and its codes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.attribution import pieces
from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import MARK, ChipRow, Format, Paragraph, paint_mark, utf16
from app.desktop.models.roles import AROUND, RECORD, Index
from app.desktop.widgets.markdown import page_of
from app.editing.surroundings import ALONE, Surroundings, shortened
from app.slots import summary
from database.records import Annotation

MARGIN_X, MARGIN_Y = 14, 10
PAD_X, PAD_Y = 13, 11
GAP = 6
RADIUS = 10
QUOTE_LINES = 6
NOTE_LINES = 3
PART_LINES = 3
TIE_LINES = 2
KEPT = 200
"""How many cards stay laid out."""
_ROLES = {"first": "says first", "repeats": "repeats", "contradicts": "contradicts"}
LEADING = 1.16
DOUBTS = {"orphan": "no place in the text", "changed": "place in doubt", "moved": "moved"}


class CardLayout:
    """The parts of one card laid out to a width."""

    def __init__(self, annotation: Annotation, look: Appearance, width: int, around: Surroundings = ALONE):
        inner = width - 2 * (MARGIN_X + PAD_X)
        words = pieces(annotation.chain, annotation.slots)
        self.head = QFontMetrics(look.font("small", bold=True)).height()
        self.quote = Paragraph(
            annotation.quote, look.font("quote", serif=True), inner, lines=QUOTE_LINES, leading=LEADING
        )
        self.chain = Paragraph(
            "".join(text for text, _ in words), look.font("small"), inner, formats=strong(words, look)
        )
        self.parts = Paragraph(summary(annotation.slots), look.font("small"), inner, lines=PART_LINES)
        told = [(tie.words, tie.what) for tie in around.ties]
        told += [(_ROLES[each.role], f"the statement “{shortened(each.text)}”") for each in around.stated]
        self.ties = [_tie(strong_words, rest, look, inner) for strong_words, rest in told]
        self.note = Paragraph(plain_note(annotation.note), look.font("small"), inner, lines=NOTE_LINES)
        self.chips = ChipRow(
            ((use.code, use.stance, look.codes.of(use)) for use in annotation.codes), look.font("small"), inner
        )

    @property
    def height(self) -> int:
        """The height of the card with the space around it."""
        parts = sum(part.height + GAP for part, _ in self.paragraphs if part.height)
        chips = self.chips.height + GAP if self.chips.height else 0
        return self.head + parts + chips + 2 * PAD_Y + MARGIN_Y

    @property
    def paragraphs(self) -> list[tuple[Paragraph, str]]:
        """The parts that are words, from the top, each with its colour."""
        ties = [(tie, "soft") for tie in self.ties]
        return [(self.quote, "ink"), (self.chain, "soft"), (self.parts, "soft"), *ties, (self.note, "faint")]


class CardDelegate(QStyledItemDelegate):
    """Paints annotations as cards."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None):
        super().__init__(parent)
        self._look = appearance
        self._kept: dict[int, tuple[Annotation, Surroundings, int, CardLayout]] = {}
        appearance.changed.connect(self._on_appearance_changed)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the width that is offered and the height the card then takes."""
        annotation = index.data(RECORD)
        if not isinstance(annotation, Annotation):
            return QSize(option.rect.width(), 0)
        width = option.rect.width()
        return QSize(width, self._layout(annotation, _around(index), width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a card."""
        annotation = index.data(RECORD)
        if not isinstance(annotation, Annotation):
            return
        painter.save()
        card = QRectF(option.rect).adjusted(MARGIN_X, 0, -MARGIN_X, -MARGIN_Y)
        paint_card(painter, card, self._look, option.state)
        self._paint_parts(painter, card, annotation, self._layout(annotation, _around(index), option.rect.width()))
        painter.restore()

    def _layout(self, annotation: Annotation, around: Surroundings, width: int) -> CardLayout:
        """Return a card laid out: cards that only move are not laid out again."""
        kept = self._kept.get(annotation.id)
        if kept is not None and kept[0] is annotation and kept[1] is around and kept[2] == width:
            return kept[3]
        made = CardLayout(annotation, self._look, width, around)
        if len(self._kept) >= KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[annotation.id] = (annotation, around, width, made)
        return made

    @Slot()
    def _on_appearance_changed(self) -> None:
        self._kept.clear()

    def _paint_parts(self, painter: QPainter, card: QRectF, annotation: Annotation, parts: CardLayout) -> None:
        theme = self._look.theme
        x, y = card.x() + PAD_X, card.y() + PAD_Y
        line = QRect(round(x), round(y), round(card.width()) - 2 * PAD_X, parts.head)
        paint_head(painter, line, annotation, self._look)
        y += parts.head + GAP
        for part, colour in parts.paragraphs:
            if part.height:
                part.paint(painter, x, y, theme.colour(colour))
                y += part.height + GAP
        parts.chips.paint(painter, x, y, theme)


def _around(index: Index) -> Surroundings:
    found = index.data(AROUND)
    return found if isinstance(found, Surroundings) else ALONE


def _tie(words: str, rest: str, look: Appearance, width: int) -> Paragraph:
    formats = strong(((words, True), (f" {rest}", False)), look)
    return Paragraph(f"{words} {rest}", look.font("small"), width, formats=formats, lines=TIE_LINES)


def plain_note(note: str) -> str:
    """Return a note as it reads, without its Markdown."""
    words = note.strip()
    if not any(sign in words for sign in "*_`#>[-"):
        return words
    return page_of(words).toPlainText().replace("\ufffc", "").strip()


def paint_card(painter: QPainter, card: QRectF, look: Appearance, state: QStyle.StateFlag) -> None:
    """Paint the ground of a card: a hairline, a faint shadow, and the accent ring where it is the current one."""
    theme = look.theme
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = card.adjusted(0.5, 0.5, -0.5, -0.5)
    current = bool(state & QStyle.StateFlag.State_Selected)
    painter.setPen(Qt.PenStyle.NoPen)
    if current:
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawRoundedRect(card.adjusted(-3, -3, 3, 3), RADIUS + 3, RADIUS + 3)
    elif theme.colour("shadow").alpha():
        painter.save()  # the card covers all of it but its foot: painting the rest would only take time
        painter.setClipRect(card.adjusted(0, card.height() - RADIUS - 2, 0, 3), Qt.ClipOperation.IntersectClip)
        painter.setBrush(theme.colour("shadow"))
        painter.drawRoundedRect(outline.translated(0, 1.5), RADIUS, RADIUS)
        painter.restore()
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    focused = bool(state & QStyle.StateFlag.State_HasFocus)
    edge = "accent" if current else "edge" if hovered else "line"
    painter.setPen(QPen(theme.colour(edge), 2 if focused and current else 1))
    painter.setBrush(theme.colour("card"))
    painter.drawRoundedRect(outline, RADIUS, RADIUS)


def paint_head(painter: QPainter, line: QRect, annotation: Annotation, look: Appearance) -> None:
    """Paint the first line of a card: mark and kind at the left, status at the right."""
    theme = look.theme
    mark = QRectF(line.x(), line.center().y() - MARK / 2 + 0.5, MARK, MARK)
    paint_mark(painter, annotation.kind, mark, theme)
    bold, small = look.font("small", bold=True), look.font("small")
    painter.setFont(bold)
    painter.setPen(theme.colour("ink"))
    words = line.adjusted(MARK + 7, 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, annotation.kind.capitalize())
    painter.setFont(small)
    painter.setPen(theme.colour("faint"))
    doubt = doubt_words(annotation)
    room = words.width() - QFontMetrics(bold).horizontalAdvance(annotation.kind.capitalize()) - 12
    if doubt:
        painter.setPen(theme.colour("warning_ink"))
        painter.drawText(words.adjusted(words.width() - room, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, doubt)
        painter.setPen(theme.colour("faint"))
        room -= QFontMetrics(small).horizontalAdvance(doubt) + 12
    shown = QFontMetrics(small).elidedText(standing(annotation), Qt.TextElideMode.ElideLeft, room)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)


def standing(annotation: Annotation) -> str:
    """Return who tagged it, and where the statement stands."""
    return " · ".join(part for part in (annotation.annotator, annotation.status) if part)


def doubt_words(annotation: Annotation) -> str:
    """Return what is doubtful about the place of an annotation since its text was replaced; empty where nothing is."""
    states = {span.state for span in annotation.spans}
    return next((words for state, words in DOUBTS.items() if state in states), "")


def strong(words: tuple[tuple[str, bool], ...], look: Appearance) -> list[Format]:
    """Return the formats that set off the strong pieces of a sentence."""
    made, place = [], 0
    for text, heavy in words:
        length = utf16(text)
        if heavy:
            piece = Format()
            piece.start, piece.length = place, length
            style = QTextCharFormat()
            style.setForeground(look.theme.colour("ink"))
            style.setFontWeight(QFont.Weight.DemiBold)
            piece.format = style
            made.append(piece)
        place += length
    return made
