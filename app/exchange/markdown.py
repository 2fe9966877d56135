# SPDX-License-Identifier: MIT
"""Markdown: a report grouped by source, each passage with its attribution in words."""

import re
from collections.abc import Iterable
from typing import TextIO

from app.attribution import sentence
from app.exchange.formats import Selection
from database.records import ADDRESSEE, Annotation, Source

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def write(stream: TextIO, selection: Selection) -> None:
    """Write a selection to a stream."""
    stream.write(f"# {escaped(selection.archive.title)}\n\n")
    if selection.query:
        stream.write(f"Annotations that match `{selection.query.replace('`', '')}`.\n\n")
    count = 0
    for source, annotations in selection.by_source():
        stream.write(f"## {escaped(source.title)}\n\n")
        citation = cited(source)
        if citation:
            stream.write(f"{citation}\n\n")
        stream.writelines(_passage(annotation) for annotation in annotations)
        count += len(annotations)
    stream.write(f"{count} annotation{'' if count == 1 else 's'}.\n")


def escaped(text: str) -> str:
    """Return text on one line that Markdown shows as it is."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.split())))


def cited(source: Source) -> str:
    """Return where a source is from: authors, publication, date, address."""
    parts = [", ".join(source.authors), source.publication, source.date]
    shown = " · ".join(escaped(part) for part in parts if part)
    address = f"<{source.url}>" if re.fullmatch(r"https?://[^\s<>]+", source.url) else ""
    return " · ".join(part for part in (shown, address) if part)


def _passage(annotation: Annotation) -> str:
    status = f" ({annotation.status})" if annotation.status else ""
    quote = "\n>\n> … ".join(escaped(span.quote) for span in annotation.spans)
    lines = [f"**{annotation.kind.capitalize()}**{status}\n\n> {quote}\n"]
    said = sentence(annotation.chain)
    lines += [f"{escaped(said)}\n"] if said else []
    slots = _by_name(annotation)
    lines += ["\n".join(f"- {name}: {value}" for name, value in slots) + "\n"] if slots else []
    lines += [f"{annotation.note.strip()}\n"] if annotation.note.strip() else []
    return "\n".join(lines) + "\n"


def _by_name(annotation: Annotation) -> list[tuple[str, str]]:
    """Return the lines under a quotation: addressees first, then the other slots, then codes."""
    names = dict.fromkeys([ADDRESSEE, *(slot.name for slot in annotation.slots)])
    lines = [(name, _joined(s.value or s.actor for s in annotation.slots if s.name == name)) for name in names]
    lines = [("to" if name == ADDRESSEE else escaped(name), value) for name, value in lines if value]
    codes = _joined(use.code + ("" if use.stance == "neutral" else f" ({use.stance})") for use in annotation.codes)
    return [*lines, ("codes", codes)] if codes else lines


def _joined(values: Iterable[str]) -> str:
    return "; ".join(escaped(value) for value in values)
