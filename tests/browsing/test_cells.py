"""The CSV that every page links: a spreadsheet runs nothing of it, and what an article has is in it all the same."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from urllib.parse import urlencode

import pytest
from newsroom import Newsroom, article
from pier_site import Get, asking, write_store

from quotetrace.rendering.harmless import neutral_cell, original_cell

FORMULA = '=HYPERLINK("http://127.0.0.1:9/","the pier will be closed")'
OTHERS = ("+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "＝1+1", "'=1+1")


@pytest.fixture(scope="module")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Get]:
    path: Path = tmp_path_factory.mktemp("cells") / "cells.db"
    write_store(path, Newsroom(article(f"“{FORMULA}”, Mona Lind said.", "=cell.txt", outlet="@Herald")))
    yield from asking(path)


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline="")))


@pytest.mark.parametrize(
    "page",
    [
        "documents.csv?_size=max",
        "documents.csv?_stream=on&_labels=on",
        "quotations.csv?_labels=on&_dl=on",
        "first_quotes.csv?_size=max",
        "with_these_words.csv?words=pier",
    ],
)
def test_no_cell_of_what_a_page_links_is_a_formula(page: str, calc: Get) -> None:
    response = calc(f"/quotes/{page}")
    assert response.status_code == 200
    found = [cell for row in cells(response.text) for cell in row]
    assert {FORMULA, "=cell.txt", "@Herald"} & set(map(original_cell, found))
    assert [cell for cell in found if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


@pytest.mark.parametrize("text", OTHERS)
def test_whatever_a_spreadsheet_takes_for_a_formula_is_text(text: str, calc: Get) -> None:
    asked = urlencode({"sql": 'select :text as "=1+1", -7 as number, null as none_at_all', "text": text})
    response = calc(f"/quotes.csv?{asked}")
    head, row = cells(response.text)
    assert head == ["'=1+1", "number", "none_at_all"]
    assert row == [neutral_cell(text), "-7", ""]
    assert row[0].startswith("'")
    assert original_cell(row[0]) == text


def test_json_has_the_words_as_they_are(calc: Get) -> None:
    [row] = calc("/quotes/first_quotes.json?_shape=array").json()
    assert row["quotation"] == FORMULA
