# SPDX-License-Identifier: MIT
"""Plain text (.txt): the only question is its encoding; the renderer finds the paragraphs."""

from __future__ import annotations

from pathlib import Path

from app.importing.document import Document
from app.importing.encodings import decode


def read(data: bytes, path: Path) -> Document:  # noqa: ARG001  every reader is told the path
    """Read a plain text.

    Raises:
        ImportFailure: the bytes are not a text.
    """
    decoded = decode(data)
    return Document(decoded.text, origins=decoded.origins)
