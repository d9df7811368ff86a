"""`ingest --quotations`: the file's form with its refusals, and what a store holds afterwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotetrace import pipeline
from quotetrace.errors import UsageError
from quotetrace.model import Flag, GivenQuotation, Kind, Part
from quotetrace.pipeline.given import read_given
from quotetrace.store import IN_MEMORY, Store

ARTICLE = "Ardle Bay is quiet, the harbour master Karin Toft said. “It will stay so,” she added.\n"


def test_a_row_of_extract_is_read(tmp_path: Path) -> None:
    full = {"start": 3, "end": 9, "part": "headline", "kind": "mixed", "speaker": "Karin Toft", "speaker_start": 0}
    full |= {
        "speaker_end": 2,
        "cue_start": 11,
        "cue_end": 15,
        "continues": 0,
        "flags": ["negated"],
        "text": "left alone",
    }
    rows = [{"doc": "a.txt", "quotations": [{"start": 1, "end": 2}, full]}, {"doc": "b.txt", "quotations": []}]
    file = tmp_path / "given.jsonl"
    file.write_text("\ufeff" + "\n\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    assert read_given(file) == {
        "a.txt": [
            GivenQuotation(1, 2),
            GivenQuotation(
                3, 9, Part.HEADLINE, Kind.MIXED, "Karin Toft", (0, 2), (11, 15), continues=0, flags=(Flag.NEGATED,)
            ),
        ],
        "b.txt": [],
    }


def test_a_separator_of_lines_within_a_value_ends_no_row(tmp_path: Path) -> None:
    file = tmp_path / "given.jsonl"
    quotations = [{"start": 1, "end": 2, "speaker": "A\u2028B\x85"}]
    row = {"doc": "a.txt", "quotations": quotations}
    file.write_bytes((json.dumps(row, ensure_ascii=False) + "\r\n").encode())
    assert read_given(file) == {"a.txt": [GivenQuotation(1, 2, speaker="A\u2028B\x85")]}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", "has no doc or no list of quotations"),
        ('{"quotations": []}', "has no doc or no list of quotations"),
        ('{"doc": "a.txt", "quotations": {}}', "has no doc or no list of quotations"),
        ('{"doc": "a.txt", "quotations": ["x"]}', "a quotation is no object"),
        ('{"doc": "a.txt", "quotations": [{"text": "x"}]}', "a quotation has no start and end"),
        ('{"doc": "a.txt", "quotations": [{"start": 1}]}', "start and end are no whole numbers"),
        ('{"doc": "a.txt", "quotations": [{"start": 1.5, "end": 2}]}', "start and end are no whole numbers"),
        ('{"doc": "a.txt", "quotations": [{"start": true, "end": 2}]}', "start and end are no whole numbers"),
        ('{"doc": "a.txt", "quotations": [{"start": 1, "end": 2, "kind": "loud"}]}', "'loud' is not a valid Kind"),
        ('{"doc": "a.txt", "quotations": [{"start": 1, "end": 2, "speaker": 7}]}', "speaker is no text"),
        (
            '{"doc": "a.txt", "quotations": [{"start": 1, "end": 2, "speaker": "\\ud800"}]}',
            "speaker holds half a surrogate pair",
        ),
        ('{"doc": "a.txt", "quotations": [{"start": 1, "end": 2, "flags": 7}]}', "flags are no list"),
        ('{"doc": "a.txt", "quotations": [{"start": 1, "end": 2, "flags": ["loud"]}]}', "'loud' is not a valid Flag"),
        ('{"doc": "a.txt", "quotations": []}\n{"doc": "a.txt", "quotations": []}', "document 'a.txt' stands in two"),
    ],
)
def test_what_is_no_such_row_is_refused_with_its_line(line: str, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "given.jsonl"
    file.write_text('{"doc": "first.txt", "quotations": []}\n' + line + "\n", encoding="utf-8")
    number = 2 + line.count("\n")
    with pytest.raises(UsageError) as told:
        read_given(file)
    assert str(told.value).startswith(f"{file} line {number}: {reason}")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(("content", "reason"), [(None, "cannot be read"), (b"\xff\xfe\x00", "is not UTF-8")])
def test_a_file_that_is_none_is_refused(content: bytes | None, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "given.jsonl"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UsageError, match=reason):
        read_given(file)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"Outlet {name[0].upper()}\n\n" + ARTICLE, encoding="utf-8")
    return folder


def said(store: Store) -> list[tuple[str, str, str | None]]:
    quotes = (one.occurrence for one in store.quotes())
    return sorted((one.label, one.quotation.text, one.quotation.speaker) for one in quotes)


def test_named_documents_have_what_was_given_and_the_others_what_is_extracted(articles: Path, tmp_path: Path) -> None:
    text = (articles / "a.txt").read_text(encoding="utf-8")
    start, mention = text.index("Ardle Bay is quiet"), text.index("she")
    quotations = [
        {"start": start, "end": start + 18, "speaker_start": mention, "speaker_end": mention + 3},
        {"start": 0, "end": 10_000},
    ]
    file = tmp_path / "given.jsonl"
    rows = [{"doc": "a.txt", "quotations": quotations}, {"doc": "c.txt", "quotations": []}]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    own = ("b.txt", "It will stay so,", "Karin Toft")
    with Store.open(IN_MEMORY, create=True) as store:
        first = pipeline.ingest(articles, store, quotations=file)
        assert (first.added, first.outside, first.unread) == (2, ("a.txt",), ("c.txt",))
        assert said(store) == [("a.txt", "Ardle Bay is quiet", "Karin Toft"), own]
        assert pipeline.ingest(articles, store).unchanged == 2
        assert said(store)[0] == ("a.txt", "Ardle Bay is quiet", "Karin Toft")
        pipeline.ingest(articles, store, reprocess=True)
        assert said(store) == [("a.txt", *own[1:]), own]
        again = pipeline.ingest(articles, store, quotations=file)
        assert (again.changed, again.unchanged) == (1, 1)
        assert said(store) == [("a.txt", "Ardle Bay is quiet", "Karin Toft"), own]
