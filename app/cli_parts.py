# SPDX-License-Identifier: MIT
"""What the commands have in common: the arguments most of them take, opening a collection, printing a result."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from app.collection import Collection
from app.exchange.record import Json
from app.settings import Settings, settings_path
from database.errors import damage_explained

COLLECTION = click.argument("path", metavar="COLLECTION", type=click.Path(path_type=Path))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
QUERY = click.option("--query", default="", metavar="QUERY", help="Only annotations that match.")


@contextmanager
def opened(
    path: Path, annotator: str, *, write: bool = False, create: bool = False, required: bool = True
) -> Iterator[Collection]:
    """Open a collection for a command, and close it after; ``required``: it has to be possible to write to it."""
    settings = Settings(settings_path())
    collection = Collection.open(
        path,
        write=write,
        create=create,
        annotator=annotator,
        program="the command line",
        replica=settings.replica(),
        verify=write and required,
    )
    try:
        if write and required and collection.refusal is not None:
            raise collection.refusal
        with damage_explained(path):
            yield collection
    finally:
        collection.close()


def show_progress(done: int, total: int, current: str = "") -> None:
    """Say on a terminal how far a command is: at each file, or at every hundredth thing where they have no names."""
    if (current or done % 100 == 0 or done >= total) and sys.stderr.isatty():
        click.echo(f"\r\x1b[K{done} of {total}  {current[-60:]}", err=True, nl=done >= total)


def say_mistakes(collection: Collection, query: str) -> None:
    """Say on the standard error what of a query could not be understood."""
    if query.strip():
        for sentence in collection.searcher.meaning(query)[1]:
            click.echo(sentence, err=True)


def show(data: Json, words: str, *, as_json: bool, aside: bool = False) -> None:
    """Print a result, as JSON or in words; ``aside``: on the standard error, where the other holds what was asked."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2) if as_json else words, err=aside)
