# SPDX-License-Identifier: MIT
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from app.importing.document import Document, ImportFailure
from app.importing.html import read, to_markdown
from app.text.layout import HARD_BREAK, Kind, Style
from app.text.markdown import render
from app.text.render import Rendered

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Council asks for new tide gates | The Ostrova Courier</title>
<meta property="og:title" content="Council asks for new tide gates"><meta name="author" content="Mira Tolen; Jon Prell">
<meta property="og:site_name" content="The Ostrova Courier">
<meta property="article:published_time" content="2024-03-05T08:00:00Z">
<link rel="canonical" href="https://courier.example/2024/tide-gates">
<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">
<script>var never = "shown by a script";</script><style>p { color: red }</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">All the news</a></li></ul></nav>
<header><p>Subscribe to our letter</p></header>
<main><article><h1>Council asks for new tide gates</h1>
<p>The council of the harbour should <strong>replace the tide gates</strong> before the next winter, according to a
report that was published on Monday by the <a href="https://institute.example/report">Institute of Coasts</a>.</p>
<h2>What the report says</h2>
<p>The gates are forty years old, and <em>two of the five</em> no longer close. Its author, Jon Prell, told
the paper:</p>
<blockquote><p>We have warned the ministry since 2019. Nobody answered.</p>
<p>The next flood will be worse.</p></blockquote>
<p>The institute recommends the following steps to the ministry and to the council:</p>
<ul><li>Replace the gates by 2026.</li><li>Train the crews:<ul><li>in spring,</li><li>and in autumn.</li></ul></li></ul>
<ol><li>First the north gate.</li><li>Then the south gate.</li></ol>
<table><thead><tr><th>Gate</th><th>Cost</th></tr></thead><tbody>
<tr><td>North</td><td>4 million</td></tr></tbody></table>
<p>The council will decide in May; its mayor, Ada Wessel, said that 2 * 3 gates are_not_enough [sic] &lt;yet&gt; &amp;
that the region would have to help, since the gates protect three other towns.<br>Nobody objected.&nbsp;So far.</p>
</article></main><aside><p>Most read: ten beaches</p></aside>
<footer><p>Copyright The Ostrova Courier. All rights reserved.</p></footer></body></html>"""


@pytest.fixture(scope="module")
def document() -> Document:
    return read(PAGE.encode(), Path("gates.html"))


@pytest.fixture(scope="module")
def rendered(document: Document) -> Rendered:
    return render(document.body)


def test_metadata_and_where_it_came_from(document: Document) -> None:
    assert document.title == "Council asks for new tide gates"
    assert document.authors == ("Mira Tolen", "Jon Prell")
    assert (document.publication, document.date) == ("The Ostrova Courier", "2024-03-05")
    assert (document.language, document.url) == ("en", "https://courier.example/2024/tide-gates")
    assert document.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert set(document.origins.values()) == {"HTML metadata"}


@pytest.mark.parametrize("chrome", ["Home", "Subscribe", "Most read", "Copyright", "script", "color"])
def test_the_furniture_of_the_site_is_dropped(rendered: Rendered, chrome: str) -> None:
    assert chrome not in rendered.text


def test_structure_survives(rendered: Rendered) -> None:
    kinds = [block.kind for block in rendered.layout]
    assert kinds.count(Kind.HEADING) == 2
    assert kinds.count(Kind.ITEM) == 6
    assert (kinds.count(Kind.HEADER_ROW), kinds.count(Kind.ROW)) == (1, 1)
    quoted = [rendered.text[block.start : block.end] for block in rendered.layout if block.quote]
    assert quoted == ["We have warned the ministry since 2019. Nobody answered.", "The next flood will be worse."]


def test_numbered_lists_and_nesting_survive(rendered: Rendered) -> None:
    items = [(block.level, block.marker) for block in rendered.layout if block.kind is Kind.ITEM]
    assert [level for level, _ in items] == [1, 1, 2, 2, 1, 1]
    assert [marker.strip() for _, marker in items][-2:] == ["1.", "2."]


def test_links_and_emphasis_survive(rendered: Rendered) -> None:
    styles = {
        inline.style: rendered.text[block.start + inline.start : block.start + inline.end]
        for block in rendered.layout
        for inline in block.inlines
    }
    assert styles[Style.LINK] == "Institute of Coasts"
    assert styles[Style.BOLD] == "replace the tide gates"
    assert styles[Style.ITALIC] == "two of the five"


def test_signs_of_markdown_in_the_words_are_words(rendered: Rendered) -> None:
    assert "2 * 3 gates are_not_enough [sic] <yet> & that the region" in rendered.text.replace("\n", " ")
    assert f"towns.{HARD_BREAK}Nobody objected.\u00a0So far." in rendered.text


def test_a_page_without_a_main_text_gives_its_body() -> None:
    page = "<html><title>Note</title><body><nav>Home</nav><p>Closed.</p><script>x()</script></body></html>"
    document = read(page.encode(), Path("note.html"))
    assert (render(document.body).text, document.title) == ("Closed.", "Note")


@pytest.mark.parametrize(
    "page", ["<html></html>", "<p> </p>", "<html><body><script>x()</script></body></html>", "<!-- -->"]
)
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(ImportFailure, match="no text"):
        read(page.encode(), Path("empty.html"))


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        ('<meta charset="iso-8859-1">', "cp1251"),
        ("", "cp1251"),
        ("", "utf-16"),
    ],
)
def test_encodings_declared_well_badly_or_not(declaration: str, encoding: str) -> None:
    page = (
        f"<html><head>{declaration}</head><body><p>Совет должен заменить шлюзы до зимы, сказал мэр.</p></body></html>"
    )
    assert "заменить шлюзы до зимы" in read(page.encode(encoding), Path("a.html")).body


def test_entities_outside_the_page_are_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><p>Here: &x; there.</p></body></html>'
    assert "the secret" not in read(page.encode(), Path("a.html")).body


def test_metadata_in_json_ld() -> None:
    person = '{"@type": "Person", "name": "Ada Wessel"}'
    data = f'{{"@context": "https://schema.org", "@type": "NewsArticle", "author": {person}}}'
    script = f'<script type="application/ld+json">{data}</script>'
    page = PAGE.replace('<meta name="author" content="Mira Tolen; Jon Prell">', script)
    assert read(page.encode(), Path("a.html")).authors == ("Ada Wessel",)


def test_a_page_inside_a_form_keeps_its_text() -> None:
    page = "<html><body><form><p>The gates are closed.</p><input value='no'></form></body></html>"
    assert "The gates are closed" in read(page.encode(), Path("a.html")).body


def test_a_single_column_table_is_a_way_to_place_text() -> None:
    page = "<html><body><table><tr><td><p>One.</p></td></tr><tr><td><p>Two.</p></td></tr></table></body></html>"
    kinds = [block.kind for block in render(read(page.encode(), Path("a.html")).body).layout]
    assert kinds == [Kind.PARAGRAPH, Kind.PARAGRAPH]


WORDS = st.text(alphabet="ab*_`[]<>&#~|=+-.()!^$:\\ 1\u00a0éд", min_size=1, max_size=30)
TAGS = st.sampled_from(["p", "h2", "li", "blockquote", "td", "strong", "em", "a", "del"])


def _words(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(st.lists(st.tuples(TAGS, WORDS, WORDS), min_size=1, max_size=4))
def test_every_word_arrives_as_it_was(parts: list[tuple[str, str, str]]) -> None:
    body = lxml_html.Element("body")
    for tag, inside, after in parts:
        paragraph = lxml_html.Element("p")
        paragraph.text = "x "
        element = lxml_html.Element(tag)
        element.text, element.tail = inside, after
        if tag in {"strong", "em", "a", "del"}:
            paragraph.append(element)
            body.append(paragraph)
        else:
            element.tail = None
            body.append(element)
    expected = _words("".join(body.itertext()))
    assert _words(render(to_markdown(body)).text) == expected


def shown(page: bytes) -> Rendered:
    """Return the canonical text and layout of a page."""
    return render(read(page, Path("a.html")).body)


TALK = "".join(
    f"<p>{' '.join(f'In sitting {n} the millers spoke of gate {k}.' for k in range(4))}</p>" for n in range(4)
)
ADVICE = f"""<h1>The gates</h1>{TALK}<h2>Recommendations</h2><ul><li>Close the gates<ul><li>in full</li></ul></li></ul>
    {TALK.replace("sitting", "hearing")}<h3>Steps</h3>
    <ol start="3"><li>Measure the water</li><li>Tell the valley</li></ol>
    <dl><dt>Gate</dt><dd>What closes</dd></dl>{TALK.replace("sitting", "meeting")}"""
MENU = '<ul class="menu"><li><a href="/">Home</a></li><li><a href="/about">About the paper</a></li></ul>'


@pytest.mark.parametrize(
    "body",
    [
        ADVICE,
        f"<div>{MENU}</div><div>{ADVICE}</div><div class='footer'><p>All rights kept</p></div>",
        f"<table><tr><td>{MENU}</td><td>{ADVICE}</td></tr></table>",
        f"<table><tr><td>{MENU}</td><td><table><tr><td>{ADVICE}</td></tr></table></td></tr></table>",
        f"<nav>{MENU}</nav><article>{ADVICE}</article>",
        f"<header>{MENU}</header><main>{ADVICE}</main><footer><p>All rights kept</p>{MENU}</footer>",
    ],
    ids=["nothing named", "plain boxes", "a table", "tables in tables", "an article", "a main element"],
)
def test_headings_and_lists_survive_whatever_the_main_text_stands_in(body: str) -> None:
    """trafilatura alone leaves headings and lists behind on pages that do not name their main text."""
    made = shown(f"<html><head><title>T</title></head><body>{body}</body></html>".encode())
    blocks = [(block.kind.name, block.marker, made.text[block.start : block.end]) for block in made.layout]
    assert [text for kind, _, text in blocks if kind == "HEADING"] == ["The gates", "Recommendations", "Steps"]
    items = [(marker, text) for kind, marker, text in blocks if kind == "ITEM"]
    assert items[:4] == [
        ("•", "Close the gates"),
        ("•", "in full"),
        ("3.", "Measure the water"),
        ("4.", "Tell the valley"),
    ]
    assert "What closes" in made.text
    assert "About the paper" not in made.text
    assert "All rights kept" not in made.text


def test_bold_headings_of_old_pages_are_words_too() -> None:
    page = (
        f"<html><body><center><font size=5><b>Declaration of Orrin</b></font></center><font>{TALK}</font></body></html>"
    )
    assert shown(page.encode()).text.startswith("Declaration of Orrin\n")


def test_what_stands_right_beside_the_main_text_belongs_to_it() -> None:
    list_ = "<div><h2>Recommendations</h2><ul><li>Close the gates</li></ul></div>"
    page = f"<div><h1>The gates</h1></div><div>{TALK}</div>{list_}<div id='footer'><b>All rights kept</b></div>"
    text = shown(f"<html><body><div>{page}</div><div class='sidebar'><h3>News</h3></div></body></html>".encode()).text
    assert text.startswith("The gates\n")
    assert text.endswith("Recommendations\nClose the gates")


def test_a_short_page_keeps_its_structure() -> None:
    page = b"<body><h1>Gates</h1><p>One short text.</p><h2>Advice</h2><ul><li>Close the gates.</li></ul></body>"
    made = shown(page)
    assert made.text.split("\n")[-3:] == ["One short text.", "Advice", "Close the gates."]
    assert made.layout.kinds.endswith("phi")


def test_lists_in_cells_keep_their_words_and_numbers() -> None:
    rows = "<tr><td>Orrin</td><td><ol start='7'><li>Close the gates</li><li>Pay the millers</li></ol></td></tr>"
    page = f"<article>{TALK}<table><tr><th>Place</th><th>Advice</th></tr>{rows}</table>{TALK}</article>"
    made = shown(f"<html><body>{page}</body></html>".encode())
    assert "Orrin\t7. Close the gates 8. Pay the millers" in made.text


DECLARED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
    {"@type": "WebSite", "name": "The Courier", "url": "https://courier.example/"},
    {"@type": ["NewsArticle"], "headline": "Gates", "author": [{"@id": "#m"}, {"@type": "Person", "name": "Jon Prell"}],
     "datePublished": "2021-03-04T23:30:00+03:00", "license": {"@id": "https://example.org/by"},
     "url": "https://courier.example/gates"}, {"@type": "Person", "@id": "#m", "name": "Mira Tolen"}]}</script>"""


def head(markup: str) -> Document:
    page = f"<html><head><title>Gates</title>{markup}</head><body><article>{TALK}</article></body></html>"
    return read(page.encode(), Path("a.html"))


def test_a_graph_of_json_ld_says_who_when_and_on_what_terms() -> None:
    made = head(DECLARED)
    assert (made.authors, made.date) == (("Mira Tolen", "Jon Prell"), "2021-03-04")
    assert (made.licence, made.url) == ("https://example.org/by", "https://courier.example/gates")


@pytest.mark.parametrize("written", ["2019-05", "2019", "May 2019", "spring 2019"])
def test_a_date_is_no_more_exact_than_the_page_has_it(written: str) -> None:
    assert head(f'<meta name="DC.date" content="{written}">').date == written


def test_names_of_authors_that_are_turned_round_are_one_person_each() -> None:
    made = head('<meta name="citation_author" content="Tolen, Mira"><meta name="citation_author" content="Prell, Jon">')
    assert made.authors == ("Mira Tolen", "Jon Prell")


@pytest.mark.parametrize(
    "script", ["{", "[" * 5000, '{"@type": 5, "author": {"name": 7}}', "null", '[[{"@graph": [1]}]]']
)
def test_json_ld_that_makes_no_sense_says_nothing(script: str) -> None:
    made = head(f'<script type="application/ld+json">{script}</script>')
    assert (made.authors, made.date) == ((), "")
