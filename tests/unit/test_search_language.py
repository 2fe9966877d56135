# SPDX-License-Identifier: MIT
"""What queries mean: each with its plan in normal form. The manual tells users the same."""

from datetime import date

import pytest

from app.search.fields import Names
from app.search.parser import MAX_BRACKETS, MAX_CHARACTERS, MAX_WORDS, Parsed, parse
from database.plan import Field, Own, Word

TODAY = date(2021, 3, 10)

SOURCES = {
    # Words
    "sanctions": "text:sanctions",
    "Sanctions": "text:sanctions",
    "sanctions trade": "and(text:sanctions, text:trade)",
    "pro-Russian": "text:pro+russian",
    "kremlin's": "text:kremlin+s",
    "kremlin’s": "text:kremlin+s",
    "don’t": "text:don+t",
    "O'Neill": "text:o+neill",
    "пам'ять": "text:пам+ять",
    "памʼять": "text:памʼять",
    "Ёлка": "text:ёлка",
    "10:30": "text:10+30",
    "http://lake.example": "text:http+lake+example",
    "& - !": "nothing",
    "": "nothing",
    # Joining and denying
    "sanctions AND trade": "and(text:sanctions, text:trade)",
    "sanctions OR trade": "or(text:sanctions, text:trade)",
    "a OR b OR c": "or(text:a, text:b, text:c)",
    "lake sanctions OR trade": "and(text:lake, or(text:sanctions, text:trade))",
    "a AND b OR c": "or(and(text:a, text:b), text:c)",
    "-russia": "not(text:russia)",
    "sanctions -russia": "and(text:sanctions, not(text:russia))",
    "sanctions NOT russia": "and(text:sanctions, not(text:russia))",
    "sanctions ANDNOT russia": "and(text:sanctions, not(text:russia))",
    "sanctions AND NOT russia": "and(text:sanctions, not(text:russia))",
    "(sanctions -russia) OR trade": "or(and(text:sanctions, not(text:russia)), text:trade)",
    "sanctions -(russia trade)": "and(text:sanctions, not(and(text:russia, text:trade)))",
    'sanctions -"free trade"': 'and(text:sanctions, not(text:"free trade"))',
    "sanctions OR -russia": "or(text:sanctions, not(text:russia))",
    "NOT NOT sanctions": "text:sanctions",
    "and or not": "and(text:and, text:or, text:not)",
    # Phrases, patterns, near words, weights
    '"free trade"': 'text:"free trade"',
    "“free trade”": 'text:"free trade"',
    '"free trade"~3': 'text:"free trade"~3',
    '"café"': 'text:"café"',
    '"free tra"*': "text:free+tra*",
    "lukash*": "text:lukash*",
    "wi?dcard*": "text:wi?dcard*",
    "*land": "text:*land",
    "pro-r?ss*": "and(text:pro, text:r?ss*)",
    "who?": "text:who",
    "199?": "text:199?",
    "*": "everything",
    "*:*": "everything",
    "fuzzy~": "text:fuzzy~1",
    "fuzzy~2": "text:fuzzy~2",
    "trade^2 lake": "and(text:trade^2, text:lake)",
    "(trade lake)^3": "and(text:trade^3, text:lake^3)",
    # Fields of sources
    "title:lake": "title:lake",
    "title:(lake treaty)": "and(title:lake, title:treaty)",
    'author:"Mira Orlova"': 'author:"mira orlova"',
    "publication:harbour": "publication:harbour",
    "lang:ru": "lang=ru",
    "lang:russian": "lang=ru",
    "language:en": "lang=en",
    'in:"The lake treaty"': "in=the lake treaty",
    "source:(election)": "text:election",
    "source:(lake title:treaty)": "and(text:lake, title:treaty)",
    # Dates
    "date:2020": "date=2020-01-01..2020-12-31",
    "date:2020-06": "date=2020-06-01..2020-06-30",
    "date:2020-06-14": "date=2020-06-14..2020-06-14",
    "date:[2019-06 TO 2020]": "date=2019-06-01..2020-12-31",
    "date:[2019-06 to 2020]": "date=2019-06-01..2020-12-31",
    "date:{2019 TO 2021}": "date=2020-01-01..2020-12-31",
    "date:[2019 TO]": "date=2019-01-01..",
    "date:[TO 2019-06]": "date=..2019-06-30",
    "date:>2020": "date=2021-01-01..",
    "date:>=2020": "date=2020-01-01..",
    "date:<2020-06": "date=..2020-05-31",
    "date:<=2020-06": "date=..2020-06-30",
    "(date:>2020)": "date=2021-01-01..",
    "date:(2018 OR 2020)": "or(date=2018-01-01..2018-12-31, date=2020-01-01..2020-12-31)",
    "date:2019..2020": "date=2019-01-01..2020-12-31",
    "date:> 2020": "date=2021-01-01..",
    "date:(>2018 <2020)": "and(date=2019-01-01.., date=..2019-12-31)",
    "date:last year lake": "and(date=2020-01-01..2020-12-31, text:lake)",
    "date:>last year": "date=2021-01-01..",
    "date:June 2020 lake": "and(date=2020-06-01..2020-06-30, text:lake)",
    "date:2019 to 2020": "date=2019-01-01..2020-12-31",
    "date:2020 lake": "and(date=2020-01-01..2020-12-31, text:lake)",
    "date:about 2020": "date=2019-01-01..2021-12-31",
    'date:"last year"': "date=2020-01-01..2020-12-31",
    'date:"this month"': "date=2021-03-01..2021-03-31",
    "date:yesterday": "date=2021-03-09..2021-03-09",
    # Fields of annotations: one annotation for all of a group
    "kind:claim": "annotated(kind=claim)",
    "kind:claims": "annotated(kind=claim)",
    "KIND:Claim": "annotated(kind=claim)",
    "kind:rec*": "annotated(kind=recommendation)",
    "sanctions kind:claim": "annotated(and(passage:sanctions, kind=claim))",
    "sanctions kind:claim -by:orlova": "annotated(and(passage:sanctions, kind=claim, not(by:orlova)))",
    "speaker:orlova": "annotated(by:orlova)",
    "addressee:council": "annotated(to:council)",
    "organisation:mill organization:lake": "annotated(and(org:mill, org:lake))",
    "by:(orlova OR reed) dam": "annotated(and(or(by:orlova, by:reed), passage:dam))",
    "kind:claim (by:orlova OR by:reed)": "annotated(and(kind=claim, or(by:orlova, by:reed)))",
    "kind:claim (dam OR mill)": "annotated(and(kind=claim, or(passage:dam, passage:mill)))",
    'to:"European Union" kind:recommendation': 'annotated(and(to:"european union", kind=recommendation))',
    "kind:claim title:lake date:2020": ("and(annotated(kind=claim), title:lake, date=2020-01-01..2020-12-31)"),
    "source:(election) kind:claim by:orlova": "and(annotated(and(kind=claim, by:orlova)), text:election)",
    "kind:claim -source:(election)": "and(annotated(kind=claim), not(text:election))",
    "by:unattributed": "annotated(by=unattributed)",
    "by:*": "annotated(by:*)",
    'status:"taken up"': 'annotated(status:"taken up")',
    "work:memorandum note:check code:trade via:herald annotator:ada": (
        "annotated(and(work:memorandum, note:check, code:trade, via:herald, annotator:ada))"
    ),
    # Denied fields of annotations: the source has none such
    "NOT kind:claim": "not(annotated(kind=claim))",
    "sanctions -kind:claim": "and(text:sanctions, not(annotated(kind=claim)))",
    "-kind:claim -by:reed": "and(not(annotated(kind=claim)), not(annotated(by:reed)))",
    "-(kind:claim by:reed)": "not(annotated(and(kind=claim, by:reed)))",
    # The branches of an OR are groups of their own
    "kind:claim OR sanctions": "or(annotated(kind=claim), text:sanctions)",
    "kind:claim by:reed OR lake": "annotated(and(kind=claim, or(by:reed, passage:lake)))",
    "(kind:claim by:reed) OR lake": "or(annotated(and(kind=claim, by:reed)), text:lake)",
    "sanctions (kind:claim OR lake)": "and(text:sanctions, or(annotated(kind=claim), text:lake))",
}

ANNOTATIONS = {
    "sanctions": "passage:sanctions",
    "NOT kind:claim": "not(kind=claim)",
    "sanctions -kind:claim": "and(passage:sanctions, not(kind=claim))",
    "title:lake": "source(title:lake)",
    "kind:claim title:lake date:2020": "and(kind=claim, source(and(title:lake, date=2020-01-01..2020-12-31)))",
    "source:(election -trade) by:reed": "and(by:reed, source(and(not(text:trade), text:election)))",
    "kind:claim OR lake": "or(kind=claim, passage:lake)",
    "*": "everything",
}

MISTAKES = {
    # query: (place, a piece of the sentence, suggestion, plan)
    "qqqq:bar lake": ("qqqq:", "no field", "", "and(text:bar, text:lake)"),
    "tilte:lake": ("tilte:", "Did you mean “title:”", "title:", "text:lake"),
    "kind:clam lake": ("clam", "no kind", "claim", "text:lake"),
    "kind: claim": ("kind:", "right after the colon", "", "text:claim"),
    "date:1998-13 lake": ("1998-13", "is not a date", "1998", "text:lake"),
    "date:nonsense lake": ("nonsense", "is not a date", "2020", "text:lake"),
    "date:[nonsense TO 2020] lake": ("[nonsense TO 2020]", "is not a date", "2020", "text:lake"),
    "date:[2020 TO 2019]": ("[2020 TO 2019]", "ends before it begins", "[2019 TO 2020]", "nothing"),
    "lang:engilsh": ("engilsh", "no language", "english", "nothing"),
    "status:zzz lake": ("zzz", "the states are", "", "text:lake"),
    "(lake": ("(", "never closed", "", "text:lake"),
    "lake)": (")", "never opened", "", "text:lake"),
    '"free trade': ('"', "no partner", "", "and(text:free, text:trade)"),
    "lake AND": ("AND", "both sides", "and", "text:lake"),
    "OR lake": ("OR", "both sides", "or", "text:lake"),
    "lake OR OR trade": ("OR", "both sides", "or", "or(text:lake, text:trade)"),
    "lake NOT": ("NOT", "after it", "", "text:lake"),
    "[a TO b] lake": ("[a TO b]", "after “date:”", "", "and(text:a+to+b, text:lake)"),
    "by:>x": (">", "Only dates", "", "annotated(by:x)"),
    "lake~9": ("lake~9", "at most 2", "lake~2", "text:lake~2"),
    "^2 lake": ("^2", "right after a word", "", "text:lake"),
    "lake^ mill": ("^", "needs a number", "", "and(text:lake, text:mill)"),
    "lake claim type:fact": ("claim type:", "as one word", "claim-type:", "and(text:lake, text:fact)"),
    "lake^x": ("lake^x", "needs a number", "", "text:lake"),
    "date:> AND lake": ("date:>", "needs something after it, as in date:>2020", "", "text:lake"),
    "date:>=": ("date:>=", "needs something after it", "", "nothing"),
    "lake date:(<)": ("<", "needs something after it", "", "and(text:lake, text:date)"),
    "title:> lake": (">", "Only dates and numbers", "", "title:lake"),
    "date:>2018 <2020": ("<", "right after a field", "", "and(date=2019-01-01.., text:2020)"),
    "date:[2019 TO 2020 lake": (
        "[2019 TO 2020",
        "not whole",
        "[2019 TO 2020]",
        "and(date=2019-01-01..2020-12-31, text:lake)",
    ),
    "date:[2019 2020]": ("[2019 2020]", "not whole", "[2019 TO 2020]", "date=2019-01-01..2020-12-31"),
    "date:[2019 TO": ("[2019 TO", "not whole", "[2019 TO]", "date=2019-01-01.."),
    "lake date:[": ("date:", "needs a value", "", "text:lake"),
    "date:{2019 TO 2020}": ("{2019 TO 2020}", "No day lies inside", "[2019 TO 2020]", "nothing"),
}


def read(query: str, **settings: bool) -> Parsed:
    return parse(query, today=TODAY, typing=settings.get("typing", False))


@pytest.mark.parametrize("query", SOURCES)
def test_means_sources(query: str) -> None:
    parsed = read(query)
    assert (str(parsed.plan), parsed.mistakes) == (SOURCES[query], ())


@pytest.mark.parametrize("query", ANNOTATIONS)
def test_means_annotations(query: str) -> None:
    assert str(read(query).within) == ANNOTATIONS[query]


@pytest.mark.parametrize("query", MISTAKES)
def test_answers_a_mistake_with_its_place_and_searches_the_rest(query: str) -> None:
    place, words, suggestion, plan = MISTAKES[query]
    parsed = read(query)
    mistake = parsed.mistakes[0]
    assert query[mistake.start : mistake.end] == place
    assert words in mistake.sentence
    assert mistake.suggestion == suggestion
    assert str(parsed.plan) == plan


@pytest.mark.parametrize(
    ("query", "plan"),
    [
        ("sanct", "text:sanct…"),
        ("lake sanct", "and(text:lake, text:sanct…)"),
        ("sanct ", "text:sanct"),
        ('"sanct"', 'text:"sanct"'),
        ("by:orl", "annotated(by:orl…)"),
        ("kind:cl", "annotated(kind=claim)"),
        ("lake kind:", "text:lake"),
        ("lake AND", "text:lake"),
    ],
)
def test_completes_the_last_word_while_it_is_typed(query: str, plan: str) -> None:
    parsed = read(query, typing=True)
    assert (str(parsed.plan), parsed.mistakes) == (plan, ())


def test_gives_words_their_stems_and_folded_form() -> None:
    plan = parse("Санкциями", languages=("en", "ru")).plan
    assert getattr(plan, "folded", "") == "санкциями"
    assert ("ru", "санкц") in getattr(plan, "stems", ())


def test_names_the_words_it_searches_for() -> None:
    assert read('lake -mill "free trade" tra* kind:claim').words == ("lake", '"free trade"', "tra")


@pytest.mark.parametrize("query", ["x" * (MAX_CHARACTERS + 1), "lake " * 200, "(" * (MAX_BRACKETS + 1) + "lake"])
def test_refuses_to_parse_what_is_too_long_or_too_deep(query: str) -> None:
    parsed = read(query)
    assert len(parsed.mistakes) == 1
    assert "at most" in parsed.mistakes[0].sentence
    assert str(parsed.plan) in {"text:lake", "text:" + "x" * MAX_CHARACTERS}


def test_searches_a_bounded_number_of_words() -> None:
    parsed = read(" ".join(f"a{number}" for number in range(MAX_WORDS + 1)))
    assert len(parsed.words) == MAX_WORDS // 2
    assert "at most" in parsed.mistakes[0].sentence


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("Case number", "case-number:12"),
        ("2nd name", "2nd-name:12"),
        ("a:b (draft)", "a-b-draft:12"),
        ("Größe/Maß", "größe-maß:12"),
        ("kind", "my-kind:12"),
    ],
)
def test_every_column_of_ones_own_has_a_name_in_queries(name: str, query: str) -> None:
    names = Names([(name, "text", ())])
    parsed = parse(query, names=names)
    assert (parsed.mistakes, parsed.plan) == ((), Own(name, Word(Field.TEXT, "12", ("12",), "12")))
    assert parse(f"has:{query.removesuffix(':12')}", names=names).plan == Own(name, None)


@pytest.mark.parametrize("query", ["12:30", "http://lake.example", "10:15:30"])
def test_times_and_addresses_are_words(query: str) -> None:
    assert parse(query).mistakes == ()
