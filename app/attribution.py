# SPDX-License-Identifier: MIT
"""Attribution in words, and edits of an attribution chain as a form makes them.

A chain reads as a sentence: “Ana Verescu, for the Harbour Board, quoted by Tomas Hale, in Lantern Review”.
Cards show it with the names set off, so it is built as pieces, each plain or strong.

The edits answer one field of the form each. They keep what the form does not show: a link that stays keeps its
span, its cue and its mode.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from database.records import ADDRESSEE, Link, Slot, Span

Piece = tuple[str, bool]
"""Some words, and whether they are strong."""

HOLDERS = frozenset({"holder", "author"})
BEARERS = frozenset({"quoted by", "reporter"})
NOBODY = {"unattributed": "unattributed", "anonymous": "anonymous source", "author": "the author"}
"""What stands where nobody is named, by voice."""

_VOICES = {words: voice for voice, words in NOBODY.items()}
_BEFORE = {"on behalf of": "for ", "quoted by": "quoted by ", "reporter": "reported by ", "author": "written by "}


def pieces(chain: Sequence[Link], slots: Sequence[Slot] = ()) -> tuple[Piece, ...]:
    """Return an attribution chain, and whom the statement is addressed to, as pieces of one sentence."""
    clauses: list[list[Piece]] = []
    holders = [link for link in chain if link.role == "holder"]
    others = [link for link in chain if link.role != "holder"]
    for role, group in groupby([*holders, *others], key=_role):
        links = list(group)
        clauses += _holders(links) if role == "holder" else [_clause(role, links, first=not clauses)]
        clauses += [[(f"in {work}", False)] for work in dict.fromkeys(link.work for link in links if link.work)]
    addressees = [slot.actor or slot.value for slot in slots if slot.name == ADDRESSEE]
    if addressees:
        clauses.append([("to ", False), *_names(addressees)])
    return _joined(clauses)


def sentence(chain: Sequence[Link], slots: Sequence[Slot] = ()) -> str:
    """Return an attribution chain in words; empty where there is none."""
    return "".join(words for words, _ in pieces(chain, slots))


def speaker(link: Link) -> str:
    """Return the name of a link, or what the text says where nobody is named."""
    if link.voice == "actor":
        return link.actor
    return f"{link.voice} {link.actor}" if link.actor else NOBODY[link.voice]


def speakers(chain: Iterable[Link]) -> tuple[str, ...]:
    """Return who holds the view, those without a name included."""
    return tuple(dict.fromkeys(filter(None, (speaker(link) for link in chain if link.role in HOLDERS))))


def set_speakers(chain: Sequence[Link], names: Iterable[str], spans: Mapping[str, Span] | None = None) -> list[Link]:
    """Return a chain held by these speakers, in this order; ``spans`` says where the text names them."""
    known = {speaker(link): link for link in chain if link.role in HOLDERS}
    shared = _shared_organisation(known.values())
    made = [_found(known.get(name) or _named(name, shared), name, spans or {}) for name in _distinct(names)]
    work = _lost_work(known, made)
    if work and made and not made[0].work:
        made[0] = replace(made[0], work=work)
    rest = [link for link in chain if link.role not in HOLDERS]
    if not made and (shared or work):
        made = [Link(voice="unattributed", organisation=shared, work=work)]
    return [*made, *rest]


def set_organisations(chain: Sequence[Link], names: Iterable[str]) -> list[Link]:
    """Return a chain whose speakers speak for these.

    A speaker keeps an organisation that stays; the first new one becomes that of the speakers without one, the
    others are spoken for by a link of their own.
    """
    wanted = _distinct(names)
    behalf = {link.actor: link for link in chain if link.role == "on behalf of"}
    holders = [link for link in chain if link.role in HOLDERS]
    own = {link.organisation for link in holders} & set(wanted)
    new = [name for name in wanted if name not in own and name not in behalf]
    bare = any(link.organisation not in own for link in holders) or not holders
    first, others = (new[0], new[1:]) if new and bare else ("", new)
    holders = [link if link.organisation in own else replace(link, organisation=first) for link in holders]
    if not holders and first:
        holders = [Link(voice="unattributed", organisation=first)]
    spoken = [name for name in wanted if (name in behalf and name not in own) or name in others]
    kept = [behalf.get(name) or Link(role="on behalf of", actor=name) for name in spoken]
    return [*holders, *kept, *(link for link in chain if link.role in BEARERS)]


def organisations(chain: Sequence[Link]) -> tuple[str, ...]:
    """Return for whom the speakers speak, as :func:`set_organisations` takes it."""
    own = [link.organisation for link in chain if link.role in HOLDERS]
    return tuple(_distinct([*own, *(link.actor for link in chain if link.role == "on behalf of")]))


def set_via(chain: Sequence[Link], names: Iterable[str]) -> list[Link]:
    """Return a chain that reached the page through these, innermost first."""
    known = {link.actor: link for link in chain if link.role in BEARERS}
    kept = [known.get(name) or Link(role="quoted by", actor=name) for name in _distinct(names)]
    inner = [link for link in chain if link.role not in BEARERS]
    lost = _lost_work(known, kept)
    if lost and (kept or inner):
        target = kept or inner
        target[-1] = replace(target[-1], work=target[-1].work or lost)
    return [*inner, *kept]


def set_work(chain: Sequence[Link], work: str) -> list[Link]:
    """Return a chain that stands in this work: its outermost link names it."""
    if not chain:
        return [Link(voice="unattributed", work=work)] if work else []
    named = [number for number, link in enumerate(chain) if link.work]
    place = named[-1] if named else len(chain) - 1
    return [replace(link, work=work) if number == place else link for number, link in enumerate(chain)]


def set_addressees(slots: Sequence[Slot], names: Iterable[str], spans: Mapping[str, Span] | None = None) -> list[Slot]:
    """Return slots with these addressees, in this order, and the other slots as they were."""
    known = {slot.actor or slot.value: slot for slot in slots if slot.name == ADDRESSEE}
    found = spans or {}
    made = []
    for name in _distinct(names):
        slot = known.get(name) or Slot(name=ADDRESSEE, value=name, actor=name)
        made.append(replace(slot, span=found[name]) if name in found else slot)
    return [*made, *(slot for slot in slots if slot.name != ADDRESSEE)]


def _role(link: Link) -> str:
    return link.role


def _holders(links: Sequence[Link]) -> list[list[Piece]]:
    organisations_named = {link.organisation for link in links}
    if len(organisations_named) > 1:
        named = [_with_organisation(link) for link in links]
        return [_series(named)]
    organisation = organisations_named.pop()
    clause = _series([[(speaker(link), True)] for link in links if speaker(link)])
    return [clause, *([[(f"for {organisation}", False)]] if organisation else [])]


def _clause(role: str, links: Sequence[Link], *, first: bool) -> list[Piece]:
    named = _series([_with_organisation(link) for link in links])
    if first and role == "author":
        return named
    return [(_BEFORE[role], False), *named]


def _with_organisation(link: Link) -> list[Piece]:
    name = speaker(link) or link.organisation
    told = f" ({link.organisation})" if link.organisation and link.organisation != name else ""
    return [(name, True), *([(told, False)] if told else [])]


def _names(names: Sequence[str]) -> list[Piece]:
    return _series([[(name, True)] for name in names])


def _series(items: Sequence[list[Piece]]) -> list[Piece]:
    """Join items as English does: with commas, and “and” before the last."""
    made: list[Piece] = []
    for number, item in enumerate(items):
        if number:
            made.append((" and " if number == len(items) - 1 else ", ", False))
        made += item
    return made


def _joined(clauses: Iterable[Sequence[Piece]]) -> tuple[Piece, ...]:
    made: list[Piece] = []
    for clause in clauses:
        if clause and made:
            made.append((", ", False))
        made += clause
    return tuple(piece for piece in made if piece[0])


def _named(name: str, organisation: str) -> Link:
    if name in _VOICES:
        return Link(voice=_VOICES[name], organisation=organisation)
    return Link(actor=name, organisation=organisation)


def _found(link: Link, name: str, spans: Mapping[str, Span]) -> Link:
    return replace(link, span=spans[name]) if name in spans else link


def _shared_organisation(links: Iterable[Link]) -> str:
    """Return the organisation all these speakers have in common, so that a new one joins it."""
    found = {link.organisation for link in links}
    return found.pop() if len(found) == 1 else ""


def _lost_work(known: Mapping[str, Link], kept: Iterable[Link]) -> str:
    """Return a work that a link which goes away was the only one to name."""
    still = {link.work for link in kept}
    return next((link.work for link in known.values() if link.work and link.work not in still), "")


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))
