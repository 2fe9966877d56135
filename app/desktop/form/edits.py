# SPDX-License-Identifier: MIT
"""What a field of the form changes in an annotation."""

from __future__ import annotations

from typing import TypedDict, cast

from app import attribution
from database.records import Annotation, CodeUse, Link, Slot, Span


class Edit(TypedDict, total=False):
    """The arguments of ``Collection.edit``: what is left out stays as it is."""

    kind: str
    status: str
    note: str
    chain: list[Link]
    slots: list[Slot]
    codes: list[CodeUse]
    label: str


def field_edit(annotation: Annotation, field: str, value: object) -> Edit:
    """Return the change that a field of the form asks for, named so that undo can say what it takes back.

    Raises:
        KeyError: there is no such field.
    """
    if field in {"kind", "status", "note"}:
        return _plain(field, str(value))
    if field == "work":
        return {"chain": attribution.set_work(annotation.chain, str(value)), "label": "Set work"}
    if field == "codes":
        return {"codes": list(cast(tuple[CodeUse, ...], value)), "label": "Set codes"}
    names = cast(tuple[str, ...], value)
    match field:
        case "speakers":
            return {"chain": attribution.set_speakers(annotation.chain, names), "label": "Set speakers"}
        case "organisations":
            return {"chain": attribution.set_organisations(annotation.chain, names), "label": "Set organisation"}
        case "via":
            return {"chain": attribution.set_via(annotation.chain, names), "label": "Set via"}
        case "addressees":
            return {"slots": attribution.set_addressees(annotation.slots, names), "label": "Set addressees"}
    raise KeyError(field)


def speaker_edit(annotation: Annotation, name: str, span: Span) -> Edit:
    """Return the change that makes words of the text a speaker, keeping where they stand."""
    names = [*attribution.speakers(annotation.chain), name]
    return {"chain": attribution.set_speakers(annotation.chain, names, {name: span}), "label": "Set speaker"}


def addressee_edit(annotation: Annotation, name: str, span: Span) -> Edit:
    """Return the change that makes words of the text an addressee, keeping where they stand."""
    names = [*annotation.addressees, name]
    return {"slots": attribution.set_addressees(annotation.slots, names, {name: span}), "label": "Set addressee"}


def _plain(field: str, value: str) -> Edit:
    if field == "kind":
        return {"kind": value, "label": f"Change to {value}"}
    if field == "status":
        return {"status": value, "label": "Set status"}
    return {"note": value, "label": "Edit note"}
