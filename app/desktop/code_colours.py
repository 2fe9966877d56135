# SPDX-License-Identifier: MIT
"""The colours that are offered for codes. They are the user's data, not the theme's: each reads on light and dark.

The first eight are those of Okabe and Ito ("Color Universal Design", 2008), which people who see colours otherwise can
tell apart; their black and yellow are a grey and a darker yellow here, since swatches stand on black and on white.
"""

from __future__ import annotations

COLOURS = {
    "orange": "#e69f00",
    "sky blue": "#56b4e9",
    "green": "#009e73",
    "yellow": "#c9b500",
    "blue": "#0072b2",
    "vermilion": "#d55e00",
    "purple": "#cc79a7",
    "grey": "#808080",
    "brown": "#8c5a3c",
    "teal": "#2a8f9d",
    "violet": "#7a5fb5",
    "red": "#c03a4b",
}
"""Name and colour, as ``#rrggbb``."""
