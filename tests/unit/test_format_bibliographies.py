# SPDX-License-Identifier: MIT
from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.importing import bibliography, bibtex, csl, ris, zotero_rdf
from app.importing.bibtex import letters
from app.importing.document import ImportFailure
from app.importing.entries import iso_date, person
from tests.reading import outline

RIS = """TY  - JOUR
TI  - The gates of Orrin
AU  - Tolen, Mira
AU  - Council of Orrin
JO  - Orrin Review
DA  - 2020/03/17/
LA  - en
UR  - https://orrin.test/gates
AB  - It says much,
and more.
L1  - files/7/gates.pdf
ER  -

TY  - RPRT
T1  - Second
PY  - 2019
ER  -
"""
BIB = r"""@string{rev = "Orrin Review"}
@comment{ignored, title = {no}}
@article{gates, title = {The {Gates} of M{\"u}rr --- \& more}, author = "Tolen, Mira and {Council of Orrin} and others",
  journal = rev # { (new)}, year = 2020, month = mar,
  file = {Full:files/7/gates.pdf:application/pdf;:C\:\\x\\y.pdf:PDF},
  doi = {10.1/x}, abstract = {Much.}, langid = {english}}
@book{broken, title = {Never closed
@misc{after, title = "After", editor = {Adal, Ren}, date = {2019-05}, url = {https://orrin.test/}}
"""


def test_ris_entries() -> None:
    first, second = ris.parse(RIS)
    assert (first.title, first.authors) == ("The gates of Orrin", ("Mira Tolen", "Council of Orrin"))
    assert (first.publication, first.date, first.language) == ("Orrin Review", "2020-03-17", "en")
    assert (first.url, first.abstract, first.files) == (
        "https://orrin.test/gates",
        "It says much,\nand more.",
        ("files/7/gates.pdf",),
    )
    assert (second.title, second.date) == ("Second", "2019")


def test_bibtex_entries_strings_and_what_is_broken() -> None:
    first, broken, last = bibtex.parse(BIB)
    assert (first.title, first.authors) == ("The Gates of Mürr — & more", ("Mira Tolen", "Council of Orrin"))
    assert (first.publication, first.date, first.language) == ("Orrin Review (new)", "2020-03", "en")
    assert (first.url, first.abstract) == ("https://doi.org/10.1/x", "Much.")
    assert first.files[0] == "files/7/gates.pdf"
    assert broken.title == "Never closed"
    assert (last.title, last.authors, last.date, last.url) == ("After", ("Ren Adal",), "2019-05", "https://orrin.test/")


@pytest.mark.parametrize(
    ("written", "read"),
    [(r"\'{e}\`a\^o\~n\c{c}\v{s}\H{o}", "éàôñçšő"), (r"{\ss}{\o}\l{}\aa", "ßøłå"), (r"\'{\i}", "í"),
     (r"50\% a~b", "50% a b"), (r"``so'' \textbf{bold}", "“so” bold"), (r"C:\{x\}", "C:{x}")],
)  # fmt: skip
def test_latex_becomes_letters(written: str, read: str) -> None:
    assert letters(written) == read


def test_csl_entries() -> None:
    items = [
        {
            "type": "article",
            "title": "Gates",
            "author": [{"family": "Tolen", "given": "Mira"}, {"literal": "Council"}],
            "container-title": "Orrin Review",
            "issued": {"date-parts": [[2020, 3, 7]]},
            "DOI": "10.1/x",
            "attachments": [{"path": "a.pdf"}],
        },
        {"type": "book", "title": "B", "issued": {"raw": "spring 2019"}},
    ]
    first, second = csl.parse(json.dumps({"items": items}))
    assert (first.title, first.authors, first.date) == ("Gates", ("Mira Tolen", "Council"), "2020-03-07")
    assert (first.publication, first.url, first.files) == ("Orrin Review", "https://doi.org/10.1/x", ("a.pdf",))
    assert second.date == "spring 2019"


@pytest.mark.parametrize("text", ["{", "[1]", '[{"a": 1}]', "[" * 100_000, "null"])
def test_what_is_no_csl_says_so(text: str) -> None:
    with pytest.raises(ImportFailure, match="not a bibliography"):
        list(csl.parse(text))


RDF = """<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="z" xmlns:dc="d" xmlns:dcterms="t"
 xmlns:bib="b" xmlns:foaf="f" xmlns:link="l">
<bib:Article rdf:about="#i1"><dcterms:isPartOf rdf:resource="#j"/><bib:authors><rdf:Seq><rdf:li><foaf:Person>
<foaf:surname>Tolen</foaf:surname><foaf:givenName>Mira</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>
<link:link rdf:resource="#i2"/><dc:title>Gates</dc:title><dc:date>2020-03-17</dc:date><z:language>uk</z:language>
<dc:identifier><dcterms:URI><rdf:value>https://orrin.test/</rdf:value></dcterms:URI></dc:identifier></bib:Article>
<bib:Journal rdf:about="#j"><dc:title>Orrin Review</dc:title></bib:Journal>
<z:Attachment rdf:about="#i2"><rdf:resource rdf:resource="files/7/gates.pdf"/>
<dc:title>Full text</dc:title></z:Attachment>
<z:Attachment rdf:about="#i3"><rdf:resource rdf:resource="files/8/alone.pdf"/><dc:title>Alone</dc:title></z:Attachment>
</rdf:RDF>"""


def test_zotero_items_and_their_files() -> None:
    first, alone = zotero_rdf.parse(RDF)
    assert (first.title, first.authors, first.publication) == ("Gates", ("Mira Tolen",), "Orrin Review")
    assert (first.date, first.language, first.url) == ("2020-03-17", "uk", "https://orrin.test/")
    assert first.files == ("files/7/gates.pdf",)
    assert (alone.title, alone.files) == ("Alone", ("files/8/alone.pdf",))


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2020/3/7/", "2020-03-07"),
        ("2020", "2020"),
        ("2020-05", "2020-05"),
        ("May 2020", "May 2020"),
        ("2020///", "2020"),
    ],
)
def test_dates(written: str, iso: str) -> None:
    assert iso_date(written) == iso


@pytest.mark.parametrize(
    ("written", "said"), [("Tolen, Mira", "Mira Tolen"), ("Council", "Council"), ("King, Ren, Jr.", "Ren King Jr.")]
)
def test_people(written: str, said: str) -> None:
    assert person(written) == said


def test_attached_files_are_found_and_carry_the_metadata(tmp_path: Path) -> None:
    (tmp_path / "files" / "7").mkdir(parents=True)
    (tmp_path / "files" / "7" / "gates.pdf").write_bytes(b"%PDF")
    (tmp_path / "refs.ris").write_text(RIS)
    found, second = bibliography.open_ris(tmp_path / "refs.ris")
    assert found.path == tmp_path / "files" / "7" / "gates.pdf"
    assert found.about is not None
    assert (found.about.title, found.about.origins["date"]) == ("The gates of Orrin", "bibliography")
    assert second.refusal == bibliography.NO_FILE


def test_files_that_moved_with_the_bibliography_are_found_by_name(tmp_path: Path) -> None:
    (tmp_path / "moved").mkdir()
    (tmp_path / "moved" / "gates.pdf").write_bytes(b"%PDF")
    (tmp_path / "refs.bib").write_text("@misc{a, title={T}, file={/home/somebody/else/gates.pdf}}")
    (member,) = bibliography.open_bibtex(tmp_path / "refs.bib")
    assert member.path == tmp_path / "moved" / "gates.pdf"


def test_an_abstract_stands_for_a_file_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / "refs.ris").write_text(RIS)
    member = next(iter(bibliography.open_ris(tmp_path / "refs.ris")))
    assert outline(bibliography.read(member.data, tmp_path)) == ["h1 The gates of Orrin", "p It says much, and more."]


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "file:///etc/shadow", "https://orrin.test/a.pdf", "a\0.pdf", "", "../x.exe"]
)
def test_files_of_other_kinds_and_places_are_not_taken(tmp_path: Path, name: str) -> None:
    (tmp_path / "refs.json").write_text(json.dumps([{"type": "book", "title": "T", "file": name}]))
    (member,) = bibliography.open_csl(tmp_path / "refs.json")
    assert member.path is None
    assert member.refusal


def test_a_bibliography_without_entries_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("nothing")
    with pytest.raises(ImportFailure, match="no entry"):
        list(bibliography.open_bibtex(tmp_path / "a.bib"))
