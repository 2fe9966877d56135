# SPDX-License-Identifier: MIT
"""Writes small PDF documents for tests: text at given places, in any script, on pages with or without labels.

Every letter is half as wide as it is high, so a test knows where a line ends. Letters are two-byte codes with a
ToUnicode map, as word processors write them; the fonts are not embedded, since only the letters count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: where it begins, in points from the upper left corner, its size, and whether it is bold."""

    text: str
    left: float = 72
    top: float = 100
    size: float = 10
    bold: bool = False
    turned: bool = False


def column(texts: Iterable[str], left: float = 72, top: float = 100, size: float = 10, step: float = 13) -> list[Line]:
    """Return lines below each other."""
    return [Line(text, left, top + number * step, size) for number, text in enumerate(texts)]


def pdf(
    pages: Sequence[Sequence[Line]],
    *,
    info: str = "",
    catalog: str = "",
    images: bool = False,
    rotate: int = 0,
    drawn: str = "",
) -> bytes:
    """Return a PDF document with these lines on its pages; ``info`` and ``catalog`` go into those dictionaries.

    ``drawn`` is drawn on each page.
    """
    codes = {
        letter: number for number, letter in enumerate(sorted({c for p in pages for line in p for c in line.text}), 1)
    }
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        3: _font("Arial"),
        4: _font("Arial-BoldMT"),
        5: _descendant("Arial"),
        6: _descendant("Arial-BoldMT"),
        7: _stream(_unicode_map(codes)),
        8: f"<< {info} >>".encode("latin-1"),
        9: _stream(
            bytes(3), "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8"
        ),
    }
    for number, lines in enumerate(pages):
        fonts = "/Font << /F1 3 0 R /F2 4 0 R >> /XObject << /I 9 0 R >>"
        objects[10 + 2 * number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {rotate} "
            f"/Resources << {fonts} >> /Contents {11 + 2 * number} 0 R >>"
        ).encode()
        content = "\n".join([drawn, *(_drawn(line, codes) for line in lines)])
        content += "\nq 500 0 0 700 40 40 cm /I Do Q" if images else ""
        objects[11 + 2 * number] = _stream(content.encode())
    return _file(objects)


def ruled(columns: Sequence[float], rows: Sequence[float]) -> str:
    """Return what draws the rules of a table: those of its columns and rows, in points from the upper left corner."""
    upright = [f"{x} {HEIGHT - rows[0]} m {x} {HEIGHT - rows[-1]} l S" for x in columns]
    level = [f"{columns[0]} {HEIGHT - y} m {columns[-1]} {HEIGHT - y} l S" for y in rows]
    return "\n".join([*upright, *level])


def _drawn(line: Line, codes: dict[str, int]) -> str:
    text = "".join(f"{codes[letter]:04X}" for letter in line.text)
    x, y = line.left, HEIGHT - line.top - line.size
    matrix = f"0 1 -1 0 {x} {y}" if line.turned else f"1 0 0 1 {x} {y}"
    return f"BT /F{2 if line.bold else 1} {line.size} Tf {matrix} Tm <{text}> Tj ET"


def _font(name: str) -> bytes:
    descendant = 6 if "Bold" in name else 5
    return (
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
        f"/DescendantFonts [{descendant} 0 R] /ToUnicode 7 0 R >>"
    ).encode()


def _descendant(name: str) -> bytes:
    return (
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /DW 500 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor << /Type /FontDescriptor /FontName /{name} /Flags 4 /ItalicAngle 0 /Ascent 800 /Descent -200 "
        "/CapHeight 700 /StemV 80 /FontBBox [0 -200 500 800] >> >>"
    ).encode()


def _unicode_map(codes: dict[str, int]) -> bytes:
    pairs = "\n".join(f"<{code:04X}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(codes)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def _stream(data: bytes, more: str = "") -> bytes:
    return f"<< /Length {len(data)} {more} >>\nstream\n".encode() + data + b"\nendstream"


def _file(objects: dict[int, bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += f"{number} 1\n{place:010d} 00000 n \n".encode()
    out += f"trailer << /Root 1 0 R /Info 8 0 R /Size {max(objects) + 1} >>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)
