"""When a document was published, from all that says so, each with its evidence.

What a manifest, a record or the markup states wins; then a post's own date line, the dateline, the address, the file's
name, and only where nothing else is left a caption. Dates of related stories and dates in running prose never count;
they only help to find the year that a dateline leaves out. File modification times are not looked at. The clock never
chooses: a day that has not come yet is refused, and nothing takes its place, so that another day's run gives no other.
Nor does the day on which somebody's crawler saw the page (field ``seen``): it only refuses the days after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from quotetrace.model import Evidence
from quotetrace.moments import Moment, Precision, utc_bounds
from quotetrace.reading.datecandidates import Candidate, Rank, evidence_of, with_order
from quotetrace.reading.datelineyears import from_dateline
from quotetrace.reading.dates import find_dates, parse_date
from quotetrace.reading.filenames import FOLDERS, days_of_names
from quotetrace.reading.printeddates import from_blocks, from_notices, order_of
from quotetrace.reading.zones import Layout

# Somewhere on earth it is tomorrow already, and papers print the next day's date in the evening before.
_AHEAD = timedelta(days=1)
# A page seen before is one whose crawler had no clock.
_FIRST_CRAWLERS = 1994
_NOT_YET, _BEFORE = "had not come yet when this was read", "had not come yet when the page was seen"
_SEEN = "says when the page was seen, not when it was published: {}"
# What a page prints beside its heading is the story's own day; what stands above may be the day of the visit.
_TRUSTED_PRINT = ("printed beside the heading", "printed as the day of publication")
_CONFLICT = "says another day than what was believed"


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
    order = order_of(text, layout)
    order = month_first if order is None else order
    assumed, month_first = order is None, bool(order)
    fields, unread = _from_fields(stated, month_first=month_first, assumed=assumed)
    changed = _from_fields(
        [one for one in stated if one.field == "modified"], month_first=month_first, assumed=assumed, field="modified"
    )[0]
    printed = from_blocks(text, layout, month_first=month_first, assumed=assumed)
    printed += from_notices(text, layout, month_first=month_first)
    candidates = [*fields, *printed, *days_of_names(url, file_name)]
    candidates += from_dateline(text, layout, candidates)
    candidates.sort(key=lambda one: one.rank)
    chosen = next((one for one in candidates if one.rank < Rank.CHANGED), None)
    chosen = _earlier(chosen, candidates) if chosen and derived else chosen
    chosen = _refined(chosen, candidates) if chosen else None
    seen = _seen(stated)
    last_day, why = min([(today, _NOT_YET), *((one.moment.start.date(), _BEFORE) for one in seen)])
    if chosen and chosen.moment.start.date() > last_day + _AHEAD:
        candidates = [_refused(one, why) if one is chosen else one for one in candidates]
        chosen = None
    last = next(
        (one for one in [*changed, *candidates] if one.rank in (Rank.CHANGED, Rank.STATED) and one is not chosen),
        None,
    )
    modified = last.moment if last and (last.rank is Rank.CHANGED or last in changed) else None
    evidence = [_weighed(one, chosen) for one in candidates]
    evidence += [replace(one.evidence, used=False) for one in [*seen, *changed]]
    return Publication(chosen.moment if chosen else None, modified, (*evidence, *unread))


def _from_fields(
    stated: Sequence[Evidence], *, month_first: bool, assumed: bool, field: str = "published"
) -> tuple[list[Candidate], list[Evidence]]:
    """The times that fields state, and those that could not be understood; one stated as not to be used is not."""
    understood: list[Candidate] = []
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
            note = with_order(note, found[0] if found else None, assumed=assumed)
            evidence = replace(one, field="published", value=str(moment), note=note)
            understood.append(Candidate(Rank.STATED if one.used else Rank.NEVER, moment, evidence))
    return understood, unread


def _refined(chosen: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """A date line or field inside the chosen interval that says it more precisely, else the chosen."""
    for one in candidates:
        inside = one.moment.start >= chosen.moment.start and one.moment.end <= chosen.moment.end
        finer = list(Precision).index(one.moment.precision) > list(Precision).index(chosen.moment.precision)
        if one.rank <= Rank.BYLINE and inside and finer and chosen.moment.offset is None:
            return one
    return chosen


def _earlier(chosen: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """What a page prints beside its heading, or has as the folders of its address, where that is days before what its
    markup states: a system gives old stories the day on which it took them over, and never an earlier one."""
    if chosen.evidence.kind != "metadata":
        return chosen
    older = [
        one
        for one in candidates
        if (one.evidence.kind == "byline" and one.evidence.note in _TRUSTED_PRINT) or one.rank is Rank.ADDRESS
        if one.rank < Rank.NAME
        and _days_apart(one.moment, chosen.moment) > 0
        and one.moment.start < chosen.moment.start
    ]
    in_folders = [one for one in older if one.rank is not Rank.ADDRESS or one.evidence.note == FOLDERS]
    return min(in_folders, key=lambda one: one.moment.start, default=chosen)


def _days_apart(left: Moment, right: Moment) -> int:
    """The whole days between two intervals, 0 where less than a day lies between them in some pair of zones."""
    first, second = sorted((utc_bounds(left), utc_bounds(right)))
    return max(0, (second[0] - first[1]).days)


def _weighed(candidate: Candidate, chosen: Candidate | None) -> Evidence:
    """The evidence, with what is to be known of one that could have been believed and says another day."""
    if candidate is chosen or chosen is None or candidate.rank >= Rank.CAPTION:
        return replace(candidate.evidence, used=candidate is chosen)
    if not _days_apart(candidate.moment, chosen.moment):
        return replace(candidate.evidence, used=False)
    note = candidate.evidence.note
    return replace(candidate.evidence, used=False, note=f"{note}; {_CONFLICT}" if note else _CONFLICT)


def _without_midnight(moment: Moment) -> Moment:
    """A day where the time is midnight to the second: programs write it where only the day was given."""
    bare = moment.precision is Precision.SECOND and moment.start.time() == time()
    return Moment(moment.start, Precision.DAY) if bare else moment


def _seen(stated: Sequence[Evidence]) -> list[Candidate]:
    """When crawlers saw the page: it was published by then, and perhaps years before."""
    moments = [(one, parse_date(one.value)) for one in stated if one.field == "seen"]
    return [
        Candidate(Rank.NEVER, moment, replace(evidence_of(moment, one.kind), note=_SEEN.format(one.note).rstrip(": ")))
        for one, moment in moments
        if moment is not None and moment.start.year >= _FIRST_CRAWLERS
    ]


def _refused(candidate: Candidate, why: str) -> Candidate:
    """The candidate as evidence that was overruled by a clock."""
    evidence = replace(candidate.evidence, note=why)
    return Candidate(Rank.NEVER, candidate.moment, evidence)
