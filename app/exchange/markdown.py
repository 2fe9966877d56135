# SPDX-License-Identifier: MIT
"""Markdown: a report, each passage with its attribution in words."""

import re
from typing import TextIO

from app.exchange.formats import Selection
from app.exchange.report import Group, Passage, report

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_LINE_START = re.compile(r"^(\s*(?=[-+]\s)|\s*\d+(?=[.)]\s))([-+.)])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])(?!https?://[^\s<>]+>)")
_HEADING = re.compile(r"^(\s*)(#{1,6}|=+\s*$|-+\s*$)", re.MULTILINE)
_WEB = re.compile(r"https?://[^\s<>]+")


def write(stream: TextIO, selection: Selection) -> None:
    """Write a selection to a stream."""
    made = report(selection)
    stream.write(f"# {escaped(made.title)}\n\n{escaped(made.summary)}, grouped by {made.by}.\n\n")
    if made.query:
        stream.write(f"Annotations that match `{' '.join(made.query.replace('`', '').split())}`.\n\n")
    stream.writelines(_tally(kind, count, states) for kind, count, states in made.tally)
    stream.write("\n**Contents**\n\n" if made.groups else "")
    stream.writelines(_entry(number, group) for number, group in enumerate(made.groups, 1))
    for number, group in enumerate(made.groups, 1):
        stream.write(_heading(group, number))
        stream.writelines(map(_passage, made.passages(group)))
    stream.write(f"\n{len(selection.ids)} annotation{'' if len(selection.ids) == 1 else 's'}.\n")


def escaped(text: str) -> str:
    """Return text on one line that Markdown shows as it is."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.split())).replace("&", "&amp;"))


def _tally(kind: str, count: int, states: str) -> str:
    return f"- {kind}: {count}{f' ({states})' if states else ''}\n"


def _entry(number: int, group: Group) -> str:
    return f"- [{escaped(group.name)}](#group-{number}) ({len(group.ids)})\n"


def _heading(group: Group, number: int) -> str:
    """Return a heading with an anchor of its own: what readers make of a heading's words differs."""
    parts = [f"<{part}>" if _WEB.fullmatch(part) else escaped(part) for part in group.about.split(" · ") if part]
    head = f'\n<a id="group-{number}"></a>\n\n## {escaped(group.name)}\n\n'
    return head + (f"{' · '.join(parts)}\n\n" if parts else "")


def _passage(passage: Passage) -> str:
    status = f" ({passage.status})" if passage.status else ""
    quote = "\n>\n> … ".join(escaped(part) for part in passage.parts)
    lines = [f"**{passage.kind.capitalize()}**{status}\n\n> {quote}\n"]
    lines += [f"{escaped(passage.said)}\n"] if passage.said else []
    lines += [f"{escaped(passage.citation)}\n"] if passage.citation else []
    rows = [f"- {escaped(name)}: {escaped(value)}" for name, value in passage.rows]
    lines += ["\n".join(rows) + "\n"] if rows else []
    lines += [f"{_note(passage.note)}\n"] if passage.note else []
    return "\n".join(lines) + "\n"


def _note(note: str) -> str:
    """Return a note as Markdown that stays in its place: quoted, so that no fence or list runs on into the report."""
    calm = _TAG.sub(r"\\<", _HEADING.sub(r"\1\\\2", note))
    return "\n".join(f"> {line}".rstrip() for line in ["*Note*", "", *calm.splitlines()])
