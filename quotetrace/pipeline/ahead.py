"""Reading and extraction ahead of the writer, in other processes, where there is enough to do.

What is worth extracting is a guess there: whether a document is wanted depends on what is stored by the time it comes,
and only the writer knows. What was guessed wrongly is left, what is missing is extracted here, so that the store comes
out the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

from quotetrace.model import Document, Extraction, Failure, GivenQuotation
from quotetrace.pipeline.workers import Workers
from quotetrace.pipeline.working import Finished, Settings, Task, made
from quotetrace.press import using

if TYPE_CHECKING:
    from quotetrace.reading import Inputs

# Fewer new inputs are read here sooner than workers have started: that takes a second, and of ten milliseconds for an
# article two workers save four.
WORTH = 400
# Bytes of inputs that are held to see whether there are so many; more than this is work enough, new or not.
_HELD_BYTES = 16_000_000


class Ahead:
    """What was extracted ahead, until the writer asks for it."""

    def __init__(self, quoted: Mapping[str, Sequence[GivenQuotation]]) -> None:
        self._quoted = quoted
        # by the identity of the documents, which are held here, so that none is another's
        self._done: dict[int, tuple[Document, Finished]] = {}

    def add(self, document: Document, finished: Finished) -> None:
        """Keep what was extracted, unless the label under which it was is not the document's in the end."""
        given = document.label if document.label in self._quoted else None
        if finished.extraction is not None and finished.given == given:
            self._done[id(document)] = document, finished

    def take(self, document: Document) -> tuple[Extraction, bool] | None:
        """The extraction of a document, and whether quotations given for it lie outside it; None if there is none."""
        found = self._done.pop(id(document), None)
        if found is None or found[1].extraction is None:
            return None
        own = found[1].extraction
        return Extraction(document, own.quotations, own.entities), found[1].outside

    def extracted(
        self, documents: Sequence[Document], extract: Callable[[Iterable[Document]], Iterator[Extraction]]
    ) -> Iterator[Extraction]:
        """The extractions of the documents in their order: those made ahead, and what `extract` makes of the others."""
        done = [self.take(document) for document in documents]
        rest = extract([document for document, one in zip(documents, done, strict=True) if one is None])
        for one in done:
            yield one[0] if one is not None else next(rest)

    def clear(self) -> None:
        """Nobody asks any more for what is here."""
        self._done.clear()


@contextmanager
def read_ahead(
    inputs: Inputs, ahead: Ahead, settings: Settings, *, jobs: int, known: Callable[[str], str | None]
) -> Iterator[Iterator[Document | Failure]]:
    """The documents of the inputs in their order, made by `jobs` workers if there are enough to be worth it, here else.

    known: the fingerprint of what the store has of a source, so that it need not be extracted again. The workers come
    to life while the block does something else.
    """
    tasks = _tasks(inputs, known)
    with using(settings.table):
        first, are_enough = _first(tasks)
    if not are_enough:
        yield (one for task in first for one in inputs.finish(made(task)))
        return
    with Workers(jobs, settings, next((one for one in first if one.known is None), None)) as workers:
        yield _arriving(inputs, ahead, workers.each(chain(first, tasks)))


def _first(tasks: Iterator[Task]) -> tuple[list[Task], bool]:
    """So many tasks as tell whether there are enough to be worth workers, and whether there are."""
    first: list[Task] = []
    new = held = 0
    for task in tasks:
        first.append(task)
        new += task.known is None
        held += _size(task)
        if new >= WORTH or held >= _HELD_BYTES:
            return first, True
    return first, False


def _arriving(inputs: Inputs, ahead: Ahead, finished: Iterator[Finished]) -> Iterator[Document | Failure]:
    for each in finished:
        for one in inputs.finish([each.result]):
            if isinstance(one, Document):
                ahead.add(one, each)
            yield one


def _tasks(inputs: Inputs, known: Callable[[str], str | None]) -> Iterator[Task]:
    """A task for each input; one that cannot be sent about is made here."""
    from quotetrace.reading import at_hand, make

    for one in inputs:
        if isinstance(one, Failure):
            yield Task(one.source, one)
        else:
            yield Task(one.source, at_hand(one) or make(one), known(one.source))


def _size(task: Task) -> int:
    """About how many bytes a task holds."""
    from quotetrace.reading import Unread

    if not isinstance(task.input, Unread):
        return 0
    article = task.input.article
    return len(article.text) if article else min(task.input.item.size, 65_536)
