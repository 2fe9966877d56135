# SPDX-License-Identifier: MIT
"""A collection that another window holds: the views show everything, and offer nothing that would change it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.collection import Collection
from app.desktop.views.actors import ActorsView
from app.desktop.views.codebook import CodebookView
from app.desktop.views.statements import StatementsView
from app.editing import actors, codebook, statements
from database.records import CodeUse, Link
from tests.builders import add_source, new_collection
from tests.desktop.conftest import Driver


@pytest.fixture
def held(bare: Driver, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Driver, Collection]]:
    """A window that reads a collection which somebody else holds."""
    holder = new_collection(tmp_path_factory.mktemp("held"), "Held.postil")
    source = add_source(holder, "The bridge", "The bridge is closed.")
    actors.add_actor(holder, "Mirela Dantov", note="Asked twice")
    codebook.add_code(holder, "roads", definition="Ways")
    made = holder.tag(source, "claim", [(0, 20)], chain=[Link(actor="Mirela Dantov")], codes=[CodeUse("roads")])
    statements.create_statement(holder, [made.id], "It is closed.")
    bare.window.session.open_path(holder.path)
    assert not bare.window.session.writable
    yield bare, holder
    bare.window.session.close()
    holder.close()


def test_actors_are_shown_and_not_changed(held: tuple[Driver, Collection]) -> None:
    window = held[0].window
    window.views.actors()
    view = window.views.view("actors")
    assert isinstance(view, ActorsView)
    assert view.current is not None
    assert {name for name, action in view.actions_by_id.items() if action.isEnabled()} == {"actor.list"}
    assert not view.details.country.isEnabled()
    assert view.details.list.rows.rowCount() == 1


def test_codes_are_shown_and_not_changed(held: tuple[Driver, Collection]) -> None:
    window = held[0].window
    window.views.codebook()
    view = window.views.view("codebook")
    assert isinstance(view, CodebookView)
    enabled = {name for name, action in view.actions_by_id.items() if action.isEnabled()}
    assert enabled == {"code.list", "code.export", "code.compare"}
    assert view.details.definition.text() == "Ways"
    assert not view.details.definition.isEnabled()


def test_statements_are_shown_and_not_changed(held: tuple[Driver, Collection]) -> None:
    window = held[0].window
    window.views.statements()
    view = window.views.view("statements")
    assert isinstance(view, StatementsView)
    assert not any(action.isEnabled() for action in view.actions_by_id.values())
    assert not any(action.isEnabled() for action in view.details.actions_by_id.values())
    assert len(view.details.model.rows) == 2
