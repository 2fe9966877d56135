# SPDX-License-Identifier: MIT
"""Stems: one for every language that Snowball has rules for, and our own for Belarusian and Ukrainian."""

from itertools import combinations

import pytest
import snowballstemmer

from app.search.fields import LANGUAGES
from app.search.folding import STEMMED, stems

UKRAINIAN = (
    "мова мови мову мовою мов мовам мовами мовах",
    "закон закону законом закони законів законам законами законах",
    "новий нова нове нового новому новим нових новими нову новою",
    "читати читає читають читав читала читали читаємо",
    "питання питань питанню питаннями питаннях",
    "незалежність незалежності незалежністю",
    "президент президента президенту президентом президенти президентів",
    "річка річки річку річкою річок",
    "школа школи школу школою школі шкіл",
    "боротися боровся боролися",
    "санкція санкції санкцій санкціями санкцію",
)
BELARUSIAN = (
    "мова мовы мову мовай мовам мовамі мовах моў",
    "закон закону законам законы законаў законамі",
    "новы новая новае новага новаму новым новых новымі новую",
    "чытаць чытае чытаюць чытаў чытала чыталі",
    "гаварыць гаворыць гаварыў гаварыла",
    "пытанне пытання пытанню пытаннем пытанняў",
    "незалежнасць незалежнасці незалежнасцю",
    "прэзідэнт прэзідэнта прэзідэнту прэзідэнтам прэзідэнты",
    "школа школы школу школай школе школ",
)


def stem(word: str, language: str) -> str:
    return stems(word, [language])[0][1]


@pytest.mark.parametrize(("language", "words"), [("uk", UKRAINIAN), ("be", BELARUSIAN)])
def test_forms_of_a_word_come_together_and_words_stay_apart(language: str, words: tuple[str, ...]) -> None:
    families = [[stem(form, language) for form in family.split()] for family in words]
    pairs = [one == other for family in families for one, other in combinations(family, 2)]
    assert sum(pairs) / len(pairs) > 0.85
    for one, other in combinations(families, 2):
        assert set(one).isdisjoint(other)


@pytest.mark.parametrize("name", sorted(set(snowballstemmer.algorithms()) - {"porter", "dutch_porter"}))
def test_every_language_of_snowball_has_stems_and_a_name(name: str) -> None:
    assert name in LANGUAGES
    assert LANGUAGES[name] in STEMMED


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "sanctions", "sanctioned"),
        ("de", "Häuser", "Häusern"),
        ("fr", "libertés", "liberté"),
        ("pl", "wybory", "wyborów"),
        ("ru", "санкция", "санкциями"),
        ("cs", "volby", "volbám"),
        ("el", "εκλογές", "εκλογών"),
    ],
)
def test_forms_share_a_stem(language: str, one: str, other: str) -> None:
    assert stem(one.lower(), language) == stem(other.lower(), language)
