# SPDX-License-Identifier: MIT
"""Reads REFI-QDA projects (``.qdpx``) of any tool: codes, selections with their codings and notes, sources, sets.

A selection becomes a passage with its codes, or, in a project that Postil wrote, a part of the annotation it was.
Texts come from the archive; representations of PDFs and transcripts of recordings are texts as well. What has no
text, and what has no place here (pictures, graphs), is named.
"""

import contextlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from lxml import etree

from app.exchange.incoming import BadFile, CodeIn, Incoming, Loss, SourceIn
from app.exchange.limits import Members, archive, xml
from app.exchange.qdc_read import children, codes_of, guid_of, name_of, refs, text_in
from app.exchange.refi import OURS, SOURCE_FIELDS, guid
from app.exchange.refi_selections import Selections
from database.records import RelationEnd

_HOLDERS = {
    "TextSource": "TextSource",
    "PDFSource": "Representation",
    "PictureSource": "TextDescription",
    "AudioSource": "Transcript",
    "VideoSource": "Transcript",
}
"""Where the text of each kind of source is."""

_LOST = {
    "PDFSelection": "A place on a page of a PDF is no place in a text.",
    "PictureSelection": "A part of a picture is no place in a text.",
    "AudioSelection": "A stretch of a recording is no place in a text.",
    "VideoSelection": "A stretch of a recording is no place in a text.",
    "Graph": "Drawings have no place here.",
    "MemberCode": "Sets of codes have no place here.",
}
_REMAINS = "__MACOSX/"
"""Where macOS leaves what only it understands, in archives it makes."""
_FIELD_GUIDS = {guid("variable", f"source/{name}"): name for name in SOURCE_FIELDS}


@dataclass
class Project:
    """What is looked up while the parts of a project are read, by GUID."""

    root: etree._Element
    members: Members
    ours: bool
    users: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    codes: dict[str, CodeIn] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    sets: dict[str, list[str]] = field(default_factory=dict)
    sources: dict[str, tuple[SourceIn, etree._Element]] = field(default_factory=dict)
    lost: list[Loss] = field(default_factory=list)


def read(path: Path, held: contextlib.ExitStack) -> Incoming:
    """Return what a project holds; it stays open as long as ``held``.

    Raises:
        BadFile: it is no project that can be read.
    """
    members = held.enter_context(archive(path))
    root = xml(members.read(_root_member(members)))
    if name_of(root) != "Project":
        raise BadFile("It is not a REFI-QDA project.")
    project = Project(root, members, root.get("origin", "").startswith(OURS))
    _look_up(project)
    _read_sources(project)
    selections = Selections(project.ours, project.users, project.notes, project.codes, project.variables)
    parts = [(source, holder) for source, holder in project.sources.values()]
    project.lost += _losses(project.root)
    return Incoming(
        "refi-qda",
        partial(selections.annotations, root, parts),
        tuple(selections.described(root, source) for source, _ in project.sources.values()),
        tuple(project.codes.values()),
        relations=tuple(_links(project, selections.uids(parts, root), selections.link_uids(root))),
        note=_loose_notes(project),
        lost=project.lost,
    )


def _root_member(members: Members) -> str:
    """Return the name of the project's XML: at the top, or in the one folder somebody zipped with it."""
    found = [name for name in members.names if name.casefold().endswith((".qde", ".qdex"))]
    kept = [name for name in found if not name.startswith(_REMAINS) and not _base(name).startswith("._")]
    roots = [name for name in kept if "/" not in name] or kept
    if len(roots) != 1:
        raise BadFile(f"A project has one .qde file; this archive has {len(roots) or 'none'}.")
    return roots[0]


def _look_up(project: Project) -> None:
    root = project.root
    for element in root.iter():
        name = name_of(element)
        if name == "User":
            project.users[guid_of(element)] = element.get("name", "")
        elif name == "Variable":
            project.variables[guid_of(element)] = element.get("name", "")
        elif name == "Note":
            project.notes[guid_of(element)] = _note_text(project, element)
        elif name == "Set":
            for member in refs(element, "MemberSource"):
                project.sets.setdefault(member, []).append(element.get("name", ""))
    project.codes.update(codes_of(root, project.notes))


def _note_text(project: Project, note: etree._Element) -> str:
    inline = text_in(note, "PlainTextContent")
    if inline:
        return inline
    member = _member(project.members, note.get("plainTextPath", ""))
    if member is None:
        if note.get("richTextPath"):
            project.lost.append(Loss("note", note.get("name", ""), "It is there as styled text alone."))
        return text_in(note, "Description")
    return project.members.read(member).decode("utf-8-sig", "replace")


def _read_sources(project: Project) -> None:
    for element in project.root.iter(*[f"{{*}}{name}" for name in _HOLDERS]):
        if name_of(element.getparent()) != "Sources":
            continue
        holders = [element] if name_of(element) == "TextSource" else children(element, _HOLDERS[name_of(element)])
        for number, holder in enumerate(holders):
            title = element.get("name") or holder.get("name") or _base(holder.get("plainTextPath", ""))
            title += f" ({number + 1})" if number else ""
            project.sources[guid_of(holder) or f"{guid_of(element)}/{number}"] = (
                _source(project, element, holder, title),
                holder,
            )
        if not holders:
            reason = f"It is a {name_of(element).removesuffix('Source').lower()} without a text."
            project.lost.append(Loss("source", element.get("name", ""), reason))


def _source(project: Project, element: etree._Element, holder: etree._Element, title: str) -> SourceIn:
    identity = guid_of(element) or guid_of(holder)
    inline = children(holder, "PlainTextContent")
    member = _member(project.members, holder.get("plainTextPath", ""))
    read_text = None
    if inline:
        read_text = partial(str.encode, inline[0].text or "", "utf-8", "replace")
    elif member is not None:
        read_text = partial(project.members.read, member)
    values = dict(variable_values(element))
    fields = {_FIELD_GUIDS[key]: value for key, value in values.items() if key in _FIELD_GUIDS}
    attributes = {project.variables.get(key, ""): value for key, value in values.items() if key not in _FIELD_GUIDS}
    note = "\n\n".join(filter(None, (project.notes.get(ref, "") for ref in refs(element, "NoteRef"))))
    described = text_in(element, "Description")
    return SourceIn(
        identity,
        title,
        fields.get("uid", "") or identity.replace("-", ""),
        read=read_text,
        verbatim=project.ours,
        authors=tuple(filter(None, fields.get("authors", "").split("; "))),
        fields={**fields, "note": "\n\n".join(filter(None, (described, note)))},
        attributes={name: value for name, value in attributes.items() if name and value},
        sets=tuple(project.sets.get(identity, ())),
    )


def variable_values(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the GUID of the variable and the value, as text, of each value an element has."""
    for value in children(element, "VariableValue"):
        for ref in refs(value, "VariableRef"):
            said = next((child.text or "" for child in value if name_of(child) != "VariableRef"), "")
            yield ref, said


def _member(members: Members, path: str) -> str | None:
    """Return the member of the archive that a path means, in whichever way a tool writes it."""
    if not path:
        return None
    name = path.partition("://")[2] or path
    base = _base(path)
    for candidate in (f"sources/{name}", f"Sources/{name}", name, f"sources/{base}", base):
        if candidate in members:
            return candidate
    alike = [member for member in members.names if _base(member).casefold() == base.casefold()]
    return alike[0] if len(alike) == 1 else None


def _base(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _losses(root: etree._Element) -> Iterator[Loss]:
    counts = Counter(name_of(element) for element in root.iter())
    for name, reason in _LOST.items():
        if counts[name]:
            yield Loss(name, "", reason, counts[name])
    cases = sum(bool(refs(case, "CodeRef")) for case in root.iter("{*}Case"))
    if cases:
        yield Loss("code of a case", "", "Cases have no codes here.", cases)


def _links(project: Project, uids: Mapping[str, str], known: Mapping[str, str]) -> Iterator[tuple[str, RelationEnd]]:
    """Yield links between selections, and onto such links, as relations; count the others as lost."""
    links = {guid_of(link): link for link in project.root.iter("{*}Link")}
    relations = {identity: known.get(identity, identity.replace("-", "")) for identity in links}
    others = 0
    for identity, link in links.items():
        origin = uids.get(guid_of(link, "originGUID"))
        aim = guid_of(link, "targetGUID")
        target = uids.get(aim) or relations.get(aim)
        if origin and target:
            yield origin, RelationEnd(link.get("name") or "linked to", target, relations[identity])
        else:
            others += 1
    if others:
        reason = "Links between other things than selections have no place here."
        project.lost.append(Loss("link", "", reason, others))


def _loose_notes(project: Project) -> str:
    """Return the notes that belong to the project, and those that belong to nothing, for the note of the collection."""
    used = {ref for element in project.root.iter() if name_of(element) != "Project" for ref in refs(element, "NoteRef")}
    own = set(refs(project.root, "NoteRef"))
    said = []
    for note in project.root.iter("{*}Note"):
        identity, name = guid_of(note), note.get("name", "")
        text = project.notes.get(identity, "").strip()
        if text and identity not in used:
            headed = name and not (project.ours and identity in own)
            said.append(f"## {name}\n\n{text}" if headed else text)
    return "\n\n".join([*filter(None, [text_in(project.root, "Description").strip()]), *said])
