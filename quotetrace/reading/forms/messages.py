"""MIME messages, in which mails and saved pages are kept: bounded, their heads decoded, their parts as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime

from quotetrace.errors import ReadingError
from quotetrace.reading.decoding import decode, without_surrogates
from quotetrace.reading.extras import contained

# A saved page has some hundred pictures and scripts; a mail a dozen parts, within three of one another.
_MOST_PARTS, _MOST_MULTIPARTS = 5_000, 100
# A subject or an address has a tenth of this, in characters; the rest is of no use.
_LONGEST_HEADER = 2_000
# The parameters of a part, in bytes; they are taken apart in a time that grows with their square.
_LONGEST_PARAMETERS = 4_000
_PARAMETERS = re.compile(rb"^content-(?:type|disposition):[^\n]*+(?:\n[ \t][^\n]*+)*+", re.IGNORECASE | re.MULTILINE)
_HEAD = re.compile(
    rb"(?:From [^\r\n]*\r?\n)?((?:[A-Za-z][\w-]{0,70}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+)(?:\r?\n|\Z|\w)"
)
# Lines that a mail program broke to fit, each but a paragraph's last ending in a blank; "-- " begins a signature.
_SOFT_BREAK = re.compile(r"(?<!\n--) \n(?=[^\s>])")


def head_of(data: bytes) -> dict[str, str]:
    """The head lines with which a file begins, by their names in lower case; none where it begins otherwise."""
    match = _HEAD.match(data.removeprefix(b"\xef\xbb\xbf"))
    if match is None:
        return {}
    lines = re.sub(rb"\r?\n[ \t]+", b" ", match[1]).decode("utf-8", errors="replace").splitlines()
    pairs = (line.partition(":") for line in lines)
    return {name.lower(): value.strip() for name, _, value in pairs}


def parsed(data: bytes, form: str) -> Message:
    """The message in some bytes. ReadingError where it has more parts than any mail or page."""
    if data.count(b"\n--") > _MOST_PARTS or len(re.findall(rb"(?i)multipart/", data)) > _MOST_MULTIPARTS:
        raise ReadingError(f"is {form} of thousands of parts; give its text as .txt")
    if any(match.end() - match.start() > _LONGEST_PARAMETERS for match in _PARAMETERS.finditer(data)):
        raise ReadingError(f"is {form} with thousands of parameters; give its text as .txt")
    with contained(form):
        return message_from_bytes(data)


def header(message: Message, name: str) -> str:
    """A head line's words, decoded and on one line; empty where the message has none."""
    value = str(message.get(name) or "")[:_LONGEST_HEADER]
    try:
        pieces = [
            piece if isinstance(piece, str) else _decoded(piece, charset or "utf-8")
            for piece, charset in decode_header(value)
        ]
    except (HeaderParseError, ValueError):
        pieces = [value]
    return " ".join(without_surrogates("".join(pieces)).replace("\0", "").split())


def _decoded(piece: bytes, charset: str) -> str:
    try:
        return piece.decode(charset, errors="replace")
    except LookupError:
        return piece.decode("utf-8", errors="replace")


def date_of(message: Message) -> str | None:
    """The Date as ISO 8601 to the minute, with its zone where it has one; None where there is none."""
    try:
        moment: datetime = parsedate_to_datetime(header(message, "Date"))
        return moment.isoformat(timespec="minutes")
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order; those of a message within the message are its own."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        payload = part.get_payload()
        if isinstance(payload, list) and part.get_content_maintype() == "multipart":
            waiting += [one for one in reversed(payload) if isinstance(one, Message)]
        else:
            yield part


def bytes_of(part: Message) -> bytes:
    """What a part holds, its transfer encoding undone as far as it is whole."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def charset_of(part: Message) -> str | None:
    """The encoding that a part names."""
    try:
        return part.get_content_charset()
    except (LookupError, ValueError):
        return None


def text_of(part: Message) -> str:
    """A text part's characters. ReadingError where they are none."""
    text = decode(bytes_of(part), declared=charset_of(part)).replace("\0", "").replace("\r\n", "\n")
    return _SOFT_BREAK.sub(" ", text) if str(part.get_param("format", "")).lower() == "flowed" else text
