"""Articles from files: `read` finds them, tells their form, and yields documents, or failures for what is none."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from quotetrace.errors import ReadingError, UsageError
from quotetrace.model import Document, Failure
from quotetrace.press import each_using, load_outlets
from quotetrace.reading.article import PIPE, Article, Input, input_of, standard_input
from quotetrace.reading.assembly import assemble, document_id
from quotetrace.reading.forms import is_whole, reader_for
from quotetrace.reading.forms.fields import NAMES
from quotetrace.reading.manifest import Manifest, load_manifest
from quotetrace.reading.orders import with_orders
from quotetrace.reading.packed import unpacked
from quotetrace.reading.sniffing import refuse_what_is_no_article
from quotetrace.reading.walking import Found, walk

__all__ = ["document_id", "read"]


@dataclass(frozen=True, slots=True)
class _Run:
    """What holds for all files of one run: see `read`."""

    outlet: str | None
    said: Callable[[str], str | None]
    fields: Mapping[str, str]
    manifest: Manifest
    today: date


def read(
    paths: Iterable[str | Path],
    *,
    outlet: str | None = None,
    fields: Mapping[str, str] | None = None,
    manifest: Path | None = None,
    outlets: str | Path | None = None,
    said: Callable[[str], str | None] | None = None,
    today: date | None = None,
) -> Iterator[Document | Failure]:
    """Every article below `paths`, in a stable order; each input that cannot be read is one Failure and no more.

    outlet: the outlet of all of them, unless the manifest says otherwise. fields: our names of a record's fields to
    theirs (``{"text": "body"}``). manifest: a CSV that states what the files do not. outlets: a table of outlets that
    adds to the shipped one (see `press`). said: the outlet that somebody
    gave a source before (its path, a record's with ``#line``), where this run says nothing of it. today: the day of
    the run, by the clock if None; a later day of publication than the next is refused. Raises at once, before the
    first document: UsageError for an unknown field name, ReadingError for a manifest or a table of outlets that
    is none.
    """
    names = dict(fields or {})
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        raise UsageError(f"no such field: {unknown[0]}; choose from {', '.join(NAMES)}")
    day = today or datetime.now(UTC).date()
    table = load_outlets(outlets)
    run = _Run(outlet, said or _nothing_said, names, load_manifest(manifest), day)
    return each_using(table, _documents(paths, run))


def _documents(paths: Iterable[str | Path], run: _Run) -> Iterator[Document | Failure]:
    yield from run.manifest.failures
    labels: set[str] = set()
    for found in walk(paths):
        if isinstance(found, Failure):
            yield found
        elif found.path != run.manifest.path:
            yield from _file(found, run, labels)


def _file(found: Found, run: _Run, labels: set[str]) -> Iterator[Document | Failure]:
    """The documents of one file; a fault ends this file and no other."""
    try:
        with _opened(found, run) as whole:
            for item in unpacked(whole, keep=is_whole):
                if isinstance(item, Failure):
                    yield item
                else:
                    yield from _articles(item, run, labels)
    except ReadingError as error:
        yield Failure(str(found.path), str(error))
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        yield Failure(str(found.path), f"cannot be read ({reason}); check its permissions")


def _opened(found: Found, run: _Run) -> AbstractContextManager[Input]:
    if found.path != PIPE:
        return nullcontext(input_of(found.path, found.label, fields=run.fields))
    if sys.stdin.isatty():
        raise ReadingError("is standard input, and nothing is piped into it; give a file, or pipe one in")
    return standard_input(sys.stdin.buffer, fields=run.fields)


def _articles(item: Input, run: _Run, labels: set[str]) -> Iterator[Document | Failure]:
    """The documents of one file on disk or in an archive; a fault in an archive's file ends that file and no other."""
    try:
        refuse_what_is_no_article(item)
        reader = reader_for(item)
        for article in with_orders(reader.read(item), lambda: reader.read(item)):
            if isinstance(article, Failure):
                yield article
                continue
            source = f"{item.source}{article.place}"
            row = run.manifest.row(source)
            outlet = run.outlet if run.outlet is not None or row is not None else run.said(source)
            label = _label(item, article, labels)
            yield assemble(article, item, reader, label=label, row=row, outlet=outlet, today=run.today)
    except ReadingError as error:
        yield Failure(item.source, str(error))


def _nothing_said(source: str) -> str | None:
    return None


def _label(item: Input, article: Article, taken: set[str]) -> str:
    """The document's label, unlike all before it: the record's own name, else the file's with the record's line."""
    line = article.place.removeprefix("#")
    label = article.name or (f"{item.label}:{line}" if line else item.label)
    if label in taken and line:
        label = f"{label}:{line}"
    unique, number = label, 2
    while unique in taken:
        unique, number = f"{label}:{number}", number + 1
    taken.add(unique)
    return unique
