# SPDX-License-Identifier: MIT
"""Commands that give the codes which have a key."""

from __future__ import annotations

from app.desktop.commands.command import CODES, Command

KEYS = range(1, 10)
PREFIX = "code."

ROWS = tuple(
    Command(
        f"{PREFIX}{key}",
        CODES,
        f"Code {key}",
        f"Give the current annotation, or the selected words, the code with the key {key}; again: its next stance",
        "coding.use",
        (str(key),),
        needs="passage",
    )
    for key in KEYS
)
