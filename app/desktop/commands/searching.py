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
    Command(
        "search.save",
        SEARCH,
        "Save this search…",
        "Keep what stands in the search field as a folder at the left",
        "keeping.save",
        ("Ctrl+D",),
        needs="write",
        rule=True,
    ),
    Command(
        "search.tag",
        SEARCH,
        "Tag what was found…",
        "Tag every place that was found, or the chosen ones, in one step",
        "gathering.tag",
        ("Ctrl+T",),
        needs="write",
    ),
    Command(
        "search.export",
        SEARCH,
        "Export the places…",
        "Write every place with the words around it to a CSV file",
        "gathering.export",
        icon="export",
        needs="collection",
    ),
)
