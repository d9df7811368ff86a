"""The narrow rows that lists and profiles count: they lead to what the wide rows would, and a wrong one is found."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quotetrace import ingest, open_store
from quotetrace.model import QuotingOutlet, StoredQuotation
from quotetrace.pipeline import settle
from quotetrace.store import Store, filters

ARTICLES = Path(__file__).parents[2] / "fixtures" / "articles"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("counted") / "quotes.db"
    with open_store(path, create=True) as store:
        ingest(ARTICLES, store)
    return path


@pytest.fixture(scope="module")
def told(file: Path) -> Iterator[Store]:
    with open_store(file) as store:
        yield store


@pytest.fixture(scope="module")
def uncounted(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The same store with a row that waits to be counted again, so that nothing asks the narrow rows."""
    path = tmp_path_factory.mktemp("uncounted") / "quotes.db"
    path.write_bytes(file.read_bytes())
    run(path, "INSERT INTO stale_counted SELECT min(quotation) FROM counted")
    with open_store(path) as store:
        yield store


def run(path: Path, statement: str) -> None:
    raw = sqlite3.connect(path)
    raw.execute(statement)
    raw.commit()
    raw.close()


def askings(store: Store) -> list[dict[str, Any]]:
    """Every speaker, every outlet, and both together, with another filter too."""
    speakers = [{"speaker": one.name} for one in store.speakers()]
    outlets = [{"outlet": one.name} for one in store.outlets() if one.name is not None]
    both = [{**one, **other} for one in speakers for other in outlets]
    asked: list[dict[str, Any]] = [*speakers, *outlets, *both]
    asked += [{"speaker": "nobody"}, {"speaker": "reyne"}]
    return [*asked, *({**one, "kind": "direct", "since": "2031-02-01"} for one in asked)]


@pytest.mark.parametrize("most", [0, 1_000])
@pytest.mark.parametrize("words", ["the", "is", "no", "will not"])
def test_words_that_many_have_find_what_words_that_few_have_do(
    words: str, most: int, told: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = [{}, {"speaker": "harrow"}, {"kind": "direct"}, {"outlet": "Meridian Press"}]
    wanted = [{**one, "search": words} for one in asked]
    few = [(list(told.quotes(**one)), list(told.traces(**one, all=True))) for one in wanted]
    assert few[0][0]
    monkeypatch.setattr(filters, "_SORTED", 0)
    monkeypatch.setattr(filters, "_GATHERED", most)
    for one, (quotations, traces) in zip(wanted, few, strict=True):
        assert list(told.quotes(**one, limit=5)) == quotations[:5]
        assert list(told.traces(**one, all=True, limit=5)) == traces[:5]


def test_quotations_found_by_the_narrow_rows_are_those_found_without(told: Store, uncounted: Store) -> None:
    some = 0
    for asked in askings(told):
        for limit in (None, 3):
            found = list(told.quotes(**asked, limit=limit))
            assert found == list(uncounted.quotes(**asked, limit=limit)), asked
            some += bool(found)
    assert some > 50


def test_utterances_found_by_the_narrow_rows_are_those_found_without(told: Store, uncounted: Store) -> None:
    some = 0
    for asked in askings(told):
        for every in (True, False):
            found = list(told.traces(**asked, all=every, limit=4))
            assert found == list(uncounted.traces(**asked, all=every, limit=4)), asked
            some += bool(found)
    assert some > 50


def test_who_quotes_a_speaker_counted_one_by_one(told: Store) -> None:
    first_in = {
        (trace.utterance, outlet): trace.first.status.value
        for trace in told.traces()
        for outlet in trace.first.outlets
        if trace.documents >= 2
    }
    shared = {trace.utterance for trace in told.traces()}
    for speaker in told.speakers():
        said: dict[str | None, list[StoredQuotation]] = {}
        for one in told.quotes(speaker=speaker.name):
            said.setdefault(one.occurrence.outlet, []).append(one)
        expected = set()
        for outlet, quotations in said.items():
            utterances = {one.utterance for one in quotations if one.utterance is not None} & shared
            statuses = [first_in.get((one, outlet or "")) for one in utterances]
            counts = (len(quotations), len(utterances), statuses.count("first"), statuses.count("tie"))
            expected.add(QuotingOutlet(outlet, *counts))
        assert set(told.speaker_profile(speaker.name).quoted_by) == expected


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE counted SET outlet = 'Nobody' WHERE quotation = 1",
        "UPDATE counted SET drift = 'negation' WHERE quotation = 1",
        "DELETE FROM counted WHERE quotation = 1",
        "UPDATE speakers SET quotations = quotations + 1",
        "UPDATE outlet_counts SET firsts = firsts + 1",
    ],
)
def test_a_wrong_count_is_found(statement: str, file: Path, tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    path.write_bytes(file.read_bytes())
    run(path, statement)
    with open_store(path) as store:
        assert any(line.startswith("counts of speakers and outlets:") for line in store.verify())


def test_a_store_that_lost_its_quotations_and_has_not_settled_yet_is_not_wrong(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    path.write_bytes(file.read_bytes())
    with open_store(path) as store:
        followed = [one.quotations[0].occurrence.quotation.document for one in store.traces()]
        store.forget(followed)
        assert not store.is_settled()
        assert store.verify() == []
        settle(store)
        assert store.verify() == []
