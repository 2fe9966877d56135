# SPDX-License-Identifier: MIT
"""Whoosh's query parser, set up for our language.

Whoosh 2.7.4 reads the query; nothing else of it is used. Its defaults are set right here: ``-`` denies only where
a word may begin (``pro-Russian`` is a word), ``-`` and ``>`` work inside brackets, ranges are read in linear time,
and single quotes are letters. Importing Whoosh takes some 100 ms, so this module is loaded with the first query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from whoosh import query
from whoosh.qparser import QueryParser, plugins, syntax, taggers

from app.search.fields import Names
from app.search.mistakes import Mistake
from app.search.tidy import Node, Tidy

Tree = Any
"""A query of Whoosh, which has no types."""

IN_SOURCE = "source/"
"""Comes before the names of fields that stand inside ``source:( )``."""

_Filter = Callable[[object, Node], Node]

_MINUS = r"(?<![^\s(])-(?=[^\s-])"
_FIELD = r"(?<![^\s(\-])(?P<text>(?=[\w\-]*[^\W\d_])[^\W_](?:[\w\-]*\w)?):(?!//)"
_RANGE = re.compile(r"(?P<open>[\[{])(?P<start>[^\[\]{}]*?)(?<!\w)[Tt][Oo](?!\w)(?P<end>[^\[\]{}]*)(?P<close>[\]}])")
_WORD = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_OPERATORS = frozenset({"AND", "OR", "NOT", "ANDNOT"})
_BEFORE, _AFTER = r"(?:^|(?<=[\s()]))", r"(?=[\s()]|$)"
_WHOLE = rf"{_BEFORE}(?!(?:{'|'.join(sorted(_OPERATORS))}){_AFTER})(?P<text>[^\W\d_]+){_AFTER}"


def read(text: str, names: Names) -> tuple[Tree, list[Mistake]]:
    """Read a query; return Whoosh's tree and the mistakes that were set right.

    The tree is None where nothing is left to search for. Every node that stands for words has ``startchar`` and
    ``endchar`` in code points of the text, and ``fieldname``, which is None for words without a field and begins
    with :data:`IN_SOURCE` inside ``source:( )``.
    """
    plain = _plain(text)
    if plain is not None:
        return plain, []
    parser, tidy = _parser(), Tidy(text, names)
    nodes = parser.filterize(tidy.tidied(parser.tag(text)))
    return nodes.query(parser) if nodes else None, tidy.mistakes


def _plain(text: str) -> Tree | None:
    """Return what Whoosh would make of words and spaces alone, which most queries are, without its taking its time."""
    if not _WORDS.fullmatch(text) or not _OPERATORS.isdisjoint(text.split(" ")):
        return None
    terms = []
    for found in _WORD.finditer(text):
        term = query.Term(None, found[0])
        term.startchar, term.endchar = found.span()
        terms.append(term)
    return query.And(terms)


class _Parser(QueryParser):  # type: ignore[misc]
    """Whoosh's parser, which asks its plugins what they read and do once, and not for every query."""

    def __init__(self, own: Sequence[object]):
        super().__init__(None, None, plugins=own)
        self._taggers: Sequence[object] = super().taggers()
        self._filters: Sequence[_Filter] = super().filters()

    def taggers(self) -> Sequence[object]:
        return self._taggers

    def filters(self) -> Sequence[_Filter]:
        return self._filters


@cache
def _parser() -> _Parser:
    return _Parser(_plugins())


def _plugins() -> list[object]:
    operators = plugins.OperatorsPlugin(
        And=f"{_BEFORE}AND{_AFTER}",
        Or=f"{_BEFORE}OR{_AFTER}",
        AndNot=f"{_BEFORE}ANDNOT{_AFTER}",
        Not=f"{_BEFORE}NOT{_AFTER}",
        AndMaybe=None,
        Require=None,
    )
    return [
        plugins.FieldsPlugin(_FIELD, remove_unknown=False),
        plugins.WildcardPlugin(),
        plugins.PhrasePlugin(),
        plugins.RangePlugin(_RANGE),
        plugins.GroupPlugin(),
        operators,
        plugins.BoostPlugin(),
        plugins.EveryPlugin(),
        plugins.FuzzyTermPlugin(),
        _Words(),
        _Minus(),
        _Comparison(),
        _SourceGroup(),
    ]


class _Words:
    """Takes a word of letters alone at once: Whoosh would try everything at each of its letters, and find nothing."""

    def taggers(self, parser: object) -> Sequence[tuple[object, int]]:  # noqa: ARG002  Whoosh's interface
        return [(taggers.FnTagger(_WHOLE, syntax.WordNode, "words"), -100)]

    def filters(self, parser: object) -> Sequence[tuple[_Filter, int]]:  # noqa: ARG002
        return ()


class _Minus:
    """``-`` before a word, a field, a phrase or a bracket denies it, at any depth."""

    def taggers(self, parser: object) -> Sequence[tuple[object, int]]:  # noqa: ARG002  Whoosh's interface
        return [(taggers.FnTagger(_MINUS, plugins.PlusMinusPlugin.Minus, "minus"), 0)]

    def filters(self, parser: object) -> Sequence[tuple[_Filter, int]]:  # noqa: ARG002
        return [(self._deny, 510)]

    def _deny(self, parser: object, group: Node) -> Node:
        denied = group.empty_copy()
        minus = False
        for child in group:
            if isinstance(child, plugins.PlusMinusPlugin.Minus):
                minus = True
                continue
            node = self._deny(parser, child) if isinstance(child, syntax.GroupNode) else child
            denied.append(syntax.NotGroup([node]) if minus else node)
            minus = False
        return denied


class _Comparison:
    """``>``, ``>=``, ``<`` and ``<=`` after a field make a range, at any depth."""

    def taggers(self, parser: object) -> Sequence[tuple[object, int]]:
        return list(plugins.GtLtPlugin().taggers(parser))

    def filters(self, parser: object) -> Sequence[tuple[_Filter, int]]:  # noqa: ARG002
        return [(self._compare, 99)]

    def _compare(self, parser: object, group: Node) -> Node:
        compared = group.empty_copy()
        relation = ""
        for child in group:
            node = self._compare(parser, child) if isinstance(child, syntax.GroupNode) else child
            if isinstance(node, plugins.GtLtPlugin.GtLtNode):
                relation = node.rel
                continue
            if relation and node.has_text:
                node = plugins.GtLtPlugin().make_range(node, relation)
            relation = ""
            compared.append(node)
        return compared


class _SourceGroup:
    """Marks the fields inside ``source:( )``, which Whoosh would take out of it."""

    def taggers(self, parser: object) -> Sequence[tuple[object, int]]:  # noqa: ARG002  Whoosh's interface
        return ()

    def filters(self, parser: object) -> Sequence[tuple[_Filter, int]]:  # noqa: ARG002
        return [(self._find, 98)]

    def _find(self, parser: object, group: Node) -> Node:
        before = None
        for node in group:
            if isinstance(node, syntax.GroupNode):
                if isinstance(before, syntax.FieldnameNode) and before.fieldname.lower() == "source":
                    self._mark(node)
                else:
                    self._find(parser, node)
            before = node
        return group

    def _mark(self, group: Node) -> None:
        for node in group:
            if isinstance(node, syntax.GroupNode):
                self._mark(node)
            elif isinstance(node, syntax.FieldnameNode):
                node.fieldname = IN_SOURCE + node.fieldname
