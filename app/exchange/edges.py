# SPDX-License-Identifier: MIT
"""CSV of edges: a network as a list of lines, for Gephi's spreadsheet import, R and Python.

Nodes are named by their labels, each with its kind, so that one file holds the network.
"""

import csv
from typing import TextIO

from app.exchange.formats import Selection
from app.exchange.network import graph, number
from app.exchange.table import defused


def write(stream: TextIO, selection: Selection) -> None:
    """Write the network of a selection to a stream opened with ``newline=""``."""
    drawn = graph(selection)
    nodes = drawn.by_id
    kind = "Directed" if drawn.network.directed else "Undirected"
    writer = csv.writer(stream)
    writer.writerow(["Source", "Target", "Type", "Weight", "period", *drawn.counted, "source kind", "target kind"])
    for edge in drawn.edges:
        one, other = nodes[edge.source], nodes[edge.target]
        counts = [str(edge.counts.get(name, 0)) for name in drawn.counted]
        ends = [defused(one.label), defused(other.label), kind, number(edge.weight), edge.period]
        writer.writerow([*ends, *counts, one.party.kind, other.party.kind])
