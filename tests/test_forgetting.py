"""Forgetting what people name: what a name means, what goes with it, and what is told anew."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from newsroom import Newsroom, article, said_by

from quotetrace import pipeline
from quotetrace.errors import NotFoundError, UsageError
from quotetrace.model import DecisionState, Failure, Share
from quotetrace.store import Store

FERRY = "“The ferry will not sail before the ice has gone”, Anne Dahl said."
EARLY = article(FERRY, "early.txt", outlet="Nordavisa", published="2024-03-01", origin="https://nord.example/1")
LATE = article(FERRY, "late.txt", outlet="Harbour Herald", published="2024-03-02", origin="https://herald.example/1")
PIER = article("“The pier is closed to everybody”, Tom Haugen said.", "day/pier.txt", outlet="Herald")
QUAY = article("“The quay is open again”, Tom Haugen said.", "day/wire.jsonl#1", outlet=None)
TWICE = "“Nobody asked the divers”, Ida Moen said."
# One text in two files; the one that knows the time speaks
DATED = article(TWICE, "day/dated.txt", outlet="Nordavisa", published="2024-03-03")
UNDATED = article(TWICE, "undated.txt", outlet=None, published=None)
TORN = Failure("/news/day/torn.bin", "is binary")
TYPO = Failure("/typo", "no such file or folder; check the path")
ALL = (EARLY, LATE, PIER, QUAY, DATED, UNDATED, TORN, TYPO)


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom(*ALL)


@pytest.fixture
def filled(store: Store, newsroom: Newsroom) -> Store:
    pipeline.ingest(newsroom.paths, store, stages=newsroom.stages())
    return store


def going(share: Share, store: Store) -> list[str]:
    return sorted(one.document.label for one in store.documents_with(share.documents))


@pytest.mark.parametrize(
    ("name", "labels", "kept", "failures"),
    [
        pytest.param("/news/early.txt", ["early.txt"], 0, [], id="a file"),
        pytest.param("/news/day", ["day/pier.txt", "day/wire.jsonl#1"], 1, ["/news/day/torn.bin"], id="a folder"),
        pytest.param("/news/day/", ["day/pier.txt", "day/wire.jsonl#1"], 1, ["/news/day/torn.bin"], id="its slash"),
        pytest.param("/news/day/wire.jsonl", ["day/wire.jsonl#1"], 0, [], id="a container"),
        pytest.param("/news/day/wire.jsonl#1", ["day/wire.jsonl#1"], 0, [], id="a record"),
        pytest.param("/typo", [], 0, ["/typo"], id="what never was there"),
        pytest.param("/news/day/torn.bin", [], 0, ["/news/day/torn.bin"], id="what failed"),
        pytest.param("Harbour Herald", ["late.txt"], 0, [], id="an outlet"),
        pytest.param("the harbour  HERALD", ["late.txt"], 0, [], id="an outlet in other letters"),
        pytest.param("Herald", ["day/pier.txt"], 0, [], id="an outlet whose name is a part of another's"),
        pytest.param("late.txt", ["late.txt"], 0, [], id="a label"),
        pytest.param(LATE.id, ["late.txt"], 0, [], id="an id"),
        pytest.param(LATE.id[7:15], ["late.txt"], 0, [], id="the digits of an id"),
        pytest.param(DATED.id, ["day/dated.txt"], 0, [], id="a document with two sources"),
        pytest.param("/", None, 0, ["/news/day/torn.bin", "/typo"], id="everything"),
    ],
)
def test_what_a_name_means(name: str, labels: list[str] | None, kept: int, failures: list[str], filled: Store) -> None:
    share = pipeline.share_of(filled, [name])
    everything = sorted(one.document.label for one in filled.documents())
    assert going(share, filled) == (everything if labels is None else labels)
    assert len(share.kept) == kept
    assert list(share.failures) == failures


def test_a_path_counts_from_here(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getcwd", lambda: "/news")
    for name in ("./early.txt", "day/../early.txt", "early.txt"):
        assert going(pipeline.share_of(filled, [name]), filled) == ["early.txt"]


@pytest.mark.parametrize("begun", ["/new", "/news/da", "/news/day/wire", "/news/early"])
def test_the_beginning_of_a_path_is_another_path(begun: str, filled: Store) -> None:
    with pytest.raises(NotFoundError, match=f"nothing here came from {begun}, or failed there"):
        pipeline.share_of(filled, [begun])


@pytest.mark.parametrize(
    ("names", "options", "error", "message"),
    [
        pytest.param(["Harbour"], {}, NotFoundError, "outlets with it in their name: Harbour Herald;", id="a part"),
        pytest.param([""], {}, NotFoundError, "no path, outlet or document  here", id="empty"),
        pytest.param(
            ["early.txt", "nobody"], {}, NotFoundError, "no path, outlet or document nobody here", id="one of"
        ),
        pytest.param(
            [], {"outlets": ["early.txt"]}, NotFoundError, "no outlet is called early.txt here", id="no outlet"
        ),
        pytest.param([], {"documents": ["Herald"]}, NotFoundError, "no document Herald here", id="no document"),
        pytest.param(["./Herald"], {}, NotFoundError, "nothing here came from ./Herald", id="no path"),
    ],
)
def test_what_means_nothing(
    names: list[str], options: dict[str, list[str]], error: type[Exception], message: str, filled: Store
) -> None:
    before = said_by(filled)
    with pytest.raises(error, match=message):
        pipeline.share_of(filled, names, **options)
    assert said_by(filled) == before


def test_an_outlet_and_a_path(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom = Newsroom(article("“Ice”, Tom Haugen said.", "Herald/ice.txt"))
    pipeline.ingest(newsroom.paths, filled, stages=newsroom.stages())
    monkeypatch.setattr(os, "getcwd", lambda: "/news")
    with pytest.raises(UsageError) as caught:
        pipeline.share_of(filled, ["Herald"])
    assert str(caught.value) == (
        "Herald is a path and an outlet here: say quotetrace forget ./Herald or quotetrace forget --outlet Herald"
    )
    assert going(pipeline.share_of(filled, ["./Herald"]), filled) == ["Herald/ice.txt"]
    assert going(pipeline.share_of(filled, outlets=["Herald"]), filled) == ["day/pier.txt"]


def test_an_outlet_and_a_document(filled: Store) -> None:
    newsroom = Newsroom(article("“Ice”, Tom Haugen said.", "Harbour Herald", published=None))
    pipeline.ingest(newsroom.paths, filled, stages=newsroom.stages())
    with pytest.raises(UsageError) as caught:
        pipeline.share_of(filled, ["Harbour Herald"])
    assert str(caught.value) == (
        "Harbour Herald is an outlet and a document here: say quotetrace forget --outlet 'Harbour Herald' or "
        "quotetrace forget --document 'Harbour Herald'"
    )


def test_a_label_of_two_documents(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (article(f"“Ice in {at}”, Tom Haugen said.", at) for at in ("ice.txt", "old/ice.txt"))
    newsroom = Newsroom(one, replace(other, label="ice.txt"))
    pipeline.ingest(newsroom.paths, filled, stages=newsroom.stages())
    with pytest.raises(UsageError, match=r"which one\? 2 documents go by ice.txt: .* --document [0-9a-f]{12}$"):
        pipeline.share_of(filled, ["ice.txt"])
    monkeypatch.setattr(os, "getcwd", lambda: "/news")
    with pytest.raises(UsageError, match=r"say quotetrace forget \./ice.txt, or --document [0-9a-f]{12}$"):
        pipeline.share_of(filled, ["ice.txt"])
    assert len(pipeline.share_of(filled, ["./ice.txt"]).documents) == 1


def test_what_is_left_is_as_if_the_rest_had_never_come(filled: Store, newsroom: Newsroom) -> None:
    share = pipeline.share_of(filled, ["/news/day", "Nordavisa", "/typo"])
    pipeline.forget_share(filled, share, stages=newsroom.stages())
    left = Newsroom(LATE)
    with Store.open(":memory:") as fresh:
        pipeline.ingest(left.paths, fresh, stages=left.stages())
        assert said_by(filled) == said_by(fresh)
    assert filled.verify() == []
    assert filled.is_settled()


def test_a_document_lives_on_with_what_its_other_source_knows(filled: Store, newsroom: Newsroom) -> None:
    forgotten = pipeline.forget_share(filled, pipeline.share_of(filled, ["/news/day"]), stages=newsroom.stages())
    assert (len(forgotten.share.documents), len(forgotten.share.kept), forgotten.quotations) == (2, 1, 2)
    (left,) = filled.documents("undated.txt")
    assert (left.sources, left.document.outlet, left.document.published) == (("/news/undated.txt",), None, None)
    rest = Newsroom(EARLY, LATE, UNDATED, TYPO)
    with Store.open(":memory:") as fresh:
        pipeline.ingest(rest.paths, fresh, stages=rest.stages())
        assert said_by(filled) == said_by(fresh)


def test_which_utterances_have_another_first_now(filled: Store, newsroom: Newsroom) -> None:
    (ferry,) = filled.traces()
    forgotten = pipeline.forget_share(filled, pipeline.share_of(filled, ["early.txt"]), stages=newsroom.stages())
    assert (forgotten.gone, forgotten.other_first) == (0, (ferry.utterance,))
    (ferry,) = filled.traces(utterance=ferry.utterance)
    assert ferry.first.outlets == ("Harbour Herald",)
    forgotten = pipeline.forget_share(filled, pipeline.share_of(filled, ["late.txt"]), stages=newsroom.stages())
    assert (forgotten.gone, forgotten.other_first) == (1, ())


def test_a_decision_waits_until_its_document_comes_back(filled: Store, newsroom: Newsroom) -> None:
    stages = newsroom.stages()
    pipeline.correct_date(filled, "early.txt", "2024-03-05", stages=stages)
    pipeline.correct_date(filled, "late.txt", "2024-03-04", stages=stages)
    before = said_by(filled)
    forgotten = pipeline.forget_share(filled, pipeline.share_of(filled, ["early.txt"]), stages=stages)
    assert forgotten.waiting == 1
    assert [one.state for one in filled.decisions()] == [DecisionState.ORPHAN, DecisionState.APPLIED]
    pipeline.ingest([EARLY.source], filled, stages=stages)
    assert [one.state for one in filled.decisions()] == [DecisionState.APPLIED, DecisionState.APPLIED]
    assert said_by(filled) == before


def test_only_failures_leave_everything_else_alone(filled: Store, newsroom: Newsroom) -> None:
    before = list(filled.quotes())
    forgotten = pipeline.forget_share(filled, pipeline.share_of(filled, ["/typo"]), stages=newsroom.stages())
    assert (forgotten.share.documents, forgotten.quotations, forgotten.gone) == ((), 0, 0)
    assert [one.source for one in filled.failures()] == ["/news/day/torn.bin"]
    assert list(filled.quotes()) == before


def test_an_interruption_changes_nothing(filled: Store, newsroom: Newsroom) -> None:
    before = said_by(filled)

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.forget_share(filled, pipeline.share_of(filled, ["/news/day"]), stages=newsroom.stages(group=interrupt))
    assert said_by(filled) == before
    assert filled.is_settled()


def test_indirect_speech_is_still_there_where_another_source_speaks(tmp_path: Path, store: Store) -> None:
    said = "Anne Dahl said the ferry would not sail before the ice had gone.\n"
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(said, encoding="utf-8")
    pipeline.ingest(tmp_path, store, indirect=True)
    before = [one.occurrence.quotation for one in store.quotes()]
    assert before
    pipeline.forget_share(store, pipeline.share_of(store, [str(tmp_path / "a.txt")]))
    assert [one.occurrence.quotation for one in store.quotes()] == before
    assert [one.occurrence.label for one in store.quotes()] == ["b.txt"]


def test_what_failed_in_a_folder_and_is_gone_is_over_when_the_folder_is_read_again(
    tmp_path: Path, store: Store
) -> None:
    gone, torn = tmp_path / "gone.bin", tmp_path / "torn.bin"
    for one in (gone, torn):
        one.write_bytes(bytes(range(256)))
    (tmp_path / "pier.txt").write_text(FERRY, encoding="utf-8")
    typo = tmp_path / "typo"
    pipeline.ingest([tmp_path, typo], store)
    assert [one.source for one in store.failures()] == [str(gone), str(torn), str(typo)]
    gone.unlink()
    pipeline.ingest(tmp_path / "pier.txt", store)
    assert len(list(store.failures())) == 3
    pipeline.ingest(tmp_path, store, dry_run=True)
    assert len(list(store.failures())) == 3
    pipeline.ingest(tmp_path, store)
    assert [one.source for one in store.failures()] == [str(torn)]
