# SPDX-License-Identifier: MIT
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.document import ImportFailure, NotRead
from app.importing.files import Candidate
from app.importing.formats import HTML, MARKDOWN, TEXT, Format, format_of
from app.importing.languages import LanguageDetector
from app.importing.prepare import Raw, prepare

PAGE = b"<!DOCTYPE html>\n<html><body><p>The gates are closed.</p></body></html>"


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"The gates.", "a.txt", TEXT),
        (b"The gates.", "a.TXT", TEXT),
        (b"The gates.", "README", TEXT),
        (b"# The gates", "a.md", MARKDOWN),
        (PAGE, "a.html", HTML),
        (PAGE, "a.txt", HTML),
        (b"<?xml version='1.0'?><!-- note --> <html><body/></html>", "a.txt", HTML),
        ("\ufeff<html>".encode("utf-16-le"), "a.txt", HTML),
        (b"No tags at all.", "a.html", TEXT),
        (b"<div>part of a page</div>", "a.htm", HTML),
        (b"BZhang and others say no.", "a.txt", TEXT),
    ],
)
def test_bytes_decide_before_names(data: bytes, name: str, expected: Format) -> None:
    assert format_of(data, Path(name)) is expected


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "a.txt", "an old Excel workbook"),
        (b"\xffWPC", "a.txt", "a WordPerfect document"),
        (b"\x89PNG\r\n\x1a\n", "a.html", "a PNG picture"),
        (zlib.compress(b"x", 9, wbits=31), "a.md", "a gzip archive"),
        (b"\0\0\0\x18ftypmp42", "a.txt", "a video or sound recording"),
        (b"A plain text.", "a.pptx", "a PowerPoint presentation"),
    ],
)
def test_other_kinds_are_named_in_one_sentence(data: bytes, name: str, what: str) -> None:
    with pytest.raises(NotRead, match=f"^It is {what}; Postil reads .*\\.$"):
        format_of(data, Path(name))


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a", "a.pdf", "1999.txt", "\udcff.txt"])
HEADS = st.sampled_from([b"", b"<html>", b"---\ntitle: x\n---\n", b"\xff\xfe", b"\xef\xbb\xbf", b"# a\n\n", b"%PDF-"])


@given(HEADS, st.binary(max_size=400) | st.text(max_size=200).map(_utf8), NAMES)
def test_any_bytes_become_a_source_or_a_sentence(head: bytes, tail: bytes, name: str) -> None:
    raw = Raw(1, Candidate(Path(name), "a"), head + tail, "0" * 64)
    with suppress(ImportFailure):
        content, source, *_ = prepare(raw, LanguageDetector())
        assert content.characters == len(content.text) > 0
        assert source.title
        assert source.content == content.hash
