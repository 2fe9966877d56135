# SPDX-License-Identifier: MIT
"""The line at the foot: what is saved, what is running, what undo would take back."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.panels.job_line import JobLine
from app.desktop.widgets.parts import hairline, plain
from app.desktop.wording import counted, uncapitalised

MESSAGE_MS = 6000
LINK_MS = 60_000
"""How long a message with a link stays: long enough to follow it."""


class StatusLine(QWidget):
    """Says what is saved, how far a job is, and offers to cancel it and to undo."""

    cancel_asked = Signal()
    undo_asked = Signal()
    link_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None):
        super().__init__(parent)
        bar = plain("bar", self)
        small = appearance.font("small")
        self._labels: list[QLabel] = []
        self._saved, self._claims, self._recommendations = (self._label(bar, appearance) for _ in range(3))
        self._message = self._label(bar, appearance)
        self._jobs = QHBoxLayout()
        self._jobs.setSpacing(18)
        self._lines: list[JobLine] = []
        self._font = small
        self._bar = bar
        self._import = self.add_job("import")
        self._import.cancel_asked.connect(self.cancel_asked)
        self._link = self._button(bar, "", "")
        self._link.setObjectName("link")
        self._link.hide()
        self._link.clicked.connect(self.link_asked)
        self._undo = self._button(bar, "", "Take back the last step (Ctrl Z)")
        self._undo.clicked.connect(self.undo_asked)
        for button in (self._link, self._undo):
            button.setFont(small)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(MESSAGE_MS)
        self._fade.timeout.connect(self._on_faded)
        self._lay_out(bar)
        self.setFixedHeight(appearance.theme.size("status"))
        self.finish_job()

    def show_counts(self, claims: int, recommendations: int) -> None:
        """Say how many annotations there are."""
        self._claims.setText(counted(claims, "claim"))
        self._recommendations.setText(counted(recommendations, "recommendation"))

    def hide_counts(self) -> None:
        """Say nothing of annotations: no collection is open."""
        self._claims.clear()
        self._recommendations.clear()

    def show_saved(self, words: str) -> None:
        """Say whether the collection is saved, or why it is not."""
        self._saved.setText(words)

    def show_undo(self, label: str | None) -> None:
        """Say what undo would take back; nothing where there is none."""
        self._undo.setText(f"Undo: {uncapitalised(label)}" if label else "")
        self._undo.setAccessibleName(self._undo.text())
        self._undo.setVisible(bool(label))

    def add_job(self, name: str) -> JobLine:
        """Return a place for a kind of job to say how far it is; several may run at once."""
        made = JobLine(name, self._font, self._bar)
        self._lines.append(made)
        self._jobs.addWidget(made)
        return made

    def show_job(self, words: str, done: int, total: int) -> None:
        """Say how far an import is."""
        self._import.show_job(words, done, total)

    def finish_job(self) -> None:
        """Stop speaking of an import."""
        self._import.hide()

    def say(self, words: str) -> None:
        """Say something for a moment."""
        self._message.setText(words)
        self._message.show()
        self._link.hide()
        self._fade.start(MESSAGE_MS)

    def say_with_link(self, words: str, link: str, tip: str) -> None:
        """Say something for a while, with a link; ``link_asked`` comes when it is followed."""
        self.say(words)
        self._link.setText(link)
        self._link.setAccessibleName(link)
        self._link.setToolTip(tip)
        self._link.show()
        self._fade.start(LINK_MS)

    @property
    def words(self) -> str:
        """Everything the line says now."""
        said = [label.text() for label in self._labels if not label.isHidden() and label.text()]
        return " · ".join([*said, *(line.words for line in self._lines if line.words)])

    @property
    def link_words(self) -> str:
        """The link beside the message; empty where there is none."""
        return "" if self._link.isHidden() else self._link.text()

    @property
    def undo_words(self) -> str:
        """What is offered to undo; empty where nothing is."""
        return self._undo.text()

    def _label(self, bar: QWidget, appearance: Appearance) -> QLabel:
        label = QLabel(bar)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setObjectName("soft")
        label.setFont(appearance.font("small"))
        self._labels.append(label)
        return label

    def _button(self, bar: QWidget, words: str, tip: str) -> QToolButton:
        button = QToolButton(bar)
        button.setText(words)
        button.setAccessibleName(words)
        button.setToolTip(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self, bar: QWidget) -> None:
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 10, 0)
        row.setSpacing(18)
        for part in (self._saved, self._claims, self._recommendations):
            row.addWidget(part)
        row.addLayout(self._jobs)
        row.addWidget(self._message)
        row.addWidget(self._link)
        row.addStretch(1)
        row.addWidget(self._undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline(self))
        column.addWidget(bar)

    @Slot()
    def _on_faded(self) -> None:
        self._message.clear()
        self._link.hide()
