# SPDX-License-Identifier: MIT
"""The views of the window, as one table. All but the reading view are loaded when they are first wanted."""

from __future__ import annotations

from typing import NamedTuple

READ = "read"
SEARCH = "search"
ANNOTATIONS = "annotations"
HISTORY = "history"
OVERVIEW = "overview"
ACTORS = "actors"
CODEBOOK = "codebook"
STATEMENTS = "statements"
REVIEW = "review"


class ViewRow(NamedTuple):
    """One of the window's views.

    ``maker`` is “module:class” of a :class:`app.desktop.views.view.View`; the reading view has none, since the window
    itself is made of it. The command ``view.ID`` brings a view to the front.
    """

    id: str
    name: str
    icon: str
    maker: str = ""


VIEWS = (
    ViewRow(READ, "Read", "read"),
    ViewRow(SEARCH, "Search", "search", "app.desktop.views.search:SearchView"),
    ViewRow(ANNOTATIONS, "Annotations", "annotations", "app.desktop.views.annotations.view:AnnotationsView"),
    ViewRow(ACTORS, "Actors", "actors", "app.desktop.views.actors:ActorsView"),
    ViewRow(CODEBOOK, "Codebook", "codebook", "app.desktop.views.codebook:CodebookView"),
    ViewRow(STATEMENTS, "Statements", "statements", "app.desktop.views.statements:StatementsView"),
    ViewRow(REVIEW, "Review", "review", "app.desktop.views.review:ReviewView"),
    ViewRow(OVERVIEW, "Overview", "overview", "app.desktop.views.overview.view:OverviewView"),
    ViewRow(HISTORY, "History", "history", "app.desktop.views.history.view:HistoryView"),
)
