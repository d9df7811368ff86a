"""Publication times as bars on one scale: as wide as what is not known of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from quotetrace.moments import Moment, utc_bounds

# The scale, in the units of the drawing; a bar that would be narrower than the second is as wide as that.
WIDTH = 1000
_LEAST = 20
# Before and behind all bars: a lone time that fills the scale would look like one of which nothing is known.
_AROUND, _PART_AROUND = timedelta(hours=12), 20
_DAY = timedelta(days=1)

_Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a bar begins, and how wide it is; both together are at most WIDTH.

    maybe: the same with what its unknown zone may add; None where that matters to no comparison.
    """

    start: int
    width: int
    maybe: Bar | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Bars on their scale, None where there is no time. scale: its first and its last day, in words; empty without
    bars."""

    bars: tuple[Bar | None, ...]
    scale: str = ""


def draw(moments: Sequence[Moment | None]) -> Drawing:
    """A bar for each time, on a scale of whole days around the earliest and the latest of them.

    Without zones they are drawn as written, as they are compared. Where one has a zone, the others are drawn as written
    beside those in UTC, with what any zone on earth may add on both sides: with that they are compared to it, without
    it among themselves. On a scale of months hours and minutes look alike: none is narrower than a fiftieth of it.
    """
    known = [one for one in moments if one is not None]
    if not known:
        return Drawing(tuple(None for _ in moments))
    zoned = any(one.offset is not None for one in known)
    scale = _around([utc_bounds(one) if zoned else _written(one) for one in known])
    zone = ", in UTC" if zoned else ""
    last = scale[1] - timedelta.resolution
    days = f"{scale[0].date().isoformat()} to {last.date().isoformat()}{zone}"
    return Drawing(tuple(None if one is None else _drawn(one, scale, zoned=zoned) for one in moments), days)


def _drawn(moment: Moment, scale: _Span, *, zoned: bool) -> Bar:
    if not zoned:
        return _bar(_written(moment), scale)
    if moment.offset is not None:
        return _bar(utc_bounds(moment), scale)
    written = _bar(_written(moment), scale)
    return Bar(written.start, written.width, _bar(utc_bounds(moment), scale))


def _written(moment: Moment) -> _Span:
    return moment.start, moment.end


def _around(spans: Sequence[_Span]) -> _Span:
    """Whole days with a margin around all spans, cut off where the calendar ends."""
    begin, end = min(start for start, _ in spans), max(stop for _, stop in spans)
    margin = max(_AROUND, (end - begin) / _PART_AROUND)
    begin -= min(margin, begin - datetime.min)
    end += min(margin, datetime.max - end)
    midnight = datetime.combine(end, time.min)
    after = end if midnight == end else midnight + min(_DAY, datetime.max - midnight)
    return datetime.combine(begin, time.min), after


def _bar(span: _Span, scale: _Span) -> Bar:
    whole = (scale[1] - scale[0]).total_seconds()
    start, stop = (round(WIDTH * (one - scale[0]).total_seconds() / whole) for one in span)
    width = max(stop - start, _LEAST)
    return Bar(min(start, WIDTH - width), width)
