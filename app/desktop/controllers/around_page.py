# SPDX-License-Identifier: MIT
"""What can be done around the page: the controllers that know the page and what is open on it, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from app.desktop.appearance import Appearance
from app.desktop.controllers.annotating import Annotating
from app.desktop.controllers.citing import Citing
from app.desktop.controllers.comparing import Comparing
from app.desktop.controllers.going_back import GoingBack
from app.desktop.controllers.highlighting import Highlighting
from app.desktop.controllers.linking import Linking
from app.desktop.controllers.narrowing import Narrowing
from app.desktop.controllers.outlining import Outlining
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
        self.outlining = Outlining(appearance, pane, self)
        self.linking = Linking(pane.view, reading.address, appearance, self)
        self.linking.said.connect(annotating.said)
        self.picturing = Picturing(session, pane.view, reading.present, self)
        self.citing = Citing(reading, annotating, pane.view, self)
        self.citing.said.connect(annotating.said)
        self.highlighting = Highlighting(annotating, pane.view, appearance, self)
        self.respanning = Respanning(session, annotating, cards, pane.view, self)
        self.narrowing = Narrowing(session, reading, annotating, model, appearance, pane, self)

    def beside(self, comparing: Comparing) -> None:
        """Do with a second page what can be done with it while that has the keys."""
        self.citing.beside(comparing)
        self.linking.beside(comparing)

    @property
    def handlers(self) -> Mapping[str, QObject]:
        """The controllers by name."""
        return {
            "going_back": self.going_back,
            "linking": self.linking,
            "outlining": self.outlining,
            "citing": self.citing,
            "highlighting": self.highlighting,
            "respanning": self.respanning,
            "narrowing": self.narrowing,
        }
