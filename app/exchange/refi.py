# SPDX-License-Identifier: MIT
"""What the REFI-QDA formats share: GUIDs that stay the same from export to export, names, and codes as XML.

REFI-QDA (QDA-XML, version 1.0, 2019) is how tools for qualitative analysis hand projects (``.qdpx``) and codebooks
(``.qdc``) to each other. Our uids may be any text, its GUIDs may not, so each is made from the uid by UUID
version 5: the same annotation has the same GUID in every export.
"""

import re
import uuid
from collections.abc import Iterable, Sequence
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from app import __version__
from database.codebook import Entry
from database.records import KINDS

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
OURS = "Postil"
ORIGIN = f"{OURS} {__version__}"
EXAMPLES = "\n\nExamples:\n"
"""What parts definition and examples in the description of a code, which has only one place for both."""

KIND_GROUP = "Annotation kind"
KIND_COLOURS = {"claim": "#b7791f", "recommendation": "#2f855a", "passage": "#718096"}

RECORD = "Postil record"
"""The variable that holds an annotation whole, as JSON, so that what REFI-QDA has no place for comes back."""
SOURCE_FIELDS = ("uid", "authors", "publication", "date", "language", "url")

_NAMESPACE = uuid.UUID("5b8f3c8e-7a1d-5c55-9f43-0d5a6f1c2b77")
_KNOWN = 4096
"""How many GUIDs are kept: those of codes and variables stand in every annotation."""
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_RETURN = {"\r": "&#13;"}
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@lru_cache(_KNOWN)
def guid(thing: str, uid: str) -> str:
    """Return the GUID of a thing: the same for the same uid, always."""
    return str(uuid.uuid5(_NAMESPACE, f"{thing}/{uid}"))


def selection_guid(uid: str, number: int) -> str:
    """Return the GUID of a span of an annotation; the first stands for the annotation where one must."""
    return guid("selection", f"{uid}/{number}")


def clean(text: str) -> str:
    """Return text without the characters that XML 1.0 has no place for."""
    return _ILLEGAL.sub("", text)


def element(namespace: str, tag: str, *inside: etree._Element, text: str = "", **attributes: str) -> etree._Element:
    """Return an element; attributes that are empty are left out."""
    given = {name: clean(value) for name, value in attributes.items() if value}
    made = etree.Element(f"{{{namespace}}}{tag}", given, nsmap={None: namespace})
    if text:
        made.text = clean(text)
    made.extend(inside)
    return made


def markup(tag: str, *inside: str, text: str = "", **attributes: str) -> str:
    """Return an element as text: ten times as quick as one of lxml. Attributes that are empty are left out."""
    given = "".join(f" {name}={quoteattr(clean(value))}" for name, value in attributes.items() if value)
    held = escape(clean(text), _RETURN) + "".join(inside)
    return f"<{tag}{given}>{held}</{tag}>" if held else f"<{tag}{given}/>"


def codes(namespace: str, entries: Sequence[Entry], *, notes: bool) -> list[etree._Element]:
    """Return the codes of the codebook as elements in each other; ``entries`` come in tree order."""
    tops: list[etree._Element] = []
    made: dict[int, etree._Element] = {}
    for entry in entries:
        made[entry.id] = _code(namespace, entry, notes=notes)
        if entry.parent is None:
            tops.append(made[entry.id])
        else:
            made[entry.parent].append(made[entry.id])
    return tops


def kind_codes(namespace: str) -> etree._Element:
    """Return the kinds of annotations as codes, since other tools show nothing of a selection without a code."""
    kinds = [
        element(namespace, "Code", guid=guid("kind", kind), name=kind, isCodable="true", color=KIND_COLOURS[kind])
        for kind in KINDS
    ]
    return element(namespace, "Code", *kinds, guid=guid("kind", ""), name=KIND_GROUP, isCodable="false")


def described(definition: str, examples: str) -> str:
    """Return definition and examples of a code as one description."""
    return f"{definition}{EXAMPLES}{examples}" if examples else definition


def split_description(description: str) -> tuple[str, str]:
    """Return the definition and the examples that a description holds."""
    definition, _, examples = description.partition(EXAMPLES)
    return definition, examples


def _code(namespace: str, entry: Entry, *, notes: bool) -> etree._Element:
    description = described(entry.definition, entry.examples)
    inside = [element(namespace, "Description", text=description)] if description else []
    if notes and entry.note:
        inside.append(element(namespace, "NoteRef", targetGUID=guid("note/code", entry.uid)))
    colour = entry.colour if _COLOUR.fullmatch(entry.colour) else ""
    made = element(namespace, "Code", *inside, guid=guid("code", entry.uid), isCodable="true", color=colour)
    made.set("name", clean(entry.name))
    return made


def joined(values: Iterable[str]) -> str:
    """Return several values as one text."""
    return "; ".join(value for value in values if value)
