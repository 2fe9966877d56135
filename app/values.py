# SPDX-License-Identifier: MIT
"""Checks and cleans what users put into annotations and sources, before it is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app import slots
from app.dates import parse as parse_date
from app.errors import BadSpan, BadValue, with_article
from app.text import anchors
from app.text.normalise import normalise, scrub_value
from database.records import KINDS, MODES, ROLES, STATUSES, VOICES, Anchor, Annotation, Link, Slot, Span


def check(field: str, value: str, allowed: tuple[str, ...]) -> str:
    """Return a value that is one of those allowed.

    Raises:
        BadValue: it is not.
    """
    if value not in allowed:
        raise BadValue(field, value, allowed)
    return value


def anchored(text: str, spans: Iterable[Span]) -> list[Anchor]:
    """Return the anchors of a passage of one or more spans.

    Raises:
        BadSpan: there is none, or one does not lie in the text.
    """
    made = []
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            raise BadSpan(start, end, len(text))
        made.append(anchors.anchor(text, start, end))
    if not made:
        raise BadSpan(0, 0, len(text))
    return made


def _shown(text: str, span: Span | None, kept: str) -> str:
    """Return the words of a span that shows a link or a slot; those it had where it has lost its place."""
    if span is None:
        return kept
    start, end = span
    if not 0 <= start < end <= len(text):
        raise BadSpan(start, end, len(text))
    return text[start:end]


def link(text: str, given: Link) -> Link:
    """Return a link of an attribution chain checked, cleaned, and with the words its span shows."""
    check("role", given.role, ROLES)
    check("voice", given.voice, VOICES)
    check("mode", given.mode, MODES)
    return replace(
        given,
        actor=scrub_value(given.actor),
        organisation=scrub_value(given.organisation),
        work=scrub_value(given.work),
        cue=scrub_value(given.cue),
        quote=_shown(text, given.span, given.quote),
    )


def slot(text: str, given: Slot) -> Slot:
    """Return a slot cleaned and with the words its span shows.

    Names of the vocabulary are spelled as it spells them.

    Raises:
        BadValue: the slot has no name, or is one of a few choices and has another value.
        BadSpan: its span does not lie in the text.
    """
    known = slots.find(given.name)
    return replace(
        given,
        name=known.name if known else check_name("slot", given.name),
        value=_slot_value(known, given.value),
        actor=scrub_value(given.actor),
        quote=_shown(text, given.span, given.quote),
    )


def check_name(field: str, value: str) -> str:
    """Return a name on one line.

    Raises:
        BadValue: it is empty.
    """
    name = scrub_value(value)
    if not name:
        raise BadValue(f"name of {with_article(field)}", value, ())
    return name


def _slot_value(known: slots.SlotName | None, value: str) -> str:
    if known is None or known.takes not in (slots.Takes.CHOICE, slots.Takes.NOTE):
        return scrub_value(value)
    if known.takes is slots.Takes.NOTE:
        return normalise(value)
    chosen = scrub_value(value).lower()
    return check(known.name, chosen, known.choices) if chosen else ""


def head(before: Annotation, kind: str | None, status: str | None, note: str | None) -> dict[str, str]:
    """Return the columns of an annotation that an edit sets; a new kind begins in its own first state."""
    fields = {}
    if kind is not None and kind != before.kind:
        fields["kind"] = check("kind", kind, KINDS)
        fields["status"] = STATUSES[kind][0]
    if status is not None:
        fields["status"] = check("status", status, STATUSES[kind or before.kind])
    if note is not None:
        fields["note"] = normalise(note)
    return fields


def source_fields(fields: Mapping[str, str | Sequence[str]]) -> dict[str, str | None]:
    """Return the columns a source's fields are kept in: authors as JSON, a date also as its first and last day."""
    columns: dict[str, str | None] = {}
    for name, value in fields.items():
        if name == "authors":
            columns[name] = json.dumps([scrub_value(author) for author in value], ensure_ascii=False)
        elif name == "date":
            date = parse_date(scrub_value(str(value)))
            columns.update(date=date.text, date_from=date.first, date_to=date.last)
        else:
            columns[name] = normalise(str(value)) if name == "note" else scrub_value(str(value))
    return columns
