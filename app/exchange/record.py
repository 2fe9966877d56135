# SPDX-License-Identifier: MIT
"""Annotations as JSON: the shape of ``postil annotations --json``, which :mod:`app.exchange.native` reads back.

Every field is written, and a few that are derived for convenience (speakers, addressees and the like).
"""

from collections.abc import Mapping, Sequence

from database.records import Anchor, Annotation, Link, Membership, Slot

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


def to_json(annotation: Annotation, sha256: str = "") -> dict[str, Json]:
    """Return an annotation in the shape of the command line; ``sha256`` is that of its source's original."""
    return {
        "uid": annotation.uid,
        "kind": annotation.kind,
        "source": annotation.source,
        "title": annotation.source_title,
        "source_uid": annotation.source_uid,
        "source_sha256": sha256,
        "quote": annotation.quote,
        "spans": [[span.start, span.end] for span in annotation.spans],
        **_anchors_out(annotation.spans),
        "chain": [_link_out(link) for link in annotation.chain],
        "slots": [_slot_out(slot) for slot in annotation.slots],
        "codes": [code_json(use.code, use.stance, use.under) for use in annotation.codes],
        "relations": [{"type": r.type, "target": r.target, "uid": r.uid, "note": r.note} for r in annotation.relations],
        **_statements_out(annotation.statements),
        "status": annotation.status,
        "note": annotation.note,
        "annotator": annotation.annotator,
        "created": annotation.created,
        "modified": annotation.modified,
        "speakers": list(annotation.speakers),
        "organisations": list(annotation.organisations),
        "addressees": list(annotation.addressees),
        "via": list(annotation.via),
        "work": annotation.work,
    }


def code_json(name: str, stance: str, under: Sequence[str] | None) -> dict[str, Json]:
    """Return the use of a code; the codes above it are named where its own name does not tell which it is."""
    return {"code": name, "stance": stance} if under is None else {"code": name, "stance": stance, "under": list(under)}


def _anchors_out(spans: Sequence[Anchor]) -> dict[str, Json]:
    """Return what the spans rest on, where one of them has been moved or lost since; nothing where all are exact."""
    if all(span.state == "exact" for span in spans):
        return {}
    names = ("quote", "prefix", "suffix", "state", "confidence")
    return {"anchors": [{name: getattr(span, name) for name in names} for span in spans]}


def _statements_out(statements: Sequence[Membership]) -> dict[str, Json]:
    """Return the statements that an annotation belongs to; nothing where there are none."""
    names = ("text", "role", "kind", "note", "uid")
    found: list[Json] = [{name: getattr(each, name) for name in names} for each in statements]
    return {"statements": found} if found else {}


def _link_out(link: Link) -> dict[str, Json]:
    return {
        "actor": link.actor,
        "voice": link.voice,
        "role": link.role,
        "organisation": link.organisation,
        "work": link.work,
        "mode": link.mode,
        "cue": link.cue,
        "span": list(link.span) if link.span else None,
    }


def _slot_out(slot: Slot) -> dict[str, Json]:
    return {
        "name": slot.name,
        "value": slot.value,
        "actor": slot.actor,
        "span": list(slot.span) if slot.span else None,
        "target": slot.target,
    }
