"""Intervals: parsing, printing, and the order that they prove."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrace.moments import Moment, Precision, earliest, strictly_earlier, utc_bounds


@pytest.mark.parametrize(
    ("text", "precision", "printed", "end"),
    [
        ("2022", Precision.YEAR, "2022", "2023-01-01 00:00:00"),
        ("2022-12", Precision.MONTH, "2022-12", "2023-01-01 00:00:00"),
        ("2022-02-28", Precision.DAY, "2022-02-28", "2022-03-01 00:00:00"),
        ("2022-01-07T18", Precision.HOUR, "2022-01-07T18", "2022-01-07 19:00:00"),
        ("2022-01-07 18:48", Precision.MINUTE, "2022-01-07T18:48", "2022-01-07 18:49:00"),
        ("2022-01-07T18:48+0130", Precision.MINUTE, "2022-01-07T18:48+01:30", "2022-01-07 18:49:00"),
        ("2022-01-07T18:48:09.25Z", Precision.SECOND, "2022-01-07T18:48:09+00:00", "2022-01-07 18:48:10"),
        ("2022-01-07T18:48-05", Precision.MINUTE, "2022-01-07T18:48-05:00", "2022-01-07 18:49:00"),
    ],
)
def test_a_stated_time_is_an_interval_of_its_own_unit(text: str, precision: Precision, printed: str, end: str) -> None:
    moment = Moment.parse(text)
    assert (moment.precision, moment.isoformat(), str(moment.end)) == (precision, printed, end)
    assert Moment.parse(printed) == moment


@pytest.mark.parametrize(
    "text",
    [
        *["", "yesterday", "2022-13", "2022-02-30", "10.01.2022", "2022-01-07T25:00"],
        *["2025-01-01T12-99:99", "2022-01-07T18:48+01:60", "2022-01-07T18:48+24:00", "2022-01-07T18:48-24"],
    ],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Moment.parse(text)


@pytest.mark.parametrize(
    ("left", "right", "earlier"),
    [
        ("2022-01-07", "2022-01-08", True),
        ("2022-01-07", "2022-01-07T18:48", False),
        ("2022-01", "2022-01-31", False),
        ("2021", "2022-01-01", True),
        ("2022-01-07T18:48", "2022-01-07T18:49", True),
        # the same instant in two zones is no order, an hour apart is
        ("2022-01-07T18:48+01:00", "2022-01-07T17:48Z", False),
        ("2022-01-07T18:48+02:00", "2022-01-07T17:48Z", True),
        # one zone unknown: 14 hours before and 12 after are possible
        ("2022-01-07T10:00", "2022-01-07T21:00Z", False),
        ("2022-01-07T10:00", "2022-01-07T22:01Z", True),
        ("2022-01-07T10:00Z", "2022-01-08T00:00", False),
        ("2022-01-07T10:00Z", "2022-01-08T00:01", True),
        # beyond the calendar in UTC
        ("9999-12-31T23:30-04:00", "9999-12-31T22:30-05:00", False),
        ("9999-12-31T23:00-04:00", "9999-12-31T23:00-05:00", True),
        ("0001-01-01T00:00+05:00", "0001-01-01T00:10+05:00", True),
        ("9999-12-31", "9999-12-31T23:59-12:00", False),
    ],
)
def test_order_is_claimed_only_where_the_intervals_prove_it(left: str, right: str, earlier: bool) -> None:
    assert strictly_earlier(Moment.parse(left), Moment.parse(right)) is earlier
    assert not strictly_earlier(Moment.parse(right), Moment.parse(left))


def test_the_earliest_are_all_that_nothing_precedes() -> None:
    texts = ["2022-01-10", "2022-01-07", "2022-01-07T18:48", "2022-01"]
    assert [str(moment) for moment in earliest(map(Moment.parse, texts))] == [
        "2022-01-07",
        "2022-01-07T18:48",
        "2022-01",
    ]


MOMENTS = st.builds(
    lambda time, precision, offset: Moment.parse(str(Moment(time, precision, offset))),
    st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59)),
    st.sampled_from(Precision),
    st.none() | st.integers(-14 * 60, 14 * 60),
)


@given(MOMENTS, MOMENTS)
def test_every_year_of_the_calendar_prints_parses_and_compares(left: Moment, right: Moment) -> None:
    for one in (left, right):
        assert Moment.parse(str(one)) == one
        assert str(one).startswith(f"{one.start.year:04}")
        assert one.start < one.end
        start, end = utc_bounds(one)
        assert start <= end
    assert not (strictly_earlier(left, right) and strictly_earlier(right, left))
    if left == right:
        assert not strictly_earlier(left, right)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("9999", "9999-12-31 23:59:59.999999"),
        ("9999-12", "9999-12-31 23:59:59.999999"),
        ("9999-12-31", "9999-12-31 23:59:59.999999"),
        ("9999-11", "9999-12-01 00:00:00"),
        ("0999", "1000-01-01 00:00:00"),
        ("0001-01-01", "0001-01-02 00:00:00"),
    ],
)
def test_where_the_calendar_ends_an_interval_ends_too(text: str, end: str) -> None:
    moment = Moment.parse(text)
    assert (str(moment), str(moment.end)) == (text, end)
