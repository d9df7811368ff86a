"""A list told from brief traces says what one told from whole ones says, for every utterance of the fixtures."""

from __future__ import annotations

from collections.abc import Callable

from quotetrace.rendering.phrases import first_wording
from quotetrace.rendering.sentences import trace_lines
from quotetrace.rendering.tables import traces_table
from quotetrace.store import Store


def test_they_read_the_same(told: Store, printed: Callable[..., str]) -> None:
    whole, brief = (list(told.traces(all=True, brief=one)) for one in (False, True))
    assert printed(traces_table(brief)) == printed(traces_table(whole))
    assert [list(trace_lines(one)) for one in brief] == [list(trace_lines(one)) for one in whole]
    # What makes it a comparison: fewer quotations, a first wording that is not the fullest, a document of no outlet
    assert sum(len(one.quotations) for one in brief) < sum(len(one.quotations) for one in whole)
    assert any(map(first_wording, whole))
    assert any("known outlet" in line for one in whole for line in trace_lines(one))
