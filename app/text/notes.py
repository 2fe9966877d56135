# SPDX-License-Identifier: MIT
"""Footnotes in Markdown: ``[^1]`` in the text and ``[^1]: what it says`` at the start of a line.

CommonMark has none, so two rules are added to the parser, and a third is made careful: what CommonMark takes
for the definition of a link, ``[Interviewer]: Yes.``, is somebody's words unless an address follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_DEEPEST = 3
_INDENT = 4
_DEFINITION = re.compile(r"\[\^([^\]\s]{1,100})\]:[ \t]*")
_REFERENCE = re.compile(r"\[\^([^\]\s]{1,100})\]")
_BLOCK_START = re.compile(r"\[\^|#{1,6}\s|>|[-*+][ \t]|\d{1,9}[.)][ \t]|```|~~~|\|")
_NO_ADDRESS = re.compile(r"\[[^\[\]]*\]:[ \t]*(?![^\s/#:@<?%]*[/#:@<?%]|\S+\.\w|$)\S")


def install(parser: MarkdownIt) -> None:
    """Add the rules to a parser."""
    parser.block.ruler.before("reference", "note", _definition, {"alt": ["paragraph"]})
    parser.block.ruler.at("reference", _link_definition)
    parser.inline.ruler.before("link", "note_ref", _reference)


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    found = _DEFINITION.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    depth = state.env.get("note_depth", 0)
    if not found or depth >= _DEEPEST:
        return False
    if silent:
        return True
    last = max(_lines(state, start, end))
    more = state.getLines(start + 1, last + 1, state.blkIndent + _INDENT, False)
    state.env.setdefault("notes", set()).add(found[1])
    state.push("note_open", "", 1).meta = {"label": found[1]}
    state.env["note_depth"] = depth + 1
    state.md.block.parse(f"{state.src[found.end() : state.eMarks[start]]}\n{more}", state.md, state.env, state.tokens)
    state.env["note_depth"] = depth
    state.push("note_close", "", -1)
    state.line = last + 1
    return True


def _lines(state: StateBlock, start: int, end: int) -> Iterator[int]:
    """Yield the lines of a note: those set in, and those that carry its paragraph on."""
    yield start
    blank = False
    for line in range(start + 1, end):
        if state.isEmpty(line):
            blank = True
            continue
        begin = state.bMarks[line] + state.tShift[line]
        indented = state.sCount[line] - state.blkIndent >= _INDENT
        lazy = not blank and state.sCount[line] >= state.blkIndent and not _BLOCK_START.match(state.src, begin)
        if not indented and not lazy:
            return
        blank = False
        yield line


def _reference(state: StateInline, silent: bool) -> bool:
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    if not found or found[1] not in state.env.get("notes", ()):
        return False
    if not silent:
        state.push("note_ref", "", 0).meta = {"label": found[1]}
    state.pos = found.end()
    return True


def _link_definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    from markdown_it.rules_block import reference  # noqa: PLC0415 - costs 69 ms, and only Markdown needs it

    if _NO_ADDRESS.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start]):
        return False
    return reference(state, start, end, silent)
