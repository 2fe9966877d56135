# SPDX-License-Identifier: MIT
"""Electronic books (.epub): the chapters in reading order, by the spine, with the titles of the table of contents.

EPUB 2 and 3 (W3C, EPUB 3.3): ``META-INF/container.xml`` names the package document, whose spine lists the chapters.
A chapter without a heading of its own gets the one the contents give it. Where a book says at which places the pages
of its printed edition begin, they are kept.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html

from app.importing import web_text
from app.importing.document import Document, ImportFailure, origins_of
from app.importing.encodings import decode
from app.importing.epub_marks import Marks, wanted
from app.importing.markup import escape
from app.importing.metadata import distinct, language_code, one_line
from app.importing.office import date_of
from app.importing.packages import Package, attribute, every, first, local
from app.text.pages import page_comment

ENCRYPTED = "It is protected against copying (DRM); its text cannot be read."
NO_BOOK = "It is damaged: there is no book in it."

_ORIGIN = "book properties"
_PAGE_SIGNS = "\U0010f6f0", "\U0010f6f1"
"""Private characters around the label of a page, on their way through the Markdown converter."""

_PAGE = re.compile(f"^([ >]*){_PAGE_SIGNS[0]}(.*?){_PAGE_SIGNS[1]}[ \t]*$", re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset({"p", "div", "li", "blockquote", "section", "body", "td", "th", "pre", *_HEADINGS})
_FONT_ONLY = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_MOST_CHAPTERS = 5000


def read(data: bytes, path: Path) -> Document:  # noqa: ARG001  every reader is told the path
    """Read a book.

    Raises:
        ImportFailure: it is damaged, protected, or no book.
    """
    package = Package(data)
    _refuse_protected(package)
    place = _package_document(package)
    root = package.xml(place)
    folder = posixpath.dirname(place)
    items = {attribute(item, "id"): item for item in root.iter("{*}item")}
    spine = [items[name] for ref in root.iter("{*}itemref") if (name := attribute(ref, "idref")) in items]
    titles = _titles(package, root, items, folder)
    contents = {item for item in spine if "nav" in attribute(item, "properties").split()}
    places = [_resolved(folder, attribute(item, "href")) for item in spine[:_MOST_CHAPTERS] if item not in contents]
    names = {name for place in places for name in wanted(_page(package, place))}
    chapters = [_chapter(package, place, titles, names) for place in places]
    body = "\n\n".join(chapter for chapter in chapters if chapter.strip())
    made = _document(body, next(root.iter("{*}metadata"), None))
    return replace(made, warnings=tuple(_warnings(package, place, places, len(spine))))


def _warnings(package: Package, book: str, places: Sequence[str], count: int) -> Iterator[str]:
    """Say which chapters are not there: damaged ones, and those beyond what is read."""
    lost = sum(place in package.damaged for place in places)
    if book in package.damaged:
        yield "Its list of chapters is damaged: some of them may be missing."
    if lost:
        yield f"{lost:,} of its {len(places):,} chapters cannot be read: they are missing or damaged."
    if count > _MOST_CHAPTERS:
        yield f"It has {count:,} chapters; the first {_MOST_CHAPTERS:,} were read."


def _document(body: str, about: etree._Element | None) -> Document:
    title = one_line(first(about, "title"))
    authors = distinct(every(about, "creator"))
    publication = one_line(first(about, "publisher"))
    date = next((found[0] for text in every(about, "date") if (found := _DATE.match(text))), "")
    date = (date_of(date) or date) if not date.startswith(("0000", "0001", "0101")) else ""
    language = language_code(first(about, "language"))
    licence = one_line(first(about, "rights"))
    url = next((text for text in every(about, "source", "identifier") if text.startswith(("http://", "https://"))), "")
    origins = origins_of(
        _ORIGIN,
        title=title,
        authors=authors,
        publication=publication,
        date=date,
        language=language,
        url=url,
        licence=licence,
    )
    return Document(body, True, title, authors, publication, date, language, url, licence, origins)


def _refuse_protected(package: Package) -> None:
    """Refuse books whose chapters are encrypted; fonts alone may be."""
    encryption = package.optional("META-INF/encryption.xml")
    methods = (
        {attribute(each, "Algorithm") for each in encryption.iter("{*}EncryptionMethod")}
        if encryption is not None
        else set()
    )
    if methods - _FONT_ONLY and ("META-INF/rights.xml" in package or methods):
        raise ImportFailure(ENCRYPTED)


def _package_document(package: Package) -> str:
    container = package.optional("META-INF/container.xml")
    for rootfile in container.iter("{*}rootfile") if container is not None else ():
        place = attribute(rootfile, "full-path")
        if place in package:
            return place
    found = next((name for name in package.names if name.casefold().endswith(".opf")), None)
    if found is None:
        raise ImportFailure(NO_BOOK)
    return found


def _resolved(folder: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(address.partition("#")[0])))


def _titles(package: Package, root: etree._Element, items: dict[str, etree._Element], folder: str) -> dict[str, str]:
    """Return the titles the contents give to files; the first one of each file counts."""
    titles: dict[str, str] = {}
    for place, title in [*_navigation(package, items, folder), *_ncx(package, root, items, folder)]:
        if title:
            titles.setdefault(place, title)
    return titles


def _navigation(package: Package, items: dict[str, etree._Element], folder: str) -> Iterator[tuple[str, str]]:
    """Yield files and titles of the contents of EPUB 3."""
    for item in items.values():
        if "nav" not in attribute(item, "properties").split():
            continue
        place = _resolved(folder, attribute(item, "href"))
        nav = package.optional(place)
        for part in nav.iter("{*}nav") if nav is not None else ():
            if attribute(part, "type") not in {"", "toc"}:
                continue
            for link in part.iter("{*}a"):
                title = " ".join("".join(link.itertext()).split())
                yield _resolved(posixpath.dirname(place), attribute(link, "href")), title


def _ncx(
    package: Package, root: etree._Element, items: dict[str, etree._Element], folder: str
) -> Iterator[tuple[str, str]]:
    """Yield files and titles of the contents of EPUB 2."""
    spine = next(root.iter("{*}spine"), None)
    item = items.get(attribute(spine, "toc")) if spine is not None else None
    place = _resolved(folder, attribute(item, "href")) if item is not None else ""
    ncx = package.optional(place) if place else None
    for point in ncx.iter("{*}navPoint") if ncx is not None else ():
        source = next((child for child in point if local(child) == "content"), None)
        label = next((child for child in point if local(child) == "navLabel"), None)
        if source is not None:
            yield _resolved(posixpath.dirname(place), attribute(source, "src")), first(label, "text")


def _page(package: Package, place: str) -> str:
    """Return a chapter as the web page it is; nothing where it is missing or damaged."""
    try:
        data = package.read(place)
        declared = _DECLARED.search(data[:2048])
        return decode(data, declared[1].decode("ascii", "replace") if declared else "").text if data else ""
    except ImportFailure:
        package.damaged[place] = None
        return ""


def _chapter(package: Package, place: str, titles: dict[str, str], names: set[str]) -> str:
    """Return a chapter as Markdown, with its pictures and the places of these names; nothing where it is no good."""
    marks = Marks(posixpath.dirname(place), names)
    body = web_text.parse(marks.put(_page(package, place)))
    if body is None or not web_text.text_of(body):
        return ""
    _mark_pages(body)
    headed = any(body.find(f".//{name}") is not None for name in _HEADINGS)
    title = "" if headed else titles.get(place, "")
    made = _PAGE.sub(_comment, web_text.markdown(body))
    made = marks.shown(made.replace(_PAGE_SIGNS[0], "").replace(_PAGE_SIGNS[1], ""))
    if title and not _begins_with(made, title):
        made = f"# {escape(one_line(title))}\n\n{made}"
    return f'<a id="{html.escape(posixpath.basename(place))}"></a>\n\n{made}'


def _comment(found: re.Match[str]) -> str:
    return found[1] + page_comment(_ESCAPED.sub(r"\1", found[2]))


def _begins_with(made: str, title: str) -> bool:
    """Tell whether a chapter begins with its title already, set as a paragraph."""
    words = re.sub(r"[\W_]+", "", made[: 4 * len(title) + 80].casefold())
    return words.startswith(re.sub(r"[\W_]+", "", title.casefold()))


def _mark_pages(body: lxml_html.HtmlElement) -> None:
    """Put the label of each page that begins before the block it begins in, or after the text it breaks."""
    for mark in list(body.iter()):
        kind = f"{mark.get('epub:type') or ''} {mark.get('role') or ''}"
        if "pagebreak" not in kind:
            continue
        label = mark.get("title") or mark.get("aria-label") or "".join(mark.itertext())
        block = next((above for above in mark.iterancestors() if above.tag in _BLOCKS), None)
        parent = block.getparent() if block is not None else None
        paragraph = lxml_html.Element("p")
        paragraph.text = f"{_PAGE_SIGNS[0]}{' '.join(label.split())[:40] or '?'}{_PAGE_SIGNS[1]}"
        if block is None or parent is None or block.tag in {"body", "div", "section"}:
            mark.addprevious(paragraph)
        elif _opens(mark, block):
            block.addprevious(paragraph)
        else:
            block.addnext(paragraph)
        mark.drop_tree() if mark.getparent() is not None else None


def _opens(mark: lxml_html.HtmlElement, block: lxml_html.HtmlElement) -> bool:
    """Tell whether nothing stands before a mark in its block."""
    before = (block.text or "") + "".join(
        (each.text or "") + (each.tail or "") for each in mark.itersiblings(preceding=True)
    )
    return not before.strip()
