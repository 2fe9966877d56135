# SPDX-License-Identifier: MIT
"""What can be done around the page: the controllers that know the page and what is open on it, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from app.desktop.appearance import Appearance
from app.desktop.controllers.annotating import Annotating
from app.desktop.controllers.citing import Citing
from app.desktop.controllers.going_back import GoingBack
from app.desktop.controllers.highlighting import Highlighting
from app.desktop.controllers.linking import Linking, LinkSteps
from app.desktop.controllers.narrowing import Narrowing
from app.desktop.controllers.outlining import Outlining
from app.desktop.controllers.pages import Pages
from app.desktop.controllers.picturing import Picturing
from app.desktop.controllers.reading import Reading
from app.desktop.controllers.respanning import Respanning
from app.desktop.controllers.session import Session
from app.desktop.models.annotations import AnnotationModel
from app.desktop.panels.annotations import AnnotationsPanel
from app.desktop.panels.reading import ReadingPane


class AroundPage(QObject):
    """Holds them by the names their commands use."""

    def __init__(
        self,
        session: Session,
        pages: Pages,
        reading: Reading,
        annotating: Annotating,
        cards: AnnotationsPanel,
        model: AnnotationModel,
        appearance: Appearance,
        pane: ReadingPane,
        parent: QObject,
    ):
        super().__init__(parent)
        self.going_back = GoingBack(session, reading, pane.view, self)
        self.outlining = Outlining(appearance, pages, self)
        self.linking = Linking(reading, appearance, self)
        self.link_steps = LinkSteps(pages, self)
        for speaker in (self.linking, self.link_steps):
            speaker.said.connect(annotating.said)
        self.picturing = Picturing(session, pane.view, reading.present, self)
        self.citing = Citing(pages, annotating, self)
        self.citing.said.connect(annotating.said)
        self.highlighting = Highlighting(annotating, pane.view, appearance, self)
        self.respanning = Respanning(session, annotating, cards, pane.view, self)
        self.narrowing = Narrowing(session, reading, annotating, model, appearance, pane, self)

    @property
    def handlers(self) -> Mapping[str, QObject]:
        """The controllers by name."""
        return {
            "going_back": self.going_back,
            "linking": self.link_steps,
            "outlining": self.outlining,
            "citing": self.citing,
            "highlighting": self.highlighting,
            "respanning": self.respanning,
            "narrowing": self.narrowing,
        }
