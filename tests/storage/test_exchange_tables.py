# SPDX-License-Identifier: MIT
"""CSV and workbooks: every field in a row, nothing that runs, and CSV back in by its columns."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from app.collection import Collection
from app.editing.statements import create_statement
from app.exchange import xlsx
from app.exchange.export import export
from app.exchange.incoming import BadFile
from app.exchange.table import FORMULA, armed, defused
from app.exchange.taking import BadOption, parse_mapping, take_in
from app.exchange.xlsx import LONGEST, shortened
from database.records import CodeUse, Link, RelationEnd, Slot
from tests.builders import add_source, new_collection
from tests.exchanging import HOSTILE, bare_copy, write_out

TEXT = "The harbour closed 🚢 in May.\nNobody knows when the harbour opens."
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    add_source(made, "Harbour", TEXT)
    yield made
    made.close()


def tag_all(collection: Collection) -> None:
    collection.tag(
        1,
        "claim",
        [(0, 3), (4, 11)],
        chain=[Link(actor="Vera Lind", organisation="Port Board"), Link("quoted by", actor="Bo", work="Letters")],
        slots=[Slot("addressee", "", "City"), Slot("deadline", "May")],
        codes=[CodeUse("closure", "opposes")],
        note="Look,\n“again”; =now",
    )
    for value in HOSTILE:
        collection.tag(1, "passage", [(4, 11)], chain=[Link(actor=value)], codes=[CodeUse(value)], note=value)


def sheet(path: Path, number: int) -> list[list[str]]:
    """Return the cells of a sheet of a workbook."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
    return [["".join(cell.itertext()) for cell in row] for row in root.iter(f"{SHEET}row")]


def test_a_workbook_has_its_sheets_and_a_row_for_each_thing(collection: Collection, tmp_path: Path) -> None:
    tag_all(collection)
    write_out(collection, "xlsx", tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        names = re.findall(r'<sheet name="([^"]+)"', archive.read("xl/workbook.xml").decode())
    assert names[:6] == ["Annotations", "Sources", "Actors", "Codes", "Relations", "Statements"]
    found = sheet(tmp_path / "a.xlsx", 1)
    assert found[0][:4] == ["uid", "kind", "status", "quote"]
    assert len(found) == 2 + len(HOSTILE)
    assert sheet(tmp_path / "a.xlsx", 2)[1][2] == "Harbour"
    assert "closure" in [row[1] for row in sheet(tmp_path / "a.xlsx", 4)]


@pytest.mark.parametrize(("values", "met"), [("counts", "2"), ("binary", "1"), ("", "1")])
def test_a_workbook_has_matrices_of_noughts_and_ones_or_counts(
    collection: Collection, tmp_path: Path, values: str, met: str
) -> None:
    for start in (0, 4):
        slots = [Slot("addressee", "", "City")]
        codes = [CodeUse("closure"), CodeUse("=1+1")]
        collection.tag(1, "recommendation", [(start, start + 3)], chain=[Link(actor="@Lind")], slots=slots, codes=codes)
    export(collection, "xlsx", tmp_path / "a.xlsx", options={"matrices": values} if values else {})
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        names = re.findall(r'<sheet name="([^"]+)"', archive.read("xl/workbook.xml").decode())
    assert names[6:] == ["Sources and codes", "Actors and codes", "Actors and addressees"]
    assert ["Harbour", met, met] in sheet(tmp_path / "a.xlsx", 7)
    assert sheet(tmp_path / "a.xlsx", 8)[1:] == [["@Lind", met, met]]
    assert sheet(tmp_path / "a.xlsx", 9) == [["", "City"], ["@Lind", met]]


def test_a_matrix_too_large_for_a_sheet_says_where_it_is(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection.tag(1, "claim", [(0, 3)], codes=[CodeUse("closure"), CodeUse("toll")])
    monkeypatch.setattr(xlsx, "MOST_CELLS", 1)
    write_out(collection, "xlsx", tmp_path / "a.xlsx")
    assert sheet(tmp_path / "a.xlsx", 7) == [
        ["1 rows and 2 columns are too many for a sheet. The format csv-matrix has them."]
    ]


def test_a_workbook_of_a_query_holds_only_what_its_annotations_name(collection: Collection, tmp_path: Path) -> None:
    shown = collection.tag(1, "claim", [(0, 3)], chain=[Link(actor="Shown")], slots=[Slot("addressee", "", "City")])
    hidden = collection.tag(1, "passage", [(4, 9)], chain=[Link(actor="Hidden", organisation="Secret")])
    with collection.action("Relate"):
        collection.write_relation(hidden.id, RelationEnd("rebuts", shown.uid, "of the hidden one"))
    create_statement(collection, [shown.id, hidden.id], "Harbours close")
    write_out(collection, "xlsx", tmp_path / "a.xlsx", "kind:claim")
    assert [row[1] for row in sheet(tmp_path / "a.xlsx", 3)[1:]] == ["City", "Shown"]
    assert sheet(tmp_path / "a.xlsx", 5)[1:] == []
    assert [shown.uid in row for row in sheet(tmp_path / "a.xlsx", 6)[1:]] == [True]


def test_numbers_of_a_workbook_are_numbers(collection: Collection, tmp_path: Path) -> None:
    collection.tag(1, "claim", [(4, 11)])
    write_out(collection, "xlsx", tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        root = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    numbers = [cell.findtext(f"{SHEET}v") for cell in root.iter(f"{SHEET}c") if cell.get("t") is None]
    assert numbers == ["4", "11", "1"]


def test_nothing_in_a_workbook_is_a_formula_or_a_link(collection: Collection, tmp_path: Path) -> None:
    tag_all(collection)
    write_out(collection, "xlsx", tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
        styles = archive.read("xl/styles.xml")
    for data in sheets:
        root = etree.fromstring(data)
        assert not list(root.iter(f"{SHEET}f", f"{SHEET}hyperlink"))
        assert {cell.get("t") for cell in root.iter(f"{SHEET}c")} <= {"inlineStr", None}
    assert b'quotePrefix="1"' in styles


@pytest.mark.parametrize("text", ["x" * LONGEST, "x" * (LONGEST + 1), "🚢" * LONGEST])
def test_a_cell_holds_no_more_than_excel_takes(text: str) -> None:
    made = shortened(text)
    assert len(made.encode("utf-16-le")) // 2 <= LONGEST
    assert (made == text) == (len(text.encode("utf-16-le")) // 2 <= LONGEST)


@pytest.mark.parametrize("cell", ["=1", "'=1", "''=1", "it's '=1'", "'", "", "＝1", "\n=1", "5 '-3'"])
def test_what_is_defused_is_armed_again_and_nothing_else_is_changed(cell: str) -> None:
    assert armed(defused(cell)) == cell
    assert not defused(cell).startswith(FORMULA)


def test_csv_for_excel_begins_with_a_mark_and_comes_back_the_same(collection: Collection, tmp_path: Path) -> None:
    tag_all(collection)
    write_out(collection, "csv", tmp_path / "plain.csv")
    export(collection, "csv", tmp_path / "marked.csv", options={"mark": "yes"})
    assert (tmp_path / "marked.csv").read_bytes() == b"\xef\xbb\xbf" + (tmp_path / "plain.csv").read_bytes()
    with bare_copy(collection, tmp_path) as second:
        assert take_in(second, tmp_path / "marked.csv").count("added", "annotation") == len(collection.annotations())


def test_csv_comes_back_with_what_it_has_columns_for(collection: Collection, tmp_path: Path) -> None:
    tag_all(collection)
    write_out(collection, "csv", tmp_path / "a.csv")
    with bare_copy(collection, tmp_path) as second:
        plan = take_in(second, tmp_path / "a.csv")
        write_out(second, "csv", tmp_path / "b.csv")
        assert [line.thing for line in plan.lost] == ["column"]
    names = ("uid", "kind", "status", "quote", "spans", "via", "work", "addressees", "note", "created", "modified")
    for before, after in zip(table(tmp_path / "a.csv"), table(tmp_path / "b.csv"), strict=True):
        assert {name: before[name] for name in names} == {name: after[name] for name in names}


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return sorted(csv.DictReader(stream), key=lambda row: row["uid"])


def taken(collection: Collection, content: str, mapping: dict[str, str] | None = None) -> list[str]:
    """Take in a table and return why what is lost is lost."""
    path = collection.path.with_name("in.csv")
    path.write_text(content, encoding="utf-8", newline="")
    return [line.reason for line in take_in(collection, path, mapping=mapping).lost]


def test_columns_are_mapped_to_fields(collection: Collection) -> None:
    lost = taken(
        collection,
        'Fundstelle;Wer;Thema;Dokument;Seite\r\n"Nobody knows\nwhen";Vera; ports (supports); Harbour;5\r\n',
        {"Fundstelle": "quote", "Wer": "speakers", "Thema": "codes", "Dokument": "title"},
    )
    (made,) = collection.annotations()
    assert (made.quote, made.speakers, made.codes) == ("Nobody knows when", ("Vera",), (CodeUse("ports", "supports"),))
    assert lost == ["It stands for no field."]


def test_a_table_may_bring_its_texts_along(collection: Collection) -> None:
    assert taken(collection, "title,text,start,end,kind\nNew,Some words here.,5,10,claim\n") == []
    assert [a.quote for a in collection.annotations()] == ["words"]
    assert [source.title for source in collection.sources()] == ["Harbour", "New"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Harbour,June,,", "does not occur"),
        ("Harbour,,x,9", "“x” is not a number."),
        ("Harbour,,5,9000", "The place 5–9000 does not lie in the text of its source."),
        ("Elsewhere,May,,", "No source here matches “Elsewhere”."),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_written(collection: Collection, row: str, reason: str) -> None:
    lost = taken(collection, f"title,quote,start,end\n{row}\nHarbour,May,,\n")
    assert [reason in each for each in lost] == [True]
    assert [a.quote for a in collection.annotations()] == ["May"]


def test_tables_and_mappings_that_fit_nothing_are_refused(collection: Collection) -> None:
    with pytest.raises(BadFile, match="No column says where the passages are"):
        taken(collection, "a,b\n1,2\n")
    with pytest.raises(BadFile, match="There is no column “x”"):
        taken(collection, "a,quote\n1,2\n", {"x": "note"})
    with pytest.raises(BadFile, match="“nothing” is no field"):
        taken(collection, "a,quote\n1,2\n", {"a": "nothing"})
    with pytest.raises(BadOption, match="is not COLUMN=FIELD"):
        parse_mapping(["quote"])
    assert parse_mapping(["a=b=quote", " c = note"]) == {"a=b": "quote", "c": "note"}


@pytest.mark.parametrize("value", HOSTILE)
def test_no_cell_of_csv_begins_like_a_formula(collection: Collection, tmp_path: Path, value: str) -> None:
    collection.tag(1, "claim", [(0, 3)], chain=[Link(actor=value)], codes=[CodeUse(value)], note=value)
    write_out(collection, "csv", tmp_path / "a.csv")
    cells = [cell for row in csv.reader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
