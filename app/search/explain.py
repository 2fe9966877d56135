# SPDX-License-Identifier: MIT
"""What a plan means, in words, for under the search field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from app import dates
from database.plan import (
    And,
    Annotated,
    Completion,
    Dates,
    Everything,
    Field,
    Filled,
    Fuzzy,
    InSource,
    Kind,
    Language,
    Not,
    Nothing,
    Or,
    Phrase,
    Plan,
    Prefix,
    SourceIs,
    Term,
    Voice,
    Wildcard,
    Word,
)

_PREPOSITIONS = {
    Field.TEXT: "containing",
    Field.PASSAGE: "containing",
    Field.TITLE: "with the title containing",
    Field.AUTHOR: "written by",
    Field.PUBLICATION: "from",
    Field.NOTE: "with a note containing",
    Field.WORK: "made in",
    Field.BY: "by",
    Field.VIA: "via",
    Field.ORG: "for",
    Field.TO: "to",
    Field.CODE: "coded",
    Field.STATUS: "that are",
    Field.ANNOTATOR: "tagged by",
}
_FILLED = {
    Field.BY: "with a named holder",
    Field.TO: "with an addressee",
    Field.CODE: "with a code",
    Field.NOTE: "with a note",
    Field.WORK: "with a work",
    Field.VIA: "known through somebody",
    Field.ORG: "for an organisation",
}
_VOICES = {"unattributed": "without a named holder", "anonymous": "by an anonymous holder", "author": "by the author"}


def explain(plan: Plan) -> str:
    """Return what a plan about sources asks for: “sources containing sanctions, in 2020”."""
    if isinstance(plan, Nothing):
        return ""
    return f"sources {_source(plan)}" if not isinstance(plan, Everything) else "all sources"


def explain_annotations(plan: Plan) -> str:
    """Return what a plan about annotations asks for: “recommendations to Europe, containing sanctions”."""
    return "" if isinstance(plan, Nothing) else _annotations(plan)


def _source(plan: Plan) -> str:
    match plan:
        case Annotated(part):
            return f"with {_annotations(part)}"
        case Not(Annotated(part)):
            return f"without {_annotations(part)}"
        case And(parts):
            return ", ".join(_together(parts, _source))
        case Or(parts):
            return _branches(parts, _source)
        case Not(part):
            return f"not {_source(part)}"
    return _leaf(plan)


def _annotations(plan: Plan) -> str:
    """Name the kind first: “claims by Orlova”, or “annotations by Orlova”."""
    parts = plan.parts if isinstance(plan, And) else (plan,)
    kinds = [part for part in parts if _kinds(part)]
    noun = " or ".join(_kinds(kinds[0])) if kinds else "annotations"
    rest = _together([part for part in parts if part not in kinds[:1]], _annotation)
    return f"{noun} {', '.join(rest)}" if rest else noun


def _kinds(plan: Plan) -> tuple[str, ...]:
    match plan:
        case Kind(kind):
            return (f"{kind}s",)
        case Or(parts) if all(isinstance(part, Kind) for part in parts):
            return tuple(kind for part in parts for kind in _kinds(part))
    return ()


def _annotation(plan: Plan) -> str:
    match plan:
        case InSource(part):
            return f"in sources {_source(part)}"
        case And(parts):
            return ", ".join(_together(parts, _annotation))
        case Or(parts):
            return _branches(parts, _annotation)
        case Not(Kind(kind)):
            return f"that are not {kind}s"
        case Not(part):
            return f"not {_annotation(part)}"
        case Kind(kind):
            return f"of the kind {kind}"
    return _leaf(plan)


def _leaf(plan: Plan) -> str:
    match plan:
        case Dates(first, last):
            return _dates(first, last)
        case Language(code):
            return f"in the language {code}"
        case SourceIs(text):
            return f"titled “{text}”"
        case Voice(voice):
            return _VOICES.get(voice, voice)
        case Filled(name):
            return _FILLED.get(name, f"with {name}")
        case Everything():
            return "of any kind"
        case Word() | Completion() | Prefix() | Wildcard() | Fuzzy() | Phrase():
            return f"{_PREPOSITIONS[plan.field]} {_term(plan)}"
    return str(plan)


def _term(term: Term) -> str:
    match term:
        case Completion(word):
            return f"{word.text}…"
        case Prefix():
            return f"{term.text}…"
        case Wildcard():
            return term.pattern
        case Fuzzy():
            return f"{term.text} or a word like it"
        case Phrase() if term.slop > 1:
            return f"“{term.text}”, each word within {term.slop} of the one before"
        case Phrase():
            return f"exactly “{term.text}”"
    return term.text


def _dates(first: str | None, last: str | None) -> str:
    if first and last:
        whole = _whole(first, last)
        return f"dated {whole}" if whole else f"dated {first} to {last}"
    return f"dated {first} or later" if first else f"dated {last} or earlier"


def _whole(first: str, last: str) -> str:
    """Return the year, month or day that a range of days is, or nothing."""
    return next((text for text in (first, first[:7], first[:4]) if (first, last) == _days(text)), "")


def _days(text: str) -> tuple[str | None, str | None]:
    found = dates.parse(text)
    return found.first, found.last


def _together(parts: Sequence[Plan], words: Callable[[Plan], str]) -> list[str]:
    """Say parts one by one, but words that are looked for in the same place as one."""
    said = []
    for field, run in groupby(parts, key=_place):
        alike = list(run)
        terms = [_term(part) for part in alike if isinstance(part, Term)]
        said += list(map(words, alike)) if field is None else [f"{_PREPOSITIONS[field]} {' and '.join(terms)}"]
    return said


def _place(part: Plan) -> Field | None:
    return part.field if isinstance(part, Term) else None


def _branches(parts: Sequence[Plan], words: Callable[[Plan], str]) -> str:
    """Join choices; those that look in the same place name it once."""
    terms = [part for part in parts if isinstance(part, Term)]
    if len(terms) == len(parts) and len({term.field for term in terms}) == 1:
        return f"{_PREPOSITIONS[terms[0].field]} {' or '.join(map(_term, terms))}"
    return (", or " if any(isinstance(part, And) for part in parts) else " or ").join(map(words, parts))
