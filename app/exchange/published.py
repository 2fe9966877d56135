# SPDX-License-Identifier: MIT
"""The formats that collections are published in: reports, editions, networks, lists of sources."""

from pathlib import Path

from app.exchange import (
    bibtex,
    claimreview,
    csl,
    edges,
    edition,
    gexf,
    graphml,
    markdown,
    matrix,
    network,
    pdf_report,
    plain,
    ris,
)
from app.exchange.formats import Format, Selection, text
from app.exchange.report import GROUP_BY

SOURCES = "source"


def _docx(path: Path, selection: Selection) -> None:
    from app.exchange import docx_report  # noqa: PLC0415  its library is slow to load

    docx_report.write(path, selection)


def published() -> tuple[Format, ...]:
    """Return the formats of this family."""
    return (
        Format("markdown", ".md", "Markdown: a report", text(markdown.write), (GROUP_BY,)),
        Format("docx", ".docx", "DOCX: a report, for Word and LibreOffice", _docx, (GROUP_BY,)),
        Format("pdf", ".pdf", "PDF: a report, to print", pdf_report.write, (GROUP_BY,)),
        Format("html", ".html", "HTML: a reading edition in one file, to open in a browser", text(edition.write)),
        Format(
            "claimreview",
            ".jsonld",
            "ClaimReview: checked claims, for schema.org",
            text(claimreview.write),
            kinds=("claim",),
        ),
        Format(
            "graphml", ".graphml", "GraphML: a network, for Gephi, visone and R", text(graphml.write), network.OPTIONS
        ),
        Format("gexf", ".gexf", "GEXF: a network with a time line, for Gephi", text(gexf.write), network.OPTIONS),
        Format("csv-edges", ".csv", "CSV: a network as a list of edges", text(edges.write), network.OPTIONS),
        Format("csv-matrix", ".csv", "CSV: a matrix of counts, or of 0 and 1", text(matrix.write), matrix.OPTIONS),
        Format("bibtex", ".bib", "BibTeX: the sources, for LaTeX", text(bibtex.write), holds=SOURCES),
        Format("ris", ".ris", "RIS: the sources, for EndNote and Zotero", text(ris.write), holds=SOURCES),
        Format("csl-json", ".json", "CSL-JSON: the sources, for Zotero and pandoc", text(csl.write), holds=SOURCES),
        Format("datasette", ".db", "SQLite: a plain copy with views, for SQL and Datasette", plain.write),
    )
