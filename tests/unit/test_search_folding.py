# SPDX-License-Identifier: MIT
"""Which words count as the same."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.search.folding import LONGEST_FORM, describe, fold, stems
from database import compounds
from database.vocabulary import forms_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łódź", "lodz"),
        ("naïve Œuvre", "naive oeuvre"),
        ("Straße", "strasse"),
        ("Ёлка", "елка"),
        ("май", "май"),
        ("їжак", "їжак"),
        ("ўвесь", "увесь"),
        ("ґрунт", "грунт"),
        ("пам’ять", "пам'ять"),
        ("памʼять", "пам'ять"),
        ("pro\u2011lake", "pro-lake"),
        ("no\u00a0break", "no break"),
        ("й", "й"),
        ("ΣΑΣ", "σασ"),
        ("ガ", "ガ"),
        ("한국", "한국"),
        ("שָׁלוֹם", "שלום"),
    ],
)
def test_folds(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
@example("㌀ŉ″⁻")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "sanctions", "sanctioned"),
        ("ru", "санкции", "санкциями"),
        ("ru", "ёлка", "елки"),
        ("pl", "wyborach", "wybory"),
        ("de", "Häuser", "Haus"),
    ],
)
def test_inflected_words_share_a_stem(language: str, one: str, other: str) -> None:
    assert stems(one, [language]) == stems(other, [language])


def test_words_without_letters_and_short_ones_are_their_own_stem() -> None:
    assert stems("2020s", ["en"]) == (("en", "2020s"),)
    assert stems("is", ["en"]) == (("en", "is"),)


def test_describes_only_what_differs_from_the_form() -> None:
    words, kin = describe([("café", 2), ("sanctions", 3), ("lake", 1), ("x" * (LONGEST_FORM + 1), 1)], "en-GB")
    assert words == [("café", "cafe", 2), ("sanctions", None, 3), ("lake", None, 1)]
    assert ("en", "sanction", "sanctions") in kin
    assert all(form != "lake" for _, _, form in kin)


def test_describes_a_hyphenated_word_as_one_written_together() -> None:
    words, kin = describe([("co-operation", 2), ("café-bar", 1), ("daughter-in-law", 1)], "en")
    assert words == [("co-operation", None, 2), ("café-bar", "cafebar", 1), ("daughter-in-law", "daughterinlaw", 1)]
    assert ("en", "cooper", "co-operation") in kin


def test_languages_without_a_stemmer_have_no_stems() -> None:
    assert describe([("არჩევნები", 1)], "ka")[1] == []


def test_counts_in_how_many_texts_a_form_stands() -> None:
    assert dict(forms_of(["The lake. The Lake's", "lake"])) == {"the": 1, "lake": 2, "s": 1}


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        (
            "Co-operation, (anti\u2011corruption) and\tre\u2010election\nco-op.",
            {"co-operation", "anti-corruption", "re-election", "co-op"},
        ),
        ("Северо-восток; Прэс-служба", {"северо-восток", "прэс-служба"}),
        ("daughter-in-law state-of-the-art", {"daughter-in-law"}),
        ("covid-19 F-16 -x y- a--b 3-D dash \u2013 dash", set()),
        ("the co-operation's end/re-use_re-do", {"co-operation", "re-use", "re-do"}),
        ("re-do\nco-op\tre-use\n" * 40, {"re-do", "co-op", "re-use"}),
        (f"x{'y' * 300}-z {'語' * 300}-語", set()),
    ],
)
def test_finds_the_hyphenated_words_of_a_text(text: str, forms: set[str]) -> None:
    assert {form for form, _ in compounds.forms_of([text]) if len(form) <= LONGEST_FORM} == forms


def test_counts_in_how_many_texts_a_hyphenated_form_stands() -> None:
    found = dict(forms_of(["a co-op, the Co-op", "co‑op", "co op"]))
    assert (found["co-op"], found["co"], found["op"]) == (2, 3, 3)
