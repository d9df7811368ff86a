"""Who had it first, as far as publication times prove it, "first" meaning first in this collection.

The first members are those that no member precedes with certainty. Two independent witnesses among them are a tie;
copies of one text are one witness, and so are several articles of one outlet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from quotetrace.model import First, FirstStatus, Kind, Occurrence
from quotetrace.moments import Moment, strictly_earlier

# Asked for once: an enum takes its time to give a member.
_FIRST, _TIE, _UNKNOWN = FirstStatus
_INDIRECT = Kind.INDIRECT


def first(members: Iterable[Occurrence]) -> First:
    """The members that have no strictly earlier one, and whether they are one witness or a tie.

    Undated documents are listed apart. Indirect quotations count only if there is no quoted one: whoever quotes
    the words had them, whoever paraphrases may not have. The result does not depend on the order of `members`.
    """
    return first_in_order(sorted(members, key=time_order))


def first_in_order(members: Sequence[Occurrence]) -> First:
    """The same for members that are in order of time."""
    if len(members) == 1:
        return first_alone(*members)
    quoted = [one for one in members if one.quotation.kind is not _INDIRECT] or members
    leading = unpreceded(quoted)
    undated = [one.quotation.document for one in quoted if one.published is None]
    if len(leading) == 1 and not undated:
        return first_alone(*leading)
    return First(
        status=_status(leading),
        published=min((one.published for one in leading if one.published), key=_widest_first, default=None),
        quotations=tuple([one.quotation.id for one in leading]),
        documents=tuple(dict.fromkeys([one.quotation.document for one in leading])),
        outlets=tuple(sorted({one.outlet for one in leading if one.outlet is not None})),
        undated=tuple(dict.fromkeys(undated)),
    )


def first_alone(member: Occurrence) -> First:
    """Of one member, as most utterances have, or one that is before all others."""
    document, name = member.quotation.document, member.quotation.id
    if member.published is None:
        return First(_UNKNOWN, None, (), (), (), (document,))
    outlets = () if member.outlet is None else (member.outlet,)
    return First(_FIRST, member.published, (name,), (document,), outlets, ())


def time_order(member: Occurrence) -> tuple[bool, datetime, str, int, str]:
    """The order in which people read members: by time, then document label and start; the undated last."""
    quotation, moment = member.quotation, member.published
    if moment is None:
        return True, datetime.max, member.label, quotation.start, quotation.id
    start = _instant(moment) if moment.offset else moment.start
    return False, start, member.label, quotation.start, quotation.id


def precedes(left: Occurrence, right: Occurrence) -> bool:
    """Whether `left` was certainly published before `right`; False where either has no date."""
    if left.published is None or right.published is None:
        return False
    return strictly_earlier(left.published, right.published)


def witnesses(members: Iterable[Occurrence]) -> int:
    """How many independent witnesses: documents joined where they share the outlet or the class of copies."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for one in members:
        document = root("document " + one.quotation.document)
        for key in _shared_keys(one):
            parent[root(key)] = document
    return len({root(key) for key in list(parent)})


def _shared_keys(member: Occurrence) -> list[str]:
    outlet = [] if member.outlet is None else ["outlet " + member.outlet]
    return outlet + ([] if member.copy_class is None else ["copies " + member.copy_class])


def unpreceded(members: Sequence[Occurrence]) -> list[Occurrence]:
    """The dated members that no other certainly precedes.

    Only the moments that end first can precede anything: one among those with a zone and one among those without.
    """
    dated = [(one, one.published) for one in members if one.published is not None]
    if len(dated) < 2:
        return [one for one, _ in dated]
    if all(moment.offset is None for _, moment in dated):
        end = min([moment.end for _, moment in dated])
        return [one for one, moment in dated if moment.start < end]
    earliest = [
        min(group, key=_end)
        for group in (
            [moment for _, moment in dated if moment.offset is None],
            [moment for _, moment in dated if moment.offset is not None],
        )
        if group
    ]
    return [one for one, moment in dated if not any(strictly_earlier(other, moment) for other in earliest)]


def _status(leading: Sequence[Occurrence]) -> FirstStatus:
    if not leading:
        return _UNKNOWN
    return _FIRST if witnesses(leading) == 1 else _TIE


def _instant(moment: Moment) -> datetime:
    """The start in UTC where the zone is known, else as written."""
    return _shifted(moment.start, moment)


def _end(moment: Moment) -> datetime:
    return _shifted(moment.end, moment)


def _shifted(instant: datetime, moment: Moment) -> datetime:
    if not moment.offset:
        return instant
    try:
        return instant - timedelta(minutes=moment.offset)
    except OverflowError:
        return instant


def _widest_first(moment: Moment) -> tuple[datetime, timedelta, str]:
    """The earliest start; of several the coarsest, because it claims least."""
    return _instant(moment), moment.start - moment.end, moment.isoformat()
