# SPDX-License-Identifier: MIT
"""Reads REFI-QDA codebooks (``.qdc``) and the codes of projects; namespaces differ from tool to tool."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from app.exchange.incoming import AnnotationIn, BadFile, CodeIn, Incoming, Loss
from app.exchange.limits import LARGEST_MEMBER, xml
from app.exchange.refi import guid, split_description
from database.records import KINDS

DEEPEST = 200

KIND_GUIDS = {guid("kind", kind): kind for kind in KINDS}
_GROUP_GUID = guid("kind", "")


def read(path: Path) -> Incoming:
    """Return the codes of a codebook.

    Raises:
        BadFile: it is none.
    """
    try:
        if path.stat().st_size > LARGEST_MEMBER:
            raise BadFile("It is larger than can be read with care.")
        root = xml(path.read_bytes())
    except OSError as error:
        raise BadFile(f"It cannot be read ({error.strerror}).") from error
    if name_of(root) not in {"CodeBook", "Project"}:
        raise BadFile("It is not a REFI-QDA codebook.")
    found = list(codes_of(root, {}))
    sets = sum(name_of(each) == "Set" for each in root.iter())
    lost = [Loss("set of codes", "", "Sets of codes have no place here.", sets)] if sets else []
    return Incoming("qdc", no_annotations, codes=[code for _, code in found], lost=lost, codebook=True)


def no_annotations() -> Iterator[AnnotationIn | Loss]:
    """Yield nothing: a codebook holds no annotations."""
    yield from ()


def codes_of(root: etree._Element, notes: Mapping[str, str]) -> Iterator[tuple[str, CodeIn]]:
    """Yield GUID and code of every code under an element, parents first; the codes for kinds are passed over."""
    for book in root.iter():
        if name_of(book) == "Codes":
            for code in children(book, "Code"):
                yield from _codes(code, (), notes)


def _codes(code: etree._Element, above: tuple[str, ...], notes: Mapping[str, str]) -> Iterator[tuple[str, CodeIn]]:
    identity = guid_of(code)
    if identity == _GROUP_GUID or identity in KIND_GUIDS or len(above) >= DEEPEST:
        return
    path = (*above, " ".join(code.get("name", "").split()) or "Unnamed")
    definition, examples = split_description(text_in(code, "Description"))
    yield (
        identity,
        CodeIn(
            path,
            identity.replace("-", ""),
            code.get("color", ""),
            definition,
            examples,
            "\n\n".join(note for note in (notes.get(ref, "") for ref in refs(code, "NoteRef")) if note),
        ),
    )
    for child in children(code, "Code"):
        yield from _codes(child, path, notes)


def name_of(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(etree.QName(element).localname)


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    """Return the elements of these names right below an element."""
    return [child for child in element if name_of(child) in names]


def text_in(element: etree._Element, name: str) -> str:
    """Return the text of the first element of this name right below an element."""
    return next((child.text or "" for child in children(element, name)), "")


def guid_of(element: etree._Element, attribute: str = "guid") -> str:
    """Return a GUID in its plain form: small letters, no braces."""
    return str(element.get(attribute, "")).strip("{} \n\t").lower()


def refs(element: etree._Element, name: str) -> list[str]:
    """Return the GUIDs that references of this name right below an element point at."""
    return [guid_of(child, "targetGUID") for child in children(element, name)]
