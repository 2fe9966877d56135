# SPDX-License-Identifier: MIT
from __future__ import annotations

import struct
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import pytest

from app.importing import eml as reader
from app.importing import mhtml
from app.importing.document import Document, ImportFailure
from app.importing.lzfu import decompress
from app.importing.mail import day_of, names
from tests.reading import outline, rendered

HEAD = (
    b"From: Mira Tolen <mira@orrin.test>\r\nTo: Ren Adal <ren@orrin.test>, Ila\r\nCc: council@orrin.test\r\n"
    b"Subject: =?utf-8?B?0JLQvtGA0L7RgtCw?= of Orrin\r\nDate: Tue, 17 Mar 2020 09:15:00 +0200\r\n"
)


def read(data: bytes) -> Document:
    return reader.read(data, Path("a.eml"))


def letter(**headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {"From": "mira@orrin.test", "Subject": "Gates", **headers}.items():
        message[name] = value
    return message


def test_headers_open_the_text_and_fill_the_metadata() -> None:
    made = read(HEAD + b"\r\nThe gates are closed.\r\n")
    to = "Ren Adal <ren@orrin.test>, Ila"
    assert outline(made) == [
        "h1 Ворота of Orrin",
        f"p From: Mira Tolen <mira@orrin.test>/To: {to}/Cc: council@orrin.test/Date: Tue, 17 Mar 2020 09:15:00 +0200",
        "p The gates are closed.",
    ]
    assert (made.title, made.authors, made.date) == ("Ворота of Orrin", ("Mira Tolen",), "2020-03-17")
    assert set(made.origins.values()) == {"e-mail headers"}


def test_plain_text_is_read_as_people_read_it_and_quotations_have_depth() -> None:
    body = "Dear Ren,\n\nno:\n\n- not now\n- not ever\n\nMira\n\n> You said yes.\n>> I did not.\n"
    made = read(HEAD + b"\r\n" + body.encode())
    assert outline(made)[2:] == [
        "p Dear Ren,",
        "p no:",
        "i1 • not now",
        "i1 • not ever",
        "p Mira",
        ">p You said yes.",
        ">>p I did not.",
    ]


def test_html_is_preferred_where_it_says_as_much() -> None:
    message = letter()
    message.set_content("The gates are closed. Come at noon.")
    unseen = "<style>p {}</style><div style='display:none'>x</div>"
    text = "<p>The gates are <b>closed</b>.</p><ul><li>Come at noon.</li></ul>"
    message.add_alternative(unseen + text, subtype="html")
    assert outline(read(message.as_bytes()))[2:] == ["p The gates are closed.", "i1 • Come at noon."]


def test_plain_text_is_taken_where_html_says_less() -> None:
    message = letter()
    message.set_content("The gates are closed, and nobody knows for how long they will be.")
    message.add_alternative("<p>See the attachment.</p>", subtype="html")
    assert outline(read(message.as_bytes()))[2:] == [
        "p The gates are closed, and nobody knows for how long they will be."
    ]


def test_tables_that_place_things_are_opened_and_others_are_kept() -> None:
    message = letter()
    table = "<table><tr><td>Who</td><td>What</td></tr><tr><td>Ila</td><td>No</td></tr></table>"
    message.set_content(f"<table><tr><td><div><p>Text.</p></div>{table}</td><td></td></tr></table>", subtype="html")
    assert outline(read(message.as_bytes()))[2:] == ["p Text.", "t Who|What", "r Ila|No"]


def test_attached_files_are_named_and_forwarded_letters_are_read() -> None:
    inner = letter(Subject="Inner")
    inner.set_content("Inner text.")
    message = letter()
    message.set_content("Outer text.")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="vote.pdf")
    message.add_attachment(inner)
    assert outline(read(message.as_bytes()))[2:] == [
        "p Outer text.",
        "p Attached: vote.pdf",
        "h2 Inner",
        "p From: mira@orrin.test",
        "p Inner text.",
    ]


@pytest.mark.parametrize(
    ("charset", "text"), [("koi8-r", "Привет, ворота закрыты"), ("iso-2022-jp", "こんにちは、門"), ("utf-8", "😀 שלום")]
)
def test_letters_of_all_encodings_arrive(charset: str, text: str) -> None:
    head = HEAD + f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".encode()
    assert outline(read(head + text.encode(charset)))[2:] == [f"p {text}"]


@pytest.mark.parametrize(
    ("addresses", "expected"),
    [
        ("Mira Tolen <m@x>", ("Mira Tolen",)),
        ('"Tolen, Mira" <m@x>, ren@y', ("Tolen, Mira", "ren@y")),
        ("Tolen, Mira", ("Tolen, Mira",)),
        ("<m@x>", ("m@x",)),
        ("ren@y, Mira Tolen <m@x>", ("ren@y", "Mira Tolen")),
        ("", ()),
    ],
)
def test_names_in_addresses(addresses: str, expected: tuple[str, ...]) -> None:
    assert names(addresses) == expected


@pytest.mark.parametrize(
    ("header", "day"),
    [("Tue, 17 Mar 2020 09:15:00 +0200", "2020-03-17"), ("17 Mar 2020", "2020-03-17"), ("no date", ""), ("", ""),
     ("Tue, 99 Mar 2020 09:15:00 +0200", "")],
)  # fmt: skip
def test_days_in_headers(header: str, day: str) -> None:
    assert day_of(header) == day


def test_an_encrypted_letter_says_so() -> None:
    head = HEAD + b'Content-Type: multipart/encrypted; boundary="b"\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n'
    with pytest.raises(ImportFailure, match="It is encrypted"):
        read(head)


def test_a_letter_without_text_says_so() -> None:
    with pytest.raises(ImportFailure, match="There is no text in it"):
        read(b"From: mira@orrin.test\r\n\r\n")


def test_what_is_no_letter_says_so() -> None:
    with pytest.raises(ImportFailure, match="not an e-mail"):
        read(b"just some text")


def test_endless_nesting_is_a_reason_or_is_cut() -> None:
    data = b"Subject: x\r\n"
    for number in range(300):
        data += f'Content-Type: multipart/mixed; boundary="b{number}"\r\n\r\n--b{number}\r\n'.encode()
    for nested in (data + b"Content-Type: text/plain\r\n\r\nDeep.", data * 10):
        with suppress(ImportFailure):
            assert "nested deeper" in rendered(read(nested)).text


def test_a_web_archive_gives_its_page_and_its_address() -> None:
    data = (
        b"From: <Saved by Browser>\r\nSnapshot-Content-Location: https://orrin.test/gates\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><head><meta charset=3Dutf-8><title>Gates</title></head><body><article><h1>Gates</h1>"
        b"<p>The gates are closed, caf=C3=A9 and all.</p></article></body></html>\r\n--b\r\n"
        b"Content-Type: image/png\r\n\r\nx\r\n--b--\r\n"
    )
    made = mhtml.read(data, Path("a.mhtml"))
    assert "café and all" in rendered(made).text
    assert (made.url, made.origins["url"]) == ("https://orrin.test/gates", "web archive")


def test_a_web_archive_without_a_page_says_so() -> None:
    with pytest.raises(ImportFailure, match="no web page"):
        mhtml.read(b"MIME-Version: 1.0\r\n\r\ntext", Path("a.mht"))


def test_packed_rtf_of_messages_is_unpacked() -> None:
    # The first example of [MS-OXRTFCP] 3.1.1.
    data = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert decompress(data, 1000) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert decompress(b"", 1000) == b""
    assert decompress(struct.pack("<IIII", 0, 5, 0x414C454D, 0) + b"plain and more", 1000) == b"plain"


_FILES = (("vote.pdf", "pdf"), ("talk.mp3", "mp3"), ("logo.PNG", "octet-stream"), ("smime.p7s", "pkcs7-signature"))


def test_attached_files_are_kept_where_they_can_be_read_and_told_where_not() -> None:
    message = letter()
    message.set_content("See below.")
    assert read(message.as_bytes()).warnings == ()
    inner = letter(Subject="Inner")
    inner.set_content("Inner text.")
    inner.add_attachment(b"x", maintype="application", subtype="msword", filename="tally.docx")
    for name, kind in _FILES:
        message.add_attachment(b"x", maintype="application", subtype=kind, filename=name)
    inner.add_attachment(b"x", maintype="application", subtype="octet-stream", filename="slides.pptx")
    message.add_attachment(inner)
    made = read(message.as_bytes())
    assert made.warnings == ("2 attached files were not read: talk.mp3; slides.pptx.",)
    assert [(member.name, member.data) for member in made.attached] == [("vote.pdf", b"x"), ("tally.docx", b"x")]


def test_of_many_attached_files_the_first_are_named() -> None:
    message = letter()
    message.set_content("All of them.")
    for number in range(1, 13):
        message.add_attachment(b"x", maintype="application", subtype="pdf", filename=f"{number}.mp3")
    (warning,) = read(message.as_bytes()).warnings
    assert warning.startswith("12 attached files were not read: 1.mp3; 2.mp3;")
    assert warning.endswith("10.mp3 and 2 more.")
