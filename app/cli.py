# SPDX-License-Identifier: MIT
"""The command line: what the window does, without a screen. No Qt is imported here.

The commands and the shapes they print are stable; scripts rely on them. Every command takes ``--json``, and
every error is one sentence on the standard error with exit status 1.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict, Unpack

import click

from app import __version__, attribution, shapes
from app.cli_exchange import EXCHANGE_COMMANDS
from app.cli_parts import AS_JSON, COLLECTION, QUERY, opened, say_mistakes, show, show_progress
from app.cli_search import SEARCH_COMMANDS
from app.cli_texts import TEXT_COMMANDS
from app.collection import Collection
from app.editing import actors, codebook
from app.errors import PostilError, sentence
from app.exchange.record import to_json
from app.settings import Settings, settings_path
from app.tagging import parse_code, parse_slot, passage
from database.errors import CollectionError
from database.records import ADDRESSEE, Annotation, Link, Slot

KINDS = click.Choice(["claim", "recommendation", "passage"])


class _Said(TypedDict):
    """What the options of ``tag`` say about one passage, by their names."""

    quote: str
    start: int | None
    end: int | None
    speaker: tuple[str, ...]
    organisation: tuple[str, ...]
    addressee: tuple[str, ...]
    via: tuple[str, ...]
    work: str
    code: tuple[str, ...]
    slot: tuple[str, ...]
    status: str | None
    note: str


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="postil")
@click.option("--annotator", envvar="POSTIL_ANNOTATOR", default="", metavar="NAME", help="Who tags.")
@click.pass_context
def postil(context: click.Context, annotator: str) -> None:
    """Read, search and annotate an archive of texts.

    Without a command, “postil [COLLECTION]” opens the window.
    """
    context.obj = annotator or Settings(settings_path()).annotator


@postil.command("import")
@COLLECTION
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--heading/--no-heading",
    default=None,
    help="Whether the first row of tables names their columns; without either, the row itself tells.",
)
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="For tables: what a column, by its name or number, holds: text, title, authors, publication, date, language, "
    "url, licence, attribute or nothing.",
)
@AS_JSON
@click.pass_obj
def import_(
    annotator: str, path: Path, paths: tuple[Path, ...], heading: bool | None, mapped: tuple[str, ...], as_json: bool
) -> None:
    """Import files and folders.

    The collection is made if it is not there. What cannot be read is listed with its reason, and the rest comes in.
    """
    from app.importing.job import run_import  # noqa: PLC0415  only this command needs the readers
    from app.importing.rules import Rules  # noqa: PLC0415  as above

    rules = Rules(headed=heading, held=_held(mapped))
    with opened(path, annotator, write=True, create=True) as collection:
        report = run_import(collection, paths, progress=None if as_json else show_progress, rules=rules)
    show(shapes.import_json(report), shapes.import_text(report), as_json=as_json)
    if report.stopped:
        raise SystemExit(1)


def _held(mapped: tuple[str, ...]) -> dict[str, str]:
    """Return what columns of tables are said to hold."""
    if not mapped:
        return {}
    from app.exchange.taking import parse_mapping  # noqa: PLC0415  only this option needs it
    from app.importing.table_columns import fields_of  # noqa: PLC0415  as above

    return fields_of(parse_mapping(mapped))


@postil.command()
@COLLECTION
@AS_JSON
@click.pass_obj
def sources(annotator: str, path: Path, as_json: bool) -> None:
    """List the sources of a collection."""
    with opened(path, annotator) as collection:
        found = collection.sources()
    show([shapes.source_json(s) for s in found], "\n".join(map(shapes.source_line, found)), as_json=as_json)


@postil.command()
@COLLECTION
@click.argument("source")
@AS_JSON
@click.pass_obj
def text(annotator: str, path: Path, source: str, as_json: bool) -> None:
    """Print the canonical text of a source.

    SOURCE is its id, its uid or its exact title.
    """
    with opened(path, annotator) as collection:
        found = collection.find_source(source)
        canonical, _ = collection.text(found.id)
    show({**shapes.source_json(found), "text": canonical}, canonical, as_json=as_json)


@postil.command()
@COLLECTION
@click.argument("source", required=False)
@click.argument("kind", required=False, type=KINDS)
@click.option("--quote", default="", metavar="TEXT", help="The words to tag; white space is folded.")
@click.option("--start", type=int, metavar="N", help="Where the passage starts, in code points.")
@click.option("--end", type=int, metavar="N", help="Where it ends (not included).")
@click.option("--speaker", multiple=True, metavar="NAME", help="Who holds it; “unattributed” and “anonymous” count.")
@click.option(
    "--organisation", multiple=True, metavar="NAME", help="For whom they speak; else where they belonged then."
)
@click.option("--addressee", multiple=True, metavar="NAME", help="Whom it addresses.")
@click.option("--via", multiple=True, metavar="NAME", help="Through whom it reached the page.")
@click.option("--work", default="", metavar="TITLE", help="In which work it stands.")
@click.option("--code", multiple=True, metavar="NAME[:STANCE]", help="A code, with supports, opposes or neutral.")
@click.option("--slot", multiple=True, metavar="NAME=VALUE", help="A part of the statement: deontic=should.")
@click.option("--status", default=None, metavar="STATE", help="The state it is in.")
@click.option("--note", default="", metavar="MARKDOWN")
@click.option(
    "--from-json", "entries", type=click.File(encoding="utf-8"), metavar="FILE", help="Tag from JSON, or “-”."
)
@AS_JSON
@click.pass_obj
def tag(
    annotator: str,
    path: Path,
    source: str | None,
    kind: str | None,
    entries: Iterator[str] | None,
    as_json: bool,
    **said: Unpack[_Said],
) -> None:
    """Tag a passage of SOURCE.

    It becomes a claim, a recommendation, or a passage that only carries codes. SOURCE is an id, a uid or a title.
    """
    with opened(path, annotator, write=True) as collection:
        _hint_annotator(collection)
        if entries is not None:
            _tag_from_json(collection, "".join(entries), as_json=as_json)
            return
        if source is None or kind is None:
            raise click.UsageError("Say which source and kind, or give --from-json.")
        found = collection.find_source(source)
        made = _tagged(collection, found.id, kind, said)
        sha256 = collection.original_hash(found.id)
    show(to_json(made, sha256), shapes.annotation_text(made), as_json=as_json)


@postil.command()
@COLLECTION
@click.option("--source", metavar="SOURCE", help="Only those of one source.")
@QUERY
@AS_JSON
@click.pass_obj
def annotations(annotator: str, path: Path, source: str | None, query: str, as_json: bool) -> None:
    """List annotations, in text order."""
    with opened(path, annotator) as collection:
        within = None if source is None else collection.find_source(source).id
        say_mistakes(collection, query)
        ids = collection.matching_annotations(query, within)
        found = list(collection.iter_annotations(ids))
        hashes = {a.source: collection.original_hash(a.source) for a in found}
    show(
        [to_json(a, hashes[a.source]) for a in found],
        "\n\n".join(map(shapes.annotation_text, found)),
        as_json=as_json,
    )


@postil.command()
@COLLECTION
@AS_JSON
@click.pass_obj
def undo(annotator: str, path: Path, as_json: bool) -> None:
    """Take back the last step."""
    with opened(path, annotator, write=True) as collection:
        change = collection.undo()
    show(shapes.step_json("undone", change), shapes.step_text("Undone", change), as_json=as_json)


@postil.command()
@COLLECTION
@AS_JSON
@click.pass_obj
def redo(annotator: str, path: Path, as_json: bool) -> None:
    """Do the last undone step again."""
    with opened(path, annotator, write=True) as collection:
        change = collection.redo()
    show(shapes.step_json("redone", change), shapes.step_text("Redone", change), as_json=as_json)


@postil.command()
@COLLECTION
@click.option("--limit", default=50, show_default=True, metavar="N", type=click.IntRange(1))
@AS_JSON
@click.pass_obj
def history(annotator: str, path: Path, limit: int, as_json: bool) -> None:
    """List what was done, newest first."""
    with opened(path, annotator) as collection:
        entries = collection.log(limit)
    show([shapes.entry_json(e) for e in entries], "\n".join(map(shapes.entry_line, entries)), as_json=as_json)


@postil.command()
@COLLECTION
@click.option("--repair", is_flag=True, help="Write the search index, its words and the undo steps afresh.")
@AS_JSON
@click.pass_obj
def check(annotator: str, path: Path, repair: bool, as_json: bool) -> None:
    """Check that a collection is whole."""
    with opened(path, annotator, write=True, required=repair) as collection:
        problems = collection.check(repair=repair)
    show(
        {"ok": not problems, "problems": problems, "repaired": repair},
        "\n".join(problems) or "The collection is whole.",
        as_json=as_json,
    )
    if problems:
        raise SystemExit(1)


@postil.command()
@click.option(
    "--output", default=Path("postil-demo"), show_default=True, metavar="DIR", type=click.Path(path_type=Path)
)
@AS_JSON
def demo(output: Path, as_json: bool) -> None:
    """Do the main job on the sample archive, and say what was done."""
    from app.demo import run_demo  # noqa: PLC0415  only this command needs it

    steps = run_demo(output)
    show([{"step": step, "result": result} for step, result in steps], shapes.demo_text(steps), as_json=as_json)


for command in (*EXCHANGE_COMMANDS, *SEARCH_COMMANDS, *TEXT_COMMANDS):
    postil.add_command(command)


def main(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    try:
        postil.main(arguments, prog_name="postil", standalone_mode=False)
    except click.exceptions.Abort:
        return _complain("Cancelled.")
    except click.ClickException as error:
        return _complain(error.format_message())
    except (PostilError, CollectionError, OSError) as error:
        return _complain(sentence(error))
    except SystemExit as exit_:
        return int(exit_.code or 0)
    return 0


def _complain(words: str) -> int:
    click.echo(words, err=True)
    return 1


def _tagged(collection: Collection, source: int, kind: str, said: _Said) -> Annotation:
    canonical, _ = collection.text(source)
    known = {entry.name for entry in codebook.tree(collection)}
    return collection.tag(
        source,
        kind,
        [passage(canonical, said["quote"], said["start"], said["end"])],
        chain=actors.with_organisations(collection, source, _chain(said)),
        slots=_slots(collection, said["slot"], said["addressee"]),
        codes=[parse_code(given, known) for given in said["code"]],
        note=said["note"],
        status=said["status"],
    )


def _chain(said: _Said) -> list[Link]:
    chain = attribution.set_organisations(attribution.set_speakers([], said["speaker"]), said["organisation"])
    return attribution.set_work(attribution.set_via(chain, said["via"]), said["work"])


def _slots(collection: Collection, given: tuple[str, ...], addressees: tuple[str, ...]) -> list[Slot]:
    filled = [parse_slot(each, lambda uid: collection.find_annotation(uid) is not None) for each in given]
    named = [slot.actor for slot in filled if slot.name == ADDRESSEE]
    return attribution.set_addressees(filled, [*named, *addressees])


def _hint_annotator(collection: Collection) -> None:
    if not collection.has_annotator:
        click.echo(
            f"Nobody has said who tags, so this is recorded as “{collection.annotator}”. "
            "Give --annotator NAME before the command, or set POSTIL_ANNOTATOR.",
            err=True,
        )


def _tag_from_json(collection: Collection, given: str, *, as_json: bool) -> None:
    from app.exchange.native import read_entries, write_entries  # noqa: PLC0415  only this option needs it

    outcome = write_entries(collection, read_entries(given))
    show(shapes.outcome_json(collection, outcome), shapes.outcome_text(outcome), as_json=as_json)
    if outcome.refused:
        raise SystemExit(1)
