# SPDX-License-Identifier: MIT
"""The role under which every model gives the record behind a row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

RECORD = int(Qt.ItemDataRole.UserRole)

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
