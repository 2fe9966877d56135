# SPDX-License-Identifier: MIT
"""RIS, the format of reference managers since 1985: lines of a tag of two letters, ``  - `` and a value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.importing.entries import Entry, entry, person

_LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*))?$")
_AUTHORS = ("AU", "A1", "A2", "A3")
_FILES = ("L1", "L2", "L4")
_NO_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/)?(10\..+)$", re.IGNORECASE)

Fields = dict[str, list[str]]


def parse(text: str) -> Iterator[Entry]:
    """Yield the entries of a RIS file; lines without a tag carry the value before them on."""
    fields: Fields = {}
    last = ""
    for line in text.lstrip("\ufeff").splitlines():
        found = _LINE.match(line.strip("\r\n").rstrip())
        if not found:
            if last and line.strip():
                fields[last][-1] += f"\n{line.strip()}"
            continue
        tag, value = found[1], (found[2] or "").strip()
        if tag == "TY":
            if fields:
                yield _entry(fields)
            fields = {}
        if tag == "ER":
            if fields:
                yield _entry(fields)
            fields, last = {}, ""
            continue
        fields.setdefault(tag, []).append(value)
        last = tag
    if "TY" in fields:
        yield _entry(fields)


def _entry(fields: Fields) -> Entry:
    people = next((fields[tag] for tag in _AUTHORS if any(fields.get(tag, ()))), [])
    address = _first(fields, "UR", "LK") or _doi(_first(fields, "DO"))
    files = [value for tag in _FILES for value in fields.get(tag, ())]
    files += [value for value in fields.get("UR", ()) if value.casefold().startswith("file:")]
    return entry(
        _first(fields, "TI", "T1", "CT", "BT"),
        tuple(person(name) for name in people),
        _first(fields, "JO", "JF", "T2", "JA", "PB"),
        _first(fields, "DA", "PY", "Y1"),
        _first(fields, "LA"),
        address,
        "",
        _first(fields, "AB", "N2"),
        tuple(part for value in files for part in value.split(";") if part.strip()),
    )


def _first(fields: Fields, *tags: str) -> str:
    return next((value for tag in tags for value in fields.get(tag, ()) if value), "")


def _doi(value: str) -> str:
    found = _NO_DOI.match(value)
    return f"https://doi.org/{found[1]}" if found else ""
