# SPDX-License-Identifier: MIT
"""Themes: colours and sizes as data.

A theme is one TOML file in ``resources/themes``. Widgets that paint themselves ask the theme for a colour by its name;
no colour is written anywhere else. What Qt is told of a theme is in :mod:`app.desktop.styling`, apart from this, since
the first picture of the window wants the colours alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtGui import QColor

FOLDER = Path(__file__).parents[2] / "resources" / "themes"

COLOURS = [
    "paper",
    "panel",
    "bar",
    "card",
    "ink",
    "soft",
    "faint",
    "line",
    "edge",
    "hover",
    "accent",
    "accent_ink",
    "accent_soft",
    "claim",
    "claim_back",
    "recommendation",
    "recommendation_back",
    "passage",
    "passage_back",
    "hit",
    "hit_line",
    "selection",
    "selection_ink",
    "chip",
    "oppose",
    "warning_back",
    "warning_ink",
    "shadow",
]
"""Every colour a theme has to give."""

SIZES = [
    "text",
    "small",
    "tiny",
    "quote",
    "page",
    "page_leading",
    "measure",
    "rail",
    "left",
    "right",
    "top",
    "status",
    "field",
    "radius",
]
"""Every size a theme has to give, in pixels but for ``page_leading`` (a factor) and ``measure`` (characters)."""


class ThemeError(ValueError):
    """A theme file is not complete. ``str()`` says what is missing."""


class Theme:
    """One complete set of colours and sizes. It never changes once it is made."""

    def __init__(self, name: str, *, dark: bool, colours: Mapping[str, str], sizes: Mapping[str, float]):
        self.name = name
        self.dark = dark
        self._names = dict(colours)
        self._colours: dict[str, QColor] = {}
        self._sizes = dict(sizes)

    def hex(self, colour: str) -> str:
        """Return a colour as ``#rrggbb`` (or ``#aarrggbb``)."""
        return self._names[colour]

    def colour(self, name: str) -> QColor:
        """Return a colour by its name in :data:`COLOURS`."""
        found = self._colours.get(name)
        if found is None:
            found = self._colours[name] = QColor(self._names[name])
        return found

    def size(self, name: str) -> int:
        """Return a size by its name in :data:`SIZES`, in whole pixels."""
        return round(self._sizes[name])

    @property
    def leading(self) -> float:
        """The height of a line of the page as a multiple of the size of its letters."""
        return self._sizes["page_leading"]


def load_theme(name: str, folder: Path = FOLDER) -> Theme:
    """Read a theme.

    Raises:
        ThemeError: it lacks a colour or a size.
        OSError: it is not there.
    """
    with (folder / f"{name}.toml").open("rb") as file:
        values = tomllib.load(file)
    colours, sizes = values.get("colour", {}), values.get("size", {})
    missing = [token for token in COLOURS if token not in colours] + [token for token in SIZES if token not in sizes]
    if missing:
        raise ThemeError(f"The theme “{name}” lacks {', '.join(missing)}.")
    return Theme(values.get("name", name), dark=bool(values.get("dark")), colours=colours, sizes=sizes)
