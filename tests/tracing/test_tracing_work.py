"""Folding two wordings, relating them and telling what changed take work that grows with them, whatever they are."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import pytest

from quotetrace.folding import fold, fold_parts
from quotetrace.matching.relations import relate
from quotetrace.matching.wording import read_wording
from quotetrace.tracing.bodies import quoted
from quotetrace.tracing.drift import drift
from tests.fuzz.work import ENDLESS, assert_linear

WORK: dict[str, Callable[[str], object]] = {
    "folding": fold,
    "folding what is quoted": lambda text: fold_parts(text, chain.from_iterable(quoted(text))),
    "relating": lambda text: relate(read_wording(text), read_wording(f"so {text} end")),
    "what was added": lambda text: drift(text, f"so {text} end"),
    "what was replaced": lambda text: drift(text, text.replace("a", "b").replace("e", "f")),
    "what was turned around": lambda text: drift(text, text[::-1]),
}


@pytest.mark.parametrize("piece", ENDLESS.values(), ids=ENDLESS)
@pytest.mark.parametrize("name", WORK)
def test_two_wordings_are_compared_in_linear_work(name: str, piece: str) -> None:
    # below some hundred words everything is tried that may be; the bound holds from there
    assert_linear(WORK[name], piece, 400)
