# SPDX-License-Identifier: MIT
"""The kinds of files of other tools that can be taken in; what reads them is loaded only when one is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that can be taken in: its name on the command line, the endings it goes by, and what it is."""

    name: str
    suffixes: tuple[str, ...]
    title: str


READABLE = (
    Taken("refi-qda", (".qdpx",), "REFI-QDA project: codes, selections, notes, sources"),
    Taken("qdc", (".qdc",), "REFI-QDA codebook: what it says of a code takes the place of what is here"),
    Taken("jsonl", (".jsonl", ".ndjson"), "JSON Lines, as Postil writes it"),
    Taken(
        "json", (".json", ".jsonld"), "Web Annotation or Hypothesis JSON, or what “postil annotations --json” prints"
    ),
    Taken("csv", (".csv", ".tsv"), "CSV with a row an annotation, its columns mapped to fields; or with a row a code"),
    Taken("brat", (".zip", ".ann"), "brat stand-off: texts and their .ann files"),
    Taken("dna", (".dna",), "Discourse Network Analyzer 3 database"),
    Taken("postil", (".postil",), "another Postil collection: annotations, codes and actors"),
)
