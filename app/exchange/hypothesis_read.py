# SPDX-License-Identifier: MIT
"""Reads what the Hypothesis service gives out: the answer of its search API, or a list of annotations.

Tags become codes, the text a note, the user the annotator. A reply has no passage of its own: it is added to the
note of what it replies to. Notes on a whole page have none either and are named as lost.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.exchange.incoming import AnnotationIn, BadEntry, Incoming, Loss, SourceIn
from app.exchange.native import text_of
from app.exchange.record import Json
from app.exchange.w3c_read import part_of
from database.records import CodeUse

Object = Mapping[str, Json]


def knows(document: Object) -> bool:
    """Tell whether a document looks like one of the Hypothesis service."""
    return "rows" in document or {"uri", "target"} <= document.keys() or {"uri", "user"} <= document.keys()


def read(documents: Sequence[Json]) -> Incoming:
    """Return what some documents hold."""
    rows = [row for document in documents for row in _rows(document)]
    known = {str(row.get("id")) for row in rows if not row.get("references")}
    replies: dict[str, list[Object]] = {}
    for row in rows:
        above = row.get("references")
        if isinstance(above, Sequence) and above and str(above[0]) in known:
            replies.setdefault(str(above[0]), []).append(row)
    return Incoming("hypothesis", lambda: _annotations(rows, replies))


def _rows(document: Json) -> list[Object]:
    if not isinstance(document, Mapping):
        return []
    rows = document.get("rows", [document])
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, Sequence) else []


def _annotations(rows: Sequence[Object], replies: Mapping[str, Sequence[Object]]) -> Iterator[AnnotationIn | Loss]:
    for number, row in enumerate(rows):
        identity = str(row.get("id"))
        above = row.get("references")
        if isinstance(above, Sequence) and above and any(row in kept for kept in replies.values()):
            continue
        try:
            made = _annotation(number, row)
        except BadEntry as error:
            yield Loss("annotation", identity, str(error), number=number)
        else:
            said = [made.note, *map(_reply, replies.get(identity, ()))]
            yield replace(made, note="\n\n".join(filter(None, said)))


def _annotation(number: int, row: Object) -> AnnotationIn:
    target = row.get("target")
    found = [each for each in target if isinstance(each, Mapping)] if isinstance(target, Sequence) else []
    selectors = [each for one in found[:1] for each in _objects(one.get("selector"))]
    if not selectors:
        raise BadEntry("It is a note on a whole page or a reply, and has no passage.")
    tags = row.get("tags")
    return AnnotationIn(
        number,
        _source(row),
        (part_of(selectors),),
        uid=text_of(row, "id"),
        codes=tuple(CodeUse(str(tag)) for tag in tags) if isinstance(tags, Sequence) else (),
        note=text_of(row, "text"),
        annotator=_user(row),
        created=text_of(row, "created"),
        modified=text_of(row, "updated"),
    )


def _source(row: Object) -> SourceIn:
    document = row.get("document")
    titles = document.get("title") if isinstance(document, Mapping) else None
    title = titles[0] if isinstance(titles, Sequence) and not isinstance(titles, str) and titles else titles
    address = text_of(row, "uri")
    return SourceIn(address, title if isinstance(title, str) else "", fields={"url": address})


def _user(row: Object) -> str:
    shown = row.get("user_info")
    name = text_of(shown, "display_name") if isinstance(shown, Mapping) else ""
    return name or text_of(row, "user").removeprefix("acct:").partition("@")[0]


def _reply(row: Object) -> str:
    said = text_of(row, "text")
    return f"> {_user(row)}, {text_of(row, 'created')[:10]}: " + said.replace("\n", "\n> ") if said else ""


def _objects(value: Json) -> list[Object]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, Sequence) else []
