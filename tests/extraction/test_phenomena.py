"""The forty-five ways news writes quotations, each with what must be found and what must be refused."""

from __future__ import annotations

from collections import Counter

import pytest

from . import phenomena_paragraphs, phenomena_places, phenomena_rare, phenomena_sources, phenomena_styles
from .articles import Case, assert_case, parameters

TABLES = (phenomena_places, phenomena_sources, phenomena_paragraphs, phenomena_styles, phenomena_rare)
CASES = [one for table in TABLES for one in table.CASES]
PHENOMENA = range(1, 46)


@pytest.mark.parametrize("one", parameters(CASES))
def test_words_and_speakers(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("phenomenon", PHENOMENA)
def test_every_phenomenon_has_two_cases_and_a_refusal(phenomenon: int) -> None:
    counted = Counter(one.refuses for one in CASES if one.phenomenon == phenomenon)
    assert counted[False] >= 2
    assert counted[True] >= 1
