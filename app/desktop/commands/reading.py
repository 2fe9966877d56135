# SPDX-License-Identifier: MIT
"""Commands about the page that is read: how it looks, and the ways through it."""

from __future__ import annotations

from app.desktop.commands.command import EDIT, GO, VIEW, Command

ROWS = (
    Command(
        "read.page_only",
        VIEW,
        "Only the page",
        "Show nothing but the page, on the whole screen",
        "full_page.toggle",
        ("F11",),
        needs="source",
        rule=True,
    ),
    Command(
        "read.letters",
        VIEW,
        "How the page looks…",
        "Change the theme, the letters and the column",
        "letters.open",
        ("Ctrl+L",),
        "letters",
    ),
    Command(
        "read.outline",
        GO,
        "Outline…",
        "Go to a heading of this source",
        "outlining.open",
        ("Ctrl+Shift+O",),
        "outline",
        "source",
    ),
    Command(
        "read.cite",
        EDIT,
        "Copy with citation",
        "Copy the selected words with author, title, publication, date and page",
        "citing.copy",
        ("Ctrl+Shift+C",),
        needs="source",
    ),
    Command(
        "compare.choose",
        VIEW,
        "Compare with…",
        "Read another source beside this one",
        "comparing.choose",
        ("Ctrl+J",),
        "compare",
        "source",
        rule=True,
    ),
    Command(
        "compare.exchange",
        VIEW,
        "Exchange the sides",
        "Let the two sources change sides: the left one can be tagged",
        "comparing.exchange",
        ("Ctrl+Shift+J",),
        "exchange",
        "second",
    ),
    Command(
        "compare.end",
        VIEW,
        "End the comparison",
        "Take the second source away",
        "comparing.end",
        ("Ctrl+W",),
        "close",
        "second",
    ),
    Command("read.larger", VIEW, "Larger letters", "Make the letters larger", "letters.larger", ("Ctrl++", "Ctrl+=")),
    Command("read.smaller", VIEW, "Smaller letters", "Make the letters smaller", "letters.smaller", ("Ctrl+-",)),
    Command("read.usual", VIEW, "Usual letters", "Make the letters as large as usual", "letters.usual", ("Ctrl+0",)),
)
