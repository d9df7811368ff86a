"""The data dictionary against the columns, and against every row of the fixtures."""

from __future__ import annotations

import pytest

from quotetrace.rendering.dictionary import Type, columns_of
from quotetrace.rendering.rows import COLUMNS, utterance_row
from quotetrace.store import Store
from quotetrace.subjects import Subject, records

TYPES = {
    Type.TEXT: {str},
    Type.WHOLE: {int},
    Type.NUMBER: {int, float},
    Type.TRUTH: {bool},
    Type.TEXTS: {list},
}


@pytest.mark.parametrize("subject", list(Subject))
def test_every_column_has_its_meaning(subject: Subject) -> None:
    columns = columns_of(subject)
    assert tuple(columns) == COLUMNS[subject]
    assert [name for name, one in columns.items() if not one.meaning or one.meaning.endswith(".")] == []


@pytest.mark.parametrize("subject", list(Subject))
def test_the_values_are_of_the_type_and_among_those_that_it_says(subject: Subject, told: Store) -> None:
    columns = columns_of(subject)
    rows = list(records(told, subject))
    assert len(rows) >= 10
    for row in rows:
        for name, value in row.items():
            assert value is None or type(value) in TYPES[columns[name].type], name
            among = columns[name].values
            if among and value:
                assert set(value if isinstance(value, list) else [value]) <= set(among), name


def test_the_first_wording_is_printed_by_a_first_one_and_need_not_be_the_fullest(told: Store) -> None:
    others = 0
    for trace in told.traces(all=True):
        row = utterance_row(trace)
        firsts = {
            one.occurrence.quotation.text
            for one in trace.quotations
            if one.occurrence.quotation.id in trace.first.quotations
        }
        assert row["first_wording"] in (firsts or {None})
        others += row["text"] not in (firsts or {row["text"]})
    assert others
