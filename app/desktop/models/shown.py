# SPDX-License-Identifier: MIT
"""Which annotations of a source are shown: those of some kinds, states, codes and annotators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from database.records import KINDS, Annotation

GROUPS = ("kind", "status", "code", "annotator")
UNCODED = ""
"""What stands for having no code."""

BELOW = " › "
_MANY = {"claim": "claims", "recommendation": "recommendations", "passage": "passages"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What is asked of an annotation, by group; nothing asked in a group lets all pass.

    ``newest`` is the highest id there was when this was chosen: what is tagged later is shown whatever it is.
    """

    chosen: Mapping[str, frozenset[str]]
    newest: int = 0

    @property
    def everything(self) -> bool:
        """Whether nothing is asked."""
        return not any(self.chosen.values())

    def __call__(self, annotation: Annotation) -> bool:
        """Tell whether an annotation is shown."""
        return annotation.id > self.newest or all(
            not wanted or not wanted.isdisjoint(values_of(annotation, group)) for group, wanted in self.chosen.items()
        )

    def toggled(self, group: str, value: str) -> Shown:
        """Return the same with one value of a group asked for, or not any more."""
        return replace(self, chosen={**self.chosen, group: self.chosen.get(group, frozenset()) ^ {value}})

    def words(self) -> str:
        """Return what is asked, in words."""
        return "; ".join(
            ", ".join(value_words(group, value) for value in sorted(self.chosen.get(group, ())))
            for group in GROUPS
            if self.chosen.get(group)
        )


EVERYTHING = Shown({})


def values_of(annotation: Annotation, group: str) -> tuple[str, ...]:
    """Return what an annotation has in a group."""
    match group:
        case "kind":
            return (annotation.kind,)
        case "status":
            return (annotation.status,)
        case "annotator":
            return (annotation.annotator,)
    return tuple(BELOW.join((*(use.under or ()), use.code)) for use in annotation.codes) or (UNCODED,)


def value_words(group: str, value: str) -> str:
    """Return a value as the window says it."""
    if group == "kind":
        return _MANY[value]
    return value or {"code": "without a code", "status": "without a status"}.get(group, "nobody")


def counts(annotations: Iterable[Annotation], shown: Shown = EVERYTHING) -> dict[str, Counter[str]]:
    """Return how many annotations have each value of each group; those asked for are there even with none."""
    found: dict[str, Counter[str]] = {group: Counter() for group in GROUPS}
    found["kind"].update(dict.fromkeys(KINDS, 0))
    for group, wanted in shown.chosen.items():
        found[group].update(dict.fromkeys(wanted, 0))
    for annotation in annotations:
        for group in GROUPS:
            found[group].update(values_of(annotation, group))
    return found
