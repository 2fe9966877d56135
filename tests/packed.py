# SPDX-License-Identifier: MIT
"""Packs small office documents, books and workbooks for tests, from the XML that matters in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "meta", "draw")
)
_ODF += ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
_ODF += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
_ODF += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(body: str, *, numbering: str = "", styles: str = "", notes: str = "", endnotes: str = "", core: str = "",
         links: Mapping[str, str] | None = None, pictures: Mapping[str, bytes] | None = None) -> bytes:  # fmt: skip
    """Return a Word document with this XML in its parts; ``links`` and ``pictures`` come by their ids."""
    relations = "".join(
        f'<Relationship Id="{name}" Type="x/hyperlink" Target="{target}" TargetMode="External"/>'
        for name, target in (links or {}).items()
    )
    relations += "".join(
        f'<Relationship Id="{name}" Type="x/image" Target="media/{name}.png"/>' for name in pictures or ()
    )
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": '<Rs><Relationship Type="x/officeDocument" Target="word/document.xml"/></Rs>',
        "word/document.xml": f"<w:document {_W} {_R} {_MORE}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
        "word/numbering.xml": f"<w:numbering {_W}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
        "word/footnotes.xml": f"<w:footnotes {_W}>{notes}</w:footnotes>",
        "word/endnotes.xml": f"<w:endnotes {_W}>{endnotes}</w:endnotes>",
        "docProps/core.xml": f'<cp xmlns:dc="d" xmlns:t="t">{core}</cp>',
    }
    return packed({**files, **{f"word/media/{name}.png": data for name, data in (pictures or {}).items()}})


def w_picture(name: str, words: str = "", more: str = "", size: int = 3_000_000) -> str:
    """Return a paragraph of a Word document that holds a picture, by the id of the picture, with its description."""
    return (
        '<w:p><w:r><w:drawing xmlns:wp="wp" xmlns:a="a"><wp:inline>'
        f'<wp:extent cx="{size}" cy="{size}"/><wp:docPr id="1" name="Picture 1" descr="{words}">{more}</wp:docPr>'
        f'<a:blip r:embed="{name}"/></wp:inline></w:drawing></w:r></w:p>'
    )


def w_p(text: str, properties: str = "") -> str:
    """Return a paragraph of a Word document with one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def w_item(text: str, number: int = 1, level: int = 0) -> str:
    """Return a paragraph of a list of a Word document."""
    return w_p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def w_list(*levels: tuple[str, str], number: int = 1, more: str = "") -> str:
    """Return a list of a Word document: for each level how it counts and what it writes."""
    made = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{signs}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (signs, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{number}">{made}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/>{more}</w:num>'
    )


def odt(
    body: str, *, styles: str = "", meta: str = "", manifest: str = "", more: Mapping[str, bytes] | None = None
) -> bytes:
    """Return an OpenDocument text with this XML in its parts, and more files."""
    return packed({
        **(more or {}),
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": odf(body, styles),
        "meta.xml": f"<office:document-meta {_ODF}><office:meta>{meta}</office:meta></office:document-meta>",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="m">{manifest}</m:manifest>',
    })  # fmt: skip


def odf(body: str, styles: str = "", root: str = "document-content") -> str:
    """Return the XML of an OpenDocument text."""
    return (
        f"<office:{root} {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:{root}>"
    )


def epub(
    chapters: Mapping[str, str], *, metadata: str = "", toc: str = "", more: Mapping[str, str | bytes] | None = None
) -> bytes:
    """Return a book of these chapters; ``toc`` is the inside of the contents of EPUB 2."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(chapters)
    )
    refs = "".join(f'<itemref idref="i{n}"/>' for n in range(len(chapters)))
    opf = (
        f'<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<metadata>{metadata}</metadata><manifest>{items}<item id="ncx" href="toc.ncx"/></manifest>'
        f'<spine toc="ncx">{refs}</spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "OPS/book.opf": opf,
        "OPS/toc.ncx": f"<ncx><navMap>{toc}</navMap></ncx>",
    }
    pages = {
        f"OPS/{name}": f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{text}</body></html>'
        for name, text in chapters.items()
    }
    return packed({**files, **pages, **(more or {})})


def xlsx(sheet: str, *, strings: str = "", styles: str = "", state: str = "") -> bytes:
    """Return a workbook of one sheet with these rows, shared strings and styles."""
    return packed({
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook {_R}><sheets><sheet name="A" {state} r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Rs><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Rs>',
        "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{sheet}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet>{styles}</styleSheet>",
    })  # fmt: skip
