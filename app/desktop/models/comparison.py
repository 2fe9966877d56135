# SPDX-License-Identifier: MIT
"""What differs between two versions of the codebook, one row a difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt

from app.desktop.models.records import RecordModel
from app.editing.codebook_versions import Comparison
from database.codebook_versions import CodeState

WORDS = {"shortcut": "key"}
"""What fields are called where the engine has another word."""


class Difference(NamedTuple):
    """One difference: its sort (added, removed, renamed, moved, changed), the code, and what it was and is."""

    sort: str
    name: str
    what: str = ""
    before: str = ""
    after: str = ""


class ComparisonModel(RecordModel[Difference]):
    """Rows are differences."""

    def said(self, record: Difference, role: int) -> object:
        """Return the name of the code, or the words a screen reader says."""
        if role == Qt.ItemDataRole.DisplayRole:
            return record.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = f"{record.sort}: {record.name} {record.what}".strip()
            return f"{said}. Before: {record.before or 'nothing'}. After: {record.after or 'nothing'}."
        return None


def differences(found: Comparison, old: Sequence[CodeState], new: Sequence[CodeState]) -> list[Difference]:
    """Return a comparison as rows; ``old`` and ``new`` are the two states, which name the codes above."""
    return list(_differences(found, _names(old), _names(new)))


def _differences(found: Comparison, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Difference]:
    for code in found.added:
        yield Difference("added", code.name, _under(code, new), after=code.definition)
    for code in found.removed:
        yield Difference("removed", code.name, _under(code, old), before=code.definition)
    for was, now in found.renamed:
        yield Difference("renamed", now.name, "", was.name, now.name)
    for was, now in found.moved:
        yield Difference("moved", now.name, "", _under(was, old), _under(now, new))
    for was, now, fields in found.changed:
        for field in fields:
            before, after = getattr(was, field), getattr(now, field)
            yield Difference("changed", now.name, WORDS.get(field, field), str(before or ""), str(after or ""))


def _names(codes: Sequence[CodeState]) -> dict[str, str]:
    return {code.uid: code.name for code in codes}


def _under(code: CodeState, names: Mapping[str, str]) -> str:
    return f"under {names[code.parent]}" if code.parent in names else "at the top"
