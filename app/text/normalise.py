# SPDX-License-Identifier: MIT
"""Makes raw text fit to be kept: one form of each character, one kind of line end, nothing that breaks a file.

What is taken out would be invisible on the page, yet stop a search at a soft hyphen, a JSON function of the
database at NUL, Qt at U+FDD0, or an XML export at a control character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_BASIC = "\x00-\x08\x0b-\x1f\x7f\x85\u00ad\u2029\ufdd0-\ufdef\ufeff\ufffc\ufffe\uffff"
_SUSPECT = re.compile(f"[{_BASIC}\U0001fffe-\U0010ffff]")
"""Finds what has to go, and some characters beyond that may stay: naming each plane would take four times as long."""
_NONCHARACTER = 0xFFFE
_CONTROLS = frozenset({*range(0x20), 0x7F} - {0x09, 0x0A})
_COMMON = bytes({*range(0xED)} - _CONTROLS)
"""The bytes of UTF-8 in which most texts are written: what has to go is none of them but for :data:`_LATIN`."""
_LATIN = "\x85\u00ad\u2029"
_INSTEAD = {"\x0b": "\u2028", **dict.fromkeys("\f\x85\u2029", "\n"), **dict.fromkeys("\x1c\x1d\x1e\x1f", " ")}
"""What stands in the place of a suspect; all others are taken out."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("([\ud800-\udbff])([\udc00-\udfff])")


def normalise(raw: str) -> str:
    """Return the text in Unicode's composed form (NFC), scrubbed of what cannot be kept.

    - CRLF, CR, NEL, form feed and U+2029 become line feeds; a vertical tab becomes U+2028, and U+2028 stays:
      both are a line break inside a paragraph, which is what U+2028 means in a canonical text.
    - NUL and the other control characters that XML 1.0 forbids, DEL, byte order marks, soft hyphens, U+FFFC and
      noncharacters are taken out; the four information separators become spaces, so that no words are glued.
    - Two surrogates that make a pair become the character they stand for; lone ones are taken out.

    Doing it twice is the same as doing it once.
    """
    text = raw.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    rare = text.encode("utf-8", "surrogatepass").translate(None, _COMMON)
    if not rare.isascii() and _SURROGATE.search(text):
        text = _SURROGATE.sub("", _PAIR.sub(_joined, text))
    for character in _suspects(text, rare):
        text = text.replace(character, _INSTEAD.get(character, ""))
    return unicodedata.normalize("NFC", text)


def scrub_value(text: str) -> str:
    """Return a one-line value a user typed or a file gave (a name, a title): normalised, on one line, trimmed.

    Each run of white space becomes one space; no-break spaces too, or one name would be two.
    """
    return " ".join(normalise(text).split())


def _suspects(text: str, rare: bytes) -> Iterator[str]:
    """Yield the characters of a text that cannot stay; ``rare`` are its bytes that are not common.

    Bytes are looked through ten times as fast as characters, and in most texts that is all there is to do.
    """
    yield from (character for character in _LATIN if character in text)
    found = set(rare.decode() if rare.isascii() else _SUSPECT.findall(text)) - {*_LATIN}
    yield from (one for one in found if one <= "\uffff" or ord(one) & _NONCHARACTER == _NONCHARACTER)


def _joined(pair: re.Match[str]) -> str:
    high, low = pair.groups()
    return chr(0x10000 + (ord(high) - 0xD800 << 10) + (ord(low) - 0xDC00))
