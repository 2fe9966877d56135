# SPDX-License-Identifier: MIT
"""Discourse networks: actors joined to codes, actors joined by codes, actors joined to those they address.

The definitions are those of discourse network analysis: P. Leifeld, “Discourse Network Analysis: Policy Debates
as Dynamic Networks”, in: The Oxford Handbook of Political Networks, 2017, and the manual of his program Discourse
Network Analyzer (DNA). What DNA calls a qualifier is the stance of a code here: opposes, neutral, supports,
with the values -1, 0 and 1.

Throughout, ``a[i, k, q]`` is how often actor ``i`` uses code ``k`` with stance ``q``, after duplicates are dealt
with.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from database.networks import Address, CodeUse

VALUES = {"opposes": -1.0, "neutral": 0.0, "supports": 1.0}
RANGE = 2.0
"""How far the most different stances lie apart."""

ONE_MODE = ("congruence", "conflict", "subtract", "ignore")
TWO_MODE = ("ignore", "subtract")
ONE_MODE_NORMS = ("none", "average", "jaccard", "cosine")
TWO_MODE_NORMS = ("none", "activity", "prominence")
DUPLICATES = ("all", "document", "range")
"""How uses that say the same are counted: each; once a document; once in the whole range of time."""

Profile = Mapping[tuple[str, str], int]
"""How often one actor uses each code with each stance."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One line of a network. ``counts`` says how the weight came about (uses by stance, annotations)."""

    source: str
    target: str
    weight: float
    counts: Mapping[str, int] = field(default_factory=dict)
    period: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by uid, and the lines between them. Every weight that is not nought is there, once a pair.

    In a network of one mode that is not directed the pair stands once, so a matrix of it has each weight twice.
    """

    directed: bool
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    edges: tuple[Edge, ...]

    @property
    def two_mode(self) -> bool:
        """Whether lines join two sorts of node."""
        return self.rows != self.columns

    @property
    def nodes(self) -> tuple[str, ...]:
        """The uids of all nodes, each once."""
        return tuple(dict.fromkeys([*self.rows, *self.columns]))

    @property
    def total(self) -> float:
        """The sum of the matrix."""
        once = sum(edge.weight for edge in self.edges)
        return once if self.directed or self.two_mode else 2 * once


def distinct(uses: Iterable[CodeUse], duplicates: str, *, by_stance: bool = True) -> list[CodeUse]:
    """Return uses without duplicates, as DNA's “ignore per document” and “ignore across date range” do.

    Two uses say the same where actor and code agree, and, unless the stance is ignored, the stance.
    """
    if duplicates == "all":
        return list(uses)
    found = {
        (
            use.source if duplicates == "document" else 0,
            use.actor,
            use.code,
            use.stance if by_stance else "",
        ): use
        for use in reversed(list(uses))
    }
    return list(reversed(found.values()))


def affiliation(
    uses: Iterable[CodeUse], *, qualifier: str = "ignore", norm: str = "none", duplicates: str = "all"
) -> Network:
    """Return the network of actors and codes (two modes).

    The weight is how often the actor uses the code (``ignore``), or how often in support less how often against
    (``subtract``). It may be divided by how much the actor says in all (``activity``) or by how much is said of
    the code in all (``prominence``).
    """
    kept = distinct(uses, duplicates, by_stance=qualifier != "ignore")
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    of_actor: Counter[str] = Counter()
    of_code: Counter[str] = Counter()
    for use in kept:
        counts[use.actor, use.code][use.stance] += 1
        of_actor[use.actor] += 1
        of_code[use.code] += 1
    edges = []
    for (actor, code), stances in counts.items():
        weight = stances["supports"] - stances["opposes"] if qualifier == "subtract" else stances.total()
        whole = {"activity": of_actor[actor], "prominence": of_code[code]}.get(norm, 1)
        edges.append(Edge(actor, code, weight / whole, {stance: stances[stance] for stance in VALUES}))
    return Network(False, tuple(of_actor), tuple(of_code), tuple(edges))


def shared(
    uses: Iterable[CodeUse],
    *,
    qualifier: str = "congruence",
    norm: str = "none",
    duplicates: str = "all",
    of_codes: bool = False,
) -> Network:
    """Return the network of actors by the codes they share (one mode), or of codes by the actors who share them.

    With ``d = |q - r| / 2`` for stances ``q`` and ``r``, the weight of ``i`` and ``j`` is the sum over codes
    ``k`` and stances of ``a[i, k, q] * a[j, k, r]`` times

    - ``1 - d`` for congruence (they agree),
    - ``d`` for conflict (they disagree),
    - ``1 - 2d`` for subtract (congruence less conflict),
    - ``1`` where the stance is ignored.

    See :func:`divisor` for the normalisations. All actors are nodes, those without a line too.
    """
    kept = distinct(uses, duplicates, by_stance=qualifier != "ignore")
    profiles: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for use in kept:
        one, other = (use.code, use.actor) if of_codes else (use.actor, use.code)
        profiles[one][other, use.stance] += 1
    edges = []
    for one, other in combinations(profiles, 2):
        agree, differ = agreement(profiles[one], profiles[other])
        weight = {"congruence": agree, "conflict": differ, "subtract": agree - differ}.get(qualifier, agree + differ)
        if weight:
            common = {code for code, _ in profiles[one]} & {code for code, _ in profiles[other]}
            weight /= divisor(profiles[one], profiles[other], norm, by_stance=qualifier != "ignore")
            edges.append(Edge(one, other, weight, {"shared": len(common)}))
    nodes = tuple(profiles)
    return Network(False, nodes, nodes, tuple(edges))


def behind(uses: Iterable[CodeUse], one: str, other: str, qualifier: str) -> list[str]:
    """Return the codes that the line between two actors in :func:`shared` comes from (congruence or conflict)."""
    profiles: defaultdict[str, dict[str, Counter[tuple[str, str]]]] = defaultdict(
        lambda: {one: Counter(), other: Counter()}
    )
    for use in uses:
        if use.actor in {one, other}:
            profiles[use.code][use.actor][use.code, use.stance] += 1
    part = 1 if qualifier == "conflict" else 0
    return [code for code, said in profiles.items() if agreement(said[one], said[other])[part]]


def agreement(one: Profile, other: Profile) -> tuple[float, float]:
    """Return how much two actors agree and disagree: congruence and conflict, as :func:`shared` defines them."""
    agree = differ = 0.0
    by_code: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for (code, stance), count in other.items():
        by_code[code].append((stance, count))
    for (code, stance), count in one.items():
        for against, times in by_code.get(code, ()):
            apart = abs(VALUES[stance] - VALUES[against]) / RANGE
            agree += count * times * (1 - apart)
            differ += count * times * apart
    return agree, differ


def divisor(one: Profile, other: Profile, norm: str, *, by_stance: bool = True) -> float:
    """Return what the weight of two actors is divided by.

    - ``average``: the mean of how much the two say, DNA's “average activity”;
    - ``jaccard``: what only the one says, what only the other says, and the products of what both say, as DNA does;
    - ``cosine``: the root of the product of how much each agrees with itself, so that like profiles weigh 1. Without
      neutral uses it is the product of their lengths as vectors. (DNA 3 divides by the product of how much they say
      instead, which is no cosine.)
    """
    if norm == "average":
        return (sum(one.values()) + sum(other.values())) / 2
    if norm == "jaccard":
        alone = sum(count for cell, count in one.items() if not other.get(cell))
        alone += sum(count for cell, count in other.items() if not one.get(cell))
        return alone + sum(count * other[cell] for cell, count in one.items() if other.get(cell))
    if norm == "cosine":
        parts = 1 if by_stance else 2
        return math.sqrt(sum(agreement(one, one)[:parts]) * sum(agreement(other, other)[:parts]))
    return 1.0


def addressed(uses: Sequence[Address], *, duplicates: str = "all") -> Network:
    """Return the directed network of who recommends to whom: the weight counts recommendations.

    With claims or passages among the uses it is who addresses whom; ``counts`` has them by kind.
    """
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    seen: set[tuple[int, str, str, str]] = set()
    for use in uses:
        place = use.annotation if duplicates == "all" else use.source if duplicates == "document" else 0
        key = (place, use.actor, use.addressee, use.kind)
        if key not in seen:
            seen.add(key)
            counts[use.actor, use.addressee][use.kind] += 1
    edges = tuple(Edge(one, other, kinds.total(), dict(kinds)) for (one, other), kinds in counts.items())
    nodes = tuple(dict.fromkeys([*(use.actor for use in uses), *(use.addressee for use in uses)]))
    return Network(True, nodes, nodes, edges)
