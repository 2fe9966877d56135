# SPDX-License-Identifier: MIT
"""What leaves comes back unchanged: for generated collections, for every format that goes both ways."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from app.collection import Collection
from app.exchange import taking
from app.exchange.jsonl import compact
from app.exchange.record import to_json
from app.exchange.taking import take_in, take_in_slices, try_out
from database.history import new_uid
from tests.builders import new_collection
from tests.exchanging import GIVEN, Given, bare_copy, filled, lines, write_out

SCHEMA = Path(__file__).parents[2] / "resources" / "exchange" / "annotation.schema.json"
FEW = settings(max_examples=10)
ENDINGS = {"jsonl": ".jsonl", "w3c": ".jsonld", "refi-qda": ".qdpx", "brat": ".zip"}


@pytest.mark.parametrize("name", ["jsonl", "w3c"])
@FEW
@given(given_annotations=GIVEN)
def test_what_comes_back_goes_out_byte_for_byte(name: str, given_annotations: list[Given]) -> None:
    with TemporaryDirectory() as given_folder:
        folder = Path(given_folder)
        with filled(given_annotations, folder) as first, bare_copy(first, folder) as second:
            paths = [folder / f"{number}{ENDINGS[name]}" for number in (1, 2)]
            write_out(first, name, paths[0])
            plan = take_in(second, paths[0])
            write_out(second, name, paths[1])
            assert plan.lost == ()
            assert sorted(paths[1].read_bytes().split(b"\n")) == sorted(paths[0].read_bytes().split(b"\n"))


@FEW
@given(GIVEN)
def test_codes_come_back_where_there_is_no_codebook(given_annotations: list[Given]) -> None:
    with TemporaryDirectory() as given_folder:
        folder = Path(given_folder)
        with filled(given_annotations, folder) as first, bare_copy(first, folder, codes=False) as second:
            before = lines(first, folder)
            write_out(first, "jsonl", folder / "out.jsonl")
            take_in(second, folder / "out.jsonl")
            used = list(map(without_under, before))
            assert list(map(without_under, lines(second, folder))) == used
            assert paths_of(second) <= paths_of(first)


def without_under(line: str) -> object:
    """Return an entry without what a larger codebook has to say of its codes."""
    entry = json.loads(line) if line else {}
    for use in entry.get("codes", []):
        use.pop("under", None)
    return entry


def paths_of(collection: Collection) -> set[tuple[str, str]]:
    return {(code.parent, code.name) for code in collection.codes()}


@pytest.mark.parametrize("name", ["refi-qda", "brat"])
@FEW
@given(given_annotations=GIVEN)
def test_a_project_comes_back_whole_into_an_empty_collection(name: str, given_annotations: list[Given]) -> None:
    with TemporaryDirectory() as given_folder:
        folder = Path(given_folder)
        with filled(given_annotations, folder) as first:
            path = folder / f"out{ENDINGS[name]}"
            selection = write_out(first, name, path)
            second = new_collection(folder, "empty.postil", annotator="Bo")
            plan = take_in(second, path)
            left_out = {uid for uid, _ in selection.skipped}
            assert portable(second) == [entry for entry in portable(first) if entry["uid"] not in left_out]
            assert [line.thing for line in plan.lost] == []
            if name == "refi-qda":
                assert paths_of(second) == paths_of(first)
            second.close()


def portable(collection: Collection) -> list[dict[str, object]]:
    """Return annotations without what only one file knows of their source, sorted."""
    entries = [json.loads(compact(to_json(annotation))) for annotation in collection.annotations()]
    for entry in entries:
        for name in ("source", "source_sha256"):
            del entry[name]
        for use in entry["codes"]:
            use["under"] = use.get("under", [])
        entry["codes"] = sorted(entry["codes"], key=compact)
        entry["relations"] = sorted(entry["relations"], key=compact)
    return sorted(entries, key=lambda entry: str(entry["uid"]))


@FEW
@given(GIVEN)
def test_another_collection_comes_whole(given_annotations: list[Given]) -> None:
    with TemporaryDirectory() as given_folder:
        folder = Path(given_folder)
        with filled(given_annotations, folder) as first:
            before = portable(first)
        second = new_collection(folder, "empty.postil", annotator="Bo")
        plan = take_in(second, folder / "first.postil")
        assert portable(second) == before
        assert plan.lost == ()
        second.close()


@FEW
@given(GIVEN)
def test_every_line_fits_the_schema_and_is_what_the_command_line_prints(given_annotations: list[Given]) -> None:
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    with TemporaryDirectory() as given_folder:
        folder = Path(given_folder)
        with filled(given_annotations, folder) as first:
            found = [line for line in lines(first, folder) if line]
            for line in found:
                validator.validate(json.loads(line))
            shown = [compact(to_json(a, first.original_hash(a.source))) for a in first.annotations()]
            assert found == sorted(shown)


def test_an_import_is_one_step_and_a_second_one_changes_nothing(tmp_path: Path) -> None:
    with filled([Given(0, "claim", [(0, 3)], [], [], [], "", aims=False)], tmp_path) as first:
        write_out(first, "jsonl", tmp_path / "out.jsonl")
        with bare_copy(first, tmp_path) as second:
            take_in(second, tmp_path / "out.jsonl")
            assert second.next_undo == "Import “out.jsonl”"
            again = take_in(second, tmp_path / "out.jsonl")
            assert (again.added, again.count("matched", "annotation")) == ((), 1)
            second.undo()
            assert second.annotation_ids() == []


@pytest.mark.parametrize("name", ["jsonl", "refi-qda"])
@FEW
@given(given_annotations=GIVEN)
def test_many_short_transactions_write_what_one_does_and_are_one_step(
    name: str, given_annotations: list[Given]
) -> None:
    with TemporaryDirectory() as given_folder:
        folder = Path(given_folder)
        with filled(given_annotations, folder) as first, bare_copy(first, folder) as second:
            path, step = folder / f"out{ENDINGS[name]}", new_uid()
            write_out(first, name, path)
            whole = try_out(second, path)
            before = lines(second, folder)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(taking, "SLICE", 0.0)
                plan = take_in_slices(second, path, step=step)
            assert plan.totals() == whole.totals()
            assert lines(second, folder) == lines(first, folder)
            second.undo()
            assert lines(second, folder) == before
            assert second.check() == []


def test_what_is_left_when_it_is_stopped_is_one_step(tmp_path: Path) -> None:
    given_annotations = [Given(0, "claim", [(n, n + 3)], [], [], [], "", aims=False) for n in range(5)]
    with filled(given_annotations, tmp_path) as first, bare_copy(first, tmp_path) as second:
        write_out(first, "jsonl", tmp_path / "out.jsonl")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(taking, "SLICE", 0.0)
            answers = iter([True, True, False])
            plan = take_in_slices(second, tmp_path / "out.jsonl", step=new_uid(), between=lambda: next(answers))
        assert len(second.annotation_ids()) == plan.count("added", "annotation") == 2
        second.undo()
        assert second.annotation_ids() == []
