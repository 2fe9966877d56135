# SPDX-License-Identifier: MIT
"""Names in two scripts: written across, and known to be one."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from app.text import transliterate

CYRILLIC = st.text("абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюя '", max_size=20)


@pytest.mark.parametrize(
    ("language", "cyrillic", "latin"),
    [
        ("ru", "Харитон Щедрин", "Khariton Shchedrin"),
        ("ru", "ЮЛИЯ", "YULIYA"),
        ("be", "Ціхановіч Гродна", "Tsikhanovich Hrodna"),
        ("be", "Якаў", "Yakau"),
        ("uk", "Згурський Євген", "Zghurskyi Yevhen"),
        ("uk", "Мар'яна", "Mariana"),
        ("uk", "Запоріжжя", "Zaporizhzhia"),
        ("ru", "Vera, 5 мая", "Vera, 5 maya"),
    ],
)
def test_cyrillic_is_written_in_latin_letters(language: str, cyrillic: str, latin: str) -> None:
    assert transliterate.to_latin(cyrillic, language) == latin


@pytest.mark.parametrize(
    ("language", "latin", "cyrillic"),
    [
        ("ru", "Pavel Shchukin", "Павел Щукин"),
        ("ru", "Lavrovsky", "Лавровский"),
        ("be", "Lukashenka", "Лукашэнка"),
        ("be", "Tsikhanouskaya", "Ціханоўская"),
        ("uk", "Zghurskyi", "Згурський"),
        ("ru", "Sergey", "Сергей"),
    ],
)
def test_latin_is_written_in_cyrillic_letters(language: str, latin: str, cyrillic: str) -> None:
    assert transliterate.to_cyrillic(latin, language) == cyrillic


@pytest.mark.parametrize(
    "names",
    [
        ("Лукашенко", "Лукашэнка", "Lukashenko", "Lukashenka", "Łukašenka"),
        ("Ціханоўская", "Tsikhanouskaya", "TSIKHANOUSKAYA", "Cihanouskaja"),
        ("Алексиевич", "Alexievich", "Aleksiyevich"),
        ("Гродна", "Hrodna", "Grodno", "Гродно"),
        ("Харьков", "Kharkov"),
        ("Юрий", "Yuri", "Yuriy", "Jurij"),
        ("Мар'яна", "Mar’jana", "Maryana"),
    ],
)
def test_spellings_of_one_name_have_one_key(names: tuple[str, ...]) -> None:
    assert len({transliterate.key(name) for name in names}) == 1


def test_names_that_differ_have_keys_that_differ() -> None:
    names = ("Vera Lind", "Vera Lund", "Oskar Penn", "Лунин", "Ленин")
    assert len({transliterate.key(name) for name in names}) == len(names)


@pytest.mark.parametrize("name", ["Ціханоўская", "Харитонов", "Щедрин", "Alexievich"])
def test_what_is_typed_so_far_begins_the_key(name: str) -> None:
    latin = transliterate.to_latin(name, "be")
    wanted = transliterate.key(name)
    for end in range(3, len(latin) + 1):
        begun = transliterate.begun_keys(latin[:end])
        assert any(wanted.startswith(key) for key in begun), latin[:end]


def test_variants_are_in_the_other_script() -> None:
    assert transliterate.variants("Lukashenka") == ("Лукашенка", "Лукашэнка")
    assert "Hrodna" in transliterate.variants("Гродна")


@given(CYRILLIC)
def test_a_cyrillic_text_and_its_latin_have_one_key(text: str) -> None:
    assert transliterate.key(text) == transliterate.key(transliterate.to_latin(text, "ru"))


@given(st.text(max_size=30), st.sampled_from(transliterate.LANGUAGES))
def test_any_text_is_transliterated(text: str, language: str) -> None:
    transliterate.to_latin(text, language)
    transliterate.to_cyrillic(text, language)
    assert transliterate.key(text + " x") == f"{transliterate.key(text)} ks".strip()
