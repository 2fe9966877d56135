# SPDX-License-Identifier: MIT
"""The fields for the parts of a statement: one class for each thing a part can be filled with.

Every field shows the slots of one name, and ``edited`` carries those that are wanted instead. A slot keeps its place
in the text when its words are written otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QMargins, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import slots
from app.desktop.appearance import Appearance
from app.desktop.form.chip_field import ChipField
from app.desktop.form.choice_field import ChoiceField
from app.desktop.form.library import Library
from app.desktop.form.note_field import NoteField
from app.desktop.form.offer_line import offer_of
from app.desktop.form.slot_words import label
from app.desktop.form.words_field import WordsField
from app.slots import Takes
from database.records import Slot as Part

MOST = 60
"""How many characters of a quotation stand for it."""


class SlotField(QWidget):
    """What all of them have in common. The field proper is the only thing inside."""

    edited = Signal(object)

    def __init__(self, name: str, parent: QWidget):
        super().__init__(parent)
        self.name = name
        self._parts: tuple[Part, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(QMargins())

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show the slots of this name instead, without saying so."""
        self._parts = tuple(parts)
        self._show()

    def go(self) -> None:
        """Put the cursor into the field."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commit(self) -> None:
        """Say what has been typed and not been left yet."""

    @property
    def below(self) -> QWidget | None:
        """What belongs below the label of the field."""
        return None

    @property
    def parts(self) -> tuple[Part, ...]:
        """The slots as they were shown or last given."""
        return self._parts

    def _hold(self, field: QWidget) -> None:
        self._column.addWidget(field)
        self.setFocusProxy(field)

    def _show(self) -> None:
        raise NotImplementedError

    def _tell(self, parts: Sequence[Part]) -> None:
        self._parts = tuple(part for part in parts if part.value or part.actor or part.target or part.span)
        self.edited.emit(self._parts)

    def _first(self) -> Part:
        return self._parts[0] if self._parts else Part(self.name, "")


class WordsSlot(SlotField):
    """Words: the action, a condition."""

    def __init__(self, name: str, tip: str, parent: QWidget):
        super().__init__(name, parent)
        self.field = WordsField(label(name), tip, self)
        self.field.edited.connect(self._on_edited)
        self._hold(self.field)

    def go(self) -> None:
        """Put the cursor behind the words."""
        self.field.focus_at_end()

    def commit(self) -> None:
        """Say what has been typed."""
        self.field.commit()

    def _show(self) -> None:
        self.field.show_words(self._first().value or self._first().actor)

    @Slot(str)
    def _on_edited(self, words: str) -> None:
        self._tell([replace(self._first(), value=words), *self._parts[1:]] if words else self._parts[1:])


class ChoiceSlot(SlotField):
    """One of a few words: must, should, may."""

    def __init__(self, name: str, tip: str, look: Appearance, choices: Sequence[str], parent: QWidget):
        super().__init__(name, parent)
        self._choices = choices
        self.field = ChoiceField(label(name), tip, look, choices, self)
        self.field.chosen.connect(self._on_chosen)
        self._hold(self.field)

    def _show(self) -> None:
        self.field.show_value(self._choices, self._first().value)

    @Slot(str)
    def _on_chosen(self, value: str) -> None:
        self._tell([replace(self._first(), value=value), *self._parts[1:]] if value else self._parts[1:])
        self._show()


class SeveralSlot(SlotField):
    """Several names or words side by side: beneficiaries, instruments, evidence."""

    def __init__(self, name: str, tip: str, look: Appearance, library: Library, offered: str, parent: QWidget):
        super().__init__(name, parent)
        self._library = library
        self.field = ChipField(label(name), tip, look, offer_of(library, offered), parent=self)
        self.field.edited.connect(self._on_edited)
        self._hold(self.field)

    def commit(self) -> None:
        """Say what has been typed."""
        self.field.commit()

    def _show(self) -> None:
        self.field.show_values(list(dict.fromkeys(map(self._label, self._parts))))

    def _label(self, part: Part) -> str:
        if not part.target:
            return part.actor or part.value or part.quote
        target = self._library.annotation(part.target)
        return f"→ {shortened(target.quote)}" if target is not None else f"→ {part.target}"

    @Slot(object)
    def _on_edited(self, names: object) -> None:
        wanted = names if isinstance(names, tuple) else ()
        known = {self._label(part): part for part in self._parts}
        gone = [part for name, part in known.items() if name not in wanted]
        new = [name for name in wanted if name not in known]
        changed = gone[0] if len(gone) == len(new) == 1 and not gone[0].target else None
        self._tell([known.get(name) or self._filled(name, changed) for name in wanted])

    def _filled(self, name: str, changed: Part | None) -> Part:
        """Return a slot for a name; where it is another written otherwise, it keeps the place of that."""
        made = slots.filled(self.name, name)
        return replace(made, span=changed.span, quote=changed.quote) if changed is not None else made


class NoteSlot(SlotField):
    """A note in Markdown."""

    def __init__(self, name: str, look: Appearance, parent: QWidget):
        super().__init__(name, parent)
        self.field = NoteField(look, self, name=label(name))
        self.field.edited.connect(self._on_edited)
        self._hold(self.field)

    @property
    def below(self) -> QWidget:
        """The switch between writing and preview."""
        return self.field.toggle

    def commit(self) -> None:
        """Say what has been typed."""
        self.field.commit()

    def _show(self) -> None:
        self.field.show_text(self._first().value)

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        self._tell([replace(self._first(), value=text)] if text.strip() else [])


def make_field(name: str, look: Appearance, library: Library, parent: QWidget) -> SlotField:
    """Return the field for the slots of a name; one of the user's own takes words."""
    known = slots.find(name)
    if known is None:
        return WordsSlot(name, "A part of your own", parent)
    if known.takes is Takes.CHOICE:
        return ChoiceSlot(name, known.help, look, known.choices, parent)
    if known.takes is Takes.NOTE:
        return NoteSlot(name, look, parent)
    if known.several:
        offered = "actors" if known.takes is Takes.ACTOR else name
        return SeveralSlot(name, known.help, look, library, offered, parent)
    return WordsSlot(name, known.help, parent)


def shortened(words: str) -> str:
    """Return a quotation short enough for a chip."""
    return words if len(words) <= MOST else words[: MOST - 1].rstrip() + "…"
