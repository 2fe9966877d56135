# SPDX-License-Identifier: MIT
"""Errors a user can meet. Each carries its data, and ``str()`` is one sentence for the user."""

from __future__ import annotations


class PostilError(Exception):
    """Something the user asked for cannot be done; ``str()`` says what and why."""


class UnknownSource(PostilError):
    """No source, or more than one, answers to a name."""

    def __init__(self, reference: str, found: int = 0):
        if found:
            super().__init__(f"{found} sources are called “{reference}”. Use the id or uid of the one you mean.")
        else:
            super().__init__(f"There is no source “{reference}”.")


class UnknownAnnotation(PostilError):
    """An annotation is not there, or no longer."""

    def __init__(self, reference: str | int):
        super().__init__(f"There is no annotation {reference}.")


class BadSpan(PostilError):
    """A passage does not lie in the text of its source."""

    def __init__(self, start: int, end: int, characters: int):
        super().__init__(f"The passage {start}–{end} does not lie in the text, which has {characters} characters.")


class BadValue(PostilError):
    """A value is not one of those a field may have."""

    def __init__(self, field: str, value: str, allowed: tuple[str, ...]):
        choices = ", ".join(f"“{choice}”" for choice in allowed if choice)
        super().__init__(f"“{value}” is not {with_article(field)}." + (f" It can be {choices}." if choices else ""))


def sentence(error: BaseException) -> str:
    """Return what an expected error says, without the numbers and marks that Python gives those of the disk."""
    if not isinstance(error, OSError) or not error.strerror:
        return str(error)
    return f"“{error.filename}”: {error.strerror}." if error.filename else f"{error.strerror}."


def with_article(noun: str) -> str:
    """Return a noun behind “a” or “an”."""
    return f"{'an' if noun[:1].lower() in set('aeio') else 'a'} {noun}"
