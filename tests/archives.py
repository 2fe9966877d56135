# SPDX-License-Identifier: MIT
"""A small archive for tests of the search: invented lands, people and papers, in five languages."""

from pathlib import Path

from app.collection import Collection
from app.dates import parse as parse_date
from app.search.folding import describe
from database import vocabulary
from database.records import CodeUse, Link, Slot
from tests.builders import new_collection, write_source

SOURCES = {
    "The lake treaty": (
        """The Lake Council imposed sanctions on the mill. Reed, who is pro-Bellandic, called the warden’s order fraud.
Free trade with Belland will go on, said the kremlin's keeper. The café is open.""",
        {"authors": '["Mira Orlova"]', "publication": "Harbour Review", "date": "2020-06-14", "language": "en"},
    ),
    "Election watch": (
        """The election was sanctioned by nobody. Don't trust the count, wrote O’Neill.
Trade unions free the market; observers of Belland left the country.""",
        {"authors": '["Tom Reed", "Ada Łaska"]', "publication": "The Herald", "date": "2020", "language": "en"},
    ),
    "On mills": (
        "A mill grinds. Mills grind slowly. Milling needs water, and the organization of labour. The election is far.",
        {"authors": '["Łucja Reedová"]', "publication": "Harbour Review", "date": "2019-05", "language": "en-GB"},
    ),
    "Договор об озере": (
        "Совет ввёл санкции против мельницы. О санкциях спорили; её хозяин молчал. Май был холодным.",
        {"authors": "[]", "publication": "Вестник", "date": "2021-02-03", "language": "ru"},
    ),
    "Памʼять возера": (
        "Пам’ять пра возера жыве. Пам'ять людзей доўгая. Ўсе помняць май.",
        {"authors": "[]", "publication": "Ніва", "date": "", "language": "be"},
    ),
    "Le café du lac": (
        "Un cafe, deux cafés: la liberté du commerce. Les sanctions viendront.",
        {"authors": '["René Élan"]', "publication": "", "date": "about 2018", "language": "fr"},
    ),
    "Sanctions": (
        "Nothing in this one but words about weather, weather and weather again, and a word on wardens.",
        {"authors": "[]", "publication": "The Herald", "date": "2021-03", "language": "en"},
    ),
}
"""Title -> (text, fields)."""

TAGS = (
    ("The lake treaty", "imposed sanctions on the mill", "claim", "Mira Orlova", "Lake Council", "trade", "unchecked"),
    (
        "The lake treaty",
        "Free trade with Belland will go on",
        "recommendation",
        "Tom Reed",
        "Belland",
        "tariffs",
        "open",
    ),
    ("Election watch", "sanctioned by nobody", "claim", "unattributed", "", "", "refuted"),
    ("Election watch", "Don't trust the count", "recommendation", "Mira Orlova", "the observers", "", "taken up"),
    ("Договор об озере", "ввёл санкции", "claim", "Совет озера", "", "trade", "contested"),
)
"""(source, quote, kind, holder, addressee, code, status)."""


def search_archive(folder: Path) -> Collection:
    """Make a collection of :data:`SOURCES` and :data:`TAGS`, with its vocabulary."""
    collection = new_collection(folder)
    ids = {}
    with collection.action("Import"):
        for title, (text, fields) in SOURCES.items():
            date = parse_date(fields["date"])
            days = {"date_from": date.first, "date_to": date.last} if date.first and date.last else {}
            ids[title] = write_source(collection, title, text, **fields, **days)
        vocabulary.rebuild(collection.connection, describe)
    for title, quote, kind, holder, addressee, code, status in TAGS:
        _tag(collection, ids[title], quote, kind, holder, addressee, code, status)
    with collection.action("Sort codes"):
        collection.connection.execute(
            "UPDATE code SET parent = (SELECT id FROM code WHERE name = 'trade') WHERE name = 'tariffs'"
        )
        collection.connection.execute(
            "INSERT INTO actor_alias(uid, actor, name) "
            "SELECT 'alias', id, 'Zeď Reed' FROM actor WHERE name = 'Tom Reed'"
        )
    return collection


def _tag(
    collection: Collection, source: int, quote: str, kind: str, holder: str, addressee: str, code: str, status: str
) -> None:
    text, _ = collection.text(source)
    start = text.index(quote)
    link = Link(voice="unattributed") if holder == "unattributed" else Link(actor=holder, organisation="Mill Union")
    via = Link(role="quoted by", actor="The Herald", work="Lake memorandum")
    collection.tag(
        source,
        kind,
        [(start, start + len(quote))],
        chain=[link, via] if kind == "claim" else [link],
        slots=[Slot("addressee", addressee)] if addressee else [],
        codes=[CodeUse(code)] if code else [],
        note="Checked against the annals" if holder == "Mira Orlova" else "",
        status=status,
    )
