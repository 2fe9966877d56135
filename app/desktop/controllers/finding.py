# SPDX-License-Identifier: MIT
"""Finding words or a pattern in the source that is read, as they are typed.

What is quick is done at once. Long texts are searched, and patterns tried, by the thread of
:mod:`app.desktop.controllers.find_thread`, in a process that can be ended.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance, Slot

from app.desktop.controllers.pages import Pages
from app.desktop.controllers.session import Session
from app.desktop.controllers.shown_page import ShownPage
from app.desktop.wording import counted
from app.search.finding import BadPattern, Found, Wanted, find
from database.records import Span

if TYPE_CHECKING:
    from app.desktop.controllers.find_thread import FindThread, Told

AT_ONCE = 200_000
"""Code points of a text that is searched for words without asking the thread: some five milliseconds."""

SLOW_MS = 200
"""From when on it is said that an answer is still to come."""

LONGEST = 100
"""Characters of a selection that is taken for the words to find."""

STOPPED = "This pattern takes too long and was stopped. Try one with fewer repetitions inside one another."
BARE = "This pattern fits between letters only: there is nothing to mark. Let it take a letter, as in ^. or \\bw."
LOST = "The search could not be finished."


class Finding(QObject):
    """Fills the find bar's count and marks what it finds. ``answered`` comes when an answer is on show."""

    answered = Signal()

    def __init__(self, session: Session, pages: Pages, parent: QObject):
        super().__init__(parent)
        self._pages = pages
        self._page = pages.meant
        self._thread: FindThread | None = None
        self._number = 0
        self._wanted = Wanted("")
        self._more = False
        self._from = 0
        self._again = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._on_slow)
        session.closing.connect(self._on_closing)
        pages.changed.connect(self._on_pages_changed)
        self._listen()

    # Commands

    @Slot()
    def find(self) -> None:
        """Open the bar that finds words in this source."""
        self._turn_to(self._pages.meant)
        view = self._page.view
        chosen = view.selection()
        words = view.text[slice(*chosen)] if chosen else ""
        self._from = chosen[0] if chosen else view.place().offset
        if len(view.text) > AT_ONCE:
            self._ask_thread(view.text)
        self._say_where()
        self._page.pane.find_bar.start(words if "\n" not in words and len(words) < LONGEST else "")

    # Parts

    def _listen(self) -> None:
        """Hear what the page that is searched says."""
        for signal, slot in self._heard():
            signal.connect(slot)

    def _heard(self) -> Sequence[tuple[SignalInstance, Callable[..., None]]]:
        page = self._page
        return (
            (page.opened, self._on_opened),
            (page.reloaded, self._on_reloaded),
            (page.stepped, self._on_stepped),
            (page.pane.find_asked, self._on_asked),
            (page.pane.find_stepped, page.step_hit),
            (page.pane.find_closed, self._on_closed),
        )

    def _turn_to(self, page: ShownPage) -> None:
        """Search another page from now on; the bar of the one before is closed, and what it found no longer marked."""
        before = self._page
        if page is before:
            return
        for signal, slot in self._heard():
            signal.disconnect(slot)
        self._on_opened()
        if before.pane.finding:
            before.pane.hide_find_bar()
            before.mark(())
        self._page = page
        self._listen()

    def _say_where(self) -> None:
        """Of two sources, say which is searched."""
        source = self._page.source
        self._page.pane.find_bar.say_where(source.title if source is not None and self._pages.two else "")

    def _look_for(self, wanted: Wanted) -> None:
        self._number += 1
        self._wanted = wanted
        if wanted.words.strip():
            self._ask(wanted)
        else:
            self._slow.stop()
            self._page.mark(())
            self._page.pane.find_bar.say("")

    def _ask(self, wanted: Wanted) -> None:
        text = self._page.view.text
        if wanted.pattern or len(text) > AT_ONCE:
            self._slow.start()
            self._ask_thread(text, wanted)
        else:
            self._show(find(text, wanted))

    def _ask_thread(self, text: str, wanted: Wanted | None = None) -> None:
        """Ask the thread for something; for nothing yet, so that its process is there when the first letter comes."""
        from app.desktop.controllers.find_thread import Ask, FindThread  # noqa: PLC0415  seldom needed

        if self._thread is None:
            self._thread = FindThread(self)
            self._thread.told.connect(self._on_told)
            self._thread.start()
        self._thread.ask(Ask(self._number, text, wanted))

    def _show(self, found: Found | BadPattern | None) -> None:
        self._slow.stop()
        if isinstance(found, Found):
            self._more = found.more
            if self._again:
                self._page.mark_all(found.spans)
            else:
                self._page.mark(found.spans, _first_from(found.spans, self._from))
            self._say_count()
            if found.bare:
                self._page.pane.find_bar.say("", BARE)
        else:
            self._more = False
            self._page.mark(())
            stopped = STOPPED if self._wanted.pattern else LOST
            self._page.pane.find_bar.say("", stopped if found is None else str(found))
        self.answered.emit()

    def _say_count(self) -> None:
        number = self._page.hit_number
        if number:
            self._page.pane.keep_clear(*self._page.hits[number - 1])
        self._page.pane.find_bar.say(_count(number, len(self._page.hits), more=self._more))

    def _end_thread(self) -> None:
        if self._thread is not None:
            self._thread.end()
            self._thread.deleteLater()
            self._thread = None

    # Slots

    @Slot(object)
    def _on_asked(self, wanted: Wanted) -> None:
        self._again = False
        self._look_for(wanted)

    @Slot()
    def _on_reloaded(self) -> None:
        """Find in the text as it is now; the page stays where it is."""
        self._on_opened()
        if self._page.pane.finding:
            self._say_where()
            self._again = True
            self._look_for(self._wanted)

    @Slot(object)
    def _on_told(self, told: Told) -> None:
        if told.number == self._number and self._page.pane.finding:
            self._show(told.found)

    @Slot()
    def _on_slow(self) -> None:
        self._page.pane.find_bar.say("Looking…")

    @Slot()
    def _on_stepped(self) -> None:
        if self._page.pane.finding:
            self._from = self._page.hits[self._page.hit_number - 1][0]
            self._say_count()

    @Slot()
    def _on_closed(self) -> None:
        """Take the marks away, and leave the words that were looked at selected, to be tagged or copied."""
        self._number += 1
        self._slow.stop()
        number = self._page.hit_number
        if number:
            self._page.view.select(*self._page.hits[number - 1])
        self._page.mark(())
        self._page.view.setFocus()

    @Slot()
    def _on_pages_changed(self) -> None:
        """Follow the reader to the other page, with the same words; that page stays where it is."""
        page, bar_open = self._pages.meant, self._page.pane.finding
        if bar_open and page is not self._page:
            wanted = self._page.pane.find_bar.wanted
            self._turn_to(page)
            page.pane.find_bar.go_on(wanted)
            self._again = True
            self._look_for(wanted)
        if bar_open:
            self._say_where()

    @Slot()
    def _on_opened(self) -> None:
        self._number += 1
        self._slow.stop()

    @Slot()
    def _on_closing(self) -> None:
        self._number += 1
        self._slow.stop()
        self._end_thread()


def _first_from(spans: Sequence[Span], offset: int) -> int:
    """Return the number of the first span from an offset on, or of the first of all; -1 where there are none."""
    if not spans:
        return -1
    return next((number for number, (start, _) in enumerate(spans) if start >= offset), 0)


def _count(number: int, hits: int, *, more: bool) -> str:
    if not hits:
        return "Not found"
    many = f"{hits:,}+" if more else f"{hits:,}"
    return f"{number:,} of {many}" if number else counted(hits, "place")
