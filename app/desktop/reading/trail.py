# SPDX-License-Identifier: MIT
"""The places a reader has come from, so that one can go back to them and forward again."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from app.desktop.reading.footing import Place

MOST = 200
"""Places kept in either direction; the oldest are let go."""


class Stop(NamedTuple):
    """A place in a source: the id of the source, and where the reader was in it."""

    source: int
    place: Place


def _any(_stop: Stop) -> bool:
    return True


class Trail:
    """Two heaps of places, those behind and those ahead, as in a browser."""

    def __init__(self) -> None:
        self._behind: list[Stop] = []
        self._ahead: list[Stop] = []

    @property
    def behind(self) -> int:
        """How many places one can go back to."""
        return len(self._behind)

    @property
    def ahead(self) -> int:
        """How many places one can go forward to."""
        return len(self._ahead)

    def leave(self, stop: Stop) -> None:
        """Keep a place that is left for another; what was ahead is not the way any more."""
        self._ahead.clear()
        _push(self._behind, stop)

    def back(self, here: Stop | None, fits: Callable[[Stop], bool] = _any) -> Stop | None:
        """Return the place one came from, and keep the one that is left, if any; None where there is none.

        Places that do not fit are forgotten on the way.
        """
        return _turn(self._behind, self._ahead, here, fits)

    def forward(self, here: Stop | None, fits: Callable[[Stop], bool] = _any) -> Stop | None:
        """Return the place one went back from, as :meth:`back` does."""
        return _turn(self._ahead, self._behind, here, fits)

    def clear(self) -> None:
        """Forget every place."""
        self._behind.clear()
        self._ahead.clear()


def _push(stops: list[Stop], stop: Stop) -> None:
    if not stops or _spot(stops[-1]) != _spot(stop):
        stops.append(stop)
        del stops[:-MOST]


def _turn(taken: list[Stop], given: list[Stop], here: Stop | None, fits: Callable[[Stop], bool]) -> Stop | None:
    """Take the newest place that fits and is another than ``here``, and keep ``here`` on the other heap."""
    while taken:
        stop = taken.pop()
        if fits(stop) and (here is None or _spot(stop) != _spot(here)):
            if here is not None:
                _push(given, here)
            return stop
    return None


def _spot(stop: Stop) -> tuple[int, int]:
    return stop.source, stop.place.offset
