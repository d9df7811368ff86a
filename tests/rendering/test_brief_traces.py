"""A list told from brief traces says what one told from whole ones says, for every utterance of the fixtures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quotetrace import pipeline
from quotetrace.rendering.phrases import first_wording
from quotetrace.rendering.sentences import trace_lines
from quotetrace.rendering.tables import traces_table
from quotetrace.store import Store

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The two collections of the fixtures together, and one of their articles without a name or a date."""
    nobodys = tmp_path_factory.mktemp("nobodys") / "page.txt"
    nobodys.write_bytes(b"\n".join((FIXTURES / "articles" / "dam-courier.txt").read_bytes().split(b"\n")[6:]))
    with Store.open(":memory:") as store:
        pipeline.ingest([FIXTURES / "articles", FIXTURES / "stories" / "articles", nobodys], store)
        yield store


def test_they_read_the_same(told: Store, printed: Callable[..., str]) -> None:
    whole, brief = (list(told.traces(all=True, brief=one)) for one in (False, True))
    assert printed(traces_table(brief)) == printed(traces_table(whole))
    assert [list(trace_lines(one)) for one in brief] == [list(trace_lines(one)) for one in whole]
    # What makes it a comparison: fewer quotations, a first wording that is not the fullest, a document of no outlet
    assert sum(len(one.quotations) for one in brief) < sum(len(one.quotations) for one in whole)
    assert any(map(first_wording, whole))
    assert any("known outlet" in line for one in whole for line in trace_lines(one))
