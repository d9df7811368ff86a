"""Page after page: what comes after a row is the rest of the list, in every order, by every filter, without sorting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from newsroom import article, extract_one

from quotetrace.errors import NotFoundError
from quotetrace.pipeline import settle
from quotetrace.store import Store


def pages(first: list[object], following: Callable[[object, int], list[object]], size: int) -> list[object]:
    """A list read in pages of `size`, each asked for by the last of the one before."""
    found = first[:size]
    while page := following(found[-1], size):
        found += page
    return found


PAGED: list[dict[str, object]] = [
    {},
    {"speaker": "berg"},
    {"outlet": "fjord"},
    {"search": "the"},
    {"kind": "direct"},
    {"speaker": "berg", "search": "ferry"},
    {"since": "2024-03-04"},
]


@pytest.fixture(params=["sorted", "in order of time"])
def many(request: pytest.FixtureRequest, store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Forty articles: several of one day, undated ones, with and without a zone, two with the same label; words
    that many have are found by sorting, or by going through all in order of time."""
    monkeypatch.setattr("quotetrace.store.filters._SORTED", 1_000 if request.param == "sorted" else 0)
    moments = (None, "2024-03-04", "2024-03-04T08:00", "2024-03-04T09:00+01:00", "2024-03-05")
    for number in range(40):
        one = article(
            "“Nobody of the crew knows the hour”, Kari Berg said. "
            f"“The ferry sails at {number % 7} in the morning”, Ola Berg said.",
            f"{number}.txt",
            outlet=("Fjord Times", "Radio Nord", None)[number % 3],
            published=moments[number % 5],
            origin=str(number),
        )
        one = replace(one, label=f"{number % 39}.txt")
        store.add(extract_one(one))
        store.add_source(one)
    settle(store)
    return store


@pytest.mark.parametrize("filters", PAGED, ids=str)
def test_quotations_page_after_page_are_the_list(filters: dict[str, object], many: Store) -> None:
    def ids(**more: object) -> list[object]:
        return [one.occurrence.quotation.id for one in many.quotes(**filters, **more)]  # type: ignore[arg-type]

    everything = ids()
    assert len(everything) > 15
    for size in (1, 7):
        assert pages(everything, lambda last, limit: ids(after=last, limit=limit), size) == everything
    assert ids(after=everything[3]) == everything[4:]


@pytest.mark.parametrize("filters", [*PAGED, {"all": True}, {"drifted": True}], ids=str)
def test_utterances_page_after_page_are_the_list(filters: dict[str, object], many: Store) -> None:
    def numbers(**more: object) -> list[object]:
        return [one.utterance for one in many.traces(**filters, **more)]  # type: ignore[arg-type]

    everything = numbers()
    for size in (1, 3):
        assert pages(everything, lambda last, limit: numbers(after=last, limit=limit), size) == everything


def test_documents_page_after_page_are_the_list(many: Store) -> None:
    def ids(**more: object) -> list[object]:
        return [one.document.id for one in many.documents(**more)]  # type: ignore[arg-type]

    assert len(ids()) == 40
    assert pages(ids(), lambda last, limit: ids(after=last, limit=limit), 7) == ids()


def test_a_page_begins_where_the_one_before_ended_though_that_row_does_not_pass(many: Store) -> None:
    by_ola = list(many.quotes(speaker="Ola Berg"))
    [*_, another] = many.quotes(speaker="Kari Berg", limit=6)
    following = [one for one in by_ola if one.occurrence.published == another.occurrence.published]
    found = list(many.quotes(speaker="Ola Berg", after=another.occurrence.quotation.id, limit=1))
    assert found == [
        one for one in following if one.occurrence.quotation.document == another.occurrence.quotation.document
    ]


@pytest.mark.parametrize("ask", ["quotes", "traces", "documents"])
def test_what_is_not_stored_begins_no_page(ask: str, many: Store) -> None:
    with pytest.raises(NotFoundError, match="nothing-here" if ask != "traces" else "no utterance 99"):
        getattr(many, ask)(after=99 if ask == "traces" else "nothing-here")


def test_a_page_far_down_is_sorted_as_the_index_has_it(many: Store) -> None:
    [*_, last] = many.quotes(until="2024-03-04", limit=5)
    seen: list[str] = []
    many._connection._raw.set_trace_callback(seen.append)
    list(many.quotes(after=last.occurrence.quotation.id))
    list(many.documents(after=last.occurrence.quotation.document))
    list(many.traces(all=True, after=1))
    many._connection._raw.set_trace_callback(None)
    lists = [sql for sql in seen if " LIMIT " in sql and "ORDER BY" in sql]
    assert len(lists) == 4 + 3 + 3
    for sql in lists:
        plan = [row[3] for row in many._connection._raw.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert not any("USE TEMP B-TREE FOR ORDER BY" in step or step == "SCAN d" or step == "SCAN u" for step in plan)
