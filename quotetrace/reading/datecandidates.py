"""The times at which a document could have been published, each with its rank and the evidence for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from quotetrace.model import Evidence
from quotetrace.moments import Moment
from quotetrace.reading.dates import DateFound, is_order_open

_DAY_FIRST = "day before month is assumed: nothing says which of the numbers is the month"


class Rank(IntEnum):
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A time of publication, how it ranks among others, and why it is believed."""

    rank: Rank
    moment: Moment
    evidence: Evidence


def evidence_of(
    moment: Moment, kind: str, start: int | None = None, end: int | None = None, note: str = ""
) -> Evidence:
    """The evidence for a time, not used as yet; start, end: where it stands in the text."""
    return Evidence("published", str(moment), kind, start, end, used=False, note=note)


def with_order(note: str, found: DateFound | None, *, assumed: bool) -> str:
    """The note on a date; where its numbers were read day first for want of a sign, with that.

    assumed: neither the outlet nor another date of the text says how it writes dates.
    """
    if not assumed or found is None or not is_order_open(found):
        return note
    return f"{note}; {_DAY_FIRST}" if note else _DAY_FIRST
