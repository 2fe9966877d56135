# SPDX-License-Identifier: MIT
"""The formats that other tools read and, most of them, that come back: their rows in the table of formats."""

from app.exchange import brat, codebook_qdc, conll, jsonl, refi_qda, table, w3c, xlsx
from app.exchange.formats import Format, text


def two_way() -> tuple[Format, ...]:
    """Return the formats of this family."""
    return (
        Format("jsonl", ".jsonl", "JSON Lines: everything, one annotation a line", text(jsonl.write)),
        Format("csv", ".csv", "CSV: one row an annotation, for spreadsheets and R", text(table.write)),
        Format("xlsx", ".xlsx", "Workbook: annotations, sources, actors, codes and relations as sheets", xlsx.write),
        Format("w3c", ".jsonld", "Web Annotation: a JSON-LD collection, as the W3C has it", text(w3c.write)),
        Format("refi-qda", ".qdpx", "REFI-QDA: a project for ATLAS.ti, MAXQDA, NVivo and others", refi_qda.write),
        Format("brat", ".zip", "brat stand-off: texts and .ann files, for NLP", brat.write),
        Format("conll", ".conll", "CoNLL: tokens with BIO tags, for training taggers", text(conll.write)),
        Format("qdc", ".qdc", "REFI-QDA codebook: the tree of codes", codebook_qdc.write, holds="code"),
    )
