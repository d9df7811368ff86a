"""Dates as news pages print them, found in text and read: no decision here about which of them is the publication's.

``10.01.2022``, ``10/1/22``, ``Monday, January 10, 2022 at 2:05 pm EST``, ``14:05 CET, 10 Jan 2022``,
``2022-01-10T14:05Z``, ``January 10`` (no year), ``January 2022`` (no day). Numbers alone are day first
unless the caller knows better.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import lru_cache

from quotetrace.moments import Moment, Precision
from quotetrace.reading.clocks import CLOCK, hour_of_day, is_american, zone_offset

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thur?s?|fri|sat|sun)\b\.?)"
# Pages glue the time to the year: "January 10, 20222:05 PM".
_YEAR = r"(?:19|20)\d\d(?:(?![\d:])|(?=\d?\d:\d\d\s?[AP]M))"
_GAP = r"[\s,|@·•(]*+(?:(?<=\s)[–—/-]\s|-\s)?(?:\bat\b|\bon\b|\bklo?\b\.?)?[\s,|]*+"
_DATE = re.compile(
    r"(?<![\w./-])"
    rf"(?:(?P<before>{CLOCK.replace('{n}', '1')}){_GAP})?"
    rf"(?:(?P<weekday>{_WEEKDAY}),?\s+(?:the\s+)?)?"
    r"(?:"
    rf"(?P<iyear>{_YEAR})(?P<isep>[-/.])(?P<imonth>\d\d?)(?P=isep)(?P<iday>\d\d?)(?![\d/-])(?:T(?=\d\d:))?"
    rf"|(?P<day1>\d\d?)(?:st|nd|rd|th)?(?:\s+of)?(?:[\s-]+|(?<=\d)(?=[A-Za-z]))(?P<month1>{_MONTH})"
    rf"(?:(?:,?\s+|-)(?P<year1>{_YEAR}))?"
    rf"|(?P<month2>{_MONTH})\s*(?P<day2>\d\d?)(?:st|nd|rd|th)?(?![\d:.]*\d)(?:,?\s+(?P<year2>{_YEAR}))?"
    rf"|(?P<first>\d\d?)(?P<sep>[./-])(?P<second>\d\d?)(?P=sep)(?P<nyear>{_YEAR}|\d\d(?![\d:]))(?![/-]|\.\d)"
    rf"|(?P<month3>{_MONTH})[\s,]+(?P<year3>{_YEAR})"
    r")"
    rf"(?:{_GAP}(?P<after>{CLOCK.replace('{n}', '2')}))?",
    re.IGNORECASE,
)
# What shows that a date may be near, from any of its digits on: a sign and digits, or a month behind it or before.
_DIGITS = re.compile(r"\d+")
_BEHIND_DIGITS = re.compile(
    rf"[-/.]\d\d?[-/.]\d|(?:st|nd|rd|th)?(?:\s+of)?[\s-]*(?:{'|'.join(_MONTHS)})", re.IGNORECASE
)
_MONTH_ENDS = (*_MONTHS, "sept", "uary", "arch", "april", "june", "july", "august", "ember", "ober")
_BETWEEN = ",. \t\r\n\xa0\u2009\u202f"
# A month stands no farther before its day, blanks and all, in characters.
_BEFORE_DIGITS = 60
_WEEKDAY_WORD = re.compile(r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE)
_BARE_YEAR = re.compile(
    r"\b(?P<goal>(?:until|till|through|by|before|beyond|to)\s+(?:the\s+year\s+)?)?(?:19|20)\d\d\b", re.IGNORECASE
)
_COMPACT = re.compile(
    r"((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T?([0-2]\d)([0-5]\d)([0-5]\d)?(Z|[+-]\d\d:?\d\d)?)?", re.IGNORECASE
)
# "Mon Jan 10 18:48:00 +0000 2022": as computers have written it since 1975
_CLOCK_FIRST = re.compile(
    rf"(?:{_WEEKDAY}\s+)?({_MONTH})\s+(\d\d?)\s+(\d\d:\d\d(?::\d\d)?)\s+(?:(\S{{1,6}})\s+)?((?:19|20)\d\d)",
    re.IGNORECASE,
)
# No field that states a time is longer, in characters.
_LONGEST = 200
_CLOCKED = (Precision.HOUR, Precision.MINUTE, Precision.SECOND)
# Where clocks of computers begin: what a program writes that was given no time.
_NEVER = datetime(1970, 1, 1)
# From the first newspapers on; 0001 and 9999 in a field mean that nobody knew.
_YEARS_OF_NEWS = range(1600, 2200)
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a text: where it stands and what it states.

    year, month, day: None where not stated. For numbers alone, `month` and `day` read day first and `either` is True
    where month first would be a date as well. weekday: 0 is Monday. zone: as written.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    zone: str | None = None
    either: bool = False
    numeric: bool = False
    month_first: bool = False

    def swapped(self) -> DateFound:
        """The same numbers read month first."""
        assert self.day is not None
        return replace(self, month=self.day, day=self.month, month_first=True)

    def moment(self, *, year: int | None = None) -> Moment | None:
        """What it states as an interval; `year` stands in for a year not stated. None where there is no such date."""
        known = self.year or year
        if known is None:
            return None
        try:
            day = date(known, self.month, self.day or 1)
        except ValueError:
            return None
        if self.day is None:
            return Moment(datetime(known, self.month, 1), Precision.MONTH)
        if self.hour is None:
            return Moment(datetime(day.year, day.month, day.day), Precision.DAY)
        clock = datetime(day.year, day.month, day.day, self.hour, self.minute or 0, self.second or 0)
        return Moment(clock, _clock_precision(self), zone_offset(self.zone, day))


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[DateFound]:
    """The dates in ``text[start:end]`` in order, bare years left out; offsets count in `text`."""
    stop = len(text) if end is None else end
    if not may_hold_date(text, start, stop):
        return []
    return [found for match in _DATE.finditer(text, start, stop) if (found := _read(match))]


def may_hold_date(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` has digits beside a month or other digits; no date is without, and most text is."""
    for digits in _DIGITS.finditer(text, start, end):
        if _BEHIND_DIGITS.match(text, digits.end(), end):
            return True
        before = text[max(start, digits.start() - _BEFORE_DIGITS) : digits.start()].rstrip(_BETWEEN).lower()
        if before.endswith(_MONTH_ENDS):
            return True
    return False


def parse_date(text: str, *, month_first: bool = False) -> Moment | None:
    """The moment that a field states in whatever form: ISO 8601, words, numbers, seconds since 1970. None if none.

    Midnight stands for the day: programs write it where they have no hour. That which begins 1970 stands for nothing.
    """
    moment = _stated(text[:_LONGEST].strip(), month_first=month_first)
    if moment is None or moment.precision not in _CLOCKED or moment.start.time() != time():
        return moment
    if moment.start == _NEVER:
        return None
    # at an offset of nought nobody knows whose day it is
    return Moment(moment.start, Precision.DAY, moment.offset or None)


@lru_cache(maxsize=1 << 10)  # the records of a day or a crawl share their times
def _stated(text: str, *, month_first: bool) -> Moment | None:
    text = _spelt_out(text)
    try:
        moment = Moment.parse(text)
    except ValueError:
        moment = None
    if moment is not None:
        return moment if moment.start.year in _YEARS_OF_NEWS else None
    if _EPOCH.fullmatch(text):
        return _epoch(float(text))
    found = find_dates(text)
    if not found:
        return None
    return settle(found[0], month_first=month_first).moment()


def _spelt_out(text: str) -> str:
    """``20220110T184800Z`` with its signs, and a clock before the year put behind it; anything else as it is."""
    match = _COMPACT.fullmatch(text)
    if match:
        day, clock = "-".join(match.groups()[:3]), ":".join(filter(None, match.groups()[3:6]))
        return f"{day}T{clock}{(match[7] or '').upper()}" if clock else day
    match = _CLOCK_FIRST.fullmatch(text)
    return f"{match[2]} {match[1]} {match[5]} {match[3]} {match[4] or ''}" if match else text


def settle(found: DateFound, *, month_first: bool) -> DateFound:
    """The date with its numbers in the right order: a weekday beside them decides, else an American time zone or
    `month_first`."""
    if not found.either:
        return found
    if found.weekday is not None and not _weekday_fits(found):
        return found.swapped() if _weekday_fits(found.swapped()) else found
    return found.swapped() if (month_first or is_american(found.zone)) and found.weekday is None else found


def is_order_open(found: DateFound) -> bool:
    """Whether nothing about a date in numbers tells the day from the month: no weekday, no American time zone."""
    return found.either and found.day != found.month and found.weekday is None and not is_american(found.zone)


def writes_month_first(dates: Iterable[DateFound]) -> bool | None:
    """What the unambiguous number dates of a text say about all of them; None where there is none or they disagree."""
    orders = {found.month_first for found in dates if found.numeric and not found.either and found.day != found.month}
    return orders.pop() if len(orders) == 1 else None


def weekdays(text: str, start: int, end: int) -> set[int]:
    """The weekdays named in a stretch of text, 0 for Monday."""
    return {_DAYS.index(match[1][:3].lower()) for match in _WEEKDAY_WORD.finditer(text, start, end)}


def bare_years(text: str) -> set[int]:
    """The years mentioned anywhere, with or without a date; not those that something is to last or happen until."""
    return {int(match.group()) for match in _BARE_YEAR.finditer(text) if not match["goal"]}


def _read(match: re.Match[str]) -> DateFound | None:
    year, month, day, either, month_first = _calendar(match)
    if month is None or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    hour, minute, second, zone = _clock(match)
    return DateFound(
        start=match.start(),
        end=match.end(),
        year=year,
        month=month,
        day=day,
        weekday=_DAYS.index(match["weekday"][:3].lower()) if match["weekday"] else None,
        hour=hour,
        minute=minute,
        second=second,
        zone=zone,
        either=either,
        numeric=match["first"] is not None,
        month_first=month_first,
    )


def _calendar(match: re.Match[str]) -> tuple[int | None, int | None, int | None, bool, bool]:
    """Year, month, day, whether the numbers read either way, whether they can only be month first."""
    if match["iyear"]:
        return int(match["iyear"]), int(match["imonth"]), int(match["iday"]), False, False
    if match["month1"]:
        return _number(match["year1"]), _month(match["month1"]), int(match["day1"]), False, False
    if match["month2"]:
        return _number(match["year2"]), _month(match["month2"]), int(match["day2"]), False, False
    if match["month3"]:
        return int(match["year3"]), _month(match["month3"]), None, False, False
    first, second, year = int(match["first"]), int(match["second"]), int(match["nyear"])
    year += 2000 if year < 100 else 0
    if second > 12:
        return year, first, second, False, True
    return year, second, first, first <= 12, False


def _clock(match: re.Match[str]) -> tuple[int | None, int | None, int | None, str | None]:
    for n in "21":
        if match[f"packed{n}"]:
            packed = match[f"packed{n}"]
            return int(packed[:2]), int(packed[2:]), None, match[f"zone{n}"]
        if match[f"hour{n}"]:
            hour = hour_of_day(int(match[f"hour{n}"]), match[f"half{n}"])
            return hour, int(match[f"minute{n}"]), _number(match[f"second{n}"]), match[f"zone{n}"]
        if match[f"bare{n}"]:
            return hour_of_day(int(match[f"bare{n}"]), match[f"barehalf{n}"]), None, None, match[f"zone{n}"]
    return None, None, None, None


def _clock_precision(found: DateFound) -> Precision:
    if found.second is not None:
        return Precision.SECOND
    return Precision.HOUR if found.minute is None else Precision.MINUTE


def _weekday_fits(found: DateFound) -> bool:
    moment = found.moment()
    return moment is not None and moment.start.weekday() == found.weekday


def _epoch(value: float) -> Moment | None:
    seconds = value / 1000 if value > 1e11 else value
    return Moment(datetime.fromtimestamp(int(seconds), UTC).replace(tzinfo=None), Precision.SECOND, 0)


def _month(text: str) -> int:
    return _MONTHS.index(text[:3].lower()) + 1


def _number(text: str | None) -> int | None:
    return int(text) if text else None
