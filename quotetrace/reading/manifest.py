"""A manifest: a CSV table in which the user states outlet, date, address, title or author of files; it overrides all.

Columns ``path,outlet,published,url,title,author`` in any order, only `path` required; empty cells state nothing. A path
counts from the manifest's own folder; a record in a container is ``articles.jsonl#12``.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from quotetrace.errors import ReadingError
from quotetrace.model import Evidence, Failure
from quotetrace.reading.article import input_of
from quotetrace.reading.dates import parse_date
from quotetrace.reading.decoding import decode

COLUMNS = ("path", "outlet", "published", "url", "title", "author")
_KIND = "manifest"


@dataclass(frozen=True, slots=True)
class Row:
    """What one row states, by column; line is its number in the file, counted from 1."""

    line: int
    cells: Mapping[str, str]

    def evidence(self) -> tuple[Evidence, ...]:
        """The stated facts as evidence of kind ``manifest``; the title, which is looked for in the text, is apart."""
        facts = ("outlet", "published", "url", "author")
        return tuple(Evidence(name, self.cells[name], _KIND) for name in facts if self.cells.get(name))

    def title(self) -> Evidence | None:
        """The stated title, if there is one, as evidence of a headline."""
        return Evidence("headline", self.cells["title"], _KIND) if self.cells.get("title") else None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows of a manifest by source; failures are the rows that could not be used."""

    path: Path | None = None
    rows: Mapping[str, Row] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()

    def row(self, source: str) -> Row | None:
        """The row for a source as documents name it (an absolute path, perhaps with ``#line``), or None."""
        return self.rows.get(source) or self.rows.get(os.path.realpath(source)) if self.rows else None


def load_manifest(path: Path | None) -> Manifest:
    """The manifest at `path`, an empty one for None. ReadingError where the file is no such table at all; a row with
    an unknown date or a file that does not exist becomes one of the failures."""
    if path is None:
        return Manifest()
    path = Path(os.path.abspath(path))  # noqa: PTH100  (as in walking: sources keep the names people gave)
    table = csv.DictReader(io.StringIO(_text(path), newline=""), strict=True)
    rows: dict[str, Row] = {}
    failures: list[Failure] = []
    try:
        if "path" not in (table.fieldnames or ()):
            raise ReadingError(
                f"the manifest {path} has no column named path; its first line must be {','.join(COLUMNS)}"
            )
        for cells in table:
            row = Row(table.line_num, {name: (cells.get(name) or "").strip() for name in COLUMNS})
            problem = _problem(path, row)
            if problem:
                failures.append(Failure(f"{path}:{row.line}", problem))
            rows.update((source, _usable(row)) for source in _sources(path, row))
    except csv.Error as error:
        raise ReadingError(
            f"the manifest {path} is no CSV table ({error}, line {table.line_num}); correct it"
        ) from None
    return Manifest(path, rows, tuple(failures))


def _text(path: Path) -> str:
    try:
        return decode(input_of(path, path.name).data())
    except OSError as error:
        raise ReadingError(
            f"the manifest {path} cannot be read ({(error.strerror or '').lower()}); check the path"
        ) from None
    except ReadingError as error:
        raise ReadingError(f"the manifest {path} {error}") from None


def _problem(path: Path, row: Row) -> str | None:
    if not row.cells["path"]:
        return "the row names no path; give one or remove the row"
    if not os.path.exists(_on_disk(path, row)):  # noqa: PTH110  (Path.exists raises for a name that is too long)
        named = " ".join(row.cells["path"].split())
        return f"names {named}, which does not exist beside the manifest; correct or remove the row"
    if row.cells["published"] and parse_date(row.cells["published"]) is None:
        return (
            f"its date {row.cells['published']!r} is not understood; write it as 2022-01-10 or 2022-01-10T18:48+01:00"
        )
    return None


def _usable(row: Row) -> Row:
    """The row without a date that nobody understands."""
    if row.cells["published"] and parse_date(row.cells["published"]) is None:
        return Row(row.line, {**row.cells, "published": ""})
    return row


def _on_disk(path: Path, row: Row) -> Path:
    """The file that a row names, without the record's ``#12``."""
    whole = path.parent / row.cells["path"]
    container, mark, _ = row.cells["path"].rpartition("#")
    return whole if os.path.exists(whole) or not mark else path.parent / container  # noqa: PTH110


def _sources(path: Path, row: Row) -> Iterator[str]:
    if row.cells["path"] and "\0" not in row.cells["path"]:  # no system has a file of such a name, nor looks for one
        given = os.path.abspath(path.parent / row.cells["path"])  # noqa: PTH100
        yield from {given, os.path.realpath(given)}
