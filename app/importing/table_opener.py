# SPDX-License-Identifier: MIT
"""Opens tables about which a person has said something, instead of the opener of their format."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.importing.files import Candidate
from app.importing.formats import TABLES, Format
from app.importing.members import Member, Opener
from app.importing.rules import Rules

if TYPE_CHECKING:
    from app.importing.table import Mapping


def opener_of(rules: Rules, file: Candidate, known: Format) -> Opener | None:
    """Return what opens a table in the way that was said; None for other files."""
    columns = rules.columns.get(file.path)
    if columns is not None:
        return partial(_table, columns)
    if known.name not in TABLES or (rules.headed is None and not rules.held):
        return None
    return partial(_table_as_said, rules)


def _table_as_said(rules: Rules, path: Path) -> Iterator[Member]:
    """Open a table by what a person has said about all tables."""
    from app.importing.table import open_table  # noqa: PLC0415  it loads much that other files do not need
    from app.importing.table_columns import mapping_of  # noqa: PLC0415  as above

    yield from open_table(path, rules.headed, partial(mapping_of, said=rules.held))


def _table(columns: Mapping, path: Path) -> Iterator[Member]:
    """Open a table whose columns a person has named."""
    from app.importing.table import open_with, sniff  # noqa: PLC0415  it loads much that other files do not need

    yield from open_with(path, sniff(path, columns.headed), columns)
