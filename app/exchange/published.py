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
from app.exchange.formats import LANGUAGE, LISTS, NETWORKS, READ, TABLES, Format, Selection, WriteText, text
from app.exchange.report import GROUP_BY


def _docx(path: Path, selection: Selection) -> None:
    from app.exchange import docx_report  # noqa: PLC0415  its library is slow to load

    docx_report.write(path, selection)


def published() -> tuple[Format, ...]:
    """Return the formats of this family."""
    return (*_reports(), *_networks(), *_matrices(), *_lists(), *_others())


def _reports() -> tuple[Format, ...]:
    return (
        Format(
            "markdown",
            ".md",
            "Markdown: a report",
            text(markdown.write),
            (GROUP_BY,),
            family=READ,
            about="Quotations under headings, with attribution, citation, codes and notes, as plain text.",
        ),
        Format(
            "docx",
            ".docx",
            "DOCX: a report, for Word and LibreOffice",
            _docx,
            (GROUP_BY,),
            family=READ,
            about="Quotations under headings, with attribution, citation, codes and notes, to go on writing in.",
        ),
        Format(
            "pdf",
            ".pdf",
            "PDF: a report, to print",
            pdf_report.write,
            (GROUP_BY,),
            family=READ,
            about="Quotations under headings, with attribution, citation, codes and notes, ready to print or to send.",
        ),
        Format(
            "html",
            ".html",
            "HTML: a reading edition in one file, to open in a browser",
            text(edition.write),
            family=READ,
            about="All texts with their highlights, to read, filter and search in any browser, without any network.",
        ),
    )


def _networks() -> tuple[Format, ...]:
    return (
        _network(
            "graphml",
            ".graphml",
            "GraphML: a network, for Gephi, visone and R",
            graphml.write,
            "Who uses which codes, who agrees with whom, or who recommends to whom. Opens in most graph tools.",
        ),
        _network(
            "gexf",
            ".gexf",
            "GEXF: a network with a time line, for Gephi",
            gexf.write,
            "The same networks for Gephi; cut by period they have a time line there.",
        ),
        _network(
            "csv-edges",
            ".csv",
            "List of edges: a network as CSV",
            edges.write,
            "The same networks as a table, one row an edge, for R, Python and spreadsheets.",
        ),
    )


def _network(name: str, suffix: str, title: str, write: WriteText, about: str) -> Format:
    options, narrow = network.OPTIONS, network.narrow
    return Format(name, suffix, title, text(write), options, family=NETWORKS, about=about, narrow=narrow)


def _matrices() -> tuple[Format, ...]:
    return (
        Format(
            "csv-matrix",
            ".csv",
            "Matrix: what meets what, as CSV of counts or of 0 and 1",
            text(matrix.write),
            matrix.OPTIONS,
            family=TABLES,
            about="Sources or actors down the side, codes or addressees across, as counts or as 0 and 1.",
        ),
    )


def _lists() -> tuple[Format, ...]:
    return (
        _list(
            "bibtex",
            ".bib",
            "BibTeX: the sources, for LaTeX",
            bibtex.write,
            "The sources with their authors and dates, for LaTeX and reference managers.",
        ),
        _list(
            "ris",
            ".ris",
            "RIS: the sources, for EndNote and Zotero",
            ris.write,
            "The sources with their authors and dates, for EndNote, Zotero and Citavi.",
        ),
        _list(
            "csl-json",
            ".json",
            "CSL-JSON: the sources, for Zotero and pandoc",
            csl.write,
            "The sources with their authors and dates, for Zotero, pandoc and citation processors.",
        ),
    )


def _list(name: str, suffix: str, title: str, write: WriteText, about: str) -> Format:
    return Format(name, suffix, title, text(write), holds="source", family=LISTS, about=about)


def _others() -> tuple[Format, ...]:
    return (
        Format(
            "claimreview",
            ".jsonld",
            "ClaimReview: checked claims, for schema.org",
            text(claimreview.write),
            kinds=("claim",),
            family=LANGUAGE,
            about="Claims and how they were checked, in the words of schema.org that search engines read.",
        ),
        Format(
            "datasette",
            ".db",
            "SQLite: a plain copy with views, for SQL and Datasette",
            plain.write,
            family=TABLES,
            about="A plain database with views of claims, recommendations and attributions, for SQL and Datasette.",
        ),
    )
