# SPDX-License-Identifier: MIT
"""Indexes speeches with Xapian and times queries; run by the system's Python, which has Xapian and nothing of ours.

Reads JSON with ``folder``, ``documents`` (title and text first) and ``queries`` (kind and query) from standard input,
and writes the seconds of each query.
"""

import importlib
import json
import re
import sys
from time import perf_counter

LIMIT, REPEATS = 20, 5


def _asked(kind: str, query: str) -> str:
    """Return a query as Xapian's parser writes it."""
    if kind == "near":
        words, _, slop = query.rpartition("~")
        return f" NEAR/{slop} ".join(words.strip('"').split())
    return re.sub(r"(^|\s)-(\w)", r"\1NOT \2", query)


def main() -> None:
    """Do it."""
    xapian = importlib.import_module("xapian")
    given = json.load(sys.stdin)
    database = xapian.WritableDatabase(given["folder"], xapian.DB_CREATE_OR_OPEN)
    stemmer = xapian.Stem("en")
    generator = xapian.TermGenerator()
    generator.set_stemmer(stemmer)
    for title, text, *_ in given["documents"]:
        document = xapian.Document()
        document.set_data(text)
        generator.set_document(document)
        generator.index_text(title, 5)
        generator.increase_termpos()
        generator.index_text(text)
        database.add_document(document)
    database.commit()
    parser = xapian.QueryParser()
    parser.set_stemmer(stemmer)
    parser.set_database(database)
    parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
    parser.set_default_op(xapian.Query.OP_AND)
    flags = xapian.QueryParser.FLAG_DEFAULT | xapian.QueryParser.FLAG_WILDCARD
    found: dict[str, float] = {}
    for _ in range(REPEATS):
        for kind, query in given["queries"]:
            started = perf_counter()
            enquire = xapian.Enquire(database)
            enquire.set_query(parser.parse_query(_asked(kind, query), flags))
            matches = enquire.get_mset(0, LIMIT)
            shown = [matches.snippet(match.document.get_data().decode(), 200, stemmer) for match in matches]
            taken = perf_counter() - started
            if shown is not None:
                found[query] = min(found.get(query, 1e9), taken)
    json.dump(found, sys.stdout)


main()
