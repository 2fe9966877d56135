# SPDX-License-Identifier: MIT
"""The menus behind the buttons of the table: columns with the order, and groups.

The data of an action says what it is about: ``show:NAME``, ``sort:NAME``, ``group:NAME``, ``fold:`` or ``unfold:``.
"""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from app.desktop.models.table_columns import BY_NAME, COLUMNS, GROUPS, QUOTE
from app.desktop.views.annotations.arrangement import Arrangement
from app.desktop.views.annotations.bar import checkable
from app.editing.table import PLACE


def fill_columns(menu: QMenu, arranged: Arrangement) -> None:
    """Fill the menu of columns: which show, and below, by which it is sorted."""
    order = menu.addMenu("Sort by")
    checkable(order, "Place in the texts", f"sort:{PLACE}", checked=arranged.column == PLACE)
    for name in dict.fromkeys((*arranged.columns, *BY_NAME)):
        arrow = (" ↓" if arranged.descending else " ↑") if name == arranged.column else ""
        checkable(order, BY_NAME[name].title + arrow, f"sort:{name}", checked=name == arranged.column)
    menu.addSeparator()
    for column in COLUMNS:
        if column.name != QUOTE:
            checkable(menu, column.title, f"show:{column.name}", checked=column.name in arranged.columns)


def fill_groups(menu: QMenu, group: str) -> None:
    """Fill the menu of groups."""
    checkable(menu, "No groups", "group:", checked=not group)
    for name, title in GROUPS.items():
        checkable(menu, title, f"group:{name}", checked=name == group)
    if group:
        menu.addSeparator()
        menu.addAction("Fold all").setData("fold:")
        menu.addAction("Unfold all").setData("unfold:")
