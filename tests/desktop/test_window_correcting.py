# SPDX-License-Identifier: MIT
"""Words of a text corrected by hand in the page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.collection import Collection
from app.desktop import long_work
from app.desktop.controllers import correcting
from app.desktop.dialogs.replace import ReplaceDialog
from app.desktop.long_work import LongWork
from app.desktop.reading.correction import DROP, CorrectionEditor
from app.editing.correct import correct
from app.editing.errors import Refused
from app.editing.metadata import edit_metadata
from tests.builders import add_source
from tests.desktop.conftest import BRIDGE, Driver

CTRL = Qt.KeyboardModifier.ControlModifier


def is_open(driver: Driver) -> bool:
    return driver.window.text_work.correcting.editor is not None


def editor(driver: Driver) -> CorrectionEditor:
    """Open the editor by key over the paragraph at the caret."""
    driver.key(Qt.Key.Key_F2)
    made = driver.window.text_work.correcting.editor
    assert made is not None
    return made


def test_a_word_is_corrected_and_the_annotations_stay(reader: Driver) -> None:
    reader.choose("said Mirela Dantov")
    reader.key(Qt.Key.Key_C)
    made = editor(reader)
    assert made.text == BRIDGE.split("\n", maxsplit=1)[0]
    made.editor.setPlainText(made.text.replace("Tamsel", "Tamselburg"))
    QTest.keyClick(made.editor, Qt.Key.Key_Return, CTRL)
    assert reader.collection.text(1)[0] == BRIDGE.replace("at Tamsel", "at Tamselburg")
    assert reader.window.pane.view.text == reader.collection.text(1)[0]
    (after,) = reader.collection.annotations(1)
    assert (after.quote, after.spans[0].state) == ("said Mirela Dantov", "exact")
    assert not is_open(reader)
    assert reader.window.pane.view.hasFocus()
    reader.window.undoing.undo()
    assert reader.window.pane.view.text == BRIDGE


def test_the_caret_stands_where_it_stood_in_the_page(reader: Driver) -> None:
    start = BRIDGE.index("harvest")
    reader.window.pane.view.select(start, start)
    made = editor(reader)
    assert made.number == 1
    assert made.text[made.editor.textCursor().position() :].startswith("harvest")


def test_escape_warns_before_it_drops_what_was_typed(reader: Driver) -> None:
    made = editor(reader)
    QTest.keyClicks(made.editor, "X")
    QTest.keyClick(made.editor, Qt.Key.Key_Escape)
    assert is_open(reader)
    assert made.hint == DROP
    QTest.keyClick(made.editor, Qt.Key.Key_Escape)
    assert not is_open(reader)
    assert reader.collection.text(1)[0] == BRIDGE


def test_leaving_the_source_saves_what_was_typed(reader: Driver) -> None:
    made = editor(reader)
    made.editor.setPlainText(made.text.replace("closed", "shut"))
    reader.window.reading.open_source(2)
    assert "is shut" in reader.collection.text(1)[0]
    assert not is_open(reader)


def test_what_cannot_be_saved_when_the_source_is_left_is_on_the_clipboard(reader: Driver) -> None:
    made = editor(reader)
    made.editor.setPlainText("  ")
    with reader.bot.captureExceptions() as raised:
        reader.window.reading.open_source(2)
    assert raised[0][0] is Refused
    assert reader.collection.text(1)[0] == BRIDGE
    assert QGuiApplication.clipboard().text() == "  "
    assert "clipboard" in reader.window.status.words


def test_a_correction_is_saved_before_something_large_is_written(
    reader: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_work, "MANY", 1)
    made = editor(reader)
    made.editor.setPlainText(made.text.replace("closed", "shut"))
    done: list[object] = []
    reader.window.session.write(
        LongWork("Naming", partial(Collection.tag, source=1, kind="claim", spans=[(0, 3)]), 1), done.append
    )
    reader.bot.waitUntil(lambda: bool(done))
    assert "is shut" in reader.collection.text(1)[0]
    assert [each.kind for each in reader.collection.annotations(1)] == ["claim"]
    assert not is_open(reader)


def test_nothing_left_is_refused_and_the_editor_stays(reader: Driver) -> None:
    made = editor(reader)
    made.editor.setPlainText("  ")
    with reader.bot.captureExceptions() as raised:
        QTest.keyClick(made.editor, Qt.Key.Key_Return, CTRL)
    assert [type(each[1]) for each in raised] == [Refused]
    assert is_open(reader)
    assert reader.collection.text(1)[0] == BRIDGE
    made.give_up_at_once()


def test_no_break_spaces_and_line_breaks_stay(reader: Driver) -> None:
    source = add_source(reader.collection, "Verse", "One\u00a0half,\u2028two 🌉 lines")
    reader.window.reading.open_source(source)
    reader.read()
    made = editor(reader)
    assert made.text == "One\u00a0half,\ntwo 🌉 lines"
    QTest.keyClick(made.editor, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(made.editor, "!")
    QTest.keyClick(made.editor, Qt.Key.Key_Return, CTRL)
    assert reader.collection.text(source)[0] == "One\u00a0half,\u2028two 🌉 lines!"


def test_a_long_text_is_corrected_in_a_thread_of_its_own(reader: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(correcting, "LONG", 10)
    made = editor(reader)
    made.editor.setPlainText(made.text.replace("closed", "shut"))
    with reader.bot.waitSignal(reader.window.text_work.correcting.said, timeout=20_000) as said:
        QTest.keyClick(made.editor, Qt.Key.Key_Return, CTRL)
        assert not is_open(reader)
    assert said.args == ["Text corrected"]
    assert "is shut" in reader.window.pane.view.text
    assert reader.collection.next_undo == "Correct text of “The bridge at Tamsel”"


def test_what_cannot_be_corrected_in_a_thread_says_so(reader: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(correcting, "LONG", 10)
    made = editor(reader)
    made.editor.setPlainText(" ")
    with reader.bot.captureExceptions() as raised:
        QTest.keyClick(made.editor, Qt.Key.Key_Return, CTRL)
        reader.bot.waitUntil(lambda: bool(raised), timeout=20_000)
    assert isinstance(raised[0][1], Refused)
    assert reader.collection.text(1)[0] == BRIDGE


def test_the_page_stays_at_its_words_when_a_text_above_them_changes(reader: Driver) -> None:
    text = "\n".join(f"Paragraph {number} says what the gates of Tamsel cost. " * 4 for number in range(120))
    source = add_source(reader.collection, "Long", text)
    reader.window.reading.open_source(source)
    view = reader.window.pane.view
    view.reveal(text.index("Paragraph 80"), margin=40)
    words = view.text[view.place().offset :]
    correct(reader.collection, source, {3: "This is much longer now. " * 40})
    assert view.text[view.place().offset :] == words
    reader.window.undoing.undo()
    assert view.text[view.place().offset :] == words


def test_what_is_typed_stays_while_the_source_gets_another_title(reader: Driver) -> None:
    reader.choose("Mirela")
    made = editor(reader)
    reader.type("Ada")
    edit_metadata(reader.collection, [1], {"title": "Another title"})
    assert reader.window.text_work.correcting.editor is made
    QTest.keyClick(made.editor, Qt.Key.Key_Return, CTRL)
    assert "Ada" in reader.collection.text(1)[0]


def test_what_is_typed_is_saved_before_a_text_is_replaced(reader: Driver, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(BRIDGE.replace("harvest", "winter"), encoding="utf-8")
    reader.choose("Mirela")
    editor(reader)
    reader.type("Ada")
    reader.window.text_work.replacing.replace(1, tmp_path / "new.txt")
    plan = reader.window.findChild(ReplaceDialog)
    assert plan is not None
    reader.bot.waitUntil(lambda: plan.plan is not None, timeout=40_000)
    plan.accept()
    texts = [reader.collection.version_text(each.id)[0] for each in reader.collection.versions(1)]
    assert reader.collection.text(1)[0] == BRIDGE.replace("harvest", "winter")
    assert any("Ada" in text for text in texts)


def test_what_is_typed_is_saved_before_all_changed_texts_are_replaced(reader: Driver, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(BRIDGE.replace("harvest", "winter"), encoding="utf-8")
    reader.choose("Mirela")
    editor(reader)
    reader.type("Ada")
    with reader.bot.waitSignal(reader.window.text_work.replacing_all.ended, timeout=40_000):
        reader.window.text_work.replacing_all.start([(1, tmp_path / "new.txt")])
    texts = [reader.collection.version_text(each.id)[0] for each in reader.collection.versions(1)]
    assert len(texts) == 2
    assert any("Ada" in text for text in texts)


def test_what_is_typed_over_a_text_that_is_gone_is_on_the_clipboard(reader: Driver) -> None:
    made = editor(reader)
    made.editor.setPlainText("Typed just now.")
    correct(reader.collection, 1, {2: "Somebody else wrote this."})
    assert not is_open(reader)
    assert QGuiApplication.clipboard().text() == "Typed just now."
    assert "on the clipboard" in reader.window.status.words
