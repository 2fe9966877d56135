# SPDX-License-Identifier: MIT
"""How the page looks, in a popover: its theme, typeface, size, lines and column. All of it applies at once."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontDatabase, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.desktop.appearance import SYSTEM, THEMES, Appearance
from app.desktop.delegates.painting import paint_focus
from app.desktop.reading.preferences import COLUMN, LEADING, RANGES, SANS, SERIF, SIZE, Preferences, Range
from app.desktop.theme import Theme, load_theme
from app.desktop.widgets.choice_box import ChoiceBox
from app.desktop.widgets.parts import text_link
from app.desktop.widgets.popover import Popover

WIDTH = 328
SWATCH = QSize(56, 40)
UNFIT = ("emoji", "symbol", "icons", "math")
"""What the names of families hold that no text can be set in."""


class LettersPopover(Popover):
    """Emits ``theme_chosen`` with a theme's name and ``page_chosen`` with :class:`Preferences`."""

    theme_chosen = Signal(str)
    page_chosen = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__("How the page looks", parent)
        self._look = appearance
        self._quiet = False
        self._page = appearance.page
        self._sliders: dict[str, QSlider] = {}
        self._values: dict[str, QLabel] = {}
        self._swatches = QButtonGroup(self)
        self._typeface = self._typefaces()
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.addWidget(self._label("Typeface"), 0, 0)
        grid.addWidget(self._typeface, 0, 1, 1, 2)
        for row, (name, words, span) in enumerate(
            (("size", "Size", SIZE), ("leading", "Line height", LEADING), ("column", "Column width", COLUMN)), 1
        ):
            self._add_slider(grid, row, name, words, span)
        self._usual = text_link("As usual", "Set typeface, size, lines and column as they are unless chosen", self)
        self._usual.clicked.connect(self._on_usual)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addLayout(self._themes())
        column.addLayout(grid)
        column.addWidget(self._usual, 0, Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(WIDTH)
        self.show_page(appearance.page)

    def show_page(self, page: Preferences) -> None:
        """Show what is chosen, without choosing it again."""
        self._quiet, self._page = True, page
        found = self._typeface.findData(page.typeface)
        self._typeface.setCurrentIndex(max(0, found))
        for name, value in (("size", page.size), ("leading", page.leading), ("column", page.column)):
            self._sliders[name].setValue(value // RANGES[name].step)
            self._values[name].setText(_words(name, value))
            self._sliders[name].setAccessibleDescription(_words(name, value))
        self._usual.setEnabled(page != Preferences())
        self._quiet = False

    def slider(self, name: str) -> QSlider:
        """Return the slider of ``size``, ``leading`` or ``column``."""
        return self._sliders[name]

    @property
    def typeface(self) -> QComboBox:
        """The list of typefaces."""
        return self._typeface

    def swatch(self, theme: str) -> QAbstractButton:
        """Return the button of a theme."""
        return self._swatches.button(list(THEMES).index(theme))

    # Building

    def _themes(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for number, (choice, words) in enumerate(THEMES.items()):
            swatch = Swatch(choice, words, self._look, self)
            swatch.setChecked(choice == self._look.choice)
            self._swatches.addButton(swatch, number)
            row.addWidget(swatch)
        self._swatches.idClicked.connect(self._on_theme_clicked)
        return row

    def _typefaces(self) -> QComboBox:
        made = ChoiceBox(self)
        made.setAccessibleName("Typeface of the page")
        made.setToolTip("The letters the page is set in")
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.addItem("Serif", SERIF)
        made.addItem("Sans serif", SANS)
        made.insertSeparator(2)
        for family in families():
            made.addItem(family, family)
        made.currentIndexChanged.connect(self._on_typeface_chosen)
        return made

    def _add_slider(self, grid: QGridLayout, row: int, name: str, words: str, span: Range) -> None:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setObjectName(name)
        slider.setAccessibleName(words)
        slider.setToolTip(f"{words} of the page")
        slider.setRange(span.least // span.step, span.most // span.step)
        slider.setPageStep(2)
        slider.valueChanged.connect(self._on_slid)
        value = QLabel(self)
        value.setObjectName("soft")
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        value.setMinimumWidth(40)
        self._sliders[name], self._values[name] = slider, value
        grid.addWidget(self._label(words), row, 0)
        grid.addWidget(slider, row, 1)
        grid.addWidget(value, row, 2)

    def _label(self, words: str) -> QLabel:
        label = QLabel(words, self)
        label.setObjectName("label")
        return label

    # Slots

    @Slot(int)
    def _on_theme_clicked(self, number: int) -> None:
        self.theme_chosen.emit(list(THEMES)[number])

    @Slot(int)
    def _on_typeface_chosen(self, place: int) -> None:
        typeface = self._typeface.itemData(place)
        if not self._quiet and isinstance(typeface, str):
            page = self._page
            self._choose(Preferences(typeface, page.size, page.leading, page.column))

    @Slot(int)
    def _on_slid(self, value: int) -> None:
        slider = self.sender()
        if not self._quiet and isinstance(slider, QSlider):
            name = slider.objectName()
            self._choose(self._page.changed(name, value * RANGES[name].step))

    @Slot()
    def _on_usual(self) -> None:
        self._choose(Preferences())

    def _choose(self, page: Preferences) -> None:
        self.show_page(page)
        self.page_chosen.emit(page)


class Swatch(QAbstractButton):
    """A theme as two letters on its paper, and its name below."""

    def __init__(self, choice: str, words: str, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._look = appearance
        self._themes = _shown(choice)
        self._short = {SYSTEM: "System", "contrast": "Contrast"}.get(choice, words)
        self.setText(words)
        self.setAccessibleName(f"Theme: {words}")
        self.setToolTip(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the room of the paper, and of the name below."""
        return QSize(SWATCH.width(), SWATCH.height() + 4 + self._look.theme.size("tiny") + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the paper; that of the system is half light, half dark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paper = QRectF(2, 2, self.width() - 4, SWATCH.height() - 4)
        for number, theme in enumerate(self._themes):
            half = paper.adjusted(paper.width() * number / len(self._themes), 0, 0, 0)
            painter.setClipRect(half)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("paper"))
            painter.drawRoundedRect(paper, 6, 6)
            painter.setPen(theme.colour("ink"))
            painter.setFont(self._look.font("page", serif=True))
            painter.drawText(paper, Qt.AlignmentFlag.AlignCenter, "Aa")
        painter.setClipping(False)
        self._paint_edge(painter, paper)
        painter.setFont(self._look.font("tiny", bold=self.isChecked()))
        painter.setPen(self._look.theme.colour("ink" if self.isChecked() else "soft"))
        below = self.rect().adjusted(0, SWATCH.height() + 2, 0, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self._short)
        painter.end()

    def _paint_edge(self, painter: QPainter, paper: QRectF) -> None:
        theme = self._look.theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent" if self.isChecked() else "edge"), 2 if self.isChecked() else 1))
        painter.drawRoundedRect(paper, 6, 6)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), theme, 8)


def families() -> list[str]:
    """Return the families of this machine that a page can be set in, by name."""
    known = (name for name in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(name))
    return [name for name in known if not any(word in name.lower() for word in UNFIT) and _scalable(name)]


def _scalable(family: str) -> bool:
    return bool(QFontDatabase.isSmoothlyScalable(family)) and bool(QFont(family).family())


def _shown(choice: str) -> list[Theme]:
    return [load_theme(name) for name in (("light", "dark") if choice == SYSTEM else (choice,))]


def _words(name: str, value: int) -> str:
    if name == "leading":
        return f"{value / 100:.2f}"
    return f"{value} px" if name == "size" else f"{value}"
