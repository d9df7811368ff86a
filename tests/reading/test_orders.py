"""The order of day and month in a file of records: what the sure ones tell of the open ones, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from quotetrace.model import Document, Evidence, Failure
from quotetrace.reading import read
from quotetrace.reading.article import Article
from quotetrace.reading.orders import with_orders

STORY = "The weir at Tolne will be raised by a hand, the water board of Askvik decided, and its chair Siri Moe agreed."


def record(day: str, outlet: str | None = None) -> Article:
    named = (Evidence("outlet", outlet, "metadata"),) if outlet else ()
    return Article(STORY, day, stated=(*named, Evidence("published", day, "metadata")), is_record=True)


@pytest.mark.parametrize(
    ("records", "orders"),
    [
        ([("01/07/2022", "Post"), ("01/25/2022", "Post")], [True, None]),
        ([("01/07/2022", "Post"), ("25/01/2022", "Post")], [False, None]),
        ([("01/07/2022", "Post"), ("01/25/2022", "Echo")], [True, None]),
        ([("01/07/2022", "Post"), ("01/25/2022", "Echo"), ("25/01/2022", "Post")], [False, None, None]),
        ([("01/07/2022", "Post"), ("01/25/2022", "Echo"), ("25/01/2022", "Star")], [None, None, None]),
        ([("01/07/2022", "Post"), ("01/25/2022", "Post"), ("25/01/2022", "Post")], [None, None, None]),
        ([("01/07/2022", None), ("2022-01-25", None)], [None, None]),
        ([("07/07/2022", None), ("01/25/2022", None)], [None, None]),
    ],
    ids=["American", "British", "another outlet", "its own first", "they differ", "it differs", "ISO", "both the same"],
)
def test_sure_records_tell_the_order(records: list[tuple[str, str | None]], orders: list[bool | None]) -> None:
    given = [record(day, outlet) for day, outlet in records]
    found = list(with_orders(given, lambda: given))
    assert [one.month_first for one in found if isinstance(one, Article)] == orders


def test_a_file_is_read_again_once_and_only_where_an_order_is_open() -> None:
    again: list[int] = []

    def reread(given: list[Article]) -> Iterator[Article | Failure]:
        again.append(1)
        yield from given

    sure = [record("2022-01-25"), record("25/01/2022")]
    assert len(list(with_orders(sure, lambda: reread(sure)))) == 2
    assert not again
    open_ones = [record("01/07/2022"), Failure("x", "broken"), record("02/07/2022")]
    assert len(list(with_orders(open_ones, lambda: reread(sure)))) == 3
    assert len(again) == 1


def test_a_table_tells_its_order(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    rows = "".join(f'{day},"{number}. {STORY}"\n' for number, day in enumerate(("03/04/2022", "12/31/2022")))
    path.write_text(f"date,text\n{rows}")
    documents = list(read([path], today=date(2024, 7, 1)))
    assert [str(one.published) for one in documents if isinstance(one, Document)] == ["2022-03-04", "2022-12-31"]
    assert isinstance(documents[0], Document)
    assert not any("day first" in one.note for one in documents[0].evidence)
