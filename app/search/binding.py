# SPDX-License-Identifier: MIT
"""Decides what the parts of a query are about: sources, or one annotation.

The rules, which the manual gives in the user's words:

- A group of parts that must all hold is about one annotation if one of them, not denied, is an annotation field
  (``kind: by: to: ...``), or is a choice between such fields. Then its bare words mean the quotation, the slots and
  the note, its annotation fields hold of the same annotation, denied ones too, and its source fields hold of the
  source the annotation lies in.
- Any other group is about sources. Its bare words mean title and text, and a denied annotation field means that
  the source has no such annotation. The branches of an OR in it are groups of their own.
- In a search for annotations every group is about one annotation.
"""

from __future__ import annotations

from dataclasses import replace

from database.plan import (
    SOURCE_FIELDS,
    And,
    Annotated,
    Completion,
    Dates,
    Field,
    Filled,
    Fuzzy,
    InSource,
    Kind,
    Language,
    Not,
    Or,
    Phrase,
    Plan,
    Prefix,
    SourceIs,
    Voice,
    Wildcard,
    Word,
    either,
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
            lower = [about_annotations(part) for part in parts if not _is_about_source(part)]
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
        case InSource() | Language() | Dates() | SourceIs():
            return True
        case Word() | Prefix() | Wildcard() | Fuzzy() | Phrase() | Completion() | Filled():
            return written.field in SOURCE_FIELDS and written.field is not BARE
    return False


def _is_annotation_field(written: Plan) -> bool:
    match written:
        case Kind() | Voice():
            return True
        case Word() | Prefix() | Wildcard() | Fuzzy() | Phrase() | Completion() | Filled():
            return written.field not in SOURCE_FIELDS
    return False


def _leaf(written: Plan) -> Plan:
    """Return a part for use below: bare words mean the passage there."""
    match written:
        case Completion(word) if word.field is BARE:
            return Completion(replace(word, field=Field.PASSAGE))
        case Word() | Prefix() | Wildcard() | Fuzzy() | Phrase() if written.field is BARE:
            return replace(written, field=Field.PASSAGE)
    return written
