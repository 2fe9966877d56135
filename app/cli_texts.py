# SPDX-License-Identifier: MIT
"""Commands about the texts of sources: replacing one, finding those that are nearly the same, scanning folders."""

from __future__ import annotations

from pathlib import Path

import click

from app import shapes
from app.cli_parts import AS_JSON, COLLECTION, opened, show, show_progress


@click.command()
@COLLECTION
@click.argument("source")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would become of the annotations.")
@AS_JSON
@click.pass_obj
def replace(annotator: str, path: Path, source: str, file: Path, dry_run: bool, as_json: bool) -> None:
    """Put the text of FILE in the place of SOURCE's.

    Its annotations move along.
    """
    from functools import partial  # noqa: PLC0415  only this command needs the readers

    from app.editing.replace import apply_replacement  # noqa: PLC0415  as above
    from app.importing.replacing import planned  # noqa: PLC0415  as above
    from app.importing.task import run_task  # noqa: PLC0415  as above

    with opened(path, annotator, write=not dry_run) as collection:
        found = collection.find_source(source)
        plan = run_task(partial(planned, path, found.id, file))
        if not dry_run:
            apply_replacement(collection, plan)
    show(shapes.replacement_json(found, plan), shapes.replacement_text(plan, done=not dry_run), as_json=as_json)


@click.command()
@COLLECTION
@AS_JSON
@click.pass_obj
def near(annotator: str, path: Path, as_json: bool) -> None:
    """List the sources whose texts are nearly the same."""
    from app.importing.near import near_duplicates  # noqa: PLC0415  only this command needs it

    with opened(path, annotator):
        found = near_duplicates(path, None, _silent)
    show([shapes.near_json(each) for each in found], "\n".join(map(shapes.near_line, found)), as_json=as_json)


@click.command()
@COLLECTION
@AS_JSON
@click.pass_obj
def scan(annotator: str, path: Path, as_json: bool) -> None:
    """Import what is new in the watched folders.

    It also says what has changed there, and what is gone.
    """
    from app.editing.watched import watched_folders  # noqa: PLC0415  only this command needs the readers
    from app.importing.job import run_import  # noqa: PLC0415  as above
    from app.importing.rules import Rules  # noqa: PLC0415  as above

    with opened(path, annotator, write=True) as collection:
        folders = tuple(folder.path for folder in watched_folders(collection))
        rules = Rules(ask_changed=True, watched=folders, label="Scan watched folders")
        report = run_import(collection, folders, progress=None if as_json else show_progress, rules=rules)
    show(shapes.scan_json(report), shapes.scan_text(report), as_json=as_json)
    if report.stopped:
        raise SystemExit(1)


def _silent(_done: int, _total: int) -> None:
    """Nobody waits for the progress of a command that only reads."""


TEXT_COMMANDS = (replace, near, scan)
