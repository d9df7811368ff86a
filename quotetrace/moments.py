"""Publication times as intervals: how precisely they are known, and which of two is certainly earlier.

A news page says "10 January 2022" or "18:48" or "18:48 CET". Each is a half-open interval of wall-clock
time; order is claimed only where the intervals prove it. Two moments without a zone compare as written;
where only one has a zone, the other may stand for any zone on earth and is widened by UTC+14 and UTC-12.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

# Local time T in an unknown zone lies between T - 14 h (Kiribati, UTC+14) and T + 12 h (Baker Island, UTC-12).
EASTMOST = timedelta(hours=14)
WESTMOST = timedelta(hours=12)
# Minutes; no clock is so far from another
_DAY = 24 * 60

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[T ](?P<hour>\d\d)"
    r"(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?)?)?)?)?\s*"
    r"(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$"
)


class Precision(StrEnum):
    """The smallest unit that the source states."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"


# How many characters of "2022-01-07T18:48:09" state each unit
_LENGTHS = dict(zip(Precision, (4, 7, 10, 13, 16, 19), strict=True))


@dataclass(frozen=True, slots=True)
class Moment:
    """A half-open interval ``[start, end)`` of wall-clock time as the source writes it.

    start, end: naive datetimes, the wall clock of the stated zone.
    precision: the unit stated; ``end - start`` is one such unit.
    offset: minutes east of UTC as stated, or None where no zone is known.
    end: the first instant that is no longer part of the interval; the last of the calendar where that is beyond.
    """

    start: datetime
    precision: Precision
    offset: int | None = None
    # Worked out once: a moment is compared with many.
    end: datetime = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "end", _next(self.start, self.precision))

    @classmethod
    def parse(cls, text: str) -> Moment:
        """The moment an ISO 8601 text states, no more precise than written. ValueError for anything else."""
        match = _ISO.match(text.strip())
        if match is None:
            raise ValueError(f"not an ISO 8601 time: {text!r}")
        given = [match[unit] for unit in Precision]
        known = [int(value) for value in given if value is not None]
        precision = list(Precision)[len(known) - 1]
        start = datetime(*(known + [1, 1][len(known) - 1 :] if len(known) < 3 else known))  # type: ignore[arg-type]
        return cls(start, precision, _offset(match["zone"]))

    def isoformat(self) -> str:
        """ISO 8601 as far as known: ``2022``, ``2022-01-10``, ``2022-01-07T18:48+01:00``."""
        # Not strftime: its %Y writes the year 999 with three digits on some systems
        text = self.start.isoformat(timespec="seconds")[: _LENGTHS[self.precision]]
        if self.offset is None or self.precision in (Precision.YEAR, Precision.MONTH, Precision.DAY):
            return text
        sign = "-" if self.offset < 0 else "+"
        hours, minutes = divmod(abs(self.offset), 60)
        return f"{text}{sign}{hours:02}:{minutes:02}"

    def __str__(self) -> str:
        return self.isoformat()


def strictly_earlier(left: Moment, right: Moment) -> bool:
    """Whether `left` was certainly over before `right` began."""
    if left.offset is None and right.offset is None:
        return left.end <= right.start
    return _utc(left)[1] <= _utc(right)[0]


def earliest(moments: Iterable[Moment]) -> list[Moment]:
    """The moments that have no strictly earlier one among them, in their given order."""
    known = list(moments)
    return [one for one in known if not any(strictly_earlier(other, one) for other in known)]


def utc_bounds(moment: Moment) -> tuple[datetime, datetime]:
    """The interval in UTC; an unknown zone may be any. Cut off where the calendar ends, in the years 1 and 9999."""
    start, end = _utc(moment)
    return _on_calendar(start), _on_calendar(end)


def _utc(moment: Moment) -> tuple[timedelta, timedelta]:
    """The interval in UTC as time since the calendar begins, which may be before that, or after it ends."""
    start, end = moment.start - datetime.min, moment.end - datetime.min
    if moment.offset is None:
        return start - EASTMOST, end + WESTMOST
    shift = timedelta(minutes=moment.offset)
    return start - shift, end - shift


def _on_calendar(since: timedelta) -> datetime:
    return datetime.min + min(max(since, timedelta()), datetime.max - datetime.min)


def _offset(zone: str | None) -> int | None:
    if zone is None:
        return None
    if zone in ("Z", "UTC", "GMT"):
        return 0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if int(digits[2:]) >= 60 or minutes >= _DAY:
        raise ValueError(f"no clock is at {zone}")
    return -minutes if zone[0] == "-" else minutes


def _next(start: datetime, precision: Precision) -> datetime:
    if precision is Precision.YEAR:
        if start.year == datetime.max.year:
            return datetime.max
        leap_day = (start.month, start.day) == (2, 29)
        return start.replace(year=start.year + 1, day=28 if leap_day else start.day)
    if precision is Precision.MONTH:
        after = start.replace(day=1) + min(timedelta(days=32), datetime.max - start.replace(day=1))
        return after if after == datetime.max else after.replace(day=1)
    return start + min(timedelta(**{precision.value + "s": 1}), datetime.max - start)
