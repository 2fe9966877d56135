# SPDX-License-Identifier: MIT
"""A reading edition: the texts with their annotations, in one HTML file that needs no network and no server.

The file is readable with thousands of sources because a source stays inert JSON until it is opened. Two data blocks
stand for each source: a head (title, date, and per annotation its kind, speakers and codes, for lists and filters) and
a body (the text as HTML, and the cards).

Nothing can break out. JSON is written without ``<``, ``>`` and ``&``; text becomes HTML only through
:mod:`app.exchange.page` and a Markdown parser that lets no HTML through; and a Content Security Policy allows the two
scripts and styles of this file by their hashes and nothing else: no network, no other script.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import TextIO

from app import dates
from app.attribution import pieces, speakers
from app.exchange.formats import BAD, Selection
from app.exchange.markup import legal
from app.exchange.native import Json
from app.exchange.note import note_html
from app.exchange.page import body, marks
from database.records import ADDRESSEE, Annotation, Source

RESOURCES = Path(__file__).parents[2] / "resources" / "exchange"
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
_FIELD = re.compile(r"\{(policy|title|style|query|script)\}")
_POLICY = (
    "default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)


def write(stream: TextIO, selection: Selection) -> None:
    """Write a selection to a stream: every source of a whole export, else those with annotations."""
    style = _resource("edition.css")
    script = "\n".join(map(_resource, ("edition-search.js", "edition-cards.js", "edition.js")))
    policy = _POLICY.format(script=_hash(script), style=_hash(style))
    title = legal(selection.archive.title) or selection.archive.path.stem
    shell = _resource("edition.html")
    before, after = shell.split("<!-- sources -->")
    scope = f"Annotations that match {legal(selection.query)}" if selection.query else ""
    stream.write(_filled(before, policy=escape(policy), title=escape(title), style=style, query=escape(scope)))
    for number, (source, annotations) in enumerate(_sources(selection)):
        _write_source(stream, selection, number, source, annotations)
    stream.write(_filled(after, script=script))


def data(value: Json) -> str:
    """Return JSON that can stand in a script element whatever it holds."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _filled(shell: str, **values: str) -> str:
    """Return the shell with its fields filled in one pass, so that no value can hold a field."""

    def value(found: re.Match[str]) -> str:
        return values[found[1]]

    return _FIELD.sub(value, shell)


@cache
def _resource(name: str) -> str:
    return (RESOURCES / name).read_text(encoding="utf-8").strip()


def _hash(content: str) -> str:
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _sources(selection: Selection) -> Iterator[tuple[Source, list[Annotation]]]:
    """Yield sources with their annotations, then, in a whole export, those without."""
    seen: set[int] = set()
    for source, annotations in selection.by_source():
        seen.add(source.id)
        yield source, annotations
    if selection.whole:
        yield from ((source, []) for source in selection.sources() if source.id not in seen)


def _write_source(
    stream: TextIO, selection: Selection, number: int, source: Source, annotations: list[Annotation]
) -> None:
    """Write the two data blocks of a source; where its text is damaged, leave it out and name what goes with it."""
    try:
        text, layout = selection.archive.text(source.id)
        html = body(text, layout, marks(text, annotations))
    except BAD as error:
        for uid in [annotation.uid for annotation in annotations] or [source.uid]:
            selection.skip(uid, f"The text of its source cannot be read ({error}).")
        return
    titled = len(layout) > 0 and layout.kinds[0] == "h" and text[: layout.lengths[0]] == source.title
    head: Json = {
        "id": source.id,
        "title": source.title,
        "about": [", ".join(source.authors), source.publication, source.date],
        "date": source.date,
        "day": dates.parse(source.date).first or "",
        "url": source.url,
        "language": source.language,
        "titled": titled,
        "marks": [[a.kind, list(speakers(a.chain)), [u.code for u in a.codes], a.uid] for a in annotations],
    }
    whole: Json = {"html": html, "cards": list(map(_card, annotations))}
    stream.write(f'<script type="application/json" class="head" id="head{number}">{data(head)}</script>\n')
    stream.write(f'<script type="application/json" class="body" id="body{number}">{data(whole)}</script>\n')


def _card(annotation: Annotation) -> Json:
    """Return what a card shows of an annotation."""
    return {
        "uid": annotation.uid,
        "kind": annotation.kind,
        "status": annotation.status,
        "quote": [span.quote for span in annotation.spans],
        "said": [[words, strong] for words, strong in pieces(annotation.chain)],
        "to": list(annotation.addressees),
        "slots": [[slot.name, slot.value or slot.actor] for slot in annotation.slots if slot.name != ADDRESSEE],
        "codes": [[use.code, use.stance] for use in annotation.codes],
        "note": note_html(annotation.note),
        "by": annotation.annotator,
        "created": annotation.created[:10],
    }
