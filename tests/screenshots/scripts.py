# SPDX-License-Identifier: MIT
"""Pages in other scripts, with what is tagged on them: one that runs from the right, and one in Cyrillic."""

from __future__ import annotations

from app.desktop.window import Window
from tests.builders import add_source
from tests.screenshots.camera import Camera

HEBREW = """# הגשר בתמסל נפתח מחדש

ביום שני נפתח הגשר בתמסל לראשונה זה שלושה חורפים. מעטים בבירה מאמינים שהוא יישאר פתוח אחרי הסתיו, אמר Tomas Hale,
אבל איש במשרד לא הסכים לומר זאת לפרוטוקול.

> כל חודש של סגירה עולה לנמלים 118 אלף כתרים, ומי שמשלם הם אנשי הגבעות.

- לפתוח את הגשר לפני הקציר
- לפרסם את לוח המכס (Lantern Review, 14 May 2025)
"""


def take(camera: Camera) -> None:
    """Take the pictures of one theme."""
    window = camera.window
    known = {source.title: source.id for source in window.session.required.sources()}
    if "הגשר בתמסל" not in known:
        add_source(window.session.required, "הגשר בתמסל", HEBREW, format="md", publication="Lantern Review")
    show(window, "הגשר בתמסל", ("מעטים בבירה מאמינים", 64), ("Tomas Hale", 40))
    camera.take("hebrew")
    title = next(title for title in known if title.startswith("Правительство"))
    show(window, title, ("", 120), ("", 60))
    camera.take("cyrillic")


def show(window: Window, title: str, *passages: tuple[str, int]) -> None:
    """Open a source and tag passages in it, each from some words on, so many characters."""
    window.reading.open_source(window.session.required.find_source(title).id)
    view = window.pane.view
    for words, length in passages:
        start = view.text.index(words) if words else len(view.text) // 8
        view.select(start, start + length)
        window.annotating.tag_claim()
    view.reveal(0, margin=100)
