# SPDX-License-Identifier: MIT
"""A field of several names: each a chip that can be taken out or written otherwise, and a line to type the next one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QMargins, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.desktop.appearance import Appearance
from app.desktop.form.chip import ROW, Chip
from app.desktop.form.offer_line import Offer, OfferLine
from app.desktop.widgets.flow import FlowLayout
from app.desktop.widgets.key_button import CAP, paint_key

TYPING, RESTING = 60, 0
"""The room the line needs: while one types in it, and while it waits (then it need not have any)."""

SEPARATORS = ";"
"""What ends a name besides Enter. A comma does not: “Harbour Board, Tamsel” is one name."""


class ChipField(QWidget):
    """Names in the order they were given; ``edited`` is emitted with all of them when one comes, goes or changes.

    Left, in an empty line, goes to the chips: there arrows go along them, Enter writes one otherwise and Delete takes
    it out.
    """

    edited = Signal(object)

    def __init__(
        self,
        name: str,
        tip: str,
        appearance: Appearance,
        offer: Offer,
        *,
        key: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._look = appearance
        self._key = key
        self._chips: list[Chip] = []
        self._changing = ""
        self._line = OfferLine(name, tip, appearance, offer, parent=self)
        self._line.setObjectName("bare")
        self._line.setFixedHeight(ROW)
        self._line.setFrame(False)
        self._line.returnPressed.connect(self._on_entered)
        self._line.left.connect(self._on_entered)
        self._line.installEventFilter(self)
        self.setFocusProxy(self._line)
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        right = 8 + (CAP + 4 if key else 0)
        self._flow = FlowLayout(self, margins=QMargins(8, 4, right, 4), last=RESTING)
        self._flow.addWidget(self._line)

    # Methods

    def values(self) -> tuple[str, ...]:
        """Return the names."""
        return tuple(chip.text() for chip in self._chips)

    @property
    def chips(self) -> Sequence[Chip]:
        """The chips, one a name."""
        return self._chips

    @property
    def line(self) -> OfferLine:
        """The line in which the next name is typed."""
        return self._line

    def show_values(self, names: Sequence[str]) -> None:
        """Show these names instead, without saying so; what is being typed stays."""
        if tuple(names) != self.values():
            self._replace(names)

    def commit(self) -> None:
        """Take what has been typed for a name."""
        self._on_entered()

    def take(self, names: Iterable[str]) -> None:
        """Add names as if they had been typed."""
        new = [name for name in names if name and name not in self.values()]
        if new:
            self._replace([*self.values(), *new])
            self._tell()

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End a name at a separator, and let keys in an empty line go to the chips."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._is_for_chips(event):
            return True
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._flow.set_last(TYPING if event.type() == QEvent.Type.FocusIn else RESTING)
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame, and the key that fills the field from the text."""
        painter = QPainter(self)
        paint_field(painter, self.rect(), self._look, focused=self._line.hasFocus(), hovered=self.underMouse())
        if self._key:
            cap = QRect(self.width() - CAP - 6, (min(self.height(), 29) - CAP) // 2 + 0, CAP, CAP)
            paint_key(painter, cap, self._key, self._look)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let one type wherever the field is clicked."""
        super().mousePressEvent(event)
        self._line.setFocus(Qt.FocusReason.MouseFocusReason)

    def hasHeightForWidth(self) -> bool:
        """Return True: chips wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the chips are at a width."""
        return self._flow.heightForWidth(width)

    # Parts

    def _make(self, name: str) -> Chip:
        return Chip(name, self._look, parent=self)

    def _tell(self) -> None:
        self.edited.emit(self.values())

    def _replace(self, names: Iterable[str]) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._make(name) for name in names]
        for place, chip in enumerate(self._chips):
            chip.setToolTip(f"{chip.text()}: Enter or a double click to change it, Delete or the cross to take it out")
            chip.dropped.connect(self._on_dropped)
            chip.changed.connect(self._on_changed)
            chip.stepped.connect(self._on_stepped)
            chip.typed.connect(self._on_typed)
            self._flow.insert_widget(place, chip)
            chip.show()
        self.updateGeometry()

    def _is_for_chips(self, event: QKeyEvent) -> bool:
        """Do what a key does beside typing; tell whether it did anything."""
        if event.text() and event.text() in SEPARATORS:
            self._on_entered()
            return True
        if event.key() == Qt.Key.Key_Escape and self._changing:
            self._changing = ""
            self._line.empty()
            return True
        if self._line.text() or not self._chips:
            return False
        if event.key() == Qt.Key.Key_Backspace:
            self._drop(self._chips[-1])
            return True
        if event.key() == Qt.Key.Key_Left:
            self._chips[-1].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _type_on(self, _chip: Chip, text: str) -> None:
        """Go on typing in the line."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.insert(text)

    def _drop(self, chip: Chip) -> None:
        rest = [known.text() for known in self._chips if known is not chip]
        self._replace(rest)
        self._line.setFocus()
        self._tell()

    def _rename(self, old: str, new: str) -> None:
        names = [new if name == old else name for name in self.values()]
        self._replace(dict.fromkeys(names))
        self._tell()

    @Slot()
    def _on_entered(self) -> None:
        name = " ".join(self._line.text().split())
        changing, self._changing = self._changing, ""
        if not name:
            return
        self._line.empty()
        if changing and changing in self.values():
            self._rename(changing, name)
        else:
            self.take([name])

    @Slot()
    def _on_dropped(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self._drop(chip)

    @Slot()
    def _on_changed(self) -> None:
        """Put a name into the line, to be written otherwise; what the chip stands for stays with it."""
        chip = self.sender()
        if isinstance(chip, Chip):
            self._on_entered()
            self._changing = chip.text()
            self._line.setText(chip.text())
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._line.selectAll()

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        chip = self.sender()
        if isinstance(chip, Chip) and chip in self._chips:
            place = self._chips.index(chip) + step
            target = self._line if place >= len(self._chips) else self._chips[max(0, place)]
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self._type_on(chip, text)


def paint_field(painter: QPainter, rect: QRect, look: Appearance, *, focused: bool, hovered: bool) -> None:
    """Paint the frame of a field as the style sheet draws those of single lines."""
    theme = look.theme
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.colour("paper"))
    painter.setPen(QPen(theme.colour("accent" if focused else "edge" if hovered else "line"), 2 if focused else 1))
    inset = 1.0 if focused else 0.5
    painter.drawRoundedRect(rect.toRectF().adjusted(inset, inset, -inset, -inset), 6, 6)
