# SPDX-License-Identifier: MIT
"""Commands that choose among annotations that share words, and change where the current one lies."""

from __future__ import annotations

from app.desktop.commands.command import ANNOTATION, GO, VIEW, Command

ROWS = (
    Command(
        "annotation.under",
        GO,
        "Next annotation here",
        "Go to the next of the annotations that share the words at the caret",
        "highlighting.next_here",
        ("O",),
        needs="source",
    ),
    Command(
        "read.filter",
        VIEW,
        "Annotations that are shown…",
        "Show only annotations of some kinds, states, codes or annotators",
        "narrowing.open",
        ("Ctrl+Shift+F",),
        "filter",
        "source",
    ),
    Command(
        "annotation.add_span",
        ANNOTATION,
        "Add selection",
        "Make the selected words one more part of the current annotation",
        "respanning.add",
        ("Shift+C",),
        needs="annotation",
        rule=True,
    ),
    Command(
        "annotation.drop_span",
        ANNOTATION,
        "Take part away",
        "Take the part at the caret away from the current annotation",
        "respanning.drop",
        ("Shift+X",),
        needs="annotation",
    ),
    Command(
        "annotation.put_span",
        ANNOTATION,
        "Use selection instead",
        "Give the current annotation the selected words in place of its own",
        "respanning.put",
        ("Shift+S",),
        needs="annotation",
    ),
    Command(
        "annotation.end_later",
        ANNOTATION,
        "End a word later",
        "Let the current annotation end a word later",
        "respanning.end_later",
        ("Alt+Shift+Right",),
        needs="annotation",
    ),
    Command(
        "annotation.end_earlier",
        ANNOTATION,
        "End a word earlier",
        "Let the current annotation end a word earlier",
        "respanning.end_earlier",
        ("Alt+Shift+Left",),
        needs="annotation",
    ),
    Command(
        "annotation.start_later",
        ANNOTATION,
        "Begin a word later",
        "Let the current annotation begin a word later",
        "respanning.start_later",
        ("Alt+Shift+Down",),
        needs="annotation",
    ),
    Command(
        "annotation.start_earlier",
        ANNOTATION,
        "Begin a word earlier",
        "Let the current annotation begin a word earlier",
        "respanning.start_earlier",
        ("Alt+Shift+Up",),
        needs="annotation",
    ),
)
