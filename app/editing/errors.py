# SPDX-License-Identifier: MIT
"""Why an edit of actors, codes and the like is refused; each is one sentence for the user."""

from __future__ import annotations

from app.errors import PostilError


class NotThere(PostilError):
    """What should be changed is not there, or no longer."""

    def __init__(self, thing: str, reference: int | str):
        super().__init__(f"There is no {thing} {reference}.")


class NameTaken(PostilError):
    """A name belongs to something else already; ``owner`` is its id, for a merge to be offered if it ``merges``."""

    def __init__(self, thing: str, name: str, owner: int, *, merges: bool = False):
        way = "Merge the two, or choose" if merges else "Choose"
        super().__init__(f"There is already {thing} “{name}”. {way} another name.")
        self.owner = owner


class Refused(PostilError):
    """An edit that makes no sense; the sentence says why."""
