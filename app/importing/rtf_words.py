# SPDX-License-Identifier: MIT
"""The control words of RTF that matter to a reader of texts, and how to find the tokens of a file.

The names are those of the Rich Text Format Specification, version 1.9.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.importing.markup import Look

SIGNS = {
    "tab": "\t", "line": "\u2028", "lbr": "\u2028", "softline": "\u2028", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c", "rtlmark": "\u200f", "ltrmark": "\u200e", "page": " ",
    "column": " ", "~": "\u00a0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\", "nestcell": " ", "nestrow": " ",
}  # fmt: skip
"""Words that stand for characters."""

LOOKS = {
    "b": Look.BOLD, "i": Look.ITALIC, "strike": Look.STRIKE, "striked": Look.STRIKE, "super": Look.RAISED,
    "sub": Look.LOWERED,
}  # fmt: skip
"""Words that turn a style of characters on, or off where a zero follows."""

SKIPPED = frozenset(
    """
    colortbl pict header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc
    aftncn listtable listoverridetable revtbl filetbl xe tc tcn rxe bkmkstart bkmkend nonshppict objdata objclass
    objname annotation atnid atnauthor atntime atndate atnicn atnref atnparent themedata colorschememapping datastore
    latentstyles xmlnstbl rsidtbl generator pgptbl template operator category manager company doccomm hlinkbase
    keywords subject comment buptim printim revtim vern nofpages nofwords nofchars private1 userprops mmathpr pnseclvl
    background do panose falt fontemb fontfile xmlopen xmlattrname xmlattrvalue fldtype datafield formfield htmltag
    list listoverride wgrffmtfilter sp sn sv txe pntxta pntxtb pn levelnumbers leveltext listname
    """.split()  # noqa: SIM905  a list of words reads better so
)
"""Groups that hold no text of the document."""

KEPT = frozenset({"footnote", "fldinst", "shpinst", "shptxt", "listtext", "pntext", "shpgrp", "ud", "wordml"})
"""Groups that are read though programs that do not know them may leave them out."""

CODE_PAGES = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
"""The encodings of fonts by their character set; 0 and 1 are the encoding of the file, and 2 holds symbols."""

SYMBOL_SET = 2

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([\r\n]+)|([^\\{}\r\n]+)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Token:
    """A brace, a control word with its number, or bytes; a byte given by its number counts as one character."""

    kind: str
    word: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of a file; binary data is passed over, and so is what makes no sense."""
    place = 0
    while found := _TOKEN.search(data, place):
        place = found.end()
        word, number, code, sign, brace, line, text = found.groups()
        if word:
            value = int(number) if number else None
            if word == b"bin" and value and value > 0:
                place += value
            yield Token("word", word.decode("ascii"), value)
        elif code:
            yield Token("byte", data=bytes([int(code, 16)]))
        elif sign is not None:
            yield Token("word", "par" if sign in b"\r\n" else sign.decode("latin-1"))
        elif brace:
            yield Token(brace.decode("ascii"))
        elif not line:
            yield Token("text", data=text)
