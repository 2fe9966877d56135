# SPDX-License-Identifier: MIT
"""The roles under which models give the record behind a row, and what stands around it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

RECORD = int(Qt.ItemDataRole.UserRole)
AROUND = RECORD + 1

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
