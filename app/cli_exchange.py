# SPDX-License-Identifier: MIT
"""Commands that write annotations in the formats of other tools, and take them in."""

import sys
from functools import partial
from pathlib import Path

import click

from app import shapes
from app.cli_parts import AS_JSON, COLLECTION, QUERY, opened, say_mistakes, show, show_progress
from app.exchange.readable import READABLE


@click.command()
@COLLECTION
@click.option("--format", "name", required=True, metavar="F", help="See “postil exchange formats”.")
@click.option("--output", required=True, metavar="PATH", type=click.Path(path_type=Path), help="“-” is the output.")
@QUERY
@click.option("--group-by", "group_by", default="", metavar="WHAT", help="How a report is grouped.")
@click.option("--set", "chosen", multiple=True, metavar="NAME=VALUE", help="Another option of the format.")
@AS_JSON
@click.pass_obj
def export(
    annotator: str,
    path: Path,
    name: str,
    output: Path,
    query: str,
    group_by: str,
    chosen: tuple[str, ...],
    as_json: bool,
) -> None:
    """Export annotations, all or those that match a query."""
    from app.exchange.export import export as write  # noqa: PLC0415  only this command needs the formats
    from app.exchange.streaming import STANDARD_OUTPUT, stream_out  # noqa: PLC0415  as above

    options = {key.strip(): value.strip() for key, _, value in (pair.partition("=") for pair in chosen)}
    options |= {"group-by": group_by} if group_by else {}
    with opened(path, annotator) as collection:
        say_mistakes(collection, query)
        ids = collection.matching_annotations(query) if query.strip() else None
        progress = None if as_json else show_progress
        make = partial(write, collection, name, ids=ids, query=query, options=options, progress=progress)
        aside = output == STANDARD_OUTPUT
        report = stream_out(name, sys.stdout.buffer, make) if aside else make(output)
    show(shapes.export_json(report), shapes.export_text(report), as_json=as_json, aside=aside)
    if report.skipped:
        raise SystemExit(1)


@click.group()
def exchange() -> None:
    """Formats of other tools."""


@exchange.command("formats")
@click.option("--in", "taken", is_flag=True, help="List what can be taken in instead.")
@AS_JSON
def formats_(taken: bool, as_json: bool) -> None:
    """List the formats annotations can be exported to."""
    from app.exchange.formats import formats  # noqa: PLC0415  only this command needs the formats

    if taken:
        show(list(map(shapes.taken_json, READABLE)), "\n".join(map(shapes.taken_text, READABLE)), as_json=as_json)
        return
    known = list(formats().values())
    show([shapes.format_json(f) for f in known], "\n".join(map(shapes.format_text, known)), as_json=as_json)


@exchange.command("import")
@COLLECTION
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option("--map", "mapped", multiple=True, metavar="COLUMN=FIELD", help="For CSV: what a column stands for.")
@AS_JSON
@click.pass_obj
def exchange_import(
    annotator: str, path: Path, file: Path, dry_run: bool, mapped: tuple[str, ...], as_json: bool
) -> None:
    """Take in a file of another tool.

    Its annotations, codes and sources come in as one undo step.
    """
    from app.exchange import taking  # noqa: PLC0415  only this command needs the readers

    mapping = taking.parse_mapping(mapped)
    if not path.exists():
        taking.look(file, mapping)
    with opened(path, annotator, write=not dry_run, create=not dry_run) as collection:
        plan = (taking.try_out if dry_run else taking.take_in)(collection, file, mapping=mapping)
    show(plan.to_json(), plan.text(done=not dry_run), as_json=as_json)


EXCHANGE_COMMANDS = (export, exchange)
