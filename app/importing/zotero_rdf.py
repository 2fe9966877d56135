# SPDX-License-Identifier: MIT
"""Zotero RDF: the export of Zotero that carries files along, in a folder ``files`` beside it.

Items and attachments are resources that refer to each other by ``link:link``; an attachment has the path of its file in
``rdf:resource``. The vocabularies are Dublin Core, PRISM, BIB and FOAF.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from app.importing.entries import Entry, entry
from app.importing.packages import attribute, every, first, local, parse_xml

_NO_ITEMS = frozenset({"Attachment", "Collection", "Journal", "Memo", "Series", "UserItem"})


def parse(text: str) -> Iterator[Entry]:
    """Yield the items of a Zotero RDF file.

    Raises:
        ImportFailure: it is not XML.
    """
    root = parse_xml(text.encode("utf-8", "replace") if "encoding" not in text[:100] else _reencoded(text))
    by_name = {attribute(each, "about"): each for each in root if attribute(each, "about")}
    attachments = {name: each for name, each in by_name.items() if local(each) == "Attachment"}
    linked: set[str] = set()
    for item in root:
        if local(item) in _NO_ITEMS or next(item.iter("{*}title", "{*}creators", "{*}authors"), None) is None:
            continue
        names = [attribute(link, "resource") for link in item.iter("{*}link")]
        linked.update(names)
        files = [_file(attachments[name]) for name in names if name in attachments]
        yield _entry(item, by_name, tuple(file for file in files if file))
    for name, each in attachments.items():
        if name not in linked and _file(each):
            yield entry(_own(each, "title"), files=(_file(each),))


def _reencoded(text: str) -> bytes:
    """Return text that is decoded already as XML that says so."""
    return text.partition("?>")[2].encode("utf-8", "replace")


def _entry(item: etree._Element, by_name: dict[str, etree._Element], files: tuple[str, ...]) -> Entry:
    identifier = next((child for child in item if local(child) == "identifier"), None)
    address = next((text for text in every(identifier, "value") if text.startswith("http")), "")
    return entry(
        _own(item, "title"),
        tuple(_people(item)),
        _publication(item, by_name),
        _own(item, "date"),
        _own(item, "language"),
        address,
        _own(item, "rights"),
        _own(item, "abstract"),
        files,
    )


def _own(item: etree._Element, name: str) -> str:
    """Return the text of a child, not of what is inside another child."""
    for child in item:
        if local(child) == name:
            return " ".join("".join(str(part) for part in child.itertext()).split())
    return ""


def _people(item: etree._Element) -> Iterator[str]:
    for role in ("authors", "editors", "presenters", "interviewees"):
        group = next((child for child in item if local(child) == role), None)
        people = list(group.iter("{*}Person")) if group is not None else []
        for person in people:
            yield " ".join(part for part in (first(person, "givenName"), first(person, "surname")) if part)
        if people:
            return


def _publication(item: etree._Element, by_name: dict[str, etree._Element]) -> str:
    for child in item:
        if local(child) == "isPartOf":
            part = by_name.get(attribute(child, "resource"))
            title = _own(part, "title") if part is not None else first(child, "title")
            if title:
                return title
    publisher = next((child for child in item if local(child) == "publisher"), None)
    return first(publisher, "name")


def _file(attachment: etree._Element) -> str:
    resource = next((child for child in attachment if local(child) == "resource"), None)
    return attribute(resource, "resource") if resource is not None else ""
