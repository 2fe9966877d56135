# SPDX-License-Identifier: MIT
"""What an import from another tool does, or would do: added, matched, changed, lost."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.exchange.record import Json

GROUPS = ("added", "matched", "changed", "lost")
_MANY = {
    "note of the collection": "note of the collection",
    "set of codes": "sets of codes",
    "code of a case": "codes of cases",
    "first of a statement": "firsts of statements",
    "saved search": "saved searches",
}
_VERBS = {
    "added": (("has been added", "have been added"), ("would be added", "would be added")),
    "matched": (("was here already", "were here already"), ("is here already", "are here already")),
    "changed": (("has been changed", "have been changed"), ("would be changed", "would be changed")),
    "lost": (("could not be kept", "could not be kept"), ("cannot be kept", "cannot be kept")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """Some things of one kind: what they are, where or which, how many, and, where it needs saying, why."""

    thing: str
    name: str
    count: int = 1
    reason: str = ""

    @property
    def many(self) -> str:
        """What is counted, in the number it has."""
        return _number(self.thing, self.count)

    @property
    def where(self) -> str:
        """Which one it is or, for annotations, in which source; empty where there is no name."""
        name = f"“{self.name}”" if self.name else ""
        return f"in {name}" if name and self.thing == "annotation" else name

    def words(self) -> str:
        """Return the line as a person reads it."""
        many = "" if self.count == 1 else f"{self.count} "
        where = f" {self.where}" if self.where else ""
        return f"{many}{self.many}{where}" + (f": {self.reason}" if self.reason else "")


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import does.

    ``matched`` is there already and stays as it is, ``changed`` is there and gets what it lacks
    or, from a codebook, what that says, ``lost`` cannot be kept.
    """

    format: str
    file: str
    added: tuple[Line, ...] = ()
    matched: tuple[Line, ...] = ()
    changed: tuple[Line, ...] = ()
    lost: tuple[Line, ...] = ()

    def groups(self) -> Mapping[str, Sequence[Line]]:
        """Return the lines by what becomes of the things."""
        return {"added": self.added, "matched": self.matched, "changed": self.changed, "lost": self.lost}

    def count(self, group: str, thing: str) -> int:
        """Return how many things of a kind are added, matched, changed or lost."""
        return sum(line.count for line in self.groups()[group] if line.thing == thing)

    def totals(self) -> dict[str, dict[str, int]]:
        """Return how many things of each kind are in each group."""
        return {
            group: {thing: self.count(group, thing) for thing in dict.fromkeys(line.thing for line in lines)}
            for group, lines in self.groups().items()
        }

    def phrase(self, group: str) -> str:
        """Return how many things of each kind are in a group: “2 sources, 12 annotations”; empty for none."""
        counts = _counted(self.groups()[group])
        return ", ".join(f"{n:,} {_number(thing, n)}" for thing, n in counts)

    def sentence(self, *, done: bool) -> str:
        """Return what is done, or would be, in a few sentences."""
        parts = []
        for group, (verbs, conditional) in _VERBS.items():
            counts = _counted(self.groups()[group])
            words = _series([f"{n:,} {_number(thing, n)}" for thing, n in counts])
            single = sum(n for _, n in counts) == 1
            if counts:
                parts.append(f"{words} {(verbs[0] if single else verbs[1]) if done else conditional[not single]}.")
        return " ".join(parts) or "Nothing in it is new."

    @property
    def does_something(self) -> bool:
        """Whether anything is added or changed."""
        return bool(self.added or self.changed)

    def text(self, *, done: bool = True) -> str:
        """Return the plan as a person reads it; ``done`` says whether it has been carried out."""
        lines = [f"{self.file} ({self.format})" + ("" if done else ", not written")]
        for group, of in self.groups().items():
            lines.append(f"{group}: {self.phrase(group) or 'nothing'}")
            lines += [f"  {line.words()}" for line in of if group != "matched" or line.reason]
        return "\n".join(lines)

    def to_json(self) -> dict[str, Json]:
        """Return the plan for scripts."""
        groups: dict[str, Json] = {
            group: [{"thing": each.thing, "name": each.name, "count": each.count, "reason": each.reason} for each in of]
            for group, of in self.groups().items()
        }
        return {"format": self.format, "file": self.file, "totals": self.totals(), **groups}


class Tally:
    """A plan in the making; things that are alike are counted together."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[tuple[str, str, str]]] = {group: Counter() for group in GROUPS}

    def add(self, group: str, thing: str, name: str = "", reason: str = "", count: int = 1) -> None:
        """Count something."""
        self._counts[group][thing, " ".join(name.split())[:200], reason] += count

    def plan(self, format_name: str, file: str) -> Plan:
        """Return what has been counted."""
        lines = [tuple(Line(t, n, c, r) for (t, n, r), c in self._counts[group].items()) for group in GROUPS]
        return Plan(format_name, file, *lines)


def _number(thing: str, count: int) -> str:
    """Return the name of a thing in the number that goes with a count."""
    if count == 1 or thing.endswith("s"):
        return thing
    return _MANY.get(thing) or (f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s")


def _series(items: Sequence[str]) -> str:
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def _counted(lines: Sequence[Line]) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    for line in lines:
        counts[line.thing] += line.count
    return list(counts.items())
