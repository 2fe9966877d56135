# SPDX-License-Identifier: MIT
"""What the dialogs that merge have in common: of what was chosen one stays, and what the others are in is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.dialogs.renaming import NamingDialog
from app.desktop.widgets.fields import NameField

LINE, PADDING = 27, 12
FEWEST, MOST = 2, 5
"""How many lines there is room for at the least, and at the most before the list scrolls."""


class _Merged(Protocol):
    """Something of the collection that has an id."""

    @property
    def id(self) -> int: ...


One = TypeVar("One", bound=_Merged)
Merge = Callable[[Collection, int, Sequence[int]], None]
"""Makes others one with the first."""


class Choices(QListWidget):
    """A few lines, of which one is the chosen one."""

    def __init__(self, name: str, tip: str, parent: QWidget):
        super().__init__(parent)
        self.setObjectName("choices")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.setToolTip(tip)

    @property
    def chosen_row(self) -> int:
        """The chosen row; the first where there is none yet."""
        return max(0, self.currentRow())

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these lines; the chosen row stays."""
        row = self.chosen_row
        self.clear()
        self.addItems(lines)
        self.setFixedHeight(min(MOST, max(FEWEST, len(lines))) * LINE + PADDING)
        self.setCurrentRow(row)


class MergingDialog(NamingDialog, Generic[One]):
    """Asks which of several stays, and shows what the others are in. More can be looked for and added.

    The first of those given is proposed.
    """

    noun: ClassVar[str] = ""
    """What they are, as in “actor”."""
    article: ClassVar[str] = "A"

    def __init__(
        self,
        words: str,
        chosen: Sequence[One],
        merge: Merge,
        collection: Collection,
        look: Appearance,
        parent: QWidget,
    ):
        super().__init__(f"Merge {self.noun}s", words, collection, look, parent)
        self._chosen = list(chosen)
        self._merge = merge
        tip = f"{self.article} {self.noun} to merge with these; Enter adds it"
        self.more = NameField(f"Another {self.noun}", tip, look, self.names)
        self.more.setPlaceholderText("Add another by name")
        self.more.returnPressed.connect(self._on_added)
        self.which = Choices(f"The {self.noun} that stays", f"Choose the {self.noun} that stays", self)
        self.which.currentRowChanged.connect(self._on_chosen)
        self.add_field("Which one stays?", self.which)
        self.column.addWidget(self.more)
        self._yes = self.finish("Merge")
        self.which.show_lines(self.lines(self._chosen))
        (self.which if len(chosen) > 1 else self.more).setFocus()

    # What differs

    def lines(self, chosen: Sequence[One]) -> list[str]:
        """Return a line for each of the chosen."""
        raise NotImplementedError

    def show_rest(self, rest: Sequence[One]) -> None:
        """Show what those that do not stay are in."""
        raise NotImplementedError

    def names(self) -> Sequence[str]:
        """Return the names under which others can be added."""
        raise NotImplementedError

    def named(self, name: str) -> One | None:
        """Return what is not chosen yet and has this name, or None."""
        raise NotImplementedError

    # Methods

    @property
    def target(self) -> One:
        """What stays."""
        return self._chosen[self.which.chosen_row]

    @property
    def known(self) -> set[int]:
        """The ids of the chosen."""
        return {each.id for each in self._chosen}

    def act(self) -> None:
        """Merge them."""
        rest = [each.id for each in self._rest()]
        work = partial(_merged, merge=self._merge, target=self.target.id, others=rest)
        self.write(f"Merging {len(rest) + 1} {self.noun}s", work)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter in the field of another name add it, and not merge unseen."""
        if not (self.more.hasFocus() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}):
            super().keyPressEvent(event)

    def _rest(self) -> list[One]:
        return [each for each in self._chosen if each is not self.target]

    # Slots

    @Slot()
    def _on_chosen(self) -> None:
        rest = self._rest()
        self.show_rest(rest)
        self._yes.setEnabled(bool(rest))
        self._yes.setText(f"Merge {len(self._chosen)} {self.noun}s" if rest else "Merge")

    @Slot()
    def _on_added(self) -> None:
        name = self.more.text().strip()
        found = self.named(name) if name else None
        if found is None:
            self.say(f"There is no other {self.noun} “{name}”." if name else "")
            return
        self.say("")
        self.more.clear()
        self._chosen.append(found)
        self.which.show_lines(self.lines(self._chosen))


def _merged(collection: Collection, merge: Merge, target: int, others: Sequence[int]) -> int:
    merge(collection, target, others)
    return target
