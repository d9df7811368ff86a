"""The date of a dateline, and the year where it leaves it out: the one that the other dates and the weekdays fit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from quotetrace.moments import Moment, Precision
from quotetrace.reading.datecandidates import Candidate, Rank, evidence_of
from quotetrace.reading.dates import DateFound, bare_years, find_dates, weekdays
from quotetrace.reading.furniture import Role
from quotetrace.reading.zones import Layout

# A full date this near to a dateline's, in days, gives its year even if no weekday confirms it.
_NEAR_DAYS = 45
# Further off, up to here, in days, a weekday must confirm it: stories cite letters and accounts of the last quarter.
# Beyond, one weekday in seven fits by chance alone.
_CONFIRMED_DAYS = 92
# A lead names the day of its story; paragraphs further down name other days. Paragraphs.
_LEAD_PARAGRAPHS = 3


def from_dateline(text: str, layout: Layout, others: Sequence[Candidate]) -> list[Candidate]:
    """The dateline's date; its year, where it has none, is the one that the other dates and the weekdays fit."""
    dateline = layout.dateline
    if dateline is None or dateline.date is None:
        return []
    found = dateline.date
    if found.year is not None:
        moment, note = found.moment(), ""
    else:
        moment, note = _with_year(text, layout, found, others)
    if moment is None:
        return []
    return [Candidate(Rank.DATELINE, moment, evidence_of(moment, "dateline", found.start, found.end, note))]


def _with_year(text: str, layout: Layout, found: DateFound, others: Sequence[Candidate]) -> tuple[Moment | None, str]:
    prose = [block for block in layout.blocks if block.role is Role.PROSE]
    lead = prose[:_LEAD_PARAGRAPHS]
    named = set().union(*(weekdays(text, block.start, block.end) for block in lead)) if lead else set()
    dates = [one.moment.start.date() for one in others if one.rank < Rank.NEVER]
    sure = any(one.rank < Rank.CAPTION for one in others)
    for block in prose:
        moments = (one.moment() for one in find_dates(text, block.start, block.end))
        dates += [moment.start.date() for moment in moments if moment and moment.precision is not Precision.MONTH]
    years = set().union(*(bare_years(block.text) for block in prose)) if prose else set()
    year = infer_year(found.month, found.day or 1, dates=dates, years=years, weekdays_named=named, sure=sure)
    note = "year inferred from the other dates of the text"
    return (found.moment(year=year), note) if year else (None, "")


def infer_year(
    month: int, day: int, *, dates: Sequence[date], years: set[int], weekdays_named: set[int], sure: bool = False
) -> int | None:
    """The year of a day and month, or None where the other dates leave it open.

    dates: the full dates around; the year that brings the day nearest to the latest of them is taken if it is near
    (or `sure`: it is the document's own), or not far and one of the weekdays named in the lead confirms it.
    years: the years mentioned alone, weak evidence: they only speak against a date that is near and not confirmed, and
    where no full date fits the latest or the next counts, only if a weekday confirms it.
    """
    if dates:
        latest = max(dates)
        fits = [one for year in range(latest.year - 1, latest.year + 2) if (one := _day(year, month, day))]
        nearest = min(fits, key=lambda one: abs((one - latest).days), default=None)
        if nearest is None:
            return None
        distance = abs((nearest - latest).days)
        near = distance <= _NEAR_DAYS
        confirmed = distance <= _CONFIRMED_DAYS and nearest.weekday() in weekdays_named
        overtaken = bool(years) and nearest.year < max(years) - 1
        if sure or confirmed or (near and not overtaken):
            return nearest.year
    if not years:
        return None
    fits = [one for year in (max(years), max(years) + 1) if (one := _day(year, month, day))]
    return next((one.year for one in fits if one.weekday() in weekdays_named), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
