# SPDX-License-Identifier: MIT
"""Collections for tests of exchange: generated ones with everything in them, and copies without annotations."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis.strategies as st

from app.collection import Collection
from app.editing.statements import add_members, all_statements, create_statement, delete_statements
from app.exchange.formats import Selection, formats
from database.records import (
    ADDRESSEE,
    KINDS,
    MEMBER_ROLES,
    MODES,
    ROLES,
    STANCES,
    VOICES,
    CodeUse,
    Link,
    RelationEnd,
    Slot,
    Span,
)
from tests.builders import add_source, new_collection

SHARED = Path(__file__).parents[2] / "shared" / "data" / "exchange"

TEXTS = {
    "Harbour": (
        "The harbour closed 🚢 in May.\nאור said so, “indeed”.\nNobody \u05e9\u05c1 élse did.\u2028A break\tand a tab."
    ),
    "<Ferry & co>": "=It runs, it runs; it runs.\n\n  Twice a day…  \n\u00a0or 🚢🚢 so",
}
HOSTILE = (
    "=1+1",
    "<script>alert(1)</script>",
    "]]></Note><x>",
    'a "quoted" \\ one',
    "a|b # c",
    "\u202eright \u2066to\u2069 left",
    "e\u0301te\u0301",
    "; semicolon; s",
    "tab\there",
    "&amp; &#0; %s {0}",
    "Мост 🚢",
)
_WORDS = st.sampled_from(["", "Vera Lind", "Port Board", "x" * 300, *HOSTILE])
_NAMED = _WORDS.filter(bool)
_SPAN = st.tuples(st.integers(0, 25), st.integers(1, 25)).map(lambda pair: (pair[0], pair[0] + pair[1]))
_LINK = st.builds(
    Link,
    role=st.sampled_from(ROLES),
    voice=st.sampled_from(VOICES),
    actor=_WORDS,
    organisation=_WORDS,
    work=_WORDS,
    mode=st.sampled_from(MODES),
    cue=_WORDS,
    span=st.none() | _SPAN,
)
_SLOT = st.builds(
    Slot,
    name=st.sampled_from([ADDRESSEE, "action", "status", "deadline <b>"]),
    value=_WORDS,
    actor=_WORDS,
    span=st.none() | _SPAN,
)
_PATHS = st.lists(st.sampled_from(["law", "money", "=cost", "<i>", "Мост"]), min_size=1, max_size=3).map(tuple)
_USE = st.builds(lambda path, stance: CodeUse(path[-1], stance, path[:-1]), _PATHS, st.sampled_from(STANCES))


SAID = (("Harbours close", "One *note*."), ("Harbours close", ""), ("=1+1 “so” 🚢\n</b>", 'a "quoted" \\ one'))
"""Text and note of statements; two say the same."""


@dataclass(frozen=True)
class Given:
    """An annotation to be made: in which source (0 or 1), and what of it."""

    source: int
    kind: str
    spans: list[Span]
    chain: list[Link]
    slots: list[Slot]
    codes: list[CodeUse]
    note: str
    aims: bool
    statements: tuple[tuple[int, str], ...] = ()
    """The statements it belongs to: which of :data:`SAID`, and in which role."""


GIVEN = st.lists(
    st.builds(
        Given,
        st.integers(0, 1),
        st.sampled_from(KINDS),
        st.lists(_SPAN, min_size=1, max_size=3, unique=True),
        st.lists(_LINK, max_size=10),
        st.lists(_SLOT, max_size=3),
        st.lists(_USE, max_size=3, unique_by=lambda use: (use.under, use.code)),
        _WORDS | st.just("One *note*.\n\n- with a list\n"),
        st.booleans(),
        st.lists(st.tuples(st.integers(0, 2), st.sampled_from(MEMBER_ROLES)), max_size=3, unique_by=itemgetter(0)).map(
            tuple
        ),
    ),
    max_size=5,
)


@contextmanager
def filled(given: list[Given], folder: Path) -> Iterator[Collection]:
    """Make a collection that holds these annotations, each related to the one before it."""
    made = new_collection(folder, "first.postil")
    with closing(made):
        for title, text in TEXTS.items():
            add_source(made, title, text, publication="Letters & co", url="https://example.org/?a=1&b=2")
        uids: list[str] = []
        for each in given:
            tagged = made.tag(
                each.source + 1,
                each.kind,
                each.spans,
                chain=each.chain,
                slots=each.slots,
                codes=each.codes,
                note=each.note,
            )
            uids.append(tagged.uid)
        _relate(made, given, uids)
        _join(made, given, uids)
        yield made


def _relate(made: Collection, given: list[Given], uids: list[str]) -> None:
    """Relate annotations to each other and to relations; let slots of the first ones point at the last."""
    with made.action("Relate"):
        known = {annotation.uid: annotation for annotation in made.annotations()}
        for number in range(1, len(uids)):
            made.write_relation(known[uids[number]].id, RelationEnd("rebuts", uids[number - 1], f"relation{number}"))
            if number > 1:
                undercut = RelationEnd("undercuts", f"relation{number - 1}", f"undercut{number}")
                made.write_relation(known[uids[number]].id, undercut)
        for each, uid in zip(given, uids, strict=True):
            if each.aims and known[uid].slots:
                made.connection.execute(
                    "UPDATE slot SET target = ? WHERE annotation = ? AND position = 0",
                    (known[uids[-1]].id, known[uid].id),
                )


def _join(made: Collection, given: list[Given], uids: list[str]) -> None:
    """Let annotations belong to statements."""
    ids = {annotation.uid: annotation.id for annotation in made.annotations()}
    for number, (text, note) in enumerate(SAID):
        roles = {
            ids[uid]: role for each, uid in zip(given, uids, strict=True) for n, role in each.statements if n == number
        }
        if roles:
            row = create_statement(made, list(roles), text, note=note)
            for annotation, role in roles.items():
                add_members(made, row, [annotation], role)


@contextmanager
def bare_copy(collection: Collection, folder: Path, *, codes: bool = True) -> Iterator[Collection]:
    """Copy a collection and delete its annotations and statements, and its codes where they are not wanted."""
    path = folder / "second.postil"
    with closing(sqlite3.connect(path)) as target:
        collection.connection.backup(target)
    with closing(Collection.open(path, annotator="Bo")) as copy:
        copy.delete_annotations(copy.annotation_ids())
        delete_statements(copy, [statement.id for statement in all_statements(copy)])
        if not codes:
            with copy.action("Delete codes"):
                copy.connection.execute("DELETE FROM code")
        yield copy


def write_out(collection: Collection, name: str, path: Path, query: str = "") -> Selection:
    """Write all annotations, or those that match, in one format, and return what was selected."""
    ids = collection.matching_annotations(query)
    selection = Selection(collection, ids, query, whole=not query)
    formats()[name].write(path, selection)
    return selection


def lines(collection: Collection, folder: Path) -> list[str]:
    """Return the sorted lines of the collection's export to JSON Lines."""
    path = folder / "lines.jsonl"
    write_out(collection, "jsonl", path)
    return sorted(path.read_bytes().decode().split("\n"))


def in_folder(check: Callable[[Path], None]) -> None:
    """Run a check in a folder of its own: a generated case has no fixtures."""
    with TemporaryDirectory() as folder:
        check(Path(folder))
