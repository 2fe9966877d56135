# SPDX-License-Identifier: MIT
"""What comes along from another collection, and what is said to stay there."""

from __future__ import annotations

from pathlib import Path

from app.editing import codebook_versions, searches, sources
from app.exchange.taking import take_in
from tests.builders import add_source, new_collection


def test_sets_come_along_and_what_stays_is_counted(tmp_path: Path) -> None:
    hers, mine = new_collection(tmp_path, "hers.postil", "Bo"), new_collection(tmp_path, "mine.postil")
    first = add_source(hers, "Harbour", "The harbour closed in May.")
    second = add_source(hers, "Quay", "Nobody asked the quay.")
    sources.create_set(hers, "letters", [first, second])
    hers.tag(first, "claim", [(0, 18)])
    codebook_versions.keep_version(hers, "after the pilot")
    for name in ("harbours", "quays"):
        searches.save_search(hers, name, name)
    plan = take_in(mine, hers.path)
    assert [(each.name, each.sources) for each in sources.sets(mine)] == [("letters", 1)]
    assert sorted(line.words().split(":")[0] for line in plan.lost) == ["2 saved searches", "codebook version"]
    hers.close()
    mine.close()
