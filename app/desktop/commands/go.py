# SPDX-License-Identifier: MIT
"""Commands that go somewhere."""

from __future__ import annotations

from app.desktop.commands.command import GO, Command

ROWS = (
    Command(
        "go.back",
        GO,
        "Back",
        "Go back to the place you came from",
        "going_back.back",
        ("Alt+Left", "Back"),
        "back",
        "back",
    ),
    Command(
        "go.forward",
        GO,
        "Forward",
        "Go forward to the place you went back from",
        "going_back.forward",
        ("Alt+Right", "Forward"),
        "forward",
        "forward",
    ),
    Command(
        "go.next",
        GO,
        "Next annotation",
        "Go to the next annotation",
        "annotating.next",
        ("N",),
        needs="source",
        rule=True,
    ),
    Command(
        "go.previous",
        GO,
        "Previous annotation",
        "Go to the annotation before",
        "annotating.previous",
        ("P",),
        needs="source",
    ),
    Command(
        "go.next_link",
        GO,
        "Next link or note",
        "Go to the next link, note or picture; Enter follows it",
        "linking.next",
        ("K",),
        needs="source",
    ),
    Command(
        "go.previous_link",
        GO,
        "Previous link or note",
        "Go to the link, note or picture before",
        "linking.previous",
        ("Shift+K",),
        needs="source",
    ),
    Command("go.pane", GO, "Next pane", "Move to the next pane", "panes.next", ("F6",), rule=True),
    Command("go.pane_back", GO, "Previous pane", "Move to the pane before", "panes.previous", ("Shift+F6",)),
    Command("go.text", GO, "Back to the text", "Close what is open and go back to reading", "panes.text", ("Escape",)),
)
