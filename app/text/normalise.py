# SPDX-License-Identifier: MIT
"""Makes raw text fit to be kept: one form of each character, one kind of line end, nothing that breaks a file.

What is taken out would be invisible on the page, yet stop a search at a soft hyphen, a JSON function of the
database at NUL, Qt at U+FDD0, or an XML export at a control character.
"""

from __future__ import annotations

import re
import unicodedata

_PLANES = "".join(f"{chr(plane << 16 | 0xFFFE)}-{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
_LINE_ENDS = re.compile("\r\n?|[\f\x85\u2029]")
_BASIC = "\x00-\x08\x0e-\x1b\x7f\u00ad\ufdd0-\ufdef\ufeff\ufffc\ufffe\uffff"
_DROPPED = re.compile(f"[{_BASIC}]+")
_DROPPED_BEYOND = re.compile(f"[{_PLANES}]")
_BEYOND = re.compile("[\U0001fffe-\U0010ffff]")
_SUSPECT = re.compile(f"[{_BASIC}\x0b\x0c\x1c-\x1f\x85\u2029\ud800-\udfff\U0001fffe-\U0010ffff]")
"""Finds whether there is anything to scrub; it is quick because it names no plane by itself."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("([\ud800-\udbff])([\udc00-\udfff])")
_SEPARATED = re.compile("[\x1c-\x1f]")


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
    if _SUSPECT.search(text):
        text = _scrub(text)
    return unicodedata.normalize("NFC", text)


def scrub_value(text: str) -> str:
    """Return a one-line value a user typed or a file gave (a name, a title): normalised, on one line, trimmed.

    Each run of white space becomes one space; no-break spaces too, or one name would be two.
    """
    return " ".join(normalise(text).split())


def _scrub(text: str) -> str:
    text = _LINE_ENDS.sub("\n", text).replace("\x0b", "\u2028")
    if _SURROGATE.search(text):
        text = _SURROGATE.sub("", _PAIR.sub(_joined, text))
    if _BEYOND.search(text):
        text = _DROPPED_BEYOND.sub("", text)
    return _SEPARATED.sub(" ", _DROPPED.sub("", text))


def _joined(pair: re.Match[str]) -> str:
    high, low = pair.groups()
    return chr(0x10000 + (ord(high) - 0xD800 << 10) + (ord(low) - 0xDC00))
