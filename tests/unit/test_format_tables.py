# SPDX-License-Identifier: MIT
from __future__ import annotations

from pathlib import Path

import pytest

from app.importing import table, xlsx
from app.importing.document import Document, ImportFailure, NotRead
from app.importing.table import Mapping, open_table, open_with, propose, sniff, with_heading
from app.importing.table_columns import mapping_of
from tests.packed import packed
from tests.packed import xlsx as workbook

LONG = "The river council heard the millers for three hours, and then it rose without a vote on the gates"


def write(tmp_path: Path, data: str | bytes, name: str = "a.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def documents(path: Path) -> list[Document]:
    return [table.read(member.data, path) for member in open_table(path)]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_rows_become_sources_by_the_names_of_columns(tmp_path: Path, sign: str) -> None:
    rows = [
        ["Title", "Speaker", "Date", "Text", "Votes"],
        ["One", "Mira Tolen", "2020-03-01", LONG, "7"],
        ["Two", "Ren", "2020", "No.", "8"],
    ]
    made = documents(write(tmp_path, "\n".join(sign.join(f'"{cell}"' for cell in row) for row in rows)))
    assert [(each.title, each.authors, each.date, each.body) for each in made] == [
        ("One", ("Mira Tolen",), "2020-03-01", LONG),
        ("Two", ("Ren",), "2020", "No."),
    ]
    assert made[0].origins == {"title": "table", "authors": "table", "date": "table"}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_quoted_cells_may_hold_commas_quotes_and_lines(tmp_path: Path, ends: str) -> None:
    data = f'title,text{ends}One,"He said ""no"",{ends}and left."{ends}'
    (made,) = documents(write(tmp_path, data))
    assert made.body.splitlines() == ['He said "no",', "and left."]


def test_a_table_without_names_is_read_by_what_stands_in_it(tmp_path: Path) -> None:
    rows = "".join(f"{n};2020-03-0{n};https://orrin.test/{n};{LONG} {n}\n" for n in range(1, 6))
    sheet = sniff(write(tmp_path, rows))
    assert not sheet.headed
    assert propose(sheet) == Mapping(text=(3,), date=1, url=2)
    assert len(documents(tmp_path / "a.csv")) == 5


def test_a_mapping_of_ones_own_takes_several_columns_as_text(tmp_path: Path) -> None:
    path = write(tmp_path, "q,a\nWhy?,Because.\n,\nWho?,\n")
    members = list(open_with(path, sniff(path), Mapping(text=(0, 1), title=0)))
    made = [table.read(member.data, path) for member in members]
    assert [each.body for each in made] == ["q\n\nWhy?\n\na\n\nBecause.", "Who?"]
    assert [member.name for member in members] == ["2", "3"]


def test_a_table_of_numbers_asks_for_its_columns(tmp_path: Path) -> None:
    with pytest.raises(NotRead, match="Choose the columns"):
        list(open_table(write(tmp_path, "a,b\n1,2\n3,4\n")))


def test_any_encoding(tmp_path: Path) -> None:
    data = f"Заголовок;Текст\nВорота;{'Ворота закрыты, и никто не знает, надолго ли. ' * 3}\n"
    for encoding in ("utf-8-sig", "cp1251", "utf-16"):
        (made,) = documents(write(tmp_path, data.encode(encoding)))
        assert made.title == "Ворота"


def test_an_empty_table_says_so(tmp_path: Path) -> None:
    with pytest.raises(ImportFailure, match="no rows"):
        sniff(write(tmp_path, "\n\n"))


def test_a_workbook_gives_texts_numbers_and_dates(tmp_path: Path) -> None:
    strings = (
        f"<si><t>Title</t></si><si><t>Date</t></si><si><t>Text</t></si><si><r><t>{LONG}</t></r><rPh><t>x</t></rPh></si>"
    )
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    head = "".join(f'<c r="{letter}1" t="s"><v>{n}</v></c>' for n, letter in enumerate("ABD"))
    row = '<c r="A2" t="inlineStr"><is><t>Ґрунт 😀</t></is></c><c r="B2" s="1"><v>43891</v></c>'
    row += '<c r="D2" t="s"><v>3</v></c>'
    data = workbook(f"<row>{head}</row><row>{row}</row>", strings=strings, styles=styles)
    path = write(tmp_path, data, "a.xlsx")
    assert list(xlsx.rows(path)) == [["Title", "Date", "", "Text"], ["Ґрунт 😀", "2020-03-01", "", LONG]]
    (made,) = documents(path)
    assert (made.title, made.date, made.body) == ("Ґрунт 😀", "2020-03-01", LONG)


def test_hidden_and_damaged_sheets_are_no_rows(tmp_path: Path) -> None:
    hidden = workbook("<row><c><v>1</v></c></row>", state='state="hidden"')
    for data in (hidden, workbook("<row>"), packed({"xl/workbook.xml": "<workbook/>"}), b"PK\x03\x04"):
        with pytest.raises(ImportFailure):
            list(xlsx.rows(write(tmp_path, data, "a.xlsx")))


@pytest.mark.parametrize("data", [b"", b"[]", b'{"row": 1}', b'{"row": [["a", "b"]], "text": [5], "holds": {}}'])
def test_what_is_no_row_of_ours_says_so(data: bytes) -> None:
    with pytest.raises(ImportFailure, match="rows cannot be read"):
        table.read(data, Path("a"))


def test_two_columns_of_one_name_both_keep_their_values(tmp_path: Path) -> None:
    path = tmp_path / "speeches.csv"
    path.write_text("title,text,note,note,note 2\nA,Words said aloud,one,two,three\n", encoding="utf-8")
    sheet = table.sniff(path)
    assert sheet.columns == ("title", "text", "note", "note 2", "note 2 2")
    mapping = table.Mapping((1,), title=0, attributes=tuple((n, sheet.columns[n]) for n in (2, 3, 4)))
    made = table.document(sheet, sheet.rows[0], mapping)
    assert made.attributes == {"note": "one", "note 2": "two", "note 2 2": "three"}


SPEAKERS = "Vera Lind;north;The harbour must open.\nOskar Brandt;south;The ferry runs again.\n"


def test_a_first_row_of_names_is_a_heading_until_somebody_says_otherwise(tmp_path: Path) -> None:
    path = write(tmp_path, SPEAKERS)
    guessed, said = sniff(path), sniff(path, headed=False)
    assert (guessed.columns[0], len(guessed.rows)) == ("Vera Lind", 1)
    assert (said.columns, len(said.rows)) == (("Column 1", "Column 2", "Column 3"), 2)
    assert (with_heading(guessed, headed=False), with_heading(said, headed=True)) == (said, guessed)


def test_numbers_can_be_said_to_be_a_heading(tmp_path: Path) -> None:
    sheet = sniff(write(tmp_path, "2019;2020\nFirst;Second\n"))
    assert (sheet.headed, sheet.columns) == (False, ("Column 1", "Column 2"))
    assert with_heading(sheet, headed=True).columns == ("2019", "2020")
    assert with_heading(sheet, headed=True).rows == (("First", "Second"),)


def test_who_speaks_again_further_down_is_no_name_of_a_column(tmp_path: Path) -> None:
    again = SPEAKERS + "Vera Lind;north;It must, I say.\n"
    assert not sniff(write(tmp_path, again)).headed
    assert sniff(write(tmp_path, f"speaker;place;words\n{again}speaker;place;words\n")).headed
    assert sniff(write(tmp_path, "title;kind\nOne;kind\n")).headed, "a known name is a name"


def test_every_row_is_there_once_with_and_without_a_heading(tmp_path: Path) -> None:
    path = write(tmp_path, SPEAKERS)
    for headed, numbers in ((True, ["2"]), (False, ["1", "2"])):
        members = list(open_with(path, sniff(path, headed), Mapping(text=(2,), authors=0)))
        assert [member.name for member in members] == numbers
    made = table.read(members[0].data, path)
    assert (made.authors, made.body) == (("Vera Lind",), "The harbour must open.")


def test_a_workbook_without_a_heading_gives_its_first_row(tmp_path: Path) -> None:
    rows = "".join(
        f'<row><c t="inlineStr"><is><t>{who}</t></is></c><c t="inlineStr"><is><t>{LONG}</t></is></c></row>'
        for who in ("Vera Lind", "Oskar Brandt")
    )
    path = write(tmp_path, workbook(rows), "a.xlsx")
    assert [table.read(member.data, path).body for member in open_table(path, headed=False)] == [LONG, LONG]


def test_a_single_row_said_to_be_a_heading_leaves_none(tmp_path: Path) -> None:
    sheet = with_heading(sniff(write(tmp_path, f"7;{LONG}\n")), headed=True)
    assert (sheet.rows, len(sheet.columns)) == ((), 2)


def test_what_is_said_of_columns_goes_before_what_is_proposed(tmp_path: Path) -> None:
    sheet = sniff(write(tmp_path, f"title;text;date;2\nOne;{LONG};2020;x\n"), headed=True)
    assert mapping_of(sheet, propose(sheet), {}) == propose(sheet)
    said = mapping_of(sheet, propose(sheet), {"Title": "text", "2": "authors", "date": "nothing"})
    assert said == Mapping(text=(0,), authors=3), "a name goes before a number, and the rest of the text is no text"
    kept = mapping_of(sheet, propose(sheet), {"date": "attribute", "title": "url"})
    assert kept == Mapping(text=(1,), url=0, attributes=((2, "date"),))
