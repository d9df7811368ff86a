"""What reading yields: documents, their zones, and the evidence for what is believed of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quotetrace.moments import Moment


@dataclass(frozen=True, slots=True)
class Span:
    """Some characters of a document and where they stand: ``text == part[start:end]``."""

    start: int
    end: int
    text: str


class ZoneKind(StrEnum):
    """What a stretch of a document's text is when it is not the article's own running prose."""

    HEADLINE = "headline"
    DECK = "deck"
    SUBHEAD = "subhead"
    DATELINE = "dateline"
    BYLINE = "byline"
    CAPTION = "caption"
    RELATED = "related"
    CHROME = "chrome"


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch ``[start, end)`` of the text that is a headline, a caption, site chrome …; zones never overlap."""

    start: int
    end: int
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact about a document is believed.

    field: ``outlet``, ``published``, ``headline``, ``author``, ``url`` or ``language``; ``text`` where bytes were lost.
    value: what this piece of evidence says, ISO 8601 for a time.
    kind: where it was seen: metadata, masthead, slug, domain, dateline, byline, caption, text, file name, manifest …
    start, end: where in the text, or None where it does not stand there.
    used: False for evidence that was seen and overruled (a related story's date, a second outlet).
    """

    field: str
    value: str
    kind: str
    start: int | None = None
    end: int | None = None
    used: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read.

    id: ``sha256:`` and 24 hex digits of the text and the declared origin (DESIGN section 9).
    label: what people and the JSON call it (``doc``): a record's doc, id or url, else the path below the PATH given.
    source: absolute path, with ``#line`` for a record in a container.
    container: the path of the file that holds it as one record of several; None where the file is the document.
    text: kept exactly as decoded (for HTML: as extracted: headline, blank line, body).
    headline: None where there is none; headline_separate tells that it is a field of its own and not part of text.
    content_hash: sha256 of the bytes read (the file's, or the record's line), hex.
    published, modified: None where nothing says it. language: ISO 639-1, None where too short to tell.
    """

    id: str
    label: str
    source: str
    text: str
    headline: str | None = None
    headline_separate: bool = False
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published: Moment | None = None
    modified: Moment | None = None
    language: str | None = None
    zones: tuple[Zone, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    content_hash: str = ""
    reader: str = ""
    reader_version: int = 1
    container: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: its source, one line of reason, and what to do about it."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class CopyKeys:
    """What a store keeps of a document so that its copies are found without reading it again.

    page: the page its address names. body: a hash of its words, None where they are too few to tell. runs: hashes of
    its runs of words outside the marks, four bytes each.
    """

    page: str | None
    body: str | None
    runs: bytes
