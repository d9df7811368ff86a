"""What can be exported: the subjects of a store, each as flat rows with stable columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

from quotetrace.errors import UsageError
from quotetrace.rendering import rows

if TYPE_CHECKING:
    from quotetrace.store import Store


class Subject(StrEnum):
    """A table of `export`."""

    QUOTES = "quotes"
    UTTERANCES = "utterances"
    FIRSTS = "firsts"
    DRIFT = "drift"
    LINEAGE = "lineage"
    SPEAKERS = "speakers"
    OUTLETS = "outlets"
    DOCUMENTS = "documents"


_ROWS: dict[Subject, Callable[[Store], Iterator[rows.Row]]] = {
    Subject.QUOTES: lambda store: map(rows.quotation_row, store.quotes()),
    Subject.UTTERANCES: lambda store: map(rows.utterance_row, store.traces(all=True)),
    Subject.FIRSTS: lambda store: chain.from_iterable(map(rows.first_rows, store.traces())),
    Subject.DRIFT: lambda store: chain.from_iterable(map(rows.drift_rows, store.traces())),
    Subject.LINEAGE: lambda store: chain.from_iterable(map(rows.lineage_rows, store.traces())),
    Subject.SPEAKERS: lambda store: map(rows.speaker_row, store.speakers()),
    Subject.OUTLETS: lambda store: map(rows.outlet_row, store.outlets()),
    Subject.DOCUMENTS: lambda store: map(rows.document_row, store.documents()),
}


def records(store: Store, subject: Subject | str) -> Iterator[rows.Row]:
    """The rows that ``export SUBJECT`` writes, one after the other, as ``pandas.DataFrame`` takes them.

    subject: *quotes*, *utterances*, *speakers*, *outlets* or *documents*; *firsts*, *drift* or *lineage* of the
    utterances that two or more documents report. Every row has all columns of its subject, in the same order; a value
    is a text, a number, a truth value, a list of texts or None, times are ISO 8601. UsageError for any other subject.
    """
    try:
        wanted = Subject(subject)
    except ValueError:
        raise UsageError(f"no table is called {str(subject)!r}: choose {', '.join(Subject)}") from None
    return _ROWS[wanted](store)
