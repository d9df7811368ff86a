"""Work counted in lines of Python, the same on every machine and at any load: whether it grows with the text or faster.

What runs inside a library is not counted: regular expressions, C, what a parser does.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

# Twice the text is twice the work where it is linear, four times where it is quadratic.
LINEAR = 2.5
_ORDINARY = "“We row at night,” the skipper Vera Moss told the Echo on Monday. Café 漢 e\u0301 1998\n" * 40


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


def assert_linear(work: Callable[[str], object], piece: str, times: int) -> None:
    """Twice as many pieces are at most `LINEAR` times the work, at lengths from which on all of it is done at all."""
    work(_ORDINARY)  # what is loaded once is no work of the text; not by the text itself, which may be remembered
    once = steps(lambda: work(piece * times))
    assert steps(lambda: work(piece * (2 * times))) <= LINEAR * once


# Pieces of which nothing has an end where somebody looks for one.
ENDLESS = {
    "one word": "a",
    "blanks": " ",
    "capitals": "ABC",
    "names": "Vera Moss ",
    "cues": "said ",
    "commas": ", ",
    "digits": "1",
    "numbers": "1,000.5 ",
    "openers": "(“",
    "pairs": "“a b” ",
    "pairs with accents": "“e\u0301 b” ",
    "brackets": "[he] ",
    "ellipses": "…",
    "words between ellipses": "… a ",
    "hyphens": "a-",
    "apostrophes": "'",
    "lines": "a\n",
    "empty lines": "\n\n",
    "lines in capitals": "VERA MOSS\n",
    "bylines": "By Vera Moss\n",
    "days": "4 March 2024\n",
    "days in a row": "4 March 2024 ",
    "times": "10:30 ",
    "addresses": "http://a.example/b ",
    "captions": "Photo: Vera Moss\n",
    "teasers": "Read more: a b c\n",
    "owners": "© 2024 Echo\n",
    "denials": "not ",
    "numbers in words": "two hundred thousand ",
    "combining": "e\u0301",
    "astral": "𝒳 ",
    "controls": "\x1b",
    "markup": "<b>",
}
