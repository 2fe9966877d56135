# SPDX-License-Identifier: MIT
"""What Qt and the page are told of a theme.

A theme becomes a palette for the Fusion style and, where a palette cannot reach (the radius of a field, the width of a
scroll bar), a short style sheet. Widgets that paint themselves ask the theme itself.
"""

from __future__ import annotations

from PySide6.QtGui import QPalette

from app.desktop.fonts import Families
from app.desktop.reading.preferences import POINTS_A_PIXEL
from app.desktop.reading.style import PageStyle
from app.desktop.theme import COLOURS, Theme


def palette(theme: Theme) -> QPalette:
    """Return what the Fusion style paints with."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, name in (
        (roles.Window, "panel"),
        (roles.WindowText, "ink"),
        (roles.Base, "paper"),
        (roles.AlternateBase, "panel"),
        (roles.Text, "ink"),
        (roles.Button, "panel"),
        (roles.ButtonText, "ink"),
        (roles.BrightText, "accent_ink"),
        (roles.PlaceholderText, "faint"),
        (roles.Highlight, "selection"),
        (roles.HighlightedText, "selection_ink"),
        (roles.Accent, "accent"),
        (roles.Link, "accent"),
        (roles.LinkVisited, "accent"),
        (roles.ToolTipBase, "card"),
        (roles.ToolTipText, "ink"),
        (roles.Light, "paper"),
        (roles.Midlight, "hover"),
        (roles.Mid, "line"),
        (roles.Dark, "edge"),
        (roles.Shadow, "edge"),
    ):
        made.setColor(role, theme.colour(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("faint"))
    return made


_SHEET = """
QToolTip { background: @card; color: @ink; border: 1px solid @line; padding: 4px 6px; }
QLineEdit, QPlainTextEdit, QSpinBox { background: @paper; border: 1px solid @line; border-radius: 6px; padding: 3px 8px;
    selection-background-color: @selection; selection-color: @selection_ink; }
QLineEdit:hover, QPlainTextEdit:hover { border-color: @edge; }
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus { border: 2px solid @accent; padding: 2px 7px; }
QLineEdit#search { border-radius: 8px; padding: 6px 11px; }
QLineEdit#search:focus { padding: 5px 10px; }
QLineEdit#bare, QLineEdit#bare:focus { border: 0; background: transparent; padding: 0; }
QPushButton { background: @paper; border: 1px solid @line; border-radius: 8px; padding: 6px 14px; }
QPushButton:hover { background: @hover; border-color: @edge; }
QPushButton:focus { border: 2px solid @accent; padding: 5px 13px; }
QPushButton:default { background: @accent; color: @accent_ink; border-color: @accent; }
QPushButton:default:focus { border: 2px solid @ink; }
QPushButton:disabled { color: @faint; background: @panel; border-color: @line; }
QToolButton { border: 2px solid transparent; border-radius: 6px; padding: 2px 6px; background: transparent;
    color: @soft; }
QToolButton:hover { background: @hover; color: @ink; }
QToolButton:focus { border-color: @accent; }
QToolButton:disabled { color: @faint; }
QToolButton::menu-indicator { image: none; }
QToolButton#toggle { padding: 3px 9px; font-size: @smallerpx; border: 1px solid @line; }
QToolButton#toggle:checked { background: @accent_soft; color: @accent; border-color: @accent; }
QToolButton#toggle:focus { border: 2px solid @accent; padding: 2px 8px; }
QToolButton#link { padding: 0; border: 0; text-align: left; color: @accent; }
QToolButton#link:disabled { color: @faint; }
QToolButton#link:hover, QToolButton#link:focus { text-decoration: underline; background: transparent; }
QToolButton#link:disabled { color: @faint; }
QToolButton#rail { border-radius: 8px; padding: 6px 0 4px 0; font-size: @smallpx; }
QToolButton#rail:checked { background: @accent_soft; color: @accent; font-weight: 600; }
QToolButton#filter { border-radius: 8px; padding: 4px 10px; }
QToolButton#filter:checked { background: @accent_soft; color: @accent; font-weight: 600; }
QTabBar { background: transparent; }
QTabBar::tab { color: @soft; padding: 14px 0 10px 0; margin: 0 20px 0 0; border: 0;
    border-bottom: 2px solid transparent; background: transparent; }
QTabBar::tab:selected { color: @ink; font-weight: 600; border-bottom-color: @accent; }
QTabBar::tab:focus { color: @accent; }
QComboBox { background: @paper; border: 1px solid @line; border-radius: 6px; padding: 3px 8px; }
QComboBox:hover { border-color: @edge; }
QComboBox:focus { border: 2px solid @accent; padding: 2px 7px; }
QComboBox::drop-down { border: 0; width: 16px; }
QComboBox QAbstractItemView, QListView#popup { background: @card; border: 1px solid @line; outline: 0; padding: 4px;
    selection-background-color: @accent_soft; selection-color: @ink; }
QLabel#label, QLabel#soft { color: @soft; }
QLabel#meant { color: @accent; }
QLabel#faint { color: @faint; }
QLabel#wrong { color: @oppose; }
QLabel#title { font-weight: 600; }
QLabel#mistake { color: @oppose; font-size: @smallerpx; }
QLabel#hint { background: @card; color: @soft; border: 1px solid @edge; border-radius: 8px; padding: 7px 12px; }
QLabel#doubt { color: @warning_ink; font-size: @smallerpx; }
QLabel#small { color: @soft; font-size: @smallerpx; }
QWidget#bar { background: @bar; }
QWidget#paper { background: @paper; }
QWidget#panel { background: @panel; }
QWidget#floating { background: @card; border: 1px solid @edge; border-radius: 10px; }
QWidget#framed { background: @paper; border: 1px solid @line; border-radius: 6px; }
QScrollArea#paper { background: @paper; border: 0; }
QWidget#clear { background: transparent; }
QWidget#hairline { background: @line; }
QWidget#meant_line { background: @accent; }
QWidget#meaning { background: @accent_soft; }
QWidget#meaning QLabel { color: @accent; font-size: @smallerpx; }
QWidget#meaning QToolButton { color: @accent; padding: 0 4px; font-size: @smallerpx; }
QWidget#warning { background: @warning_back; }
QWidget#warning QLabel { color: @warning_ink; }
QAbstractItemView#list { background: @panel; border: 0; outline: 0; }
QTableView#table { background: @paper; border: 0; outline: 0; selection-background-color: transparent; }
QTableView#matrix, QTableView#edges { background: @paper; border: 0; outline: 0; }
QTableView#matrix QHeaderView { background: @paper; }
QTableView#matrix QTableCornerButton::section { background: @paper; border: 0; }
QTableView#edges::item { padding: 0 10px; border: 0; }
QTableView#edges::item:selected { background: @accent_soft; color: @ink; }
QHeaderView { background: @panel; border: 0; }
QHeaderView::section { background: @panel; color: @soft; border: 0; border-bottom: 1px solid @line; padding: 0 10px;
    font-size: @smallerpx; font-weight: 600; }
QHeaderView::section:hover { color: @ink; background: @hover; }
QAbstractItemView#rows { background: @paper; border: 0; outline: 0; }
QPushButton#quiet { background: transparent; border-color: transparent; padding: 2px 8px; color: @accent; }
QPushButton#quiet:hover { background: @hover; }
QPushButton#quiet:focus { padding: 1px 7px; }
QPushButton#quiet:disabled { color: @faint; }
QListView#choices { background: @paper; border: 1px solid @line; border-radius: 6px; padding: 4px; outline: 0; }
QListView#choices:focus { border: 2px solid @accent; padding: 3px; }
QListView#choices::item { padding: 5px 6px; border-radius: 4px; color: @ink; }
QListView#choices::item:selected { background: @accent_soft; color: @accent; }
QWidget#floating QListView#popup { border: 0; background: transparent; padding: 0; }
QListView#popup::item { padding: 4px 6px; }
QMenu { background: @card; border: 1px solid @line; padding: 6px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: @accent_soft; color: @ink; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 6px 8px; }
QSplitter::handle { background: @line; }
QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar::handle { background: @edge; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; } QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { width: 0; height: 0;
    background: transparent; }
QSlider { min-height: 24px; border-radius: 6px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @chip; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: @accent; }
QSlider::handle:horizontal { width: 12px; height: 12px; margin: -5px 0; border-radius: 7px; background: @card;
    border: 1px solid @accent; }
QSlider::handle:horizontal:hover { background: @accent_soft; }
QSlider::handle:horizontal:focus { background: @accent; }
QProgressBar { border: 0; border-radius: 2px; background: @chip; max-height: 5px; min-height: 5px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
QListView#formats { background: @paper; border: 1px solid @line; border-radius: 6px; padding: 4px; outline: 0; }
QListView#formats:focus { border: 2px solid @accent; padding: 3px; }
QWidget#preview { background: @paper; border: 1px solid @line; border-radius: 6px; }
QWidget#preview:focus { border: 2px solid @accent; }
QLabel#preview { color: @soft; }
QTableView#preview { alternate-background-color: @panel; }
QTableView#preview::item { padding: 0 6px; }
QTableView#preview QHeaderView { background: @paper; }
QTableView#preview QHeaderView::section { background: @paper; color: @soft; border: 0; border-bottom: 1px solid @line;
    padding: 4px 6px; font-size: @smallerpx; }
"""


def style_sheet(theme: Theme) -> str:
    """Return what the palette cannot say."""
    sheet = _SHEET.replace("@smallerpx", f"{theme.size('small')}px").replace("@smallpx", f"{theme.size('tiny')}px")
    for name in sorted(COLOURS, key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", theme.hex(name))
    return sheet


def page_style(theme: Theme, families: Families) -> PageStyle:
    """Return the look of the page; its sizes are points, ours pixels."""
    return PageStyle(
        serif=families.serif,
        sans=families.sans,
        mono=families.mono,
        size=theme.size("page") * POINTS_A_PIXEL,
        small_size=theme.size("text") * POINTS_A_PIXEL,
        line_height=theme.leading,
        column=theme.size("measure"),
        paper=theme.hex("paper"),
        panel=theme.hex("panel"),
        ink=theme.hex("ink"),
        soft=theme.hex("soft"),
        faint=theme.hex("faint"),
        line=theme.hex("line"),
        accent=theme.hex("accent"),
        claim=theme.hex("claim"),
        claim_bg=theme.hex("claim_back"),
        recommendation=theme.hex("recommendation"),
        recommendation_bg=theme.hex("recommendation_back"),
        passage=theme.hex("passage"),
        passage_bg=theme.hex("passage_back"),
        hit=theme.hex("hit"),
        hit_line=theme.hex("hit_line"),
        selection=theme.hex("selection"),
        selection_ink=theme.hex("selection_ink"),
        code_bg=theme.hex("bar"),
        slot=theme.hex("soft"),
    )
