# SPDX-License-Identifier: MIT
"""A whole digest entered by keyboard alone: two dozen statements with their chains and parts, found again afterwards.

Passages are located as a reader locates them: by finding a few words and stretching the selection. The digest lies
beside the repository; without it the test is skipped.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.collection import Collection
from app.desktop.form.letter_menu import LetterMenu
from app.desktop.opening import make_window
from app.desktop.window import Window
from app.importing.job import run_import
from database.records import Annotation

DIGEST = Path(__file__).parents[3] / "shared" / "seed" / "belarus-digest.txt"
CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)

pytestmark = [
    pytest.mark.skipif(not DIGEST.exists(), reason="the digest does not lie beside the repository"),
    pytest.mark.timeout(300),
]


class Who(NamedTuple):
    """The simple fields of an attribution."""

    speakers: tuple[str, ...] = ()
    organisation: str = ""
    via: tuple[str, ...] = ()
    work: str = ""


class Part(NamedTuple):
    """A slot: its letter, and either the words to type or the words of the text to select."""

    letter: str
    typed: str = ""
    chosen: str = ""


class Said(NamedTuple):
    """A statement: its kind, the words it begins and ends with, who says it, to whom, and its parts."""

    kind: str
    first: str
    last: str
    who: Who
    to: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


ANALYST = Who(("unattributed analyst",), "ISSP", (), "The Kremlin and the Protests in Belarus")
AUTHORS = Who(("Max Bergmann", "Claire Cappaert"), "Center for American Progress")
REPORT = Who(("unattributed report",), "Center for American Progress")
GERSHMAN = Who(("Carl Gershman",), "National Endowment for Democracy", (), "ACUS Belarus Alert")
NESTED = Who(("Sviatlana Tsikhanouskaya",), "", ("Carl Gershman",), "ACUS Belarus Alert")
MAY = Who(("Clifford May",), "FDD")
WEST = ("United States", "Europe")
FACT, VALUE, PREDICTION, CAUSE = (Part("y", word[0]) for word in ("fact", "value", "prediction", "cause"))
SHOULD = Part("m", "s")

STATEMENTS = (
    Said("claim", "The gravity of", "rescue operation by Russia", Who(("unattributed observers",))),
    Said(
        "claim", "there is little love", "Belarusian leader", ANALYST, parts=(FACT, Part("l", chosen="in the Kremlin"))
    ),
    Said("claim", "Moscow is in no hurry", "unfolding crisis", ANALYST, parts=(FACT,)),
    Said("claim", "Moscow sees not", "current crisis", ANALYST, parts=(FACT, Part("c", "p"))),
    Said("claim", "These people run", "bureaucratic machine", ANALYST, parts=(FACT,)),
    Said("claim", "For decades", "prosperous future", ANALYST, parts=(Part("m", chosen="For decades"),)),
    Said("claim", "he is in deep trouble", "worth little", ANALYST, parts=(Part("p", "a"),)),
    Said("claim", "the Belarusian bureaucracy", "a way out", ANALYST, parts=(CAUSE,)),
    Said("claim", "the Kremlin is the only", "to look", ANALYST, parts=(VALUE,)),
    Said(
        "claim",
        "Democracy has a real",
        "Soviet Union",
        REPORT,
        parts=(Part("c", "o"), Part("l", chosen="in Belarus for")),
    ),
    Said("claim", "Diplomatic support from", "Belarusian people", AUTHORS, parts=(PREDICTION,)),
    Said("recommendation", "it is important that", "the protestors", AUTHORS, ("Western allies",)),
    Said("recommendation", "Be vocal in", "Belarusian democracy", AUTHORS, WEST, (Part("i", "statement"),)),
    Said(
        "recommendation", "Western allies should let", "external intervention", AUTHORS, ("Western allies",), (SHOULD,)
    ),
    Said(
        "recommendation",
        "Call for and prepare",
        "fair elections",
        AUTHORS,
        WEST,
        (Part("o", chosen="free and fair elections"),),
    ),
    Said(
        "recommendation",
        "should call for new",
        "Lukashenko steps down",
        AUTHORS,
        WEST,
        (Part("m", chosen="should call"), Part("c", chosen="in case Lukashenko steps down")),
    ),
    Said("claim", "civil society organizations", "advocacy strategies", AUTHORS, parts=(CAUSE,)),
    Said(
        "recommendation",
        "Threaten sanctions to",
        "human rights abuses",
        AUTHORS,
        WEST,
        (Part("i", "sanction"), Part("a", chosen="Threaten sanctions")),
    ),
    Said(
        "recommendation",
        "In considering sanctions",
        "is going",
        AUTHORS,
        WEST,
        (Part("b", "Belarusian public"), SHOULD),
    ),
    Said("recommendation", "Hit pause on", "relations with Belarus", AUTHORS, WEST),
    Said(
        "recommendation",
        "Warn Russia that",
        "increased isolation",
        AUTHORS,
        WEST,
        (Part("e", chosen="additional sanctions and increased isolation"),),
    ),
    Said("recommendation", "hesitate to call out", "Russian interference", AUTHORS, WEST),
    Said("recommendation", "take EU and NATO", "off the table", AUTHORS, WEST, (Part("m", "h"),)),
    Said("recommendation", "put it on the table", "either", AUTHORS, WEST, (Part("m", "h"),)),
    Said("claim", "the Belarusian opposition has", "and the West", GERSHMAN, parts=(VALUE,)),
    Said("claim", "neither pro-Russian", "pro-European", NESTED, parts=(Part("y", "d"),)),
    Said("claim", "The Belarus Democracy Act", "democratic reform", MAY, parts=(FACT,)),
    Said("claim", "the U.S. has the skills", "liberal democracy", MAY, parts=(Part("p", "d"),)),
    Said("claim", "supporting those fighting", "American interests", MAY, parts=(VALUE,)),
    Said("claim", "the victory of freedom", "not anywhere", MAY, parts=(PREDICTION, Part("c", "d"))),
    Said("claim", "too many Americans", "that matters", MAY, parts=(VALUE,)),
)


class Hands:
    """Two hands on a keyboard."""

    def __init__(self, window: Window):
        self.window = window

    @property
    def selected(self) -> str:
        """The selected words, on one line."""
        view = self.window.pane.view
        start, end = view.raw_selection()
        return " ".join(view.text[start:end].split())

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(QApplication.focusWidget() or self.window, key, held)

    def type(self, words: str) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, words)

    def enter(self, words: str) -> None:
        """Type words into a field and leave it with Enter."""
        self.type(words)
        self.press(Qt.Key.Key_Return)

    def letter(self, letter: str) -> None:
        """Press a letter in the menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, LetterMenu)
        QTest.keyClicks(menu, letter)

    def select(self, first: str, last: str) -> None:
        """Find the first words, and stretch the selection to the last ones."""
        self.press(Qt.Key.Key_Escape)
        self.press(Qt.Key.Key_F, CTRL)
        self.type(first)
        self.press(Qt.Key.Key_Escape)
        assert self.selected.lower() == first.lower(), self.selected
        for _ in range(120):
            if last in self.selected:
                break
            self.press(Qt.Key.Key_Right, CTRL | SHIFT)
        while not self.selected.endswith(last):
            self.press(Qt.Key.Key_Left, SHIFT)

    def tag(self, said: Said) -> None:
        """Enter one statement with all that is known of it."""
        self.select(said.first, said.last)
        self.press(Qt.Key.Key_C if said.kind == "claim" else Qt.Key.Key_R)
        if said.who.via:
            self.chain(said.who)
        else:
            self.simple(said.who)
        self.press(Qt.Key.Key_F)
        self.letter("t")
        for name in said.to:
            self.enter(name)
        self.press(Qt.Key.Key_Escape)
        for part in said.parts:
            self.fill(part)

    def simple(self, who: Who) -> None:
        """Enter an attribution in the simple fields."""
        self.press(Qt.Key.Key_E)
        for name in who.speakers:
            self.enter(name)
        self.press(Qt.Key.Key_Tab)
        self.type(who.organisation)
        self.press(Qt.Key.Key_Tab, times=2)
        self.enter(who.work)
        self.press(Qt.Key.Key_Escape)

    def chain(self, who: Who) -> None:
        """Enter a quotation within a text link by link."""
        self.press(Qt.Key.Key_A)
        self.type(who.speakers[0])
        self.press(Qt.Key.Key_Tab, times=4)
        self.type("d")
        self.press(Qt.Key.Key_Tab)
        self.type("has said")
        self.press(Qt.Key.Key_Backtab, SHIFT, times=6)
        self.press(Qt.Key.Key_End)
        self.press(Qt.Key.Key_Return)
        self.type(who.via[0])
        self.press(Qt.Key.Key_Tab)
        self.type("q")
        self.press(Qt.Key.Key_Tab)
        self.type(GERSHMAN.organisation)
        self.press(Qt.Key.Key_Tab)
        self.enter(who.work)
        self.press(Qt.Key.Key_Escape)
        self.press(Qt.Key.Key_A)
        self.press(Qt.Key.Key_Escape)

    def fill(self, part: Part) -> None:
        """Fill a part from the text, or type it."""
        if part.chosen:
            self.select(part.chosen, part.chosen)
        self.press(Qt.Key.Key_F)
        self.letter(part.letter)
        if part.typed:
            self.type(part.typed)
            self.press(Qt.Key.Key_Tab)
            self.press(Qt.Key.Key_Escape)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A collection that holds the digest, closed."""
    monkeypatch.setenv("POSTIL_HOME", str(tmp_path))
    path = tmp_path / "Seed.postil"
    with contextlib.closing(Collection.open(path, create=True, annotator="Ada")) as collection:
        assert len(run_import(collection, [DIGEST]).imported) == 1
    return path


@contextlib.contextmanager
def opened(qtbot: QtBot, qapp: QApplication, path: Path) -> Iterator[Window]:
    """A window with the digest open and the focus in its text."""
    window = make_window(qapp)
    window.settings.asked = True
    window.settings.annotator = "Ada"
    with qtbot.waitActive(window.frame):
        window.frame.show()
        window.frame.activateWindow()
    window.session.open_path(path)
    window.reading.open_source(1)
    window.pane.view.setFocus()
    yield window
    window.frame.close()
    window.frame.deleteLater()


def found(collection: Collection, field: str, value: str) -> list[Annotation]:
    wanted = f'"{value}"' if " " in value else value
    return list(collection.iter_annotations(collection.searcher.annotations(f"{field}:{wanted}")))


def quotes(wanted: Sequence[Said], annotations: Sequence[Annotation]) -> bool:
    """Tell whether just these statements are among annotations."""
    said = [" ".join(annotation.quote.split()) for annotation in annotations]
    return len(said) == len(wanted) and all(
        any(quote.lower().startswith(each.first.lower()) and quote.endswith(each.last) for quote in said)
        for each in wanted
    )


def test_the_digest_is_entered_by_keyboard_alone_and_every_statement_found_again(
    qtbot: QtBot, qapp: QApplication, archive: Path
) -> None:
    with opened(qtbot, qapp, archive) as window:
        hands = Hands(window)
        for said in STATEMENTS:
            hands.tag(said)
        assert len(window.session.required.annotations()) == len(STATEMENTS)
    with opened(qtbot, qapp, archive) as window:
        check(window.session.required)


def check(collection: Collection) -> None:
    """Find every statement by each thing that is known of it."""
    for field, values in (
        ("by", {name for said in STATEMENTS for name in known(said, "by")}),
        ("via", {name for said in STATEMENTS for name in said.who.via}),
        ("org", {said.who.organisation for said in STATEMENTS}),
        ("work", {said.who.work for said in STATEMENTS}),
        ("to", {name for said in STATEMENTS for name in said.to}),
    ):
        for value in values - {""}:
            wanted = [said for said in STATEMENTS if value in known(said, field)]
            assert quotes(wanted, found(collection, field, value)), (field, value)
    nested = found(collection, "via", "Carl Gershman")[0]
    assert [(link.role, link.actor, link.mode) for link in nested.chain] == [
        ("holder", "Sviatlana Tsikhanouskaya", "direct"),
        ("quoted by", "Carl Gershman", ""),
    ]
    filled = {slot.name for annotation in collection.annotations() for slot in annotation.slots}
    assert {"deontic", "condition", "or else", "instrument", "beneficiary", "action", "time", "place"} <= filled


def known(said: Said, field: str) -> tuple[str, ...]:
    """Return what a statement is found by in a field of the query language."""
    match field:
        case "by":
            return tuple(name.removeprefix("unattributed ") for name in said.who.speakers)
        case "via":
            return said.who.via
        case "to":
            return said.to
        case "work":
            return (said.who.work,)
    return (GERSHMAN.organisation if said.who is NESTED else said.who.organisation,)
