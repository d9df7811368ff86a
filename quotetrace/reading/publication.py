"""When a document was published, from all that says so, each with its evidence.

What a manifest, a record or the markup states wins; then a post's own date line, the dateline, the address, the file's
name, and only where nothing else is left a caption. Dates of related stories and dates in running prose never count;
they only help to find the year that a dateline leaves out. File modification times are not looked at. The clock never
chooses: a day that has not come yet is refused, and nothing takes its place, so that another day's run gives no other.
Nor does the day on which somebody's crawler saw the page (field ``seen``): it only refuses the days after.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import IntEnum

from quotetrace.model import Evidence
from quotetrace.moments import Moment, Precision, utc_bounds
from quotetrace.reading.datelabels import DateLabel, label_of
from quotetrace.reading.dates import (
    DateFound,
    bare_years,
    find_dates,
    is_order_open,
    parse_date,
    settle,
    weekdays,
    writes_month_first,
)
from quotetrace.reading.furniture import Role
from quotetrace.reading.zones import Block, Layout

# A full date this near to a dateline's, in days, gives its year even if no weekday confirms it.
_NEAR_DAYS = 45
# Further off, up to here, in days, a weekday must confirm it: stories cite letters and accounts of the last quarter.
# Beyond, one weekday in seven fits by chance alone.
_CONFIRMED_DAYS = 92
# Somewhere on earth it is tomorrow already, and papers print the next day's date in the evening before.
_AHEAD = timedelta(days=1)
# A lead names the day of its story; paragraphs further down name other days. Paragraphs.
_LEAD_PARAGRAPHS = 3
# A page seen before is one whose crawler had no clock.
_FIRST_CRAWLERS = 1994
_NOT_YET, _BEFORE = "had not come yet when this was read", "had not come yet when the page was seen"
_SEEN = "says when the page was seen, not when it was published: {}"
_DAY_FIRST = "day before month is assumed: nothing says which of the numbers is the month"
# What a page prints beside its heading is the story's own day; what stands above may be the day of the visit.
_TRUSTED_PRINT = ("printed beside the heading", "printed as the day of publication")
_FOLDERS = "the folders of the address"
_CONFLICT = "says another day than what was believed"
_IN_A_SENTENCE = re.compile(r"\b(?:on|in|of|since|from|until|by|before|after)\s+(?:the\s+)?$", re.IGNORECASE)
_IN_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2]|[a-z]{3})[/_-](0?[1-9]|[12]\d|3[01])(?!\d)", re.IGNORECASE
)
# A date in numbers, amid prose where a whole search would be slow.
_NUMBERS = re.compile(r"(?<![\w./-])\d\d?([./-])\d\d?\1(?:\d\d){1,2}(?![\w/-])")
# A notice of a change is short, in words.
_NOTICE_WORDS = 60
_AMENDED = re.compile(
    r"\bthis\s+(?:article|story|report|page|post|piece|headline|item)\s+(?:was|has\s+been)\s+(?:last\s+)?"
    r"(?:amended|updated|corrected|edited|revised|changed|modified)\s+(?:again\s+)?on",
    re.IGNORECASE,
)
# A file that lies in folders called by year, month and day, or in one called by the whole day.
_IN_FOLDER = re.compile(r"(?:^|/)((?:19|20)\d\d)(?P<sep>[/_-]?)(0[1-9]|1[0-2])(?P=sep)(0[1-9]|[12]\d|3[01])/[^/]*$")
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")


class _Rank(IntEnum):
    """What outranks what, best first."""

    STATED = 0
    LABELLED = 1
    BYLINE = 2
    DATELINE = 3
    ADDRESS = 4
    NAME = 5
    MONTH = 6
    CAPTION = 7
    CHANGED = 8
    NEVER = 9


_LABELLED = {
    DateLabel.CHANGED: (_Rank.CHANGED, "says when it was last changed"),
    DateLabel.COPIED: (_Rank.NEVER, "says when the copy was made or may be used"),
    DateLabel.PUBLISHED: (_Rank.LABELLED, ""),
}


@dataclass(frozen=True, slots=True)
class _Candidate:
    rank: _Rank
    moment: Moment
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Publication:
    """The publication's interval and the last change's, None where nothing says it, with the evidence for both."""

    published: Moment | None
    modified: Moment | None
    evidence: tuple[Evidence, ...]


def publication_of(
    text: str,
    layout: Layout,
    stated: Sequence[Evidence],
    *,
    url: str | None,
    file_name: str,
    month_first: bool | None,
    today: date,
    derived: bool = False,
) -> Publication:
    """The publication as `stated` (times as written, the most trusted first) and as text, address and file name show.

    derived: `stated` is a page's markup, which may have the day of a move to another system; see `_earlier`.
    month_first: the outlet, or the file with the record, writes number dates so, None where neither is known; an
    unambiguous date in the text outvotes it.
    file_name: with its folders. today: the day of the run; nothing was published later than on the day after.
    """
    order = _order(text, layout)
    order = month_first if order is None else order
    assumed, month_first = order is None, bool(order)
    fields, unread = _from_fields(stated, month_first=month_first, assumed=assumed)
    changed = _from_fields(
        [one for one in stated if one.field == "modified"], month_first=month_first, assumed=assumed, field="modified"
    )[0]
    printed = _from_blocks(text, layout, month_first=month_first, assumed=assumed)
    printed += _from_notices(text, layout, month_first=month_first)
    candidates = [*fields, *printed, *_from_names(url, file_name)]
    candidates += _from_dateline(text, layout, candidates)
    candidates.sort(key=lambda one: one.rank)
    chosen = next((one for one in candidates if one.rank < _Rank.CHANGED), None)
    chosen = _earlier(chosen, candidates) if chosen and derived else chosen
    chosen = _refined(chosen, candidates) if chosen else None
    seen = _seen(stated)
    last_day, why = min([(today, _NOT_YET), *((one.moment.start.date(), _BEFORE) for one in seen)])
    if chosen and chosen.moment.start.date() > last_day + _AHEAD:
        candidates = [_refused(one, why) if one is chosen else one for one in candidates]
        chosen = None
    last = next(
        (one for one in [*changed, *candidates] if one.rank in (_Rank.CHANGED, _Rank.STATED) and one is not chosen),
        None,
    )
    modified = last.moment if last and (last.rank is _Rank.CHANGED or last in changed) else None
    evidence = [_weighed(one, chosen) for one in candidates]
    evidence += [replace(one.evidence, used=False) for one in [*seen, *changed]]
    return Publication(chosen.moment if chosen else None, modified, (*evidence, *unread))


def _from_fields(
    stated: Sequence[Evidence], *, month_first: bool, assumed: bool, field: str = "published"
) -> tuple[list[_Candidate], list[Evidence]]:
    """The times that fields state, and those that could not be understood; one stated as not to be used is not."""
    understood: list[_Candidate] = []
    unread: list[Evidence] = []
    for one in stated:
        if one.field != field:
            continue
        moment = parse_date(one.value, month_first=month_first)
        moment = _without_midnight(moment) if moment and one.kind == "metadata" else moment
        note = one.note if field == "published" else "says when it was last changed"
        if moment is None:
            unread.append(replace(one, field="published", used=False, note="not understood as a date"))
        else:
            found = find_dates(one.value)
            note = _with_order(note, found[0] if found else None, assumed=assumed)
            evidence = replace(one, field="published", value=str(moment), note=note)
            understood.append(_Candidate(_Rank.STATED if one.used else _Rank.NEVER, moment, evidence))
    return understood, unread


def _with_order(note: str, found: DateFound | None, *, assumed: bool) -> str:
    """The note on a date; where its numbers were read day first for want of a sign, with that.

    assumed: neither the outlet nor another date of the text says how it writes dates.
    """
    if not assumed or found is None or not is_order_open(found):
        return note
    return f"{note}; {_DAY_FIRST}" if note else _DAY_FIRST


def _from_blocks(text: str, layout: Layout, *, month_first: bool, assumed: bool) -> list[_Candidate]:
    """The dates of bylines, captions and related stories."""
    found: list[_Candidate] = []
    foot = max((block.end for block in layout.blocks if block.role is Role.PROSE), default=len(text))
    for block in layout.blocks:
        if block.role not in _DATED:
            continue
        for one in find_dates(text, block.start, block.end):
            moment = settle(one, month_first=month_first).moment()
            if moment is not None and (moment.precision is not Precision.MONTH or _is_issue(block, one)):
                rank, kind, note = _standing(text, block, one, foot)
                rank = max(rank, _Rank.MONTH) if moment.precision is Precision.MONTH else rank
                note = _with_order(note, one, assumed=assumed and rank is not _Rank.NEVER)
                found.append(_Candidate(rank, moment, _evidence(moment, kind, one.start, one.end, note)))
    return found


_DATED = (Role.BYLINE, Role.CAPTION, Role.RELATED, Role.MARKER, Role.MASTHEAD)


def _is_issue(block: Block, found: DateFound) -> bool:
    """Whether a month is all that a date line states, as a magazine's does."""
    return block.role is Role.BYLINE and found.start == block.start and found.end == block.end


def _standing(text: str, block: Block, found: DateFound, foot: int) -> tuple[_Rank, str, str]:
    """How a date in a block ranks, the kind of its evidence, and a note on what speaks against it."""
    if block.role is Role.CAPTION:
        closes = not text[found.end : block.end].strip(" .)]")
        dated = closes and not _IN_A_SENTENCE.search(text[block.start : found.start])
        return (_Rank.CAPTION, "caption", "") if dated else (_Rank.NEVER, "caption", "the day of a picture")
    if block.role in (Role.RELATED, Role.MARKER):
        return _Rank.NEVER, "caption", "belongs to a related story"
    before = text[block.start : found.start]
    label = label_of(before)
    if label in _LABELLED:
        rank, note = _LABELLED[label]
        return rank, "byline", note
    # corrections, signatures and other people's posts are dated below the article
    below = block.start >= foot and not before.endswith(", ")
    return (_Rank.NEVER, "byline", "stands below the article") if below else (_Rank.BYLINE, "byline", "")


def _from_notices(text: str, layout: Layout, *, month_first: bool) -> list[_Candidate]:
    """When the text says of itself that it was changed: *This article was amended on 9 January to correct a name.*"""
    found: list[_Candidate] = []
    for block in layout.blocks:
        short = block.words <= _NOTICE_WORDS and block.role in (Role.PROSE, Role.CHROME)
        notice = _AMENDED.search(block.text) if short and "his " in block.text else None
        dates = find_dates(text, block.start + notice.end(), block.end) if notice else []
        moment = settle(dates[0], month_first=month_first).moment() if dates else None
        if notice and moment and dates[0].start - block.start - notice.end() <= 1:
            note = _LABELLED[DateLabel.CHANGED][1]
            found.append(
                _Candidate(_Rank.CHANGED, moment, _evidence(moment, "text", dates[0].start, dates[0].end, note))
            )
    return found


def _from_names(url: str | None, file_name: str) -> list[_Candidate]:
    """Dates in the page's address and in the file's name."""
    found = []
    match = _IN_ADDRESS.search(url) if url else None
    moment = (
        parse_date(" ".join((match[3], match[2], match[1])) if match[2].isalpha() else "-".join(_padded(match)))
        if match
        else None
    )
    if moment is not None:
        note = _FOLDERS if url and match and _is_in_folders(url, match) else ""
        found.append(_Candidate(_Rank.ADDRESS, moment, _evidence(moment, "url", note=note)))
    match = _IN_NAME.search(file_name.rpartition("/")[2])
    moment = parse_date("-".join(_padded(match))) if match else None
    if moment is not None:
        return [*found, _Candidate(_Rank.NAME, moment, _evidence(moment, "file name"))]
    match = _IN_FOLDER.search(file_name)
    moment = parse_date("-".join((match[1], match[3], match[4]))) if match else None
    if moment is not None:
        found.append(_Candidate(_Rank.NAME, moment, _evidence(moment, "file name", note="the folder's name")))
    return found


def _is_in_folders(url: str, match: re.Match[str]) -> bool:
    """Whether the day is folders of an address (``/2024/06/02/``), and no words of the story's name."""
    return {url[match.start() - 1], url[match.end(1)], url[match.end(2)]} == {"/"}


def _padded(match: re.Match[str]) -> tuple[str, str, str]:
    return match[1], match[2].zfill(2), match[3].zfill(2)


def _from_dateline(text: str, layout: Layout, others: Sequence[_Candidate]) -> list[_Candidate]:
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
    return [_Candidate(_Rank.DATELINE, moment, _evidence(moment, "dateline", found.start, found.end, note))]


def _with_year(text: str, layout: Layout, found: DateFound, others: Sequence[_Candidate]) -> tuple[Moment | None, str]:
    prose = [block for block in layout.blocks if block.role is Role.PROSE]
    lead = prose[:_LEAD_PARAGRAPHS]
    named = set().union(*(weekdays(text, block.start, block.end) for block in lead)) if lead else set()
    dates = [one.moment.start.date() for one in others if one.rank < _Rank.NEVER]
    sure = any(one.rank < _Rank.CAPTION for one in others)
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


def _refined(chosen: _Candidate, candidates: Sequence[_Candidate]) -> _Candidate:
    """A date line or field inside the chosen interval that says it more precisely, else the chosen."""
    for one in candidates:
        inside = one.moment.start >= chosen.moment.start and one.moment.end <= chosen.moment.end
        finer = list(Precision).index(one.moment.precision) > list(Precision).index(chosen.moment.precision)
        if one.rank <= _Rank.BYLINE and inside and finer and chosen.moment.offset is None:
            return one
    return chosen


def _earlier(chosen: _Candidate, candidates: Sequence[_Candidate]) -> _Candidate:
    """What a page prints beside its heading, or has as the folders of its address, where that is days before what its
    markup states: a system gives old stories the day on which it took them over, and never an earlier one."""
    if chosen.evidence.kind != "metadata":
        return chosen
    older = [
        one
        for one in candidates
        if (one.evidence.kind == "byline" and one.evidence.note in _TRUSTED_PRINT) or one.rank is _Rank.ADDRESS
        if one.rank < _Rank.NAME
        and _days_apart(one.moment, chosen.moment) > 0
        and one.moment.start < chosen.moment.start
    ]
    in_folders = [one for one in older if one.rank is not _Rank.ADDRESS or one.evidence.note == _FOLDERS]
    return min(in_folders, key=lambda one: one.moment.start, default=chosen)


def _days_apart(left: Moment, right: Moment) -> int:
    """The whole days between two intervals, 0 where less than a day lies between them in some pair of zones."""
    first, second = sorted((utc_bounds(left), utc_bounds(right)))
    return max(0, (second[0] - first[1]).days)


def _weighed(candidate: _Candidate, chosen: _Candidate | None) -> Evidence:
    """The evidence, with what is to be known of one that could have been believed and says another day."""
    if candidate is chosen or chosen is None or candidate.rank >= _Rank.CAPTION:
        return replace(candidate.evidence, used=candidate is chosen)
    if not _days_apart(candidate.moment, chosen.moment):
        return replace(candidate.evidence, used=False)
    note = candidate.evidence.note
    return replace(candidate.evidence, used=False, note=f"{note}; {_CONFLICT}" if note else _CONFLICT)


def _without_midnight(moment: Moment) -> Moment:
    """A day where the time is midnight to the second: programs write it where only the day was given."""
    bare = moment.precision is Precision.SECOND and moment.start.time() == time()
    return Moment(moment.start, Precision.DAY) if bare else moment


def _seen(stated: Sequence[Evidence]) -> list[_Candidate]:
    """When crawlers saw the page: it was published by then, and perhaps years before."""
    moments = [(one, parse_date(one.value)) for one in stated if one.field == "seen"]
    return [
        _Candidate(_Rank.NEVER, moment, replace(_evidence(moment, one.kind), note=_SEEN.format(one.note).rstrip(": ")))
        for one, moment in moments
        if moment is not None and moment.start.year >= _FIRST_CRAWLERS
    ]


def _refused(candidate: _Candidate, why: str) -> _Candidate:
    """The candidate as evidence that was overruled by a clock."""
    evidence = replace(candidate.evidence, note=why)
    return _Candidate(_Rank.NEVER, candidate.moment, evidence)


def _order(text: str, layout: Layout) -> bool | None:
    """Whether the text's number dates are month first, as its unambiguous ones tell: those of date lines and captions,
    else those in running prose. None where nothing tells it."""
    lines = [block for block in layout.blocks if block.role in _DATED]
    order = writes_month_first(one for block in lines for one in find_dates(text, block.start, block.end))
    if order is not None:
        return order
    prose = [block for block in layout.blocks if block.role is Role.PROSE]
    numbers = [match.span() for block in prose for match in _NUMBERS.finditer(text, block.start, block.end)]
    return writes_month_first(one for span in numbers for one in find_dates(text, *span))


def _evidence(moment: Moment, kind: str, start: int | None = None, end: int | None = None, note: str = "") -> Evidence:
    return Evidence("published", str(moment), kind, start, end, used=False, note=note)
