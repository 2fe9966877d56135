# SPDX-License-Identifier: MIT
"""Attribution in words, and edits of an attribution chain as a form makes them.

A chain reads as a sentence: “Ana Verescu, for the Harbour Board, quoted by Tomas Hale, in Lantern Review”.
Cards show it with the names set off, so it is built as pieces, each plain or strong.

The edits answer one field of the form each. They keep what the field does not show: a link that stays keeps its
place in the chain, its span, its cue, its work and its mode; links of other roles and links without a name are left
alone. To set what a field shows already changes nothing.
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
BEHALF = frozenset({"on behalf of"})
NOBODY = {"unattributed": "unattributed", "anonymous": "anonymous source", "author": "the author"}
"""What stands where nobody is named, by voice."""

SOMEBODY = "somebody"
"""What stands in a sentence where a link says no more than its role."""

_VOICES = {words: voice for voice, words in NOBODY.items()} | {"anonymous": "anonymous"}
_BEFORE = {"on behalf of": "for ", "quoted by": "quoted by ", "reporter": "reported by ", "author": "written by "}


# In words


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


def link_words(link: Link) -> str:
    """Return one link in words: “quoted by Tomas Hale (Quay Letters Office), in Quay Letters”."""
    before = "" if link.role in HOLDERS else _BEFORE[link.role]
    said = "".join(words for words, _ in _with_organisation(link))
    return f"{before}{said}" + (f", in {link.work}" if link.work else "")


def speaker(link: Link) -> str:
    """Return the name of a link, or what the text says where nobody is named."""
    if link.voice == "actor":
        return link.actor
    return f"{link.voice} {link.actor}" if link.actor else NOBODY[link.voice]


def named(words: str) -> tuple[str, str]:
    """Return the voice and the actor that a name stands for, as :func:`speaker` writes them.

    “unattributed analyst” is nobody by name, described as an analyst; “the author” is the author of the source.
    """
    if words in _VOICES:
        return _VOICES[words], ""
    voice, _, described = words.partition(" ")
    return (voice, described) if voice in {"unattributed", "anonymous"} and described else ("actor", words)


def is_empty(link: Link) -> bool:
    """Tell whether a link says nothing but its role."""
    return link == Link(role=link.role)


# What fields show


def speakers(chain: Iterable[Link]) -> tuple[str, ...]:
    """Return who holds the view, those without a name included."""
    return _shown(chain, HOLDERS)


def organisations(chain: Sequence[Link]) -> tuple[str, ...]:
    """Return for whom the speakers speak, as :func:`set_organisations` takes it."""
    own = [link.organisation for link in chain if link.role in HOLDERS]
    return tuple(_distinct([*own, *_shown(chain, BEHALF)]))


def via(chain: Iterable[Link]) -> tuple[str, ...]:
    """Return through whom a statement reached the page, those without a name included."""
    return _shown(chain, BEARERS)


# Edits


def set_speakers(chain: Sequence[Link], names: Iterable[str], spans: Mapping[str, Span] | None = None) -> list[Link]:
    """Return a chain held by these speakers, in this order; ``spans`` says where the text names them.

    A new speaker joins the organisation that the others have in common.
    """
    holders = [link for link in chain if link.role in HOLDERS]
    after = _set(chain, HOLDERS, _distinct(names), Link(organisation=_shared_organisation(holders)))
    gone = [link for link in holders if link not in after]
    return _settled(_placed(after, HOLDERS, spans or {}), gone, HOLDERS)


def set_organisations(chain: Sequence[Link], names: Iterable[str]) -> list[Link]:
    """Return a chain whose speakers speak for these.

    A speaker keeps an organisation that stays; the first new one becomes that of the speakers without one, the
    others are spoken for by a link of their own.
    """
    wanted = _distinct(names)
    holders = [link for link in chain if link.role in HOLDERS]
    own = {link.organisation for link in holders} & set(wanted)
    behalf = set(_shown(chain, BEHALF))
    new = [name for name in wanted if name not in own and name not in behalf]
    bare = any(link.organisation not in own for link in holders) or not holders
    first, others = (new[0], new[1:]) if new and bare else ("", new)
    kept = [link for link in chain if link.role not in BEHALF or not speaker(link) or speaker(link) in wanted]
    kept = [
        replace(link, organisation=first) if link.role in HOLDERS and link.organisation not in own else link
        for link in kept
    ]
    if first and not holders:
        kept.insert(0, Link(organisation=first))
    last = max((number for number, link in enumerate(kept) if link.role not in BEARERS), default=-1)
    kept[last + 1 : last + 1] = [replace(_link(name), role="on behalf of") for name in others]
    return kept


def set_via(chain: Sequence[Link], names: Iterable[str], spans: Mapping[str, Span] | None = None) -> list[Link]:
    """Return a chain that reached the page through these, innermost first; ``spans`` says where the text names them."""
    after = _set(chain, BEARERS, _distinct(names), Link(role="quoted by"))
    gone = [link for link in chain if link.role in BEARERS and link not in after]
    return _settled(_placed(after, BEARERS, spans or {}), gone, BEARERS)


def set_work(chain: Sequence[Link], work: str) -> list[Link]:
    """Return a chain that stands in this work: its outermost link names it."""
    if not chain:
        return [Link(work=work)] if work else []
    works = [number for number, link in enumerate(chain) if link.work]
    place = works[-1] if works else len(chain) - 1
    return [replace(link, work=work) if number == place else link for number, link in enumerate(chain)]


def set_cue(chain: Sequence[Link], cue: str, span: Span | None = None) -> list[Link]:
    """Return a chain whose innermost holder is known by these words; its span is theirs where it has none."""
    place = next((number for number, link in enumerate(chain) if link.role in HOLDERS), None)
    if place is None:
        return [Link(cue=cue, span=span), *chain] if cue else list(chain)
    return with_link(chain, place, replace(chain[place], cue=cue, span=chain[place].span or span))


def with_link(chain: Sequence[Link], place: int, link: Link) -> list[Link]:
    """Return a chain with another link in a place; at its end for a place behind it."""
    return [*chain[:place], link, *chain[place + 1 :]]


def without_link(chain: Sequence[Link], place: int) -> list[Link]:
    """Return a chain without one of its links."""
    return [*chain[:place], *chain[place + 1 :]]


def moved(chain: Sequence[Link], place: int, step: int) -> list[Link]:
    """Return a chain in which a link has gone one place inwards (-1) or outwards (1), if there is one."""
    rest = without_link(chain, place)
    to = min(max(0, place + step), len(rest))
    return [*rest[:to], chain[place], *rest[to:]]


def set_addressees(slots: Sequence[Slot], names: Iterable[str], spans: Mapping[str, Span] | None = None) -> list[Slot]:
    """Return slots with these addressees, in this order, and the other slots as they were."""
    known = {slot.actor or slot.value: slot for slot in slots if slot.name == ADDRESSEE}
    found = spans or {}
    made = []
    for name in _distinct(names):
        slot = known.get(name) or Slot(name=ADDRESSEE, value=name, actor=name)
        made.append(replace(slot, span=found[name]) if name in found else slot)
    return [*made, *(slot for slot in slots if slot.name != ADDRESSEE)]


# Parts


def _role(link: Link) -> str:
    return link.role


def _holders(links: Sequence[Link]) -> list[list[Piece]]:
    organisations_named = {link.organisation for link in links}
    if len(organisations_named) > 1:
        return [_series([_with_organisation(link) for link in links])]
    organisation = organisations_named.pop()
    clause = _series([[(speaker(link), True)] for link in links if speaker(link)])
    return [clause, *([[(f"for {organisation}", False)]] if organisation else [])]


def _clause(role: str, links: Sequence[Link], *, first: bool) -> list[Piece]:
    said = _series([_with_organisation(link) for link in links])
    if first and role == "author":
        return said
    return [(_BEFORE[role], False), *said]


def _with_organisation(link: Link) -> list[Piece]:
    name = speaker(link) or link.organisation or SOMEBODY
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


def _shown(chain: Iterable[Link], roles: frozenset[str]) -> tuple[str, ...]:
    return tuple(_distinct(speaker(link) for link in chain if link.role in roles))


def _link(name: str, like: Link | None = None) -> Link:
    voice, actor = named(name)
    return replace(like or Link(), voice=voice, actor=actor)


def _set(chain: Sequence[Link], roles: frozenset[str], wanted: Sequence[str], fresh: Link) -> list[Link]:
    """Return a chain whose links of some roles have these names: those there are, and new ones like ``fresh``.

    One name in the place of another is that name written otherwise, so that its link stays.
    """
    before = _shown(chain, roles)
    swapped = [(old, new) for old, new in zip(before, wanted, strict=False) if old != new]
    if len(before) == len(wanted) and len(swapped) == 1 and swapped[0][1] not in before:
        old, new = swapped[0]
        return [_link(new, link) if link.role in roles and speaker(link) == old else link for link in chain]
    stay = [name for name in before if name in wanted]
    if stay == list(wanted[: len(stay)]):
        kept = [link for link in chain if link.role not in roles or not speaker(link) or speaker(link) in stay]
        return _added(kept, roles, wanted[len(stay) :], fresh)
    links = [link for link in chain if link.role in roles and speaker(link)]
    made = [link for name in wanted for link in [k for k in links if speaker(k) == name] or [_link(name, fresh)]]
    places = [number for number, link in enumerate(chain) if link in links]
    filled = dict(zip(places, made, strict=False))
    end = places[-1] + 1
    emptied = set(places[len(made) :])
    inner = [filled.get(number, link) for number, link in enumerate(chain[:end]) if number not in emptied]
    return [*inner, *made[len(places) :], *chain[end:]]


def _added(chain: list[Link], roles: frozenset[str], names: Sequence[str], fresh: Link) -> list[Link]:
    """Return a chain with new links after those of their roles; if the last of these waits for a name it gets one."""
    places = [number for number, link in enumerate(chain) if link.role in roles]
    if names and places and not speaker(chain[places[-1]]):
        chain = with_link(chain, places[-1], _link(names[0], chain[places[-1]]))
        names = names[1:]
    end = places[-1] + 1 if places else 0 if roles is HOLDERS else len(chain)
    return [*chain[:end], *(_link(name, fresh) for name in names), *chain[end:]]


def _placed(chain: Iterable[Link], roles: frozenset[str], spans: Mapping[str, Span]) -> list[Link]:
    return [
        replace(link, span=spans[speaker(link)]) if link.role in roles and speaker(link) in spans else link
        for link in chain
    ]


def _settled(chain: list[Link], gone: Sequence[Link], roles: frozenset[str]) -> list[Link]:
    """Give a work that only a link which went away has named to one that stays, and so the speakers' organisation."""
    works = {link.work for link in chain}
    work = next((link.work for link in gone if link.work and link.work not in works), "")
    places = [number for number, link in enumerate(chain) if link.role in roles]
    if roles is HOLDERS and not places:
        organisation = _shared_organisation(gone)
        return [Link(organisation=organisation, work=work), *chain] if organisation or work else chain
    if not work or not chain:
        return chain
    place = places[0 if roles is HOLDERS else -1] if places else len(chain) - 1
    return with_link(chain, place, replace(chain[place], work=chain[place].work or work))


def _shared_organisation(links: Iterable[Link]) -> str:
    """Return the organisation all these speakers have in common, so that a new one joins it."""
    found = {link.organisation for link in links}
    return found.pop() if len(found) == 1 else ""


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))
