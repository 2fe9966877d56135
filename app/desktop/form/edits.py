# SPDX-License-Identifier: MIT
"""What a field of the form changes in an annotation."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict, cast

from app import attribution, slots
from database import records
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


SLOT = "slot:"
"""Comes before the name of a slot where a field is one."""


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
    if field == "chain":
        return {"chain": list(cast(tuple[Link, ...], value)), "label": "Edit attribution chain"}
    if field.startswith(SLOT):
        return _slots(annotation, field.removeprefix(SLOT), cast(tuple[Slot, ...], value))
    return _names(annotation, field, cast(tuple[str, ...], value))


def edited(annotation: Annotation, edit: Edit) -> Annotation:
    """Return an annotation as it would be after a change: what the form shows while the change is not saved."""
    made = replace(
        annotation,
        kind=edit.get("kind", annotation.kind),
        status=edit.get("status", annotation.status),
        note=edit.get("note", annotation.note),
    )
    if "chain" in edit:
        made = replace(made, chain=tuple(edit["chain"]))
    if "slots" in edit:
        made = replace(made, slots=tuple(edit["slots"]))
    if "codes" in edit:
        made = replace(made, codes=tuple(edit["codes"]))
    return made


def fill_edit(annotation: Annotation, part: str, words: str, span: Span) -> Edit:
    """Return the change that makes words of the text a part of the statement, keeping where they stand.

    ``part`` is a slot, or ``speaker``, ``organisation``, ``via``, ``work`` or ``cue``. A slot that is one of a few
    choices takes the choice the words hold (see :func:`choice_in`), or only the place where they hold none.
    """
    chain = annotation.chain
    match part:
        case "speaker":
            names = [*attribution.speakers(chain), words]
            return {"chain": attribution.set_speakers(chain, names, {words: span}), "label": "Set speaker"}
        case "organisation":
            names = [*attribution.organisations(chain), words]
            return {"chain": attribution.set_organisations(chain, names), "label": "Set organisation"}
        case "via":
            names = [*attribution.via(chain), words]
            return {"chain": attribution.set_via(chain, names, {words: span}), "label": "Set via"}
        case "work":
            return {"chain": attribution.set_work(chain, words), "label": "Set work"}
        case "cue":
            return {"chain": attribution.set_cue(chain, words, span), "label": "Set cue"}
        case records.ADDRESSEE:
            names = [*annotation.addressees, words]
            filled = attribution.set_addressees(annotation.slots, names, {words: span})
            return {"slots": filled, "label": "Set addressee"}
    return _slots(annotation, part, _filled(annotation, part, words, span))


def choice_in(part: str, words: str) -> str:
    """Return the choice of a slot that words hold, the longest first; nothing where they hold none.

    “should not be used” holds “should not” and “should”: it is the first.
    """
    known = slots.find(part)
    low = f" {' '.join(words.lower().split())} "
    choices = known.choices if known is not None else ()
    return next((choice for choice in sorted(choices, key=len, reverse=True) if f" {choice} " in low), "")


def choose_edit(annotation: Annotation, part: str, value: str, span: Span) -> Edit:
    """Return the change that gives a slot one of its choices and the place of the words that show it."""
    return _slots(annotation, part, (Slot(part, value, span=span),))


def _filled(annotation: Annotation, part: str, words: str, span: Span) -> tuple[Slot, ...]:
    known = slots.find(part)
    there = tuple(slot for slot in annotation.slots if slot.name == part)
    if known is not None and known.takes is slots.Takes.NOTE:
        before = f"{there[0].value.rstrip()}\n\n" if there else ""
        return (Slot(part, f"{before}> {words}", span=span),)
    value = choice_in(part, words) if known is not None and known.takes is slots.Takes.CHOICE else words
    made = replace(slots.filled(part, value), span=span)
    return (*there, made) if known is not None and known.several else (made,)


def _slots(annotation: Annotation, name: str, parts: tuple[Slot, ...]) -> Edit:
    return {"slots": slots.set_values(annotation.slots, name, parts), "label": f"Set {name}"}


def _names(annotation: Annotation, field: str, names: tuple[str, ...]) -> Edit:
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


def _plain(field: str, value: str) -> Edit:
    if field == "kind":
        return {"kind": value, "label": f"Change to {value}"}
    if field == "status":
        return {"status": value, "label": "Set status"}
    return {"note": value, "label": "Edit note"}
