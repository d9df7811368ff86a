"""So much work may one document cost, and no more: whoever is at it is interrupted, and the rest goes on.

Readers and extraction take time in proportion to the length of a text, and lengths have limits, so that no article
comes near; this is for what nobody thought of. Counted is the time of the processor, not of the clock: a computer that
sleeps or swaps fails no document.

In the main thread of a process, as workers have one too, a timer of the system interrupts, also inside a regular
expression. Where there is none (Windows, another thread), a thread of ours looks from time to time and does it; it has
to wait for the end of whatever is not Python. Both cost a few microseconds a document.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from quotetrace.errors import ReadingError

# Of the processor. An article takes hundredths of one, the longest that is read (20 MB) half of this.
SECONDS = 120.0
# After so many seconds more it is interrupted again, should a library have taken no notice.
_AGAIN = 0.5


class _OutOfTimeError(BaseException):
    """No Exception: libraries go on after those."""


@contextmanager
def bounded(seconds: float | None = None) -> Iterator[None]:
    """A block of work on one document, interrupted after so many seconds of the processor (`SECONDS` unless given).

    ReadingError then. Within another such block it has its own time, and the other's stands still.
    """
    allowed = SECONDS if seconds is None else seconds
    timer = _timer()
    late = False
    before = timer.start(allowed)
    try:
        try:
            yield
        finally:
            late = _stop(timer, before)
    except _OutOfTimeError:
        late = True
    if late:
        raise ReadingError(f"takes more than {allowed:g} seconds, as no article does; leave it out, or shorten it")


def _stop(timer: _Signals | _Looks, before: float) -> bool:
    """Stop a timer; whether it went off meanwhile."""
    late = False
    while True:
        try:
            timer.stop(before)
        except _OutOfTimeError:
            late = True
        else:
            return late


class _Signals:
    """The timer of the system."""

    def __init__(self) -> None:
        self._is_on = False

    def start(self, seconds: float) -> float:
        """Begin to count; what is left of the time that was counted before, 0 if there was none."""
        left, _ = signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
        self._is_on = True
        return left

    def stop(self, before: float) -> None:
        """Count on what was left before."""
        self._is_on = before > 0
        signal.setitimer(signal.ITIMER_PROF, before, _AGAIN if before > 0 else 0)

    def went_off(self, _number: int, _frame: FrameType | None) -> None:
        """The handler; a signal that comes late hits nobody."""
        if self._is_on:
            raise _OutOfTimeError


class _Looks:
    """A thread that looks whether the time of others is over; it lives as long as there are some."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ends: dict[int, float] = {}
        self._late: set[int] = set()
        self._lives = False

    def start(self, seconds: float) -> float:
        """As that of the system's timer."""
        now, me = time.process_time(), threading.get_ident()
        with self._lock:
            left = self._ends.get(me, now) - now
            self._ends[me] = now + seconds
            if not self._lives:
                self._lives = True
                threading.Thread(target=self._look, name="quotetrace deadline", daemon=True).start()
        return max(left, 0.0)

    def stop(self, before: float) -> None:
        """As that of the system's timer, but for a thread that was interrupted: it is so once more, here."""
        me = threading.get_ident()
        with self._lock:
            self._ends.pop(me, None)
            late = me in self._late
            self._late.discard(me)
            if before > 0 and not late:
                self._ends[me] = time.process_time() + before
        if late:
            # Whether the last one has come already cannot be told; and taken back, in Python 3.11, it would be looked
            # for by every thread for ever
            _interrupt(me)
            while True:
                time.sleep(0)

    def _look(self) -> None:
        idle = 0
        while idle < 20:
            time.sleep(_AGAIN / 5)
            with self._lock:
                now = time.process_time()
                for thread, end in self._ends.items():
                    if now > end:
                        self._late.add(thread)
                        _interrupt(thread)
                idle = 0 if self._ends else idle + 1
                self._lives = idle < 20


def _interrupt(thread: int) -> None:
    """Raise `_OutOfTimeError` in a thread as soon as it is at Python again, once however often this was called."""
    import ctypes  # here, not above: where there are signals nobody needs it

    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(_OutOfTimeError))


_SIGNALS, _LOOKS = _Signals(), _Looks()


def _timer() -> _Signals | _Looks:
    """The system's, unless it has none, this is no main thread, or somebody else uses its signal."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return _LOOKS
    handler = signal.getsignal(signal.SIGPROF)
    if handler is signal.SIG_DFL:
        signal.signal(signal.SIGPROF, _SIGNALS.went_off)
    elif getattr(handler, "__self__", None) is not _SIGNALS:
        return _LOOKS
    return _SIGNALS
