# SPDX-License-Identifier: MIT
"""What a thread is to do next: the latest first, by rank, until the end."""

from __future__ import annotations

import threading

from app.desktop.controllers.wishes import Wishes


def test_the_latest_wish_replaces_what_waits() -> None:
    wishes: Wishes[str] = Wishes()
    wishes.put(["a"])
    wishes.put(["b"])
    assert wishes.take() == "b"
    assert not wishes.any()


def test_some_may_stay_and_come_after() -> None:
    wishes: Wishes[str] = Wishes()
    wishes.put(["a", "b", "c"])
    wishes.put(["b", "d"], ["b", "d"].__contains__)
    assert [wishes.take() for _ in range(4)] == ["b", "d", "a", "c"]


def test_a_lower_rank_comes_first_and_what_was_put_off_last_of_its_rank() -> None:
    wishes: Wishes[str] = Wishes(len)
    wishes.put(["bb", "a", "cc"])
    assert wishes.take() == "a"
    wishes.put_off("dd")
    wishes.put(["e"], lambda _: False)
    assert [wishes.take() for _ in range(4)] == ["e", "bb", "cc", "dd"]


def test_who_is_interrupted_is_asked_before_the_wish_can_be_taken() -> None:
    heard: list[tuple[str | None, str | None]] = []
    wishes: Wishes[str] = Wishes(interrupt=lambda wish: heard.append((wish, wishes.in_hand)))
    wishes.put(["a"])
    assert wishes.take() == "a"
    wishes.put(["b"])
    wishes.end()
    assert heard == [("a", None), ("b", "a"), (None, "a")]


def test_the_end_wakes_whoever_waits() -> None:
    wishes: Wishes[str] = Wishes()
    taken: list[str | None] = ["something"]
    waiting = threading.Thread(target=lambda: taken.append(wishes.take()))
    waiting.start()
    wishes.end()
    waiting.join(10)
    assert taken == ["something", None]
    wishes.put(["late"])
    assert wishes.take() is None
    assert wishes.any()
