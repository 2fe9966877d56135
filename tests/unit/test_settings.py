# SPDX-License-Identifier: MIT
"""Preferences and the last place survive; a file that makes no sense counts as empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.settings import (
    PLACES_LIMIT,
    RECENT_LIMIT,
    NotKept,
    Settings,
    State,
    documents_path,
    settings_path,
    state_path,
)


def test_settings_survive(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "new" / "settings.json")
    settings.annotator, settings.asked, settings.theme = "  Ada Lovett ", True, "dark"
    settings.save()
    again = Settings(tmp_path / "new" / "settings.json")
    assert (again.annotator, again.asked, again.theme) == ("Ada Lovett", True, "dark")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["settings.json"]


@pytest.mark.parametrize("words", ["", "{", "[1, 2]", '{"annotator": 7, "asked": "yes", "theme": null}', "\x00"])
def test_nonsense_counts_as_nothing(tmp_path: Path, words: str) -> None:
    (tmp_path / "settings.json").write_text(words, encoding="utf-8")
    settings = Settings(tmp_path / "settings.json")
    assert (settings.annotator, settings.asked, settings.theme) == ("", False, "system")


def test_what_cannot_be_kept_is_said_where_somebody_chose_it(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("A file, not a folder", "utf-8")
    settings = Settings(tmp_path / "home" / "settings.json")
    with pytest.raises(NotKept, match=r"This holds until you close Postil\. It cannot be kept: .*settings\.json"):
        settings.save()
    settings.keep()
    assert settings.replica() == settings.replica()


def test_recent_collections_are_few_and_the_latest_is_first(tmp_path: Path) -> None:
    state = State(tmp_path / "state.json")
    for number in [*range(RECENT_LIMIT + 3), 5]:
        state.opened(tmp_path / f"{number}.postil")
    assert state.recent[0].name == "5.postil"
    assert len(state.recent) == len(set(state.recent)) == RECENT_LIMIT
    state.forget(tmp_path / "5.postil")
    assert state.recent[0].name == f"{RECENT_LIMIT + 2}.postil"


def test_places_come_back_and_old_ones_are_let_go(tmp_path: Path) -> None:
    state = State(tmp_path / "state.json")
    for number in range(PLACES_LIMIT + 1):
        state.keep_place(f"uid{number}", number, 0.25)
    state.keep_source(tmp_path / "a.postil", "uid7")
    state.save()
    again = State(tmp_path / "state.json")
    assert again.place("uid7") == (7, 0.25)
    assert again.place("uid0") is None
    assert again.last_source(tmp_path / "a.postil") == "uid7"


def test_one_variable_moves_everything(tmp_path: Path) -> None:
    environment = {"POSTIL_HOME": str(tmp_path)}
    assert settings_path(environment) == tmp_path / "settings.json"
    assert state_path(environment) == tmp_path / "state.json"
    assert documents_path(environment) == tmp_path


def test_without_it_the_platform_decides() -> None:
    assert settings_path({}).name == "settings.json"
    assert state_path({}).parent.name == "postil"
