"""The pipeline: only what is new or changed, nothing lost when interrupted, the same result in any order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import Newsroom, article, extract_one

from quotetrace import __version__, pipeline
from quotetrace.errors import UsageError
from quotetrace.model import Document, Failure, FirstStatus, Kind, Trace
from quotetrace.moments import Moment
from quotetrace.pipeline import Stages, asking, inputs
from quotetrace.store import Store

PIER = "“The old pier will not survive another winter of storms”, Ingrid Moen said on Monday."
PIER_CUT = "Ingrid Moen said: “The old pier will survive another winter of storms” and left."
SCHOOL = "“We are going to rebuild the school before the autumn term”, Tom Haugen said."
SCHOOL_LATER = "Tom Haugen said: “We are going to rebuild the school before the spring term”."
FRENCH = "« La jetée ne tiendra pas », a dit la mairesse."

TIMES = article(PIER, "times.txt", outlet="Fjord Times", published="2024-03-04")
HERALD = article(PIER_CUT, "herald.txt", outlet="Harbour Herald", published="2024-03-05")
RADIO = article(SCHOOL, "radio.txt", outlet="Radio Nord", published="2024-03-04T18:00+01:00")
WIRE = article(SCHOOL_LATER, "wire.txt", outlet="Wire", published="2024-03-06")
UNDATED = article(f"{SCHOOL} {PIER}", "undated.txt", outlet=None, published=None)


def ingest(store: Store, newsroom: Newsroom, *paths: str, **options: bool) -> tuple[int, ...]:
    """Added, changed, unchanged, skipped, failed of one ingest; all paths if none is named."""
    report = pipeline.ingest(paths or newsroom.paths, store, stages=newsroom.stages(), **options)
    assert report.read == report.added + report.changed + report.unchanged + report.skipped + report.failed
    return (report.added, report.changed, report.unchanged, report.skipped, report.failed)


def test_who_said_it_first_comes_out_at_the_end(store: Store) -> None:
    newsroom = Newsroom(HERALD, TIMES, RADIO)
    report = pipeline.ingest(newsroom.paths, store, stages=newsroom.stages())
    assert (report.quotations, report.attributed, report.utterances, report.reported_by_two) == (3, 3, 2, 1)
    assert (store.counts()["documents"], store.counts()["speakers"], store.counts()["outlets"]) == (3, 2, 3)
    assert [(one.name, one.quotations, one.utterances) for one in store.speakers()] == [
        ("Ingrid Moen", 2, 1),
        ("Tom Haugen", 1, 0),
    ]
    (pier,) = store.traces()
    assert pier.first.status is FirstStatus.FIRST
    assert pier.first.outlets == ("Fjord Times",)
    assert [one.occurrence.label for one in pier.quotations] == ["times.txt", "herald.txt"]
    assert store.verify() == []


def test_an_outlet_is_here_though_nobody_is_quoted_in_it(store: Store) -> None:
    newsroom = Newsroom(TIMES, article("The ferry is late again.", "ferry.txt", outlet="Ferry Gazette"))
    known: list[frozenset[str]] = []

    def trace(utterances: object, occurrences: object, *, outlets: frozenset[str], **more: object) -> Iterator[Trace]:
        known.append(outlets)
        return iter(())

    pipeline.ingest(newsroom.paths, store, stages=newsroom.stages(trace=trace))
    assert known == [{"Fjord Times", "Ferry Gazette"}]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2)], ids=str)
@pytest.mark.parametrize("together", [True, False], ids=["one run", "a run each"])
def test_an_outlet_is_one_however_its_name_is_spelt(store: Store, order: tuple[int, ...], together: bool) -> None:
    names = ["NORD RADIO", "Nord Radio", "nord radio", "Nord Radio"]
    shelf = [article(f"{PIER} {n}", f"{n}.txt", outlet=name, origin=str(n)) for n, name in enumerate(names)]
    newsroom = Newsroom(*(shelf[n] for n in order), HERALD)
    for paths in [newsroom.paths] if together else [[path] for path in newsroom.paths]:
        ingest(store, newsroom, *paths)
    assert [(one.name, one.documents) for one in store.outlets()] == [("Nord Radio", 4), ("Harbour Herald", 1)]
    (pier,) = store.traces()
    assert (pier.outlets, pier.first.outlets) == (("Harbour Herald", "Nord Radio"), ("Nord Radio",))
    assert ingest(store, newsroom) == (0, 0, 5, 0, 0)
    assert store.verify() == []


def test_a_spelling_lasts_no_longer_than_most_have_it(store: Store) -> None:
    loud = [article(f"{PIER} {n}", f"{n}.txt", outlet="NORD RADIO", origin=str(n)) for n in range(2)]
    ingest(store, Newsroom(*loud, RADIO))
    assert {one.name for one in store.outlets()} == {"NORD RADIO", "Radio Nord"}
    ingest(store, Newsroom(*(article(f"{SCHOOL} {n}", f"s{n}.txt", outlet="Nord Radio", origin=str(n)) for n in "abc")))
    assert {one.name for one in store.outlets()} == {"Nord Radio", "Radio Nord"}


def test_a_second_run_reads_but_extracts_nothing(store: Store) -> None:
    newsroom = Newsroom(HERALD, TIMES)
    assert ingest(store, newsroom) == (2, 0, 0, 0, 0)
    newsroom.extracted.clear()
    assert ingest(store, newsroom) == (0, 0, 2, 0, 0)
    assert newsroom.extracted == []


def test_a_changed_file_replaces_its_document(store: Store) -> None:
    newsroom = Newsroom(HERALD, TIMES)
    ingest(store, newsroom)
    newsroom.put(replace(article(SCHOOL, "herald.txt", outlet="Harbour Herald"), source=HERALD.source))
    assert ingest(store, newsroom) == (0, 1, 1, 0, 0)
    assert [one.occurrence.quotation.text[:6] for one in store.quotes()] == ["We are", "The ol"]
    assert list(store.traces()) == []
    assert store.verify() == []


def test_changed_facts_keep_the_utterance_and_its_id(store: Store) -> None:
    newsroom = Newsroom(HERALD, TIMES)
    ingest(store, newsroom)
    (before,) = store.traces()
    newsroom.put(replace(HERALD, published=Moment.parse("2024-03-01")))
    assert ingest(store, newsroom) == (0, 1, 1, 0, 0)
    (after,) = store.traces()
    assert after.utterance == before.utterance
    assert (before.first.outlets, after.first.outlets) == (("Fjord Times",), ("Harbour Herald",))


def test_lines_that_move_in_a_container_move_their_documents(store: Store) -> None:
    first, second = (article(text, f"all.jsonl#{n}") for n, text in enumerate((PIER, SCHOOL), 1))
    newsroom = Newsroom(first, second)
    ingest(store, newsroom)
    newsroom.put(
        article(SCHOOL_LATER, "all.jsonl#1"),
        replace(first, source=second.source, label=second.label),
        replace(second, source="/news/all.jsonl#3", label="all.jsonl#3"),
    )
    ingest(store, newsroom)
    assert sorted(one.document.id for one in store.documents()) == sorted(
        [first.id, second.id, article(SCHOOL_LATER).id]
    )
    assert store.verify() == []


def record(text: str, line: int) -> Document:
    """A line of the file /news/day.jsonl, its container."""
    return replace(article(text, f"day.jsonl#{line}"), container="/news/day.jsonl")


@pytest.mark.parametrize(
    ("after", "left"),
    [
        pytest.param([record(PIER, 1)], ["day.jsonl#1"], id="a line is gone"),
        pytest.param([record(PIER, 1), record(FRENCH, 2)], ["day.jsonl#1", "day.jsonl#2"], id="all lines are there"),
        pytest.param(
            [record(PIER, 1), Failure("/news/day.jsonl#2", "is not valid JSON")],
            ["day.jsonl#1", "day.jsonl#2"],
            id="a line is broken for now",
        ),
        pytest.param(
            [Failure("/news/day.jsonl#1", "is not valid JSON"), record(SCHOOL, 2)],
            ["day.jsonl#1", "day.jsonl#2"],
            id="the first line is broken for now",
        ),
        pytest.param(
            [record(PIER, 1), Failure("/news/day.jsonl", "cannot be read")],
            ["day.jsonl#1", "day.jsonl#2"],
            id="reading broke off",
        ),
        pytest.param([Failure("/news/day.jsonl", "gone")], ["day.jsonl#1", "day.jsonl#2"], id="the file is gone"),
        pytest.param([record(PIER, 1), TIMES], ["day.jsonl#1", "times.txt"], id="another file follows"),
        pytest.param([article(SCHOOL, "day.jsonl")], ["day.jsonl"], id="the file is one article now"),
    ],
)
def test_what_left_a_container_is_no_witness(store: Store, after: list[Document | Failure], left: list[str]) -> None:
    ingest(store, Newsroom(record(PIER, 1), record(SCHOOL, 2)))
    ingest(store, Newsroom(*after))
    sources = [source.removeprefix("/news/") for summary in store.documents() for source in summary.sources]
    assert sorted(sources) == left
    assert store.is_settled()
    assert store.verify() == []


def test_a_file_that_becomes_a_container_is_no_article_any_more(store: Store) -> None:
    ingest(store, Newsroom(article(PIER, "day.jsonl")))
    ingest(store, Newsroom(record(SCHOOL, 1)))
    assert [summary.document.source for summary in store.documents()] == ["/news/day.jsonl#1"]


def test_a_dry_run_drops_nothing(store: Store) -> None:
    ingest(store, Newsroom(record(PIER, 1), record(SCHOOL, 2)))
    ingest(store, Newsroom(record(PIER, 1)), dry_run=True)
    assert store.counts()["documents"] == 2


def test_failures_of_lines_that_are_gone_are_cleared(store: Store) -> None:
    ingest(store, Newsroom(record(PIER, 1), Failure("/news/day.jsonl#2", "is torn"), Failure("/news/day", "is torn")))
    ingest(store, Newsroom(record(PIER, 1)))
    assert [one.source for one in store.failures()] == ["/news/day"]
    ingest(store, Newsroom(Failure("/news/day.jsonl", "is torn")))
    ingest(store, Newsroom(record(PIER, 1)))
    assert [one.source for one in store.failures()] == ["/news/day"]


def test_one_text_from_two_outlets_is_two_documents_and_copies(store: Store) -> None:
    newsroom = Newsroom(
        article(PIER, "a.txt", outlet="Fjord Times", origin="https://times.example/1"),
        article(PIER, "b.txt", outlet="Harbour Herald", origin="https://herald.example/1"),
    )
    assert ingest(store, newsroom) == (2, 0, 0, 0, 0)
    classes = {summary.copy_class for summary in store.documents()}
    assert len(classes) == 1
    assert None not in classes


@pytest.mark.parametrize("together", [True, False], ids=["one run", "two runs"])
def test_one_text_without_origin_is_one_document_with_two_sources(store: Store, together: bool) -> None:
    newsroom = Newsroom(article(PIER, "a.txt"), article(PIER, "b.txt"))
    runs = [newsroom.paths] if together else [[path] for path in newsroom.paths]
    for paths in runs:
        ingest(store, newsroom, *paths)
    (summary,) = store.documents()
    assert summary.sources == ("/news/a.txt", "/news/b.txt")
    assert summary.document.label == "a.txt"
    assert ingest(store, newsroom) == (0, 0, 2, 0, 0)


def test_the_source_that_knows_the_time_speaks_for_the_document(store: Store) -> None:
    silent, dated = article(PIER, "a.txt", published=None), article(PIER, "b.txt", published="2024-03-04")
    newsroom = Newsroom(silent, dated)
    ingest(store, newsroom, silent.source)
    ingest(store, newsroom, dated.source)
    (summary,) = store.documents()
    assert summary.document.published == dated.published
    assert ingest(store, newsroom) == (0, 0, 2, 0, 0)


def test_when_the_speaking_source_goes_another_is_read_again(store: Store) -> None:
    silent, dated = article(PIER, "a.txt", published=None), article(PIER, "b.txt", published="2024-03-04")
    newsroom = Newsroom(silent, dated)
    ingest(store, newsroom)
    newsroom.put(article(SCHOOL, "b.txt"))
    # the other source is not even read in this run
    ingest(store, newsroom, dated.source)
    kept = next(store.documents(silent.id))
    assert (kept.document.source, kept.document.label, kept.document.published) == (silent.source, "a.txt", None)
    assert store.is_settled()


def test_a_text_that_moves_to_another_file_is_that_files(store: Store) -> None:
    ingest(store, Newsroom(article(PIER, "b.txt", published="2024-03-04")))
    ingest(store, Newsroom(article(SCHOOL, "b.txt"), article(PIER, "c.txt", published=None)))
    moved = next(store.documents(article(PIER).id))
    assert (moved.document.label, moved.document.published, moved.sources) == ("c.txt", None, ("/news/c.txt",))


def test_a_source_that_knows_less_than_before_stops_speaking(store: Store) -> None:
    named, dated = article(PIER, "b.txt", published=None), article(PIER, "a.txt")
    ingest(store, Newsroom(named, dated))
    ingest(store, Newsroom(replace(dated, published=None, outlet=None)))
    (summary,) = store.documents()
    assert (summary.document.label, summary.document.outlet) == ("b.txt", "Fjord Times")


def test_an_unchanged_source_goes_by_its_newest_label(store: Store) -> None:
    ingest(store, Newsroom(TIMES, HERALD))
    assert ingest(store, Newsroom(replace(TIMES, label="march/times.txt"))) == (0, 0, 1, 0, 0)
    (pier,) = store.traces()
    assert [one.occurrence.label for one in pier.quotations] == ["march/times.txt", "herald.txt"]


def test_other_languages_are_stored_and_skipped(store: Store) -> None:
    newsroom = Newsroom(article(FRENCH, "fr.txt", language="fr"), article(PIER, "short.txt", language=None))
    assert ingest(store, newsroom) == (1, 0, 0, 1, 0)
    assert newsroom.extracted == ["short.txt"]
    assert len(list(store.documents())) == 2
    assert ingest(store, newsroom) == (0, 0, 2, 0, 0)


def test_failures_are_listed_until_the_input_can_be_read(store: Store) -> None:
    newsroom = Newsroom(TIMES, Failure("/news/torn.txt", "is no text"))
    assert ingest(store, newsroom) == (1, 0, 0, 0, 1)
    assert list(store.failures()) == [Failure("/news/torn.txt", "is no text")]
    newsroom.put(article(SCHOOL, "torn.txt"))
    assert ingest(store, newsroom) == (1, 0, 1, 0, 0)
    assert list(store.failures()) == []


def test_a_file_that_can_be_read_again_as_it_was_has_not_failed(store: Store) -> None:
    for one in (article(SCHOOL, "torn.txt"), Failure("/news/torn.txt", "is no text"), article(SCHOOL, "torn.txt")):
        ingest(store, Newsroom(one))
    assert list(store.failures()) == []


def test_a_row_of_the_manifest_that_was_corrected_has_not_failed(store: Store) -> None:
    unknown, misdated = Failure("/news/m.csv:3", "names nothing"), Failure("/news/m.csv:4", "has no date")
    ingest(store, Newsroom(unknown, misdated, TIMES), manifest="/news/m.csv")
    ingest(store, Newsroom(TIMES))
    assert list(store.failures()) == [unknown, misdated]
    ingest(store, Newsroom(misdated, TIMES), manifest="/news/m.csv")
    assert list(store.failures()) == [misdated]


def test_half_a_surrogate_pair_fails_its_input_alone(store: Store) -> None:
    newsroom = Newsroom(article("“\ud800 is not a character” she said", "odd.txt"), TIMES)
    assert ingest(store, newsroom) == (1, 0, 0, 0, 1)
    (failure,) = store.failures()
    assert failure.source == "/news/odd.txt"
    assert "surrogate" in failure.reason


@pytest.mark.parametrize("batch", [1, 64])
def test_a_dry_run_says_what_would_be_done_and_stores_nothing(
    batch: int, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "BATCH", batch)
    newsroom = Newsroom(TIMES, HERALD, replace(TIMES, source="/news/twin.txt"), Failure("/news/torn.txt", "is no text"))
    assert ingest(store, newsroom, dry_run=True) == (2, 0, 1, 0, 1)
    assert newsroom.extracted == []
    assert set(store.counts().values()) == {0}


def test_reprocess_derives_everything_anew(store: Store) -> None:
    newsroom = Newsroom(TIMES, HERALD)
    ingest(store, newsroom)
    assert ingest(store, newsroom, reprocess=True) == (0, 2, 0, 0, 0)
    assert newsroom.extracted == ["times.txt", "herald.txt"] * 2


def test_versions_are_recorded_and_reprocess_brings_the_old_up_to_date(store: Store) -> None:
    newsroom = Newsroom(TIMES, HERALD, RADIO)
    old, new = newsroom.stages(lexicons="aaa"), newsroom.stages(lexicons="bbb")
    pipeline.ingest([TIMES.source, HERALD.source], store, stages=old)
    assert store.versions() == {f"{__version__} lexicons aaa": 2}
    pipeline.ingest(newsroom.paths, store, stages=new)
    assert store.versions() == {f"{__version__} lexicons aaa": 2, f"{__version__} lexicons bbb": 1}
    assert store.settings()["lexicon_version"] == "bbb"
    pipeline.ingest(newsroom.paths, store, stages=new, reprocess=True)
    assert store.versions() == {f"{__version__} lexicons bbb": 3}
    (version,) = {version for (version,) in store._connection.rows("SELECT version FROM edges")}
    assert version == f"{__version__} lexicons bbb"


def test_a_newer_reader_does_not_re_extract_unasked(store: Store) -> None:
    newsroom = Newsroom(TIMES)
    ingest(store, newsroom)
    newsroom.put(replace(article(SCHOOL, "times.txt", reader_version=2), content_hash=TIMES.content_hash))
    assert ingest(store, newsroom) == (0, 0, 1, 0, 0)
    assert ingest(store, newsroom, reprocess=True) == (0, 1, 0, 0, 0)


def test_other_thresholds_match_everything_again(store: Store) -> None:
    newsroom = Newsroom(TIMES, HERALD)
    pipeline.ingest(newsroom.paths, store, stages=newsroom.stages(settings={"variant_percent": "80"}))
    asked: list[int] = []

    def tell_none(new: list[object], stored: object, heads: object, /) -> list[object]:
        asked.append(len(new))
        return []

    stages = newsroom.stages(settings={"variant_percent": "99"}, tell_edges=tell_none)
    pipeline.ingest(newsroom.paths, store, stages=stages)
    assert asked == [2]
    assert list(store.traces()) == []
    assert store.settings()["variant_percent"] == "99"


def test_a_forgotten_document_takes_its_share_with_it(store: Store) -> None:
    newsroom = Newsroom(TIMES, HERALD)
    ingest(store, newsroom)
    assert pipeline.forget(store, [TIMES.id, "sha256:none"], stages=newsroom.stages()) == 1
    (left,) = store.traces(all=True)
    assert (store.counts()["documents"], store.counts()["utterances"]) == (1, 1)
    assert [one.utterances for one in store.speakers()] == [0]
    assert left.first.outlets == ("Harbour Herald",)
    assert [one.name for one in store.outlets()] == ["Harbour Herald"]
    assert store.verify() == []


class PlugPulledError(Exception):
    """Somebody pulls the plug."""


@pytest.mark.parametrize("stage", ["extract", "merge_speakers", "tell_edges", "group", "trace"])
def test_after_an_interruption_the_same_command_continues(store: Store, stage: str) -> None:
    newsroom = Newsroom(TIMES, HERALD, RADIO, WIRE)
    pipeline.ingest([TIMES.source], store, stages=later_stages(newsroom))

    def pull_the_plug(*_: object, **__: object) -> None:
        raise PlugPulledError

    with pytest.raises(PlugPulledError):
        pipeline.ingest(newsroom.paths, store, stages=replace(later_stages(newsroom), **{stage: pull_the_plug}))
    assert store.verify() == []
    pipeline.ingest(newsroom.paths, store, stages=later_stages(newsroom))
    assert told(store) == told_at_once(newsroom)


def test_find_shows_the_earliest_first(store: Store) -> None:
    newsroom = Newsroom(WIRE, HERALD, UNDATED, TIMES, RADIO)
    ingest(store, newsroom)
    found = pipeline.find(store, "the old pier will not survive another winter", stages=newsroom.stages())
    assert [one.stored.occurrence.label for one in found] == ["times.txt", "herald.txt", "undated.txt"]
    assert pipeline.find(store, "…", stages=newsroom.stages()) == []
    one = pipeline.find(store, "THE OLD PIER", limit=1, stages=newsroom.stages())
    assert [hit.stored.occurrence.label for hit in one] == ["times.txt"]


@pytest.mark.parametrize("many", [asking.MANY, 0])
def test_find_looks_in_the_index_where_too_many_have_a_word(
    store: Store, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MANY", many)
    newsroom = Newsroom(*COLLECTION)
    ingest(store, newsroom)
    store.add(extract_one(article(f"{PIER} No more.", "waits.txt", outlet="Late", published="2024-04")))
    found = pipeline.find(store, "the old pier will not survive", stages=newsroom.stages())
    assert [one.stored.occurrence.label for one in found] == [
        "pier-again.txt",
        "copy.txt",
        "waits.txt",
        "undated.txt",
    ]
    assert pipeline.find(store, "nobody asked the divers", stages=newsroom.stages()) == []


@pytest.mark.parametrize("many", [1, 2, 4, 8])
@pytest.mark.parametrize("few", [1, 3, asking.FEW])
@pytest.mark.parametrize("words", ["the", "another winter", "the old pier will not survive another winter", "spring"])
def test_a_first_page_of_what_is_found_is_the_beginning_of_all(
    store: Store, words: str, few: int, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom = Newsroom(*COLLECTION)
    ingest(store, newsroom)
    found = pipeline.find(store, words, stages=newsroom.stages())
    monkeypatch.setattr(asking, "MANY", many)
    monkeypatch.setattr(asking, "FEW", few)
    for limit in range(1, len(found) + 2):
        assert pipeline.find(store, words, limit=limit, stages=newsroom.stages()) == found[:limit]


def test_extract_needs_no_store_and_keeps_the_order_of_reading() -> None:
    torn = Failure("/news/torn.txt", "is no text")
    newsroom = Newsroom(TIMES, torn, article(FRENCH, "fr.txt", language="fr"), replace(TIMES, label="x", source="/x"))
    results = list(pipeline.extract(newsroom.paths, stages=newsroom.stages()))
    assert results[1] == torn
    labels = [(one.document.label, len(one.quotations)) for one in results if not isinstance(one, Failure)]
    assert labels == [("times.txt", 1), ("fr.txt", 0), ("x", 1)]


COLLECTION = [
    TIMES,
    HERALD,
    RADIO,
    WIRE,
    UNDATED,
    article(PIER, "copy.txt", outlet="Copy & Sons", published="2024-03-04", origin="https://copy.example/9"),
    article(PIER, "pier-again.txt", outlet="Fjord Times", published="2024-03-02"),
    article("“Another winter of storms”, Ingrid Moen said.", "short.txt", outlet="Short News", published="2024-03"),
    article(f"{SCHOOL_LATER} “Not before the spring term”.", "late.txt", outlet="Late", published="2024-03-07"),
]


def told(store: Store) -> set[object]:
    """What a store says, utterance ids left out: they may differ."""
    return {_facts(trace) for trace in store.traces(all=True)}


def told_at_once(newsroom: Newsroom) -> set[object]:
    """What a fresh store says after one ingest of everything."""
    with Store.open(":memory:") as fresh:
        pipeline.ingest(newsroom.paths, fresh, stages=later_stages(newsroom))
        return told(fresh)


def later_stages(newsroom: Newsroom) -> Stages:
    """Made-up reading and extraction before the real stages."""
    return replace(pipeline.default_stages(), read=newsroom.read, extract=newsroom.extract)


def _facts(trace: Trace) -> object:
    members = tuple(
        (one.occurrence, one.relation, one.joined_because, one.lineage, one.drift) for one in trace.quotations
    )
    related = frozenset((one.relation, one.words) for one in trace.related)
    return (trace.speaker, trace.text, trace.first, trace.outlets, trace.documents, trace.flags, members, related)


@given(st.permutations(COLLECTION), st.lists(st.integers(1, 4), min_size=9, max_size=9))
@settings(max_examples=25, deadline=None)
def test_any_order_and_batching_tells_the_same(order: list[Document], sizes: list[int]) -> None:
    newsroom = Newsroom(*order)
    expected = told_at_once(Newsroom(*COLLECTION))
    with Store.open(":memory:") as store:
        paths = newsroom.paths
        for size in sizes:
            chunk, paths = paths[:size], paths[size:]
            pipeline.ingest(chunk, store, stages=later_stages(newsroom))
        assert told(store) == expected
        assert store.verify() == []


FILES = st.builds(
    article,
    st.sampled_from([PIER, PIER_CUT, SCHOOL, FRENCH]),
    st.sampled_from(["a.txt", "b.txt", "c.txt"]),
    outlet=st.sampled_from(["Fjord Times", None]),
    published=st.sampled_from(["2024-03-04", "2024-03-05", None]),
)


@given(st.lists(st.lists(FILES, min_size=1, max_size=3), min_size=2, max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_folder_that_was_edited_is_as_if_read_for_the_first_time(edits: list[list[Document]]) -> None:
    newsroom = Newsroom()
    with Store.open(":memory:") as edited, Store.open(":memory:") as fresh:
        for files in edits:
            newsroom.put(*files)
            ingest(edited, newsroom)
        ingest(fresh, newsroom)
        assert sorted(edited.documents(), key=repr) == sorted(fresh.documents(), key=repr)
        assert sorted(edited.texts(), key=repr) == sorted(fresh.texts(), key=repr)
        assert {_facts(one) for one in edited.traces(all=True)} == {_facts(one) for one in fresh.traces(all=True)}
        assert edited.verify() == []


def test_one_path_is_enough(store: Store) -> None:
    newsroom = Newsroom(TIMES, HERALD)
    assert pipeline.ingest(TIMES.source, store, stages=newsroom.stages()).added == 1
    assert len(list(pipeline.extract(TIMES.source, stages=newsroom.stages()))) == 1


def test_extraction_takes_indirect_speech_on_request_and_refuses_a_model_that_is_not_here() -> None:
    said = Document(id="d", label="d", source="d", text="Ruth Vance said the levy was dead.")
    stages = pipeline.default_stages()
    assert [one.kind for found in stages.extract([said], indirect=True) for one in found.quotations] == [Kind.INDIRECT]
    assert [found.quotations for found in stages.extract([said])] == [()]
    with pytest.raises(UsageError, match="no_such_pipeline"):
        next(iter(stages.extract([said], model="no_such_pipeline")))


def test_default_stages_are_all_there() -> None:
    stages = pipeline.default_stages()
    assert isinstance(stages, Stages)
    assert stages.settings["matching.variant_percent"] == "80"
