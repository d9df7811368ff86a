"""One page in several versions and one page crawled again: what is kept, which is first, and how many witnesses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.reading.test_warc import archive

Run = Callable[..., Any]

ADDRESS = "https://www.tarnbypost.example/2022/lock"
WORDS = "“We have looked at every gate, and not one of them is safe,” its chair, Ingrid Solem, told the boatmen."
LEAD = "The lock at Tarnby will stay shut until the autumn, the canal board said on Monday after two nights of talks."
OTHER = "Boatmen filled the hall of the customs house, some of them with lanterns, and nobody wanted to go home at all."


def record(
    url: str = ADDRESS, *, date: str = "2022-01-07T10:00:00Z", text: str = f"{LEAD}\n\n{WORDS}"
) -> dict[str, str]:
    return {"url": url, "title": "Lock stays shut", "date": date, "text": text}


@pytest.fixture
def traced(quotetrace: Run, tmp_path: Path) -> Callable[..., tuple[int, dict[str, Any]]]:
    """Ingests records; how many documents are stored, and the utterance with the chair's words."""

    def trace(*records: dict[str, str]) -> tuple[int, dict[str, Any]]:
        path = tmp_path / "wire.jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
        assert quotetrace("ingest", path).code == 0
        stored = quotetrace("documents", "--format", "jsonl").out.splitlines()
        [utterance] = json.loads(quotetrace("trace", "--search", "gate", "--all", "--format", "json").out)
        return len(stored), utterance

    return trace


def test_a_page_that_changed_is_two_documents_and_one_witness(
    traced: Callable[..., tuple[int, dict[str, Any]]],
) -> None:
    later = record(date="2022-01-09T10:00:00Z", text=f"{LEAD} It meets again in May.\n\n{OTHER}\n\n{WORDS}")
    stored, utterance = traced(later, record())
    assert (stored, utterance["documents"], utterance["copies"], utterance["outlets"]) == (
        2,
        2,
        1,
        ["tarnbypost.example"],
    )
    assert (utterance["first"]["status"], utterance["first"]["published"]) == ("first", "2022-01-07T10:00:00+00:00")


def test_the_first_version_of_a_page_is_the_earliest_that_has_the_words(
    traced: Callable[..., tuple[int, dict[str, Any]]],
) -> None:
    stored, utterance = traced(record(text=f"{LEAD}\n\n{OTHER}"), record(date="2022-01-09T10:00:00Z"))
    assert (stored, utterance["documents"]) == (2, 1)
    assert utterance["first"]["published"] == "2022-01-09T10:00:00+00:00"


@pytest.mark.parametrize(
    "address",
    [
        "https://m.tarnbypost.example/2022/lock",
        "https://amp.tarnbypost.example/2022/lock",
        "http://tarnbypost.example/2022/lock/amp/",
        "https://www.tarnbypost.example/amp/2022/lock",
        "https://www.tarnbypost.example/2022/lock?outputType=amp",
        f"{ADDRESS}?utm_source=letter&fbclid=x#top",
        f"{ADDRESS}?ref_src=share&igshid=y",
    ],
)
def test_one_page_under_another_address_is_one_witness(
    traced: Callable[..., tuple[int, dict[str, Any]]], address: str
) -> None:
    other = record(address, date="2022-01-08T10:00:00Z", text=f"{OTHER}\n\n{WORDS}")
    stored, utterance = traced(record(), other)
    assert (stored, utterance["documents"], utterance["copies"]) == (2, 2, 1)
    assert utterance["first"]["status"] == "first"


@pytest.mark.parametrize(
    "address",
    [
        f"{ADDRESS}?page=2",
        f"{ADDRESS}-2",
        "https://www.tarnbypost.example/2022/amp-lock",
        "https://harbour.example/2022/lock",
    ],
)
def test_another_page_is_a_witness_of_its_own(traced: Callable[..., tuple[int, dict[str, Any]]], address: str) -> None:
    _, utterance = traced(record(), record(address, date="2022-01-08T10:00:00Z", text=f"{OTHER}\n\n{WORDS}"))
    assert (utterance["documents"], utterance["copies"]) == (2, 0)


def test_the_same_page_crawled_again_is_one_document_with_two_sources(quotetrace: Run, tmp_path: Path) -> None:
    page = f"<html><body><h1>Lock stays shut</h1><p>{LEAD}</p><p>{WORDS}</p></body></html>".encode()
    for name in ("spring.warc", "autumn.warc"):
        (tmp_path / name).write_bytes(archive({"url": ADDRESS, "body": page}))
        assert quotetrace("ingest", tmp_path / name).code == 0
    [document] = json.loads(quotetrace("documents", ADDRESS, "--as-read", "--format", "json").out)
    assert [Path(one).name for one in document["sources"]] == ["autumn.warc#1", "spring.warc#1"]


def test_a_page_saved_for_telephones_has_the_address_of_the_page(quotetrace: Run, tmp_path: Path) -> None:
    body = f"<body><h1>Lock stays shut</h1><p>{LEAD}</p><p>{WORDS}</p></body></html>"
    link = f"<link rel='canonical' href='{ADDRESS}'>"
    (tmp_path / "amp.html").write_text(f"<html amp><head>{link}</head>{body}", encoding="utf-8")
    (tmp_path / "web.html").write_text(f"<html><head>{link}</head>{body}", encoding="utf-8")
    assert quotetrace("ingest", tmp_path / "amp.html", tmp_path / "web.html").code == 0
    [document] = json.loads(quotetrace("documents", "--format", "json").out)
    assert document["url"] == ADDRESS
