# SPDX-License-Identifier: MIT
"""Commands that tag the selected words and change the current annotation."""

from __future__ import annotations

from app.desktop.commands.command import ANNOTATION, Command

ROWS = (
    Command(
        "annotation.claim",
        ANNOTATION,
        "Claim",
        "Tag the selected words as a claim",
        "annotating.tag_claim",
        ("C",),
        needs="passage",
    ),
    Command(
        "annotation.recommendation",
        ANNOTATION,
        "Recommendation",
        "Tag the selected words as a recommendation",
        "annotating.tag_recommendation",
        ("R",),
        needs="passage",
    ),
    Command(
        "annotation.passage",
        ANNOTATION,
        "Passage",
        "Tag the selected words as a passage to code, neither claim nor recommendation",
        "annotating.tag_passage",
        ("G",),
        needs="passage",
    ),
    Command(
        "annotation.speaker",
        ANNOTATION,
        "Speaker from selection",
        "Make the selected words a speaker of the current annotation",
        "filling.add_speaker",
        ("S",),
        needs="annotation",
        rule=True,
    ),
    Command(
        "annotation.addressee",
        ANNOTATION,
        "Addressee from selection",
        "Make the selected words an addressee of the current annotation",
        "filling.add_addressee",
        ("T",),
        needs="annotation",
    ),
    Command(
        "annotation.fill",
        ANNOTATION,
        "Fill from selection…",
        "Make the selected words a part of the current annotation, by a letter; without any, go to the part",
        "filling.choose",
        ("F",),
        needs="annotation",
    ),
    Command(
        "annotation.chain",
        ANNOTATION,
        "Attribution chain",
        "Edit who holds it, for whom, told or quoted by whom, link by link; or go back to the simple fields",
        "annotating.chain",
        ("A",),
        needs="annotation",
    ),
    Command(
        "annotation.edit",
        ANNOTATION,
        "Edit",
        "Go to the form of the current annotation",
        "annotating.edit",
        ("E",),
        "note",
        "annotation",
        rule=True,
    ),
    Command(
        "annotation.delete",
        ANNOTATION,
        "Delete",
        "Delete the current annotation",
        "annotating.delete",
        ("Delete", "X"),
        "delete",
        "annotation",
    ),
)
