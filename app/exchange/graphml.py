# SPDX-License-Identifier: MIT
"""GraphML: a network for Gephi, visone, yEd and R.

Nodes have a name, a kind, a country, a colour and how often they occur; edges a weight, a period and the counts
the weight is made of. A network by period has an edge a period between the same two nodes.
"""

from typing import TextIO

from app.exchange.formats import Selection
from app.exchange.markup import XmlWriter
from app.exchange.network import graph, number

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_SCHEMA = f"{NAMESPACE} {NAMESPACE}/1.0/graphml.xsd"
_NODE_KEYS = (
    ("label", "string"),
    ("name", "string"),
    ("kind", "string"),
    ("country", "string"),
    ("colour", "string"),
    ("uses", "int"),
    ("uid", "string"),
)
_EDGE_KEYS = (("weight", "double"), ("period", "string"))


def write(stream: TextIO, selection: Selection) -> None:
    """Write the network of a selection to a stream."""
    drawn = graph(selection)
    xml = XmlWriter(stream)
    with xml.element(
        "graphml",
        xmlns=NAMESPACE,
        xmlns_xsi="http://www.w3.org/2001/XMLSchema-instance",
        xsi_schemaLocation=_SCHEMA,
    ):
        for name, sort in _NODE_KEYS:
            xml.leaf("key", id=f"n.{name}", for_="node", **{"attr.name": name, "attr.type": sort})
        for name, sort in (*_EDGE_KEYS, *((name, "int") for name in drawn.counted)):
            xml.leaf("key", id=f"e.{name}", for_="edge", **{"attr.name": name, "attr.type": sort})
        with xml.element("graph", id="G", edgedefault="directed" if drawn.network.directed else "undirected"):
            xml.leaf("desc", drawn.title)
            for node in drawn.nodes:
                party = node.party
                values = (node.label, node.label, party.kind, party.country, party.colour, str(node.uses), party.uid)
                with xml.element("node", id=node.id):
                    for (name, _), value in zip(_NODE_KEYS, values, strict=True):
                        xml.leaf("data", value, key=f"n.{name}")
            for place, edge in enumerate(drawn.edges):
                with xml.element("edge", id=f"e{place}", source=edge.source, target=edge.target):
                    xml.leaf("data", number(edge.weight), key="e.weight")
                    if edge.period:
                        xml.leaf("data", edge.period, key="e.period")
                    for name, count in edge.counts.items():
                        xml.leaf("data", str(count), key=f"e.{name}")
