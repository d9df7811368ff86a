"""What can be exported: the subjects of a store, each as flat rows with stable columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

from quotetrace.errors import UsageError
from quotetrace.model import Kind
from quotetrace.rendering import rows
from quotetrace.rendering.dictionary import dictionary_rows

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
    DICTIONARY = "dictionary"


# Of what is filtered, by which quotations pass: quotations themselves, and utterances by any of theirs
_FILTERED: dict[Subject, Callable[..., Iterator[rows.Row]]] = {
    Subject.QUOTES: lambda store, **only: map(rows.quotation_row, store.quotes(**only)),
    Subject.UTTERANCES: lambda store, **only: map(rows.utterance_row, store.traces(all=True, **only)),
    Subject.FIRSTS: lambda store, **only: chain.from_iterable(map(rows.first_rows, store.traces(**only))),
    Subject.DRIFT: lambda store, **only: chain.from_iterable(map(rows.drift_rows, store.traces(**only))),
    Subject.LINEAGE: lambda store, **only: chain.from_iterable(map(rows.lineage_rows, store.traces(**only))),
}
_WHOLE: dict[Subject, Callable[..., Iterator[rows.Row]]] = {
    Subject.SPEAKERS: lambda store: map(rows.speaker_row, store.speakers()),
    Subject.OUTLETS: lambda store: map(rows.outlet_row, store.outlets()),
    Subject.DOCUMENTS: lambda store: map(rows.document_row, store.documents()),
    Subject.DICTIONARY: lambda _: dictionary_rows(),
}


def subject_called(name: str) -> Subject:
    """The subject of a name. UsageError where there is none."""
    try:
        return Subject(name)
    except ValueError:
        raise UsageError(f"no table is called {name!r}: choose {', '.join(Subject)}") from None


def records(
    store: Store | None,
    subject: Subject | str,
    *,
    speaker: str | None = None,
    outlet: str | None = None,
    kind: Kind | str | None = None,
    since: str | None = None,
    until: str | None = None,
    search: str | None = None,
    utterance: int | None = None,
) -> Iterator[rows.Row]:
    """The rows that ``export SUBJECT`` writes, one after the other, as ``pandas.DataFrame`` takes them.

    subject: *quotes*, *utterances*, *speakers*, *outlets* or *documents*; *firsts*, *drift* or *lineage* of the
    utterances that two or more documents report; *dictionary*, what all these columns mean, which needs no store.
    Every row has all columns of its subject, in the same order; a value is a text, a number, a truth value, a list of
    texts or None, times are ISO 8601.

    The filters are those of `Store.quotes`; an utterance passes with any one of its quotations, and is told whole.
    UsageError for any other subject, and for a filter on one that is not about quotations.
    """
    wanted = subject_called(subject)
    filters = {
        "speaker": speaker,
        "outlet": outlet,
        "kind": kind,
        "since": since,
        "until": until,
        "search": search,
        "utterance": utterance,
    }
    given = {name: value for name, value in filters.items() if value is not None}
    if wanted in _FILTERED:
        return _FILTERED[wanted](store, **given)
    if given:
        chosen = f"filters choose quotations, as in {', '.join(_FILTERED)}"
        raise UsageError(f"{wanted} cannot be filtered by {', '.join(given)}: {chosen}")
    return _WHOLE[wanted](store)
