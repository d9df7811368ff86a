"""Inputs built to stall a reader: each is read or refused at once; a quadratic step would take minutes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quotetrace.model import Document, Failure
from quotetrace.reading import read
from quotetrace.reading.units import MOST_LINES, split_units

from .conftest import ReadText

SENTENCE = "The council said on Monday that “it will go on” and nobody minded. "
PARAGRAPHS = "".join(f"<p>{i}. {SENTENCE * 3}</p>" for i in range(5))


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE * 75_000,
        "a" * 5_000_000,
        "a" + " " * 5_000_000 + "b",
        "May 14 2021 " * 400_000,
        "“" * 1_000_000,
        "(" * 1_000_000,
        "A" * 90 + "' " * 300_000,
        "a\r" * 1_000_000,
        "\n" * 3_000_000 + SENTENCE,
        "Council Votes\n" * 100_000,
        (SENTENCE + "\n") * 100_000,
    ],
    ids=[
        "one line of 5 MB",
        "one word",
        "blanks",
        "dates",
        "quotation marks",
        "brackets",
        "capitals",
        "a million lines",
        "blank lines first",
        "100,000 titles",
        "100,000 sentences",
    ],
)
def test_giant_texts_are_kept_whole(read_text: ReadText, text: str) -> None:
    document = read_text(text)
    assert document.text == text
    assert all(zone.end <= len(text) for zone in document.zones)


def test_lines_past_the_most_that_an_article_has_are_one_unit() -> None:
    text = f"{SENTENCE}\n" * (MOST_LINES + 5)
    units = split_units(text)
    assert len(units) == MOST_LINES + 1
    assert units[-1].text.count("\n") == 4
    assert all(text[unit.start : unit.end] == unit.text for unit in units)


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 10_000 + PARAGRAPHS + "</div>" * 10_000,
        "<article " + " ".join(f"a{i}=1" for i in range(100_000)) + ">" + PARAGRAPHS,
        "<" * 1_000_000,
        '<a b="' * 300_000,
        "<table><tr><td>" * 20_000,
    ],
    ids=["deep", "a tag with 100,000 attributes", "brackets", "open quotes", "tables"],
)
def test_pages_nobody_wrote_are_one_failure(read_failure: Callable[[str, bytes], Failure], body: str) -> None:
    failure = read_failure("page.html", f"<html><body>{body}".encode())
    assert "article" in failure.reason


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>" + "a - " * 20_000 + "</title>", "<h1>Council votes again</h1>"),
        ("<script type='application/ld+json'>" + "[" * 100_000 + "</script>", ""),
        ("", "<span>" * 20_000),
        ("", "<div class='card'><span>12 May 2021</span></div>" * 5_000),
        ("", f"<p>{'© ' * 100_000}</p>"),
        ("<meta property='og:site_name' content='" + "a." * 100_000 + "b'>", ""),
    ],
    ids=["a title of dashes", "deep JSON-LD", "open spans", "cards", "signs of copyright", "a site with a long name"],
)
def test_pages_with_giant_furniture_are_read(read_text: ReadText, head: str, body: str) -> None:
    page = f"<html><head>{head}</head><body><article>{PARAGRAPHS}</article>{body}</body></html>"
    assert SENTENCE.strip() in read_text(page, name="page.html").text


def test_long_records_are_read_up_to_the_limit_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    long = json.dumps({"text": SENTENCE * 225_000}, ensure_ascii=False)
    giant = '{"text": "' + "a" * 20_000_000 + '"}'
    lines = [long, giant, '{"text": ' + "[" * 100_000, '{"text": ' + "9" * 5_000 + "}", json.dumps({"text": SENTENCE})]
    path.write_text("\n".join(lines))
    first, *failures, last = read([path])
    assert isinstance(first, Document)
    assert len(first.text) == len(SENTENCE) * 225_000
    assert [one.reason.split("; ")[0] for one in failures if isinstance(one, Failure)] == [
        "line 2 is longer than 20 MB",
        "is JSON nested too deeply",
        "is not valid JSON (a number too long)",
    ]
    assert isinstance(last, Document)
