# SPDX-License-Identifier: MIT
"""Turns the bytes of a text file into characters when nothing says how they were written.

In order: a byte order mark; UTF-8 if the bytes are valid UTF-8, which other encodings almost never are;
UTF-16 and UTF-32 without a mark, which show in where their zero bytes stand; an encoding the file itself
declares; and then a guess. For alphabets in one byte the guess is ours (:mod:`app.importing.alphabets`),
since charset-normalizer takes French for Czech; for everything else it is charset-normalizer's.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from app.importing.alphabets import ALPHABETIC, best_alphabet
from app.importing.document import ImportFailure

NOT_TEXT = "It is not a text, or its encoding is not known."

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN = re.compile(
    r"utf_?(8|16|32)(_(le|be|sig))?|us_ascii|ascii|(iso_?)?8859_\d{1,2}|iso8859_\d{1,2}|latin_?\d{1,2}|l\d|windows_\d+|"
    r"cp_?\d+|x_cp\d+|koi8_[rut]|x_mac_\w+|mac_?\w+|macintosh|gb\d+|gbk|hz(_gb_2312)?|big5(_hkscs)?|euc_?\w\w|"
    r"shift_?jis\w*|sjis|iso_?2022_\w+|johab|ks_c_5601\w*|tis_?620|kz_?1048|ptcp154"
)
_AS_BROWSERS_DO = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
}
"""Encodings that are declared far more often than they are used, and what the bytes are instead."""

_CONTROLS = bytes((*range(9), *range(14, 27), *range(28, 32), 127))
_CONTROLS_IN_50 = 1
_EBCDIC = ("cp500", "cp037", "cp273")
_INSIDE_WORD = re.compile(r"(?<=[^\W\d_])[^\w\s'’.-](?=[^\W\d_])")
_SAMPLE = 64 * 1024
_SURE = 0.95
_FEW_ERRORS = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters and the name of the encoding they were in."""

    text: str
    encoding: str

    @property
    def origins(self) -> dict[str, str]:
        """What a source keeps of this: nothing where the text was UTF-8, as nearly all are."""
        return {} if self.encoding == "utf-8" else {"encoding": self.encoding}


def decode(data: bytes, declared: str = "") -> Decoded:
    """Turn bytes into characters.

    Args:
        data: the bytes of the whole file.
        declared: the encoding the file says it is in, where it says so; it is not believed blindly.

    Raises:
        ImportFailure: the bytes are not a text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(Decoded(data[len(mark) :].decode(encoding, "replace"), encoding))
    decoded = _utf8(data)
    if decoded:
        return decoded
    decoded = _wide(data) or _escaped(data)
    if decoded:
        return _checked(decoded)
    return _checked(_declared(data, declared) or _damaged_utf8(data) or _guess(data))


def codec_name(label: str) -> str:
    """Return Python's name for the encoding a file declares, or nothing where it is none that texts are in."""
    plain = re.sub(r"[\s-]+", "_", label.strip().casefold())
    if not _KNOWN.fullmatch(plain):
        return ""
    for spelling in (plain, plain.removeprefix("x_"), plain.replace("x_mac_", "mac_")):
        try:
            name = codecs.lookup(spelling).name
        except LookupError:
            continue
        return _AS_BROWSERS_DO.get(name, name)
    return ""


def _checked(decoded: Decoded) -> Decoded:
    """Refuse what decodes but cannot be a text: more than one control character in fifty."""
    if _controlled(decoded.text[:_SAMPLE].encode("utf-8", "replace")):
        raise ImportFailure(NOT_TEXT)
    return decoded


def _controlled(sample: bytes) -> bool:
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls * 50 > _CONTROLS_IN_50 * len(sample)


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _utf8(data: bytes) -> Decoded | None:
    """Read UTF-8; UTF-16 of most alphabets is valid UTF-8 too, with a control character by every letter."""
    if b"\x1b$" in data or _controlled(data[:_SAMPLE]):
        return None
    return _strictly(data, "utf-8")


def _wide(data: bytes) -> Decoded | None:
    """Read UTF-32 or UTF-16 without a mark: most characters of a text share their high bytes."""
    sample = data[: _SAMPLE // 4 * 4]
    for width, encodings in ((4, ("utf-32-le", "utf-32-be")), (2, ("utf-16-le", "utf-16-be"))):
        if len(data) < 2 * width or len(data) % width:
            continue
        for encoding, place in zip(encodings, (width - 1, 0), strict=True):
            decoded = _strictly(data, encoding) if _is_high(sample[place::width], sample, width) else None
            if decoded and _mostly_words(decoded.text[:_SAMPLE]):
                return decoded
    return None


def _is_high(column: bytes, sample: bytes, width: int) -> bool:
    """Tell whether this column of bytes can be the high one: few values, and far more alike than the rest."""
    values = set(column)
    return len(values) <= max(2, len(column) // 8) and len(values) * width <= len(set(sample)) + width


def _mostly_words(text: str) -> bool:
    good = sum(character.isalnum() or character.isspace() or character in ".,;:!?-–—'’\"“”«»()" for character in text)
    spaces = sum(character.isspace() for character in text)
    return good >= 0.85 * len(text) and (spaces > 0 or len(text) < 40)


def _escaped(data: bytes) -> Decoded | None:
    """Read ISO 2022, whose bytes are all ASCII and which changes alphabets by escape sequences."""
    if b"\x1b$" not in data:
        return None
    return _strictly(data, "iso2022_jp_2") or _strictly(data, "iso2022_kr") or _strictly(data, "utf-8")


def _declared(data: bytes, label: str) -> Decoded | None:
    """Read as declared, unless that makes worse words than our own guess does."""
    name = codec_name(label)
    decoded = _strictly(data, name) if name else None
    if decoded is None:
        return None
    guess = best_alphabet(data)
    if guess is not None and guess.score > _SURE:
        named = best_alphabet(data, (name,))
        if named is not None and named.score < guess.score - 0.2:
            return None
    return decoded


def _damaged_utf8(data: bytes) -> Decoded | None:
    """Read UTF-8 that was cut short or has a few bad bytes: nearly all that is not ASCII must be valid."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    wide = sum(character > "\x7f" for character in text)
    return Decoded(text, "utf-8, damaged") if wide > 4 and bad <= max(1, _FEW_ERRORS * wide) else None


def _guess(data: bytes) -> Decoded:
    guess = best_alphabet(data)
    if guess is not None and guess.score > _SURE:
        return Decoded(data.decode(guess.encoding, "replace"), guess.encoding)
    decoded = _ebcdic(data)
    if decoded:
        return decoded
    from charset_normalizer import from_bytes  # noqa: PLC0415  45 ms that few files need

    match = from_bytes(data).best()
    if match is not None and guess is not None and codecs.lookup(match.encoding).name in ALPHABETIC:
        return Decoded(data.decode(guess.encoding, "replace"), guess.encoding)
    if match is not None:
        return Decoded(str(match), match.encoding)
    if guess is not None and guess.score > 0.5:
        return Decoded(data.decode(guess.encoding, "replace"), guess.encoding)
    raise ImportFailure(NOT_TEXT)


def _ebcdic(data: bytes) -> Decoded | None:
    """Read EBCDIC, where a space is 0x40; its national forms differ in a dozen signs, which stand between words."""
    sample = data[:_SAMPLE]
    if sample.count(0x40) * 16 < len(sample) or sample.count(0x20) > sample.count(0x40) // 4:
        return None
    readings = [Decoded(data.decode(encoding), encoding) for encoding in _EBCDIC]
    best = min(readings, key=_signs_inside_words)
    # Its line ends come out as U+0085.
    return Decoded(best.text.replace("\x85", "\n"), best.encoding) if _mostly_words(best.text[:_SAMPLE]) else None


def _signs_inside_words(decoded: Decoded) -> int:
    return len(_INSIDE_WORD.findall(decoded.text[:_SAMPLE]))
