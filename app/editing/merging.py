# SPDX-License-Identifier: MIT
"""What has to be true before several actors, codes or statements are made one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.editing.errors import Refused


def to_merge(things: str, target: int, others: Sequence[int], require: Callable[[int], object]) -> list[int]:
    """Return what is to become one with ``target``, each id once; ``things`` is what they are, for the user.

    Raises:
        PostilError: ``require`` raised it, since one of them is not there.
        Refused: there is nothing to merge.
    """
    rest = [row for row in dict.fromkeys(others) if row != target]
    for row in (target, *rest):
        require(row)
    if not rest:
        raise Refused(f"Choose two or more {things} to merge.")
    return rest
