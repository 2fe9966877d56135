# SPDX-License-Identifier: MIT
"""The sample archive is what the demo, the pictures and many tests rest on: here is what they may rely on."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NotRequired, TypedDict

import pytest

from database.records import KINDS, MODES, ROLES, STANCES, STATUSES, VOICES

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "sample"
SEED = ROOT.parent / "shared" / "seed"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix in {".md", ".txt", ".html"} and path.stem != "README")
LONG = "19-ombudsman-annual-report-2025"
SLOTS = {
    *("addressee", "deontic", "action", "object", "condition", "deadline", "beneficiary", "instrument", "or else"),
    *("claim type", "polarity", "certainty", "time", "place", "evidence"),
}
CLAIM_TYPES = {"fact", "cause", "value", "prediction", "definition"}
PAPER = "#fffdf8"


class Link(TypedDict):
    """One link of an attribution chain."""

    actor: str
    voice: str
    role: str
    organisation: str
    work: str
    mode: str
    cue: str


class Entry(TypedDict):
    """One annotation as JSON."""

    uid: str
    kind: str
    source: str
    quote: str
    quotes: NotRequired[list[str]]
    chain: list[Link]
    slots: list[dict[str, str]]
    codes: list[dict[str, str]]
    relations: list[dict[str, str]]
    status: str
    note: str
    annotator: str


every_file = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


def entries() -> list[Entry]:
    lines = (FOLDER / "annotations.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def codebook() -> list[dict[str, str]]:
    codes: list[dict[str, str]] = json.loads((FOLDER / "codebook.json").read_text(encoding="utf-8"))
    return codes


def quotes(entry: Entry) -> list[str]:
    return [folded(quote) for quote in entry.get("quotes", [entry["quote"]])]


def folded(text: str) -> str:
    return " ".join(text.split())


@cache
def plain(path: Path) -> str:
    """Return the words of a file without front matter, tags and marks of emphasis, white space folded."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", text, flags=re.DOTALL)
    if path.suffix == ".md":
        text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
        text = re.sub(r"[*_`]|^> ?", "", text, flags=re.MULTILINE)
    return folded(text)


def title(path: Path) -> str:
    found = re.search(r"^title: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else ""


def sources() -> dict[str, Path]:
    return {title(path): path for path in FILES if title(path)}


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def own_shingles(path: Path, size: int = 12) -> set[tuple[str, ...]]:
    """Return the runs of words a file does not show as a quotation."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^> .*$", " ¶ ", text, flags=re.MULTILINE)
    text = re.sub(r"“[^”]*”|«[^»]*»|„[^“]*“", " ¶ ", text)
    return {shingle for part in text.split("¶") for shingle in shingles(words(part), size)}


def shingles(tokens: list[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(tokens[n : n + size]) for n in range(len(tokens) - size + 1)}


def luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_there_are_sources_in_every_format() -> None:
    formats = Counter(path.suffix for path in FILES)
    assert len(FILES) >= 16
    assert formats[".html"] == 2
    assert formats[".txt"] >= 4
    assert formats[".md"] > formats[".txt"]


@every_file
def test_a_file_is_clean_utf8(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", errors="strict")
    assert text == unicodedata.normalize("NFC", text)
    assert not set(text) & {"\r", "\ufeff", "\ufffd", "\xad"}


@every_file
def test_a_file_has_the_length_of_an_article_or_is_the_report(path: Path) -> None:
    count = len(words(plain(path)))
    assert 5_000 <= count <= 7_000 if path.stem == LONG else 500 <= count <= 1_500


@every_file
def test_quotation_marks_are_curly(path: Path) -> None:
    assert not set(plain(path)) & {'"', "'"}


def test_markdown_files_say_what_they_are() -> None:
    for path in FILES:
        if path.suffix == ".md":
            head = path.read_text(encoding="utf-8").split("---\n")[1]
            keys = {line.partition(":")[0] for line in head.splitlines()}
            assert keys - {"url"} == {"title", "authors", "publication", "date", "language"}, path.name


def test_web_pages_carry_metadata_and_chrome() -> None:
    for path in FILES:
        if path.suffix == ".html":
            text = path.read_text(encoding="utf-8")
            assert all(f"<{tag}" in text for tag in ("nav", "header", "article", "aside", "footer")), path.name
            assert 'name="author"' in text
            assert "application/ld+json" in text


def test_the_archive_speaks_several_languages() -> None:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    found = Counter(re.findall(r"^language: (\w+)$", texts, re.MULTILINE))
    assert {"en", "ru", "uk", "de"} <= set(found)
    assert re.search(r"[\u05d0-\u05ea]{4}", texts)
    assert "🍐" in texts


def test_addresses_lead_nowhere() -> None:
    for path in FILES:
        hosts = re.findall(r"https?://([^/\s\"')]+)", path.read_text(encoding="utf-8"))
        assert all(host.endswith(".example") or host == "schema.org" for host in hosts), path.name


def test_three_sources_are_tagged_with_both_kinds() -> None:
    tagged = Counter(entry["source"] for entry in entries())
    assert len(tagged) == 3
    assert all(8 <= count <= 12 for count in tagged.values())
    for name in tagged:
        assert {"claim", "recommendation", "passage"} == {e["kind"] for e in entries() if e["source"] == name}


def test_the_title_of_a_tagged_source_is_also_its_heading() -> None:
    for name in {entry["source"] for entry in entries()}:
        assert f"\n# {name}\n" in sources()[name].read_text(encoding="utf-8")


@pytest.mark.parametrize("entry", entries(), ids=[entry["quote"][:40] for entry in entries()])
def test_a_quote_occurs_once_in_its_source(entry: Entry) -> None:
    text = plain(sources()[entry["source"]])
    assert [text.count(quote) for quote in quotes(entry)] == [1] * len(quotes(entry))


@pytest.mark.parametrize("entry", entries(), ids=[entry["quote"][:40] for entry in entries()])
def test_an_annotation_uses_the_words_of_the_records(entry: Entry) -> None:
    assert entry["kind"] in KINDS
    assert entry["status"] in STATUSES[entry["kind"]]
    assert {link["role"] for link in entry["chain"]} <= set(ROLES)
    assert {link["voice"] for link in entry["chain"]} <= set(VOICES)
    assert {link["mode"] for link in entry["chain"]} <= set(MODES)
    assert {use["stance"] for use in entry["codes"]} <= set(STANCES)
    assert {slot["name"] for slot in entry["slots"]} <= SLOTS
    assert {slot["value"] for slot in entry["slots"] if slot["name"] == "claim type"} <= CLAIM_TYPES


def test_only_actors_have_names() -> None:
    for entry in entries():
        assert all(bool(link["actor"]) == (link["voice"] == "actor") for link in entry["chain"]), entry["quote"]


def test_uids_are_unique_and_relations_point_at_them() -> None:
    uids = [entry["uid"] for entry in entries()]
    assert len(set(uids)) == len(uids)
    assert {relation["target"] for entry in entries() for relation in entry["relations"]} < set(uids)


def test_codes_are_in_the_codebook_below_their_parents() -> None:
    known = {""}
    for code in codebook():
        assert code["parent"] in known
        known.add(code["name"])
    used = {use["code"] for entry in entries() for use in entry["codes"]}
    assert used <= known
    assert len(used) >= 8


@pytest.mark.parametrize("code", codebook(), ids=[code["name"] for code in codebook()])
def test_a_code_can_be_read_on_paper(code: dict[str, str]) -> None:
    assert re.fullmatch(r"#[0-9a-f]{6}", code["colour"])
    assert (luminance(PAPER) + 0.05) / (luminance(code["colour"]) + 0.05) >= 4.5
    assert code["definition"]
    assert code["examples"]


def test_some_recommendations_lie_inside_longer_claims() -> None:
    kinds = {(e["source"], quote): e["kind"] for e in entries() for quote in quotes(e)}
    inside = [(a, b) for a, b in combinations(kinds, 2) if a[0] == b[0] and (a[1] in b[1] or b[1] in a[1])]
    assert len(inside) >= 3
    assert all({kinds[a], kinds[b]} == {"claim", "recommendation"} for a, b in inside)


def test_chains_are_deep_and_voices_of_every_sort() -> None:
    chains = [entry["chain"] for entry in entries()]
    assert max(len(chain) for chain in chains) >= 4
    assert {link["voice"] for chain in chains for link in chain} == set(VOICES)


def test_a_passage_may_have_two_spans() -> None:
    parted = [entry for entry in entries() if "quotes" in entry]
    assert len(parted) >= 2
    assert all(entry["quote"] == " … ".join(entry["quotes"]) for entry in parted)


def test_no_file_repeats_another() -> None:
    runs = {path.name: own_shingles(path) for path in FILES}
    shared = {(a, b): runs[a] & runs[b] for a, b in combinations(runs, 2) if runs[a] & runs[b]}
    assert shared == {}


def test_nothing_is_copied_from_the_seed() -> None:
    if not SEED.is_dir():
        pytest.skip("the seed texts are not on this machine")
    seed = {run for path in SEED.iterdir() for run in shingles(words(path.read_text(encoding="utf-8")), 8)}
    for path in FILES:
        assert not shingles(words(plain(path)), 8) & seed, path.name


def test_actors_come_back_from_source_to_source() -> None:
    for name in ("Torosh|Торош|Torosch", "Hrynda|Гринда", "Morwell", "Ebring|Эбринг|Ебрінг", "Lisk|Лиск|Ліск"):
        assert sum(bool(re.search(name, plain(path))) for path in FILES) >= 5, name
