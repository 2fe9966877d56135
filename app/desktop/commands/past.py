# SPDX-License-Identifier: MIT
"""Commands of the history, whose keys work there alone."""

from __future__ import annotations

from app.desktop.commands.command import Command

_BACK = "Make everything as it was right after this"
_SHOW = "Show the annotation that this changed in its source"

PAST = (
    Command("past.back", "History", "Go back to here…", _BACK, "back", ("B",), "back"),
    Command("past.show", "History", "Show", _SHOW, "open", ("Return",), "read"),
    Command("past.filter", "History", "Filter", "Go to the words above the list", "filter", ("/", "Ctrl+F")),
    Command("past.whole", "History", "Whole history", "Show everything that changed", "whole", ("W",)),
)
