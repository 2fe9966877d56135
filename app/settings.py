# SPDX-License-Identifier: MIT
"""What Postil remembers about its user, outside any collection: preferences, and the last place.

Two JSON files: ``settings.json`` (what the user chose) and ``state.json`` (what the window remembers). They lie
in the folders the platform gives for such things, or both in the folder that the environment variable
``POSTIL_HOME`` names. A file that cannot be read counts as empty: losing a preference is better than not
starting.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from app.errors import PostilError

HOME_VARIABLE: Final = "POSTIL_HOME"
RECENT_LIMIT: Final = 10
PLACES_LIMIT: Final = 2000
QUERIES_LIMIT: Final = 20

Json = str | int | float | bool | None | Sequence["Json"] | dict[str, "Json"]


class NotKept(PostilError):
    """What was chosen holds until the program ends, but not for the next time: the disk refused it."""

    def __init__(self, path: Path, reason: str):
        super().__init__(
            f"This holds until you close Postil. It cannot be kept: “{path}” cannot be written ({reason})."
        )


class Memory:
    """One JSON file of values by name, written whole and at once."""

    def __init__(self, path: Path):
        self.path = path
        self._values = _read(path)

    def save(self) -> None:
        """Write the file, by way of a new one, so that a crash cannot leave half of it.

        Raises:
            NotKept: the folder cannot be written to.
        """
        draft = self.path.with_suffix(".part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            draft.replace(self.path)
        except OSError as error:
            raise NotKept(self.path, error.strerror or "the system refused") from error

    def keep(self) -> None:
        """Write the file if that is possible: nothing that waits for it is to fail for want of a preference."""
        with contextlib.suppress(NotKept):
            self.save()

    def text(self, name: str) -> str:
        """Return a text, empty where there is none."""
        value = self._values.get(name)
        return value if isinstance(value, str) else ""

    def flag(self, name: str) -> bool:
        """Return a yes or no; no where there is none."""
        return self._values.get(name) is True

    def numbers(self, name: str) -> list[int]:
        """Return a list of whole numbers, empty where there is none."""
        value = self._values.get(name)
        return [item for item in value if isinstance(item, int)] if isinstance(value, list) else []

    def texts(self, name: str) -> list[str]:
        """Return a list of texts, empty where there is none."""
        value = self._values.get(name)
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

    def table(self, name: str) -> dict[str, Json]:
        """Return a copy of a table of values by key, empty where there is none."""
        value = self._values.get(name)
        return dict(value) if isinstance(value, dict) else {}

    def put(self, name: str, value: Json) -> None:
        """Keep a value until the next :meth:`save`."""
        self._values[name] = value


class Settings(Memory):
    """What the user chose."""

    @property
    def annotator(self) -> str:
        """The name that stands in each annotation and change; empty where the user gave none."""
        return self.text("annotator")

    @annotator.setter
    def annotator(self, name: str) -> None:
        self.put("annotator", name.strip())

    @property
    def asked(self) -> bool:
        """Whether the user has been asked for a name."""
        return self.flag("asked")

    @asked.setter
    def asked(self, asked: bool) -> None:
        self.put("asked", asked)

    @property
    def theme(self) -> str:
        """The name of a theme, or ``system`` to follow the desktop."""
        return self.text("theme") or "system"

    @theme.setter
    def theme(self, name: str) -> None:
        self.put("theme", name)

    @property
    def names(self) -> bool:
        """Whether a search also finds names in the other script: Lukashenko for Лукашенко, and back."""
        return self.flag("names")

    @names.setter
    def names(self, wanted: bool) -> None:
        self.put("names", wanted)

    def replica(self) -> str:
        """Return the name of this installation in the history of collections; made at the first call."""
        known = self.text("replica")
        if not known:
            known = os.urandom(8).hex()
            self.put("replica", known)
            self.keep()
        return known


class State(Memory):
    """What the window remembers from one start to the next."""

    @property
    def recent(self) -> list[Path]:
        """The collections opened last, the latest first."""
        return [Path(path) for path in self.texts("recent")]

    @property
    def last(self) -> Path | None:
        """The collection opened last, where it is still there."""
        recent = self.recent
        return recent[0] if recent and recent[0].exists() else None

    def opened(self, collection: Path) -> None:
        """Put a collection at the head of the recent ones."""
        path = str(collection.absolute())
        others = [known for known in self.texts("recent") if known != path]
        self.put("recent", [path, *others][:RECENT_LIMIT])

    def forget(self, collection: Path) -> None:
        """Take a collection out of the recent ones."""
        path = str(collection.absolute())
        self.put("recent", [known for known in self.texts("recent") if known != path])

    def last_source(self, collection: Path) -> str:
        """Return the uid of the source that was open last in a collection, or nothing."""
        value = self.table("sources").get(str(collection.absolute()))
        return value if isinstance(value, str) else ""

    def keep_source(self, collection: Path, uid: str) -> None:
        """Remember the source that is open in a collection."""
        self.put("sources", {**self.table("sources"), str(collection.absolute()): uid})

    @property
    def queries(self) -> list[str]:
        """What was asked lately, the latest first."""
        return self.texts("queries")

    def keep_query(self, query: str) -> None:
        """Put a query at the head of those asked lately."""
        asked = query.strip()
        if asked:
            others = [known for known in self.queries if known != asked]
            self.put("queries", [asked, *others][:QUERIES_LIMIT])

    def forget_query(self, query: str) -> None:
        """Take a query out of those asked lately."""
        self.put("queries", [known for known in self.queries if known != query])

    def place(self, uid: str) -> tuple[int, float] | None:
        """Return where the user was in a source: an offset in code points and a part of a line; None at first."""
        match self.table("places").get(uid):
            case [int(offset), int() | float() as part]:
                return offset, float(part)
        return None

    def keep_place(self, uid: str, offset: int, part: float) -> None:
        """Remember where the user is in a source; the places touched longest ago are let go."""
        places = self.table("places")
        places.pop(uid, None)
        places[uid] = [offset, round(part, 3)]
        self.put("places", dict(list(places.items())[-PLACES_LIMIT:]))


def settings_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where the settings lie."""
    home = environment.get(HOME_VARIABLE)
    if home:
        return Path(home) / "settings.json"
    from platformdirs import user_config_path  # noqa: PLC0415  needed in one of two cases, and at every start

    return user_config_path("postil", appauthor=False) / "settings.json"


def state_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where the state of the window lies."""
    home = environment.get(HOME_VARIABLE)
    if home:
        return Path(home) / "state.json"
    from platformdirs import user_state_path  # noqa: PLC0415

    return user_state_path("postil", appauthor=False) / "state.json"


def documents_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where new collections are put unless the user says otherwise."""
    home = environment.get(HOME_VARIABLE)
    if home:
        return Path(home)
    from platformdirs import user_documents_path  # noqa: PLC0415

    return user_documents_path()


def _read(path: Path) -> dict[str, Json]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}
