# SPDX-License-Identifier: MIT
"""Where the nodes of a network are drawn: those that are joined near each other, the others apart.

The method is that of T. M. J. Fruchterman and E. M. Reingold, “Graph drawing by force-directed placement”, Software:
Practice and Experience 21, 1991: joined nodes attract each other by ``d² / k``, all repel each other by ``k² / d``,
and a temperature that falls bounds how far each moves in a turn. A weak pull to the middle keeps parts that hang
together by no line from drifting away, and at the end those that lie on each other are moved apart. It begins on a
spiral and uses no chance, so the same network always looks the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

Point = tuple[float, float]

TURNS = 160
GOLDEN = math.pi * (3 - math.sqrt(5))
PULL = 0.2
ROOM = 0.62
"""How far apart two nodes are at least, if there is room, as a part of an even share of the square."""


def placed(nodes: Sequence[str], edges: Iterable[tuple[str, str, float]], turns: int = TURNS) -> dict[str, Point]:
    """Return a place for each node, in a square from 0 to 1 either way.

    Args:
        nodes: their names, the most important first: they begin in the middle.
        edges: pairs of names with a weight; heavier lines pull more. Names that are not among the nodes are left out.
        turns: how often all forces are applied; the time it takes is turns times nodes squared.
    """
    count = len(nodes)
    if count < 2:
        return dict.fromkeys(nodes, (0.5, 0.5))
    numbers = {name: number for number, name in enumerate(nodes)}
    joined = [(numbers[a], numbers[b], w) for a, b, w in edges if a in numbers and b in numbers and a != b]
    heaviest = max((weight for *_, weight in joined), default=1.0)
    springs = [(one, other, 0.5 + 0.5 * weight / heaviest) for one, other, weight in joined]
    x = [math.sqrt((n + 0.5) / count) * math.cos(n * GOLDEN) for n in range(count)]
    y = [math.sqrt((n + 0.5) / count) * math.sin(n * GOLDEN) for n in range(count)]
    ideal = math.sqrt(4 / count)
    for turn in range(turns):
        _move(x, y, springs, ideal, 0.2 * (1 - turn / turns))
    return _apart(_fitted(nodes, x, y), ROOM / math.sqrt(count))


def _move(
    x: list[float], y: list[float], springs: Sequence[tuple[int, int, float]], ideal: float, hottest: float
) -> None:
    """Apply all forces once."""
    count = len(x)
    across, along = [-PULL * each for each in x], [-PULL * each for each in y]
    for one in range(count):
        for other in range(one + 1, count):
            dx, dy = x[one] - x[other], y[one] - y[other]
            force = ideal * ideal / (dx * dx + dy * dy + 1e-6)
            across[one] += dx * force
            along[one] += dy * force
            across[other] -= dx * force
            along[other] -= dy * force
    for one, other, strength in springs:
        dx, dy = x[one] - x[other], y[one] - y[other]
        force = strength * math.hypot(dx, dy) / ideal
        across[one] -= dx * force
        along[one] -= dy * force
        across[other] += dx * force
        along[other] += dy * force
    for node in range(count):
        length = math.hypot(across[node], along[node]) or 1.0
        step = min(length, hottest) / length
        x[node] += across[node] * step
        y[node] += along[node] * step


def _fitted(nodes: Sequence[str], x: Sequence[float], y: Sequence[float]) -> dict[str, Point]:
    left, top = min(x), min(y)
    wide, high = max(x) - left or 1.0, max(y) - top or 1.0
    return {name: ((x[n] - left) / wide, (y[n] - top) / high) for n, name in enumerate(nodes)}


def _apart(places: dict[str, Point], least: float, turns: int = 40) -> dict[str, Point]:
    """Move nodes that are nearer than they should be away from each other, and keep all in the square."""
    names = list(places)
    x, y = [places[name][0] for name in names], [places[name][1] for name in names]
    for _ in range(turns):
        for one in range(len(names)):
            for other in range(one + 1, len(names)):
                dx, dy = x[one] - x[other] or 1e-4, y[one] - y[other] or 1e-4
                lacking = (least - math.hypot(dx, dy)) / 2
                if lacking > 0:
                    length = math.hypot(dx, dy)
                    x[one] += dx / length * lacking
                    y[one] += dy / length * lacking
                    x[other] -= dx / length * lacking
                    y[other] -= dy / length * lacking
    return _fitted(names, x, y)
