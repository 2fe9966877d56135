# SPDX-License-Identifier: MIT
"""Networks are what discourse network analysis defines, and matrices hold what networks hold."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from app.analysis import matrices, networks
from app.analysis.periods import cut, days, period
from database.networks import Address, CodeUse
from database.records import STANCES


def use(actor: str, code: str, stance: str = "supports", source: int = 1, day: str = "2020-05-01") -> CodeUse:
    return CodeUse(1, source, day, day, actor, code, stance)


USES = st.lists(
    st.builds(
        use,
        st.sampled_from("abc"),
        st.sampled_from("xyz"),
        st.sampled_from(STANCES),
        st.integers(1, 3),
    ),
    max_size=25,
)
DEBATE = [use("a", "x"), use("a", "x"), use("b", "x", "opposes"), use("b", "y"), use("a", "y"), use("c", "z")]


def weight(network: networks.Network, one: str, other: str) -> float:
    return matrices.of_network(network).cells.get((one, other), 0.0)


@pytest.mark.parametrize(
    ("qualifier", "expected"), [("congruence", 1), ("conflict", 2), ("subtract", -1), ("ignore", 3)]
)
def test_two_actors_agree_and_disagree(qualifier: str, expected: float) -> None:
    assert weight(networks.shared(DEBATE, qualifier=qualifier), "a", "b") == expected


@pytest.mark.parametrize(
    ("norm", "expected"), [("average", 1 / 2.5), ("jaccard", 1 / 4), ("cosine", 1 / (5**0.5 * 2**0.5))]
)
def test_congruence_is_divided_as_asked(norm: str, expected: float) -> None:
    assert weight(networks.shared(DEBATE, norm=norm), "b", "a") == pytest.approx(expected)


def test_a_neutral_use_lies_halfway() -> None:
    uses = [use("a", "x", "neutral"), use("b", "x")]
    assert weight(networks.shared(uses, qualifier="congruence"), "a", "b") == 0.5
    assert weight(networks.shared(uses, qualifier="conflict"), "a", "b") == 0.5


def test_the_codes_behind_a_line_are_told() -> None:
    assert networks.behind(DEBATE, "a", "b", "congruence") == ["y"]
    assert networks.behind(DEBATE, "b", "a", "conflict") == ["x"]
    assert networks.behind(DEBATE, "a", "c", "congruence") == []


def test_codes_are_joined_by_the_actors_who_share_them() -> None:
    found = networks.shared(DEBATE, qualifier="ignore", of_codes=True)
    assert weight(found, "x", "y") == 3
    assert set(found.nodes) == {"x", "y", "z"}


def test_actors_without_a_line_are_nodes() -> None:
    assert set(networks.shared(DEBATE).nodes) == {"a", "b", "c"}


@pytest.mark.parametrize(("norm", "expected"), [("none", 2), ("activity", 2 / 3), ("prominence", 2 / 3)])
def test_two_modes_count_uses(norm: str, expected: float) -> None:
    assert weight(networks.affiliation(DEBATE, norm=norm), "a", "x") == pytest.approx(expected)


def test_two_modes_subtract_what_is_said_against() -> None:
    found = networks.affiliation([*DEBATE, use("a", "x", "opposes")], qualifier="subtract")
    assert weight(found, "a", "x") == 1
    assert weight(found, "b", "x") == -1


def test_duplicates_are_passed_over_by_document_or_altogether() -> None:
    uses = [use("a", "x"), use("a", "x"), use("a", "x", source=2), use("a", "x", "opposes")]
    assert len(networks.distinct(uses, "all")) == 4
    assert len(networks.distinct(uses, "document")) == 3
    assert len(networks.distinct(uses, "document", by_stance=False)) == 2
    assert len(networks.distinct(uses, "range")) == 2


@given(USES)
def test_congruence_and_conflict_add_up_to_the_stance_ignored(uses: list[CodeUse]) -> None:
    agree, differ, both = (networks.shared(uses, qualifier=q).total for q in ("congruence", "conflict", "ignore"))
    assert agree + differ == pytest.approx(both)


@given(USES)
def test_a_matrix_holds_what_its_network_holds(uses: list[CodeUse]) -> None:
    one, two = networks.shared(uses), networks.affiliation(uses)
    assert matrices.of_network(one).total == pytest.approx(one.total)
    assert matrices.of_network(two).total == len(uses)
    assert all(
        matrices.of_network(one).row(a)[b] == pytest.approx(matrices.of_network(one).row(other)[place])
        for place, a in enumerate(one.rows)
        for b, other in enumerate(one.rows)
    )


@given(USES)
def test_a_cosine_lies_between_nought_and_one(uses: list[CodeUse]) -> None:
    assert all(-1e-9 <= edge.weight <= 1 + 1e-9 for edge in networks.shared(uses, norm="cosine").edges)


def test_who_recommends_to_whom_is_directed() -> None:
    uses = [Address(n, 1, "", "", "a", "b", "recommendation") for n in (1, 2)]
    assert weight(networks.addressed(uses), "a", "b") == 2
    assert weight(networks.addressed(uses), "b", "a") == 0
    assert networks.addressed(uses, duplicates="document").total == 1


@pytest.mark.parametrize(
    ("first", "last", "step", "expected"),
    [
        ("2020-05-01", "2020-05-31", "month", "2020-05"),
        ("2020-05-01", "2020-06-30", "quarter", "2020-Q2"),
        ("2020-05-01", "2020-08-30", "quarter", "undated"),
        ("2019-01-01", "2021-12-31", "year", "undated"),
        ("", "", "year", "undated"),
    ],
)
def test_a_date_belongs_to_the_period_that_holds_all_of_it(first: str, last: str, step: str, expected: str) -> None:
    assert period(first, last, step) == expected


def test_periods_come_in_order_and_the_undated_last() -> None:
    uses = [use("a", "x", day=day) for day in ("", "2021-02-03", "2019-02-03")]
    assert list(cut(uses, "year")) == ["2019", "2021", "undated"]
    assert list(cut(uses, "none")) == [""]
    assert days("2020-Q2") == ("2020-04-01", "2020-06-30")


def test_a_binary_matrix_has_only_noughts_and_ones() -> None:
    assert matrices.of_network(networks.affiliation(DEBATE)).binary().row("a") == [1, 1, 0]
