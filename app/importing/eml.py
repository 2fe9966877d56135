# SPDX-License-Identifier: MIT
"""E-mail (.eml): the headers a person reads, the text, quotations, and letters that were forwarded whole."""

from __future__ import annotations

import binascii
import email
import email.errors
import email.header
import email.policy
from email.message import Message
from pathlib import Path

from app.importing import mail
from app.importing.document import Document, ImportFailure
from app.importing.encodings import decode
from app.importing.mail import Letter

MOST_PARTS = 500
DEEPEST = 12

ENCRYPTED = "It is encrypted. Save it decrypted and import it again."
TOO_DEEP = "Its parts are nested too deeply to be read."
NO_LETTER = "It is not an e-mail."

_TEXT = frozenset({"text/plain", "text/html", "text/enriched"})
_SECRET = frozenset({"application/pgp-encrypted", "multipart/encrypted"})


def read(data: bytes, path: Path) -> Document:  # noqa: ARG001  every reader is told the path
    """Read an e-mail.

    Raises:
        ImportFailure: it is none, is encrypted, has no text, or nests too deeply.
    """
    lowered = data.lower()
    if lowered.count(b"boundary=") > MOST_PARTS or lowered.count(b"message/rfc822") > MOST_PARTS:
        raise ImportFailure(TOO_DEEP)
    try:
        message = email.message_from_bytes(data.lstrip(b"\r\n\xef\xbb\xbf"), policy=email.policy.compat32)
        if not message.keys() and not message.get_unixfrom():
            raise ImportFailure(NO_LETTER)
        return mail.document(_letter(message, 0), {})
    except RecursionError as error:
        raise ImportFailure(TOO_DEEP) from error


def decoded(value: object) -> str:
    """Return a header with its encoded words decoded; what cannot be decoded stays as it is."""
    text = str(value or "")
    try:
        parts = email.header.decode_header(text)
    except (email.errors.HeaderParseError, binascii.Error, ValueError):
        return " ".join(text.split())
    words = []
    for part, charset in parts:
        if isinstance(part, str):
            words.append(part)
            continue
        try:
            words.append(decode(part, charset or "").text if part else "")
        except ImportFailure:
            words.append(part.decode("latin-1"))
    return " ".join("".join(words).split())


def _letter(message: Message, depth: int) -> Letter:
    date = decoded(message.get("Date"))
    letter = Letter(
        decoded(message.get("Subject")),
        decoded(message.get("From") or message.get("Sender")),
        _all(message, "To"),
        _all(message, "Cc"),
        date,
        mail.day_of(date),
        decoded(message.get("Content-Language")).split(",")[0],
    )
    _take(message, letter, depth)
    return letter


def _all(message: Message, name: str) -> str:
    return ", ".join(filter(None, map(decoded, message.get_all(name) or ())))


def _take(part: Message, letter: Letter, depth: int) -> None:
    """Put a part, and the parts in it, where they belong in a letter."""
    if depth > DEEPEST:
        letter.attach("parts that are nested deeper", b"")
        return
    kind = part.get_content_type()
    if kind in _SECRET or (kind.endswith("pkcs7-mime") and "signed" not in str(part.get_param("smime-type"))):
        raise ImportFailure(ENCRYPTED)
    payload = part.get_payload()
    if kind in {"message/rfc822", "message/global"} and isinstance(payload, list):
        letter.letters += [_letter(inner, depth + 1) for inner in payload if isinstance(inner, Message)]
    elif isinstance(payload, list):
        for inner in payload:
            if isinstance(inner, Message):
                _take(inner, letter, depth + 1)
    elif kind in _TEXT and not _is_attached(part):
        _take_text(part, kind, letter)
    elif _name(part) or kind not in {"application/pgp-signature", "application/pkcs7-signature"}:
        letter.attach(_name(part) or kind, _payload(part))


def _take_text(part: Message, kind: str, letter: Letter) -> None:
    text = _text(part)
    if kind == "text/html":
        letter.markup += text
    else:
        letter.text = f"{letter.text}\n\n{text}" if letter.text.strip() else text


def _text(part: Message) -> str:
    payload = _payload(part)
    if not payload.strip():
        return ""
    try:
        return decode(payload, _charset(part)).text
    except ImportFailure:
        return payload.decode("latin-1")


def _payload(part: Message) -> bytes:
    """Return the bytes of a part; none where they cannot be decoded."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, binascii.Error):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset() or ""
    except (UnicodeError, LookupError, TypeError, ValueError):
        return ""


def _is_attached(part: Message) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def _name(part: Message) -> str:
    try:
        return decoded(part.get_filename())
    except (UnicodeError, LookupError, TypeError, ValueError):
        return ""
