# SPDX-License-Identifier: MIT
"""Commands about the page that is read: how it looks, and the ways through it."""

from __future__ import annotations

from app.desktop.commands.command import VIEW, Command

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
    Command("read.larger", VIEW, "Larger letters", "Make the letters larger", "letters.larger", ("Ctrl++", "Ctrl+=")),
    Command("read.smaller", VIEW, "Smaller letters", "Make the letters smaller", "letters.smaller", ("Ctrl+-",)),
    Command("read.usual", VIEW, "Usual letters", "Make the letters as large as usual", "letters.usual", ("Ctrl+0",)),
)
