# SPDX-License-Identifier: MIT
"""PDF: the report, printed by Qt in a process of its own, so that the command line itself never loads Qt.

The report is written as HTML first; ``app.desktop.pdf`` sets it, fills in the pages of the contents where an HTML
comment marks them (no text can hold a comment), and prints it. Other comments cut the HTML into parts, each a document
of its own, so that the printer never holds the whole report.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from html import escape
from pathlib import Path

from app.errors import PostilError
from app.exchange.formats import Selection
from app.exchange.markup import legal
from app.exchange.note import note_html
from app.exchange.report import Group, Passage, Report, report, right_to_left

PRINTER = "app.desktop.pdf"
PART = "\n<!--part-->\n"
"""What stands between two parts, which the printer reads one by one."""

PART_LENGTH = 50_000
"""From how many characters a part ends where its passage does."""

ROWS = 200
"""How many rows of the contents are in a part."""

MOMENT = 0.2
"""How many seconds pass between two tellings that the printer still runs."""

_NEXT = f"</body></html>{PART}<html><body>"
_COUNT = 'align="right" width="90"'
_PAGE = 'align="right" width="60"'
"""Widths are given, because the contents can be more than one table."""


class CannotPrint(PostilError):
    """Qt does not start, so there is no PDF."""

    def __init__(self, reason: str):
        super().__init__(
            f"The PDF cannot be made, because Qt does not start here ({reason}). "
            "The formats docx and html hold the same and need no Qt."
        )


def write(path: Path, selection: Selection) -> None:
    """Write the report of a selection to a new file.

    Raises:
        CannotPrint: Qt does not start.
    """
    page = path.with_name(f"{path.name}.html")
    try:
        with page.open("w", encoding="utf-8") as stream:
            stream.writelines(_html(report(selection)))
        _print(page, path, partial(_tell, selection))
    finally:
        page.unlink(missing_ok=True)


def _tell(selection: Selection) -> None:
    if selection.progress is not None:
        selection.progress(len(selection.ids), len(selection.ids))


def _print(page: Path, path: Path, tell: Callable[[], None]) -> None:
    """Run the printer, telling every moment that it still runs; on Linux it needs no screen."""
    screenless = {"QT_QPA_PLATFORM": "offscreen"} if sys.platform.startswith("linux") else {}
    root = str(Path(__file__).parents[2])
    paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
    with subprocess.Popen(  # noqa: S603  our own interpreter and our own module
        [*_printer(), str(page), str(path)],
        env={**os.environ, **screenless, "PYTHONPATH": paths},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as printer:
        said = _waited(printer, tell)
    if printer.returncode or not path.exists():
        lines = [line for line in said.splitlines() if line.strip()]
        raise CannotPrint(lines[-1].strip() if lines else f"exit status {printer.returncode}")


def _printer() -> list[str]:
    """Return the command that prints; a bundle calls itself, since it has no interpreter to run a module with."""
    return [sys.executable, "--print-report"] if hasattr(sys, "frozen") else [sys.executable, "-m", PRINTER]


def _waited(printer: subprocess.Popen[str], tell: Callable[[], None]) -> str:
    """Return what the printer said when it ends; whoever is told may raise to stop it."""
    try:
        while True:
            try:
                return printer.communicate(timeout=MOMENT)[1]
            except subprocess.TimeoutExpired:
                tell()
    finally:
        if printer.poll() is None:
            printer.kill()


def _html(made: Report) -> Iterator[str]:
    """Yield the report in pieces, with the ends of its parts between them."""
    yield f"<html><head><title>{_text(made.title)}</title></head><body>"
    yield _line("title", made.title)
    yield _line("about", f"{made.summary}, grouped by {made.by}.")
    if made.query:
        yield _line("about", f"Annotations that match {made.query}")
    for kind, count, states in made.tally:
        yield _line("tally", f"{kind}: {count}{f' ({states})' if states else ''}")
    if made.groups:
        yield from _contents(made.groups)
    yield from _parted(_body(made))
    yield "</body></html>"


def _contents(groups: Sequence[Group]) -> Iterator[str]:
    yield '<p class="contents">Contents</p>'
    for start in range(0, len(groups), ROWS):
        yield '<table class="contents" width="100%">'
        if not start:
            yield f'<tr><td></td><td class="count" {_COUNT}>annotations</td><td class="count" {_PAGE}>page</td></tr>'
        for number, group in enumerate(groups[start : start + ROWS], start + 1):
            yield f'<tr><td>{_text(group.name)}</td><td class="count" {_COUNT}>{len(group.ids)}</td>'
            yield f'<td class="number" {_PAGE}><!--page:{number}--></td></tr>'
        yield f"</table>{_NEXT}"


def _body(made: Report) -> Iterator[str]:
    """Yield passages, each with the heading that stands before it."""
    for number, group in enumerate(made.groups, 1):
        heading = f'<h1{_dir(group.name)}><a name="group{number}">{_text(group.name)}</a></h1>'
        heading += _line("about", group.about)
        for passage in made.passages(group):
            yield heading + "".join(_passage(passage))
            heading = ""
        if heading:
            yield heading


def _parted(pieces: Iterable[str]) -> Iterator[str]:
    """Yield pieces with the end of a part before each with which a part would be long."""
    length = 0
    for piece in pieces:
        if length and length + len(piece) > PART_LENGTH:
            yield _NEXT
            length = 0
        length += len(piece)
        yield piece


def _passage(passage: Passage) -> Iterator[str]:
    status = f' <span class="status">&nbsp; {_text(passage.status)}</span>' if passage.status else ""
    kind = f'<a name="kind"><span class="{passage.kind}">{passage.kind.capitalize()}</span></a>'
    yield f'<p class="kind">{kind}{status}</p>'
    for place, part in enumerate(passage.parts):
        yield _line("quote", f"{'… ' if place else ''}{part}")
    yield _line("said", passage.said)
    for name, value in passage.rows:
        yield _line("detail", f"{name}: {value}")
    yield _line("detail", passage.citation)
    if passage.note:
        yield f'<div class="note"{_dir(passage.note)}>{note_html(passage.note)}</div>'


def _line(style: str, text: str) -> str:
    return f'<p class="{style}"{_dir(text)}>{_text(text)}</p>' if text else ""


def _dir(text: str) -> str:
    """Return the direction of a text: Qt does not find it by itself in HTML."""
    return ' dir="rtl"' if right_to_left(text) else ""


def _text(text: str) -> str:
    return escape(legal(text)).replace("\n", "<br>").replace("\u2028", "<br>")
