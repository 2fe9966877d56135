# SPDX-License-Identifier: MIT
"""Fulfils wishes with a searcher on a connection of its own, in whatever thread runs it, and can be interrupted."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic

from app.desktop.controllers.wishes import Wish, Wishes

if TYPE_CHECKING:
    from app.search.engine import Searcher


class LookingUp(Generic[Wish]):
    """What a thread that reads the collection does until the end."""

    def __init__(
        self,
        connect: Callable[[], sqlite3.Connection],
        fulfil: Callable[[Wish, Searcher], None],
        put_off: Callable[[Wish], None] | None = None,
        rank: Callable[[Wish], int] | None = None,
    ):
        """Prepare the work.

        Args:
            connect: opens the connection, in the thread.
            fulfil: fulfils a wish.
            put_off: is told of a wish that was interrupted; without it such a wish is forgotten.
            rank: wishes of a lower rank come first, and interrupt only those of their own rank or a higher one.
        """
        self._connect = connect
        self._fulfil = fulfil
        self._put_off = put_off
        self._rank = rank
        self._searcher: Searcher | None = None
        self._cut_short: Wish | None = None
        self.wishes: Wishes[Wish] = Wishes(rank, self._interrupt)

    def run(self) -> None:
        """Fulfil wishes until the end."""
        from app.search.engine import Searcher  # noqa: PLC0415  Whoosh is slow to load; here nobody waits for it

        with contextlib.closing(self._connect()) as connection:
            searcher = Searcher(connection)
            with self.wishes.lock:
                self._searcher = searcher
            try:
                while (wish := self._take(searcher)) is not None:
                    self._try(wish, searcher)
            finally:
                with self.wishes.lock:
                    self._searcher = None

    def _take(self, searcher: Searcher) -> Wish | None:
        """Take the next wish; what interrupted the last is over, and what interrupts this one cannot come before."""
        with self.wishes.lock:
            wish = self.wishes.take()
            searcher.resume()
            return wish

    def _try(self, wish: Wish, searcher: Searcher) -> None:
        try:
            self._fulfil(wish, searcher)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT and wish is not self._cut_short:
                raise  # while an index is being opened, SQLite calls an interruption an error of that index
            if self._put_off is not None:
                self._put_off(wish)

    def _interrupt(self, wish: Wish | None) -> None:
        doing = self.wishes.in_hand
        if self._searcher is None or doing is None:
            return
        if wish is None or self._rank is None or self._rank(wish) <= self._rank(doing):
            self._cut_short = doing
            self._searcher.interrupt()
