# SPDX-License-Identifier: MIT
"""ClaimReview: claims as schema.org describes them, in JSON-LD, for fact-checkers and search engines.

A claim that somebody has checked is a ``ClaimReview`` around a ``Claim``; one that is unchecked is a ``Claim``. The
rating runs from 1 (refuted) to 5 (supported), as schema.org advises, with our own word beside it.

The text may be put into a web page as it is: no ``<`` stands in it, so nothing can close the script it lies in.
"""

import json
from functools import cache
from typing import TextIO

from app.attribution import sentence
from app.exchange.citing import iso, issued
from app.exchange.formats import Selection
from app.exchange.native import Json
from database.networks import parties
from database.records import Annotation, Source

RATINGS = {"refuted": 1, "contested": 3, "supported": 5}
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def write(stream: TextIO, selection: Selection) -> None:
    """Write the claims of a selection to a stream, as one graph."""
    source = cache(selection.archive.source)
    known = parties(selection.archive.connection).values()
    organisations = frozenset(party.name for party in known if party.kind == "organisation")
    stream.write('{"@context":"https://schema.org","@graph":[')
    before = "\n"

    def entry_of(annotation: Annotation) -> dict[str, Json]:
        return _entry(annotation, source(annotation.source), organisations)

    for entry in selection.made(selection.annotations(), entry_of):
        stream.write(before + json.dumps(entry, ensure_ascii=False).translate(_ESCAPES))
        before = ",\n"
    stream.write("\n]}\n")


def _entry(annotation: Annotation, source: Source, organisations: frozenset[str]) -> dict[str, Json]:
    claim = _claim(annotation, source, organisations)
    rating = RATINGS.get(annotation.status)
    if rating is None:
        return claim
    review: dict[str, Json] = {
        "@type": "ClaimReview",
        "@id": f"urn:postil:{annotation.uid}:review",
        "claimReviewed": annotation.quote,
        "itemReviewed": claim,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": rating,
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": annotation.status,
        },
        "author": {"@type": "Person", "name": annotation.annotator} if annotation.annotator else None,
        "datePublished": annotation.modified[:10],
        "reviewBody": annotation.note,
        "inLanguage": source.language,
    }
    return {name: value for name, value in review.items() if value}


def _claim(annotation: Annotation, source: Source, organisations: frozenset[str]) -> dict[str, Json]:
    speakers = [_party(name, organisations, annotation) for name in annotation.speakers]
    speakers = speakers or [{"@type": "Organization", "name": name} for name in annotation.organisations]
    claim: dict[str, Json] = {
        "@type": "Claim",
        "@id": f"urn:postil:{annotation.uid}",
        "text": annotation.quote,
        "author": speakers,
        "description": sentence(annotation.chain, annotation.slots),
        "keywords": [use.code for use in annotation.codes],
        "appearance": _work(source),
    }
    return {name: value for name, value in claim.items() if value}


def _party(name: str, organisations: frozenset[str], annotation: Annotation) -> dict[str, Json]:
    if name in organisations:
        return {"@type": "Organization", "name": name}
    member = next((link.organisation for link in annotation.chain if link.actor == name and link.organisation), "")
    affiliation: dict[str, Json] = {"affiliation": {"@type": "Organization", "name": member}} if member else {}
    return {"@type": "Person", "name": name, **affiliation}


def _work(source: Source) -> dict[str, Json]:
    when = issued(source.date)
    work: dict[str, Json] = {
        "@type": "CreativeWork",
        "name": source.title,
        "author": [{"@type": "Person", "name": author} for author in source.authors],
        "publisher": {"@type": "Organization", "name": source.publication} if source.publication else None,
        "datePublished": iso(when.start) if when.start and not when.end and not when.about else "",
        "url": source.url,
        "inLanguage": source.language,
    }
    return {name: value for name, value in work.items() if value}
