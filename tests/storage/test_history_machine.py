# SPDX-License-Identifier: MIT
"""A state machine over a collection: whatever is done, undo all is the start and redo all is the end.

Every action of ``app.editing`` takes part (``tests/mutations.py``). Content, vocabulary and index are immutable or
derived, so they are not compared; the index is held against the texts after every step instead. Reading marks and
annotators are logged without being steps, so they are not compared either.
"""

import contextlib
import functools
import inspect
import pkgutil
import tempfile
from importlib import import_module
from pathlib import Path
from random import Random

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import app.editing
from app.editing import erase, sources
from app.errors import PostilError
from database import history, index, inverse
from database.errors import HistoryConflict
from database.records import KINDS, STANCES, STATUSES, CodeUse, Link, RelationEnd, Slot
from database.schema import LOGGED
from tests.builders import new_collection, write_source
from tests.mutations import MUTATIONS, OTHER, Dice, NothingThere

WORDS = ("harbour", "été", "мост", "🚢", "x\u00a0y", "e\u0301", "אור", "“quoted”", "o'x")
NAMES = ("Vera Lind", "Oskar Penn", "Мост", 'a "b"', "100%_")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=3, max_size=12).map(" ".join)
CHAINS = st.lists(
    st.builds(
        Link,
        role=st.sampled_from(["holder", "quoted by", "on behalf of"]),
        actor=st.sampled_from(NAMES),
        organisation=st.sampled_from(["", "Board"]),
        work=st.sampled_from(["", "Letters"]),
    ),
    max_size=3,
)
SLOTS = st.lists(st.builds(Slot, name=st.just("addressee"), value=st.sampled_from(NAMES), actor=st.sampled_from(NAMES)))
CODES = st.lists(st.builds(CodeUse, st.sampled_from(["a", "b", "c"]), st.sampled_from(STANCES)), max_size=2)
NUMBERS = st.lists(st.integers(0, 99), min_size=1, max_size=8)
CREATING = ("add", "create", "keep", "relate")
COMPARED = tuple(table for table in LOGGED if table not in {"reading", "annotator"})
Rows = dict[str, list[tuple[object, ...]]]


@functools.cache
def empty_file() -> bytes:
    """Return an empty collection, made once: making one waits for the disk a dozen times."""
    with tempfile.TemporaryDirectory() as folder:
        new_collection(Path(folder)).close()
        return (Path(folder) / "test.postil").read_bytes()


class HistoryMachine(RuleBasedStateMachine):
    """Random actions on one collection, with every state it has been in."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        (Path(self.folder.name) / "test.postil").write_bytes(empty_file())
        self.open()
        self.collection.author()
        self.states: list[Rows] = [self.rows()]
        self.place = 0
        self.stuck = 0

    def open(self) -> None:
        """Open the file. What survives a power cut is not the question here, so that nothing waits for the disk."""
        self.collection = new_collection(Path(self.folder.name))
        self.collection.connection.execute("PRAGMA synchronous = OFF")

    def rows(self) -> Rows:
        """Return every row that history keeps."""
        execute = self.collection.connection.execute
        return {table: execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in COMPARED}

    def step_done(self) -> None:
        """Keep the state after a step, where there was one."""
        now, steps = self.rows(), self.steps()
        if steps > self.place:
            self.place = steps
            self.states[self.place :] = [now]
        assert now == self.states[self.place]

    def steps(self) -> int:
        """Return how many steps can be taken back, down to where something erased stands in the way."""
        execute = self.collection.connection.execute
        return int(execute("SELECT count(*) FROM undo_entry WHERE undone = 0").fetchone()[0]) - self.stuck

    def take_back(self) -> bool:
        """Take back a step; False where there is none, or one that no longer can be."""
        return self.steps() > 0 and self.collection.undo() is not None

    def some(self, table: str, number: int) -> int | None:
        """Return the id of some row, or None where there is none."""
        ids = [row[0] for row in self.collection.connection.execute(f"SELECT id FROM {table} ORDER BY id")]
        return ids[number % len(ids)] if ids else None

    @rule(texts=st.lists(TEXTS, min_size=1, max_size=4), batch=st.integers(1, 2), cancelled=st.booleans())
    def import_sources(self, texts: list[str], batch: int, cancelled: bool) -> None:
        """Import in batches that share a step; a cancelled import keeps its first batch."""
        step = history.new_uid()
        author = self.collection.author()
        for start in range(0, len(texts), batch):
            with history.action(
                self.collection.connection, "Import", author, refresh=lambda c: index.refresh(c, str.lower), step=step
            ):
                for text in texts[start : start + batch]:
                    write_source(self.collection, text[:20], text)
            if cancelled:
                break
        self.step_done()

    @rule(number=st.integers(0, 99), kind=st.sampled_from(KINDS), chain=CHAINS, slots=SLOTS, codes=CODES)
    def tag(self, number: int, kind: str, chain: list[Link], slots: list[Slot], codes: list[CodeUse]) -> None:
        """Tag the first and the last letters of some source."""
        source = self.some("source", number)
        if source is None:
            return
        text, _ = self.collection.text(source)
        spans = [(0, min(2, len(text))), (len(text) - 1, len(text))]
        self.collection.tag(source, kind, spans, chain=chain, slots=slots, codes=codes, note=text[:5])
        self.step_done()

    @rule(number=st.integers(0, 99), chain=st.none() | CHAINS, slots=st.none() | SLOTS, codes=st.none() | CODES)
    def edit(
        self, number: int, chain: list[Link] | None, slots: list[Slot] | None, codes: list[CodeUse] | None
    ) -> None:
        """Edit some annotation."""
        annotation = self.some("annotation", number)
        if annotation is None:
            return
        kind = self.collection.annotation(annotation).kind
        status = STATUSES[kind][-1]
        self.collection.edit(annotation, chain=chain, slots=slots, codes=codes, status=status)
        self.step_done()

    @rule(first=st.integers(0, 99), second=st.integers(0, 99))
    def relate(self, first: int, second: int) -> None:
        """Relate one annotation to another."""
        one, other = self.some("annotation", first), self.some("annotation", second)
        if one is None or other is None:
            return
        with self.collection.action("Relate"):
            self.collection.write_relation(one, RelationEnd("rebuts", self.collection.annotation(other).uid))
        self.step_done()

    @rule(number=st.integers(0, 99), title=st.sampled_from(WORDS))
    def edit_source(self, number: int, title: str) -> None:
        """Rename some source."""
        source = self.some("source", number)
        if source is not None:
            self.collection.edit_source(source, title=title, date="about 2020")
            self.step_done()

    @rule(number=st.integers(0, 99), several=st.booleans())
    def delete_sources(self, number: int, several: bool) -> None:
        """Delete a source, or two, with all that hangs on them."""
        wanted = {self.some("source", number + extra) for extra in range(1 + several)}
        ids = [source for source in wanted if source is not None]
        if ids:
            self.collection.delete_sources(ids)
            self.step_done()

    @rule(number=st.integers(0, 99))
    def delete_annotation(self, number: int) -> None:
        """Delete some annotation."""
        annotation = self.some("annotation", number)
        if annotation is not None:
            self.collection.delete_annotations([annotation])
            self.step_done()

    @initialize(numbers=NUMBERS, chains=st.lists(CHAINS, min_size=3, max_size=3))
    def begin(self, numbers: list[int], chains: list[list[Link]]) -> None:
        """Begin with one of everything, so that most actions find something to do."""
        for number, chain in enumerate(chains):
            self.import_sources([f"text {number}"], 1, cancelled=False)
            slots, codes = [Slot("addressee", "a", "Board")], [CodeUse("a"), CodeUse("b", "opposes")]
            self.tag(number, KINDS[number], chain, slots, codes)
        for name in sorted(name for name in MUTATIONS if name.partition(".")[2].startswith(CREATING)):
            self.mutate([name], numbers)

    @rule(names=st.lists(st.sampled_from(sorted(MUTATIONS)), min_size=1, max_size=4), numbers=NUMBERS)
    def mutate(self, names: list[str], numbers: list[int]) -> None:
        """Do things of ``app.editing``; what is refused changes nothing."""
        for name in names:
            before = self.rows()
            try:
                MUTATIONS[name](self.collection, Dice(self.collection, numbers))
            except (PostilError, NothingThere):
                assert self.rows() == before
            self.step_done()

    @rule(numbers=NUMBERS, read=st.booleans())
    def mark(self, numbers: list[int], read: bool) -> None:
        """Mark sources as read, or not."""
        with contextlib.suppress(NothingThere):
            sources.mark_sources(self.collection, Dice(self.collection, numbers).rows("source"), read=read)
        assert self.rows() == self.states[self.place]

    @rule(numbers=NUMBERS, table=st.sampled_from(["source", "actor"]))
    def erase(self, numbers: list[int], table: str) -> None:
        """Erase a source or an actor for good; all that was done can still be undone and redone, without it."""
        with contextlib.suppress(NothingThere):
            row = Dice(self.collection, numbers).row(table)
            erase.erase(self.collection, **{f"{table}s": [row]})
            self.walk()

    def walk(self) -> None:
        """Go to the start and to the end, keep the states on the way, and come back.

        A row that once belonged to something erased, and now to something younger than itself, can only be refused.
        """
        here, back, forth = self.rows(), [self.rows()], [self.rows()]
        with contextlib.suppress(HistoryConflict):
            while self.take_back():
                back.append(self.rows())
        self.stuck += self.steps()
        for state in back[-2::-1]:
            assert self.collection.redo() is not None
            assert self.rows() == state
        while self.collection.redo() is not None:
            forth.append(self.rows())
        for state in forth[-2::-1]:
            assert self.collection.undo() is not None
            assert self.rows() == state
        assert self.rows() == here
        self.states, self.place = [*back[::-1], *forth[1:]], len(back) - 1

    @rule()
    def undo(self) -> None:
        """Take back a step: the state is the one before."""
        if not self.take_back():
            assert self.place == 0
        else:
            self.place -= 1
        assert self.rows() == self.states[self.place]

    @rule()
    def redo(self) -> None:
        """Do a step again: the state is the one after."""
        if self.collection.redo() is None:
            assert self.place == len(self.states) - 1
        else:
            self.place += 1
        assert self.rows() == self.states[self.place]

    @precondition(lambda self: self.place > 0)
    @rule()
    def reopen(self) -> None:
        """Close the file and open it again."""
        self.collection.close()
        self.open()
        assert self.rows() == self.states[self.place]

    @rule()
    def rebuild(self) -> None:
        """The steps derived from the log are those that were kept."""
        query = "SELECT step, label, undone FROM undo_entry ORDER BY position"
        before = self.collection.connection.execute(query).fetchall()
        assert self.collection.check(repair=True) == []
        assert self.collection.connection.execute(query).fetchall() == before

    @invariant()
    def index_fits(self) -> None:
        """The index equals the texts, and no row points nowhere."""
        assert self.collection.check() == []

    def teardown(self) -> None:
        """Undo all is the start, redo all is the end."""
        with contextlib.ExitStack() as stack:
            stack.callback(self.folder.cleanup)
            stack.callback(self.collection.close)
            end, steps = self.rows(), self.place
            for _ in range(steps):
                assert self.take_back()
            assert self.steps() == 0
            assert self.rows() == self.states[0]
            for _ in range(steps):
                assert self.collection.redo() is not None
            assert self.rows() == end


def test_every_action_takes_part() -> None:
    known = set()
    for module in pkgutil.iter_modules(app.editing.__path__):
        for name, function in inspect.getmembers(import_module(f"app.editing.{module.name}"), inspect.isfunction):
            first = next(iter(inspect.signature(function).parameters.values()), None)
            own = function.__module__ == f"app.editing.{module.name}" and not name.startswith("_")
            if own and first is not None and first.annotation == "Collection":
                known.add(f"{module.name}.{name}")
    assert known == MUTATIONS.keys() | OTHER


@pytest.mark.parametrize("seed", range(8))
def test_a_long_day_can_be_undone(seed: int) -> None:
    """Do much more than a shrinkable run does, in an order that a number fixes."""
    chance = Random(seed)
    machine = HistoryMachine()
    machine.begin([seed], [[Link(actor=name, organisation="Board")] for name in NAMES[:3]])
    for step in range(60):
        numbers = [chance.randrange(100) for _ in range(8)]
        match chance.randrange(20):
            case 0 | 1:
                machine.undo()
            case 2:
                machine.redo()
            case 3:
                machine.import_sources([f"day {step}"], 1, cancelled=False)
            case 4 | 5:
                link = Link(actor=NAMES[step % 5], organisation=NAMES[step % 3])
                machine.tag(step, KINDS[step % 3], [link], [Slot("addressee", "", "Board")], [CodeUse("a")])
            case 6 if step % 7 == 0:
                machine.erase(numbers, ("source", "actor")[step % 2])
            case _:
                machine.mutate(chance.sample(sorted(MUTATIONS), 2), numbers)
    machine.index_fits()
    machine.teardown()


@pytest.mark.parametrize("seed", range(8))
def test_a_long_day_can_be_undone_by_statements_for_whole_tables(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Invert few changes in the way that is meant for very many: the states must be the same ones."""
    monkeypatch.setattr(inverse, "MANY", 0)
    test_a_long_day_can_be_undone(seed)


def test_conflicts_are_a_sentence() -> None:
    assert str(HistoryConflict("Import", "it grew")) == "“Import” cannot be undone or redone: it grew."


class ManyMachine(HistoryMachine):
    """The same where even few changes are inverted by statements for whole tables."""

    def __init__(self) -> None:
        super().__init__()
        self.few, inverse.MANY = inverse.MANY, 0

    def teardown(self) -> None:
        """Undo all is the start, redo all is the end."""
        try:
            super().teardown()
        finally:
            inverse.MANY = self.few


SETTINGS = settings(max_examples=12, stateful_step_count=25, suppress_health_check=list(HealthCheck))
HistoryMachine.TestCase.settings = SETTINGS
ManyMachine.TestCase.settings = SETTINGS
TestHistory = HistoryMachine.TestCase
TestManyAtOnce = ManyMachine.TestCase
