# SPDX-License-Identifier: MIT
"""The whole of reading and tagging without a mouse, from the list of sources to the note of a claim and back."""

from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.builders import add_source
from tests.desktop.conftest import BRIDGE, Driver

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def there(reader: Driver) -> Driver:
    """A window in whose text the caret stands at the beginning."""
    reader.key(Qt.Key.Key_Home, CTRL)
    return reader


def select(driver: Driver, words: str) -> None:
    """Select words with the caret: by words, lines and characters, as a reader does."""
    view = driver.window.pane.view
    start = view.text.index(words)
    driver.key(Qt.Key.Key_Home, CTRL)
    while view.caret() < start:
        step = view.text.find("\n", view.caret())
        if step != -1 and step < start:
            driver.key(Qt.Key.Key_Down)
            driver.key(Qt.Key.Key_Home)
        else:
            driver.key(Qt.Key.Key_Right, CTRL if start - view.caret() > 12 else NONE)
    while view.caret() < start + len(words):
        driver.key(Qt.Key.Key_Right, SHIFT)
    assert view.selection() == (start, start + len(words))


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_source_is_opened_and_its_text_entered_from_the_list(bare: Driver, archive: object) -> None:
    window = bare.window
    window.session.open_path(archive)  # type: ignore[arg-type]  # the fixture is a path
    window.sources.list_view.setFocus()
    bare.key(Qt.Key.Key_Home)
    bare.key(Qt.Key.Key_Down)
    opened = window.reading.source
    assert opened is not None
    bare.key(Qt.Key.Key_Return)
    assert window.pane.view.hasFocus()
    bare.key(Qt.Key.Key_End, CTRL)
    assert window.pane.view.caret() == len(window.pane.view.text)


def test_the_caret_is_seen_and_selects_by_letter_word_and_line(there: Driver) -> None:
    view = there.window.pane.view
    there.key(Qt.Key.Key_Right, CTRL | SHIFT)
    assert view.selection() == (0, 3)
    there.key(Qt.Key.Key_Right, SHIFT)
    assert view.raw_selection() == (0, 5)
    there.key(Qt.Key.Key_End, SHIFT)
    assert view.raw_selection()[1] > 20
    there.key(Qt.Key.Key_Escape)
    assert view.selection() is None


def test_the_caret_goes_and_selects_by_paragraph(there: Driver) -> None:
    view, second = there.window.pane.view, BRIDGE.index("The ministry")
    third = BRIDGE.index("Nobody")
    for key, modifiers, selected in (
        (Qt.Key.Key_Down, CTRL, (second, second)),
        (Qt.Key.Key_Down, CTRL | SHIFT, (second, third)),
        (Qt.Key.Key_Down, CTRL | SHIFT, (second, len(BRIDGE))),
        (Qt.Key.Key_Up, CTRL | SHIFT, (second, third)),
        (Qt.Key.Key_Right, NONE, (third, third)),
        (Qt.Key.Key_Right, NONE, (third + 1, third + 1)),
        (Qt.Key.Key_Up, CTRL, (third, third)),
        (Qt.Key.Key_Up, CTRL, (second, second)),
    ):
        there.key(key, modifiers)
        assert view.raw_selection() == selected
    there.key(Qt.Key.Key_Down, CTRL | SHIFT)
    there.key(Qt.Key.Key_C)
    assert [found.quote for found in there.collection.annotations()] == [BRIDGE.split("\n")[1]]


def test_a_claim_with_speaker_addressee_and_note_is_made_and_taken_back(there: Driver) -> None:
    select(there, "The ministry should open the bridge before the harvest")
    there.key(Qt.Key.Key_R)
    select(there, "Mirela Dantov")
    there.key(Qt.Key.Key_S)
    select(there, "Tomas Hale")
    there.key(Qt.Key.Key_T)
    (made,) = there.collection.annotations()
    assert (made.kind, made.quote) == (
        "recommendation",
        "The ministry should open the bridge before the harvest",
    )
    assert made.speakers == ("Mirela Dantov",)
    assert made.addressees == ("Tomas Hale",)
    for _ in range(3):
        there.ctrl(Qt.Key.Key_Z)
    assert there.collection.annotations() == []


def test_annotations_are_gone_through_edited_and_deleted(there: Driver) -> None:
    for words in ("The bridge at Tamsel is closed", "Nobody at the ministry"):
        select(there, words)
        there.key(Qt.Key.Key_C)
    there.key(Qt.Key.Key_Escape)
    there.key(Qt.Key.Key_N)
    first = there.window.annotating.current
    there.key(Qt.Key.Key_P)
    second = there.window.annotating.current
    assert first is not None
    assert second is not None
    assert {first.quote, second.quote} == {"The bridge at Tamsel is closed", "Nobody at the ministry"}
    there.key(Qt.Key.Key_E)
    there.type("Tomas Hale")
    there.key(Qt.Key.Key_Return)
    there.key(Qt.Key.Key_Escape)
    assert there.window.pane.view.hasFocus()
    assert there.collection.annotation(second.id).speakers == ("Tomas Hale",)
    there.key(Qt.Key.Key_X)
    assert [annotation.id for annotation in there.collection.annotations()] == [first.id]


def test_the_list_of_those_that_share_words_is_reached_and_taken_by_key(there: Driver) -> None:
    select(there, "The bridge at Tamsel is closed")
    there.key(Qt.Key.Key_C)
    select(there, "Tamsel")
    there.key(Qt.Key.Key_G)
    there.key(Qt.Key.Key_Left)
    there.key(Qt.Key.Key_Return)
    popover = there.window.around.highlighting.popover
    assert popover is not None
    there.key(Qt.Key.Key_Escape)
    before = there.window.annotating.current
    there.window.frame.activateWindow()
    there.read()
    there.key(Qt.Key.Key_O)
    assert there.window.annotating.current != before


def test_tab_and_f6_reach_every_pane_and_come_round(there: Driver) -> None:
    seen = []
    for _ in range(8):
        there.key(Qt.Key.Key_F6)
        seen.append(focus())
    assert there.window.pane.view in seen
    assert there.window.top_bar.search in seen
    assert seen[0] in seen[1:]
    names = [widget.accessibleName() for widget in seen]
    assert all(names), names


def test_tab_leads_from_the_text_through_named_controls_and_back(there: Driver) -> None:
    view = there.window.pane.view
    assert len(BRIDGE) == len(view.text)
    passed = []
    for _ in range(200):
        there.key(Qt.Key.Key_Tab)
        if focus() is view:
            break
        passed.append(focus())
    assert focus() is view, "Tab never comes back to the text"
    assert [type(widget).__name__ for widget in passed if not widget.accessibleName()] == []


AWKWARD = "За́мок и мост.\nהגשר סגור, said Mirela.\ncell\tcell 👨‍👩‍👧\n" + "Nothing is said here. " * 40
KEYS = (
    *((key, NONE) for key in (Qt.Key.Key_C, Qt.Key.Key_R, Qt.Key.Key_X, Qt.Key.Key_N, Qt.Key.Key_P, Qt.Key.Key_O)),
    *((key, SHIFT) for key in (Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_S)),
    *((key, SHIFT | ALT) for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down)),
    (Qt.Key.Key_Z, CTRL),
    (Qt.Key.Key_Z, CTRL | SHIFT),
)


def marked(there: Driver) -> list[tuple[str, int, int]]:
    return sorted((one.uid, one.start, one.end) for one in there.window.pane.view.page_layout.overlays.highlights)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_keys_are_pressed_page_and_cards_show_what_is_kept(there: Driver, seed: int) -> None:
    chance, window = Random(seed), there.window
    source = add_source(there.collection, "Awkward", AWKWARD)
    window.reading.open_source(source)
    there.collection.tag(source, "claim", [(0, 5)])
    for _ in range(80):
        start = chance.randrange(len(AWKWARD))
        window.pane.view.select(start, min(len(AWKWARD), start + chance.randrange(40)))
        before = window.annotating.current
        key, modifiers = chance.choice(KEYS[:-2] if "Import" in (there.collection.next_undo or "") else KEYS)
        there.key(key, modifiers)
        kept, current = there.collection.annotations(source), window.annotating.current
        assert marked(there) == sorted((one.uid, span.start, span.end) for one in kept for span in one.spans)
        assert sorted(window.annotation_model.ids()) == sorted(one.id for one in kept)
        assert window.cards.list_view.guest_row == (window.annotation_model.row(current.id) if current else -1)
        if modifiers & SHIFT and key != Qt.Key.Key_Z:
            assert (current.id if current else None) == (before.id if before else None)
