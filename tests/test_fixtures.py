"""The hand-made golds of fixtures/ and fixtures/stories agree with their articles and with themselves.

Nothing is extracted here. Labels and ids of the two collections are different, so both are looked at as one.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from quotetrace.evaluation.gold import Gold, GoldDocument, GoldQuotation, GoldUtterance, read_gold
from quotetrace.folding import fold_words
from quotetrace.model import DriftClass, FirstStatus, Flag, Kind, LineageStatus, Part
from quotetrace.moments import Moment, Precision, strictly_earlier

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
FOLDERS = (FIXTURES, FIXTURES / "stories")
GOLDS = [read_gold(folder / "gold") for folder in FOLDERS]
GOLD = Gold(
    articles=FIXTURES / "articles",
    documents=tuple(document for gold in GOLDS for document in gold.documents),
    utterances=tuple(utterance for gold in GOLDS for utterance in gold.utterances),
    near_misses=tuple(pair for gold in GOLDS for pair in gold.near_misses),
    copies=tuple(labels for gold in GOLDS for labels in gold.copies or ()),
)
DOCUMENTS = {document.label: document for document in GOLD.documents}
QUOTATIONS = {quotation.id: quotation for document in GOLD.documents for quotation in document.quotations}
# Copies at other outlets and versions of one page: one witness each (DESIGN section 8), found by reading.
COPIES = {label: labels[0] for labels in GOLD.copies or () for label in labels}
OPENERS, CLOSERS = "“‘„«\"'", "”’“»\"'"


def raw_rows() -> list[dict[str, Any]]:
    files = (folder / "gold" / "quotations.jsonl" for folder in FOLDERS)
    return [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]


def records() -> dict[str, dict[str, str]]:
    wires = (folder / "articles" / "meridian-wire.jsonl" for folder in FOLDERS)
    rows = [json.loads(line) for path in wires for line in path.read_text(encoding="utf-8").splitlines()]
    with (FIXTURES / "stories" / "articles" / "rocket-clippings.csv").open(encoding="utf-8", newline="") as table:
        return {row["id"]: row for row in (*rows, *csv.DictReader(table))}


def articles() -> dict[str, Path]:
    return {path.name: path for folder in FOLDERS for path in (folder / "articles").iterdir()}


def text_of(label: str, part: Part) -> str:
    """The text that a document's offsets count in; for built text its source, which has the words, not the offsets."""
    if label in records():
        return records()[label]["title" if part is Part.HEADLINE else "text"]
    return articles()[label].read_bytes().decode("utf-8")


def has_offsets(quotation: GoldQuotation) -> bool:
    return not quotation.document.endswith((".html", ".md"))


def test_every_article_has_its_gold_and_every_gold_its_article() -> None:
    files = {name for name, path in articles().items() if path.suffix not in (".jsonl", ".csv")}
    assert files | set(records()) == set(DOCUMENTS)
    assert {row["doc"] for row in raw_rows()} == set(DOCUMENTS)


def test_ids_are_unique_and_every_reference_is_to_one_of_them() -> None:
    ids = [row["id"] for row in raw_rows()]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    referred = {row["continues"] for row in raw_rows() if row["continues"]}
    for utterance in GOLD.utterances:
        referred |= {*utterance.quotations, *utterance.doubtful}
        referred |= {name for drift in utterance.drift for name in (*drift.origins, drift.to)}
    referred |= {name for pair in GOLD.near_misses for name in pair}
    assert referred - set(ids) == set()


@pytest.mark.parametrize("quotation", [q for q in QUOTATIONS.values() if has_offsets(q)], ids=lambda q: q.id)
def test_offsets_are_those_of_the_words_between_marks(quotation: GoldQuotation) -> None:
    text = text_of(quotation.document, quotation.part)
    assert quotation.start is not None
    assert quotation.end is not None
    assert text[quotation.start : quotation.end] == quotation.text
    assert text[quotation.start - 1] in OPENERS
    unclosed = Flag.UNCLOSED in next(row["flags"] for row in raw_rows() if row["id"] == quotation.id)
    reopened = any(row["continues"] == quotation.id for row in raw_rows()) and text[quotation.end] == "\n"
    assert unclosed or reopened or text[quotation.end] in CLOSERS


@pytest.mark.parametrize("quotation", [q for q in QUOTATIONS.values() if not has_offsets(q)], ids=lambda q: q.id)
def test_words_of_html_stand_in_the_source_that_often(quotation: GoldQuotation) -> None:
    text = text_of(quotation.document, Part.BODY)
    article = text.partition("<h1>")[2] or text
    assert article.count(quotation.text) > quotation.occurrence
    assert quotation.source_text in article


@pytest.mark.parametrize("row", [row for row in raw_rows() if "start" in row], ids=lambda r: r["id"])
def test_mentions_and_channels_stand_where_the_gold_says(row: dict[str, Any]) -> None:
    text = text_of(row["doc"], Part(row["part"]))
    for span in [*row["told_to"], *([row["mention"]] if row["mention"] else [])]:
        assert text[span["start"] : span["end"]] == span["text"]
        assert span["end"] <= row["start"] or span["start"] >= row["end"] or Flag.NESTED in row["flags"]


@pytest.mark.parametrize("row", raw_rows(), ids=lambda row: row["id"])
def test_a_quotation_says_who_speaks_and_a_scare_quote_does_not(row: dict[str, Any]) -> None:
    assert (row["speaker"] is None) == (row["kind"] == Kind.SCARE or (row["debatable"] and row["mention"] is None))
    assert row["mention_type"] in {None, "name", "pronoun", "role", "org", "carried"}
    assert (row["mention"] is None) == (row["mention_type"] in {None, "carried"})


def test_quotations_of_a_document_stand_in_its_order_and_only_nest() -> None:
    for document in GOLD.documents:
        placed = [q for q in document.quotations if q.start is not None and q.part is Part.BODY]
        starts = [q.start for q in placed if q.start is not None]
        assert starts == sorted(starts)
        for left, right in combinations(placed, 2):
            assert left.end is not None
            assert right.start is not None
            assert right.start >= left.end or not right.counted


@pytest.mark.parametrize("document", GOLD.documents, ids=lambda document: document.label)
def test_published_is_known_to_the_precision_stated(document: GoldDocument) -> None:
    files = (folder / "gold" / "documents.json" for folder in FOLDERS)
    rows = [row for path in files for row in json.loads(path.read_text(encoding="utf-8"))]
    row = next(row for row in rows if row["doc"] == document.label)
    assert row["precision"] == (document.published.precision if document.published else None)
    assert document.published is None or document.published.isoformat() == row["published"]
    assert document.headline is None or document.headline in text_of(document.label, Part.HEADLINE)


def test_a_quotation_belongs_to_one_utterance_at_most() -> None:
    members = [name for utterance in GOLD.utterances for name in (*utterance.quotations, *utterance.doubtful)]
    assert [name for name, count in Counter(members).items() if count > 1] == []
    for left, right in GOLD.near_misses:
        assert not any({left, right} <= set(utterance.quotations) for utterance in GOLD.utterances)


def test_the_pieces_of_one_quotation_go_together() -> None:
    """A split or reopened quotation is matched as a whole too (DESIGN section 7): its other pieces may be joined."""
    home = {
        name: utterance.id for utterance in GOLD.utterances for name in (*utterance.quotations, *utterance.doubtful)
    }
    for row in raw_rows():
        if row["continues"]:
            assert home.get(row["id"]) == home.get(row["continues"]), row["id"]


def test_the_same_words_in_two_documents_are_one_utterance_or_a_near_miss() -> None:
    home = {m: u.id for u in GOLD.utterances for m in (*u.quotations, *u.doubtful)}
    apart = {frozenset(pair) for pair in GOLD.near_misses}
    counted = [q for q in QUOTATIONS.values() if q.counted]
    for left, right in combinations(counted, 2):
        if left.document != right.document and fold_words(left.text) == fold_words(right.text):
            same = left.id in home and home[left.id] == home.get(right.id)
            assert same or frozenset({left.id, right.id}) in apart, (left.id, right.id)


@pytest.mark.parametrize("utterance", GOLD.utterances, ids=lambda utterance: utterance.id)
def test_the_first_follows_from_the_dates(utterance: GoldUtterance) -> None:
    documents = {QUOTATIONS[name].document for name in utterance.quotations}
    assert len(documents) > 1
    dated = {label: moment for label in documents if (moment := DOCUMENTS[label].published)}
    first = {
        label for label, moment in dated.items() if not any(strictly_earlier(other, moment) for other in dated.values())
    }
    witnesses = {COPIES.get(label, DOCUMENTS[label].outlet) for label in first}
    assert utterance.status is (FirstStatus.TIE if len(witnesses) > 1 else FirstStatus.FIRST)
    assert set(utterance.first_outlets) == {DOCUMENTS[label].outlet for label in first}
    assert set(utterance.undated) == documents - set(dated)


@pytest.mark.parametrize("utterance", GOLD.utterances, ids=lambda utterance: utterance.id)
def test_drift_starts_from_an_earliest_member_and_says_none_for_equal_words(utterance: GoldUtterance) -> None:
    for drift in utterance.drift:
        assert {drift.to, *drift.origins} <= set(utterance.quotations)
        later = DOCUMENTS[QUOTATIONS[drift.to].document].published
        for name in drift.origins:
            origin = DOCUMENTS[QUOTATIONS[name].document].published
            assert origin is not None
            assert later is None or not strictly_earlier(later, origin)
            same = fold_words(QUOTATIONS[name].text) == fold_words(QUOTATIONS[drift.to].text)
            assert same == (drift.classes[0] is DriftClass.NONE)


@pytest.mark.parametrize("utterance", GOLD.utterances, ids=lambda utterance: utterance.id)
def test_the_lineage_has_an_answer_for_each_member_and_arrows_from_what_is_earlier(utterance: GoldUtterance) -> None:
    assert utterance.lineage is not None
    assert sorted(one.to for one in utterance.lineage) == sorted(utterance.quotations)
    for one in utterance.lineage:
        to = DOCUMENTS[QUOTATIONS[one.to].document].published
        for status, origin in one.answers:
            assert (origin is not None) == (status is LineageStatus.DERIVED)
            if origin is not None:
                assert origin in utterance.quotations
                earlier = DOCUMENTS[QUOTATIONS[origin].document].published
                assert earlier is not None and to is not None and strictly_earlier(earlier, to), one.to
        members = [DOCUMENTS[QUOTATIONS[name].document].published for name in utterance.quotations]
        nothing_before = to is not None and not any(other and strictly_earlier(other, to) for other in members)
        assert nothing_before or one.answers[0][0] is not LineageStatus.SOURCE, one.to


@pytest.mark.parametrize("status", list(LineageStatus))
def test_every_lineage_is_there(status: LineageStatus) -> None:
    told = [one for utterance in GOLD.utterances for one in utterance.lineage or ()]
    assert sum(one.answers[0][0] is status for one in told) >= 5


def test_copies_are_documents_of_one_collection_and_in_one_class_each() -> None:
    for gold in GOLDS:
        labels = [label for copies in gold.copies or () for label in copies]
        assert len(labels) == len(set(labels)) > 0
        assert set(labels) <= {document.label for document in gold.documents}
        assert all(len(copies) > 1 for copies in gold.copies or ())


def test_the_speaker_conflict_is_where_two_speakers_have_the_same_words() -> None:
    for utterance in GOLD.utterances:
        speakers = {QUOTATIONS[name].speaker for name in utterance.quotations if len(QUOTATIONS[name].text) > 60}
        issuers = speakers - {"the report", "the mayor"}  # one document names them in full, the other does not
        assert (len(issuers) > 1) == ("speaker-conflict" in utterance.flags), utterance.id


def test_origins_say_rightly_whether_the_collection_has_them() -> None:
    for gold in GOLDS:
        outlets = {document.outlet for document in gold.documents}
        claims = [origin for utterance in gold.utterances for origin in utterance.origins]
        assert [(name, name in outlets) for name, _ in claims] == claims
        assert {known for _, known in claims} == {True, False}


@pytest.mark.parametrize("kind", [Kind.DIRECT, Kind.MIXED, Kind.HEADLINE, Kind.SCARE])
def test_every_kind_is_there(kind: Kind) -> None:
    assert sum(quotation.kind is kind for quotation in QUOTATIONS.values()) >= 5


@pytest.mark.parametrize(
    "drift",
    [
        DriftClass.NEGATION,
        DriftClass.NUMBER,
        DriftClass.NAME,
        DriftClass.MODAL,
        DriftClass.CONDITION,
        DriftClass.ADDITION,
        DriftClass.TRUNCATION,
        DriftClass.ELLIPSIS,
    ],
)
def test_every_drift_that_the_stories_were_written_for_is_there(drift: DriftClass) -> None:
    assert any(one.classes[0] is drift for utterance in GOLD.utterances for one in utterance.drift)


def test_times_are_known_in_every_way() -> None:
    moments = [document.published for document in GOLD.documents]
    assert None in moments
    known = [moment for moment in moments if moment]
    assert {moment.precision for moment in known} == {
        Precision.MONTH,
        Precision.DAY,
        Precision.MINUTE,
        Precision.SECOND,
    }
    zones = {moment.offset for moment in known if moment.precision in (Precision.MINUTE, Precision.SECOND)}
    assert zones == {None, 0, 60, 120, 180}
    assert Moment.parse("2025-09-08") in known  # the dateline that leaves the year out
