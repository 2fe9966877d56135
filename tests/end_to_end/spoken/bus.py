# SPDX-License-Identifier: MIT
"""Reads a running Postil from the accessibility bus, as a screen reader does, and prints what it found as JSON.

A program by itself, for the Python that has the bindings of the bus, which is often the system's own and not ours.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Iterator
from typing import Any

WAIT_SECONDS = 20
PAGE = "Text of the source"
CARDS = "Annotations"

importlib.import_module("gi").require_version("Atspi", "2.0")
Atspi = importlib.import_module("gi.repository.Atspi")


def program() -> Any:
    """Return Postil as the bus knows it."""
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        desktop = Atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            found = desktop.get_child_at_index(number)
            if found is not None and found.get_name() == "Postil":
                return found
        time.sleep(0.1)
    sys.exit("Postil is not on the bus")


def below(node: Any) -> Iterator[Any]:
    """Yield a node and all that is under it."""
    yield node
    for number in range(node.get_child_count()):
        child = node.get_child_at_index(number)
        if child is not None:
            yield from below(child)


def has(node: Any, state: str) -> bool:
    """Tell whether a node is in a state."""
    return bool(node.get_state_set().contains(getattr(Atspi.StateType, state)))


def read() -> dict[str, object]:
    """Return the text, the caret, the selection, the cards and what has no name."""
    nodes = list(below(program()))
    page = next(node for node in nodes if node.get_name() == PAGE)
    selection = Atspi.Text.get_selection(page, 0)
    cards = next(node for node in nodes if node.get_name() == CARDS and node.get_role() == Atspi.Role.LIST)
    usable = [node for node in nodes if has(node, "SHOWING") and has(node, "FOCUSABLE")]
    return {
        "text": Atspi.Text.get_text(page, 0, Atspi.Text.get_character_count(page)),
        "before_caret": Atspi.Text.get_text(page, 0, Atspi.Text.get_caret_offset(page)),
        "read_only": has(page, "READ_ONLY"),
        "selection": Atspi.Text.get_text(page, selection.start_offset, selection.end_offset),
        "cards": [cards.get_child_at_index(number).get_name() for number in range(cards.get_child_count())],
        "unnamed": [node.get_role_name() for node in usable if not node.get_name()],
        "names": [node.get_name() for node in usable],
    }


if __name__ == "__main__":
    print(json.dumps(read()))
