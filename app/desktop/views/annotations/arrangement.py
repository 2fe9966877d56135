# SPDX-License-Identifier: MIT
"""How the user arranged the table of annotations: columns and their widths, order, groups; kept for the next time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from app.desktop.models.table_columns import AT_FIRST, BY_NAME, GROUPS, QUOTE
from app.editing.table import PLACE, Wanted
from app.settings import State

KEY = "table"


@dataclass(frozen=True)
class Arrangement:
    """Columns in order (the quotation is the first), widths the user gave them, what it is sorted and grouped by."""

    columns: tuple[str, ...] = AT_FIRST
    widths: dict[str, int] = field(default_factory=dict)
    column: str = PLACE
    descending: bool = False
    group: str = ""
    folded: tuple[str, ...] = ()
    """The facets that are folded."""

    @classmethod
    def read(cls, state: State) -> Self:
        """Return what was kept; what makes no sense any more is left out."""
        kept = state.table(KEY)
        columns = [name for name in _texts(kept.get("columns")) if name in BY_NAME and name != QUOTE]
        widths = kept.get("widths")
        column, group = kept.get("column"), kept.get("group")
        return cls(
            (QUOTE, *dict.fromkeys(columns)) if "columns" in kept else AT_FIRST,
            {name: wide for name, wide in widths.items() if isinstance(wide, int)} if isinstance(widths, dict) else {},
            column if isinstance(column, str) and column in BY_NAME else PLACE,
            kept.get("descending") is True,
            group if isinstance(group, str) and group in GROUPS else "",
            tuple(_texts(kept.get("folded"))),
        )

    def keep(self, state: State) -> None:
        """Keep it for the next time."""
        state.put(
            KEY,
            {
                "columns": list(self.columns),
                "widths": dict(self.widths),
                "column": self.column,
                "descending": self.descending,
                "group": self.group,
                "folded": list(self.folded),
            },
        )

    def wanted(self, query: str, *, typing: bool = False) -> Wanted:
        """Return what to list for a query."""
        return Wanted(query, self.column, self.descending, self.group, typing)

    def sorted_by(self, column: str) -> Arrangement:
        """Return it sorted by a column; by the same one again the other way round, and then as the texts are."""
        if column != self.column:
            return replace(self, column=column, descending=False)
        if not self.descending and column != PLACE:
            return replace(self, descending=True)
        return replace(self, column=PLACE, descending=False)

    def with_column(self, name: str) -> Arrangement:
        """Return it with a column shown as well, or not any more; a new one stands where it does in the list of all."""
        if name in self.columns:
            return replace(self, columns=tuple(each for each in self.columns if each != name))
        order = list(BY_NAME)
        before = [place for place, each in enumerate(self.columns) if order.index(each) < order.index(name)]
        place = max(before, default=0) + 1
        return replace(self, columns=(*self.columns[:place], name, *self.columns[place:]))


def _texts(value: object) -> Sequence[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
