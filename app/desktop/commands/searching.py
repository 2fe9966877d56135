# SPDX-License-Identifier: MIT
"""Commands of searches and their answers."""

from __future__ import annotations

from app.desktop.commands.command import SEARCH, Command

ROWS = (
    Command(
        "go.search",
        SEARCH,
        "Search everything",
        "Search all sources and annotations",
        "searching.focus",
        ("Ctrl+K",),
        "search",
        "collection",
    ),
    Command(
        "view.search",
        SEARCH,
        "Whole answer",
        "Show a search with its facets, every place in context, and counts over time",
        "surveying.show",
        ("Ctrl+Shift+K",),
        needs="collection",
    ),
    Command(
        "search.next",
        SEARCH,
        "Next place",
        "Go to the next place that was found, in this source or the next one",
        "stepping.next",
        ("F3",),
        "down",
        "collection",
        rule=True,
    ),
    Command(
        "search.previous",
        SEARCH,
        "Previous place",
        "Go to the place before",
        "stepping.previous",
        ("Shift+F3",),
        "up",
        "collection",
    ),
)
