# SPDX-License-Identifier: MIT
"""Pictures of the window, to be looked at by a person: ``python -m tests.screenshots FOLDER [SCENE...]``.

The window shows the sample archive, in every theme, and each scene takes its pictures of it. Nothing is compared; the
pictures are for eyes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QApplication

from app.collection import Collection
from app.desktop.opening import make_window
from app.desktop.start import make_application
from app.sample import TITLE, fill_with_sample
from tests.screenshots import (
    actors,
    codebook,
    dialogs,
    exchange,
    form,
    importing,
    long_writing,
    nothing,
    pictured,
    reading,
    replacing,
    searching,
    sources,
    statements,
)
from tests.screenshots.camera import Camera
from tests.screenshots.highlights import take as take_highlights
from tests.screenshots.overview import take as take_overview
from tests.screenshots.page import take as take_page
from tests.screenshots.past import take as take_history
from tests.screenshots.scripts import take as take_scripts
from tests.screenshots.table import take as take_table

LARGE, USUAL, SMALL = (1440, 900), (1280, 800), (1024, 700)
THEMES = ("light", "dark")
ALL = ("light", "sepia", "dark", "contrast")


class Scene(NamedTuple):
    """What takes pictures, of which sizes of the window and in which themes."""

    take: Callable[[Camera], None]
    sizes: Sequence[tuple[int, int]] = (USUAL,)
    themes: Sequence[str] = THEMES


SCENES = {
    "table": Scene(take_table, (USUAL, SMALL)),
    "long_writing": Scene(long_writing.take, (USUAL, SMALL)),
    "history": Scene(take_history, (USUAL, SMALL)),
    "overview": Scene(take_overview, (USUAL, SMALL)),
    "reading": Scene(reading.take, (LARGE, USUAL, SMALL)),
    "exchange": Scene(exchange.take, (USUAL, SMALL)),
    "form": Scene(form.take, (USUAL, SMALL)),
    "searching": Scene(searching.take, (USUAL, SMALL)),
    "dialogs": Scene(dialogs.take),
    "actors": Scene(actors.take, (USUAL, SMALL)),
    "codebook": Scene(codebook.take, (USUAL, SMALL)),
    "importing": Scene(importing.take, (USUAL, SMALL)),
    "details": Scene(importing.details, (USUAL, SMALL)),
    "questions": Scene(importing.questions, (USUAL, SMALL)),
    "replacing": Scene(replacing.take, (USUAL, SMALL)),
    "review": Scene(replacing.review, (USUAL,)),
    "sources": Scene(sources.take, (USUAL, SMALL)),
    "erase": Scene(sources.take_erase, (USUAL, SMALL)),
    "statements": Scene(statements.take, (USUAL, SMALL)),
    "nothing": Scene(nothing.take),
    "page": Scene(take_page, (USUAL, SMALL), ALL),
    "highlights": Scene(take_highlights, themes=ALL),
    "pictured": Scene(pictured.take, (USUAL, SMALL)),
    "scripts": Scene(take_scripts),
}


def make_sample(folder: Path) -> Path:
    """Make the sample archive."""
    path = folder / f"{TITLE}.postil"
    collection = Collection.open(path, create=True, annotator="Ada")
    fill_with_sample(collection)
    collection.close()
    return path


def take(application: QApplication, folder: Path, theme: str, scene: Scene) -> None:
    """Take the pictures of one scene in one theme, of a sample archive of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ["POSTIL_HOME"] = home
        path = make_sample(Path(home))
        window = make_window(application)
        window.settings.asked = True
        window.appearance.choose(theme)
        window.frame.show()
        window.session.open_path(path)
        for width, height in scene.sizes:
            window.frame.resize(width, height)
            scene.take(Camera(window, folder, f"{theme}-{width}x{height}" if len(scene.sizes) > 1 else theme))
        window.frame.close()


def main(folder: Path, names: Sequence[str]) -> None:
    """Take the pictures of some scenes, or of all."""
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application()
    for name in names or SCENES:
        for theme in SCENES[name].themes:
            take(application, folder, theme, SCENES[name])


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out"), sys.argv[2:])
