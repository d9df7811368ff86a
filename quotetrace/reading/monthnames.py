"""Dates whose months a page's template prints in another language, rewritten in English: ``le 14 décembre 2015``.

English articles stand on pages whose menus and date lines are Norwegian or French. Names that mean another thing in
English are read only between a day and a year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from quotetrace.lexicons import lines

_ENGLISH = "January February March April May June July August September October November December".split()


def in_english(text: str) -> str:
    """The text with the month between a day and a year in English, and the word before a time."""
    return _pattern().sub(_rewritten, text)


def _rewritten(match: re.Match[str]) -> str:
    month = _ENGLISH[_months()[match["month"].lower()] - 1]
    clock = f" at {match['hour']}:{match['minute']}" if match["hour"] else ""
    return f"{match['day']} {month} {match['year']}{clock}"


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=lambda name: (-len(name), name)))
    return re.compile(
        rf"\b(?P<day>\d\d?)(?:\.|er|º|ª)?\s+(?:de\s+|d[’']\s*)?(?P<month>{names})\b\.?,?\s+(?:de\s+)?(?P<year>(?:19|20)\d\d)"
        r"(?:,?\s+(?:[àa]|um|kl\.?|klo|om|ore|a las|às|alle|o)?\s*(?P<hour>[012]?\d)[:.h](?P<minute>[0-5]\d)(?!\d))?",
        re.IGNORECASE,
    )


@cache
def _months() -> Mapping[str, int]:
    """The number of each month's name, those that English has as well left out."""
    rows = (line.split("\t") for line in lines("month_names.tsv"))
    return {name: int(number) for number, names in rows for name in names.split()}
