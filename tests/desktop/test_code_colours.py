# SPDX-License-Identifier: MIT
"""Chips carry the colour of their code as a swatch, and follow when it changes."""

from __future__ import annotations

from app.desktop.code_colours import COLOURS
from app.editing import codebook
from database.records import CodeUse
from tests.desktop.conftest import Driver


def test_the_colours_follow_the_codebook(reader: Driver) -> None:
    colours = reader.window.appearance.codes
    top = codebook.add_code(reader.collection, "economy", colour=COLOURS["blue"])
    below = codebook.add_code(reader.collection, "trade", parent=top, colour=COLOURS["green"])
    codebook.add_code(reader.collection, "trade", colour=COLOURS["red"])
    assert colours.of(CodeUse("economy")) == COLOURS["blue"]
    assert colours.of(CodeUse("trade", under=("economy",))) == COLOURS["green"]
    assert colours.of(CodeUse("trade", under=())) == COLOURS["red"]
    with reader.bot.waitSignal(colours.changed):
        codebook.recolour_code(reader.collection, below, "")
    assert colours.of(CodeUse("trade", under=("economy",))) == ""


def test_the_form_shows_the_swatch(reader: Driver) -> None:
    codebook.add_code(reader.collection, "economy", colour=COLOURS["blue"])
    source = reader.window.reading.source
    assert source is not None
    made = reader.collection.tag(source.id, "claim", [(0, 30)], codes=[CodeUse("economy", "supports")])
    reader.window.annotating.go(made.id)
    form = reader.window.cards.form
    assert form is not None
    (chip,) = form.codes.chips
    assert chip.grab().toImage().pixelColor(12, chip.height() // 2).name() == "#0072b2"
