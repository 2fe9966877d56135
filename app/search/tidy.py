# SPDX-License-Identifier: MIT
"""Sets right what a query has wrong, before Whoosh makes a tree of it, and notes each mistake with its place.

Whoosh's own filters assume well-formed input: an operator without an operand, a range without a field or a
bracket without a partner is dropped in silence or ends in an exception. This filter runs first, on the flat
list of tokens, and leaves only what they understand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from whoosh.qparser import plugins, syntax

from app.search import dates
from app.search.fields import FieldName, Names, Value
from app.search.mistakes import Mistake

Node = Any
"""A syntax node of Whoosh, which has no types."""

_OPEN, _CLOSE = plugins.GroupPlugin.OpenBracket, plugins.GroupPlugin.CloseBracket
_COMPARISON, _MINUS = plugins.GtLtPlugin.GtLtNode, plugins.PlusMinusPlugin.Minus
_POWER = re.compile(r"\^[^\w]*$|\^(?=[^\d.])\S*$")
_UNCLOSED = re.compile(r"[\[{]\s*([^\s\[\]{}]*)(?:\s+TO\b)?(?:\s+(\d[\w.\-]*)[\]}]?)?", re.IGNORECASE)
_INCOMPARABLE = "Only dates and numbers can be compared, as in date:>2020."
_FUZZ, _BOOST, _RANGE = plugins.FuzzyTermPlugin.FuzzinessNode, plugins.BoostPlugin.BoostNode, syntax.RangeNode


class Tidy:
    """Sets one query right; ``mistakes`` holds what it found."""

    def __init__(self, text: str, names: Names):
        self._text = text
        self._names = names
        self.mistakes: list[Mistake] = []

    def tidied(self, group: Node) -> Node:
        """Return the tokens of the query with its mistakes set right, before any of Whoosh's filters sees them."""
        nodes = list(group)
        self._note_quotes(nodes)
        for rule in (
            self._misplaced_bracket,
            self._empty_brackets,
            self._field,
            self._relative_date,
            self._mark,
            self._operator,
        ):
            self._apply(nodes, rule)
        while self._apply(nodes, self._empty_brackets) or self._apply(nodes, self._operator):
            pass
        tidied = group.empty_copy()
        tidied.extend(nodes)
        return tidied

    def _apply(self, nodes: list[Node], rule: Callable[[list[Node], int], list[Node] | None]) -> bool:
        """Replace each node that a rule objects to by what the rule returns for it; tell whether any was."""
        changed = False
        position = 0
        while position < len(nodes):
            replacement = rule(nodes, position)
            if replacement is None:
                position += 1
            else:
                nodes[position : position + 1] = replacement
                position, changed = 0, True
        return changed

    def _note(self, node: Node, sentence: str, suggestion: str = "") -> None:
        self.mistakes.append(Mistake(node.startchar, node.endchar, sentence, suggestion))

    def _note_quotes(self, nodes: list[Node]) -> None:
        for node in nodes:
            if isinstance(node, syntax.WordNode) and '"' in node.text:
                place = node.startchar + node.text.index('"')
                self.mistakes.append(Mistake(place, place + 1, "This quotation mark has no partner."))

    def _misplaced_bracket(self, nodes: list[Node], position: int) -> list[Node] | None:
        node = nodes[position]
        if isinstance(node, _CLOSE) and _depth(nodes[:position]) == 0:
            self._note(node, "This bracket was never opened.")
            return []
        if isinstance(node, _OPEN) and not _is_closed(nodes, position):
            self._note(node, "This bracket is never closed.")
            return []
        return None

    def _empty_brackets(self, nodes: list[Node], position: int) -> list[Node] | None:
        if isinstance(nodes[position], _OPEN):
            following = _next(nodes, position)
            if following is not None and isinstance(nodes[following], _CLOSE):
                del nodes[position + 1 : following + 1]
                return []
        return None

    def _field(self, nodes: list[Node], position: int) -> list[Node] | None:
        """Take out a field that does not exist or has no value; one that stands in running text is a word."""
        node = nodes[position]
        if not isinstance(node, syntax.FieldnameNode):
            return None
        known = self._names.find(node.fieldname)
        after = nodes[position + 1] if position + 1 < len(nodes) else None
        valueless = after is None or after.is_ws() or isinstance(after, _CLOSE | syntax.Operator) or _is_bare(after)
        if known is None and valueless:
            return [_word(node, node.original)]
        if known is None and self._note_apart(nodes, position):
            return []
        if known is None:
            near = self._names.nearest(node.fieldname)
            hint = f" Did you mean “{near}:”?" if near else ""
            self._note(node, f"There is no field “{node.fieldname}”.{hint}", f"{near}:" if near else "")
            return []
        if valueless:
            self._note(node, f"“{node.fieldname}:” needs a value right after the colon, as in {known.example}.")
            return []
        return self._comparing(nodes, position, known) if isinstance(after, _COMPARISON) else None

    def _note_apart(self, nodes: list[Node], position: int) -> bool:
        """Note a field whose name is written as two words: ``claim type:fact``; the first is no word to search for."""
        first, blank = (nodes[position - 2], nodes[position - 1]) if position > 1 else (None, None)
        if blank is None or not blank.is_ws() or not isinstance(first, syntax.WordNode):
            return False
        known = self._names.find(f"{first.text}-{nodes[position].fieldname}")
        if known is None:
            return False
        whole = _word(first, first.text, nodes[position].endchar)
        self._note(whole, f"The field “{known.name}:” is written as one word.", f"{known.name}:")
        nodes[position - 2] = _space(first)
        return True

    def _comparing(self, nodes: list[Node], position: int, known: FieldName) -> list[Node] | None:
        """Take out a field with ``>`` and nothing to compare with."""
        node, relation = nodes[position], nodes[position + 1]
        if self._has_operand(nodes, position + 1):
            return None
        del nodes[position + 1]
        example = f"{node.fieldname}:{relation.rel}{'5' if known.value is Value.NUMBER else '2020'}"
        sentence = f"“{relation.rel}” needs something after it, as in {example}."
        relation.set_range(node.startchar, relation.endchar)
        self._note(relation, sentence if self._takes_ranges(node) else _INCOMPARABLE)
        return []

    def _has_operand(self, nodes: list[Node], position: int) -> bool:
        """Tell whether a value comes after ``>``; a blank between them is taken out."""
        following = _next(nodes, position)
        if following is None or not nodes[following].has_text or isinstance(nodes[following], syntax.FieldnameNode):
            return False
        del nodes[position + 1 : following]
        return True

    def _relative_date(self, nodes: list[Node], position: int) -> list[Node] | None:
        """Make one of the words of ``date:last 30 days`` or ``date:>June 2020``, which need no quotation marks."""
        node = nodes[position]
        field = position - 1 - (position > 1 and isinstance(nodes[position - 1], _COMPARISON))
        if field < 0 or not isinstance(node, syntax.WordNode) or not self._is_date(nodes[field]):
            return None
        for last in range(min(position + 6, len(nodes) - 1), position, -1):
            whole = nodes[position : last + 1]
            text = self._text[node.startchar : whole[-1].endchar]
            if all(isinstance(each, syntax.WordNode) or each.is_ws() for each in whole) and dates.is_of_words(text):
                del nodes[position + 1 : last + 1]
                return [_word(node, text, whole[-1].endchar)]
        return None

    def _mark(self, nodes: list[Node], position: int) -> list[Node] | None:
        """Take out ranges, comparisons, ``~`` and ``^`` that stand where they mean nothing."""
        node = nodes[position]
        before = nodes[position - 1] if position else None
        if isinstance(node, _RANGE) and not self._may_hold_ranges(nodes, position):
            self._note(node, "A range belongs after “date:”, as in date:[2019-06 TO 2020].")
            return [_word(node, self._text[node.startchar + 1 : node.endchar - 1])]
        if isinstance(node, _COMPARISON) and not self._may_hold_ranges(nodes, position):
            if isinstance(before, syntax.FieldnameNode):
                self._note(node, _INCOMPARABLE)
                return []
            if nodes[position + 1 : position + 2] and any(map(self._takes_ranges, nodes[:position])):
                self._note(node, f"“{node.rel}” belongs right after a field, as in date:{node.rel}2020.")
            return [_space(node)]
        if isinstance(node, _COMPARISON) and not self._has_operand(nodes, position):
            self._note(node, f"“{node.rel}” needs something after it, as in date:{node.rel}2020.")
            return []
        if isinstance(node, syntax.WordNode) and before is not None and self._takes_ranges(before):
            return self._unclosed(nodes, position)
        if isinstance(node, syntax.WordNode) and _POWER.search(node.text):
            self._note(node, "“^” needs a number after it, as in election^3.")
            return [_word(node, _POWER.sub("", node.text))]
        if isinstance(node, _FUZZ) and not isinstance(before, syntax.WordNode):
            self._note(node, "“~” belongs right after a word, or with a number after a phrase.")
            return []
        if isinstance(node, _BOOST) and not (isinstance(before, _CLOSE) or getattr(before, "has_boost", False)):
            self._note(node, "“^” with a number belongs right after a word, a phrase or a bracket.")
            return []
        return None

    def _unclosed(self, nodes: list[Node], position: int) -> list[Node] | None:
        """Close a range that nobody closed: ``date:[2019 TO 2020``."""
        node = nodes[position]
        found = _UNCLOSED.match(self._text, node.startchar)
        if found is None:
            return None
        last = position
        while last + 1 < len(nodes) and nodes[last + 1].startchar < found.end():
            last += 1
        begun = _RANGE(found[1] or None, found[2], False, False)
        begun.set_range(node.startchar, found.end())
        del nodes[position + 1 : last + 1]
        whole = f"[{found[1]} TO {found[2]}]" if found[2] else f"[{found[1]} TO]"
        self._note(begun, f"This range is not whole; it is read as {whole}.", whole)
        return [begun]

    def _operator(self, nodes: list[Node], position: int) -> list[Node] | None:
        node = nodes[position]
        following = _next(nodes, position)
        hanging = following is None or isinstance(nodes[following], _CLOSE | syntax.InfixOperator)
        denies = isinstance(node, _MINUS | syntax.PrefixOperator)
        if denies and following is not None and isinstance(nodes[following], syntax.PrefixOperator):
            del nodes[position + 1 : following + 1]
            return []
        if isinstance(node, _MINUS):
            return [] if hanging else None
        if isinstance(node, syntax.PrefixOperator) and hanging:
            self._note(node, "“NOT” needs something after it.")
            return []
        if isinstance(node, syntax.InfixOperator):
            before = _previous(nodes, position)
            leading = before is None or isinstance(nodes[before], _OPEN | syntax.Operator | _MINUS)
            if hanging or leading:
                self._note(node, f"“{node.text}” needs something on both sides.", node.text.lower())
                return []
        return None

    def _takes_ranges(self, node: Node) -> bool:
        known = self._names.find(node.fieldname) if isinstance(node, syntax.FieldnameNode) else None
        return known is not None and known.value in {Value.DATE, Value.NUMBER}

    def _is_date(self, node: Node) -> bool:
        known = self._names.find(node.fieldname) if isinstance(node, syntax.FieldnameNode) else None
        return known is not None and known.value is Value.DATE

    def _may_hold_ranges(self, nodes: Sequence[Node], position: int) -> bool:
        """Tell whether a node comes right after a field of dates or numbers, or inside brackets that do."""
        if position and self._takes_ranges(nodes[position - 1]):
            return True
        depth = 0
        for index in range(position - 1, 0, -1):
            if isinstance(nodes[index], _CLOSE):
                depth += 1
            elif isinstance(nodes[index], _OPEN):
                if depth == 0 and self._takes_ranges(nodes[index - 1]):
                    return True
                depth = max(depth - 1, 0)
        return False


def _word(node: Node, text: str, end: int | None = None) -> Node:
    word = syntax.WordNode(text)
    word.set_range(node.startchar, node.endchar if end is None else end)
    return word


def _is_bare(node: Node) -> bool:
    """Tell whether a node is the beginning of a range and nothing else."""
    return isinstance(node, syntax.WordNode) and not node.text.strip("[]{}")


def _space(node: Node) -> Node:
    return syntax.Whitespace().set_range(node.startchar, node.endchar)


def _depth(nodes: Sequence[Node]) -> int:
    """Return how many brackets are open after these nodes; a bracket never opened counts for nothing."""
    depth = 0
    for node in nodes:
        depth += isinstance(node, _OPEN) - (isinstance(node, _CLOSE) and depth > 0)
    return depth


def _is_closed(nodes: Sequence[Node], position: int) -> bool:
    depth = 0
    for node in nodes[position:]:
        depth += isinstance(node, _OPEN) - isinstance(node, _CLOSE)
        if depth == 0:
            return True
    return False


def _next(nodes: Sequence[Node], position: int) -> int | None:
    return next((index for index in range(position + 1, len(nodes)) if not nodes[index].is_ws()), None)


def _previous(nodes: Sequence[Node], position: int) -> int | None:
    return next((index for index in range(position - 1, -1, -1) if not nodes[index].is_ws()), None)
