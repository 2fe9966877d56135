# SPDX-License-Identifier: MIT
from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing import archive_zip, warc
from app.importing.archive_zip import open_zip
from app.importing.document import ImportFailure
from app.importing.mailbox import open_mailbox
from app.importing.members import safe_path, shown_name
from app.importing.warc import open_warc
from tests.packed import packed
from tests.reading import rendered


def write(tmp_path: Path, data: bytes, name: str) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_an_archive_yields_its_files_but_not_what_systems_leave_behind(tmp_path: Path) -> None:
    data = packed(
        {"a.txt": "A", "__MACOSX/a.txt": "x", ".hidden": "x", "p.html": "P", "p_files/ad.js": "x", "d/b.md": "B"}
    )
    assert [member.name for member in open_zip(write(tmp_path, data, "a.zip"))] == ["a.txt", "p.html", "d/b.md"]


def test_a_bomb_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    members = list(open_zip(write(tmp_path, packed({"bomb.txt": b"a" * 8_000_000, "a.txt": "A"}), "a.zip")))
    assert [(member.name, bool(member.refusal)) for member in members] == [("bomb.txt", True), ("a.txt", False)]
    assert members[0].refusal == archive_zip.BOMB


def test_a_damaged_member_costs_itself(tmp_path: Path) -> None:
    data = bytearray(packed({"a.txt": b"some words here" * 20, "b.txt": "B"}))
    data[45] ^= 0xFF
    refusals = [member.refusal for member in open_zip(write(tmp_path, bytes(data), "a.zip"))]
    assert refusals == [archive_zip.DAMAGED_MEMBER, ""]


def test_a_damaged_archive_says_so(tmp_path: Path) -> None:
    with pytest.raises(ImportFailure, match="damaged"):
        list(open_zip(write(tmp_path, b"PK\x03\x04" + bytes(50), "a.zip")))


@pytest.mark.parametrize("encoding", ["utf-8", "cp866", "cp437"])
def test_names_of_older_archives_are_read(encoding: str) -> None:
    name = "Ворота.txt" if encoding != "cp437" else "Tür.txt"
    info = zipfile.ZipInfo(name.encode(encoding).decode("cp437"))
    info.flag_bits = 0
    assert archive_zip.name_of(info) == name


@given(st.text(max_size=60), st.sampled_from(["", ".txt", ".postil-row"]))
def test_no_name_leads_out_of_the_folder(name: str, suffix: str) -> None:
    folder = Path("/folder/of/ours")
    path = safe_path(folder, name, suffix, 7)
    assert folder in path.parents
    assert ".." not in path.parts
    assert path.name.endswith(suffix)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("../../etc/passwd", "etc/passwd"), ("C:\\a\\b.txt", "C_/a/b.txt"), ("/a//b", "a/b"), ("", "?"), ("a\nb", "a_b")],
)
def test_hostile_names_are_shown_as_names(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_a_mailbox_yields_its_messages(tmp_path: Path) -> None:
    data = (
        b"From mira@orrin.test Tue Mar 17 09:15:00 2020\nSubject: One\n\nText.\n\n"
        b"From where I stand, no.\n>From here.\n\n"
        b"From - Tue Mar 17 09:15:00 2020\r\nSubject: Two\r\n\r\nMore.\r\n"
    )
    members = list(open_mailbox(write(tmp_path, data, "a.mbox")))
    assert [member.name for member in members] == ["1.eml", "2.eml"]
    assert b"\n\nFrom where I stand, no.\nFrom here.\n" in members[0].data
    assert members[1].data.startswith(b"From - ")


def test_a_mailbox_without_messages_says_so(tmp_path: Path) -> None:
    with pytest.raises(ImportFailure, match="no message"):
        list(open_mailbox(write(tmp_path, b"Dear all,\n", "a.mbox")))


PAGE = (
    b"<html><head><title>Gates</title></head><body><article>"
    b"<p>The gates are closed, and nobody knows why.</p></article></body></html>"
)


def record(kind: str, address: str, block: bytes, content: str = "application/http; msgtype=response") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Type: {content}\r\n"
    return head.encode() + f"Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def http(body: bytes, headers: str = "Content-Type: text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body


ARCHIVE = (
    record("warcinfo", "", b"software: x", "application/warc-fields")
    + record("request", "https://orrin.test/", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request")
    + record("response", "https://orrin.test/gates", http(PAGE))
    + record("response", "https://orrin.test/old", http(PAGE, status="301 Moved"))
    + record("response", "https://orrin.test/a.png", http(b"x", "Content-Type: image/png"))
    + record("resource", "https://orrin.test/b", PAGE, "text/html")
)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_web_archive_yields_pages_with_their_addresses(tmp_path: Path, name: str) -> None:
    path = write(
        tmp_path, gzip.compress(ARCHIVE[:500]) + gzip.compress(ARCHIVE[500:]) if "gz" in name else ARCHIVE, name
    )
    members = list(open_warc(path))
    assert [member.name for member in members] == ["orrin.test/gates#1", "orrin.test/b#2"]
    made = warc.read(members[0].data, path)
    assert rendered(made).text == "The gates are closed, and nobody knows why."
    assert (made.url, made.origins["url"]) == ("https://orrin.test/gates", "web archive")


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Type: text/html\r\nContent-Encoding: gzip", gzip.compress(PAGE)),
        ("Content-Type: text/html\r\nTransfer-Encoding: chunked", b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)),
        ("Content-Type: text/html\r\nTransfer-Encoding: chunked", PAGE),
    ],
)
def test_pages_are_unpacked(tmp_path: Path, headers: str, body: bytes) -> None:
    path = write(tmp_path, record("response", "https://orrin.test/", http(body, headers)), "a.warc")
    (member,) = open_warc(path)
    assert "closed" in rendered(warc.read(member.data, path)).text


def test_a_web_archive_cut_short_gives_what_is_there(tmp_path: Path) -> None:
    members = list(open_warc(write(tmp_path, ARCHIVE[:-60], "a.warc")))
    assert [bool(member.refusal) for member in members] == [False, True]


@pytest.mark.parametrize("data", [b"WARC/1.0\r\n\r\n", b"nothing", ARCHIVE[:100]])
def test_a_damaged_web_archive_says_so(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ImportFailure):
        list(open_warc(write(tmp_path, data, "a.warc")))
