# SPDX-License-Identifier: MIT
"""The fonts Postil is set in: the machine's own good ones, else the open fonts that come with the program.

A bare machine often has only DejaVu, which is made for terminals. So a serif and a sans with Latin and Cyrillic are
bundled as Python packages (both under the SIL Open Font Licence) and only their needed files are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

SERIFS = ("Noto Serif", "Source Serif 4", "PT Serif", "Georgia", "Source Serif Pro")
SANS = ("Inter", "Noto Sans", "Source Sans 3", "Segoe UI", "SF Pro Text", "Helvetica Neue", "Source Sans Pro")
MONOS = (
    "Source Code Pro",
    "JetBrains Mono",
    "Cascadia Mono",
    "Menlo",
    "Consolas",
    "Noto Sans Mono",
    "DejaVu Sans Mono",
)
STYLES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")


@dataclass(frozen=True, slots=True)
class Families:
    """The font families of the page, of the interface and of code."""

    serif: str
    sans: str
    mono: str


def install() -> Families:
    """Choose the families, reading the bundled fonts only where the machine has none of its own.

    Needs a QGuiApplication. Calling it again is harmless: Qt knows the fonts by then.
    """
    known = set(QFontDatabase.families())
    return Families(
        _first(SERIFS, known) or _bundled("font_source_serif_pro", "SourceSerifPro") or _named(QFont.StyleHint.Serif),
        _first(SANS, known) or _bundled("font_source_sans_pro", "SourceSansPro") or _named(QFont.StyleHint.SansSerif),
        _first(MONOS, known) or QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family(),
    )


def _first(wanted: tuple[str, ...], known: set[str]) -> str:
    return next((family for family in wanted if family in known), "")


def _bundled(package: str, prefix: str) -> str:
    """Register the styles of a bundled font; return its family, or nothing where the package is not installed.

    The package itself is not imported: it lists its whole folder, and only the place of its files is needed.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return ""
    folder = Path(spec.origin).parent / "files"
    numbers = [QFontDatabase.addApplicationFont(str(folder / f"{prefix}-{style}.ttf")) for style in STYLES]
    families = [QFontDatabase.applicationFontFamilies(number) for number in numbers if number >= 0]
    return families[0][0] if families and families[0] else ""


def _named(hint: QFont.StyleHint) -> str:
    font = QFont()
    font.setStyleHint(hint)
    return QFontInfo(font).family()
