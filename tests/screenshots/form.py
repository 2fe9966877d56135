# SPDX-License-Identifier: MIT
"""The form of a claim and of a recommendation, filling from the selection, the chain, relations."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.desktop.form.letter_menu import LetterMenu
from app.desktop.window import Window
from app.editing import relations, statements
from database.records import CodeUse, Link, Slot
from tests.screenshots.camera import Camera, pause
from tests.screenshots.reading import open_best

CHAIN = [
    Link(actor="Lucan Ferriby", organisation="Strait Studies Centre", work="Testimony", mode="indirect", cue="said"),
    Link(role="on behalf of", actor="Union of the Valleys"),
    Link(role="reporter", voice="unattributed", actor="stenographer"),
    Link(role="quoted by", actor="Secretary of the Committee", work="Minutes of the Committee"),
]


def tagged(window: Window, kind: str, words: str) -> int:
    """Tag words of the open source as a user would, and return the annotation."""
    view = window.pane.view
    start = view.text.index(words)
    view.select(start, start + len(words))
    (window.annotating.tag_recommendation if kind == "recommendation" else window.annotating.tag_claim)()
    made = window.annotating.current
    assert made is not None
    return made.id


def part(window: Window, name: str, words: str, actor: str = "", value: str = "") -> Slot:
    """Return a slot filled from words of the open source."""
    start = window.pane.view.text.index(words)
    return Slot(name, value or words, actor, (start, start + len(words)))


def recommend(window: Window) -> int:
    """Make a recommendation with most of its parts filled."""
    made = tagged(window, "recommendation", "a method which cannot tell a dormitory from a headquarters should not be")
    slots = [
        part(window, "deontic", "should not"),
        part(window, "object", "a method which cannot tell a dormitory from a headquarters"),
        Slot("addressee", "", "Electoral Commission"),
        Slot("action", "be used to judge an election"),
        Slot("or else", "the count will be contested"),
        Slot("instrument", "law"),
    ]
    codes = [CodeUse("Electoral administration", "supports"), CodeUse("Interference", "opposes")]
    window.session.required.edit(made, chain=CHAIN, slots=slots, codes=codes)
    window.annotating.go(made)
    return made


def claim(window: Window) -> int:
    """Make a claim with some of its parts filled."""
    made = tagged(window, "claim", "the larger figure counted a seamen’s hostel as a conspiracy")
    slots = [
        Slot("claim type", "fact"),
        Slot("certainty", "probable"),
        Slot("evidence", "the list of the 212 accounts"),
        Slot("verification note", "Asked the *Centre* for the list on 3 June."),
    ]
    chain = [Link(actor="Lucan Ferriby", organisation="Strait Studies Centre")]
    window.session.required.edit(made, chain=chain, slots=slots, status="contested")
    window.annotating.go(made)
    return made


def take(camera: Camera) -> None:
    """Take the pictures."""
    window = camera.window
    open_best(window)
    claim(window)
    camera.take("form-claim")
    recommend(window)
    camera.take("form-recommendation")
    window.annotating.chain()
    editor = window.cards.form.chain if window.cards.form else None
    if editor is not None:
        editor.list_view.setCurrentIndex(editor.list_view.model().index(3, 0))
    camera.take("form-chain")
    window.annotating.chain()
    view = window.pane.view
    start = view.text.index("used to judge an election")
    view.select(start, start + 25)
    window.filling.choose()
    camera.take("form-fill", QApplication.activePopupWidget())
    menu = QApplication.activePopupWidget()
    if menu is not None:
        menu.close()
    take_ties(camera)


def take_ties(camera: Camera) -> None:
    """Take the chooser of a relation, and the cards and the form of annotations that are related."""
    window = camera.window
    collection = window.session.required
    made = window.annotating.current
    others = [one.id for one in window.annotation_model.annotations if made is not None and one.id != made.id]
    if made is None:
        return
    window.relating.relate()
    camera.take("form-relation-type", QApplication.activePopupWidget())
    menu = QApplication.activePopupWidget()
    if isinstance(menu, LetterMenu):
        QTest.keyClicks(menu, "r")
    finder = window.relating.finder
    if finder is not None:
        camera.take("form-finder", finder)
        QTest.keyClicks(finder.field, "council")
        pause(300)
        camera.take("form-finder-typed", finder)
        finder.reject()
    rebuts = relations.relate(collection, made.id, "rebuts", others[2], note="He *counts* otherwise.")
    relations.relate_to_relation(collection, others[3], "undercuts", rebuts)
    relations.relate(collection, others[4], "supports", made.id)
    statements.create_statement(collection, [made.id, others[1]], "Shared addresses prove nothing")
    form = window.cards.form
    if form is not None:
        window.cards.list_view.verticalScrollBar().setValue(window.cards.list_view.verticalScrollBar().value() + 330)
    camera.take("form-ties")
    window.annotating.go(None)
    window.cards.list_view.scrollTo(window.annotation_model.index(window.annotation_model.row(others[2])))
    camera.take("form-cards")
