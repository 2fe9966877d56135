# SPDX-License-Identifier: MIT
"""What became of the entries of an import, one by one, for those who ask by entry and not by plan."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of each entry: the ids written, those already there, and a sentence for each refused."""

    written: list[int] = field(default_factory=list)
    present: list[str] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
