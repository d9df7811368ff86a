"""Times of day and time zones as news pages write them.

An abbreviation counts only where it means one thing: IST, CST and BST do not (India or Israel, Chicago or Shanghai,
Britain or Bangladesh), so a time with one of them has no known zone.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

# Minutes east of UTC.
_OFFSETS = {
    "UTC": 0,
    "GMT": 0,
    "Z": 0,
    "WET": 0,
    "WEST": 60,
    "CET": 60,
    "CEST": 120,
    "EET": 120,
    "EEST": 180,
    "MSK": 180,
    "TRT": 180,
    "PKT": 300,
    "NPT": 345,
    "WIB": 420,
    "ICT": 420,
    "HKT": 480,
    "SGT": 480,
    "AWST": 480,
    "JST": 540,
    "KST": 540,
    "ACST": 570,
    "AEST": 600,
    "AEDT": 660,
    "NZST": 720,
    "NZDT": 780,
    "EST": -300,
    "EDT": -240,
    "CDT": -300,
    "MST": -420,
    "MDT": -360,
    "PST": -480,
    "PDT": -420,
    "AKST": -540,
    "HST": -600,
    "SAST": 120,
    "CAT": 120,
    "EAT": 180,
    "WAT": 60,
    "BRT": -180,
    "ART": -180,
}
# Zones named without saying summer or winter: their winter offset; the summer one follows from the date.
_AMERICAN = {"ET": -300, "CT": -360, "MT": -420, "PT": -480}
_UNITED_STATES = re.compile(r"(?:[ECMP][SD]?T|AKST|HST)(?<!CET)")
_AMBIGUOUS = ("IST", "CST", "BST", "AST", "GST", "ECT", "SST")
_NAMED = "|".join(sorted({*_OFFSETS, *_AMERICAN, *_AMBIGUOUS}, key=lambda name: (-len(name), name)))
ZONE = (
    r"(?:\(\s*+)?(?:(?:(?-i:UTC|GMT)\s*+)?[+\-−](?:0?\d|1[0-4])(?::?[0-5]\d)?(?!\d)|(?-i:"
    + _NAMED
    + r")(?![A-Za-z]))(?:\s*+\))?"
)
_SIGNED = re.compile(r"([+\-−])(\d{1,2}):?(\d{2})?(?!\d)")
# A dot parts hours from minutes where what stands behind them says so, or *klo* and *kl.* before them (Nordic pages).
_DOTTED = (
    r"(?<=\d)[.h](?=\d\d\s*+(?:[ap]\.?m\b|hrs\b|uhr\b|"
    + ZONE
    + r"))|(?:(?<=\bklo\s\d)|(?<=\bklo\s\d\d)|(?<=\bkl\s\d)|(?<=\bkl\.\s\d)|(?<=\bkl\s\d\d)|(?<=\bkl\.\s\d\d))\."
)
CLOCK = (
    r"(?:"
    r"(?P<hour{n}>[01]?\d|2[0-4])(?::|" + _DOTTED + r")(?P<minute{n}>[0-5]\d)"
    r"(?::(?P<second{n}>[0-5]\d)(?:[.,]\d+)?)?(?!\d)\s*+(?:(?P<half{n}>[ap])\.?\s?m\b\.?|(?:hrs|hours|uhr)\b)?"
    r"|(?P<bare{n}>1[0-2]|0?[1-9])\s*+(?P<barehalf{n}>[ap])\.?\s?m\b\.?"
    r"|(?P<packed{n}>[01]\d[0-5]\d|2[0-3][0-5]\d)\s*+(?=" + ZONE + r"|hrs\b|hours\b)(?:(?:hrs|hours)\b)?"
    r")(?:\s*+(?P<zone{n}>" + ZONE + r"))?"
)


def hour_of_day(hour: int, half: str | None) -> int | None:
    """The hour 0 to 23 for a written hour and its a or p; ``18:48pm`` is a 24-hour time with a stray pm."""
    if hour > 24 or (hour == 24 and half):
        return None
    if half is None or hour > 12:
        return hour % 24
    return hour % 12 + (12 if half.lower() == "p" else 0)


def zone_offset(text: str | None, day: date) -> int | None:
    """Minutes east of UTC of a zone as written, on that day; None where it is ambiguous or unknown."""
    if not text:
        return None
    name = text.strip("() \t\xa0")
    signed = _SIGNED.search(name)
    if signed:
        minutes = int(signed[2]) * 60 + int(signed[3] or 0)
        return minutes if signed[1] == "+" else -minutes
    if name in _AMERICAN:
        return _AMERICAN[name] + (60 if _american_summer(day) else 0)
    return _OFFSETS.get(name)


def is_american(zone: str | None) -> bool:
    """Whether a zone as written is one of the United States, where number dates are month first."""
    return zone is not None and bool(_UNITED_STATES.fullmatch(zone.strip("() \t\xa0")))


def _american_summer(day: date) -> bool:
    """Daylight time in the United States since 2007: second Sunday of March to first Sunday of November."""
    march = _first_sunday(date(day.year, 3, 1)) + timedelta(days=7)
    return march <= day < _first_sunday(date(day.year, 11, 1))


def _first_sunday(day: date) -> date:
    return day + timedelta(days=6 - day.weekday())
