# SPDX-License-Identifier: MIT
"""Sources are cited with no more precision than they have, and names are split only where that is safe."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from app.exchange.bibtex import escaped
from app.exchange.citing import Issued, Name, issued, name
from app.exchange.markup import legal


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2020", Issued((2020,))),
        ("2020-08", Issued((2020, 8))),
        ("14 May 2025", Issued((2025, 5, 14))),
        ("about 2020", Issued((2020,), about=True)),
        ("2020?", Issued((2020,), about=True)),
        ("1990s", Issued((1990,), (1999,))),
        ("Spring 2025", Issued((2025, 3), (2025, 5))),
        ("2025-05-03/2025-05-14", Issued((2025, 5, 3), (2025, 5, 14))),
        ("before the flood", Issued(text="before the flood")),
        ("", Issued()),
    ],
)
def test_a_date_keeps_its_precision(written: str, expected: Issued) -> None:
    assert issued(written) == expected


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Vera Lind", Name("Lind", "Vera")),
        ("Lind, Vera", Name("Lind", "Vera")),
        ("Ana de la Cruz", Name("de la Cruz", "Ana")),
        ("Secretariat of the Committee", Name(whole="Secretariat of the Committee")),
        ("Lantern", Name(whole="Lantern")),
        ("Harbour Board", Name(whole="Harbour Board")),
        ("A, B, C", Name(whole="A, B, C")),
    ],
)
def test_a_name_is_split_where_it_is_a_persons(author: str, expected: Name) -> None:
    assert name(author, frozenset({"Harbour Board"})) == expected


@given(st.text())
def test_braces_in_bibtex_always_come_in_pairs(text: str) -> None:
    made = escaped(text)
    assert made.count("{") == made.count("}")
    assert "\n" not in made


@given(st.text(st.characters()))
def test_what_is_legal_can_stand_in_xml(text: str) -> None:
    assert all(character in "\t\n\r" or character >= " " for character in legal(text))
    assert legal(legal(text)) == legal(text)
