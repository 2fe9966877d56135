# SPDX-License-Identifier: MIT
"""The main job on the sample archive, without a screen: import, search, tag, find again, export, undo, redo."""

from collections.abc import Iterator
from pathlib import Path

from app.attribution import sentence
from app.collection import Collection
from app.exchange.export import export
from app.exchange.formats import formats
from app.sample import fill_with_sample
from app.tagging import passage
from database.records import Annotation, CodeUse, Link, Slot

Step = tuple[str, str]
"""What was done, and what came of it, in words."""

NAME = "demo.postil"
FORMATS = ("jsonl", "csv", "markdown")
SEARCH = "polling AND result*"
SOURCE = "After the vote: what now for Kestria?"
QUOTE = "The Central Electoral Board should publish the results of every polling station within thirty days"
FOUND_BY = 'kind:recommendation to:"Central Electoral Board" by:ferriby'


def run_demo(folder: Path) -> list[Step]:
    """Do the main job in ``folder`` and return what was done, step by step.

    What an earlier demo left in the folder is replaced.

    Raises:
        CollectionError: the folder cannot be written to.
        OSError: likewise.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    for ending in ("", "-wal", "-shm"):
        path.with_name(NAME + ending).unlink(missing_ok=True)
    collection = Collection.open(path, create=True, annotator="Demo", program="the demo")
    try:
        return list(_steps(collection, folder))
    finally:
        collection.close()


def _steps(collection: Collection, folder: Path) -> Iterator[Step]:
    report = fill_with_sample(collection)
    counts = collection.counts()
    yield (
        f"Import the sample archive into {collection.path}",
        f"{len(report.imported)} sources, {counts['claim']} claims and {counts['recommendation']} recommendations",
    )
    results = collection.search(SEARCH)
    best = f", best “{results.hits[0].title}”" if results.hits else ""
    yield f"Search for {SEARCH}", f"{results.total} sources in {results.seconds * 1000:.0f} ms{best}"
    made = _tag(collection)
    yield f"Tag “{made.quote}”", sentence(made.chain, made.slots)
    found = collection.matching_annotations(FOUND_BY)
    yield f"Find it again by {FOUND_BY}", f"{len(found)} annotation{'' if len(found) == 1 else 's'}"
    for name in FORMATS:
        written = export(collection, name, folder / f"annotations{formats()[name].suffix}")
        yield f"Export as {name}", f"{written.written} annotations in {written.path}"
    yield from _there_and_back(collection)


def _tag(collection: Collection) -> Annotation:
    source = collection.find_source(SOURCE)
    text, _ = collection.text(source.id)
    return collection.tag(
        source.id,
        "recommendation",
        [passage(text, QUOTE)],
        chain=[
            Link(actor="Lucan Ferriby", organisation="Strait Studies Centre"),
            Link(actor="Maud Ansell", organisation="Strait Studies Centre", work="Low Water"),
        ],
        slots=[
            Slot("addressee", "The Central Electoral Board", "Central Electoral Board"),
            Slot("deontic", "should"),
            Slot("deadline", "within thirty days"),
        ],
        codes=[CodeUse("transparency", "supports")],
    )


def _there_and_back(collection: Collection) -> Iterator[Step]:
    undone = []
    while (change := collection.undo()) is not None:
        undone.append(change.label)
    counts = collection.counts()
    left = f"{counts['source']} sources left"
    yield "Undo everything", f"{len(undone)} steps ({', '.join(undone)}): {left}"
    redone = 0
    while collection.redo() is not None:
        redone += 1
    counts = collection.counts()
    yield "Redo everything", f"{redone} steps: {counts['source']} sources, {counts['recommendation']} recommendations"
    problems = collection.check()
    yield "Check the collection", "; ".join(problems) or "whole"
