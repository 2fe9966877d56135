# SPDX-License-Identifier: MIT
"""What a person said about an import before it began."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.importing.document import Document
from app.importing.files import Candidate
from app.importing.name_pattern import NamePattern

if TYPE_CHECKING:
    from app.importing.table import Mapping as Columns


@dataclass(frozen=True, slots=True)
class Rules:
    """How to read the tables and the names of files, and what to ask about.

    ``columns`` says of a table, by its path, what its columns hold; other tables are read as is proposed, and
    ``headed`` says of those whether their first row is a heading, or None where that is to be found out, and ``held``
    what columns hold that have these names, or numbers from 1 (:mod:`app.importing.table_columns`). ``pattern``
    says what the names of files mean. With ``ask_changed``, a file that has the name of a source but other bytes is not
    imported but reported, so that somebody can say whether it takes that source's place. ``watched`` are folders of
    which it is to be said what is in the collection and no longer in them. ``label`` is how undo names the import,
    where that is not its files.
    """

    columns: Mapping[Path, Columns] = field(default_factory=dict)
    pattern: NamePattern | None = None
    ask_changed: bool = False
    watched: tuple[Path, ...] = ()
    label: str = ""
    headed: bool | None = None
    held: Mapping[str, str] = field(default_factory=dict)

    def about(self, file: Candidate) -> Candidate:
        """Return a file with what its name says, where the names of files have a pattern and this one follows it."""
        said = self.pattern.read(file.path.name) if self.pattern is not None and not file.depth else None
        return file if said is None else replace(file, about=_joined(said, file.about))


def _joined(named: Document, said: Document | None) -> Document:
    """Return what a name says, over what another file says about the same file."""
    if said is None:
        return named
    values = {name: getattr(named, name) or getattr(said, name) for name in SAID}
    attributes = {**said.attributes, **named.attributes}
    return replace(said, **values, attributes=attributes, origins={**said.origins, **named.origins})


SAID = ("title", "authors", "publication", "date", "language", "url", "licence")
"""The fields that a name or another file can say something about."""
