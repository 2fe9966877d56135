# SPDX-License-Identifier: MIT
"""A plan of an import says what becomes of everything, in words and for scripts."""

from app.exchange.plan import Tally


def tally() -> Tally:
    made = Tally()
    made.add("added", "source", "Harbour")
    made.add("added", "annotation", "Harbour", count=2)
    made.add("added", "annotation", "Harbour")
    made.add("matched", "code", "law")
    made.add("lost", "Graph", reason="Drawings have no place here.")
    return made


def test_things_that_are_alike_are_counted_together() -> None:
    plan = tally().plan("refi-qda", "a.qdpx")
    assert plan.count("added", "annotation") == 3
    assert plan.totals()["added"] == {"source": 1, "annotation": 3}


def test_a_plan_in_words_names_what_is_added_and_lost_and_counts_what_is_matched() -> None:
    words = tally().plan("refi-qda", "a.qdpx").text(done=False)
    assert words.splitlines() == [
        "a.qdpx (refi-qda), not written",
        "added: 1 source, 3 annotations",
        "  source “Harbour”",
        "  3 annotations in “Harbour”",
        "matched: 1 code",
        "changed: nothing",
        "lost: 1 Graph",
        "  Graph: Drawings have no place here.",
    ]


def test_a_plan_for_scripts_has_totals_and_every_line() -> None:
    plan = tally().plan("refi-qda", "a.qdpx").to_json()
    assert plan["totals"] == {
        "added": {"source": 1, "annotation": 3},
        "matched": {"code": 1},
        "changed": {},
        "lost": {"Graph": 1},
    }
    assert plan["lost"] == [{"thing": "Graph", "name": "", "count": 1, "reason": "Drawings have no place here."}]
