"""What utterances come to, beside the same counted from their traces one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from quotetrace import pipeline
from quotetrace.model import DriftClass, FirstStatus, Trace
from quotetrace.store import Store

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.fixture(scope="module")
def told() -> Iterator[Store]:
    with Store.open(":memory:") as store:
        pipeline.ingest([FIXTURES / "articles", FIXTURES / "stories" / "articles"], store)
        yield store


def outlets(traces: list[Trace]) -> dict[str | None, tuple[int, int, int, int]]:
    """Of each outlet: quotations, utterances, how many it had first and in a tie."""
    found: dict[str | None, Counter[str]] = {}
    for trace in traces:
        for name in {one.occurrence.outlet for one in trace.quotations}:
            counts = found.setdefault(name, Counter())
            counts["utterances"] += 1
            counts["quotations"] += sum(one.occurrence.outlet == name for one in trace.quotations)
            if name in trace.first.outlets:
                counts[trace.first.status] += 1
    return {
        name: (one["quotations"], one["utterances"], one[FirstStatus.FIRST], one[FirstStatus.TIE])
        for name, one in found.items()
    }


@pytest.mark.parametrize(
    "filters",
    [
        pytest.param({}, id="all"),
        pytest.param({"speaker": "harrow"}, id="speaker"),
        pytest.param({"outlet": "The Daily Lantern"}, id="outlet"),
        pytest.param({"since": "2025-06", "until": "2025-06-30"}, id="time"),
        pytest.param({"search": "the wall"}, id="words"),
        pytest.param({"kind": "headline"}, id="kind"),
        pytest.param({"drifted": True}, id="drifted"),
        pytest.param({"conflicts": True}, id="conflicts"),
        pytest.param({"utterance": 2}, id="one"),
        pytest.param({"utterance": 2, "speaker": "nobody at all"}, id="one that nobody said"),
        pytest.param({"speaker": "nobody at all"}, id="nobody"),
    ],
)
def test_it_is_what_the_traces_come_to(told: Store, filters: dict[str, object]) -> None:
    traces = list(told.traces(**filters))  # type: ignore[arg-type]
    found = told.overview(**filters)  # type: ignore[arg-type]
    members = [one for trace in traces for one in trace.quotations]
    statuses = Counter(trace.first.status for trace in traces)
    assert (found.utterances, found.quotations) == (len(traces), len(members))
    assert found.documents == len({one.occurrence.quotation.document for one in members})
    assert (found.firsts, found.ties) == (statuses[FirstStatus.FIRST], statuses[FirstStatus.TIE])
    assert found.unknown == statuses[FirstStatus.UNKNOWN]
    assert found.meaning == sum(
        any(one.drift.drift_class.changes_meaning for one in trace.quotations) for trace in traces
    )
    assert found.conflicts == sum(any(flag.endswith("-conflict") for flag in trace.flags) for trace in traces)
    assert {one.name: (one.quotations, one.utterances, one.firsts, one.ties) for one in found.outlets} == outlets(
        traces
    )
    compared = [one.drift for one in members if one.drift.origin is not None and one.drift.similarity > 0]
    assert found.drifts == Counter(one.drift_class for one in compared)
    assert list(found.drifts) == [one for one in DriftClass if one in found.drifts]
    claimed = {one.outlet for trace in traces for one in trace.claimed_origins if one.outlet and not one.in_collection}
    assert {one.name for one in found.unseen} == claimed
    dated = [one.occurrence.published for one in members if one.occurrence.published is not None]
    if dated:
        assert found.earliest in dated and found.latest in dated
        assert found.earliest.start == min(one.start for one in dated)
    else:
        assert (found.earliest, found.latest) == (None, None)


def test_the_outlets_with_the_most_firsts_stand_first(told: Store) -> None:
    order = [(-one.firsts, -one.ties, -one.utterances) for one in told.overview().outlets]
    assert order == sorted(order)


def test_nothing_in_an_empty_store(store: Store) -> None:
    found = store.overview()
    assert (found.utterances, found.quotations, found.outlets, found.unseen, found.earliest) == (0, 0, (), (), None)
