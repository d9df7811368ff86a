"""Mails, above all newsletters: one in a file (.eml), or many, one behind the other (.mbox).

The subject is the headline and the date that of the mail. The outlet is believed only where the sender's domain or name
is a known outlet's: most senders are people. A mail that was forwarded is dated by whoever forwarded it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from email.utils import parseaddr
from typing import IO

from quotetrace.deadline import bounded
from quotetrace.errors import ReadingError
from quotetrace.model import Evidence, Failure
from quotetrace.reading.article import MAX_ARTICLE_BYTES, Article, Input, Reader, hash_bytes
from quotetrace.reading.extras import contained
from quotetrace.reading.forms.fragments import text_of_fragment
from quotetrace.reading.forms.messages import date_of, head_of, header, leaves, parsed, text_of
from quotetrace.reading.outlets import is_outlet_name, known_by_domain

# With the pictures that newsletters carry.
_MAX_BYTES = 2 * MAX_ARTICLE_BYTES
_FORM = "an e-mail message"
# What mails have besides From, Date and Subject, which a text may begin with too.
_OF_MAILS = frozenset("message-id mime-version received return-path delivered-to content-type dkim-signature".split())
_ENVELOPE = re.compile(rb"From (?:\S+ +)?.*\d{4}\s*$")
_QUOTED_ENVELOPE = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|vs|sv|rv)\s*+(?:\[\d+\]\s*+)?:\s*|\[[^\]]{1,40}\]\s*)+", re.IGNORECASE)
_FORWARD = re.compile(r"^(?:fwd?|wg|tr)\s*:", re.IGNORECASE)
_FORWARDED = re.compile(
    r"^[> \t]*+(?:-{2,}\s*(?:forwarded|original) message\s*-{2,}|begin forwarded message:)", re.I | re.M
)
# The signs before the lines of a mail that another one quotes.
_QUOTED = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LIST = re.compile(r"<([\w.-]+)>")


def looks_like_mail(item: Input) -> bool:
    """A mail by its head lines: sender, date or subject, and what only mails have."""
    head = head_of(item.head)
    if "from" not in head or not ("date" in head or "subject" in head):
        return False
    return item.suffix == ".eml" or not _OF_MAILS.isdisjoint(head)


def looks_like_mailbox(item: Input) -> bool:
    """Mails behind one another: each begins with a line that says when it came."""
    first, _, rest = item.head.partition(b"\n")
    return bool(_ENVELOPE.match(first)) and "from" in head_of(rest)


def read_mail(item: Input) -> Iterator[Article | Failure]:
    """The one article of a mail. ReadingError where it has no text."""
    yield _article(item.data(limit=_MAX_BYTES), "")


def read_mailbox(item: Input) -> Iterator[Article | Failure]:
    """One article or Failure a mail, counted from 1."""
    with item.open() as stream:
        for number, data in enumerate(_mails(stream), 1):
            place = f"#{number}"
            try:
                if data is None:
                    raise ReadingError(f"is {_FORM} larger than {_MAX_BYTES // 1_000_000} MB; remove it")
                with bounded():
                    article = _article(data, place)
                yield article
            except ReadingError as error:
                yield Failure(f"{item.source}{place}", str(error))


def _mails(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The mails of a mailbox; None for one that is too large."""
    lines: list[bytes] = []
    size = 0
    blank, begun = True, False
    while line := stream.readline(_MAX_BYTES):
        if blank and _ENVELOPE.match(line[:200]):
            if begun:
                yield b"".join(lines) if size <= _MAX_BYTES else None
            lines, size, begun = [], 0, True
        elif begun:
            size += len(line)
            lines += [line] if size <= _MAX_BYTES else []
        blank = not line.strip()
    if begun:
        yield b"".join(lines) if size <= _MAX_BYTES else None


def _article(data: bytes, place: str) -> Article:
    message = parsed(_QUOTED_ENVELOPE.sub(b"", data) if place else data, _FORM)
    with contained(_FORM):
        text, unread = _body(message)
        subject = header(message, "Subject")
        forwarded = bool(_FORWARD.match(subject) or _FORWARDED.search(text))
        stated = (*_facts(message, forwarded=forwarded), *_attachments(unread))
    return Article(text, hash_bytes(data), place, title=_PREFIX.sub("", subject) or None, stated=stated)


def _body(message: Message) -> tuple[str, list[str]]:
    """The text: of HTML where the mail has it, whose paragraphs are whole, else as it is but for the signs of quoted
    lines; and the names of what is attached."""
    plain: list[str] = []
    rich: list[str] = []
    attached: list[str] = []
    for part in leaves(message):
        name = part.get_filename()
        kind = part.get_content_type()
        if name or part.get_content_disposition() == "attachment" or kind not in ("text/plain", "text/html"):
            attached += [" ".join(name.split())] if name and part.get_content_maintype() != "image" else []
        elif kind == "text/html":
            rich.append(text_of_fragment(_XML_DECLARATION.sub("", text_of(part))))
        else:
            plain.append(_QUOTED.sub("", text_of(part)))
    text = "\n".join(filter(str.strip, rich)) or "\n".join(filter(str.strip, plain))
    if not text.strip():
        names = ", ".join(attached[:3])
        raise ReadingError(
            f"is {_FORM} without text but for what is attached ({names}); save that"
            if names
            else f"is {_FORM} without text; remove it"
        )
    return text, attached


def _facts(message: Message, *, forwarded: bool) -> Iterator[Evidence]:
    """Outlet and date, where the mail is the outlet's own."""
    moment = date_of(message)
    if forwarded:
        if moment:
            yield Evidence("published", moment, "metadata", used=False, note="says when the mail was forwarded")
        return
    outlet = _outlet(message)
    if outlet:
        yield Evidence("outlet", outlet, "metadata", note="sender of the mail")
    if moment:
        yield Evidence("published", moment, "metadata", note="mail Date")


def _outlet(message: Message) -> str | None:
    """The outlet that sent a mail, None where the sender is not surely one."""
    name, address = parseaddr(header(message, "From"))
    if name and is_outlet_name(name):
        return name
    listed = _LIST.search(header(message, "List-Id"))
    for host in (address.rpartition("@")[2], listed[1] if listed else ""):
        known = known_by_domain(host.lower()) if host else None
        if known:
            return known.name
    return None


def _attachments(names: list[str]) -> Iterator[Evidence]:
    if names:
        yield Evidence("text", ", ".join(names[:5]), "mail", used=False, note="attached to the mail and not read")


READER = Reader("mail", 2, looks_like_mail, read_mail)
BOX_READER = Reader("mailbox", 2, looks_like_mailbox, read_mailbox)
