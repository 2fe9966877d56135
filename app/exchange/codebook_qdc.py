# SPDX-License-Identifier: MIT
"""The codebook as a REFI-QDA codebook (``.qdc``): the tree of codes with colours, definitions and examples."""

from pathlib import Path

from lxml import etree

from app.errors import PostilError
from app.exchange.formats import Selection
from app.exchange.refi import CODEBOOK, ORIGIN, codes, element
from database import codebook


class NoCodes(PostilError):
    """There is no codebook to write, and the format has no empty one."""

    def __init__(self) -> None:
        super().__init__("There are no codes, and a REFI-QDA codebook cannot be empty.")


def write(path: Path, selection: Selection) -> None:
    """Write the whole codebook, whatever is selected.

    Raises:
        NoCodes: it is empty.
    """
    entries = codebook.entries(selection.archive.connection)
    if not entries:
        raise NoCodes
    root = etree.Element(f"{{{CODEBOOK}}}CodeBook", {"origin": ORIGIN}, nsmap={None: CODEBOOK})
    root.append(element(CODEBOOK, "Codes", *codes(CODEBOOK, entries, notes=False)))
    path.write_bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))  # lxml hides that a disk is full
