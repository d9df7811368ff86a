"""Dates as pages print them: what each states, and what is no date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrace.reading import dates
from quotetrace.reading.clocks import hour_of_day, zone_offset
from quotetrace.reading.dates import find_dates, parse_date, settle, writes_month_first


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("2023-03-09", "2023-03-09"),
        ("2023/03/09", "2023-03-09"),
        ("20230309", "2023-03-09"),
        ("9 March 2023", "2023-03-09"),
        ("9th of March, 2023", "2023-03-09"),
        ("Mar. 9, 2023", "2023-03-09"),
        ("Sept 9 2023", "2023-09-09"),
        ("Thursday, March 9, 2023", "2023-03-09"),
        ("9-Mar-2023", "2023-03-09"),
        ("March 2023", "2023-03"),
        ("09.03.2023", "2023-03-09"),
        ("9/3/23", "2023-03-09"),
        ("03/29/2023", "2023-03-29"),
        ("Thu 03/09/2023", "2023-03-09"),
        ("March 9 2023, 18:48pm", "2023-03-09T18:48"),
        ("March 9, 2023 at 6:48 p.m.", "2023-03-09T18:48"),
        ("March 9, 2023, 12:05 am", "2023-03-09T00:05"),
        ("9 March 2023 | 7 pm", "2023-03-09T19"),
        ("9 Mar 2023 14:05 CET", "2023-03-09T14:05+01:00"),
        ("14:05 CET, 9 March 2023", "2023-03-09T14:05+01:00"),
        ("9 March 2023 14.05 GMT", "2023-03-09T14:05+00:00"),
        ("9 March 2023 at 1405 GMT", "2023-03-09T14:05+00:00"),
        ("9 March 2023 14:05 (UTC+3)", "2023-03-09T14:05+03:00"),
        ("9 March 2023 14:05 +0530", "2023-03-09T14:05+05:30"),
        ("Thu, 09 Mar 2023 14:05:31 GMT", "2023-03-09T14:05:31+00:00"),
        ("2023-03-09T14:05:31.250-05:00", "2023-03-09T14:05:31-05:00"),
        ("March 9, 2023 2:05 PM ET", "2023-03-09T14:05-05:00"),
        ("July 9, 2023 2:05 PM ET", "2023-07-09T14:05-04:00"),
        ("9 March 2023 14:05 IST", "2023-03-09T14:05"),
        ("9 March 2023 14:05 BST", "2023-03-09T14:05"),
        ("1678370731", "2023-03-09T14:05:31+00:00"),
        ("1678370731000", "2023-03-09T14:05:31+00:00"),
        ("2023", "2023"),
        ("20230309T140531Z", "2023-03-09T14:05:31+00:00"),
        ("20230309140531", "2023-03-09T14:05:31"),
        ("9.3.2023 klo 14.05", "2023-03-09T14:05"),
        ("9.3.2023 kl. 9.05", "2023-03-09T09:05"),
        ("9.3.2023, 14.05 Uhr", "2023-03-09T14:05"),
        ("2023-03-09T00:00:00Z", "2023-03-09"),
        ("2023-03-09 00:00", "2023-03-09"),
        ("1970-01-01", "1970-01-01"),
        # nobody's date
        ("1970-01-01T00:00:00Z", None),
        ("", None),
        ("yesterday", None),
        ("9999-12-31", None),
        ("0001-01-01T00:00:00Z", None),
        ("February 31, 2023", None),
        ("March 9", None),
        ("version 1.2.34.5", None),
    ],
)
def test_a_field_states_no_more_than_is_written(text: str, stated: str | None) -> None:
    moment = parse_date(text)
    assert (None if moment is None else str(moment)) == stated


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("On 12 May 2021 the mayor spoke; on May 14 she left.", ["12 May 2021", "May 14"]),
        ("They may 10 times more", ["may 10"]),
        ("a 3-2 win in 2021", []),
        ("call 555-01-2021-33", []),
        ("from 10.05.2021 to 11.05.2021", ["10.05.2021", "11.05.2021"]),
        ("at 192.168.10.20 and 1.2.3", []),
        ("January 10, 12:30 pm", ["January 10, 12:30 pm"]),
    ],
)
def test_dates_in_text_keep_their_place(text: str, printed: list[str]) -> None:
    assert [text[found.start : found.end] for found in find_dates(text)] == printed


@pytest.mark.parametrize(
    ("text", "month_first", "read_as"),
    [
        ("04/05/2021", False, "2021-05-04"),
        ("04/05/2021", True, "2021-04-05"),
        ("14/05/2021", True, "2021-05-14"),
        ("04/15/2021", False, "2021-04-15"),
        # 4 May 2021 was a Tuesday, 5 April a Monday: the weekday beside the numbers outvotes any habit
        ("Mon 04/05/2021", False, "2021-04-05"),
        ("Tue 04/05/2021", True, "2021-05-04"),
    ],
)
def test_numbers_are_day_first_unless_something_says_otherwise(text: str, month_first: bool, read_as: str) -> None:
    assert str(settle(find_dates(text)[0], month_first=month_first).moment()) == read_as


@pytest.mark.parametrize(
    ("text", "order"),
    [("25.12.2021", False), ("12/25/2021", True), ("01/02/2021", None), ("12/25/2021, 25/12/2021", None), ("", None)],
    ids=["day", "month", "either", "both", "none"],
)
def test_unambiguous_numbers_tell_the_order_of_all(text: str, order: bool | None) -> None:
    assert writes_month_first(find_dates(text)) is order


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%d %b %Y"]),
)
def test_every_day_is_read_back_from_every_form(day: date, form: str) -> None:
    moment = parse_date(day.strftime(form))
    assert moment is not None
    assert moment.start.date() == day


@given(st.text(alphabet="0123456789 :./-,JanMoyTZ+pm", max_size=40))
def test_no_text_breaks_the_search(text: str) -> None:
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
        found.moment(year=2021)


@pytest.mark.parametrize(
    ("hour", "half", "clock"),
    [(12, "a", 0), (12, "p", 12), (1, "p", 13), (18, "p", 18), (24, None, 0), (24, "p", None), (9, None, 9)],
)
def test_hours_by_half_days(hour: int, half: str | None, clock: int | None) -> None:
    assert hour_of_day(hour, half) == clock


@pytest.mark.parametrize(
    ("zone", "day", "offset"),
    [
        ("CET", date(2021, 1, 1), 60),
        ("(UTC-3)", date(2021, 1, 1), -180),
        ("+05:45", date(2021, 1, 1), 345),
        ("PT", date(2021, 3, 13), -480),
        ("PT", date(2021, 3, 14), -420),
        ("ET", date(2021, 11, 7), -300),
        ("CST", date(2021, 1, 1), None),
        ("XYZ", date(2021, 1, 1), None),
        (None, date(2021, 1, 1), None),
    ],
)
def test_zones_count_only_where_they_mean_one_thing(zone: str | None, day: date, offset: int | None) -> None:
    assert zone_offset(zone, day) == offset


_PIECES = st.sampled_from(
    "9 09 2023 23 . / - , : th of at T pm GMT Mon Thursday, March mar. Sept May sep december may\xa0 — ( | x \n".split(
        " "
    )
)


@given(st.lists(_PIECES | st.sampled_from((" ", "  ", "\n")), max_size=14).map("".join))
def test_the_look_for_digits_beside_a_month_loses_no_date(text: str) -> None:
    assert bool(dates.may_hold_date(text, 0, len(text))) or not dates._DATE.search(text)
