# SPDX-License-Identifier: MIT
"""Web pages saved as one file (.mhtml, .mht): the page is a part of a message (RFC 2557) that says its address."""

from __future__ import annotations

import email
import email.errors
import email.message
import email.policy
from dataclasses import replace
from pathlib import Path

from app.importing import html
from app.importing.document import Document, ImportFailure

NO_PAGE = "There is no web page in it."

_ORIGIN = "web archive"


def read(data: bytes, path: Path) -> Document:
    """Read a web page out of its archive.

    Raises:
        ImportFailure: there is no page in it, or no text in the page.
    """
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    part = _page(message)
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        raise ImportFailure(NO_PAGE)
    document = html.read(_declared(payload, part), path)
    address = _address(message, part)
    if not address or document.url:
        return document
    return replace(document, url=address, origins={**document.origins, "url": _ORIGIN})


def _page(message: email.message.Message) -> email.message.Message | None:
    """Return the page: the part the archive says is the root, else the first page in it."""
    pages = [part for part in message.walk() if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    start = str(message.get_param("start") or "").strip()
    return next((part for part in pages if start and part.get("Content-ID", "").strip() == start), None) or next(
        iter(pages), None
    )


def _declared(payload: bytes, part: email.message.Message) -> bytes:
    """Say in the page in which encoding the archive says it is, where the page says nothing."""
    charset = part.get_content_charset()
    if not charset or b"charset" in payload[:4096].lower():
        return payload
    return f'<meta charset="{charset}">'.encode("ascii", "replace") + payload


def _address(message: email.message.Message, part: email.message.Message) -> str:
    for value in (message.get("Snapshot-Content-Location"), part.get("Content-Location")):
        address = "".join(str(value or "").split())
        if address.startswith(("http://", "https://")):
            return address
    return ""
