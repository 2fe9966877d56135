# SPDX-License-Identifier: MIT
"""Old Word documents (.doc): not read, but the refusal says what to do.

The binary format keeps text in pieces that only Word's own tables put in order; a reader that guesses would change
words silently. Under that name there is often something else (RTF, HTML, XML), which is recognised and read.
"""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from app.importing.document import NotRead

REFUSAL = (
    "It is an old Word document (.doc), which is not read. "
    "Open it in Word or LibreOffice, save it as .docx and import that."
)
NOT_WORD = "It is not the Word document its name says. Open it in the program it was made with and save it as .docx."


def read(data: bytes, path: Path) -> NoReturn:  # noqa: ARG001  every reader is told the path
    """Refuse an old Word document.

    Raises:
        NotRead: always.
    """
    raise NotRead(REFUSAL if data.startswith(b"\xd0\xcf\x11\xe0") else NOT_WORD)
