"""Publication times as bars on one scale: as wide as what is not known of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from quotetrace.moments import Moment, utc_bounds

# The scale, in the units of the drawing; a time known to the second is still as wide as this.
WIDTH = 1000
_LEAST = 20


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a bar begins, and how wide it is; both together are at most WIDTH."""

    start: int
    width: int


def bars(moments: Sequence[Moment | None]) -> list[Bar | None]:
    """A bar for each time, on a scale from the earliest to the latest of them; None where there is no time.

    Without zones they are drawn as written. Where one has a zone, all are drawn in UTC, those without one as wide as
    any zone may make them: exactly what is compared when it is asked who was first.
    """
    known = [one for one in moments if one is not None]
    zoned = any(one.offset is not None for one in known)
    spans = [None if one is None else utc_bounds(one) if zoned else (one.start, one.end) for one in moments]
    drawn = [span for span in spans if span is not None]
    if not drawn:
        return [None for _ in moments]
    begin, end = min(start for start, _ in drawn), max(end for _, end in drawn)
    return [None if span is None else _bar(span, begin, end) for span in spans]


def _bar(span: tuple[datetime, datetime], begin: datetime, end: datetime) -> Bar:
    # Where the calendar ends, a time without a length
    whole = (end - begin).total_seconds() or 1
    start, stop = (round(WIDTH * (one - begin).total_seconds() / whole) for one in span)
    width = max(stop - start, _LEAST)
    return Bar(min(start, WIDTH - width), width)
