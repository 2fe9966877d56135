# SPDX-License-Identifier: MIT
"""Commands that search: sources with their best passages, and every place in context."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import click

from app import shapes
from app.cli_parts import AS_JSON, COLLECTION, opened, say_mistakes, show, show_progress
from app.search.answers import Order
from app.settings import Settings, settings_path

SIDES = ("place", "left", "right")

_ORDER = click.option(
    "--order",
    default=Order.RELEVANCE.value,
    show_default=True,
    type=click.Choice([order.value for order in Order]),
    help="In what order the sources come.",
)
_NAMES = click.option("--both-scripts", is_flag=True, help="Also find names in the other script, Latin or Cyrillic.")


@click.command()
@COLLECTION
@click.argument("query")
@click.option("--limit", default=20, show_default=True, metavar="N", type=click.IntRange(1))
@_ORDER
@_NAMES
@AS_JSON
@click.pass_obj
def search(annotator: str, path: Path, query: str, limit: int, order: str, both_scripts: bool, as_json: bool) -> None:
    """Search texts and annotations.

    The manual tells of the query language.
    """
    with opened(path, annotator) as collection:
        collection.searcher.transliterate = both_scripts
        results = collection.searcher.search(query, limit=limit, order=Order(order))
    for mistake in () if as_json else results.mistakes:
        click.echo(mistake.sentence, err=True)
    show(shapes.search_json(results), shapes.search_text(results), as_json=as_json)


@click.command()
@COLLECTION
@click.argument("query")
@click.option("--sort", default="place", show_default=True, type=click.Choice(SIDES), help="By the words of a side.")
@_ORDER
@_NAMES
@click.option("--limit", metavar="N", type=click.IntRange(1), help="Only the first lines; all, if it is not given.")
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="Write all lines to a CSV file.")
@AS_JSON
@click.pass_obj
def kwic(
    annotator: str,
    path: Path,
    query: str,
    sort: str,
    order: str,
    both_scripts: bool,
    limit: int | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Show every place that QUERY finds.

    Each has the words around it, as text, JSON or CSV.
    """
    from app.exchange.concordance import Wanted, export_places, places  # noqa: PLC0415  only this command needs it
    from app.search.concordance import Side  # noqa: PLC0415  as above

    wanted = Wanted(query, Side(sort), Order(order), both_scripts)
    with opened(path, annotator) as collection:
        say_mistakes(collection, query)
        if output is not None:
            mark = Settings(settings_path()).replica()
            told = None if as_json else show_progress
            written = export_places(collection.connection, wanted, output, mark, told)
            show({"path": str(output), "lines": written}, f"{written} lines in {output}", as_json=as_json)
            return
        lines = list(islice(places(collection.connection, wanted), limit))
    text = "\n".join(map(shapes.place_line, lines))
    show([shapes.place_json(line) for line in lines], text, as_json=as_json)


SEARCH_COMMANDS = (search, kwic)
