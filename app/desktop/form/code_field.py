# SPDX-License-Identifier: MIT
"""The codes of an annotation, each with the stance the passage takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance
from app.desktop.form.chip import Chip
from app.desktop.form.chip_field import ChipField
from app.desktop.form.library import PATH
from app.desktop.form.offer_line import Offer
from database.records import STANCES, CodeUse

SIGNS = {"supports": "+", "opposes": "−", "neutral": ""}
_TYPED = {"+": "supports", "-": "opposes", "−": "opposes"}
_NEUTRAL = frozenset("=0")


class CodeField(ChipField):
    """Chips that say + or −; ``edited`` carries the code uses.

    A click or Space on a chip goes on to the next stance; +, − and = set it.
    """

    def __init__(self, name: str, tip: str, appearance: Appearance, offer: Offer, *, parent: QWidget | None = None):
        self._uses: dict[str, CodeUse] = {}
        super().__init__(name, tip, appearance, offer, parent=parent)

    def codes(self) -> tuple[CodeUse, ...]:
        """Return the codes with their stances."""
        return tuple(self._uses[label] for label in self.values())

    def show_codes(self, codes: Sequence[CodeUse]) -> None:
        """Show these codes instead, without saying so."""
        labelled = {label: use for use, label in zip(codes, labels(codes), strict=True)}
        if labelled != {label: self._uses[label] for label in self.values()}:
            self._uses = labelled
            self._replace(labelled)

    def take(self, names: Iterable[str]) -> None:
        """Add codes; a sign before the name is its stance, and a path names a code below others."""
        plain = []
        for name in names:
            stance = _TYPED.get(name[:1], "")
            label = name[1:].strip() if stance else name
            there = next((chip for chip in self._chips if chip.text() == label), None)
            if there is not None and stance:
                self._set_stance(there, stance)
            elif label and there is None:
                *under, code = (part.strip() for part in label.split(PATH.strip()))
                self._uses[label] = CodeUse(code, stance or "neutral", tuple(under) or None)
            if label:
                plain.append(label)
        super().take(plain)

    def _rename(self, old: str, new: str) -> None:
        stance = self._uses[old].stance
        super()._replace([label for label in self.values() if label != old])
        self.take([f"+{new}" if stance == "supports" else f"-{new}" if stance == "opposes" else new])

    def _tell(self) -> None:
        self._uses = {label: self._uses[label] for label in self.values()}
        self.edited.emit(self.codes())

    def _make(self, name: str) -> Chip:
        use = self._uses[name]
        chip = Chip(name, self._look, parent=self, sign=SIGNS[use.stance], swatch=self._look.codes.of(use))
        chip.clicked.connect(self._on_clicked)
        return chip

    def _set_stance(self, chip: Chip, stance: str) -> None:
        use = self._uses[chip.text()]
        self._uses[chip.text()] = replace(use, stance=stance)
        chip.set_sign(SIGNS[stance])
        self._tell()

    def _type_on(self, chip: Chip, text: str) -> None:
        if text in _TYPED or text in _NEUTRAL:
            self._set_stance(chip, _TYPED.get(text, "neutral"))
        else:
            super()._type_on(chip, text)

    @Slot()
    def _on_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            place = STANCES.index(self._uses[chip.text()].stance)
            self._set_stance(chip, STANCES[(place + 1) % len(STANCES)])


def labels(codes: Sequence[CodeUse]) -> list[str]:
    """Return what codes are called beside each other: their names, or their paths where two have one name."""
    names = [use.code for use in codes]
    return [PATH.join((*(use.under or ()), use.code)) if names.count(use.code) > 1 else use.code for use in codes]
