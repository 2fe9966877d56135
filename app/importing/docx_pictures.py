# SPDX-License-Identifier: MIT
"""Pictures and inner links of Word documents: what a picture is called, and which bookmarks links lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from app.importing.markup import UNDESCRIBED, Run
from app.importing.packages import attribute, local

_TO_BOOKMARK = re.compile(r'\bHYPERLINK\s+\\l\s+"([^"]+)"')
SMALLEST = 360_000
"""How wide or high an undescribed picture must be to stand in the text, in EMU (360,000 are a centimetre)."""


def pictures(drawing: etree._Element, places: Mapping[str, str]) -> Iterator[Run]:
    """Yield the pictures of a drawing, each with its description; ``places`` are theirs in the file by their ids.

    Pictures in the text boxes of a drawing come with those; decorative ones and undescribed little ones say nothing.
    """
    if any(attribute(one, "val") not in {"0", "false"} for one in drawing.iter("{*}decorative")):
        return
    words = _description(drawing)
    if not words and _is_small(drawing):
        return
    for name, key in (("blip", "embed"), ("imagedata", "id")):
        for one in drawing.iter(f"{{*}}{name}"):
            place = places.get(attribute(one, key), "")
            if place and not _is_elsewhere(one, drawing):
                yield Run(words or UNDESCRIBED, image=place)


def bookmarks(body: etree._Element) -> set[str]:
    """Return the names of the bookmarks that links in a document lead to."""
    names = {attribute(link, "anchor") for link in body.iter("{*}hyperlink")}
    for part in body.iter("{*}instrText"):
        names.update(_TO_BOOKMARK.findall(part.text or ""))
    return names - {""}


def _description(drawing: etree._Element) -> str:
    """Return what is said of a picture for those who cannot see it."""
    said = [attribute(one, key) for one in drawing.iter("{*}docPr") for key in ("descr", "title")]
    said += [attribute(one, "alt") for one in drawing.iter("{*}shape")]
    return next((" ".join(words.split()) for words in said if words.strip()), "")


def _is_small(drawing: etree._Element) -> bool:
    sizes = [attribute(one, key) for one in drawing.iter("{*}extent") for key in ("cx", "cy")]
    return bool(sizes) and all(size.isdecimal() and int(size[:12]) < SMALLEST for size in sizes)


def _is_elsewhere(one: etree._Element, top: etree._Element) -> bool:
    """Tell whether something stands in a text box of a drawing, or in what other programs are shown instead."""
    for above in one.iterancestors():
        if above is top:
            return False
        if local(above) in {"Fallback", "txbxContent"}:
            return True
    return False
