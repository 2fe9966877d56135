# SPDX-License-Identifier: MIT
"""The fields of the query language, as one table: names, aliases, what they are about, and help."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from database.plan import Field
from database.records import KINDS, STATUSES


class Value(StrEnum):
    """What may stand after the colon."""

    WORDS = "words"
    KIND = "kind"
    STATUS = "status"
    LANGUAGE = "language"
    DATE = "date"
    SOURCE = "source"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class FieldName:
    """One field: how it is written, what it takes, whether it is about sources, and an example for the help."""

    name: str
    value: Value
    about_source: bool
    help: str
    example: str
    field: Field | None = None
    aliases: tuple[str, ...] = ()


FIELDS = (
    FieldName("title", Value.WORDS, True, "words of the title", "title:election", Field.TITLE),
    FieldName("author", Value.WORDS, True, "an author of the source", "author:orlova", Field.AUTHOR, ("authors",)),
    FieldName("publication", Value.WORDS, True, "where it appeared", 'publication:"Harbour Review"', Field.PUBLICATION),
    FieldName("lang", Value.LANGUAGE, True, "the language", "lang:ru", aliases=("language",)),
    FieldName("date", Value.DATE, True, "the date, by overlap", "date:[2019-06 TO 2020]"),
    FieldName("in", Value.SOURCE, True, "one source, by its title", 'in:"The lake treaty"'),
    FieldName("source", Value.GROUP, True, "words of the source of an annotation", "source:(election) kind:claim"),
    FieldName("kind", Value.KIND, False, "claim, recommendation or passage", "kind:claim"),
    FieldName("by", Value.WORDS, False, "who says it", "by:orlova", Field.BY, ("speaker",)),
    FieldName("org", Value.WORDS, False, "for whom they speak", "org:ministry", Field.ORG, ("organisation",)),
    FieldName("to", Value.WORDS, False, "whom it addresses", 'to:"Lake Council"', Field.TO, ("addressee",)),
    FieldName("via", Value.WORDS, False, "through whom it is known", "via:herald", Field.VIA),
    FieldName("work", Value.WORDS, False, "the work it stands in", "work:memorandum", Field.WORK),
    FieldName("code", Value.WORDS, False, "a code or one below it", "code:sanctions", Field.CODE),
    FieldName("note", Value.WORDS, False, "words of the note", "note:check", Field.NOTE),
    FieldName("status", Value.STATUS, False, "the state it is in", "status:refuted", Field.STATUS),
    FieldName("annotator", Value.WORDS, False, "who tagged it", "annotator:mira", Field.ANNOTATOR),
)

_BY_NAME = {name: field for field in FIELDS for name in (field.name, *field.aliases)} | {
    "organization": next(field for field in FIELDS if field.name == "org")
}

LANGUAGES = {
    "arabic": "ar", "belarusian": "be", "bulgarian": "bg", "chinese": "zh", "croatian": "hr", "czech": "cs",
    "danish": "da", "dutch": "nl", "english": "en", "estonian": "et", "finnish": "fi", "french": "fr",
    "georgian": "ka", "german": "de", "greek": "el", "hebrew": "he", "hungarian": "hu", "italian": "it",
    "japanese": "ja", "kazakh": "kk", "korean": "ko", "latvian": "lv", "lithuanian": "lt", "norwegian": "no",
    "polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru", "serbian": "sr", "slovak": "sk",
    "slovenian": "sl", "spanish": "es", "swedish": "sv", "turkish": "tr", "ukrainian": "uk",
}  # fmt: skip
"""English names of languages, as ``lang:`` understands them beside ISO 639 codes."""

VOICES = {"unattributed": "unattributed", "anonymous": "anonymous"}
"""Values of ``by:`` that are not names."""


def find(name: str) -> FieldName | None:
    """Return the field of this name or alias, in any case."""
    return _BY_NAME.get(name.lower())


def nearest(name: str) -> str:
    """Return the name of the field that may have been meant, or nothing where none is near."""
    return _nearest(name.lower(), tuple(_BY_NAME), 2)


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


def language(text: str) -> str:
    """Return the code of a language given by code or English name, or nothing."""
    word = text.strip().lower().replace("_", "-")
    if word in LANGUAGES:
        return LANGUAGES[word]
    primary = word.split("-")[0]
    return word if primary.isascii() and primary.isalpha() and len(primary) in {2, 3} else ""


def nearest_language(text: str) -> str:
    """Return the name of the language that may have been meant."""
    return _nearest(text.strip().lower(), tuple(LANGUAGES), 2)


def _nearest(word: str, known: tuple[str, ...], limit: int) -> str:
    distances = [(OSA.distance(word, name), name) for name in known]
    distance, name = min(distances)
    return name if distance <= min(limit, max(1, len(word) - 2)) else ""
