# SPDX-License-Identifier: MIT
"""JSON Lines: every field of every annotation, one a line; ``postil tag --from-json`` reads it back."""

import json
from functools import cache
from typing import TextIO

from app.exchange.formats import Selection
from app.exchange.native import to_json


def write(stream: TextIO, selection: Selection) -> None:
    """Write a selection to a stream."""
    sha256 = cache(selection.archive.original_hash)
    for annotation in selection.annotations():
        entry = to_json(annotation, sha256(annotation.source))
        stream.write(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n")
