# SPDX-License-Identifier: MIT
"""The look in force: theme, fonts and icons, and the notice when they change.

There is one for a window. Widgets get it in their constructor, paint with it, and repaint on ``changed``.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import QApplication

from app.desktop import fonts
from app.desktop.code_colours import CodeColours
from app.desktop.icons import IconShelf
from app.desktop.reading.preferences import Preferences
from app.desktop.reading.style import PageStyle
from app.desktop.styling import page_style, palette, style_sheet
from app.desktop.theme import Theme, load_theme

SYSTEM = "system"
THEMES = {
    SYSTEM: "As the system",
    "light": "Light",
    "sepia": "Sepia",
    "dark": "Dark",
    "contrast": "High contrast",
}
"""The themes a user can choose, by the name kept in the settings."""


class Appearance(QObject):
    """Holds the theme and gives fonts and icons made from it; ``page_changed`` says that only the page looks other."""

    changed = Signal()
    page_changed = Signal()

    def __init__(self, application: QApplication, choice: str = SYSTEM, theme: Theme | None = None):
        """Dress the application in a theme: the one given, where it has been read already, else the one chosen."""
        super().__init__()
        self._application = application
        self._choice = choice if choice in THEMES else SYSTEM
        self._fonts: dict[tuple[str, bool, bool], QFont] = {}
        self._icons = IconShelf()
        self.codes = CodeColours(self)
        self._page = Preferences()
        self._families = fonts.install()
        self.theme = theme or load_theme(self._wanted())
        self._apply()
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def choice(self) -> str:
        """The name of the theme, or ``system``."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Switch to a theme by its name in :data:`THEMES`."""
        self._choice = choice
        self._switch()

    def font(self, size: str = "text", *, bold: bool = False, serif: bool = False) -> QFont:
        """Return a font of one of the theme's sizes, for the interface or (``serif``) for quotations."""
        key = (size, bold, serif)
        if key not in self._fonts:
            made = QFont(self._families.serif if serif else self._families.sans)
            made.setPixelSize(self.theme.size(size))
            made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
            self._fonts[key] = made
        return self._fonts[key]

    def icon(self, name: str, colour: str = "soft") -> QIcon:
        """Return an icon of ``resources/icons`` in one of the theme's colours."""
        return self._icons.icon(name, self.theme.hex(colour))

    def page_style(self) -> PageStyle:
        """Return what the reading view is to look like."""
        return self._page.over(page_style(self.theme, self._families))

    @property
    def page(self) -> Preferences:
        """What the reader has chosen for the page."""
        return self._page

    def set_page(self, page: Preferences) -> None:
        """Show the page as the reader has chosen."""
        if page != self._page:
            self._page = page
            self.page_changed.emit()

    def _wanted(self) -> str:
        if self._choice != SYSTEM:
            return self._choice
        return "dark" if self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"

    def _switch(self) -> None:
        self.theme = load_theme(self._wanted())
        self._fonts.clear()
        self._apply()
        self.changed.emit()

    def _apply(self) -> None:
        self._application.setFont(self.font())
        self._application.setPalette(palette(self.theme))
        self._application.setStyleSheet(style_sheet(self.theme))

    @Slot()
    def _on_scheme_changed(self) -> None:
        if self._choice == SYSTEM:
            self._switch()
