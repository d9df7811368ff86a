from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from storm_story import document, extraction, stored, trace

from quotetrace.model import (
    Anchor,
    Decision,
    DecisionKind,
    DecisionState,
    DigestPart,
    DocumentSummary,
    EntityKind,
    Failure,
    FoundQuotation,
    NamedOrigin,
    OutletSummary,
    PlannedDocument,
    Relation,
    SpeakerSummary,
    StoredDecision,
)
from quotetrace.rendering import rows
from quotetrace.rendering.decisions import decision_row
from quotetrace.rendering.dictionary import dictionary_rows
from quotetrace.rendering.digest import digest_row
from quotetrace.rendering.export import write_csv, write_json, write_jsonl
from quotetrace.rendering.harmless import original_cell
from quotetrace.rendering.records import extraction_record

# csv reads every character but NUL; pandas too. Lone surrogates are not text (tested in test_harmless).
written_text = st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), min_size=1, max_size=30)
NASTY = [
    'She said ""no"", twice',
    "two\nlines\r\nand three",
    "=SUM(A1)",
    "'=SUM(A1)",
    "-12 degrees",
    "“Ærlig, 日本”; 𝔸",
]

SAMPLES = {
    "quotes": rows.quotation_row(stored("fjord.txt", "Fjordposten", "2021-11-02")),
    "found": rows.found_row(FoundQuotation(stored("fjord.txt", None, None), Relation.FRAGMENT, 0.9)),
    "utterances": rows.utterance_row(trace()),
    "dictionary": next(dictionary_rows()),
    "firsts": next(rows.first_rows(trace())),
    "claimed": rows.claimed_row(NamedOrigin("Radio Nord", 3, False, ("Kyst",))),
    "drift": next(rows.drift_rows(trace())),
    "lineage": next(rows.lineage_rows(trace())),
    "speakers": rows.speaker_row(SpeakerSummary("Ida Moen", EntityKind.PERSON, ("Moen",), 3, 2, 1, 1)),
    "outlets": rows.outlet_row(OutletSummary(None, 3, 2, 1, 1)),
    "documents": rows.document_row(DocumentSummary(document(), ("/a", "/b"), 3)),
    "figures": {"measure": "quoted + speaker", "value": 80.0, "detail": "4 of 5"},
    "thresholds": {
        "confidence": 0.5,
        "attributed": 4,
        "precision": 75.0,
        "recall": 60.0,
        "f1": 66.7,
        "named_precision": None,
        "named_recall": None,
        "named_f1": None,
    },
    "planned": rows.planned_row(
        PlannedDocument("a.txt", "/a.txt", "text", "new", None, None, None, None, None, "en", 12)
    ),
    "failures": rows.failure_row(Failure("/a", "empty")),
    "digest": digest_row(DigestPart("documents", 3, "ab" * 32)),
    "decisions": decision_row(
        StoredDecision(
            1,
            Decision(DecisionKind.DATE, (Anchor("sha256:1", "a.txt", "the tide"),), ("2025",), "2026-01-02T03:04:05"),
            DecisionState.APPLIED,
            ("sha256:1",),
        )
    ),
}


def table(texts: list[str]) -> list[rows.Row]:
    return [{"text": text, "start": number - 3} for number, text in enumerate(texts)]


def as_csv(texts: list[str], *, raw: bool = False, terminal: bool = False) -> str:
    file = io.StringIO(newline="")
    write_csv(table(texts), ("text", "start"), file, raw=raw, terminal=terminal)
    return file.getvalue()


def through_csv(written: str) -> list[str]:
    return [row["text"] for row in csv.DictReader(io.StringIO(written, newline=""))]


def through_pandas(path: Path, written: str) -> list[str]:
    path.write_text(written, encoding="utf-8", newline="")
    return list(pd.read_csv(path, keep_default_na=False, dtype={"text": str})["text"])


@pytest.mark.parametrize("subject", sorted(rows.COLUMNS))
def test_every_subject_keeps_its_columns(subject: str) -> None:
    assert tuple(SAMPLES[subject]) == rows.COLUMNS[subject]


def test_raw_csv_reads_back_exactly(tmp_path: Path) -> None:
    assert through_csv(as_csv(NASTY, raw=True)) == NASTY
    assert through_pandas(tmp_path / "x.csv", as_csv(NASTY, raw=True)) == NASTY


def test_csv_for_spreadsheets_reads_back_but_for_the_apostrophe(tmp_path: Path) -> None:
    guarded = [*NASTY[:2], "'=SUM(A1)", "''=SUM(A1)", "'-12 degrees", NASTY[5]]
    assert through_csv(as_csv(NASTY)) == guarded
    assert through_pandas(tmp_path / "x.csv", as_csv(NASTY)) == guarded


@given(st.lists(written_text, min_size=1, max_size=4))
def test_any_text_survives_csv(texts: list[str]) -> None:
    assert through_csv(as_csv(texts, raw=True)) == texts
    assert [original_cell(cell) for cell in through_csv(as_csv(texts))] == texts


@settings(max_examples=50)
@given(st.lists(written_text, min_size=1, max_size=4))
def test_any_text_survives_pandas(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    assert through_pandas(path, as_csv(texts, raw=True)) == texts


def test_numbers_are_never_guarded_and_absence_is_empty() -> None:
    file = io.StringIO(newline="")
    write_csv([{"a": -5, "b": None, "c": ["x", "y"], "d": True}], ("a", "b", "c", "d"), file)
    assert file.getvalue() == "a,b,c,d\n-5,,x; y,true\n"


def test_a_table_without_rows_has_its_header() -> None:
    file = io.StringIO(newline="")
    assert write_csv([], ("a", "b"), file) == 0
    assert file.getvalue() == "a,b\n"


def test_csv_on_a_terminal_shows_control_sequences() -> None:
    assert "␛[2J" in as_csv(["\x1b[2J"], terminal=True)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_one_list(count: int) -> None:
    file = io.StringIO()
    assert write_json(table(NASTY[:count]), file) == count
    assert json.loads(file.getvalue()) == table(NASTY[:count])


def test_jsonl_is_one_document_a_line() -> None:
    file = io.StringIO()
    assert write_jsonl([extraction_record(extraction())] * 2, file) == 2
    assert [json.loads(line)["doc"] for line in file.getvalue().splitlines()] == ["fjord.txt"] * 2
