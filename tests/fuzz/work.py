"""Work counted in lines of Python, the same on every machine and at any load: whether it grows with the text or faster.

What runs inside a library is not counted: regular expressions, C, what a parser does.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

# Twice the text is twice the work where it is linear, four times where it is quadratic.
LINEAR = 2.5


def steps(call: Callable[[], object]) -> int:
    """How many lines of Python a call runs."""
    count = 0

    def trace(_frame: FrameType, _event: str, _argument: object) -> object:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def assert_linear(work: Callable[[str], object], piece: str, times: int, *, first: str = "") -> None:
    """Twice as many pieces are at most `LINEAR` times the work. first: what the text begins with."""
    work(first + piece)  # what is done once is done
    once = steps(lambda: work(first + piece * times))
    assert steps(lambda: work(first + piece * (2 * times))) <= LINEAR * once
