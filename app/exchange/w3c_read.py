# SPDX-License-Identifier: MIT
"""Reads Web Annotations: single ones, lists, collections and pages, Postil's own and those of other tools.

What other tools write is kept where there is a place for it: tags and classifications as codes, other text bodies
as notes, motivations that say something as slots. Our own bodies are told by ``postil:part`` and come back whole.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import unquote

from app.exchange.incoming import AnnotationIn, BadEntry, Incoming, Loss, Part, SourceIn
from app.exchange.native import read_entry, text_of
from app.exchange.record import Json
from app.exchange.w3c import ANNO, ANNOTATION, SOURCE
from database.records import CodeUse

Object = Mapping[str, Json]

_TYPES = frozenset({"Annotation", "AnnotationCollection", "AnnotationPage"})
_TAGS = frozenset({"tagging", "classifying", "identifying"})


def knows(document: Object) -> bool:
    """Tell whether a document looks like Web Annotation."""
    types = {str(kind).removeprefix("oa:") for kind in _list(document.get("type") or document.get("@type"))}
    return bool(types & _TYPES) or "@graph" in document or ANNO in _list(document.get("@context"))


def read(documents: Sequence[Json]) -> Incoming:
    """Return what some documents hold."""
    return Incoming("w3c", lambda: _annotations(documents))


def _annotations(documents: Sequence[Json]) -> Iterator[AnnotationIn | Loss]:
    for number, item in enumerate(_items(documents, 0)):
        try:
            yield _annotation(number, item)
        except BadEntry as error:
            yield Loss("annotation", f"annotation {number + 1}", str(error), number=number)


def _items(documents: Iterable[Json], depth: int) -> Iterator[Object]:
    """Yield annotations from lists, graphs, collections and pages, however they are nested (up to a depth)."""
    for document in documents:
        if not isinstance(document, Mapping) or depth > 8:
            continue
        inner = [document[name] for name in ("@graph", "items", "first", "@included", "last") if name in document]
        nested = [one for each in inner for one in _list(each) if isinstance(one, Mapping)]
        if nested:
            yield from _items(nested, depth + 1)
        elif "target" in document:
            yield document


def _annotation(number: int, item: Object) -> AnnotationIn:
    targets = [_target(target) for target in _list(item.get("target"))]
    if not targets:
        raise BadEntry("It has no target.")
    bodies = [body for body in _list(item.get("body")) if isinstance(body, Mapping)]
    ours = [body for body in bodies if "postil:part" in body]
    identity = text_of(item, "id") or text_of(item, "@id")
    made = read_entry(number, _entry(item, ours))
    source = targets[0][0]
    if any(other.key != source.key for other, _ in targets[1:]):
        raise BadEntry("Its targets are in several sources.")
    made = replace(
        made,
        source=source,
        parts=tuple(part for _, part in targets if part is not None),
        uid=unquote(identity.removeprefix(ANNOTATION)),
        annotator=_creator(item),
    )
    return made if ours else _with_bodies(made, item, [body for body in bodies if body not in ours])


def _entry(item: Object, ours: Sequence[Object]) -> dict[str, Json]:
    """Return the part of an annotation that is in our vocabulary as an entry of JSON Lines."""
    parts = {text_of(body, "postil:part"): body for body in ours}
    codes = [body for body in ours if body.get("postil:part") == "code"]
    return {
        "kind": parts["kind"].get("value") if "kind" in parts else "passage",
        "chain": parts["attribution"].get("postil:chain") if "attribution" in parts else None,
        "slots": parts["slots"].get("postil:slots") if "slots" in parts else None,
        "note": parts["note"].get("value") if "note" in parts else None,
        "codes": [
            {"code": use.get("value"), "stance": use.get("postil:stance"), "under": use.get("postil:under")}
            for use in codes
        ],
        "status": item.get("postil:status"),
        "relations": item.get("postil:relations"),
        "statements": item.get("postil:statements"),
        "spans": [_span(target) for target in _list(item.get("target"))] if "postil:anchors" in item else None,
        "anchors": item.get("postil:anchors"),
        "created": item.get("created"),
        "modified": item.get("modified"),
    }


def _span(target: Json) -> list[Json]:
    part = _target(target)[1]
    return [part.start, part.end] if part else []


def _with_bodies(made: AnnotationIn, item: Object, bodies: Sequence[Object]) -> AnnotationIn:
    """Add what another tool says: tags as codes, words as a note."""
    words, codes = [], []
    if isinstance(item.get("bodyValue"), str):
        words.append(str(item["bodyValue"]))
    for body in bodies:
        value = text_of(body, "value") or text_of(body, "chars")
        if not value:
            address = text_of(body, "source") or text_of(body, "id")
            words += [f"<{address}>"] if address else []
        elif set(map(str, _list(body.get("purpose")))) & _TAGS or text_of(body, "type") == "oa:Tag":
            codes.append(CodeUse(value))
        else:
            words.append(value)
    words += [f"<{body}>" for body in _list(item.get("body")) if isinstance(body, str)]
    return replace(made, codes=tuple(codes), note="\n\n".join(words))


def _creator(item: Object) -> str:
    names = []
    for creator in _list(item.get("creator")):
        if isinstance(creator, Mapping):
            names.append(text_of(creator, "name") or text_of(creator, "nickname") or text_of(creator, "id"))
        elif isinstance(creator, str):
            names.append(creator)
    return "; ".join(filter(None, names))


def _target(target: Json) -> tuple[SourceIn, Part | None]:
    """Return the source of a target and the part of it that is meant; None for the whole.

    Raises:
        BadEntry: it is no target.
    """
    if isinstance(target, str):
        return _source(target), None
    if not isinstance(target, Mapping):
        raise BadEntry("Its target is neither an address nor an object.")
    about = target.get("source", target.get("id"))
    source = _source(about)
    selectors = [each for each in _list(target.get("selector")) if isinstance(each, Mapping)]
    return source, part_of(selectors) if selectors else None


def _source(about: Json) -> SourceIn:
    if isinstance(about, str):
        uid = unquote(about.removeprefix(SOURCE)) if about.startswith(SOURCE) else ""
        return SourceIn(about, uid=uid, fields={} if uid else {"url": about})
    if not isinstance(about, Mapping):
        raise BadEntry("Its target names no source.")
    address = text_of(about, "id") or text_of(about, "@id")
    uid, sha256, title = (text_of(about, f"postil:{name}") for name in ("uid", "sha256", "title"))
    fields = {"url": address} if address and not address.startswith(SOURCE) else {}
    key = "\n".join((address, uid, sha256, title))
    return SourceIn(key, title or text_of(about, "title"), uid, sha256, fields=fields)


def part_of(selectors: Sequence[Object]) -> Part:
    """Return where a passage lies from a position selector, a quote selector, or both; refinements count too.

    Raises:
        BadEntry: the selectors are of other kinds.
    """
    start = end = None
    words = ("", "", "")
    for selector in _refined(selectors, 0):
        kind = text_of(selector, "type") or text_of(selector, "@type")
        if kind.endswith("TextPositionSelector"):
            start, end = _whole(selector.get("start")), _whole(selector.get("end"))
        elif kind.endswith("TextQuoteSelector"):
            words = (text_of(selector, "exact"), text_of(selector, "prefix"), text_of(selector, "suffix"))
    if start is None and not words[0]:
        kinds = ", ".join(sorted({text_of(each, "type") or "unknown" for each in selectors}))
        raise BadEntry(f"It is anchored by {kinds} alone, which says nothing about plain text.")
    return Part(start, end, *words)


def _refined(selectors: Iterable[Object], depth: int) -> Iterator[Object]:
    for selector in selectors:
        yield selector
        inner = selector.get("refinedBy")
        if isinstance(inner, Mapping) and depth < 8:
            yield from _refined([inner], depth + 1)


def _whole(value: Json) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _list(value: Json) -> list[Json]:
    if value is None:
        return []
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else [value]
