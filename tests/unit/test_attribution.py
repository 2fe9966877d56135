# SPDX-License-Identifier: MIT
"""A chain reads as a sentence, and one field of the form changes only what it shows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import attribution
from database.records import ADDRESSEE, ROLES, VOICES, Annotation, Link, Slot

ANA = Link(actor="Ana Verescu", span=(3, 14), cue="argues")
HALE = Link(role="quoted by", actor="Tomas Hale", work="Lantern Review")

names = st.lists(st.text("abcdef", min_size=1, max_size=3), max_size=4, unique=True)
links = st.builds(
    Link,
    role=st.sampled_from(ROLES),
    voice=st.sampled_from(["actor", "actor", "actor", *VOICES]),
    actor=st.text("abcdef", max_size=3),
    organisation=st.sampled_from(["", "Board", "Union"]),
    work=st.sampled_from(["", "Review"]),
    cue=st.sampled_from(["", "argues"]),
)
chains = st.lists(links, max_size=5)


@pytest.mark.parametrize(
    ("chain", "slots", "words"),
    [
        ([], [], ""),
        ([ANA], [], "Ana Verescu"),
        ([ANA, HALE], [], "Ana Verescu, quoted by Tomas Hale, in Lantern Review"),
        ([Link(actor="Mirela Dantov", organisation="the Institute")], [], "Mirela Dantov, for the Institute"),
        ([Link(actor="A", organisation="X"), Link(actor="B", organisation="X")], [], "A and B, for X"),
        ([Link(actor="A", organisation="X"), Link(actor="B", organisation="Y")], [], "A (X) and B (Y)"),
        (
            [Link(actor="A", work="Essay"), Link(role="quoted by", actor="B", work="Review")],
            [],
            "A, in Essay, quoted by B, in Review",
        ),
        ([Link(actor="A"), Link(role="on behalf of", actor="X")], [], "A, for X"),
        ([Link(actor="A"), Link(role="reporter", actor="R", organisation="Post")], [], "A, reported by R (Post)"),
        ([Link(voice="unattributed", actor="analyst", work="Review")], [], "unattributed analyst, in Review"),
        ([Link(voice="anonymous")], [], "anonymous source"),
        ([Link(role="author", voice="author")], [], "the author"),
        ([Link(role="quoted by", actor="Hale")], [], "quoted by Hale"),
        ([ANA], [Slot(ADDRESSEE, "the ministry")], "Ana Verescu, to the ministry"),
        ([], [Slot(ADDRESSEE, "a"), Slot(ADDRESSEE, "b"), Slot(ADDRESSEE, "c")], "to a, b and c"),
    ],
)
def test_a_chain_reads_as_a_sentence(chain: list[Link], slots: list[Slot], words: str) -> None:
    assert attribution.sentence(chain, slots) == words


def test_names_are_strong_and_the_rest_is_not() -> None:
    strong = [words for words, heavy in attribution.pieces([ANA, HALE]) if heavy]
    assert strong == ["Ana Verescu", "Tomas Hale"]


def test_a_speaker_who_stays_keeps_span_and_cue() -> None:
    assert attribution.set_speakers([ANA, HALE], ["Ilie Marr", "Ana Verescu"]) == [Link(actor="Ilie Marr"), ANA, HALE]


def test_a_new_speaker_joins_the_organisation_of_the_others() -> None:
    chain = attribution.set_speakers([Link(actor="A", organisation="X")], ["A", "B"])
    assert [link.organisation for link in chain] == ["X", "X"]


def test_a_speaker_from_selected_words_keeps_their_place() -> None:
    assert attribution.set_speakers([], ["Ana"], {"Ana": (5, 8)}) == [Link(actor="Ana", span=(5, 8))]


def test_nobody_is_a_value() -> None:
    chain = attribution.set_speakers([], ["unattributed"])
    assert chain == [Link(voice="unattributed")]
    assert attribution.speakers(chain) == ("unattributed",)


def test_an_organisation_without_a_speaker_is_kept() -> None:
    chain = attribution.set_organisations([], ["Harbour Board"])
    assert attribution.organisations(chain) == ("Harbour Board",)


def test_speakers_keep_their_own_organisations() -> None:
    chain = [Link(actor="A", organisation="X"), Link(actor="B", organisation="Y")]
    changed = attribution.set_organisations(chain, ["X", "Y", "Z"])
    assert changed == [*chain, Link(role="on behalf of", actor="Z")]


def test_the_work_stays_when_the_link_that_named_it_goes() -> None:
    chain = attribution.set_via([ANA, HALE], [])
    assert chain == [Link(actor="Ana Verescu", span=(3, 14), cue="argues", work="Lantern Review")]


def test_the_work_is_that_of_the_outermost_link() -> None:
    assert attribution.set_work([ANA, HALE], "Helm")[1].work == "Helm"
    assert attribution.set_work([ANA], "Helm")[0].work == "Helm"
    assert attribution.set_work([], "") == []


def test_other_slots_stay_when_addressees_change() -> None:
    action = Slot("action", "open the gate", span=(1, 4))
    slots = attribution.set_addressees([action, Slot(ADDRESSEE, "a", "a")], ["b"], {"b": (7, 8)})
    assert slots == [Slot(ADDRESSEE, "b", "b", (7, 8)), action]


def test_a_name_written_otherwise_keeps_its_link() -> None:
    assert attribution.set_speakers([ANA, HALE], ["Anna Verescu"]) == [replace(ANA, actor="Anna Verescu"), HALE]


def test_a_speaker_takes_the_link_that_waited_for_one() -> None:
    chain = attribution.set_work(attribution.set_organisations([], ["Harbour Board"]), "Review")
    assert attribution.set_speakers(chain, ["Ana"]) == [Link(actor="Ana", organisation="Harbour Board", work="Review")]


@pytest.mark.parametrize(
    ("words", "link"),
    [
        ("anonymous", Link(voice="anonymous")),
        ("anonymous source", Link(voice="anonymous")),
        ("anonymous diplomat", Link(voice="anonymous", actor="diplomat")),
        ("unattributed analyst", Link(voice="unattributed", actor="analyst")),
        ("the author", Link(voice="author")),
        ("Anonymous Choir", Link(actor="Anonymous Choir")),
    ],
)
def test_somebody_without_a_name_is_written_in_words(words: str, link: Link) -> None:
    assert attribution.set_speakers([], [words]) == [link]
    assert attribution.set_via([], [words]) == [replace(link, role="quoted by")]


def test_the_cue_is_that_of_the_holder() -> None:
    assert attribution.set_cue([HALE], "says", (1, 5))[0] == Link(cue="says", span=(1, 5))
    assert attribution.set_cue([ANA, HALE], "says", (1, 5)) == [replace(ANA, cue="says"), HALE]


def test_links_move_inwards_and_outwards_and_not_beyond() -> None:
    assert attribution.moved([ANA, HALE], 1, -1) == [HALE, ANA]
    assert attribution.moved([ANA, HALE], 1, 1) == [ANA, HALE]


@given(chains, names)
def test_speakers_are_what_was_set_and_the_others_stay(chain: list[Link], wanted: list[str]) -> None:
    changed = attribution.set_speakers(chain, wanted)
    assert attribution.speakers(changed) == tuple(wanted)
    assert bare(changed, attribution.BEARERS | attribution.BEHALF) == bare(
        chain, attribution.BEARERS | attribution.BEHALF
    )


@given(chains, names)
def test_via_is_what_was_set_and_the_others_stay(chain: list[Link], wanted: list[str]) -> None:
    changed = attribution.set_via(chain, wanted)
    assert attribution.via(changed) == tuple(wanted)
    assert bare(changed, attribution.HOLDERS | attribution.BEHALF) == bare(
        chain, attribution.HOLDERS | attribution.BEHALF
    )


@given(chains, names)
def test_organisations_are_what_was_set_and_the_others_stay(chain: list[Link], wanted: list[str]) -> None:
    changed = attribution.set_organisations(chain, wanted)
    assert sorted(attribution.organisations(changed)) == sorted(wanted)
    assert bare(changed, attribution.BEARERS) == bare(chain, attribution.BEARERS)
    kept = [link.actor for link in chain if link.role in attribution.HOLDERS]
    assert not kept or [link.actor for link in changed if link.role in attribution.HOLDERS] == kept


@given(chains)
def test_setting_what_a_field_shows_changes_nothing(chain: list[Link]) -> None:
    assert attribution.set_speakers(chain, attribution.speakers(chain)) == chain
    assert attribution.set_organisations(chain, attribution.organisations(chain)) == chain
    assert attribution.set_via(chain, attribution.via(chain)) == chain
    shown = Annotation(1, "", "claim", 1, "", "", (), tuple(chain)).work
    assert attribution.set_work(chain, shown) == chain


@given(chains, st.text("xyz", min_size=1, max_size=3))
def test_one_name_more_leaves_every_link_as_it_was(chain: list[Link], name: str) -> None:
    added = attribution.set_speakers(chain, [*attribution.speakers(chain), name])
    assert [link for link in added if attribution.speaker(link) != name] == named_but(chain, attribution.HOLDERS)
    carried = attribution.set_via(chain, [*attribution.via(chain), name])
    assert [link for link in carried if attribution.speaker(link) != name] == named_but(chain, attribution.BEARERS)


def named_but(chain: list[Link], roles: frozenset[str]) -> list[Link]:
    """Return a chain without the last link of some roles, where that waits for a name."""
    places = [number for number, link in enumerate(chain) if link.role in roles]
    waiting = bool(places) and not attribution.speaker(chain[places[-1]])
    return attribution.without_link(chain, places[-1]) if waiting else chain


def bare(chain: list[Link], roles: frozenset[str]) -> list[Link]:
    """Return the links of some roles without their works, which may come to them from a link that goes."""
    return [replace(link, work="") for link in chain if link.role in roles]
