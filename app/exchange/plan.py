# SPDX-License-Identifier: MIT
"""What an import from another tool does, or would do: added, matched, changed, lost."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.exchange.record import Json

GROUPS = ("added", "matched", "changed", "lost")
_MANY = {"source": "sources", "code": "codes", "actor": "actors", "annotation": "annotations", "relation": "relations"}


@dataclass(frozen=True, slots=True)
class Line:
    """Some things of one kind: what they are, where or which, how many, and, where it needs saying, why."""

    thing: str
    name: str
    count: int = 1
    reason: str = ""

    def words(self) -> str:
        """Return the line as a person reads it."""
        many = "" if self.count == 1 else f"{self.count} "
        thing = self.thing if self.count == 1 else _MANY.get(self.thing, self.thing)
        name = f" “{self.name}”" if self.name and self.thing != "annotation" else ""
        name = f" in “{self.name}”" if self.name and self.thing == "annotation" else name
        return f"{many}{thing}{name}" + (f": {self.reason}" if self.reason else "")


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import does.

    ``matched`` is there already and stays as it is, ``changed`` is there and is filled in, ``lost`` cannot be kept.
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

    def text(self, *, done: bool = True) -> str:
        """Return the plan as a person reads it; ``done`` says whether it has been carried out."""
        lines = [f"{self.file} ({self.format})" + ("" if done else ", not written")]
        for group, of in self.groups().items():
            counts = ", ".join(f"{n} {thing if n == 1 else _MANY.get(thing, thing)}" for thing, n in _counted(of))
            lines.append(f"{group}: {counts or 'nothing'}")
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


def _counted(lines: Sequence[Line]) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    for line in lines:
        counts[line.thing] += line.count
    return list(counts.items())
