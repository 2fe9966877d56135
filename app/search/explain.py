# SPDX-License-Identifier: MIT
"""What a plan means, in words, for under the search field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, groupby

from app import dates
from app.search import fields
from database.plan import (
    And,
    Annotated,
    Chosen,
    Coded,
    Completion,
    Dates,
    Everything,
    Field,
    Filled,
    Flag,
    Fuzzy,
    InSource,
    Kind,
    Language,
    Not,
    Nothing,
    Numbers,
    Or,
    Own,
    Phrase,
    Plan,
    Prefix,
    Slotted,
    SourceIs,
    Term,
    Voice,
    Wildcard,
    Word,
)
from database.records import RELATIONS

Forms = Callable[[Term], Sequence[str]]
"""Gives the other words that a term stands for in the collection, the likeliest first."""

SHOWN_FORMS = 2
"""How many of them are named."""

_PREPOSITIONS = {
    Field.TEXT: "containing",
    Field.PASSAGE: "containing",
    Field.TITLE: "with the title containing",
    Field.AUTHOR: "written by",
    Field.PUBLICATION: "published in",
    Field.FORMAT: "imported from",
    Field.SET: "in the set",
    Field.NOTE: "with a note containing",
    Field.WORK: "made in",
    Field.BY: "by",
    Field.HOLDER: "held by",
    Field.BEHALF: "on behalf of",
    Field.VIA: "via",
    Field.QUOTED: "quoted by",
    Field.REPORTER: "reported by",
    Field.ACTOR: "naming",
    Field.ORG: "for",
    Field.TO: "to",
    Field.CUE: "attributed by",
    Field.CODE: "coded",
    Field.STATUS: "that are",
    Field.ANNOTATOR: "tagged by",
}
_FILLED = {
    Field.BY: "with a named holder",
    Field.HOLDER: "with a named holder",
    Field.TO: "with an addressee",
    Field.AUTHOR: "with an author",
    Field.VIA: "known through somebody",
    Field.QUOTED: "quoted by somebody",
    Field.REPORTER: "reported by somebody",
    Field.BEHALF: "on behalf of somebody",
    Field.ORG: "for an organisation",
    Field.ACTOR: "with a named actor",
    Field.ANNOTATOR: "with a named annotator",
    Field.LANGUAGE: "with a known language",
    Field.SET: "in a set",
}
_CHOSEN = {
    Field.STANCE: "with a code they {}",
    Field.MODE: "in {} speech",
    Field.RELATION: "that {} another",
}
_PLURAL = {"supports": "support", "opposes": "oppose", "neutral": "are neutral to"} | {
    relation: f"are {relation}"
    if relation.endswith(" by")
    else " ".join([relation.split()[0].removesuffix("s"), *relation.split()[1:]])
    for relation in chain.from_iterable(RELATIONS.items())
}
"""Stances and relations as verbs of many: “support”, “are supported by”."""
_STANCES = {"supports": "supported", "opposes": "opposed", "neutral": "neutral"}
_FLAGS = {"orphan": "whose passage is lost", "read": "somebody has read", "unread": "nobody has read"}
_VOICES = {"unattributed": "without a named holder", "anonymous": "by an anonymous holder"}
_NOBODY = {"unattributed": "nobody by name", "anonymous": "an anonymous source"}
_DENIALS = (
    ("nobody has read", "somebody has read"),
    ("somebody has read", "nobody has read"),
    ("whose passage is lost", "whose passage is not lost"),
    ("without ", "with "),
    ("with ", "without "),
    ("that are ", "that are not "),
    ("that ", "that do not "),
)
"""How words begin that are not denied by a mere “not”, and how their denial begins."""
_FIRST = (Field.BY, Field.HOLDER, Field.BEHALF, Field.ORG, Field.TO, Field.VIA, Field.QUOTED, Field.REPORTER)


def explain(plan: Plan, forms: Forms | None = None) -> str:
    """Return what a plan about sources asks for: “sources containing sanctions or sanctioned, in 2020”.

    ``forms`` names the words of the collection that a word stands for; without it words are said as typed.
    """
    if isinstance(plan, Nothing):
        return ""
    return "all sources" if isinstance(plan, Everything) else f"sources {_Words(forms).source(plan)}"


def explain_annotations(plan: Plan, forms: Forms | None = None) -> str:
    """Return what a plan about annotations asks for: “recommendations to Europe, containing sanctions, in 2020”."""
    return "" if isinstance(plan, Nothing) else _Words(forms).annotations(plan)


def _denied(words: str) -> str:
    begins, instead = next((pair for pair in _DENIALS if words.startswith(pair[0])), ("", "not "))
    return instead + words.removeprefix(begins)


class _Words:
    """Says the parts of a plan."""

    def __init__(self, forms: Forms | None):
        self._forms = forms

    def source(self, plan: Plan) -> str:
        match plan:
            case Annotated(part):
                return f"with {self.annotations(part)}"
            case Not(Annotated(part)):
                return f"without {self.annotations(part)}"
            case And(parts):
                return ", ".join(self._together(parts, self.source))
            case Or(parts):
                return self._branches(parts, self.source)
            case Not(part):
                return _denied(self.source(part))
            case Dates(first, last):
                return _dated(first, last)
        return self._leaf(plan)

    def annotations(self, plan: Plan) -> str:
        """Name the kind first, then who and to whom, then the words: “claims by Orlova, containing lake”."""
        parts = plan.parts if isinstance(plan, And) else (plan,)
        kinds = [part for part in parts if _kinds(part)]
        noun = " or ".join(_kinds(kinds[0])) if kinds else "annotations"
        others = sorted((part for part in parts if part not in kinds[:1]), key=_rank)
        rest = self._together(others, self._annotation)
        return f"{noun} {', '.join(rest)}" if rest else noun

    def _annotation(self, plan: Plan) -> str:
        match plan:
            case InSource(part):
                return self._place(part)
            case And(parts):
                return ", ".join(self._together(sorted(parts, key=_rank), self._annotation))
            case Or(parts):
                return self._branches(parts, self._annotation)
            case Not(Kind(kind)):
                return f"that are not {kind}s"
            case Not(Word() | Phrase() as status) if status.field is Field.STATUS:
                return f"that are not {self._term(status)}"
            case Not(part):
                return _denied(self._annotation(part))
            case Kind(kind):
                return f"of the kind {kind}"
        return self._leaf(plan)

    def _place(self, plan: Plan) -> str:
        """Say in which sources annotations lie; dates and languages need no noun."""
        parts = plan.parts if isinstance(plan, And) else (plan,)
        bare = [part for part in parts if isinstance(part, Dates | Language)]
        others = [part for part in parts if part not in bare]
        said = [f"in sources {', '.join(self._together(others, self.source))}"] if others else []
        return ", ".join([*said, *map(self._leaf, bare)])

    def _leaf(self, plan: Plan) -> str:
        match plan:
            case Dates(first, last):
                return _dates(first, last)
            case Language(code):
                return f"in {fields.language_name(code)}"
            case SourceIs(text):
                return f"titled “{text}”"
            case Voice(voice, field):
                return _VOICES[voice] if field is Field.BY else f"{_PREPOSITIONS[field]} {_NOBODY[voice]}"
            case Filled(name):
                return _FILLED.get(name, f"with a {name}")
            case Flag(name):
                return _FLAGS.get(name, f"that are {name}")
            case Everything():
                return "of any kind"
        return self._value(plan)

    def _value(self, plan: Plan) -> str:
        match plan:
            case Chosen(field, value):
                return _CHOSEN.get(field, "with {}").format(_PLURAL.get(value, value))
            case Coded(code, stance):
                return f"coded {self._term(code)} ({_STANCES.get(stance, stance)})"
            case Own(name, None) | Slotted(name, None):
                return f"with a {name}"
            case Own(name, Dates(first, last)):
                return f"with {name} {_dates(first, last)}"
            case Own(name, Numbers() as numbers):
                return f"with {name} {_numbers(numbers)}"
            case Own(name, str() as value) | Slotted(name, str() as value):
                return f"with {name} {value}"
            case Own(name, value) | Slotted(name, value) if isinstance(value, Term):
                return f"with {name} {self._term(value)}"
        return f"{_PREPOSITIONS[plan.field]} {self._weighed(plan)}" if isinstance(plan, Term) else str(plan)

    def _term(self, term: Term) -> str:
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
                return f"“{term.text}”" if term.field in {Field.TEXT, Field.PASSAGE, Field.TITLE} else term.text
        return self._with_forms(term)

    def _weighed(self, term: Term, *, apart: bool = False) -> str:
        """Say a term and how much it counts, in brackets where that is needed to hold it together."""
        said, weight = self._term(term), getattr(term, "boost", 1.0)
        if " or " in said and (apart or weight != 1):
            said = f"({said})"
        return said if weight == 1 else f"{said} ×{weight:g}"

    def _with_forms(self, term: Term) -> str:
        forms = list(self._forms(term)) if self._forms is not None else []
        shown, left = forms[:SHOWN_FORMS], len(forms) - SHOWN_FORMS
        if left == 1:
            shown, left = forms[: SHOWN_FORMS + 1], 0
        said = [str(getattr(term, "text", term)), *shown]
        return " or ".join(said) + (f" or {left} other forms" if left > 0 else "")

    def _together(self, parts: Sequence[Plan], words: Callable[[Plan], str]) -> list[str]:
        """Say parts one by one, but words that are looked for in the same place as one."""
        said = []
        for field, run in groupby(parts, key=_field):
            alike = list(run)
            terms = [part for part in alike if isinstance(part, Term)]
            joined = " and ".join(self._weighed(term, apart=len(terms) > 1) for term in terms)
            said += list(map(words, alike)) if field is None else [f"{_PREPOSITIONS[field]} {joined}"]
        return said

    def _branches(self, parts: Sequence[Plan], words: Callable[[Plan], str]) -> str:
        """Join choices; those that look in the same place name it once."""
        terms = [part for part in parts if isinstance(part, Term)]
        if len(terms) == len(parts) and len({term.field for term in terms}) == 1:
            return f"{_PREPOSITIONS[terms[0].field]} {' or '.join(map(self._weighed, terms))}"
        return (", or " if any(isinstance(part, And) for part in parts) else " or ").join(map(words, parts))


def _kinds(plan: Plan) -> tuple[str, ...]:
    match plan:
        case Kind(kind):
            return (f"{kind}s",)
        case Or(parts) if all(isinstance(part, Kind) for part in parts):
            return tuple(kind for part in parts for kind in _kinds(part))
    return ()


def _rank(part: Plan) -> int:
    """Say first who and to whom, then other fields, then words, and last in which sources."""
    match part:
        case InSource():
            return 4
        case Not():
            return 3
        case Or(parts):
            return max(map(_rank, parts))
    if isinstance(part, Term):
        return 0 if part.field in _FIRST else 2 if part.field is Field.PASSAGE else 1
    return 0 if isinstance(part, Voice) else 1


def _field(part: Plan) -> Field | None:
    return part.field if isinstance(part, Term) else None


def _numbers(numbers: Numbers) -> str:
    low, high = ("" if end is None else f"{end:g}" for end in (numbers.low, numbers.high))
    if low and high:
        return low if low == high else f"{low} to {high}"
    if low:
        return f"over {low}" if numbers.open_low else f"of {low} or more"
    return f"under {high}" if numbers.open_high else f"of {high} or less"


def _dates(first: str | None, last: str | None) -> str:
    if first and last:
        whole = _whole(first, last)
        return f"{'on' if len(whole) == 10 else 'in'} {whole}" if whole else f"from {first} to {last}"
    return f"since {first}" if first else f"until {last}"


def _dated(first: str | None, last: str | None) -> str:
    if first and last:
        return f"dated {_whole(first, last) or f'{first} to {last}'}"
    return f"dated {first} or later" if first else f"dated {last} or earlier"


def _whole(first: str, last: str) -> str:
    """Return the year, month or day that a range of days is, or nothing."""
    return next((text for text in (first, first[:7], first[:4]) if (first, last) == _days(text)), "")


def _days(text: str) -> tuple[str | None, str | None]:
    found = dates.parse(text)
    return found.first, found.last
