"""Ctrl-C and SIGTERM in the middle of a long run: the first ends it after the batch at hand, the second at once."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from quotetrace.model import MATCHING, Step

# As shells say it: 128 and the number of the signal
SIGNALLED = 128
_HINT = "Stopping after the batch at hand; once more stops at once.\n"


class Stopping:
    """Whether somebody wants the run to end, and how far it has come.

    As long as it reads, it ends after a batch. Matching is one piece: what is asked then is done at once, and matching
    begins anew the next time.
    """

    def __init__(self) -> None:
        self._number = 0
        self._step: Step | None = None
        self._read = 0

    def __call__(self) -> bool:
        """Whether to end after this batch."""
        return bool(self._number)

    def watch(self, step: Step) -> None:
        """Remember how far the run has come."""
        self._step = step
        if step.name != MATCHING:
            self._read = step.done

    @property
    def code(self) -> int:
        """What the command ends with."""
        return SIGNALLED + (self._number or signal.SIGINT)

    def told(self) -> str:
        """What it came to, in one line."""
        when = "while matching, after" if self._step is not None and self._step.name == MATCHING else "after"
        inputs = f"{self._read:,} {'input' if self._read == 1 else 'inputs'}"
        return f"interrupted {when} {inputs}; what is stored stays, and the same command goes on from there"

    def handle(self, number: int, frame: FrameType | None) -> None:
        """Note a signal; KeyboardInterrupt where it is to be obeyed at once."""
        again = bool(self._number)
        self._number = number
        if again or (self._step is not None and self._step.name == MATCHING):
            raise KeyboardInterrupt
        # a signal may come in the middle of writing to the same stream
        with suppress(RuntimeError, OSError, ValueError):
            if sys.stderr.isatty():
                sys.stderr.write(_HINT)


@contextmanager
def stopping() -> Iterator[Stopping]:
    """Signals are noted for as long as the block runs, where this is the thread that is told of them."""
    asked = Stopping()
    if threading.current_thread() is not threading.main_thread():
        yield asked
        return
    before = {number: signal.signal(number, asked.handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
