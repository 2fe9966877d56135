# SPDX-License-Identifier: MIT
"""The page as its reader has it: how it looks, alone on the screen, and what opens over it."""

from __future__ import annotations

from app.desktop.window import Window
from tests.screenshots.camera import Camera, wait_until
from tests.screenshots.reading import open_best


def take(camera: Camera) -> None:
    """Take the pictures of one theme."""
    window = camera.window
    open_best(window)
    letters(camera)
    alone(camera)
    outline(camera)
    compare(camera)
    note(camera)


def note(camera: Camera) -> None:
    """A footnote beside its figure."""
    window = camera.window
    collection = window.session.required
    window.reading.open_source(next(one.id for one in collection.sources() if "[1]" in collection.words(one.id)))
    view = window.pane.view
    view.select(view.text.index("[1]"), view.text.index("[1]"))
    view.reveal(view.text.index("[1]"))
    view.activate_at(view.text.index("[1]"))
    camera.take("note", window.around.linking.popover)
    if window.around.linking.popover is not None:
        window.around.linking.popover.close()


def compare(camera: Camera) -> None:
    """The choice of a second source, and both side by side."""
    window = camera.window
    comparing, sources = window.comparing, window.session.required.sources()
    comparing.choose()
    camera.take("choose", comparing.popover)
    if comparing.popover is not None:
        comparing.popover.close()
    comparing.show(sorted(sources, key=lambda source: source.annotations)[-2].id)
    camera.take("compare")
    find_beside(camera)
    comparing.end()


def outline(camera: Camera) -> None:
    """The headings of the source."""
    window = camera.window
    window.pane.view.reveal(window.pane.view.text.index("3. "))
    window.around.outlining.open()
    popover = window.around.outlining.popover
    camera.take("outline", popover)
    if popover is not None:
        popover.close()


def letters(camera: Camera) -> None:
    """The popover that says how the page looks."""
    window = camera.window
    window.letters.open()
    camera.take("letters", window.letters.popover)
    close(window)


def alone(camera: Camera) -> None:
    """Nothing but the page."""
    camera.window.full_page.toggle()
    camera.take("alone")
    camera.window.full_page.leave()


def close(window: Window) -> None:
    """Close the popover."""
    if window.letters.popover is not None:
        window.letters.popover.close()


def find_beside(camera: Camera) -> None:
    """Find a word in the second of two sources, then go over to the first."""
    window = camera.window
    page = window.comparing.page
    if page is not None:
        window.frame.activateWindow()
        wait_until(window.frame.isActiveWindow)
        page.view.setFocus()
        window.finding.find()
        page.find_bar.field.setText("council")
        camera.take("compare-find")
        window.pane.view.setFocus()
        camera.take("compare-find-left")
        window.pane.find_bar.end()
