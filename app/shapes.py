# SPDX-License-Identifier: MIT
"""What the command line prints: each result as JSON and as words."""

from collections.abc import Mapping, Sequence

from app import attribution, slots
from app.collection import Collection
from app.editing.replacement import Replacement
from app.exchange.export import Report
from app.exchange.formats import Format
from app.exchange.outcome import Outcome
from app.exchange.readable import Taken
from app.exchange.record import Json, to_json
from app.importing.job import ImportReport
from app.importing.near import Near
from app.search.concordance import Line
from app.search.engine import Results
from database.history import Change, Entry
from database.records import Annotation, Source
from database.versions import SpanRow

_SIDE = 60
"""How many characters of a place in context are printed on either side."""


def source_json(source: Source) -> dict[str, Json]:
    """Return a source without its text."""
    return {
        "id": source.id,
        "uid": source.uid,
        "title": source.title,
        "author": "; ".join(source.authors),
        "authors": list(source.authors),
        "publication": source.publication,
        "date": source.date,
        "language": source.language,
        "url": source.url,
        "format": source.format,
        "path": source.path,
        "characters": source.characters,
        "annotations": source.annotations,
        "added": source.added,
    }


def source_line(source: Source) -> str:
    """Return a source on one line."""
    about = " · ".join(part for part in (source.publication, source.date, source.language) if part)
    tagged = f"{source.annotations} annotation{'' if source.annotations == 1 else 's'}"
    return f"{source.id:>5}  {source.title}" + (f"  ({about})" if about else "") + f"  {tagged}"


def annotation_text(annotation: Annotation) -> str:
    """Return an annotation as a person reads it."""
    lines = [f"[{annotation.kind}] {annotation.quote}"]
    said = attribution.sentence(annotation.chain, annotation.slots)
    lines += [f"    {said}"] if said else []
    parts = slots.summary(annotation.slots)
    lines += [f"    {parts}"] if parts else []
    lines += [f"    status: {annotation.status}"] if annotation.status else []
    codes = ", ".join(f"{use.code} ({use.stance})" for use in annotation.codes)
    lines += [f"    codes: {codes}"] if codes else []
    lines += [f"    {relation.type} {relation.target}" for relation in annotation.relations]
    lines += [f"    {line}" for line in annotation.note.splitlines() if line.strip()]
    lines += [f"    {annotation.source_title}, {annotation.start}, {annotation.uid}"]
    return "\n".join(lines)


def import_json(report: ImportReport) -> dict[str, Json]:
    """Return what an import did."""
    return {
        "imported": [
            {"id": each.id, "title": each.title, "path": each.path, "characters": each.characters}
            for each in report.imported
        ],
        "skipped": [{"path": each.path, "reason": each.reason} for each in report.skipped],
        "failed": [{"path": each.path, "reason": each.reason} for each in report.failed],
        "notes": [{"path": each.path, "reason": each.reason} for each in report.notes],
        "stopped": report.stopped,
        "left": report.left,
    }


def import_text(report: ImportReport) -> str:
    """Return what an import did, in words."""
    counts = f"{len(report.imported)} imported, {len(report.skipped)} skipped, {len(report.failed)} failed."
    problems = [*report.notes, *report.skipped, *report.failed]
    ended = [f"{report.stopped} {report.left} files were not reached."] if report.stopped else []
    return "\n".join([counts, *ended, *(f"  {each.path}: {each.reason}" for each in problems)])


def scan_json(report: ImportReport) -> dict[str, Json]:
    """Return what a scan of watched folders did, and found changed or gone."""
    return {
        **import_json(report),
        "changed": [{"path": each.path, "source": each.source, "title": each.title} for each in report.differing],
        "gone": [{"source": source, "title": title} for source, title in report.missing],
    }


def scan_text(report: ImportReport) -> str:
    """Return what a scan did, in words."""
    changed = [f"  {each.path}: “{each.title}” has another text now." for each in report.differing]
    gone = [f"  “{title}”: its file is gone; the source stays." for _, title in report.missing]
    return "\n".join([import_text(report), *changed, *gone])


def near_json(near: Near) -> dict[str, Json]:
    """Return two sources that are nearly the same."""
    return {
        "source": near.source,
        "title": near.title,
        "other": near.other,
        "other_title": near.other_title,
        "percent": near.percent,
    }


def near_line(near: Near) -> str:
    """Return two sources that are nearly the same, on a line."""
    return f"{near.percent:3} %  {near.source} “{near.title}”, {near.other} “{near.other_title}”"


def replacement_json(source: Source, plan: Replacement) -> dict[str, Json]:
    """Return what a replacement does to the annotations of a source; those in doubt with their words."""
    return {
        "source": source.id,
        "title": source.title,
        **plan.counts,
        "lost": plan.lost,
        "warnings": list(plan.new.warnings),
        "doubtful": [
            {
                "uid": each.uid,
                "state": each.state,
                "confidence": each.confidence,
                "before": each.before,
                "after": each.after,
            }
            for each in plan.doubtful
        ],
    }


def replacement_text(plan: Replacement, *, done: bool) -> str:
    """Return what a replacement does, in words."""
    counts = ", ".join(f"{count} {state}" for state, count in plan.counts.items() if count) or "no annotations"
    head = f"{'Replaced' if done else 'Would replace'} the text: {counts}."
    doubts = [
        f"  {each.state}: {_quoted(each.old)}\n    now: {_quoted(each.new) if each.placed else 'no place'}"
        for each in plan.doubtful
    ]
    return "\n".join([head, *(f"  {warning}" for warning in plan.new.warnings), *doubts])


def _quoted(spans: Sequence[SpanRow]) -> str:
    """Return the words of a passage; a terminal shows no highlights, so what stands around them is left out."""
    return " … ".join(f"“{span.quote}”" for span in spans)


def search_json(results: Results) -> dict[str, Json]:
    """Return the answer to a query."""
    return {
        "query": results.query,
        "total": results.total,
        "did_you_mean": results.did_you_mean,
        "partial": results.partial,
        "meaning": results.meaning,
        "notes": list(results.notes),
        "mistakes": [
            {"start": m.start, "end": m.end, "sentence": m.sentence, "suggestion": m.suggestion}
            for m in results.mistakes
        ],
        "seconds": round(results.seconds, 4),
        "hits": [
            {
                "source": hit.source,
                "title": hit.title,
                "score": round(hit.score, 4),
                "snippets": [{"start": s.start, "end": s.end, "text": s.text} for s in hit.snippets],
                "annotations": list(hit.annotations),
            }
            for hit in results.hits
        ],
    }


def search_text(results: Results) -> str:
    """Return the answer to a query, in words; what was wrong with it is said elsewhere."""
    lines = list(results.notes)
    if results.did_you_mean:
        lines.append(f"Did you mean “{results.did_you_mean}”?")
    if results.partial:
        lines.append("No source has all the words; these have most of them.")
    meant = f": {results.meaning}" if results.meaning else ""
    lines.append(f"{results.total} source{'' if results.total == 1 else 's'}{meant}")
    for hit in results.hits:
        lines.append(f"{hit.source:>5}  {hit.title}")
        lines += [f"       … {' '.join(snippet.text.split())} …" for snippet in hit.snippets]
    return "\n".join(lines)


def place_json(line: Line) -> dict[str, Json]:
    """Return a place in context; ``start`` and ``end`` are code points of the source's text."""
    return {
        "source": line.source,
        "start": line.start,
        "end": line.end,
        "before": line.before,
        "words": line.words,
        "after": line.after,
    }


def place_line(line: Line) -> str:
    """Return a place in context as one line, the words under each other."""
    return f"{line.source:>5}  {line.before[-_SIDE:]:>{_SIDE}}[{line.words}]{line.after[:_SIDE]}"


def export_json(report: Report) -> dict[str, Json]:
    """Return what an export did."""
    return {
        "path": str(report.path),
        f"{report.holds}s": report.written,
        "skipped": [{"uid": uid, "reason": reason} for uid, reason in report.skipped],
    }


def export_text(report: Report) -> str:
    """Return what an export did, in words."""
    lines = [f"{report.written} {report.holds}{'' if report.written == 1 else 's'} written to {report.path}"]
    return "\n".join([*lines, *(f"  left out {uid}: {reason}" for uid, reason in report.skipped)])


def format_json(known: Format) -> dict[str, Json]:
    """Return a format and what can be chosen for it; the first value of each option is the usual one."""
    return {
        "name": known.name,
        "suffix": known.suffix,
        "title": known.title,
        "family": known.family,
        "about": known.about,
        "options": {option.name: list(option.choices) for option in known.options},
    }


def format_text(known: Format) -> str:
    """Return a format on one line, and a line for each option."""
    options = [f"{'':13}{option.name}={'|'.join(option.choices)}" for option in known.options]
    return "\n".join([f"{known.name:12} {known.title}", *options])


def step_json(name: str, change: Change | None) -> dict[str, Json]:
    """Return what undo or redo did: the label of the step and how many rows of each table it changed."""
    if change is None:
        return {name: None, "changed": {}}
    return {name: change.label, "changed": {table: len(rows) for table, rows in change.rows.items()}}


def step_text(name: str, change: Change | None) -> str:
    """Return what undo or redo did, in words."""
    return f"{name}: {change.label}" if change else f"Nothing to be {name.lower()}."


def entry_json(entry: Entry) -> dict[str, Json]:
    """Return one line of the history."""
    return {
        "action": entry.action,
        "at": entry.at,
        "kind": entry.kind,
        "label": entry.label,
        "annotator": entry.annotator,
        "step": entry.step,
        "rows": entry.rows,
    }


def entry_line(entry: Entry) -> str:
    """Return one line of the history, in words."""
    done = "" if entry.kind == "do" else f"{entry.kind}: "
    return f"{entry.at}  {entry.annotator}  {done}{entry.label} ({entry.rows} row{'' if entry.rows == 1 else 's'})"


def outcome_json(collection: Collection, outcome: Outcome) -> dict[str, Json]:
    """Return what became of annotations read from JSON."""
    written = [to_json(a, collection.original_hash(a.source)) for a in collection.iter_annotations(outcome.written)]
    return {
        "written": written,
        "present": outcome.present,
        "refused": [{"entry": number, "reason": reason} for number, reason in outcome.refused],
    }


def outcome_text(outcome: Outcome) -> str:
    """Return what became of annotations read from JSON, in words."""
    count = len(outcome.written)
    lines = [f"{count} annotation{'' if count == 1 else 's'} written, {len(outcome.present)} already there."]
    return "\n".join([*lines, *(f"  entry {number + 1}: {reason}" for number, reason in outcome.refused)])


def demo_text(steps: Sequence[tuple[str, Mapping[str, Json] | str]]) -> str:
    """Return what the demo did, one step a line."""
    return "\n".join(f"{step}\n    {result}" for step, result in steps)


def taken_json(kind: Taken) -> dict[str, Json]:
    """Return a kind of file that can be taken in."""
    return {"name": kind.name, "suffixes": list(kind.suffixes), "title": kind.title}


def taken_text(kind: Taken) -> str:
    """Return a kind of file that can be taken in, in words."""
    return f"{kind.name:10} {kind.title} ({', '.join(kind.suffixes)})"
