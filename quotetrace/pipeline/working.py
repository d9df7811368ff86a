"""Processes that make documents of inputs and extract their quotations, while this one finds inputs and writes.

A worker is a fresh Python on every system (no fork: an open database and threads do not survive one). It is sent a few
inputs at a time through a pipe of its own and sends back what became of them, and it ends when that pipe does: with
this process, however that ends. Interrupts are this process's to answer, so workers take no notice of them.
"""

from __future__ import annotations

import signal
import threading
import traceback
from collections import deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.util import Finalize
from queue import SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING

from quotetrace.errors import WorkerError
from quotetrace.model import Document, Extraction, Failure, GivenQuotation
from quotetrace.pipeline.admission import is_english, is_storable
from quotetrace.pipeline.stages import extract_as_shipped, extract_given_as_shipped
from quotetrace.press import Outlets, using
from quotetrace.store import fingerprint

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from quotetrace.reading import Result, Unread

# Inputs sent at a time: some tenths of a second of work, so that sending them costs little beside it.
TOGETHER = 16
# Such parcels for each worker that are on the way: two batches for two workers, so that none waits for the writer.
_AHEAD = 4
_SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM})


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for all work of a run.

    extracting: whether documents are extracted as well. quoted: the quotations that somebody else extracted, by label.
    """

    table: Outlets | None
    extracting: bool = True
    model: str | None = None
    indirect: bool = False
    quoted: Mapping[str, Sequence[GivenQuotation]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    """One input to work on: found, failed, or made already.

    known: the fingerprint of what the store has of its source. Where it is that, extraction would be in vain.
    """

    source: str
    input: Unread | Failure | Sequence[Result]
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of an input, or of one article of several in it.

    extraction: of the document as it was made, if it was extracted. given: the label by which quotations that somebody
    else extracted were found for it, None where there are none. outside: whether some of these lie outside its text.
    """

    result: Result | Failure
    extraction: Extraction | None = None
    given: str | None = None
    outside: bool = False


def work(tasks: Sequence[Task], settings: Settings) -> list[Finished]:
    """Make the documents of some inputs, and extract what the store does not have as it is."""
    from quotetrace.reading import Made

    with using(settings.table):
        results = [(task, one) for task in tasks for one in made(task)]
        wanted = [
            one.document
            for task, one in results
            if settings.extracting and isinstance(one, Made)
            if is_storable(one.document) and _is_wanted(one.document, task.known, settings.quoted)
        ]
        own = [one for one in wanted if one.label not in settings.quoted]
        extracted = extract_as_shipped(own, model=settings.model, indirect=settings.indirect) if own else iter(())
        done = {id(document): Finished(Made(document, ""), one) for document, one in zip(own, extracted, strict=True)}
        for document in wanted:
            if document.label in settings.quoted:
                one, outside = extract_given_as_shipped(document, settings.quoted[document.label])
                done[id(document)] = Finished(Made(document, ""), one, document.label, bool(outside))
    return [_finished(one, done) for _, one in results]


def made(task: Task) -> Sequence[Result]:
    from quotetrace.reading import Unread, make

    if isinstance(task.input, Failure):
        return [task.input]
    return make(task.input) if isinstance(task.input, Unread) else task.input


def _is_wanted(document: Document, known: str | None, quoted: Container[str]) -> bool:
    new = document.label in quoted or fingerprint(document) != known
    return new and is_english(document)


def _finished(result: Result, done: Mapping[int, Finished]) -> Finished:
    from quotetrace.reading import Made

    extracted = done.get(id(result.document)) if isinstance(result, Made) else None
    if extracted is None:
        return Finished(result)
    return Finished(result, extracted.extraction, extracted.given, extracted.outside)


class Workers:
    """Some workers; a context manager, after which none is left."""

    def __init__(self, number: int, settings: Settings) -> None:
        self._number = number
        self._parcels: SimpleQueue[tuple[Sequence[Task], Future[list[Finished]]] | None] = SimpleQueue()
        self._processes: list[SpawnProcess] = []
        # whoever leaves without an end, by an error before the block: Python would wait for workers that wait for it
        self._at_exit = Finalize(None, _kill, args=(self._processes,), exitpriority=10)
        context = get_context("spawn")
        with _held_signals():
            for _ in range(number):
                ours, theirs = context.Pipe()
                process = context.Process(target=serve, args=(theirs,), name="quotetrace worker")
                process.start()
                theirs.close()
                self._processes.append(process)
                threading.Thread(target=self._attend, args=(ours, settings), daemon=True).start()

    def each(self, tasks: Iterable[Task]) -> Iterator[Finished]:
        """What becomes of the tasks, in their order; a few parcels of them are on the way at a time.

        WorkerError where a worker ended before its work was done; whatever a worker raises is raised here.
        """
        waiting: deque[Future[list[Finished]]] = deque()
        for parcel in _parcels(tasks):
            promise: Future[list[Finished]] = Future()
            self._parcels.put((parcel, promise))
            waiting.append(promise)
            if len(waiting) >= self._number * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._at_exit()
        for process in self._processes:
            process.close()
            self._parcels.put(None)

    def _attend(self, link: Connection, settings: Settings) -> None:
        """Send one worker a parcel after the other, until there is none; in a thread of its own."""
        with link:
            lost = not _sent(link, settings)
            while (parcel := self._parcels.get()) is not None:
                tasks, promise = parcel
                answer: list[Finished] | BaseException = _lost(tasks)
                try:
                    if not lost:
                        link.send(tasks)
                        answer = link.recv()
                except (EOFError, OSError):
                    lost = True
                except Exception as error:
                    answer = error
                if isinstance(answer, BaseException):
                    promise.set_exception(answer)
                else:
                    promise.set_result(answer)


def serve(link: Connection) -> None:
    """The life of a worker: its settings come first, then tasks, until the other end is closed."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    try:
        settings = link.recv()
        while True:
            tasks = link.recv()
            try:
                answer: list[Finished] | Exception = work(tasks, settings)
            except Exception as error:
                error.add_note(f"in a worker:\n{traceback.format_exc()}")
                answer = error
            link.send(answer)
    except (EOFError, OSError):
        return


def _kill(processes: Sequence[SpawnProcess]) -> None:
    for process in processes:
        process.kill()
    for process in processes:
        process.join()


@contextmanager
def _held_signals() -> Iterator[None]:
    """Interrupts wait meanwhile; a process that is started here is not hit by them before it ignores them itself."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _sent(link: Connection, settings: Settings) -> bool:
    try:
        link.send(settings)
    except OSError:
        return False
    return True


def _parcels(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    parcel: list[Task] = []
    for task in tasks:
        parcel.append(task)
        if len(parcel) == TOGETHER:
            yield parcel
            parcel = []
    if parcel:
        yield parcel


def _lost(tasks: Sequence[Task]) -> WorkerError:
    others = f" or one of the {len(tasks) - 1} after it" if len(tasks) > 1 else ""
    return WorkerError(
        f"a worker process was killed, perhaps for want of memory, at {tasks[0].source}{others}: what is stored stays; "
        "run the same command again, with fewer --jobs if memory is short"
    )
