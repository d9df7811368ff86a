"""Articles from files: `read` finds them, tells their form, and yields documents, or failures for what is none."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from quotetrace.errors import ReadingError, UsageError
from quotetrace.model import Document, Failure
from quotetrace.press import each_using, load_outlets
from quotetrace.reading.article import PIPE, Input, input_of, standard_input
from quotetrace.reading.assembly import document_id
from quotetrace.reading.forms import ONE_ARTICLE, is_whole, reader_for
from quotetrace.reading.forms.fields import NAMES
from quotetrace.reading.limits import limited
from quotetrace.reading.manifest import load_manifest
from quotetrace.reading.orders import with_orders
from quotetrace.reading.packed import unpacked
from quotetrace.reading.sniffing import refuse_what_is_no_article
from quotetrace.reading.unread import Made, Result, Unread, at_hand, make, unreadable
from quotetrace.reading.walking import Found, walk
from quotetrace.seen import Seen
from quotetrace.written import written

__all__ = ["Inputs", "Made", "Result", "Unread", "at_hand", "document_id", "make", "read"]


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
    adds to the shipped one (see `press`). said: the outlet that somebody gave a source before (its path, a record's
    with ``#line``), where this run says nothing of it. today: the day of the run, by the clock if None; a later day of
    publication than the next is refused. Raises at once, before the first document: UsageError for an unknown field
    name or an outlet that is no text, ReadingError for a manifest or a table of outlets that is none.
    """
    table = load_outlets(outlets)
    inputs = Inputs(paths, outlet=outlet, fields=fields, manifest=manifest, said=said, today=today)
    return each_using(table, _documents(inputs))


def _documents(inputs: Inputs) -> Iterator[Document | Failure]:
    for one in inputs:
        yield from inputs.finish(one if isinstance(one, Failure) else make(one))


class Inputs:
    """The inputs below some paths, found one after the other, and the documents that become of them.

    In between, each may be made (`unread.make`) wherever there is time for it. Settings as in `read`; raises as it does
    but for the table of outlets, which whoever makes the documents has to use.
    """

    def __init__(
        self,
        paths: Iterable[str | Path],
        *,
        outlet: str | None = None,
        fields: Mapping[str, str] | None = None,
        manifest: Path | None = None,
        said: Callable[[str], str | None] | None = None,
        today: date | None = None,
    ) -> None:
        self._paths = paths
        if outlet is not None and outlet != written(outlet):
            raise UsageError(f"the outlet {written(outlet)} is no text in UTF-8: write it in UTF-8")
        self._outlet = outlet
        self._said = said or _nothing_said
        self._fields = dict(fields or {})
        unknown = sorted(set(self._fields) - set(NAMES))
        if unknown:
            raise UsageError(f"no such field: {unknown[0]}; choose from {', '.join(NAMES)}")
        self._today = today or datetime.now(UTC).date()
        self._manifest = load_manifest(manifest)
        self._labels = Seen()

    def __iter__(self) -> Iterator[Unread | Failure]:
        """Each input in order; one out of an archive can be opened until the next is asked for."""
        yield from self._manifest.failures
        for found in walk(self._paths):
            if isinstance(found, Failure):
                yield found
            elif found.path != self._manifest.path:
                yield from self._file(found)

    def finish(self, results: Failure | Iterable[Result]) -> Iterator[Document | Failure]:
        """The documents of what was made of an input; in the order of the inputs, as labels are told apart by it."""
        for one in [results] if isinstance(results, Failure) else results:
            if isinstance(one, Unread):
                yield from self.finish(make(self._told(one)))
            else:
                yield one if isinstance(one, Failure) else self._labelled(one)

    def _file(self, found: Found) -> Iterator[Unread | Failure]:
        """The inputs in one file; a fault ends this file and no other."""
        try:
            with self._opened(found) as whole:
                for item in unpacked(whole, keep=is_whole):
                    if isinstance(item, Failure):
                        yield item
                    else:
                        yield from self._inputs(item)
        except ReadingError as error:
            yield Failure(written(str(found.path)), str(error))
        except OSError as error:
            yield unreadable(found.path, error)

    def _opened(self, found: Found) -> AbstractContextManager[Input]:
        if found.path != PIPE:
            return nullcontext(input_of(found.path, found.label, fields=self._fields))
        if sys.stdin.isatty():
            raise ReadingError("is standard input, and nothing is piped into it; give a file, or pipe one in")
        return standard_input(sys.stdin.buffer, fields=self._fields)

    def _inputs(self, item: Input) -> Iterator[Unread | Failure]:
        """The inputs in one file on disk or in an archive; a fault in an archive's file ends that and no other."""
        try:
            refuse_what_is_no_article(item)
            reader = reader_for(item)
            if reader in ONE_ARTICLE:
                yield self._told(Unread(item, reader.name, None, None, None, self._today))
                return
            for article in with_orders(limited(reader.read(item)), lambda: limited(reader.read(item))):
                if isinstance(article, Failure):
                    yield article
                else:
                    yield self._told(Unread(item, reader.name, article, None, None, self._today))
        except ReadingError as error:
            yield Failure(item.source, str(error))

    def _told(self, one: Unread) -> Unread:
        """The input with what the manifest and the run say of it."""
        row = self._manifest.row(one.source)
        outlet = self._outlet if self._outlet is not None or row is not None else self._said(one.source)
        return replace(one, row=row, outlet=outlet)

    def _labelled(self, made: Made) -> Document:
        """The document with a label unlike all before it: the record's own name, else the file's with its line."""
        label, line = made.document.label, made.place.removeprefix("#")
        if label in self._labels and line:
            label = f"{label}:{line}"
        unique, number = label, 2
        while unique in self._labels:
            unique, number = f"{label}:{number}", number + 1
        self._labels.add(unique)
        return made.document if unique == made.document.label else replace(made.document, label=unique)


def _nothing_said(source: str) -> str | None:
    return None
