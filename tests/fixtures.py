# SPDX-License-Identifier: MIT
"""``python -m tests.fixtures``: writes a collection of the present format into ``tests/storage/fixtures``.

Run it when the format gets a new version, and, until the first release, whenever the schema changes in place. A
fixture of a released format is never written again: it stands for the files that people have.
"""

from __future__ import annotations

import gzip
import tempfile
from contextlib import closing
from pathlib import Path
from random import Random

from app.collection import Collection
from app.errors import PostilError
from app.search.folding import describe
from database import store, vocabulary
from database.records import KINDS, CodeUse, Link, Slot
from tests.builders import add_source, new_collection
from tests.mutations import MUTATIONS, Dice, NothingThere

FOLDER = Path(__file__).parent / "storage" / "fixtures"
TEXTS = (
    "The bridge at Lom is closed, says the engineer Ilka Moor.",
    "Мост у Лома закрыт, пишет Павел Стор.",
    "The assembly should pay for a ferry 🚢 until it is open again.",
)
STEPS = 60


def fill(collection: Collection) -> None:
    """Write a little of everything, with a history."""
    for number, text in enumerate(TEXTS):
        source = add_source(collection, f"Text {number}", text, language="en")
        collection.tag(
            source,
            KINDS[number],
            [(0, 10)],
            chain=[Link(actor="Ilka Moor", organisation="River Office", work="Letters")],
            slots=[Slot("addressee", "", "Assembly")],
            codes=[CodeUse("bridge", "supports")],
            note="Seen.",
        )
    chance = Random(8)
    creating = [
        name for name in sorted(MUTATIONS) if name.split(".")[1].startswith(("add", "create", "keep", "relate"))
    ]
    for name in (*creating, *chance.choices(sorted(MUTATIONS), k=STEPS)):
        dice = Dice(collection, [chance.randrange(100) for _ in range(8)])
        try:
            MUTATIONS[name](collection, dice)
        except (PostilError, NothingThere):
            continue
    collection.undo()
    with collection.action("Words", kind="quiet"):
        vocabulary.rebuild(collection.connection, describe)


def write() -> Path:
    """Write the fixture of the present format and return where it is."""
    path = FOLDER / f"format-{store.VERSION}.postil.gz"
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        with closing(new_collection(Path(folder))) as collection:
            fill(collection)
            made = collection.path
        path.write_bytes(gzip.compress(made.read_bytes(), 9, mtime=0))
    return path


if __name__ == "__main__":
    written = write()
    print(f"{written.name}: {written.stat().st_size} bytes")
