# SPDX-License-Identifier: MIT
"""How a page looks: the fonts, measures and colours the reading view is given, and nothing of where they come from.

The window builds a :class:`PageStyle` from its theme, so the reading view can be shown, tested and measured alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from database.records import KINDS


@dataclass(frozen=True, slots=True)
class PageStyle:
    """The look of a page: sizes in points, the column's width in average characters, colours as ``#rrggbb``.

    ``line_height`` is a multiple of the font's size, as in CSS. ``slot`` colours the dotted line under the parts
    of the current annotation; ``faint`` is for what is read last, such as page numbers.
    """

    serif: str = "Source Serif Pro"
    sans: str = "Source Sans Pro"
    mono: str = "monospace"
    size: float = 13.5
    small_size: float = 10.0
    line_height: float = 1.68
    column: int = 68
    paper: str = "#fffdf8"
    panel: str = "#f7f4ec"
    ink: str = "#20242b"
    soft: str = "#5d6470"
    faint: str = "#6f757e"
    line: str = "#e3ddcf"
    accent: str = "#2b5c8a"
    claim: str = "#b7791f"
    claim_bg: str = "#fdf0cf"
    recommendation: str = "#2f855a"
    recommendation_bg: str = "#dcf2e5"
    passage: str = "#6b5ca5"
    passage_bg: str = "#ebe7f6"
    hit: str = "#ffd9ae"
    hit_line: str = "#dd6b20"
    selection: str = "#a9c7f5"
    selection_ink: str = "#10141a"
    code_bg: str = "#f3efe4"
    slot: str = "#5d6470"

    @classmethod
    def light(
        cls, serif: str = "Source Serif Pro", sans: str = "Source Sans Pro", mono: str = "monospace"
    ) -> PageStyle:
        """Return dark ink on light paper, in these fonts."""
        return cls(serif, sans, mono)

    @classmethod
    def dark(cls, serif: str = "Source Serif Pro", sans: str = "Source Sans Pro", mono: str = "monospace") -> PageStyle:
        """Return light ink on dark paper, in these fonts."""
        return cls(
            serif,
            sans,
            mono,
            paper="#1d1f23",
            panel="#232529",
            ink="#e9e5da",
            soft="#a9adb3",
            faint="#8d929a",
            line="#35383d",
            accent="#8fbbe3",
            claim="#dca74a",
            claim_bg="#392f19",
            recommendation="#63bd8e",
            recommendation_bg="#1a3225",
            passage="#a89adf",
            passage_bg="#302b45",
            hit="#482d13",
            hit_line="#e88a3c",
            selection="#395785",
            selection_ink="#ffffff",
            code_bg="#282b30",
            slot="#a9adb3",
        )

    def mark_colour(self, kind: str) -> str:
        """Return the strong colour of a kind of annotation: its underline, its mark, its tick on the ruler."""
        return {"claim": self.claim, "recommendation": self.recommendation}.get(kind, self.passage)

    def tint_colour(self, kinds: tuple[str, ...], current: bool = False) -> str:
        """Return the ground behind text that annotations of these kinds share; the current one is a shade stronger.

        It never grows stronger with their number, so that the text stays readable under any number of them.
        """
        grounds = [self._ground(kind) for kind in kinds]
        ground = _mean(grounds)
        if not current:
            return ground
        return blend(ground, _mean([self.mark_colour(kind) for kind in kinds]), CURRENT_SHARE)

    @property
    def grounds(self) -> tuple[str, ...]:
        """Every ground text may stand on: paper, highlights of any kinds together, hits and code."""
        shared = [kinds for size in range(1, len(KINDS) + 1) for kinds in combinations(KINDS, size)]
        tints = [self.tint_colour(kinds, current) for kinds in shared for current in (False, True)]
        return self.paper, *tints, self.hit, self.code_bg

    def readable(self, colour: str) -> str:
        """Return a colour with as much ink in it as words of that colour need on every ground (:data:`ENOUGH`)."""
        return _readable(self, colour)

    def _ground(self, kind: str) -> str:
        return {"claim": self.claim_bg, "recommendation": self.recommendation_bg}.get(kind, self.passage_bg)


ENOUGH = 7.0
"""The contrast of words with what they stand on (WCAG 2.2, 1.4.6, level AAA)."""

CURRENT_SHARE = 0.14
"""How much of its strong colour the current annotation's ground takes up; more would cost contrast in the dark."""


def blend(first: str, second: str, share: float) -> str:
    """Return ``first`` mixed with a ``share`` (0 to 1) of ``second``."""
    mixed = (round(a + (b - a) * share) for a, b in zip(_parts(first), _parts(second), strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance")."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=64)
def _readable(style: PageStyle, colour: str) -> str:
    grounds = style.grounds
    blends = (blend(colour, style.ink, share / 20) for share in range(20))
    return next((made for made in blends if min(contrast(made, ground) for ground in grounds) >= ENOUGH), style.ink)


def _mean(colours: list[str]) -> str:
    columns = zip(*(_parts(colour) for colour in colours), strict=True)
    return "#" + "".join(f"{round(sum(column) / len(colours)):02x}" for column in columns)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
