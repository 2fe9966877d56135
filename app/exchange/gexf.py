# SPDX-License-Identifier: MIT
"""GEXF 1.3: a network for Gephi and sigma.js, with colours, sizes and, by period, a time line."""

import re
from typing import TextIO

from app.analysis import periods
from app.analysis.networks import Edge
from app.exchange.formats import Selection
from app.exchange.markup import XmlWriter
from app.exchange.network import Graph, Node, graph, number

_COLOURS = {"code": (107, 92, 165), "organisation": (43, 92, 138), "person": (183, 121, 31)}
_OTHER = (82, 89, 100)
_HEX = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")


def write(stream: TextIO, selection: Selection) -> None:
    """Write the network of a selection to a stream."""
    drawn = graph(selection)
    by_period = selection.options["period"] != "none"
    mode = {"mode": "dynamic", "timeformat": "date"} if by_period else {"mode": "static"}
    kind = "directed" if drawn.network.directed else "undirected"
    xml = XmlWriter(stream)
    with xml.element("gexf", xmlns="http://gexf.net/1.3", xmlns_viz="http://gexf.net/1.3/viz", version="1.3"):
        with xml.element("meta"):
            xml.leaf("creator", "Postil")
            xml.leaf("description", drawn.title)
        with xml.element("graph", defaultedgetype=kind, **mode):
            _attributes(xml, "node", (("kind", "string"), ("country", "string"), ("uses", "integer")))
            _attributes(xml, "edge", (("period", "string"), *((name, "integer") for name in drawn.counted)))
            with xml.element("nodes"):
                for node in drawn.nodes:
                    _node(xml, node)
            with xml.element("edges"):
                for place, edge in enumerate(drawn.edges):
                    _edge(xml, f"e{place}", edge, drawn)


def _attributes(xml: XmlWriter, of: str, names: tuple[tuple[str, str], ...]) -> None:
    with xml.element("attributes", class_=of):
        for name, sort in names:
            xml.leaf("attribute", id=name, title=name, type=sort)


def _node(xml: XmlWriter, node: Node) -> None:
    found = _HEX.fullmatch(node.party.colour)
    red, green, blue = map(_hexadecimal, found.groups()) if found else _COLOURS.get(node.party.kind, _OTHER)
    with xml.element("node", id=node.id, label=node.label):
        with xml.element("attvalues"):
            for name, value in (("kind", node.party.kind), ("country", node.party.country), ("uses", str(node.uses))):
                xml.leaf("attvalue", for_=name, value=value)
        xml.leaf("viz_color", r=str(red), g=str(green), b=str(blue))
        xml.leaf("viz_size", value=f"{4 + 4 * node.uses**0.5:.2f}")


def _hexadecimal(digits: str) -> int:
    return int(digits, 16)


def _edge(xml: XmlWriter, name: str, edge: Edge, drawn: Graph) -> None:
    first, last = periods.days(edge.period)
    when = {"kind": edge.period} if edge.period else {}
    when |= {"start": first, "end": last} if first else {}
    with (
        xml.element("edge", id=name, source=edge.source, target=edge.target, weight=number(edge.weight), **when),
        xml.element("attvalues"),
    ):
        xml.leaf("attvalue", for_="period", value=edge.period)
        for counted in drawn.counted:
            xml.leaf("attvalue", for_=counted, value=str(edge.counts.get(counted, 0)))
