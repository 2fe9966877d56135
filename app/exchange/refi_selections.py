# SPDX-License-Identifier: MIT
"""The selections of a REFI-QDA project as annotations, with what cases say of them.

In a project that Postil wrote, a case is an annotation: it names its selections and holds the whole of it as JSON.
Codings, notes and places that another tool has changed since count for more than that record.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from app.exchange.incoming import AnnotationIn, BadEntry, CodeIn, Loss, Part, SourceIn
from app.exchange.native import read_entry
from app.exchange.qdc_read import KIND_GUIDS, children, guid_of, refs, text_in
from app.exchange.refi import RECORD, guid
from database.records import CodeUse, Slot

_SELECTIONS = ("PlainTextSelection", "TranscriptSelection")


@dataclass
class _Case:
    """What a case says: its name, its values by the name of the variable, and what it points at."""

    name: str
    values: dict[str, str]
    selections: list[str]
    sources: list[str]


class Selections:
    """Reads selections, with what is looked up for them by GUID."""

    def __init__(
        self,
        ours: bool,
        users: Mapping[str, str],
        notes: Mapping[str, str],
        codes: Mapping[str, CodeIn],
        variables: Mapping[str, str],
    ):
        self._ours = ours
        self._users = users
        self._notes = notes
        self._codes = codes
        self._variables = variables
        self._cases: list[_Case] | None = None
        self._by_selection: dict[str, list[_Case]] = {}

    def annotations(
        self, root: etree._Element, sources: Sequence[tuple[SourceIn, etree._Element]]
    ) -> Iterator[AnnotationIn | Loss]:
        """Yield the annotations of the project, source by source."""
        self._read_cases(root)
        number = 0
        for source, holder in sources:
            for group in self._groups(holder):
                try:
                    yield self._annotation(number, source, holder, group)
                except BadEntry as error:
                    yield Loss("annotation", source.title, str(error), number=number)
                number += 1
            for coding in children(holder, "Coding"):
                yield self._of_whole(number, source, coding)
                number += 1

    def uids(self, sources: Sequence[tuple[SourceIn, etree._Element]], root: etree._Element) -> dict[str, str]:
        """Return the uid of the annotation that each selection becomes a part of."""
        self._read_cases(root)
        found = {}
        for _, holder in sources:
            for group in self._groups(holder):
                uid = self._uid(group)
                found.update({guid_of(selection): uid for selection in group})
        return found

    def described(self, root: etree._Element, source: SourceIn) -> SourceIn:
        """Return a source with what cases say of it: their variables as attributes, the case itself as a set."""
        self._read_cases(root)
        about = [case for case in self._cases or () if source.key in case.sources]
        if not about or self._ours:
            return source
        values = {name: value for case in about for name, value in case.values.items() if value}
        names = [case.name for case in about if case.name]
        return replace(
            source, attributes={**source.attributes, **values}, sets=tuple(dict.fromkeys([*source.sets, *names]))
        )

    def _read_cases(self, root: etree._Element) -> None:
        if self._cases is not None:
            return
        self._cases = []
        for element in root.iter("{*}Case"):
            values = {}
            for value in children(element, "VariableValue"):
                for ref in refs(value, "VariableRef"):
                    said = [child.text or "" for child in value if guid_of(child, "targetGUID") != ref]
                    values[self._variables.get(ref, "variable")] = "".join(said[:1])
            case = _Case(element.get("name", ""), values, refs(element, "SelectionRef"), refs(element, "SourceRef"))
            self._cases.append(case)
            for selection in case.selections:
                self._by_selection.setdefault(selection, []).append(case)

    def _groups(self, holder: etree._Element) -> Iterator[list[etree._Element]]:
        """Yield the selections that make one annotation: each alone, but those of one of our cases together."""
        selections = {guid_of(each): each for each in children(holder, *_SELECTIONS)}
        done: set[str] = set()
        for identity, selection in selections.items():
            if identity in done:
                continue
            case = self._record(identity)
            together = [selections[each] for each in case.selections if each in selections] if case else [selection]
            done.update(map(guid_of, together))
            yield together

    def _record(self, selection: str) -> _Case | None:
        return next((case for case in self._by_selection.get(selection, ()) if RECORD in case.values), None)

    def link_uids(self, root: etree._Element) -> dict[str, str]:
        """Return the uids that links had as relations, by the GUIDs that Postil gave them."""
        self._read_cases(root)
        entries = [entry for entry in map(_entry, self._cases or ()) if entry is not None]
        return {guid("link", relation.uid): relation.uid for entry in entries for relation in entry.relations}

    def _uid(self, group: Sequence[etree._Element]) -> str:
        case = self._record(guid_of(group[0]))
        entry = _entry(case) if case else None
        return entry.uid if entry else guid_of(group[0]).replace("-", "")

    def _annotation(
        self, number: int, source: SourceIn, holder: etree._Element, group: Sequence[etree._Element]
    ) -> AnnotationIn:
        first = group[0]
        parts = tuple(_part(selection, holder) for selection in group)
        codings = [coding for selection in group for coding in children(selection, "Coding")]
        case = self._record(guid_of(first))
        if case is not None:
            return self._recorded(number, source, parts, codings, case, self._noted(group, []))
        said = text_in(first, "Description")
        return AnnotationIn(
            number,
            source,
            parts,
            kind=self._kind(codings),
            uid=guid_of(first).replace("-", ""),
            slots=tuple(self._slots(guid_of(first))),
            codes=tuple(self._uses(codings)),
            note="\n\n".join(filter(None, (said, self._noted(group, codings)))),
            annotator=self._user(first, codings),
            created=first.get("creationDateTime", ""),
            modified=first.get("modifiedDateTime", ""),
        )

    def _recorded(
        self,
        number: int,
        source: SourceIn,
        parts: tuple[Part, ...],
        codings: Sequence[etree._Element],
        case: _Case,
        note: str,
    ) -> AnnotationIn:
        """Return an annotation Postil wrote, with what another tool has changed of it."""
        entry = _entry(case)
        if entry is None:
            raise BadEntry("Its record is not an annotation any more.")
        present = {_path(use): use for use in self._uses(codings)}
        kept = [use for use in entry.codes if _path(use) in present]
        known = {_path(use) for use in kept}
        new = [use for place, use in present.items() if place not in known]
        kind = self._kind(codings) if self._kinds(codings) else entry.kind
        status = entry.status if kind == entry.kind else ""
        codes = (*kept, *new)
        return replace(
            entry,
            number=number,
            source=source,
            parts=parts,
            quote="",
            codes=codes,
            note=note,
            kind=kind,
            status=status,
            relations=(),
            anchors=(),
        )

    def _of_whole(self, number: int, source: SourceIn, coding: etree._Element) -> AnnotationIn:
        """Return the coding of a whole source as a passage that is all of its text."""
        return AnnotationIn(
            number,
            source,
            uid=guid_of(coding).replace("-", ""),
            codes=tuple(self._uses([coding])),
            note=self._noted([coding], []),
            annotator=self._user(coding, []),
            created=coding.get("creationDateTime", ""),
        )

    def _uses(self, codings: Sequence[etree._Element]) -> Iterator[CodeUse]:
        seen = set()
        for coding in codings:
            for ref in refs(coding, "CodeRef"):
                code = self._codes.get(ref)
                if code is not None and code.path not in seen:
                    seen.add(code.path)
                    yield CodeUse(code.path[-1], "neutral", code.path[:-1])

    @staticmethod
    def _kinds(codings: Sequence[etree._Element]) -> list[str]:
        return [KIND_GUIDS[ref] for coding in codings for ref in refs(coding, "CodeRef") if ref in KIND_GUIDS]

    def _kind(self, codings: Sequence[etree._Element]) -> str:
        return next(iter(self._kinds(codings)), "passage")

    def _noted(self, elements: Sequence[etree._Element], codings: Sequence[etree._Element]) -> str:
        found = [ref for element in (*elements, *codings) for ref in refs(element, "NoteRef")]
        return "\n\n".join(filter(None, (self._notes.get(ref, "") for ref in dict.fromkeys(found))))

    def _slots(self, selection: str) -> Iterator[Slot]:
        for case in self._by_selection.get(selection, ()):
            if case.name:
                yield Slot("case", case.name)
            for name, value in case.values.items():
                if name and value:
                    yield Slot(name, value)

    def _user(self, element: etree._Element, codings: Sequence[etree._Element]) -> str:
        found = (self._users.get(guid_of(each, "creatingUser"), "") for each in (element, *codings))
        return next(filter(None, found), "")


def _path(use: CodeUse) -> tuple[str, ...]:
    return (*(use.under or ()), use.code)


def _entry(case: _Case) -> AnnotationIn | None:
    """Return the annotation that a case of ours holds, or None."""
    try:
        return read_entry(0, json.loads(case.values.get(RECORD, "")))
    except (ValueError, RecursionError, BadEntry):
        return None


def _part(selection: etree._Element, holder: etree._Element) -> Part:
    """Return the place of a selection; that of a transcript goes from one of its points to another.

    Raises:
        BadEntry: it has none.
    """
    start, end = selection.get("startPosition"), selection.get("endPosition")
    if start is None and end is None:
        points = {guid_of(point): point.get("position") for point in children(holder, "SyncPoint")}
        start = points.get(guid_of(selection, "fromSyncPoint"))
        end = points.get(guid_of(selection, "toSyncPoint"))
    try:
        return Part(int(start or ""), int(end or ""))
    except ValueError as error:
        raise BadEntry(f"The selection “{selection.get('name', '')}” has no place.") from error
