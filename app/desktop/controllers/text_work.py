# SPDX-License-Identifier: MIT
"""What is done with the texts of sources, put together: brought in, watched, replaced, corrected, described."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance
from app.desktop.controllers.correcting import Correcting
from app.desktop.controllers.detailing import Detailing
from app.desktop.controllers.importing import Importing
from app.desktop.controllers.pages import Pages
from app.desktop.controllers.reading import Reading
from app.desktop.controllers.replacing import Replacing
from app.desktop.controllers.replacing_all import ReplacingAll
from app.desktop.controllers.reporting import Reporting
from app.desktop.controllers.session import Session
from app.desktop.controllers.sources import Sources
from app.desktop.controllers.versions import Versions
from app.desktop.controllers.watching import Watching
from app.desktop.panels.status_line import StatusLine
from app.desktop.reading.view import ReadingView


class TextWork(QObject):
    """The controllers of this work. ``said`` carries a word to the user, ``source_asked`` a source to read."""

    said = Signal(str)
    source_asked = Signal(int)

    def __init__(
        self,
        session: Session,
        reading: Reading,
        pages: Pages,
        view: ReadingView,
        sources: Sources,
        status: StatusLine,
        appearance: Appearance,
        window: QWidget,
    ):
        super().__init__(window)
        self.importing = Importing(session, status, appearance, window)
        self.replacing = Replacing(session, reading, appearance, window)
        self.versions = Versions(session, pages, self.replacing, appearance, window)
        self.replacing_all = ReplacingAll(session, status, window)
        self.reporting = Reporting(
            session, self.importing, self.replacing, self.replacing_all, status, appearance, window
        )
        self.watching = Watching(session, self.importing, window)
        self.detailing = Detailing(session, sources, appearance, window)
        self.correcting = Correcting(session, reading, view, window)
        for speaker in (self.replacing, self.replacing_all, self.correcting, self.reporting, self.watching):
            speaker.said.connect(self.said)
        self.reporting.source_asked.connect(self.source_asked)

    def by_name(self) -> Mapping[str, QObject]:
        """Return the controllers by the names that commands know them by."""
        return {
            "importing": self.importing,
            "replacing": self.replacing,
            "versions": self.versions,
            "reporting": self.reporting,
            "watching": self.watching,
            "detailing": self.detailing,
            "correcting": self.correcting,
        }
