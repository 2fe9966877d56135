# SPDX-License-Identifier: MIT
"""BibTeX and BibLaTeX: entries of fields in braces or quotation marks; LaTeX accents become letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from app.importing.entries import Entry, entry, person

_ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
_KEY = re.compile(r"\s*([^\s,=]*)\s*,")
_NAME = re.compile(r"[\s,]*([A-Za-z][\w:+-]*)\s*=\s*")
_BARE = re.compile(r"[^\s,{}\"#]+")
_SKIPPED = frozenset({"comment", "preamble"})
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # noqa: SIM905
_LONGEST = 4 * 1024 * 1024

_ACCENTS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
            "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323",
            "b": "\u0331"}  # fmt: skip
_LETTERS = {"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å",
            "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "textendash": "–",
            "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“", "ldots": "…",
            "textquotedblright": "”", "dots": "…", "textasciitilde": "~", "textbackslash": "\\",
            "textunderscore": "_", "S": "§", "pounds": "£", "euro": "€", "copyright": "©"}  # fmt: skip
_ACCENT = re.compile(
    r"\\(?P<sign>[\'`^\"~=.])\s*(?:\{\s*(?P<in_sign>\\?[^\W\d_])\s*\}|(?P<at_sign>\\[ij](?![A-Za-z])|[^\W\d_]))"
    r"|\\(?P<word>[uvHckrdb])(?:\s*\{\s*(?P<in_word>\\?[^\W\d_])\s*\}|\s+(?P<at_word>[^\W\d_]))"
)
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*(?:\{\})?")
_ESCAPED = re.compile(r"\\([&%$#_{}\\ ,/-])")


def parse(text: str) -> Iterator[Entry]:
    """Yield the entries of a BibTeX file; what is broken is passed over up to the next entry."""
    strings: dict[str, str] = {}
    place = 0
    while found := _ENTRY.search(text, place):
        kind = found[1].casefold()
        place = found.end()
        if kind in _SKIPPED:
            continue
        key = _KEY.match(text, place) if kind != "string" else None
        fields, place = _fields(text, key.end() if key else place, strings)
        if kind == "string":
            strings.update(fields)
        elif fields:
            yield _entry(fields)


def letters(value: str) -> str:
    """Return a value of BibTeX as people read it."""
    text = value
    if "\\" in text:
        text = _ACCENT.sub(_accented, text)
        text = _ESCAPED.sub(_escaped, text)
        text = _COMMAND.sub(_command, text)
    text = text.replace("{", "").replace("}", "").replace("---", "—").replace("--", "–").replace("~", " ")
    text = text.replace("``", "“").replace("''", "”")
    return unicodedata.normalize("NFC", text.translate({0xE000: "{", 0xE001: "}", 0xE002: "~"}))


def _fields(text: str, place: int, strings: dict[str, str]) -> tuple[dict[str, str], int]:
    """Return the fields from ``place`` on, and where they end."""
    fields: dict[str, str] = {}
    while found := _NAME.match(text, place):
        value, place = _value(text, found.end(), strings)
        fields.setdefault(found[1].casefold(), value)
    return fields, place


def _value(text: str, place: int, strings: dict[str, str]) -> tuple[str, int]:
    """Return a value, of parts joined by ``#``, and where it ends."""
    parts = []
    while place < len(text):
        if text[place] == "{":
            end = _closing(text, place)
            parts.append(text[place + 1 : end])
            place = end + 1
        elif text[place] == '"':
            end = _quote_end(text, place)
            parts.append(text[place + 1 : end])
            place = end + 1
        elif bare := _BARE.match(text, place):
            parts.append(strings.get(bare[0].casefold(), bare[0]))
            place = bare.end()
        rest = re.compile(r"\s*#\s*").match(text, place)
        if not rest:
            break
        place = rest.end()
    return "".join(parts), place


def _closing(text: str, place: int) -> int:
    """Return where the brace at ``place`` is closed; one that is not ends at the next entry or the end."""
    depth = 0
    for found in re.compile(r"\\.|[{}]|\n\s*@", re.DOTALL).finditer(text, place, place + _LONGEST):
        sign = found[0]
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return found.start()
        if sign.endswith("@") and depth == 1 and re.compile(r"@\s*\w+\s*\{[^\s,]*,").match(text, found.end() - 1):
            return found.start()
    return min(len(text), place + _LONGEST)


def _quote_end(text: str, place: int) -> int:
    depth = 0
    for found in re.compile(r'\\.|[{}"]', re.DOTALL).finditer(text, place + 1, place + _LONGEST):
        sign = found[0]
        depth += (sign == "{") - (sign == "}")
        if sign == '"' and depth <= 0:
            return found.start()
    return min(len(text), place + _LONGEST)


def _entry(fields: dict[str, str]) -> Entry:
    named = {name: " ".join(letters(value).split()) for name, value in fields.items() if name not in {"file", "author"}}
    people = re.split(r"\s+and\s+", fields.get("author") or fields.get("editor", ""))
    doi = named.get("doi", "")
    return entry(
        named.get("title", ""),
        tuple(_person(name) for name in people if name.strip() and name.strip() != "others"),
        _first(
            named, "journaltitle", "journal", "booktitle", "publisher", "institution", "organization", "howpublished"
        ),
        named.get("date") or _date(named),
        _first(named, "langid", "language"),
        named.get("url") or (f"https://doi.org/{doi}" if doi.startswith("10.") else ""),
        named.get("copyright", ""),
        letters(fields.get("abstract", "")),
        tuple(_files(fields.get("file", ""))),
    )


def _person(name: str) -> str:
    bare = name.strip()
    whole = bare.startswith("{") and bare.endswith("}")
    return " ".join(letters(bare).split()) if whole else person(" ".join(letters(bare).split()))


def _date(named: dict[str, str]) -> str:
    month = named.get("month", "")[:3].casefold()
    number = int(month) if month.isascii() and month.isdecimal() else _MONTHS.get(month, 0)
    return f"{named.get('year', '')}-{number:02d}" if number and named.get("year") else named.get("year", "")


def _files(value: str) -> Iterator[str]:
    """Yield the paths in a ``file`` field: of Zotero and JabRef (``name:path:type;...``), or a bare path."""
    for part in re.split(r"(?<!\\);", value):
        pieces = [
            piece.replace("\\:", ":").replace("\\;", ";").replace("\\_", "_") for piece in re.split(r"(?<!\\):", part)
        ]
        if len(pieces) >= 3:
            drive = len(pieces) > 3 and len(pieces[1]) == 1
            yield f"{pieces[1]}:{pieces[2]}" if drive else pieces[1]
        elif part.strip():
            yield ":".join(pieces).strip()


def _first(named: dict[str, str], *names: str) -> str:
    return next((named[name] for name in names if named.get(name)), "")


def _accented(found: re.Match[str]) -> str:
    sign = found["sign"] or found["word"]
    letter = found["in_sign"] or found["at_sign"] or found["in_word"] or found["at_word"]
    return letter.removeprefix("\\") + _ACCENTS[sign]


def _escaped(found: re.Match[str]) -> str:
    return {"{": "\ue000", "}": "\ue001", "\\": " ", ",": "", "/": "", "-": ""}.get(found[1], found[1])


def _command(found: re.Match[str]) -> str:
    return _LETTERS.get(found[1], "")
