# SPDX-License-Identifier: MIT
import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.document import ImportFailure
from app.importing.encodings import codec_name, decode

SENTENCES = {
    "en": "It’s a “smart” quote – the café’s résumé lies on the table of the mayor.",
    "fr": "L'été dernier, le ministre a été reçu à l'hôtel de ville, où l'on fêtait Noël.",
    "de": "Die Straße führt über die Brücke nach Köln, sagte der Bürgermeister von Ostrova.",
    "pl": "Zażółć gęślą jaźń, powiedział minister spraw zagranicznych Ostrovy.",
    "cs": "Příliš žluťoučký kůň úpěl ďábelské ódy před radnicí města Ostrova.",
    "ru": "Мы считаем, что совет должен принять новые правила до конца года.",
    "uk": "Уряд має ухвалити рішення щодо їхньої пропозиції цього року.",
    "el": "Η κυβέρνηση πρέπει να αποφασίσει πριν από το τέλος του έτους.",
    "ar": "يجب على الحكومة أن تعتمد القواعد الجديدة قبل نهاية العام.",
    "ja": "政府は新しい規則を採択すべきである。町長は広場でそう述べた。",
    "zh": "政府应当在年底之前通过新的规则。市长在广场上这样说。",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("en", "cp1252"),
        ("en", "mac-roman"),
        ("en", "utf-16-be"),
        ("fr", "cp1252"),
        ("fr", "latin-1"),
        ("de", "cp1252"),
        ("de", "cp850"),
        ("de", "cp500"),
        ("de", "utf-32-le"),
        ("pl", "cp1250"),
        ("pl", "iso8859-2"),
        ("cs", "cp1250"),
        ("cs", "iso8859-2"),
        ("ru", "cp1251"),
        ("ru", "koi8-r"),
        ("ru", "cp866"),
        ("ru", "iso8859-5"),
        ("ru", "utf-16-le"),
        ("ru", "utf-16-be"),
        ("uk", "cp1251"),
        ("uk", "koi8-u"),
        ("el", "cp1253"),
        ("ar", "cp1256"),
        ("ar", "utf-16-le"),
        ("ja", "shift_jis"),
        ("ja", "euc-jp"),
        ("ja", "iso2022_jp"),
        ("zh", "gb18030"),
        ("zh", "big5"),
    ],
)
@pytest.mark.parametrize("times", [1, 30])
def test_short_and_long_texts_in_the_encodings_of_the_world(language: str, encoding: str, times: int) -> None:
    data = " ".join([SENTENCES[language]] * times).encode(encoding, "ignore")
    assert decode(data).text == data.decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_byte_order_marks_are_obeyed_and_taken_off(language: str, encoding: str) -> None:
    assert decode(SENTENCES[language].encode(encoding)).text == SENTENCES[language]


def test_a_declared_encoding_is_used() -> None:
    assert decode("ошибка".encode("koi8-r"), "KOI8-R").text == "ошибка"


def test_a_declared_encoding_that_makes_nonsense_is_not_believed() -> None:
    assert decode(SENTENCES["ru"].encode("cp1251"), "iso-8859-1").text == SENTENCES["ru"]


def test_utf_8_is_believed_over_any_declaration() -> None:
    assert decode(SENTENCES["cs"].encode(), "windows-1252").text == SENTENCES["cs"]


def test_latin_1_means_windows_1252_as_in_browsers() -> None:
    assert codec_name("ISO-8859-1") == "cp1252"
    assert codec_name("x-mac-cyrillic") == "mac-cyrillic"


@pytest.mark.parametrize(
    "label", ["utf-7", "rot13", "zip", "idna", "unicode_escape", "punycode", "base64", "", "x" * 40]
)
def test_codecs_that_no_text_is_in_are_not_taken_from_a_file(label: str) -> None:
    assert codec_name(label) == ""


def test_utf_8_that_was_cut_short_or_bruised_stays_utf_8() -> None:
    data = (SENTENCES["ru"] * 5).encode()
    cut = decode(data[:-2])
    assert (cut.encoding, cut.text[:-1]) == ("utf-8, damaged", (SENTENCES["ru"] * 5)[:-2])
    bruised = decode(data[:90] + b"\xff" + data[90:])
    assert bruised.encoding == "utf-8, damaged"
    assert bruised.text.replace("\ufffd", "") == SENTENCES["ru"] * 5


@pytest.mark.parametrize("data", [bytes(range(32)) * 20, b"\0\1\2\3" * 100, b"\x80\x00\x03\x7f" * 50])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(ImportFailure, match="not a text"):
        decode(data)


@given(st.text(min_size=1))
def test_utf_8_reads_back(text: str) -> None:
    if any(ord(character) < 32 or character in "\x7f\ufeff" for character in text):
        return
    assert decode(codecs.BOM_UTF8 + text.encode()).text == text


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "koi8-r", "shift_jis", "utf-16", "nonsense"]))
def test_any_bytes_are_decoded_or_refused(data: bytes, declared: str) -> None:
    with suppress(ImportFailure):
        assert isinstance(decode(data, declared).text, str)
