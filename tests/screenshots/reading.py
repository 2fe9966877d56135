# SPDX-License-Identifier: MIT
"""The reading view: a source, overlapping annotations, the form, finding, and a search."""

from __future__ import annotations

from PySide6.QtTest import QTest

from app.desktop.window import Window
from tests.screenshots.camera import Camera, wait_until

QUERY = "council calm"


def open_best(window: Window) -> None:
    """Open the source in which most has been tagged."""
    sources = window.session.required.sources()
    window.reading.open_source(max(sources, key=lambda source: source.annotations).id)


def overlap(window: Window) -> None:
    """Tag two passages that overlap, as a user would, and say who speaks in the second."""
    view = window.pane.view
    start = view.text.index("At four minutes past midnight") if "At four minutes" in view.text else 60
    view.select(start, start + 96)
    window.annotating.tag_claim()
    view.select(start + 40, start + 160)
    window.annotating.tag_recommendation()
    view.reveal(start)


def take(camera: Camera) -> None:
    """Take the pictures of one theme and size."""
    window = camera.window
    open_best(window)
    camera.take("read")
    overlap(window)
    camera.take("overlap")
    third = window.annotation_model.annotation(4)
    window.annotating.go(third.id if third else None)
    camera.take("form")
    window.finding.find()
    window.pane.find_bar.field.setText("council")
    camera.take("find")
    window.pane.find_bar.say("", "The bracket “(” at character 5 is never closed.")
    camera.take("find-mistake")
    window.panes.text()
    window.searching.focus()
    QTest.keyClicks(window.top_bar.search, QUERY)
    wait_until(lambda: answered(window))
    window.results.step(1)
    camera.take("search")
    window.top_bar.search.setText("")
    window.searching.ask("")
    window.left.show_sources()
    while window.session.required.next_undo in {"Tag as claim", "Tag as recommendation"}:
        window.undoing.undo()


def answered(window: Window) -> bool:
    """Tell whether the query in the field has been answered."""
    answer = window.searching.answer
    return answer is not None and answer.question.query == window.top_bar.search.text()
