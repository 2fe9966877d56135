# SPDX-License-Identifier: MIT
"""The vocabulary of slots, and how slots are named on a command line."""

import pytest

from app import slots, values
from app.errors import BadSpan, BadValue
from app.tagging import BadPassage, parse_slot
from database.records import ADDRESSEE, Slot

TEXT = "We must open the harbour."


def test_each_kind_is_asked_for_its_own_slots() -> None:
    claims = {slot.name for slot in slots.of_kind("claim")}
    recommendations = {slot.name for slot in slots.of_kind("recommendation")}
    assert {"claim type", "polarity", "certainty", "time", "place", "evidence", "verification note"} <= claims
    assert {"deontic", "action", "object", "condition", "deadline", "beneficiary", "or else"} <= recommendations
    assert claims & recommendations == {"addressee"}
    assert slots.of_kind("passage") == ()


@pytest.mark.parametrize("name", ["claim type", "Claim Type", "claim-type", " claim_type "])
def test_a_slot_is_found_however_it_is_written(name: str) -> None:
    found = slots.find(name)
    assert found is not None
    assert found.name == "claim type"


def test_a_choice_is_one_of_its_values() -> None:
    assert values.slot(TEXT, Slot("Deontic", "Must", span=(3, 7))) == Slot("deontic", "must", span=(3, 7), quote="must")
    assert values.slot(TEXT, Slot("deontic", "", span=(3, 7))).quote == "must"
    with pytest.raises(BadValue, match=r"“ought” is not a deontic\. It can be “must”, “should”, “may”"):
        values.slot(TEXT, Slot("deontic", "ought"))


def test_a_slot_of_ones_own_takes_any_words() -> None:
    assert values.slot(TEXT, Slot(" Cost ", " two  million ")) == Slot("Cost", "two million")
    assert values.slot(TEXT, Slot("instrument", "a ferry")).value == "a ferry"


def test_a_note_keeps_its_lines() -> None:
    assert values.slot(TEXT, Slot("verification note", "Asked.\n\n- twice")).value == "Asked.\n\n- twice"


def test_a_slot_has_a_name_and_lies_in_the_text() -> None:
    with pytest.raises(BadValue, match="is not a name of a slot"):
        values.slot(TEXT, Slot(" ", "x"))
    with pytest.raises(BadSpan):
        values.slot(TEXT, Slot("action", "x", span=(20, 99)))


def test_slots_are_replaced_in_their_place() -> None:
    given = (Slot("action", "open"), Slot("deontic", "may"), Slot("object", "it"))
    changed = slots.set_values(given, "deontic", (Slot("deontic", "must"),))
    assert [slot.value for slot in changed] == ["open", "must", "it"]
    assert [slot.value for slot in slots.set_values(given, "place", (Slot("place", "Lom"),))][-1] == "Lom"
    assert slots.values(tuple(slots.set_values(given, "action", ())), "action") == ()


def test_the_command_line_fills_slots() -> None:
    assert parse_slot("deontic=should", bool) == Slot("deontic", "should")
    assert parse_slot("beneficiary=Lom", bool) == Slot("beneficiary", "Lom", "Lom")
    assert parse_slot("cost = a=b ", bool) == Slot("cost", "a=b")
    assert parse_slot("evidence=ab12", lambda uid: uid == "ab12") == Slot("evidence", "", target="ab12")
    assert parse_slot("evidence=the report", lambda _: False) == Slot("evidence", "the report")
    for wrong in ("deontic", "=x"):
        with pytest.raises(BadPassage, match="Write --slot NAME=VALUE"):
            parse_slot(wrong, bool)


def test_a_card_says_the_parts_of_a_recommendation_as_one_sentence() -> None:
    given = (
        Slot("instrument", "funding"),
        Slot("deontic", "should"),
        Slot("action", "pay for"),
        Slot("object", "a ferry"),
        Slot("condition", "if the bridge stays closed"),
        Slot("deadline", "by May"),
        Slot("beneficiary", "", "Lom"),
        Slot("or else", "the town will empty"),
        Slot(ADDRESSEE, "the assembly"),
        Slot("cost", "two million"),
    )
    assert slots.summary(given) == (
        "should pay for a ferry, if the bridge stays closed, by May, for Lom, or else the town will empty, "
        "by means of funding; cost: two million"
    )


def test_a_card_says_what_kind_of_claim_it_is_and_what_it_rests_on() -> None:
    given = (Slot("evidence", "two surveys"), Slot("claim type", "fact"), Slot("polarity", "denies"))
    assert slots.summary(given) == "fact, denies; evidence: two surveys"
    assert slots.summary((Slot("polarity", "affirms"),)) == ""
