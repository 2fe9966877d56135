# SPDX-License-Identifier: MIT
"""What a thread is to do next: put there by the window, taken by the thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Generic, TypeVar

Wish = TypeVar("Wish")


def all_of_them(_: object) -> bool:
    """Drop whatever waits: only the latest wish counts."""
    return True


class Wishes(Generic[Wish]):
    """Wishes that wait for a thread."""

    def __init__(
        self, rank: Callable[[Wish], int] | None = None, interrupt: Callable[[Wish | None], None] | None = None
    ):
        """Make a place for wishes.

        Args:
            rank: wishes of a lower rank come first; without it they come as they were put.
            interrupt: is called under the lock with every wish that comes, and with None at the end, to interrupt
                what is being done for it. The thread cannot take that wish before.
        """
        self._rank = rank
        self._interrupt = interrupt
        self._waiting: list[Wish] = []
        self._in_hand: Wish | None = None
        self._ready = threading.Condition()
        self._ended = False

    def put(self, wishes: Iterable[Wish], drop: Callable[[Wish], bool] = all_of_them) -> None:
        """Put wishes before those that wait; of these, drop the ones that ``drop`` names."""
        with self._ready:
            new = list(wishes)
            self._waiting = [*new, *(one for one in self._waiting if not drop(one))]
            if self._interrupt is not None:
                for wish in new:
                    self._interrupt(wish)
            self._ready.notify()

    def put_off(self, wish: Wish) -> None:
        """Put a wish that was begun behind all others, without interrupting anything."""
        with self._ready:
            self._waiting.append(wish)

    def end(self) -> None:
        """Let nothing be taken any more."""
        with self._ready:
            self._ended = True
            if self._interrupt is not None:
                self._interrupt(None)
            self._ready.notify()

    def take(self) -> Wish | None:
        """Wait for a wish and take it in hand; None at the end."""
        with self._ready:
            self._in_hand = None
            while not self._waiting and not self._ended:
                self._ready.wait()
            if not self._ended:
                self._in_hand = self._waiting[0] if self._rank is None else min(self._waiting, key=self._rank)
                self._waiting.remove(self._in_hand)
            return self._in_hand

    def any(self, which: Callable[[Wish], bool] = all_of_them) -> bool:
        """Tell whether the thread should do something else: such a wish waits, or the end has come."""
        with self._ready:
            return self._ended or any(which(wish) for wish in self._waiting)

    @property
    def in_hand(self) -> Wish | None:
        """The wish that was taken last, until the next one is wanted."""
        return self._in_hand

    @property
    def ended(self) -> bool:
        """Whether the end has come."""
        return self._ended

    @property
    def lock(self) -> AbstractContextManager[object]:
        """Holds off every wish, and the end, while it is held."""
        return self._ready
