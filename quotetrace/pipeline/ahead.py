"""Reading and extraction ahead of the writer, in other processes, where there is enough to do.

What is worth extracting is a guess there: whether a document is wanted depends on what is stored by the time it comes,
and only the writer knows. What was guessed wrongly is left, what is missing is extracted here, so that the store comes
out the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from quotetrace.model import Document, Extraction, Failure, GivenQuotation
from quotetrace.pipeline.admission import Prints
from quotetrace.pipeline.workers import Workers
from quotetrace.pipeline.working import Finished, Settings, Task, made
from quotetrace.press import using
from quotetrace.store import Derived

if TYPE_CHECKING:
    from quotetrace.reading import Inputs

# What a document yields, for whoever takes it as it is and for the store
Done = TypeVar("Done", Extraction, Derived)

# Fewer new inputs are read here sooner than workers have started: that takes a second, and of ten milliseconds for an
# article two workers save four.
WORTH = 400
# About the size of an article's text with its fields, in bytes.
_ARTICLE_BYTES = 2_000
# Bytes of inputs that are held to see whether there are so many; more than this is work enough, new or not.
_HELD_BYTES = 16_000_000


class Ahead(Generic[Done]):
    """What was done ahead, until the writer asks for it.

    kind: what is kept of what a document yields. prints: the fingerprints that were found ahead.
    """

    def __init__(self, kind: type[Done], quoted: Mapping[str, Sequence[GivenQuotation]]) -> None:
        self.prints = Prints()
        self._kind: type[Done] = kind
        self._quoted = quoted
        # by the identity of the documents, which are held here, so that none is another's
        self._done: dict[int, tuple[Document, Done, bool]] = {}

    def add(self, document: Document, finished: Finished) -> None:
        """Keep what was done, unless the label under which it was is not the document's in the end."""
        from quotetrace.reading import Made

        same = isinstance(finished.result, Made) and finished.result.document is document
        if same and finished.known_print is not None:
            self.prints.keep(document, finished.known_print)
        given = document.label if document.label in self._quoted else None
        if isinstance(finished.done, self._kind) and finished.given == given:
            self._done[id(document)] = document, finished.done, finished.outside

    def take(self, document: Document) -> tuple[Done, bool] | None:
        """What a document yields, and whether quotations given for it lie outside it; None if it was not extracted."""
        found = self._done.pop(id(document), None)
        if found is None:
            return None
        _, done, outside = found
        return (done if done.document is document else replace(done, document=document)), outside

    def extracted(
        self, documents: Sequence[Document], extract: Callable[[Iterable[Document]], Iterator[Done]]
    ) -> Iterator[Done]:
        """What the documents yield, in their order: extracted ahead, or what `extract` makes of the others."""
        done = [self.take(document) for document in documents]
        rest = extract([document for document, one in zip(documents, done, strict=True) if one is None])
        for one in done:
            yield one[0] if one is not None else next(rest)

    def clear(self) -> None:
        """Nobody asks any more for what is here."""
        self._done.clear()
        self.prints.clear()


@contextmanager
def read_ahead(
    open_inputs: Callable[[], Inputs],
    ahead: Ahead[Done],
    settings: Settings,
    *,
    jobs: int,
    known: Callable[[str], str | None],
    promising: bool,
) -> Iterator[Iterator[Document | Failure]]:
    """The documents of the inputs in their order, made by `jobs` workers if there are enough to be worth it, here else.

    known: the fingerprint of what the store has of a source, so that it need not be extracted again. Workers come to
    life while the block does something else, or, where the inputs are `promising`, before these are looked at.
    """
    with ExitStack() as stack:
        workers = stack.enter_context(Workers(jobs, settings)) if promising else None
        inputs = open_inputs()
        tasks = _tasks(inputs, known)
        with using(settings.table):
            first, are_enough = _first(tasks, workers)
            if are_enough:
                workers = workers or stack.enter_context(Workers(jobs, settings))
                documents = _arriving(inputs, ahead, workers.each(chain(first, tasks)))
            else:
                stack.close()
                documents = (one for task in first for one in inputs.finish(made(task)))
        yield documents


def look_many(paths: Iterable[str | Path]) -> bool:
    """Whether new inputs at these paths look to be worth workers: a glance, where telling it takes all that reading
    imports."""
    size = 0
    for files, one in enumerate(chain.from_iterable(_sizes(Path(path)) for path in paths), start=1):
        size += one
        if files >= WORTH or size >= WORTH * _ARTICLE_BYTES:
            return True
    return False


def _sizes(path: Path) -> Iterator[int]:
    """The sizes of the files at a path; what cannot be looked at has none."""
    with suppress(OSError):
        if not path.is_dir():
            yield path.stat().st_size
            return
        with os.scandir(path) as entries:  # a million names are not listed to count some hundred
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from _sizes(Path(entry))
                else:
                    yield entry.stat().st_size


def _first(tasks: Iterator[Task], workers: Workers | None) -> tuple[list[Task], bool]:
    """So many tasks as tell whether there are enough to be worth workers, and whether there are. Workers that come to
    life already are prepared with the first."""
    first: list[Task] = []
    new = held = 0
    for task in tasks:
        if workers is not None and not first:
            workers.prepare(task)
        first.append(task)
        new += task.known is None
        held += _size(task)
        if new >= WORTH or held >= _HELD_BYTES:
            return first, True
    return first, False


def _arriving(inputs: Inputs, ahead: Ahead[Done], finished: Iterator[Finished]) -> Iterator[Document | Failure]:
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
