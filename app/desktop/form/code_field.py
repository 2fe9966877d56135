# SPDX-License-Identifier: MIT
"""The codes of an annotation, each with the stance the passage takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance
from app.desktop.form.chip_field import Chip, ChipField
from app.desktop.widgets.fields import Suggest
from database.records import STANCES, CodeUse

SIGNS = {"supports": "+", "opposes": "−", "neutral": ""}
_TYPED = {"+": "supports", "-": "opposes", "−": "opposes"}


class CodeField(ChipField):
    """Chips that say + or −; a click goes on to the next stance. ``codes_edited`` carries the code uses."""

    codes_edited = Signal(object)

    def __init__(self, name: str, tip: str, appearance: Appearance, suggest: Suggest, *, parent: QWidget | None = None):
        self._stances: dict[str, str] = {}
        super().__init__(name, tip, appearance, suggest, parent=parent)
        self.edited.connect(self._on_edited)

    def codes(self) -> tuple[CodeUse, ...]:
        """Return the codes with their stances."""
        return tuple(CodeUse(name, self._stances.get(name, "neutral")) for name in self.values())

    def show_codes(self, codes: Sequence[CodeUse]) -> None:
        """Show these codes instead, without saying so."""
        if tuple(codes) != self.codes():
            self._stances = {use.code: use.stance for use in codes}
            self._replace([use.code for use in codes])

    def take(self, names: Iterable[str]) -> None:
        """Add codes; a sign before the name is its stance."""
        plain = []
        for name in names:
            stance = _TYPED.get(name[:1], "")
            code = name[1:].strip() if stance else name
            if code:
                self._stances[code] = stance or self._stances.get(code, "neutral")
                plain.append(code)
        super().take(plain)

    def _make(self, name: str) -> Chip:
        chip = Chip(name, self._look, parent=self, sign=SIGNS[self._stances.get(name, "neutral")])
        chip.clicked.connect(self._on_clicked)
        return chip

    @Slot()
    def _on_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            name = chip.text()
            place = STANCES.index(self._stances.get(name, "neutral"))
            self._stances[name] = STANCES[(place + 1) % len(STANCES)]
            chip.set_sign(SIGNS[self._stances[name]])
            self.codes_edited.emit(self.codes())

    @Slot()
    def _on_edited(self) -> None:
        self.codes_edited.emit(self.codes())
