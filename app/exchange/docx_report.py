# SPDX-License-Identifier: MIT
"""DOCX: the report as a Word document, with styles, a table of contents and page numbers.

The contents are a field that Word and LibreOffice can refresh; until they do it shows the headings, linked, with how
many annotations each has in brackets, so that nobody takes the number for a page. python-docx makes the package
around an empty body; paragraphs are written into it one passage after another, so memory does not grow with them.
"""

import re
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from app.exchange.formats import Selection
from app.exchange.markup import legal
from app.exchange.report import Group, Passage, Report, report, right_to_left
from app.text.layout import Kind, Style
from app.text.markdown import render

SERIF, SANS = "Georgia", "Calibri"
"""Fonts that Word has everywhere and LibreOffice knows substitutes for; a document cannot rely on ours."""

LONG = 1_500
"""From how many characters of quotation and note a passage may be cut by the end of a page."""

LARGE = 200_000
"""From how many passages the body may pass two gigabytes, which only a zip of 64 bits holds; not every reader does."""

_BODY = "word/document.xml"
_DECLARED = f" {nsdecls('w')}".encode()
_COLOURS = {
    "claim": RGBColor(0x96, 0x60, 0x0F),
    "recommendation": RGBColor(0x1F, 0x6A, 0x44),
    "passage": RGBColor(0x55, 0x48, 0x8C),
}
_SOFT = RGBColor(0x52, 0x59, 0x64)
_BREAKS = re.compile("[\n\u2028\u2029]+")
_STYLES = (
    # name, built on, font, size, space before, space after, indent in centimetres, colour
    ("Postil Kind", "Normal", SANS, 9.0, 12, 2, 0.0, None),
    ("Postil Quotation", "Normal", SERIF, 11.5, 0, 4, 0.6, None),
    ("Postil Attribution", "Normal", SANS, 9.5, 0, 2, 0.6, None),
    ("Postil Detail", "Normal", SANS, 9.0, 0, 1, 0.6, _SOFT),
    ("Postil Note", "Normal", SANS, 9.5, 3, 2, 0.6, None),
    ("Postil About", "Normal", SANS, 9.0, 0, 6, 0.0, _SOFT),
    ("Postil Contents", "Normal", SANS, 10.0, 0, 3, 0.0, None),
)


def write(path: Path, selection: Selection) -> None:
    """Write the report of a selection to a new file."""
    made = report(selection)
    document = Document()
    _set_up(document, made)
    empty = BytesIO()
    document.save(empty)
    large = sum(len(group.ids) for group in made.groups) >= LARGE
    with ZipFile(empty) as package, ZipFile(path, "w", ZIP_DEFLATED) as whole:
        for part in package.infolist():
            if part.filename != _BODY:
                whole.writestr(part, package.read(part))
        before, section, after = package.read(_BODY).partition(b"<w:sectPr")
        with whole.open(_BODY, "w", force_zip64=large) as body:
            body.write(before)
            _fill(Sheet(document, body), made)
            body.write(section + after)


def _fill(sheet: "Sheet", made: Report) -> None:
    _front(sheet, made)
    _contents(sheet, made.groups)
    for number, group in enumerate(made.groups, 1):
        _group(sheet, made, group, number)


class Sheet:
    """Makes the paragraphs of a body: as python-docx does, but without looking each style up by its name.

    A paragraph can be changed until the next :meth:`write`.
    """

    def __init__(self, document: Docx, body: IO[bytes]):
        self._parent = document._body
        self._ids = {style.name: style.style_id for style in document.styles}
        self._body = body
        self._waiting: list[BaseOxmlElement] = []

    def add(self, text: str, style: str) -> Paragraph:
        """Add a paragraph that is read in the direction of its text."""
        element, properties = _made("w:p"), _made("w:pPr")
        properties.append(_made("w:pStyle", **{"w:val": self._ids[style]}))
        element.append(properties)
        self._waiting.append(element)
        paragraph = Paragraph(element, self._parent)
        if text:
            _run(paragraph, text)
        return paragraph

    def write(self) -> None:
        """Write the paragraphs that were added, without the namespace, which the root declares."""
        for element in self._waiting:
            self._body.write(etree.tostring(element).replace(_DECLARED, b"", 1))
        self._waiting.clear()


def clean(text: str) -> str:
    """Return text that can stand in a run, with its line breaks as line feeds."""
    return _BREAKS.sub("\n", legal(text))


def _set_up(document: Docx, made: Report) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = clean(made.title)[:255], "", "Made with Postil"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    section.top_margin = section.bottom_margin = Cm(2.5)
    _font(_style(document, "Normal"), SANS, 10)
    for name, size, before in (("Title", 24, 0), ("Heading 1", 16, 24)):
        style = _style(document, name)
        _font(style, SERIF, size)
        style.font.color.rgb = RGBColor(0x20, 0x24, 0x2B)
        style.font.bold = name != "Title"
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
    for name, base, font, points, above, below, indent, colour in _STYLES:
        style = _added(document, name, base)
        _font(style, font, points)
        shape = style.paragraph_format
        shape.space_before, shape.space_after, shape.left_indent = Pt(above), Pt(below), Cm(indent)
        if colour is not None:
            style.font.color.rgb = colour
    for name in ("Postil Kind", "Postil Quotation"):
        _style(document, name).paragraph_format.keep_with_next = True
    _style(document, "Postil Quotation").paragraph_format.keep_together = True
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(footer, "PAGE", "1")


def _style(document: Docx, name: str) -> ParagraphStyle:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is not a style of paragraphs")
    return style


def _added(document: Docx, name: str, base: str) -> ParagraphStyle:
    document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style = _style(document, name)
    style.base_style = _style(document, base)
    return style


def _font(style: ParagraphStyle, name: str, size: float) -> None:
    """Set a font for every script, so that Cyrillic does not fall back to another."""
    style.font.name, style.font.size = name, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), name)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)


def _front(sheet: Sheet, made: Report) -> None:
    sheet.add(made.title, "Title")
    sheet.add(f"{made.summary}, grouped by {made.by}.", "Postil About")
    if made.query:
        sheet.add(f"Annotations that match {made.query}", "Postil About")
    for kind, count, states in made.tally:
        sheet.add(f"{kind}: {count}{f' ({states})' if states else ''}", "Postil Contents")
    sheet.write()


def _contents(sheet: Sheet, groups: Sequence[Group]) -> None:
    """Write the contents as a field that can be refreshed, holding links to the headings."""
    if not groups:
        return
    sheet.add("Contents", "Postil Kind").runs[0].bold = True
    before: list[BaseOxmlElement] = [_mark("begin"), _instruction(' TOC \\o "1-1" \\h \\z \\u '), _mark("separate")]
    for number, group in enumerate(groups, 1):
        sheet.write()
        paragraph = sheet.add("", "Postil Contents")
        for part in before:
            paragraph._p.append(part)
        before = []
        link = _made("w:hyperlink", **{"w:anchor": f"postil{number}", "w:history": "1"})
        paragraph._p.append(link)
        run = paragraph.add_run(f"{' '.join(clean(group.name).split())} ({len(group.ids)})")
        link.append(run._r)
    paragraph._p.append(_mark("end"))
    sheet.write()


def _group(sheet: Sheet, made: Report, group: Group, number: int) -> None:
    heading = sheet.add(" ".join(group.name.split()), "Heading 1")
    name = {"w:id": str(number), "w:name": f"postil{number}"}
    heading._p.insert_element_before(_made("w:bookmarkStart", **name), "w:r")
    heading._p.append(_made("w:bookmarkEnd", **{"w:id": str(number)}))
    if group.about:
        sheet.add(group.about, "Postil About").paragraph_format.keep_with_next = True
    sheet.write()
    for passage in made.passages(group):
        _passage(sheet, passage)
        sheet.write()


def _passage(sheet: Sheet, passage: Passage) -> None:
    """Write a passage; one that is not long is kept on one page."""
    kind = sheet.add("", "Postil Kind")
    run = kind.add_run(passage.kind.capitalize())
    run.bold, run.font.color.rgb = True, _COLOURS.get(passage.kind, _SOFT)
    if passage.status:
        kind.add_run(f"   {passage.status}").font.color.rgb = _SOFT
    whole = sum(map(len, passage.parts)) + len(passage.note) < LONG
    for place, part in enumerate(passage.parts):
        quotation = sheet.add(f"… {part}" if place else part, "Postil Quotation")
        if not whole:
            quotation.paragraph_format.keep_together = quotation.paragraph_format.keep_with_next = False
        _rule(quotation, str(_COLOURS.get(passage.kind, _SOFT)))
    lines = [(passage.said, "Postil Attribution")]
    lines += [(f"{name}: {value}", "Postil Detail") for name, value in passage.rows]
    lines += [(passage.citation, "Postil Detail")]
    below = [sheet.add(text, style) for text, style in lines if text]
    below += _note(sheet, passage.note) if passage.note else []
    if whole:
        for paragraph in below[:-1]:
            paragraph.paragraph_format.keep_with_next = True


def _note(sheet: Sheet, note: str) -> list[Paragraph]:
    """Write a note, which is Markdown, as paragraphs with their emphasis, and return them."""
    made = render(note, html=False)
    paragraphs = []
    for block in made.layout:
        text = made.text[block.start : block.end]
        paragraph = sheet.add("", "Postil Note")
        paragraphs.append(paragraph)
        if block.marker:
            _run(paragraph, f"{block.marker} ")
        cuts = sorted({0, len(text), *(n for inline in block.inlines for n in (inline.start, inline.end))})
        for start, end in pairwise(cuts):
            run = _run(paragraph, text[start:end])
            styles = [inline.style for inline in block.inlines if inline.start <= start and end <= inline.end]
            run.bold = True if block.kind is Kind.HEADING or any(Style.BOLD in style for style in styles) else None
            run.italic = True if any(Style.ITALIC in style for style in styles) else None
    return paragraphs


def _rule(paragraph: Paragraph, colour: str) -> None:
    """Draw the line at the side of a quotation."""
    sides = _made("w:pBdr")
    side = "w:right" if paragraph._p.find(f".//{qn('w:bidi')}") is not None else "w:left"
    sides.append(_made(side, **{"w:val": "single", "w:sz": "12", "w:space": "8", "w:color": colour}))
    paragraph._p.get_or_add_pPr().insert_element_before(sides, "w:bidi")


def _run(paragraph: Paragraph, text: str) -> Run:
    shown = clean(text)
    run = paragraph.add_run(shown)
    if right_to_left(shown):
        _flag(paragraph._p.get_or_add_pPr(), "w:bidi")
        _flag(run._r.get_or_add_rPr(), "w:rtl")
    return run


def _flag(properties: BaseOxmlElement, name: str) -> None:
    if properties.find(qn(name)) is None:
        properties.append(OxmlElement(name))


def _field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a field, such as the number of the page, with what it shows until it is refreshed."""
    for part in (_mark("begin"), _instruction(f" {instruction} "), _mark("separate")):
        paragraph._p.append(part)
    paragraph.add_run(shown)
    paragraph._p.append(_mark("end"))


def _mark(kind: str) -> BaseOxmlElement:
    run = _made("w:r")
    run.append(_made("w:fldChar", **{"w:fldCharType": kind}))
    return run


def _instruction(text: str) -> BaseOxmlElement:
    run, instruction = _made("w:r"), _made("w:instrText", **{"xml:space": "preserve"})
    instruction.text = text
    run.append(instruction)
    return run


def _made(name: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    return element
