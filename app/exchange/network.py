# SPDX-License-Identifier: MIT
"""The network that an export asks for, with what every graph format writes of its nodes and edges."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.analysis import networks, periods
from app.analysis.networks import Edge, Network
from app.errors import PostilError
from app.exchange.formats import Option, Selection
from database.networks import Address, CodeUse, Party, addresses, code_uses, parties

NETWORKS = ("actor-code", "actor-actor", "code-code", "actor-addressee")
ACTORS = ("person", "organisation")
ACTORS_ARE = Option("actors", "Actors are", ACTORS, ("persons", "organisations"))
OPTIONS = (
    Option(
        "network",
        "Network",
        NETWORKS,
        ("who uses which code", "actors who share codes", "codes that share actors", "who addresses whom"),
    ),
    ACTORS_ARE,
    Option(
        "stance",
        "Stance",
        ("usual", *networks.ONE_MODE),
        ("the usual way", "where they agree", "where they disagree", "agreement less disagreement", "ignored"),
    ),
    Option(
        "weights",
        "Weights divided by",
        ("none", "average", "jaccard", "cosine", "activity", "prominence"),
        ("nothing", "the average", "Jaccard", "cosine", "activity", "prominence"),
    ),
    Option("duplicates", "Count a use", networks.DUPLICATES, ("each time", "once a source", "once altogether")),
    Option("period", "By period", periods.STEPS, ("no", "years", "quarters", "months")),
)
"""What can be chosen. The usual stance is ``ignore`` for actors and codes, and ``congruence`` for the others."""

_STANCES: Mapping[str, Sequence[str]] = {"actor-code": networks.TWO_MODE, "actor-addressee": ()}
_NORMS: Mapping[str, Sequence[str]] = {"actor-code": networks.TWO_MODE_NORMS, "actor-addressee": ("none",)}


def narrow(chosen: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
    """Return the stances and weights that go with the network that is chosen."""
    kind = chosen["network"]
    stances, norms = _STANCES.get(kind, networks.ONE_MODE), _NORMS.get(kind, networks.ONE_MODE_NORMS)
    return {"stance": ("usual", *stances) if stances else (), "weights": norms if len(norms) > 1 else ()}


class NoSuchNetwork(PostilError):
    """Two options do not go together."""

    def __init__(self, network: str, option: str, value: str, allowed: Sequence[str]):
        choices = f"It can be {', '.join(allowed)}." if allowed else "It has none."
        super().__init__(f"A network {network} cannot have {option} {value}. {choices}")


@dataclass(frozen=True, slots=True)
class Node:
    """A node as graph formats write it; ``label`` is unique in its graph, ``uses`` counts what it was made of."""

    id: str
    label: str
    party: Party
    uses: int


@dataclass(frozen=True, slots=True)
class Graph:
    """A network with names, ready to be written; edges name nodes by their place (``n0``) in ``nodes``."""

    title: str
    network: Network
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    counted: tuple[str, ...]
    """The names of the counts that edges carry."""

    @property
    def by_id(self) -> Mapping[str, Node]:
        """The nodes by their ids."""
        return {node.id: node for node in self.nodes}


def graph(selection: Selection) -> Graph:
    """Return the network that the options of a selection ask for.

    Raises:
        NoSuchNetwork: the stance or the weights do not go with the network.
    """
    options = selection.options
    kind = options["network"]
    stance = _checked(kind, "stance", options["stance"], (*_STANCES.get(kind, networks.ONE_MODE), "usual"))
    norm = _checked(kind, "weights", options["weights"], _NORMS.get(kind, networks.ONE_MODE_NORMS))
    if stance == "usual":
        stance = "ignore" if kind == "actor-code" else "congruence"
    uses, make = _maker(selection, kind, stance, norm)
    whole = make(uses)
    edges: Sequence[Edge] = whole.edges
    if options["period"] != "none":
        cut = periods.cut(uses, options["period"])
        edges = [replace(edge, period=name) for name, of in cut.items() for edge in make(of).edges]
    _report(selection)
    return _named(selection, kind, whole, edges, uses)


Uses = Sequence[CodeUse] | Sequence[Address]


def _maker(selection: Selection, kind: str, stance: str, norm: str) -> tuple[Uses, Callable[..., Network]]:
    connection, who = selection.archive.connection, selection.options["actors"]
    duplicates = selection.options["duplicates"]
    if kind == "actor-addressee":

        def addressed(uses: Sequence[Address]) -> Network:
            return networks.addressed(uses, duplicates=duplicates)

        return addresses(connection, selection.ids, who), addressed

    def coded(uses: Sequence[CodeUse]) -> Network:
        if kind == "actor-code":
            return networks.affiliation(uses, qualifier=stance, norm=norm, duplicates=duplicates)
        of_codes = kind == "code-code"
        return networks.shared(uses, qualifier=stance, norm=norm, duplicates=duplicates, of_codes=of_codes)

    return code_uses(connection, selection.ids, who), coded


def _named(selection: Selection, kind: str, whole: Network, edges: Sequence[Edge], uses: Uses) -> Graph:
    known = parties(selection.archive.connection)
    counts = Counter(uid for use in uses for uid in _ends(use))
    order = sorted(whole.nodes, key=_by_kind_and_name(known))
    labels = unique([known[uid].name for uid in order])
    nodes = [Node(f"n{n}", labels[n], known[uid], counts[uid]) for n, uid in enumerate(order)]
    ids = {node.party.uid: node.id for node in nodes}
    drawn = tuple(replace(edge, source=ids[edge.source], target=ids[edge.target]) for edge in edges)
    counted = tuple(sorted({name for edge in edges for name in edge.counts}))
    return Graph(f"{selection.archive.title or 'Postil'}: {kind}", whole, tuple(nodes), drawn, counted)


def _by_kind_and_name(known: Mapping[str, Party]) -> Callable[[str], tuple[bool, str, str]]:
    def key(uid: str) -> tuple[bool, str, str]:
        return known[uid].kind == "code", known[uid].name.casefold(), uid

    return key


def _ends(use: CodeUse | Address) -> tuple[str, str]:
    return (use.actor, use.code) if isinstance(use, CodeUse) else (use.actor, use.addressee)


def unique(names: Sequence[str]) -> list[str]:
    """Return names that differ: the second “Hale” becomes “Hale (2)”."""
    taken: set[str] = set()
    made = []
    for name in names:
        label, number = name, 1
        while label in taken:
            number += 1
            label = f"{name} ({number})"
        taken.add(label)
        made.append(label)
    return made


def number(value: float) -> str:
    """Return a weight as text: whole numbers without a point, others as exact as they are held."""
    return str(int(value)) if value == int(value) else repr(value)


def _checked(network: str, option: str, value: str, allowed: Sequence[str]) -> str:
    if value not in allowed:
        raise NoSuchNetwork(network, option, value, [choice for choice in allowed if choice != "usual"])
    return value


def _report(selection: Selection) -> None:
    if selection.progress is not None:
        selection.progress(len(selection.ids), len(selection.ids))
