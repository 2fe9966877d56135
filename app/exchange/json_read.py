# SPDX-License-Identifier: MIT
"""Reads a JSON document: says which of three kinds it is (Web Annotation, Hypothesis, our own) and has it read."""

from collections.abc import Mapping
from pathlib import Path

from app.exchange import hypothesis_read, jsonl_read, w3c_read
from app.exchange.incoming import BadFile, Incoming
from app.exchange.limits import read_json
from app.exchange.record import Json


def read(path: Path) -> Incoming:
    """Return what a JSON document holds.

    Raises:
        BadFile: it is not JSON, or no kind that is known.
    """
    whole = read_json(path)
    items = whole if isinstance(whole, list) else [whole]
    first = next((item for item in items if isinstance(item, Mapping)), None)
    if first is None:
        raise BadFile("There is no annotation in it.")
    if hypothesis_read.knows(first):
        return hypothesis_read.read(items)
    if w3c_read.knows(first):
        return w3c_read.read(items)
    if _is_ours(first):
        return jsonl_read.read_array(list(items))
    raise BadFile("It is neither Web Annotation nor Hypothesis JSON, nor a list of annotations as Postil prints it.")


def _is_ours(entry: Mapping[str, Json]) -> bool:
    return bool(entry.keys() & {"quote", "spans", "quotes"})
