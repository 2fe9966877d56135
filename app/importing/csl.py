# SPDX-License-Identifier: MIT
"""CSL-JSON, the format of citation processors: a list of items (https://citeproc-js.readthedocs.io/en/latest/csl-json/)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from app.importing.document import ImportFailure
from app.importing.entries import Entry, entry

NOT_CSL = "It is not a bibliography in CSL-JSON."

Item = Mapping[str, object]


def parse(text: str) -> Iterator[Entry]:
    """Yield the entries of a CSL-JSON file.

    Raises:
        ImportFailure: it is none.
    """
    try:
        data = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise ImportFailure(NOT_CSL) from error
    items = data.get("items", [data]) if isinstance(data, dict) else data
    if not isinstance(items, list) or not all(isinstance(item, dict) and "type" in item for item in items):
        raise ImportFailure(NOT_CSL)
    for item in items:
        yield _entry(item)


def _entry(item: Item) -> Entry:
    doi = _text(item, "DOI")
    files = item.get("attachments") or item.get("file") or ()
    return entry(
        _text(item, "title"),
        tuple(_people(item.get("author")) or _people(item.get("editor"))),
        _text(item, "container-title") or _text(item, "publisher"),
        _date(item.get("issued")),
        _text(item, "language"),
        _text(item, "URL") or (f"https://doi.org/{doi}" if doi.startswith("10.") else ""),
        _text(item, "license"),
        _text(item, "abstract"),
        tuple(_files(files)),
    )


def _text(item: Item, name: str) -> str:
    value = item.get(name)
    return str(value) if isinstance(value, str | int) else ""


def _people(names: object) -> list[str]:
    made = []
    for name in names if isinstance(names, list) else ():
        if not isinstance(name, dict):
            continue
        parts = [str(name.get(part) or "") for part in ("given", "non-dropping-particle", "family", "suffix")]
        made.append(str(name.get("literal") or "") or " ".join(part for part in parts if part))
    return [name for name in made if name]


def _date(value: object) -> str:
    """Return a date: by its parts, or as it is written; the first of a range."""
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else ()
    numbers = [str(part) for part in first if str(part).isdecimal()] if isinstance(first, list) else []
    return "-".join(numbers[:3]) if numbers else str(value.get("literal") or value.get("raw") or "")


def _files(value: object) -> Iterator[str]:
    """Yield the paths of attached files, as the exports that have them write them."""
    for each in value if isinstance(value, list) else [value]:
        path = (each.get("path") or each.get("localPath") or "") if isinstance(each, dict) else each
        if isinstance(path, str) and path:
            yield path
