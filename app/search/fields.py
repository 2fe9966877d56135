# SPDX-License-Identifier: MIT
"""The fields of the query language, as one table: names, aliases, what they are about, and help."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from app.slots import SLOTS, Takes
from database.plan import Field
from database.records import ADDRESSEE, KINDS, MODES, RELATIONS, STANCES, STATUSES

_NAME_WORDS = re.compile(r"[^\W_]+")


def written(name: str) -> str:
    """Return a name as queries write it: small letters, hyphens between the words (``Claim type``: ``claim-type``)."""
    return "-".join(_NAME_WORDS.findall(name.lower())) or name.lower()


class Value(StrEnum):
    """What may stand after the colon."""

    WORDS = "words"
    CHOICE = "choice"
    KIND = "kind"
    STATUS = "status"
    LANGUAGE = "language"
    DATE = "date"
    NUMBER = "number"
    SOURCE = "source"
    GROUP = "group"
    HAS = "has"
    IS = "is"


@dataclass(frozen=True, slots=True)
class FieldName:
    """One field: how it is written, what it takes, whether it is about sources, and an example for the help.

    ``field`` says where its words are looked for; ``attribute`` and ``slot`` name a column of the user's own, or a
    slot of annotations, instead. ``choices`` are all it can be where it is a choice.
    """

    name: str
    value: Value
    about_source: bool
    help: str
    example: str
    field: Field | None = None
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    attribute: str = ""
    slot: str = ""


_DIRECTIONS = tuple(chain.from_iterable(RELATIONS.items()))
_W, _SOURCE, _TAG = Value.WORDS, True, False

FIELDS = (
    FieldName("title", _W, _SOURCE, "words of the title", "title:election", Field.TITLE),
    FieldName("author", _W, _SOURCE, "an author of the source", "author:orlova", Field.AUTHOR, ("authors",)),
    FieldName("publication", _W, _SOURCE, "where it appeared", 'publication:"Harbour Review"', Field.PUBLICATION),
    FieldName("lang", Value.LANGUAGE, _SOURCE, "the language", "lang:ru", Field.LANGUAGE, ("language",)),
    FieldName("date", Value.DATE, _SOURCE, "the date, by overlap", "date:[2019-06 TO 2020]", Field.DATE),
    FieldName("format", _W, _SOURCE, "the kind of file it came from", "format:pdf", Field.FORMAT),
    FieldName("set", _W, _SOURCE, "a set of sources", "set:interviews", Field.SET),
    FieldName("in", Value.SOURCE, _SOURCE, "one source, by its title", 'in:"The lake treaty"'),
    FieldName("source", Value.GROUP, _SOURCE, "words of the source of an annotation", "source:(election) kind:claim"),
    FieldName("kind", Value.KIND, _TAG, "claim, recommendation or passage", "kind:claim"),
    FieldName("by", _W, _TAG, "who says it", "by:orlova", Field.BY, ("speaker",)),
    FieldName("holder", _W, _TAG, "whose view it is, the author of the source apart", "holder:orlova", Field.HOLDER),
    FieldName("org", _W, _TAG, "for whom they speak", "org:ministry", Field.ORG, ("organisation", "organization")),
    FieldName("for", _W, _TAG, "on whose behalf they speak", "for:ministry", Field.BEHALF, ("behalf",)),
    FieldName("to", _W, _TAG, "whom it addresses", 'to:"Lake Council"', Field.TO, ("addressee",)),
    FieldName("via", _W, _TAG, "through whom it is known", "via:herald", Field.VIA),
    FieldName("quoted-by", _W, _TAG, "who quotes it", "quoted-by:herald", Field.QUOTED, ("quoted",)),
    FieldName("reporter", _W, _TAG, "who reports it", "reporter:herald", Field.REPORTER),
    FieldName("actor", _W, _TAG, "anybody the attribution or a slot names", "actor:herald", Field.ACTOR),
    FieldName("work", _W, _TAG, "the work it stands in", "work:memorandum", Field.WORK),
    FieldName("cue", _W, _TAG, "the words that attribute it", 'cue:"according to"', Field.CUE),
    FieldName(
        "mode", Value.CHOICE, _TAG, "direct, indirect or paraphrase", "mode:direct", Field.MODE, choices=MODES[1:]
    ),
    FieldName("code", _W, _TAG, "a code or one below it", "code:sanctions", Field.CODE),
    FieldName(
        "stance",
        Value.CHOICE,
        _TAG,
        "the stance towards the codes",
        "code:trade stance:opposes",
        Field.STANCE,
        choices=STANCES,
    ),
    FieldName(
        "relation",
        Value.CHOICE,
        _TAG,
        "how it relates to another annotation",
        "relation:rebuts",
        Field.RELATION,
        choices=_DIRECTIONS,
    ),
    FieldName("note", _W, _TAG, "words of the note", "note:check", Field.NOTE),
    FieldName("status", Value.STATUS, _TAG, "the state it is in", "status:refuted", Field.STATUS),
    FieldName("annotator", _W, _TAG, "who tagged it", "annotator:mira", Field.ANNOTATOR),
    FieldName("has", Value.HAS, _TAG, "the source or annotation has a field at all", "has:note"),
    FieldName("is", Value.IS, _TAG, "unread, read, tagged, untagged or orphan", "is:unread"),
)

FLAGS = {
    "unread": "unread",
    "read": "read",
    "tagged": "tagged",
    "untagged": "untagged",
    "orphan": "orphan",
    "orphaned": "orphan",
}
"""What may stand after ``is:``, and what it means."""

OWN = "my-"
"""Comes before the name of a column of the user's own that is also the name of a field: ``my-date:2020``."""

_NOT_HAD = {"in", "source", "has", "is", "kind"}
_BUILT_IN = {name: field for field in FIELDS for name in (field.name, *field.aliases)} | {
    written(slot.name): FieldName(
        written(slot.name),
        Value.CHOICE if slot.takes is Takes.CHOICE else _W,
        _TAG,
        slot.help,
        f"{written(slot.name)}:{slot.choices[0] if slot.takes is Takes.CHOICE else 'word'}",
        choices=slot.choices if slot.takes is Takes.CHOICE else (),
        slot=slot.name,
    )
    for slot in SLOTS
    if slot.name != ADDRESSEE
}
_ATTRIBUTE_VALUES = {"number": Value.NUMBER, "date": Value.DATE, "choice": Value.CHOICE}


def _example(type_: str, choices: Sequence[str]) -> str:
    """Return a value that a column of the user's own may have."""
    chosen = f'"{choices[0]}"' if choices and " " in choices[0] else choices[0] if choices else "word"
    return {"number": ">10", "date": "2020"}.get(type_, chosen)


class Names:
    """The fields that queries of one collection can use: those everybody has, its own columns and its own slots.

    Args:
        attributes: (name, type, choices) of each column of the user's own.
        slots: names of slots that annotations of the collection have.
    """

    def __init__(self, attributes: Iterable[tuple[str, str, tuple[str, ...]]] = (), slots: Iterable[str] = ()):
        self._by_name = dict(_BUILT_IN)
        for name in slots:
            self._by_name.setdefault(written(name), FieldName(written(name), _W, _TAG, "a slot", "", slot=name))
        for name, type_, choices in attributes:
            own = FieldName(
                written(name),
                _ATTRIBUTE_VALUES.get(type_, _W),
                _SOURCE,
                "a column of your own",
                f"{written(name)}:{_example(type_, choices)}",
                choices=choices,
                attribute=name,
            )
            self._by_name.setdefault(own.name, own)
            self._by_name.setdefault(OWN + own.name, own)

    def find(self, name: str) -> FieldName | None:
        """Return the field of this name or alias, in any case, with ``-`` or ``_`` for a space."""
        return self._by_name.get(written(name))

    def nearest(self, name: str) -> str:
        """Return the name of the field that may have been meant, or nothing where none is near."""
        return _nearest(written(name), tuple(self._by_name), 2)

    def had(self, name: str) -> FieldName | None:
        """Return the field that ``has:`` can ask for by this name, in the plural too."""
        word = written(name)
        found = self._by_name.get(word) or self._by_name.get(word.removesuffix("s"))
        return found if found is not None and (found.attribute or found.name not in _NOT_HAD) else None

    def nearest_had(self, name: str) -> str:
        """Return the name that may have been meant after ``has:``."""
        return _nearest(written(name), tuple(known for known in self._by_name if known not in _NOT_HAD), 2)


LANGUAGES = {
    "arabic": "ar", "armenian": "hy", "basque": "eu", "belarusian": "be", "bulgarian": "bg", "catalan": "ca",
    "chinese": "zh", "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en",
    "esperanto": "eo", "estonian": "et", "finnish": "fi", "french": "fr", "georgian": "ka", "german": "de",
    "greek": "el", "hebrew": "he", "hindi": "hi", "hungarian": "hu", "indonesian": "id", "irish": "ga",
    "italian": "it", "japanese": "ja", "kazakh": "kk", "korean": "ko", "latvian": "lv", "lithuanian": "lt",
    "nepali": "ne", "norwegian": "no", "persian": "fa", "polish": "pl", "portuguese": "pt", "romanian": "ro",
    "russian": "ru", "serbian": "sr", "sesotho": "st", "slovak": "sk", "slovenian": "sl", "spanish": "es",
    "swedish": "sv", "tamil": "ta", "thai": "th", "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi",
    "yiddish": "yi",
}  # fmt: skip
"""English names of languages, as ``lang:`` understands them beside ISO 639 codes."""

VOICES = {"unattributed": "unattributed", "anonymous": "anonymous"}
SPOKEN = frozenset({Field.BY, Field.HOLDER, Field.BEHALF, Field.VIA, Field.QUOTED, Field.REPORTER})
"""Fields about a link of an attribution, and the values of theirs that are not names."""


def kind(text: str, *, unfinished: bool = False) -> str:
    """Return the kind of annotation that a value names, in the plural too, or nothing.

    A value that is unfinished or an abbreviation of four letters or more names the kind it begins.
    """
    word = text.strip().lower()
    for known in KINDS:
        if word in {known, known + "s"} or ((unfinished or len(word) > 3) and word and known.startswith(word)):
            return known
    return ""


def nearest_kind(text: str) -> str:
    """Return the kind that may have been meant."""
    return _nearest(text.strip().lower(), KINDS, 3)


def statuses() -> tuple[str, ...]:
    """Return every state that an annotation of some kind can be in."""
    return tuple(status for known in STATUSES.values() for status in known if status)


def choice(text: str, choices: tuple[str, ...], *, unfinished: bool = False) -> str:
    """Return the choice that a value names, or that begins so where it is unfinished; nothing where it names none."""
    word = _plain(text)
    exact = next((known for known in choices if _plain(known) == word), "")
    begun = next((known for known in choices if word and _plain(known).startswith(word)), "") if unfinished else ""
    return exact or begun


def nearest_choice(text: str, choices: tuple[str, ...]) -> str:
    """Return the choice that may have been meant."""
    plain = {_plain(known): known for known in choices}
    return plain.get(_nearest(_plain(text), tuple(plain), 2), "") if plain else ""


def nearest_flag(text: str) -> str:
    """Return what may have been meant after ``is:``."""
    return _nearest(_plain(text), tuple(FLAGS), 2)


def language(text: str) -> str:
    """Return the code of a language given by code or English name, or nothing."""
    word = text.strip().lower().replace("_", "-")
    if word in LANGUAGES:
        return LANGUAGES[word]
    primary = word.split("-")[0]
    return word if primary.isascii() and primary.isalpha() and len(primary) in {2, 3} else ""


def language_name(code: str) -> str:
    """Return the English name of a language by its code, or the code where nobody knows it."""
    primary = code.split("-", maxsplit=1)[0]
    return next((name.capitalize() for name, known in LANGUAGES.items() if known == primary), f"the language {code}")


def nearest_language(text: str) -> str:
    """Return the name of the language that may have been meant."""
    return _nearest(text.strip().lower(), tuple(LANGUAGES), 2)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())


def _nearest(word: str, known: tuple[str, ...], limit: int) -> str:
    from rapidfuzz.distance import OSA  # noqa: PLC0415  only a mistake needs it, and the window loads this file

    distances = [(OSA.distance(word, name), name) for name in known]
    distance, name = min(distances)
    return name if distance <= min(limit, max(1, len(word) - 2)) else ""
