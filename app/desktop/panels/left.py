# SPDX-License-Identifier: MIT
"""The column at the left: sources, the answers to a search, or saved searches."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.measures import LEAST_LEFT
from app.desktop.panels.results import ResultsPanel
from app.desktop.panels.sources import SourcesPanel
from app.desktop.widgets.parts import hairline


class LeftPanel(QWidget):
    """Tabs over the lists. ``saved_wanted`` comes when the saved searches come to the front."""

    saved_wanted = Signal()

    def __init__(
        self, sources: SourcesPanel, results: ResultsPanel, appearance: Appearance, parent: QWidget | None = None
    ):
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(LEAST_LEFT)
        self._tabs = QTabBar(self)
        self._tabs.setAccessibleName("Sources, results or saved searches")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setFont(appearance.font())
        self._tabs.addTab("Sources")
        self._tabs.addTab("Results")
        self._tabs.addTab("Saved")
        self._tabs.setTabToolTip(0, "The sources of the collection")
        self._tabs.setTabToolTip(1, "The answers to your search (Ctrl K)")
        self._tabs.setTabToolTip(2, "Searches you have kept, and what you asked lately")
        self._stack = QStackedWidget(self)
        self._stack.addWidget(sources)
        self._stack.addWidget(results)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        strip = QVBoxLayout()
        strip.setContentsMargins(16, 0, 16, 0)
        strip.addWidget(self._tabs)
        column.addLayout(strip)
        column.addWidget(hairline(self))
        column.addWidget(self._stack, 1)
        self._tabs.currentChanged.connect(self._on_tab_changed)

    def show_sources(self) -> None:
        """Bring the sources to the front."""
        self._tabs.setCurrentIndex(0)

    def show_results(self) -> None:
        """Bring the results to the front."""
        self._tabs.setCurrentIndex(1)

    def show_saved(self) -> None:
        """Bring the saved searches to the front."""
        self._tabs.setCurrentIndex(2)

    def set_saved(self, panel: QWidget) -> None:
        """Take the list of saved searches, which is made when it is first wanted."""
        self._stack.addWidget(panel)

    @property
    def saved_shown(self) -> bool:
        """Whether the saved searches are in front."""
        return self._tabs.currentIndex() == 2

    @property
    def results_shown(self) -> bool:
        """Whether the results are in front."""
        return self._tabs.currentIndex() == 1

    @Slot(int)
    def _on_tab_changed(self, place: int) -> None:
        if place == 2:
            self.saved_wanted.emit()
        self._stack.setCurrentIndex(place)
