# SPDX-License-Identifier: MIT
"""The parts a statement can have, by kind, as one table: what forms offer, the command line takes and values check.

The slots of recommendations follow Institutional Grammar 2.0 (C. K. Frantz and S. Siddiki, "Institutional Grammar
2.0: A specification for encoding and analyzing institutional design", Public Administration 99, 2021, 222-247; after
S. E. S. Crawford and E. Ostrom, "A grammar of institutions", American Political Science Review 89, 1995, 582-600);
:attr:`SlotName.component` says which component each one is. The types of claims are the four classes of stasis
theory that argue about a state of affairs (fact, definition, cause, value), and prediction.

Any other name can be used as well; such a slot takes any words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from database.records import ADDRESSEE, Slot


class Takes(StrEnum):
    """What a slot is filled with."""

    TEXT = "text"
    CHOICE = "choice"
    ACTOR = "actor"
    EVIDENCE = "evidence"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class SlotName:
    """One slot of the vocabulary.

    ``choices`` are all it can be where ``takes`` is a choice, and else what is offered. ``component`` is the
    component of Institutional Grammar 2.0 it corresponds to. ``several`` slots of the name may stand side by side.
    """

    name: str
    kinds: tuple[str, ...]
    takes: Takes
    help: str
    choices: tuple[str, ...] = ()
    component: str = ""
    several: bool = False


_CLAIM = ("claim",)
_RECOMMENDATION = ("recommendation",)
_BOTH = ("claim", "recommendation")

SLOTS = (
    SlotName(
        ADDRESSEE,
        _BOTH,
        Takes.ACTOR,
        "Whom it addresses: who is to act, or whom the claim is put to.",
        component="Attributes",
        several=True,
    ),
    SlotName(
        "claim type",
        _CLAIM,
        Takes.CHOICE,
        "What is claimed: that something is so, why, whether it is good, that it will be, or what it is.",
        ("fact", "cause", "value", "prediction", "definition"),
    ),
    SlotName("polarity", _CLAIM, Takes.CHOICE, "Whether it is affirmed or denied.", ("affirms", "denies")),
    SlotName(
        "certainty",
        _CLAIM,
        Takes.CHOICE,
        "How sure the speaker is.",
        ("certain", "probable", "possible", "doubtful"),
    ),
    SlotName("time", _CLAIM, Takes.TEXT, "When it is said to be so."),
    SlotName("place", _CLAIM, Takes.TEXT, "Where it is said to be so."),
    SlotName(
        "evidence",
        _CLAIM,
        Takes.EVIDENCE,
        "What it rests on: words of the text, another annotation, or a reference.",
        several=True,
    ),
    SlotName("verification note", _CLAIM, Takes.NOTE, "How it was checked; the outcome is the status."),
    SlotName(
        "deontic",
        _RECOMMENDATION,
        Takes.CHOICE,
        "How binding it is.",
        ("must", "should", "may", "must not", "should not"),
        "Deontic",
    ),
    SlotName("action", _RECOMMENDATION, Takes.TEXT, "What is to be done.", component="Aim"),
    SlotName("object", _RECOMMENDATION, Takes.TEXT, "What it is done to.", component="Direct object"),
    SlotName(
        "condition", _RECOMMENDATION, Takes.TEXT, "When or where it holds.", component="Context: activation condition"
    ),
    SlotName("deadline", _RECOMMENDATION, Takes.TEXT, "By when.", component="Context: execution constraint, temporal"),
    SlotName(
        "beneficiary",
        _RECOMMENDATION,
        Takes.ACTOR,
        "Who gains by it, or for whom it is done.",
        component="Indirect object",
        several=True,
    ),
    SlotName("or else", _RECOMMENDATION, Takes.TEXT, "What follows if it is not done.", component="Or else"),
    SlotName(
        "instrument",
        _RECOMMENDATION,
        Takes.TEXT,
        "By which means.",
        (
            "sanction",
            "funding",
            "statement",
            "law",
            "negotiation",
            "mission",
            "monitoring",
            "reform",
            "protest",
            "force",
        ),
        "Context: execution constraint, method",
        several=True,
    ),
)
"""The vocabulary, in the order forms show it."""

_BY_NAME = {slot.name: slot for slot in SLOTS}


def find(name: str) -> SlotName | None:
    """Return the slot of this name, in any case, with ``-`` or ``_`` for a space; None for a name of the user's own."""
    return _BY_NAME.get(" ".join(name.replace("_", " ").replace("-", " ").lower().split()))


def of_kind(kind: str) -> tuple[SlotName, ...]:
    """Return the slots that annotations of a kind are asked for."""
    return tuple(slot for slot in SLOTS if kind in slot.kinds)


def filled(name: str, value: str) -> Slot:
    """Return a slot filled with words: an actor of that name where the slot takes one."""
    known = find(name)
    actor = value if known is not None and known.takes is Takes.ACTOR else ""
    return Slot(known.name if known else name, value, actor)


def values(slots: tuple[Slot, ...], name: str) -> tuple[str, ...]:
    """Return what the slots of this name hold, in order: the actor where it is one, else the words."""
    return tuple(slot.actor or slot.value for slot in slots if slot.name == name)


def summary(slots: tuple[Slot, ...]) -> str:
    """Return what a card says of the parts of a statement, the addressee apart: those that say most, in their order.

    The parts of a recommendation read as one sentence in the order of Institutional Grammar 2.0: “should pay for a
    ferry, if the bridge stays closed, by May, for Lom, or else the town will empty”.
    """
    held = {name: [_told(slot) for slot in slots if slot.name == name and _told(slot)] for name in _BY_NAME}
    act = " ".join(word for name in ("deontic", "action", "object") for word in held[name])
    said = [act, *held["condition"], *_each("by ", held["deadline"]), *_each("for ", held["beneficiary"])]
    said += [*_each("or else ", held["or else"]), *_each("by means of ", held["instrument"])]
    claimed = [word for name in ("claim type", "certainty", "time", "place") for word in held[name]]
    denied = [word for word in held["polarity"] if word == "denies"]
    evidence = _each("evidence: ", held["evidence"])
    own = [f"{slot.name}: {_told(slot)}" for slot in slots if slot.name not in _BY_NAME and _told(slot)]
    return "; ".join(filter(None, (", ".join(filter(None, (*claimed, *denied, *said))), *evidence, *own)))


def _told(slot: Slot) -> str:
    return " ".join((slot.actor or slot.value or slot.quote).split())


def _each(before: str, values: list[str]) -> list[str]:
    """Return values with the word before each, where it does not begin so already."""
    word = before.strip().lower()
    return [value if value.lower().startswith(f"{word} ") else f"{before}{value}" for value in values]


def set_values(slots: tuple[Slot, ...], name: str, wanted: tuple[Slot, ...]) -> list[Slot]:
    """Return slots with these instead of those of the name, in their place, and the others as they were."""
    places = [number for number, slot in enumerate(slots) if slot.name == name]
    at = places[0] if places else len(slots)
    rest = [slot for slot in slots if slot.name != name]
    before = sum(1 for slot in slots[:at] if slot.name != name)
    return [*rest[:before], *wanted, *rest[before:]]
