"""Processes that make documents of inputs and extract their quotations, while this one finds inputs and writes.

A worker is sent a few inputs at a time through a pipe of its own and sends back what became of them, and it ends when
that pipe does: with this process, however that ends. Interrupts are this process's to answer, so workers take no notice
of them.

They come out of a fresh Python, as an open database and threads do not survive a fork: a nursery, which works on one
input, so that all that is needed is loaded, then forks them, and ends them. What takes a Python the better part of a
second is done once. Where a fork is not safe each worker is a fresh Python.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing import Pipe, get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from multiprocessing.util import Finalize
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING, TypeAlias

from quotetrace.errors import WorkerError
from quotetrace.pipeline.working import Finished, Settings, Task, work

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

# Inputs sent at a time: some hundredths of a second of work, so that sending them costs little beside it.
TOGETHER = 8
# Such parcels for each worker that are on the way: two batches for two workers, so that none waits for the writer.
_AHEAD = 8
# Of these, so many are sent: the one that a worker is at, and the next, so that none waits for a thread of the writer.
# While a parcel is sent that a pipe does not take at once, nothing else may be under way: the worker might wait for its
# answer to be taken. Linux takes 200 KB, others 8.
_SENT = 2 if sys.platform == "linux" else 1
_FITS = 64_000
_SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM})
# What is sent together, and the promise of what becomes of it
_Parcel: TypeAlias = tuple[Sequence[Task], Future[list[Finished]]]


class Workers:
    """Some workers, which load what they need from now on; a context manager, after which none is left."""

    def __init__(self, number: int, settings: Settings) -> None:
        self._number = number
        self._prepared = False
        self._parcels: SimpleQueue[_Parcel | None] = SimpleQueue()
        self._processes: list[SpawnProcess] = []
        nursery, told = Pipe()
        self._nursery = nursery if _may_fork(settings) else None
        # whoever leaves without an end, by an error before the block: Python would wait for workers that wait for it
        self._at_exit = Finalize(None, _end, args=(self._processes, self._nursery), exitpriority=10)
        links = [Pipe() for _ in range(number)]
        ends = [theirs for _, theirs in links]
        with _held_signals():
            if self._nursery is not None:
                self._start(nurse, told, ends, settings)
            else:
                for end in ends:
                    self._start(serve, end, settings)
        for end in (told, *ends):
            end.close()
        for ours, _ in links:
            threading.Thread(target=self._attend, args=(ours,), daemon=True).start()

    def prepare(self, first: Task) -> None:
        """Load what is needed by this input, which is among the tasks: the sooner it is known, the sooner there are
        workers. Only the first time that this is called does it count."""
        if self._nursery is not None and not self._prepared:
            with suppress(OSError):  # it has ended, and so have its workers
                self._nursery.send(first)
        self._prepared = True

    def each(self, tasks: Iterable[Task]) -> Iterator[Finished]:
        """What becomes of the tasks, in their order; a few parcels of them are on the way at a time, the first as soon
        as this is called.

        WorkerError where a worker ended before its work was done; whatever a worker raises is raised here.
        """
        promises = map(self._sent, parcels(tasks))
        return self._answers(deque(islice(promises, self._number * _AHEAD)), promises)

    def _sent(self, parcel: list[Task]) -> Future[list[Finished]]:
        self.prepare(parcel[0])
        promise: Future[list[Finished]] = Future()
        self._parcels.put((parcel, promise))
        return promise

    def _answers(
        self, waiting: deque[Future[list[Finished]]], others: Iterator[Future[list[Finished]]]
    ) -> Iterator[Finished]:
        while waiting:
            yield from waiting.popleft().result()
            waiting.extend(islice(others, 1))

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._at_exit()
        for process in self._processes:
            process.close()
        for _ in range(self._number):
            self._parcels.put(None)

    def _start(self, life: Callable[..., None], *words: object) -> None:
        process = get_context("spawn").Process(target=life, args=words, name="quotetrace worker")
        process.start()
        self._processes.append(process)

    def _attend(self, link: Connection) -> None:
        """Send one worker a parcel after the other, until there is none; in a thread of its own."""
        with link:
            _Attendant(link, self._parcels).run()


class _Attendant:
    """Keeps one worker busy, and hands on what it answers."""

    def __init__(self, link: Connection, waiting: SimpleQueue[_Parcel | None]) -> None:
        self._link = link
        self._waiting = waiting
        self._sent: deque[_Parcel] = deque()

    def run(self) -> None:
        """Until there is no parcel any more."""
        while True:
            if len(self._sent) == _SENT:
                self._receive()
            try:
                parcel = self._waiting.get(block=not self._sent)
            except Empty:
                self._receive()
                continue
            if parcel is None:
                return
            self._send(parcel)

    def _send(self, parcel: _Parcel) -> None:
        tasks, promise = parcel
        try:
            data = ForkingPickler.dumps(tasks)
        except Exception as error:
            promise.set_exception(error)
            return
        while self._sent and len(data) > _FITS:
            self._receive()
        with suppress(OSError):  # the worker has ended, as is seen when its answer is to be received
            self._link.send_bytes(data)
        self._sent.append(parcel)

    def _receive(self) -> None:
        """Hand on the answer to what was sent first."""
        tasks, promise = self._sent.popleft()
        try:
            answer = self._link.recv()
        except (EOFError, OSError):
            answer = _lost(tasks)
        except Exception as error:
            answer = error
        if isinstance(answer, BaseException):
            promise.set_exception(answer)
        else:
            promise.set_result(answer)


def parcels(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    """The tasks so many together."""
    parcel: list[Task] = []
    for task in tasks:
        parcel.append(task)
        if len(parcel) == TOGETHER:
            yield parcel
            parcel = []
    if parcel:
        yield parcel


def nurse(nursery: Connection, links: Sequence[Connection], settings: Settings) -> None:
    """The life of the nursery: it gets one input, then it has a worker for each link, until the other end is closed."""
    _wake_up()
    workers: list[int] = []
    with suppress(EOFError, OSError):  # OSError: it was closed before what was sent through it was taken
        first: Task = nursery.recv()
        with suppress(Exception):  # it comes again
            work([first], settings)
        gc.freeze()  # memory is shared as long as nobody looks for garbage in it
        nursery.send(None)
        for link in links:
            workers.append(_forked(nursery, link, links, settings))
        for link in links:
            link.close()
        nursery.recv()
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    for worker in workers:
        os.waitpid(worker, 0)
    os._exit(0)


def serve(link: Connection, settings: Settings) -> None:
    """The life of a worker: tasks, until the other end is closed."""
    _wake_up()
    with suppress(EOFError, OSError):
        while True:
            tasks = link.recv()
            try:
                answer: list[Finished] | Exception = work(tasks, settings)
            except Exception as error:
                error.add_note(f"in a worker:\n{traceback.format_exc()}")
                answer = error
            link.send(answer)


def _may_fork(settings: Settings) -> bool:
    """Whether workers may come out of a nursery: macOS has libraries that do not survive a fork, and so may a spaCy
    pipeline."""
    return sys.platform == "linux" and settings.model is None


def _forked(nursery: Connection, link: Connection, links: Sequence[Connection], settings: Settings) -> int:
    """The number of a process that serves one of the links, and knows of no other."""
    worker = os.fork()
    if worker:
        return worker
    try:
        for other in (nursery, *links):
            if other is not link:
                other.close()
        serve(link, settings)
    finally:
        os._exit(0)


def _end(processes: Sequence[SpawnProcess], nursery: Connection | None) -> None:
    """End all, whatever they are about: a nursery ends its workers itself as soon as it may have any."""
    ends_itself = nursery is not None and nursery.poll()
    if nursery is not None:
        nursery.close()
    for process in processes:
        if not ends_itself:
            process.kill()
        process.join()


def _wake_up() -> None:
    """Take no notice of interrupts, and import what the first input is going to need."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    from quotetrace import extraction, reading  # noqa: F401


@contextmanager
def _held_signals() -> Iterator[None]:
    """Interrupts wait meanwhile; a process that is started here is not hit by them before it ignores them itself."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Starting this lets interrupts through again, and the first process that is started starts it
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _lost(tasks: Sequence[Task]) -> WorkerError:
    others = f" or one of the {len(tasks) - 1} after it" if len(tasks) > 1 else ""
    return WorkerError(
        f"a worker process was killed, perhaps for want of memory, at {tasks[0].source}{others}: what is stored stays; "
        "run the same command again, with fewer --jobs if memory is short"
    )
