# SPDX-License-Identifier: MIT
"""The lines of a dry run, as a list."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.desktop.models.records import RecordModel
from app.exchange.plan import Line


class PlanModel(RecordModel[Line]):
    """Rows are lines."""

    def said(self, record: Line, role: int) -> object:
        """Return how a line is said."""
        return record.words() if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole} else None
