"""The form of the tables of traps: one small invented input, and what a careful person says of each document in it.

Every expectation was written down before the rules were run on it. What nothing says is None, for unknown beats a
guess. The clock of every case stands at 1 July 2024.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from quotetrace.model import Document, Failure, ZoneKind
from quotetrace.moments import Moment
from quotetrace.reading import read

TODAY = date(2024, 7, 1)

FERRY = (
    "The ferry to Hollin will sail again from spring, the harbour board of Brevik decided after a winter of dispute.",
    "“We were never an island by choice,” said Olaf Steen, who has been its captain for nineteen years.",
    "The board will pay for the engine, and the village for the diesel, its chair Ida Brandt told the meeting.",
)
STORY = "\n\n".join(FERRY)
TITLE = "Hollin gets its ferry back"
BEGINS = "The ferry to Hollin will sail again"

# What a fact is and the kind of evidence that is believed for it: ("Brevik Post", "masthead")
Seen = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What a careful person says of one document.

    published, modified: ISO 8601, no more precise than the source states. begins: the first words of the body, which
    is the text without headline, dateline, byline, captions and site chrome. holds, lacks: what the body has and has
    not. url: compared where it is given.
    """

    outlet: Seen | None = None
    published: Seen | None = None
    headline: str | None = TITLE
    begins: str = BEGINS
    holds: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    modified: str | None = None
    url: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that is no article; words: what its failure says."""

    words: str


@dataclass(frozen=True, slots=True)
class Trap:
    """Files below one folder by their path, and what is said of each document found there, in order.

    manifest: the CSV that goes with them; outlet: the outlet that the user names for all of them.
    """

    files: Mapping[str, str | bytes]
    said: tuple[Said | Refused, ...]
    manifest: str | None = None
    outlet: str | None = None


def trap(
    name: str,
    files: str | bytes | Mapping[str, str | bytes],
    *said: Said | Refused,
    file: str = "story.txt",
    manifest: str | None = None,
    outlet: str | None = None,
    fails: str | None = None,
) -> Any:
    """A row of a table. files: one file's content, or several by path; fails: the sentence of a known failure."""
    given = {file: files} if isinstance(files, str | bytes) else files
    marks = [pytest.mark.xfail(strict=True, reason=fails)] if fails else []
    return pytest.param(Trap(given, said, manifest, outlet), id=name, marks=marks)


def read_trap(folder: Path, one: Trap) -> list[Document | Failure]:
    """Writes the files below `folder` and reads the folder."""
    below = folder / "in"
    for name, content in one.files.items():
        path = below / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    manifest = None
    if one.manifest is not None:
        manifest = below / "manifest.csv"
        manifest.write_text(one.manifest)
    return list(read([below], outlet=one.outlet, manifest=manifest, today=TODAY))


def check(folder: Path, one: Trap) -> list[Document]:
    """Compares what is read with what is said of it; the documents, for what else a test compares."""
    found = read_trap(folder, one)
    assert len(found) == len(one.said), found
    documents = []
    for document, said in zip(found, one.said, strict=True):
        if isinstance(said, Refused):
            assert isinstance(document, Failure), document
            assert said.words in document.reason
            continue
        assert isinstance(document, Document), document
        assert facts(document) == (said.outlet, said.published, said.headline, said.modified)
        if said.published is not None:
            expected = Moment.parse(said.published[0])
            assert document.published is not None
            assert (document.published.start, document.published.end) == (expected.start, expected.end)
        prose = body(document)
        assert prose.startswith(said.begins), prose[:200]
        assert [words for words in said.holds if words not in prose] == []
        assert [words for words in said.lacks if words in prose] == []
        assert said.url in (None, document.url)
        assert said.label in (None, document.label)
        documents.append(document)
    return documents


def facts(document: Document) -> tuple[Seen | None, Seen | None, str | None, str | None]:
    """Outlet and time of publication with the kind of evidence believed, headline, time of the last change."""
    published = None if document.published is None else (str(document.published), _kind(document, "published"))
    outlet = None if document.outlet is None else (document.outlet, _kind(document, "outlet"))
    return outlet, published, document.headline, None if document.modified is None else str(document.modified)


def body(document: Document) -> str:
    """The running prose: the text without its zones, subheads kept."""
    text = document.text
    for zone in sorted(document.zones, key=lambda one: one.start, reverse=True):
        if zone.kind is not ZoneKind.SUBHEAD:
            text = text[: zone.start] + text[zone.end :]
    return text.lstrip(" \t\r\n\f-–—_.:|\u2028\u200f\u200e").rstrip()


def _kind(document: Document, field: str) -> str:
    used = [one.kind for one in document.evidence if one.field == field and one.used]
    return used[0] if used else ""
