# SPDX-License-Identifier: MIT
"""What stands beside an annotation, in words, from either end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.collection import Collection
from app.editing import relations, statements
from app.editing.surroundings import ALONE, surroundings, surroundings_in
from tests.builders import add_source, new_collection


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = new_collection(tmp_path)
    add_source(opened, "One", "alpha beta gamma")
    add_source(opened, "Two", "delta epsilon")
    yield opened
    opened.close()


@pytest.fixture
def three(collection: Collection) -> tuple[int, int, int]:
    """Annotations “alpha” and “beta” of the first source, and “delta” of the second."""
    tag = collection.tag
    return tag(1, "claim", [(0, 5)]).id, tag(1, "claim", [(6, 10)]).id, tag(2, "claim", [(0, 5)]).id


def told(collection: Collection, annotation: int) -> list[str]:
    return [tie.told for tie in surroundings(collection, annotation).ties]


def test_a_relation_is_told_from_both_ends(collection: Collection, three: tuple[int, int, int]) -> None:
    alpha, beta, delta = three
    relations.relate(collection, alpha, "supports", beta)
    relations.relate(collection, delta, "rebuts", alpha)
    assert told(collection, alpha) == ["supports “beta”", "rebutted by “delta”"]
    assert told(collection, beta) == ["supported by “alpha”"]


def test_a_relation_onto_a_relation_is_told_by_its_ends_and_its_middle(
    collection: Collection, three: tuple[int, int, int]
) -> None:
    alpha, beta, delta = three
    supports = relations.relate(collection, alpha, "supports", beta)
    relations.relate_to_relation(collection, delta, "undercuts", supports)
    assert told(collection, delta) == ["undercuts that “alpha” supports “beta”"]
    (tie,) = surroundings(collection, alpha).ties
    assert [each.told for each in tie.onto] == ["undercut by “delta”"]


def test_statements_are_told_with_what_an_annotation_does_there(
    collection: Collection, three: tuple[int, int, int]
) -> None:
    made = statements.create_statement(collection, three[:1], "Alpha is so")
    statements.add_members(collection, made, [three[2]], "contradicts")
    assert [(each.text, each.role) for each in surroundings(collection, three[2]).stated] == [
        ("Alpha is so", "contradicts")
    ]
    assert surroundings(collection, three[0]).stated[0].role == "first"


def test_of_a_source_only_those_that_stand_beside_something_are_given(
    collection: Collection, three: tuple[int, int, int]
) -> None:
    alpha, beta, delta = three
    assert surroundings(collection, alpha) == ALONE
    assert surroundings_in(collection, 1) == {}
    relations.relate(collection, delta, "quotes", beta)
    statements.create_statement(collection, [alpha])
    found = surroundings_in(collection, 1)
    assert set(found) == {alpha, beta}
    assert found[beta] == surroundings(collection, beta)
