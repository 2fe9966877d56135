# SPDX-License-Identifier: MIT
"""The reading edition in a real browser, where there is one: what it shows and hides, and that it runs nothing else."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.exchange.export import export
from database.records import CodeUse, Link
from tests.browser import BROWSER, DRIVER, ENTER, ESCAPE, OPTIONS, TAB, Browser, browser
from tests.builders import add_source, new_collection, write_source

HOSTILE = '</script><script>document.body.id="broken"</script><img src=x onerror="document.body.id=\'broken\'">'


@pytest.mark.skipif(BROWSER is None, reason="there is no Chromium on this machine")
def test_the_edition_shows_its_text_and_cards_and_runs_nothing_else(tmp_path: Path) -> None:
    collection = new_collection(tmp_path)
    add_source(collection, HOSTILE, f"The harbour closed in May.\n{HOSTILE}")
    collection.tag(1, "claim", [(4, 18)], chain=[Link(actor=HOSTILE)], codes=[CodeUse(HOSTILE)], note=HOSTILE)
    collection.tag(1, "recommendation", [(12, 25)])
    path = tmp_path / "edition.html"
    export(collection, "html", path)
    collection.close()
    shown = dumped(path, tmp_path / "profile")
    assert "<body id" not in shown
    assert "<img" not in shown.split("<script", 1)[0]
    assert re.search(r'<span class="a claim lane0 first"[^>]*>harbour </span>', shown)
    assert shown.count('class="card"') == 2
    assert "2 in this source" in shown


def dumped(path: Path, profile: Path) -> str:
    """Return the document as the browser has it after the script ran."""
    options = [*OPTIONS, f"--user-data-dir={profile}", "--dump-dom"]
    done = subprocess.run(
        [str(BROWSER), *options, path.as_uri()],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=50,
        check=True,
    )
    return done.stdout


HARBOUR = "The harbour closed in May. The board should open it again, said Vera Lind.\nNobody asked the ferrymen."
FERRY = "The ferry runs from the harbour again, the board says. Été comme hiver."
DRIVEN = pytest.mark.skipif(BROWSER is None or DRIVER is None, reason="there is no Chromium with its driver here")


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if BROWSER is None or DRIVER is None:
        pytest.skip("there is no Chromium with its driver on this machine")
    with browser(tmp_path_factory.mktemp("browser")) as made:
        made.resize(1280, 800)
        yield made


@pytest.fixture
def edition(window: Browser, tmp_path: Path) -> Browser:
    """A browser with an edition of two texts and three annotations."""
    with closing(new_collection(tmp_path)) as collection:
        add_source(collection, "Harbour", HARBOUR, date="2025-05-01")
        add_source(collection, "Ferry", FERRY, date="2025-06-01")
        lind, board = [Link(actor="Vera Lind")], [Link(actor="Port Board")]
        collection.tag(1, "claim", [(4, 18)], chain=lind, codes=[CodeUse("closure", "opposes")], note="Ask **her**.")
        collection.tag(1, "recommendation", [(31, 52)], chain=lind)
        collection.tag(2, "claim", [(4, 14)], chain=board)
        export(collection, "html", tmp_path / "edition.html")
    window.open(tmp_path / "edition.html")
    window.log()
    return window


@DRIVEN
def test_filters_hide_what_they_should_and_show_all_again(edition: Browser) -> None:
    assert edition.count(".text .a") == 2
    edition.click("[value=claim]")
    edition.wait("document.getElementById('found').innerText === '1 annotation'")
    assert edition.count(".text .a.off") == 1
    assert edition.count("#cards .card") == 1
    edition.click("#reset")
    edition.wait("!document.querySelector('.text .a.off')")
    edition.run(
        "const s = document.getElementById('speaker'); s.value = 'Port Board'; "
        "s.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    edition.wait("document.querySelectorAll('#sources button').length === 1")
    edition.wait("document.getElementById('sources').innerText.includes('Ferry')")


@DRIVEN
def test_search_finds_marks_and_goes_to_places(edition: Browser) -> None:
    edition.keys("/ete")
    edition.wait("document.getElementById('scope').textContent.includes('1 source')")
    edition.wait("document.getElementById('sources').innerText.includes('Ferry')")
    edition.keys(ENTER)
    edition.wait("document.querySelector('.text').textContent.includes('comme hiver')")
    assert edition.count(".text mark") + int(edition.run("return CSS.highlights ? CSS.highlights.size : 0")) > 0
    edition.keys("/" + ESCAPE)
    edition.wait("document.querySelectorAll('#sources button').length === 2")


@DRIVEN
@pytest.mark.parametrize("words", ["non-state", "-state", "שלום", "[x](y)"])
def test_signs_and_other_scripts_are_found_as_they_stand(window: Browser, tmp_path: Path, words: str) -> None:
    with closing(new_collection(tmp_path)) as collection:
        add_source(collection, "Hyphens", "A non-state [x](y) -state actor said שלום.")
        add_source(collection, "Other", "Nothing of it.")
        collection.tag(1, "claim", [(0, 5)])
        export(collection, "html", tmp_path / "signs.html")
    window.open(tmp_path / "signs.html")
    window.run("document.getElementById('search').value = arguments[0]; search()", words)
    window.wait("document.getElementById('scope').textContent.includes('1 source')")


@DRIVEN
def test_words_across_a_highlight_are_one_place_and_parts_of_words_none(window: Browser, tmp_path: Path) -> None:
    with closing(new_collection(tmp_path)) as collection:
        add_source(collection, "Harbour", HARBOUR)
        collection.tag(1, "claim", [(4, 14)])
        collection.tag(1, "claim", [(8, 18)])
        export(collection, "html", tmp_path / "across.html")
    window.open(tmp_path / "across.html")
    for words, marked in (('"harbour closed in"', "harbour closed in"), ("our", ""), ('"Lind. Nobody"', "Lind.Nobody")):
        window.run("document.getElementById('search').value = arguments[0]; search()", words)
        number = int(bool(marked))
        window.wait(f"document.querySelector('.hits')?.textContent.startsWith('{number} found here')")
        found = window.run("return [...document.querySelectorAll('mark.hit')].map((e) => e.textContent).join('')")
        assert found == marked
        assert window.count("mark.hit:not(.more)") == number


@DRIVEN
def test_a_card_comes_when_the_pointer_does_and_goes_with_it(edition: Browser) -> None:
    edition.hover(".text .a.claim")
    edition.wait("!document.getElementById('pop').hidden")
    assert "Vera Lind" in edition.text("#pop")
    assert "Ask her." in edition.text("#pop")
    edition.hover("#search")
    edition.wait("document.getElementById('pop').hidden")


@DRIVEN
def test_a_card_leaves_its_passage_to_be_read(window: Browser, tmp_path: Path) -> None:
    """It stands below the last line of a passage of several, or above the first."""
    window.resize(1280, 800)
    with closing(new_collection(tmp_path)) as collection:
        add_source(collection, "Harbour", "The board closed the harbour. " * 40)
        collection.tag(1, "claim", [(0, 500)])
        export(collection, "html", tmp_path / "long.html")
    window.open(tmp_path / "long.html")
    window.keys("n")
    window.wait("!document.getElementById('pop').hidden")
    box = "document.{}.getBoundingClientRect()"
    card, passage = box.format("getElementById('pop')"), box.format("querySelector('.text .a')")
    assert window.run(f"return {passage}.height") > 100
    assert window.run(f"return {card}.top >= {passage}.bottom || {card}.bottom <= {passage}.top")


@DRIVEN
def test_it_is_read_by_keys_alone(edition: Browser) -> None:
    edition.keys("n")
    edition.wait("!document.getElementById('pop').hidden")
    assert edition.run("return document.activeElement.textContent") == "harbour closed"
    edition.keys("n")
    edition.wait("document.activeElement.textContent.includes('should open')")
    assert edition.run("return location.hash").startswith("#")
    edition.keys(ENTER)
    edition.hover("#search")
    edition.keys(ESCAPE)
    edition.wait("document.getElementById('pop').hidden")
    edition.keys("]")
    edition.wait("document.querySelector('.text').textContent.includes('comme hiver')")
    edition.keys("?")
    edition.wait("document.getElementById('help').open")
    edition.keys(ESCAPE + TAB)


@DRIVEN
def test_a_link_to_an_annotation_opens_it(edition: Browser, tmp_path: Path) -> None:
    uid = edition.run("return sources[1].marks[0][3]")
    edition.open(tmp_path / "edition.html", f"#{uid}")
    edition.run("location.reload()")
    edition.wait(
        "document.querySelector('.text') && document.querySelector('.text').textContent.includes('comme hiver')"
    )


@DRIVEN
def test_it_is_dark_and_narrow_and_printed_as_is_wished(edition: Browser) -> None:
    paper = "return getComputedStyle(document.body).backgroundColor"
    light = edition.run(paper)
    edition.prefer(dark=True)
    assert edition.run(paper) != light
    edition.prefer(media="print")
    assert edition.count(".left") == edition.count(".bar") == 0
    assert edition.count("#cards .card") == 2
    edition.prefer()
    edition.resize(480, 800)
    assert edition.run("return document.documentElement.scrollWidth <= innerWidth")
    edition.resize(1280, 800)


@DRIVEN
def test_nothing_is_fetched_and_nothing_complains(edition: Browser) -> None:
    edition.keys("nnp]/harbour" + ENTER)
    assert edition.run("return performance.getEntriesByType('resource').length") == 0
    assert edition.log() == []


@DRIVEN
def test_two_thousand_sources_open_and_filter_at_once(window: Browser, tmp_path: Path) -> None:
    with closing(new_collection(tmp_path)) as collection:
        with collection.action("Import"):
            for number in range(2000):
                write_source(collection, f"Source {number}", "The harbour closed in May. " * 400)
                collection.write_annotation(number + 1, "claim", [(4, 11)])
        export(collection, "html", tmp_path / "edition.html")
    window.open(tmp_path / "edition.html")
    window.wait("document.querySelectorAll('#sources button').length === 2000", 20)
    assert window.run("return performance.getEntriesByType('navigation')[0].domComplete") < 10_000
    assert window.count(".text .a") == 1
    clicked = window.run(
        "const begun = performance.now(); document.querySelectorAll('#sources button')[1500].click(); "
        "document.body.offsetHeight; return performance.now() - begun"
    )
    assert clicked < 1_000
