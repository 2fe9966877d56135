# SPDX-License-Identifier: MIT
"""Commands that explain."""

from __future__ import annotations

from app.desktop.commands.command import HELP, Command

ROWS = (
    Command("help.keys", HELP, "Keys and commands", "Show every command", "helping.keys", ("F1",), "keyboard"),
    Command("help.about", HELP, "About Postil", "Show what this program is", "helping.about", icon="info"),
)
