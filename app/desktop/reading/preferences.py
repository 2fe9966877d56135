# SPDX-License-Identifier: MIT
"""What a reader has chosen for the page: its typeface, its size, its lines and the width of its column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.desktop.reading.style import PageStyle
from app.settings import Json

KEPT = "page"
"""The name under which the settings keep it."""

POINTS_A_PIXEL = 0.75
"""Qt sets 96 logical pixels an inch; a point is a 72nd of one."""

SERIF, SANS = "", "sans"
"""The two typefaces that are always there; any other is named by its family."""


class Range(NamedTuple):
    """What a measure can be: from ``least`` to ``most`` by ``step``; ``usual`` is what it is unless chosen."""

    least: int
    most: int
    step: int
    usual: int

    def fitted(self, value: int) -> int:
        """Return a value within the range."""
        return max(self.least, min(self.most, value))


SIZE = Range(12, 40, 1, 18)
"""The height of the letters, in pixels."""
LEADING = Range(120, 240, 4, 172)
"""From line to line, in hundredths of the size."""
COLUMN = Range(40, 100, 4, 68)
"""The width of the column, in characters."""
RANGES = {"size": SIZE, "leading": LEADING, "column": COLUMN}


@dataclass(frozen=True, slots=True)
class Preferences:
    """What was chosen; see the ranges of this module for what it can be."""

    typeface: str = SERIF
    size: int = SIZE.usual
    leading: int = LEADING.usual
    column: int = COLUMN.usual

    @classmethod
    def read(cls, values: Mapping[str, object]) -> Preferences:
        """Return what a table says that was kept; what it does not say, or not rightly, is as usual."""
        typeface = values.get("typeface")
        numbers = {name: value for name in RANGES if isinstance(value := values.get(name), int)}
        made = cls(typeface if isinstance(typeface, str) else SERIF)
        for name, value in numbers.items():
            made = made.changed(name, value)
        return made

    def changed(self, name: str, value: int) -> Preferences:
        """Return the same with another size, leading or column."""
        measures = {"size": self.size, "leading": self.leading, "column": self.column}
        measures[name] = RANGES[name].fitted(value)
        return Preferences(self.typeface, measures["size"], measures["leading"], measures["column"])

    def table(self) -> dict[str, Json]:
        """Return what is to be kept."""
        return {"typeface": self.typeface, "size": self.size, "leading": self.leading, "column": self.column}

    def over(self, style: PageStyle) -> PageStyle:
        """Return a style with what was chosen put over it."""
        return replace(
            style,
            serif={SERIF: style.serif, SANS: style.sans}.get(self.typeface, self.typeface),
            size=self.size * POINTS_A_PIXEL,
            line_height=self.leading / 100,
            column=self.column,
        )
