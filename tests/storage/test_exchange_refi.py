# SPDX-License-Identifier: MIT
"""REFI-QDA out and in: valid by its schemas, the same GUIDs each time, and real projects of other tools."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from app.collection import Collection
from app.exchange.codebook_qdc import NoCodes
from app.exchange.incoming import BadFile
from app.exchange.refi import PROJECT, guid
from app.exchange.taking import take_in, try_out
from database import outgoing
from database.records import CodeUse, Link, RelationEnd, Slot
from tests.builders import add_source, new_collection
from tests.exchanging import GIVEN, SHARED, Given, filled, in_folder, write_out

needs_schemas = pytest.mark.skipif(not SHARED.exists(), reason="the REFI-QDA schemas are not at hand")
TEXT = "The harbour closed 🚢 in May.\nNobody knows why."
NS = {"q": PROJECT}


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    add_source(made, "Harbour", TEXT, publication="Quay Letters", date="2020-05")
    with made.action("Codes"):
        made.write_code("ports", colour="#aabbcc", definition="All of them.", examples="Kolm")
        made.write_code("closure", parent="ports")
        made.connection.execute("UPDATE source SET note = 'Read twice.'")
    yield made
    made.close()


def tagged(collection: Collection) -> Collection:
    one = collection.tag(
        1,
        "claim",
        [(0, 3), (12, 20)],
        chain=[Link(actor="Vera Lind", organisation="Port Board", work="Memoir")],
        slots=[Slot("addressee", "", "City Council"), Slot("deadline", "May")],
        codes=[CodeUse("closure", "opposes", ("ports",))],
        note="*Check*",
    )
    two = collection.tag(1, "recommendation", [(30, 36)])
    with collection.action("Relate"):
        collection.write_relation(two.id, RelationEnd("rebuts", one.uid))
    return collection


def project(path: Path) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read("project.qde"))


@needs_schemas
@settings(max_examples=8)
@given(GIVEN)
def test_projects_and_codebooks_fit_their_schemas(given_annotations: list[Given]) -> None:
    schemas = [etree.XMLSchema(etree.parse(str(SHARED / name))) for name in ("Project.xsd", "Codebook.xsd")]

    def check(folder: Path) -> None:
        with filled(given_annotations, folder) as made:
            write_out(made, "refi-qda", folder / "a.qdpx")
            schemas[0].assertValid(project(folder / "a.qdpx"))
            if made.codes():
                write_out(made, "qdc", folder / "a.qdc")
                schemas[1].assertValid(etree.parse(str(folder / "a.qdc")))

    in_folder(check)


def test_a_project_is_the_same_file_each_time(collection: Collection, tmp_path: Path) -> None:
    tagged(collection)
    for name in ("one.qdpx", "two.qdpx"):
        write_out(collection, "refi-qda", tmp_path / name)
    assert (tmp_path / "one.qdpx").read_bytes() == (tmp_path / "two.qdpx").read_bytes()


def test_selections_count_code_points_of_the_text_beside_them(collection: Collection, tmp_path: Path) -> None:
    write_out(tagged(collection), "refi-qda", tmp_path / "a.qdpx")
    root = project(tmp_path / "a.qdpx")
    source = root.find(".//q:TextSource", NS)
    name = source.get("plainTextPath").removeprefix("internal://")
    with zipfile.ZipFile(tmp_path / "a.qdpx") as archive:
        text = archive.read(f"sources/{name}").decode()
    places = [
        (int(s.get("startPosition")), int(s.get("endPosition"))) for s in source.findall("q:PlainTextSelection", NS)
    ]
    assert [text[start:end] for start, end in places] == ["The", "closed 🚢", "obody "]


def test_variables_codes_notes_links_and_users_say_the_rest(collection: Collection, tmp_path: Path) -> None:
    write_out(tagged(collection), "refi-qda", tmp_path / "a.qdpx")
    root = project(tmp_path / "a.qdpx")
    names = {v.get("guid"): v.get("name") for v in root.iterfind(".//q:Variable", NS)}
    case = root.find(".//q:Case", NS)
    values = {
        names[value.find("q:VariableRef", NS).get("targetGUID")]: value.findtext("q:TextValue", namespaces=NS)
        for value in case.iterfind("q:VariableValue", NS)
    }
    wanted = {"speaker": "Vera Lind", "addressee": "City Council", "deadline": "May", "work": "Memoir"}
    assert {name: values[name] for name in wanted} == wanted
    code = root.find(".//q:Code[@name='ports']", NS)
    assert (code.get("color"), code.find("q:Code", NS).get("name")) == ("#aabbcc", "closure")
    notes = {note.findtext("q:PlainTextContent", namespaces=NS) for note in root.iterfind(".//q:Note", NS)}
    assert notes == {"*Check*", "Read twice."}
    assert [(link.get("name"), link.get("direction")) for link in root.iterfind(".//q:Link", NS)] == [
        ("rebuts", "OneWay")
    ]
    assert [user.get("name") for user in root.iterfind(".//q:User", NS)] == ["Ada"]


def test_codes_sources_and_notes_come_back(collection: Collection, tmp_path: Path) -> None:
    write_out(tagged(collection), "refi-qda", tmp_path / "a.qdpx")
    other = new_collection(tmp_path, "other.postil")
    take_in(other, tmp_path / "a.qdpx")
    assert [(c.name, c.parent, c.colour, c.definition, c.examples) for c in other.codes()] == [
        ("ports", "", "#aabbcc", "All of them.", "Kolm"),
        ("closure", "ports", "", "", ""),
    ]
    source = other.source(1)
    assert (source.uid, source.publication, source.date) == (collection.source(1).uid, "Quay Letters", "2020-05")
    assert outgoing.source_note(other.connection, 1) == "Read twice."
    assert other.text(1)[0] == TEXT
    other.close()


def test_what_another_tool_changed_counts_for_more_than_the_record(collection: Collection, tmp_path: Path) -> None:
    write_out(tagged(collection), "refi-qda", tmp_path / "a.qdpx")
    other = new_collection(tmp_path, "other.postil")
    ports = guid("code", next(code.uid for code in collection.codes() if code.name == "ports"))
    closure = guid("code", next(code.uid for code in collection.codes() if code.name == "closure"))
    rewritten(tmp_path / "a.qdpx", f'<CodeRef targetGUID="{closure}"', f'<CodeRef targetGUID="{ports}"')
    take_in(other, tmp_path / "a.qdpx")
    assert other.annotations()[0].codes == (CodeUse("ports"),)
    assert other.annotations()[0].speakers == ("Vera Lind",)
    other.close()


def rewritten(path: Path, old: str, new: str) -> None:
    """Replace words in the project file of an archive."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in members["project.qde"]
    members["project.qde"] = members["project.qde"].replace(old.encode(), new.encode())
    packed(path, members)


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_an_empty_codebook_is_a_sentence(tmp_path: Path) -> None:
    made = new_collection(tmp_path, "none.postil")
    with pytest.raises(NoCodes, match="There are no codes"):
        write_out(made, "qdc", tmp_path / "a.qdc")
    made.close()


@needs_schemas
def test_a_real_project_comes_with_all_its_codes_and_selections(tmp_path: Path) -> None:
    made = new_collection(tmp_path)
    dry = try_out(made, SHARED / "demo.qdpx")
    assert made.counts()["source"] == 0
    plan = take_in(made, SHARED / "demo.qdpx")
    assert plan == dry
    assert [plan.count("added", thing) for thing in ("source", "code", "annotation")] == [2, 262, 158]
    assert plan.lost == ()
    assert len(made.codes()) == 262
    assert sum(len(annotation.codes) for annotation in made.annotations()) == 205
    made.undo()
    assert (made.codes(), made.counts()["source"]) == ([], 0)
    made.close()


@needs_schemas
def test_an_empty_project_of_another_tool_adds_nothing(tmp_path: Path) -> None:
    made = new_collection(tmp_path)
    plan = take_in(made, SHARED / "blank-atlas-project.qdpx")
    assert (plan.added, plan.lost) == ((), ())
    made.close()


FOREIGN = """<?xml version="1.0" encoding="utf-8"?>
<qda:Project xmlns:qda="urn:QDA-XML:project:1.5" name="x" origin="Other 1">
<qda:Users><qda:User guid="{{00000000-0000-0000-0000-000000000001}}" name="Bo"/></qda:Users>
<qda:CodeBook><qda:Codes>
<qda:Code guid="00000000-0000-0000-0000-00000000000A" name="a" isCodable="true">
<qda:Code guid="00000000-0000-0000-0000-00000000000B" name="b" isCodable="true"/></qda:Code>
<qda:Code guid="00000000-0000-0000-0000-00000000000C" name="b" isCodable="true"/>
</qda:Codes></qda:CodeBook>
<qda:Sources>
<qda:TextSource guid="00000000-0000-0000-0000-000000000010" name="Here"><qda:PlainTextContent>One line here.\r\nTwo.
</qda:PlainTextContent><qda:PlainTextSelection guid="00000000-0000-0000-0000-000000000011" startPosition="4"
endPosition="8" creatingUser="00000000-0000-0000-0000-000000000001"><qda:Coding
guid="00000000-0000-0000-0000-000000000012"><qda:CodeRef
targetGUID="00000000-0000-0000-0000-00000000000b"/></qda:Coding><qda:NoteRef
targetGUID="00000000-0000-0000-0000-000000000020"/></qda:PlainTextSelection></qda:TextSource>
<qda:TextSource guid="00000000-0000-0000-0000-000000000013" name="Gone" plainTextPath="internal://gone.txt">
<qda:PlainTextSelection guid="00000000-0000-0000-0000-000000000014" startPosition="0" endPosition="2"/>
</qda:TextSource>
<qda:PictureSource guid="00000000-0000-0000-0000-000000000015" name="Map"/>
</qda:Sources>
<qda:Notes><qda:Note guid="00000000-0000-0000-0000-000000000020" name="n"><qda:PlainTextContent>A thought.
</qda:PlainTextContent></qda:Note>
<qda:Note guid="00000000-0000-0000-0000-000000000021" name="Memo"><qda:PlainTextContent>Alone.</qda:PlainTextContent>
</qda:Note></qda:Notes>
<qda:Sets><qda:Set guid="00000000-0000-0000-0000-000000000030" name="Spring"><qda:MemberSource
targetGUID="00000000-0000-0000-0000-000000000010"/></qda:Set></qda:Sets>
<qda:Graphs><qda:Graph guid="00000000-0000-0000-0000-000000000040" name="g"/></qda:Graphs>
</qda:Project>"""


def test_other_namespaces_inline_texts_and_missing_sources(tmp_path: Path) -> None:
    made = new_collection(tmp_path)
    path = packed(tmp_path / "a.qdpx", {"other name.QDE": FOREIGN.replace("{{", "{").replace("}}", "}").encode()})
    plan = take_in(made, path)
    (annotation,) = made.annotations()
    assert (annotation.quote, annotation.annotator, annotation.note) == ("line", "Bo", "A thought.\n")
    assert [(use.code, use.under) for use in annotation.codes] == [("b", ("a",))]
    assert {(line.thing, line.name) for line in plan.lost} == {
        ("source", "Gone"), ("annotation", "Gone"), ("source", "Map"), ("Graph", "")}  # fmt: skip
    assert outgoing.collection(made.connection)[2] == "## Memo\n\nAlone."
    assert [(name, members) for _, name, members in outgoing.sets(made.connection)] == [("Spring", [1])]
    made.close()


def test_a_project_that_was_zipped_with_its_folder_comes_whole(tmp_path: Path) -> None:
    """As a file manager does it, with what macOS adds; and line ends of Windows count as one code point each."""
    text = "One 🚢.\r\nTwo lines.\r\n"
    start = text.index("Two")
    project = (
        '<Project xmlns="urn:QDA-XML:project:1.0" name="Quay">'
        '<Sources><TextSource guid="00000000-0000-0000-0000-000000000001" name="Quay" plainTextPath="internal://q.txt">'
        f'<PlainTextSelection guid="00000000-0000-0000-0000-000000000002" startPosition="{start}" '
        f'endPosition="{start + 9}"/>'
        "</TextSource></Sources></Project>"
    )
    members = {
        "quay/project.qde": project.encode(),
        "quay/sources/q.txt": text.encode(),
        "__MACOSX/quay/._project.qde": b"\x00\x05\x16\x07",
    }
    made = new_collection(tmp_path)
    plan = take_in(made, packed(tmp_path / "quay.qdpx", members))
    assert [annotation.quote for annotation in made.annotations()] == ["Two lines"]
    assert plan.lost == ()
    made.close()


ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Project name="&e;"/>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><Project name="x">&b;</Project>'


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({}, "has none"),
        ({"a.qde": b"<Project/>", "b.qde": b"<Project/>"}, "has 2"),
        ({"a.qde": b"<Project"}, "not XML"),
        ({"a.qde": b"<Other/>"}, "not a REFI-QDA project"),
        ({"a.qde": ENTITY}, "external entity"),
        ({"a.qde": LAUGHS}, "declares a document type"),
        ({"a.qde": b"<Project/>", "bomb.txt": b"0" * 40_000_000}, "swells"),
        ({"one/a.qde": b"<Project/>", "two/b.qde": b"<Project/>"}, "has 2"),
        ({"__MACOSX/._a.qde": b"<Project/>"}, "has none"),
    ],
)
def test_hostile_archives_are_refused_with_a_sentence(tmp_path: Path, members: dict[str, bytes], sentence: str) -> None:
    made = new_collection(tmp_path)
    with pytest.raises(BadFile, match=sentence):
        take_in(made, packed(tmp_path / "a.qdpx", members))
    made.close()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 and nothing", b"plain words"])
def test_what_is_no_archive_is_refused_with_a_sentence(tmp_path: Path, data: bytes) -> None:
    made = new_collection(tmp_path)
    (tmp_path / "a.qdpx").write_bytes(data)
    with pytest.raises(BadFile, match="not a zip archive"):
        take_in(made, tmp_path / "a.qdpx")
    made.close()
