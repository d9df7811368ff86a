"""Utterances and traces: what is stored comes back, only what changed is written, old ids lead on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from newsroom import article, extract_one, mark_settled, put_speakers, put_utterances, trace_one

from quotetrace.errors import NotFoundError
from quotetrace.model import (
    ClaimedOrigin,
    Drift,
    DriftClass,
    Earlier,
    Edge,
    Edit,
    EditOp,
    First,
    FirstStatus,
    Frame,
    Judgement,
    Kind,
    Lineage,
    LineageStatus,
    Member,
    Occurrence,
    Related,
    Relation,
    Trace,
    TracedQuotation,
    Utterance,
)
from quotetrace.moments import Moment
from quotetrace.store import Store

ARTICLES = [
    article("“The ferry will not sail tonight”, Ola Berg said.", "a", outlet="Fjord Times", published="2024-03-04"),
    article("“The ferry will sail tonight”, Ola Berg said.", "b", outlet=None, published="2024-03-05"),
    article("“The ferry will not sail tonight”, Kari Moe said.", "c", outlet="Radio Nord", published=None),
    article("“Buses are no better”, Ola Berg said.", "d", outlet="Radio Nord", published="2024-03-06"),
]
A, B, C, D = (f"{one.id}/body/1" for one in ARTICLES)
FERRY = Utterance(
    1,
    A,
    (
        Member(A, Relation.VARIANT, "its words stand for the others"),
        Member(B, Relation.VARIANT, "6 of 7 words, same speaker", A),
        Member(C, Relation.VARIANT, "identical words", A),
    ),
    speaker_conflict=True,
    related=(
        Related(2, "look-alike", "are no", because="different speakers"),
        Related(3, "overlap", "will not sail", compatible=True, earlier=Earlier("Bay", "e", Moment.parse("2024-03"))),
        Related(4, "overlap", "not sail", True, Earlier(None, "f", Moment.parse("2024-03-03T07:15+01:00"))),
    ),
)
BUSES = Utterance(2, D, (Member(D, Relation.VARIANT, "its words stand for the others"),))


def fill(store: Store) -> dict[str, Occurrence]:
    for one in ARTICLES:
        store.add(extract_one(one))
        store.add_source(one)
    put_speakers(store)
    return {one.quotation.id: one for one in store.occurrences()}


def traced(occurrence: Occurrence, lineage: Lineage, drift: Drift) -> TracedQuotation:
    return TracedQuotation(occurrence, Relation.VARIANT, "because", lineage, drift)


def full_trace(members: dict[str, Occurrence]) -> Trace:
    """A trace with something in every field."""
    same = Edit(EditOp.EQUAL, "The ferry will ", "The ferry will ")
    cut = Edit(EditOp.DELETE, "not ", "", DriftClass.NEGATION)
    return Trace(
        utterance=1,
        speaker="Ola Berg",
        text=members[A].quotation.text,
        kind=Kind.DIRECT,
        first=First(
            FirstStatus.TIE,
            Moment.parse("2024-03-04T08:00+01:00"),
            (A, B),
            (ARTICLES[0].id, ARTICLES[1].id),
            ("Fjord Times",),
            (ARTICLES[2].id,),
        ),
        outlets=("Fjord Times", "Radio Nord"),
        documents=3,
        copies=1,
        flags=("speaker-conflict", "meaning-drift"),
        claimed_origins=(ClaimedOrigin("told broadcaster Kystradioen", "Kystradioen", False),),
        quotations=(
            traced(members[A], Lineage(LineageStatus.SOURCE), Drift(None, DriftClass.NONE, (), 1.0, (same,))),
            traced(
                members[B],
                Lineage(LineageStatus.DERIVED, A, ("a rare word", "the same credit")),
                Drift(A, DriftClass.NEGATION, (DriftClass.NEGATION, DriftClass.PUNCTUATION), 0.91, (same, cut)),
            ),
            replace(
                traced(members[C], Lineage(LineageStatus.UNORDERED), Drift(A, DriftClass.NONE, (), 1.0, (same,))),
                frame=Frame(A, ("said", "threatened"), (same, cut)),
            ),
        ),
        related=FERRY.related,
    )


def test_a_trace_comes_back_as_it_was(store: Store) -> None:
    members = fill(store)
    trace = full_trace(members)
    put_utterances(store, [BUSES, FERRY], [trace_one(BUSES, [members[D]]), trace])
    assert list(store.traces(utterance=1)) == [trace]
    assert list(store.traces()) == [trace]
    assert [one.utterance for one in store.traces(all=True)] == [1, 2]
    assert [one.utterance for one in store.quotes()] == [1, 1, 2, 1]
    assert store.workbench.utterance_of([A, B, C, D]) == {A: 1, B: 1, C: 1, D: 2}


@pytest.mark.parametrize(
    ("firsts", "representative", "told"),
    [
        pytest.param((A, B), A, [A, B], id="the-first-ones"),
        pytest.param((A,), C, [A, B, C], id="the-representative,-and-one-of-unknown-outlet"),
        pytest.param((), A, [A, B], id="of-unknown-outlet"),
    ],
)
def test_a_brief_trace_is_whole_but_for_quotations_no_line_needs(
    store: Store, firsts: tuple[str, ...], representative: str, told: list[str]
) -> None:
    members = fill(store)
    trace = full_trace(members)
    trace = replace(trace, first=replace(trace.first, quotations=firsts))
    put_utterances(store, [replace(FERRY, representative=representative)], [trace])
    (brief,) = store.traces(brief=True)
    kept = tuple(one for one in trace.quotations if one.occurrence.quotation.id in told)
    assert brief == replace(trace, quotations=kept)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param({}, [1], id="two-documents-or-more"),
        pytest.param({"all": True}, [1, 2], id="all"),
        pytest.param({"drifted": True}, [1], id="drifted"),
        pytest.param({"conflicts": True}, [1], id="conflicts"),
        pytest.param({"speaker": "moe"}, [1], id="any-member's-speaker"),
        pytest.param({"speaker": "berg", "all": True}, [1, 2], id="speaker-of-both"),
        pytest.param({"outlet": "radio nord", "all": True, "drifted": True}, [1], id="outlet-and-drifted"),
        pytest.param({"search": "buses", "all": True}, [2], id="words"),
        pytest.param({"search": "buses"}, [], id="words-of-one-document"),
        pytest.param({"since": "2024-03-06", "all": True}, [2], id="since"),
        pytest.param({"kind": "scare", "all": True}, [], id="kind"),
        pytest.param({"all": True, "limit": 1}, [1], id="limit"),
    ],
)
def test_filters(store: Store, filters: dict[str, object], expected: list[int]) -> None:
    members = fill(store)
    put_utterances(store, [FERRY, BUSES], [full_trace(members), trace_one(BUSES, [members[D]])])
    assert [one.utterance for one in store.traces(**filters)] == expected  # type: ignore[arg-type]


def test_firsts_and_ties_are_counted_for_outlets_and_for_the_unknown(store: Store) -> None:
    members = fill(store)
    put_utterances(store, [FERRY], [full_trace(members)])
    mark_settled(store)
    assert [(one.name, one.firsts, one.ties) for one in store.outlets()] == [
        ("Radio Nord", 0, 0),
        ("Fjord Times", 0, 1),
        (None, 0, 1),
    ]
    (berg,) = store.speakers("berg")
    assert (berg.quotations, berg.utterances) == (3, 1)


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    with Store.open(path, create=True) as store:
        members = fill(store)
        traces = [full_trace(members), trace_one(BUSES, [members[D]])]
        put_utterances(store, [FERRY, BUSES], traces)
        log = sqlite3.connect(path)
        log.execute("CREATE TABLE log (utterance INTEGER)")
        log.execute("CREATE TRIGGER spy AFTER INSERT ON utterances BEGIN INSERT INTO log VALUES (new.id); END")
        log.commit()
        put_utterances(store, [FERRY, BUSES], traces)
        assert log.execute("SELECT * FROM log").fetchall() == []
        later = Utterance(2, D, (Member(D, Relation.VARIANT, "another reason"),))
        put_utterances(store, [FERRY, later], [traces[0], trace_one(later, [members[D]])])
        assert log.execute("SELECT * FROM log").fetchall() == [(2,)]
        log.close()


def test_a_merged_id_leads_to_the_one_that_stayed_for_ever(store: Store) -> None:
    members = fill(store)
    apart = [
        Utterance(number, name, (Member(name, Relation.VARIANT, "alone"),))
        for number, name in enumerate((A, B, C, D), 1)
    ]
    put_utterances(store, apart, [trace_one(one, [members[one.representative]]) for one in apart])
    assert store.workbench.next_utterance_id() == 5
    two = Utterance(2, B, (Member(B, Relation.VARIANT, "alone"), Member(C, Relation.VARIANT, "joined")))
    left = [apart[0], two, apart[3]]
    traces = [trace_one(one, [members[member.quotation] for member in one.members]) for one in left]
    put_utterances(store, left, traces, {3: 2})
    put_utterances(store, [FERRY, apart[3]], [full_trace(members), traces[2]], {2: 1})
    for old in (1, 2, 3):
        assert [one.utterance for one in store.traces(utterance=old)] == [1]
        assert len(list(store.quotes(utterance=old))) == 3
    with pytest.raises(NotFoundError, match="no utterance 99"):
        store.traces(utterance=99)


def test_merges_and_splits_are_journalled(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    with Store.open(path, create=True) as store:
        store.workbench.add_to_journal({3: 2}, {9: 2})
    with closing(sqlite3.connect(path)) as raw:
        rows = raw.execute("SELECT utterance, event, other FROM utterance_journal").fetchall()
    assert rows == [(2, "split, a part is now", 9), (3, "merged into", 2)]


def test_an_id_is_never_given_twice(store: Store) -> None:
    members = fill(store)
    put_utterances(store, [FERRY, BUSES], [full_trace(members), trace_one(BUSES, [members[D]])])
    put_utterances(store, [], [])
    assert store.workbench.next_utterance_id() == 3
    assert list(store.traces(all=True)) == []


def test_judgements_come_back_with_their_reasons(store: Store) -> None:
    fill(store)
    first, second = sorted([A, B])
    known = [
        Judgement(Edge(first, second, Relation.VARIANT, 0.9), True, "6 of 7 words", speaker_conflict=True),
        Judgement(Edge(D, C, Relation.OVERLAP, 0.5, "no better", True, False), False, "only some words"),
    ]
    store.workbench.add_judgements(known)
    store.workbench.add_judgements(known)
    assert sorted(store.judgements(), key=lambda one: one.reason) == known
    store.forget([ARTICLES[0].id])
    assert list(store.judgements()) == known[1:]


def test_copies_are_replaced(store: Store) -> None:
    fill(store)
    store.workbench.replace_copies({ARTICLES[0].id: "x", ARTICLES[1].id: "x"}, among=[one.id for one in ARTICLES])
    store.workbench.replace_copies({ARTICLES[1].id: "y"}, among=[one.id for one in ARTICLES[:2]])
    assert [one.copy_class for one in store.documents()] == [None, "y", None, None]


VIEWS = {
    "first_quotes": (
        "utterance, status, speaker, quotation, outlet, published, document, reported_by_documents",
        [
            (1, "tie", "Ola Berg", "The ferry will not sail tonight", "Fjord Times", "2024-03-04", "a", 3),
            (1, "tie", "Ola Berg", "The ferry will sail tonight", "(outlet unknown)", "2024-03-05", "b", 3),
            (2, "first", "Ola Berg", "Buses are no better", "Radio Nord", "2024-03-06", "d", 1),
        ],
    ),
    "quotes_by_speaker": (
        "speaker, quotation, kind, outlet, published, document, utterance",
        [
            ("Kari Moe", "The ferry will not sail tonight", "direct", "Radio Nord", None, "c", 1),
            ("Ola Berg", "The ferry will not sail tonight", "direct", "Fjord Times", "2024-03-04", "a", 1),
            ("Ola Berg", "The ferry will sail tonight", "direct", "(outlet unknown)", "2024-03-05", "b", 1),
            ("Ola Berg", "Buses are no better", "direct", "Radio Nord", "2024-03-06", "d", 2),
        ],
    ),
    "drift_report": (
        "utterance, drift, similarity, earlier_outlet, earlier_wording, outlet, wording, lineage",
        [
            (
                *(1, "negation", 0.91, "Fjord Times", "The ferry will not sail tonight"),
                *("(outlet unknown)", "The ferry will sail tonight", "derived"),
            )
        ],
    ),
}


@pytest.mark.parametrize("view", VIEWS)
def test_views_make_sense_in_any_browser(tmp_path: Path, view: str) -> None:
    path = tmp_path / "quotes.db"
    with Store.open(path, create=True) as store:
        members = fill(store)
        put_utterances(store, [FERRY, BUSES], [full_trace(members), trace_one(BUSES, [members[D]])])
    columns, expected = VIEWS[view]
    raw = sqlite3.connect(path)
    assert raw.execute(f"SELECT {columns} FROM {view}").fetchall() == expected
    raw.close()


TAMPERING = {
    "text": ("UPDATE documents SET text = 'x' || text WHERE label = 'a'", "a: the text is not the one that was read"),
    "offset": ("UPDATE quotations SET start = start + 1 WHERE number = 1", "a: the quotation at 2 is not what"),
    "mention": ("UPDATE quotations SET mention = 'Ole Berg' WHERE number = 1", "a: the speaker mention at"),
    "cue": ("UPDATE quotations SET cue_start = 0 WHERE number = 1", "a: the cue at 0 is not what"),
    "key": ("DELETE FROM documents WHERE label = 'd'", "points to a row of documents that is not there"),
    "face": ("DELETE FROM members WHERE position = 0", "utterance 2: its representative is not one of its members"),
    "index": ("INSERT INTO quotations_fts (quotations_fts) VALUES ('delete-all')", "4 quotations are missing"),
}


@pytest.mark.parametrize("part", TAMPERING)
def test_verify_finds_what_was_tampered_with(tmp_path: Path, part: str) -> None:
    path = tmp_path / "quotes.db"
    with Store.open(path, create=True) as store:
        members = fill(store)
        put_utterances(store, [FERRY, BUSES], [full_trace(members), trace_one(BUSES, [members[D]])])
        mark_settled(store)
        assert store.verify() == []
    statement, complaint = TAMPERING[part]
    raw = sqlite3.connect(path)
    raw.execute(statement)
    raw.commit()
    raw.close()
    with Store.open(path, read_only=True) as store:
        assert any(complaint in line for line in store.verify())
