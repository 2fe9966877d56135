# SPDX-License-Identifier: MIT
"""Writing an export to a stream, for the pipes of the command line: all of it, or nothing."""

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from app.errors import PostilError
from app.exchange.export import CannotWrite, Report
from app.exchange.formats import Format, formats

STANDARD_OUTPUT = Path("-")
"""The name of the standard output, as other programs have it."""


class NotText(PostilError):
    """A format has no place on a standard output."""

    def __init__(self, known: Format):
        super().__init__(f"{known.label} is not text, so it cannot go to the standard output. Name a file.")


def stream_out(name: str, stream: BinaryIO, write: Callable[[Path], Report]) -> Report:
    """Let ``write`` make an export in a passing file, and hand that to a stream.

    A reader that goes away before the end has enough, and that is no error.

    Raises:
        NotText: the format is for files alone.
        CannotWrite: the stream does not take it.
    """
    known = formats().get(name)
    if known is not None and not known.is_text:
        raise NotText(known)
    with tempfile.TemporaryDirectory(prefix="postil-export-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "export"
        report = write(path)
        with path.open("rb") as whole:
            _hand_over(whole, stream)
    return replace(report, path=STANDARD_OUTPUT)


def _hand_over(whole: BinaryIO, stream: BinaryIO) -> None:
    try:
        shutil.copyfileobj(whole, stream)
        stream.flush()
    except OSError as error:
        _give_up(stream)
        if not isinstance(error, BrokenPipeError):
            raise CannotWrite(STANDARD_OUTPUT, error.strerror or "the system refused") from error


def _give_up(stream: BinaryIO) -> None:
    """Let what the stream still holds go nowhere: it would be tried once more when the program ends."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())
