# SPDX-License-Identifier: MIT
"""What stands above a text: its title and the line that says where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from app.desktop.wording import date_words
from database.records import Source

CHARACTERS_A_MINUTE = 1400
"""About 230 words of silent reading of non-fiction (Brysbaert, "How many words do we read per minute?", 2019)."""


@dataclass(frozen=True, slots=True)
class PageHeader:
    """The title and origin of a source, as the reader should see them; empty fields are left out."""

    title: str = ""
    publication: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()

    def byline(self, characters: int) -> str:
        """Return "publication · date · authors · N minutes" for a text of this many characters."""
        origin = (self.publication, self.date, ", ".join(name for name in self.authors if name))
        return " · ".join(part for part in (*origin, reading_time(characters)) if part)


def header(source: Source) -> PageHeader:
    """Return what stands above the text of a source."""
    return PageHeader(source.title, source.publication, date_words(source.date), source.authors)


def reading_time(characters: int) -> str:
    """Return how long a text of this many characters takes to read, in words; nothing for an empty one."""
    if characters <= 0:
        return ""
    minutes = max(1, round(characters / CHARACTERS_A_MINUTE))
    if minutes < 90:
        return "1 minute" if minutes == 1 else f"{minutes} minutes"
    return f"{round(minutes / 60)} hours"
