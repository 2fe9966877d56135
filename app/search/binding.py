# SPDX-License-Identifier: MIT
"""Decides what the parts of a query are about: sources, or one annotation.

The rules, which the manual gives in the user's words:

- A group of parts that must all hold is about one annotation if one of them, not denied, is an annotation field
  (``kind: by: to: ...``), or is a choice between such fields. Then its bare words mean the quotation, the slots and
  the note, its annotation fields hold of the same annotation, denied ones too, and its source fields hold of the
  source the annotation lies in. A stance is the one towards the codes of its group.
- Any other group is about sources. Its bare words mean title and text, and a denied annotation field means that
  the source has no such annotation. The branches of an OR in it are groups of their own.
- In a search for annotations every group is about one annotation.
"""

from __future__ import annotations

from database.plan import (
    SOURCE_FIELDS,
    And,
    Annotated,
    Chosen,
    Coded,
    Completion,
    Dates,
    Field,
    Filled,
    Flag,
    Fuzzy,
    InSource,
    Kind,
    Language,
    Not,
    Or,
    Own,
    Phrase,
    Plan,
    Prefix,
    Slotted,
    SourceIs,
    Term,
    Voice,
    Wildcard,
    Word,
    either,
    in_field,
    join,
)

BARE = Field.TEXT
"""What the reader of queries gives words without a field; binding makes it ``PASSAGE`` where that is meant."""


def about_sources(written: Plan) -> Plan:
    """Bind a query, as it was written, in a search for sources."""
    match written:
        case And(parts):
            return _source_group(parts)
        case Or(parts):
            return either([about_sources(part) for part in parts])
        case Not(part):
            return Not(about_sources(part))
        case InSource(part):
            return about_sources(part)
    return Annotated(_leaf(written)) if _is_annotation_field(written) else written


def about_annotations(written: Plan) -> Plan:
    """Bind a query, as it was written, in a search for annotations, or inside a group about one."""
    if _is_about_source(written):
        return InSource(about_sources(written))
    match written:
        case And(parts):
            upper = [part for part in parts if _is_about_source(part)]
            below = [part for part in parts if not _is_about_source(part)]
            lower = [about_annotations(part) for part in _with_stances(below)]
            return join([*lower, InSource(about_sources(join(upper)))] if upper else lower)
        case Or(parts):
            return either([about_annotations(part) for part in parts])
        case Not(part):
            return Not(about_annotations(part))
    return _leaf(written)


def _source_group(parts: tuple[Plan, ...]) -> Plan:
    if not any(map(_is_bound, parts)):
        inside = [part for part in parts if isinstance(part, InSource)]
        others = [about_sources(part) for part in parts if not isinstance(part, InSource)]
        return join([*others, about_sources(join([part.part for part in inside]))] if inside else others)
    upper = [part for part in parts if _is_about_source(part)]
    lower = [part for part in parts if not _is_about_source(part)]
    annotated = Annotated(about_annotations(join(lower)))
    return join([annotated, about_sources(join(upper))]) if upper else annotated


def _is_bound(written: Plan) -> bool:
    """Tell whether a part makes its group one about an annotation."""
    match written:
        case And(parts):
            return any(map(_is_bound, parts))
        case Or(parts):
            return all(map(_is_bound, parts))
        case Not() | InSource():
            return False
    return _is_annotation_field(written)


def _is_about_source(written: Plan) -> bool:
    """Tell whether a part speaks of sources only, wherever it stands."""
    match written:
        case And(parts) | Or(parts):
            return all(map(_is_about_source, parts))
        case Not(part):
            return _is_about_source(part)
        case InSource() | Language() | Dates() | SourceIs() | Own():
            return True
        case Flag():
            return written.about_source
        case Word() | Prefix() | Wildcard() | Fuzzy() | Phrase() | Completion() | Filled():
            return written.field in SOURCE_FIELDS and written.field is not BARE
    return False


def _with_stances(parts: list[Plan]) -> list[Plan]:
    """Return the parts of a group with its one stance put to its codes; several stances, or one alone, stay."""
    stances = [part for part in parts if isinstance(part, Chosen) and part.field is Field.STANCE]
    if len(stances) != 1 or not any(map(_is_coding, parts)):
        return parts
    return [_coded(part, stances[0].value) for part in parts if part is not stances[0]]


def _is_coding(part: Plan) -> bool:
    if isinstance(part, Or):
        return all(map(_is_coding, part.parts))
    return isinstance(part, Term) and part.field is Field.CODE


def _coded(part: Plan, stance: str) -> Plan:
    if isinstance(part, Or) and _is_coding(part):
        return Or(tuple(_coded(each, stance) for each in part.parts))
    return Coded(part, stance) if isinstance(part, Term) and part.field is Field.CODE else part


def _is_annotation_field(written: Plan) -> bool:
    match written:
        case Kind() | Voice() | Chosen() | Slotted() | Coded():
            return True
        case Flag():
            return not written.about_source
        case Word() | Prefix() | Wildcard() | Fuzzy() | Phrase() | Completion() | Filled():
            return written.field not in SOURCE_FIELDS
    return False


def _leaf(written: Plan) -> Plan:
    """Return a part for use below: bare words mean the passage there."""
    return in_field(written, Field.PASSAGE) if isinstance(written, Term) and written.field is BARE else written
