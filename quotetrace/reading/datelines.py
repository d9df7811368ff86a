"""The opening of a wire story: place, date, agency (``LIMA, May 3. /TASS/.``, ``LIMA (AFP) -``, ``(Reuters) -``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from quotetrace.reading.dates import DateFound, find_dates
from quotetrace.reading.outlets import agencies, is_call_sign

# A dateline is no longer than this many characters.
_REACH = 110
_PLACE_CAPS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’/ -]*[A-ZÀ-Þ.](?:,\s+[A-Z][\w.'’]*(?:\s[A-Z][\w.]*)?)?"
_PLACE = (
    r"(?:[A-ZÀ-Þ][\w.'’-]*(?:[ /](?:de|del|la|al|of|the|and|[A-ZÀ-Þ][\w.'’-]*)){0,4}"
    r"(?:,\s+[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)?)"
)
_DASH = r"(?:\s*[-–—―]{1,3}\s+|\s*:\s+)"
_LABEL = re.compile(r"\s*(?:date|dated|published|posted|updated)\b(?:\s+on)?\s*:?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline ``text[start:end]``; agency as printed with its place, date as printed; None where not stated."""

    start: int
    end: int
    agency: str | None
    agency_start: int | None
    agency_end: int | None
    date: DateFound | None


def read_dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline that opens ``text[start:end]``, None where there is none. A place alone must be in capitals."""
    opening = text[start : min(end, start + _REACH)]
    for pattern in _patterns():
        match = pattern.match(opening)
        if match is None:
            continue
        groups = match.groupdict()
        dates = find_dates(text, start, start + match.end())
        if groups.get("date") is not None and not dates:
            continue
        which = "station" if "station" in groups else "agency"
        agency = groups.get(which)
        if which == "station" and not is_call_sign(agency or ""):
            continue
        return Dateline(
            start=start,
            end=start + len(match.group().rstrip()),
            agency=agency,
            agency_start=start + match.start(which) if agency else None,
            agency_end=start + match.end(which) if agency else None,
            date=dates[0] if dates else None,
        )
    return None


def opening_label(text: str, start: int, end: int) -> int | None:
    """Where a date run into the first paragraph ends (``date 2022-01-10 The council …``); None where it has none."""
    label = _LABEL.match(text, start, end)
    if label is None:
        return None
    dates = find_dates(text, start, min(end, start + _REACH))
    if not dates or not label.start() <= dates[0].start <= label.end() + 8 or dates[0].year is None:
        return None
    return dates[0].end


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(re.escape(name) for name in sorted(agencies().values(), key=lambda name: (-len(name), name)))
    agency = rf"(?P<agency>(?i:{names}))"
    date = (
        r"(?P<date>[^\W\d_]{3,9}\.?\s+\d{1,2}(?:,?\s+\d{4})?|\d{1,2}\s+[^\W\d_]{3,9}\.?(?:,?\s+\d{4})?|"
        r"\d{1,2}[./]\d{1,2}[./]\d{2,4})"
    )
    bracketed = rf"[(/\[]\s*{agency}\s*[)/\]]"
    return (
        re.compile(rf"(?:{_PLACE}[,.]?\s+(?:[-–—]\s+)?)?(?:{date}[,.]?\s*)?{bracketed}[.,:]?(?:{_DASH}|\s+)"),
        re.compile(rf"{_PLACE}[,.]?\s+{date}\s*[-–—,]\s+{agency}\s*(?:[.:]\s+|{_DASH})"),
        re.compile(rf"{agency},\s+{date}\.\s+"),
        re.compile(rf"{_PLACE_CAPS}[,.]?\s+{date}[,.]?{_DASH}"),
        # an agency or a paper that is not known
        re.compile(rf"{_PLACE_CAPS}[,.]?\s+{date}[,.]?\s*\([^\W\d_][\w .&'’-]{{1,30}}\){_DASH}"),
        re.compile(rf"{_PLACE_CAPS}[,.]?\s+{date}\.\s+"),
        re.compile(rf"(?=[A-ZÀ-Þ' ]{{4}}){_PLACE_CAPS}\s*(?:[-–—―]{{1,3}}\s+|―\s*)(?=[\"“'‘(]?[A-ZÀ-Þ0-9])"),
        re.compile(rf"{_PLACE}[,.]?\s+\((?P<station>[A-Z-]{{4,7}})\)\s*[-–—]{{1,2}}\s+"),
        re.compile(rf"{agency}\s*(?:[-–—]{{1,2}}\s+|:\s+)"),
    )
