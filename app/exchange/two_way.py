# SPDX-License-Identifier: MIT
"""The formats that other tools read and, most of them, that come back: their rows in the table of formats."""

from app.exchange import brat, codebook_qdc, codebook_table, conll, jsonl, refi_qda, table, w3c, xlsx
from app.exchange.formats import LANGUAGE, TABLES, Format, text


def two_way() -> tuple[Format, ...]:
    """Return the formats of this family."""
    return (*_rows(), *_standards(), *_for_language(), *_codebooks())


def _rows() -> tuple[Format, ...]:
    """Return those that have one line or row an annotation."""
    return (
        Format(
            "jsonl",
            ".jsonl",
            "JSON Lines: everything, one annotation a line",
            text(jsonl.write),
            about="Every field of every annotation. Postil takes it back without loss; scripts read it line by line.",
        ),
        Format(
            "csv",
            ".csv",
            "CSV: one row an annotation, for spreadsheets and R",
            text(table.write),
            (table.MARKED,),
            family=TABLES,
            about="One row an annotation: who said it, to whom, its codes, its source. Any spreadsheet opens it.",
        ),
        Format(
            "xlsx",
            ".xlsx",
            "Workbook: annotations, sources, actors, codes, relations and matrices as sheets",
            xlsx.write,
            (xlsx.MATRICES,),
            family=TABLES,
            about="For Excel and LibreOffice: a sheet each for annotations, sources, actors, codes and relations.",
        ),
    )


def _standards() -> tuple[Format, ...]:
    """Return those that others have agreed on, for tools of annotation."""
    return (
        Format(
            "w3c",
            ".jsonld",
            "Web Annotation: a JSON-LD collection, as the W3C has it",
            text(w3c.write),
            about="The standard for annotations on the web. Everything is kept, and Postil takes it back unchanged.",
        ),
        Format(
            "refi-qda",
            ".qdpx",
            "REFI-QDA: a project for ATLAS.ti, MAXQDA, NVivo and others",
            refi_qda.write,
            about="Texts, codes, codings, notes and variables, for ATLAS.ti, MAXQDA, NVivo, Quirkos and others.",
        ),
    )


def _for_language() -> tuple[Format, ...]:
    """Return those that programs learn to tag from."""
    return (
        Format(
            "brat",
            ".zip",
            "brat stand-off: texts and .ann files, for NLP",
            brat.write,
            family=LANGUAGE,
            about="A text and an .ann file for each source. Spans are exactly the words they name.",
        ),
        Format(
            "conll",
            ".conll",
            "CoNLL: tokens with BIO tags, for training taggers",
            text(conll.write),
            family=LANGUAGE,
            about="One token a line with a tag for each layer: claims, recommendations, speakers, addressees.",
        ),
    )


def _codebooks() -> tuple[Format, ...]:
    """Return those that hold the codes alone."""
    return (
        Format(
            "qdc",
            ".qdc",
            "REFI-QDA codebook: the tree of codes",
            codebook_qdc.write,
            holds="code",
            about="The codes with their definitions and colours, without any text, for other tools and other projects.",
        ),
        Format(
            "codebook-csv",
            ".csv",
            "Codebook table: one row a code, for spreadsheets",
            text(codebook_table.write),
            holds="code",
            family=TABLES,
            about="One row a code with its path, colour, definition, examples, note, key and how often it is used.",
        ),
    )
