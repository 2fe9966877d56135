# SPDX-License-Identifier: MIT
"""What the parts of a statement are called in the form, and the letter that fills each from the selected words."""

from __future__ import annotations

from typing import NamedTuple

from app import slots
from database.records import ADDRESSEE


class Part(NamedTuple):
    """A part of a statement: its name as edits take it, its label, its letter, and what it is for."""

    name: str
    label: str
    letter: str
    tip: str


ATTRIBUTION = (
    Part("speaker", "Speaker", "S", "Who holds the view"),
    Part("organisation", "For", "F", "For whom the speakers speak"),
    Part(ADDRESSEE, "Addressed to", "T", "Whom it addresses"),
    Part("via", "Via", "V", "Through whom it reached the page"),
    Part("work", "In the work", "W", "The work it stands in"),
    Part("cue", "Cue", "U", "The words that show who says it: “argues”, “according to”"),
)
"""What every statement has."""

LINK = "link:"
"""Comes before the name of a part of the current link of an attribution chain."""

LINK_PARTS = (
    Part(f"{LINK}actor", "Actor", "A", "Who it is"),
    Part(f"{LINK}organisation", "Organisation", "O", "Where they belonged when it was said"),
    Part(f"{LINK}work", "Work", "W", "The article, letter or speech it was said in"),
    Part(f"{LINK}cue", "Cue", "C", "The words that show it: “argues”, “according to”"),
    Part(f"{LINK}place", "Words", "P", "The words that show this link, and nothing else"),
)
"""What the selected words can become while the chain is open: a part of its current link."""

_LABELS = {
    "claim type": ("Type", "Y"),
    "polarity": ("Polarity", "P"),
    "certainty": ("Certainty", "C"),
    "time": ("Time", "M"),
    "place": ("Place", "L"),
    "evidence": ("Evidence", "E"),
    "verification note": ("How checked", "H"),
    "deontic": ("Must / should", "M"),
    "action": ("Action", "A"),
    "object": ("Object", "O"),
    "condition": ("Condition", "C"),
    "deadline": ("Deadline", "D"),
    "beneficiary": ("Beneficiary", "B"),
    "or else": ("Or else", "E"),
    "instrument": ("Instrument", "I"),
}
"""Labels and letters of slots. A letter need only be one of its kind: “M” is the time of a claim and the “must” of a
recommendation."""

EVIDENCE_ELSEWHERE = "evidence elsewhere"
ELSEWHERE = Part(EVIDENCE_ELSEWHERE, "Evidence, another annotation…", "X", "Find the annotation that it rests on")
OWN = Part("", "Another…", "N", "A part with a name of your own")


def slot_parts(kind: str) -> tuple[Part, ...]:
    """Return the slots that annotations of a kind are asked for, without the addressee, in the order of the form."""
    return tuple(
        Part(slot.name, *_LABELS[slot.name], slot.help) for slot in slots.of_kind(kind) if slot.name != ADDRESSEE
    )


def parts(kind: str) -> tuple[Part, ...]:
    """Return all that the selected words can become in an annotation of a kind."""
    return (*ATTRIBUTION, *slot_parts(kind)) if kind != "passage" else ()


def label(name: str) -> str:
    """Return what the form calls a slot; one of the user's own by its name."""
    known = _LABELS.get(name)
    return known[0] if known else name[:1].upper() + name[1:]
