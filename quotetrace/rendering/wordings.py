"""The wordings of an utterance: the quotations of it with the same words together, the most severe drift first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from quotetrace.model import Drift, FirstStatus, Flag, Kind, Trace, TracedQuotation
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.words import is_marked, marked


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording. members: in order of time; none where it is no longer in the store. text: its raw words.

    drift: how it differs from the wording that it is compared with; of that one itself None. part: 0 where that is the
    first wording of the utterance; of what is printed in pieces, the number of another part with a first wording of its
    own.
    """

    members: tuple[TracedQuotation, ...]
    text: str
    drift: Drift | None = None
    part: int = 0


def wordings(trace: Trace) -> list[Wording]:
    """The wording that drift is measured from, with everything that has the same words, and then the others, the most
    severe first, of one class the higher score. Then the same for each other part of what was said."""
    parts: dict[str | None, list[TracedQuotation]] = {_main(trace): []}
    for one in trace.quotations:
        parts.setdefault(one.drift.origin or one.occurrence.quotation.id, []).append(one)
    return [
        wording
        for number, members in enumerate(parts.values())
        for wording in _of_part(members, number, None if number else _first_text(trace))
    ]


def _of_part(members: Sequence[TracedQuotation], number: int, text: str | None) -> list[Wording]:
    """The wordings of one part. text: that of the first of them, where it may be gone."""
    same: list[TracedQuotation] = []
    groups: defaultdict[str, list[TracedQuotation]] = defaultdict(list)
    for one in members:
        if one.drift.origin is None or not any(map(is_marked, one.drift.edits)):
            same.append(one)
        else:
            groups[one_line(marked(one.drift.edits))].append(one)
    others = [Wording(tuple(group), group[0].drift.texts[1], group[0].drift, number) for group in groups.values()]
    others.sort(key=lambda one: (-_severity(one), -_score(one)))
    first = next((one.occurrence.quotation.text for one in same if one.drift.origin is None), "")
    return [Wording(tuple(same), first if text is None else text, part=number), *others]


def compared_with(trace: Trace) -> TracedQuotation | None:
    """The quotation whose words the others are compared with, but for those of other parts: the fullest of the first
    ones; None where it is gone."""
    main = _main(trace)
    return next((one for one in trace.quotations if one.occurrence.quotation.id == main), None)


def _main(trace: Trace) -> str | None:
    """The id of the first wording: of those that are compared with none the fullest of the first ones, or if that is
    gone what most are compared with."""
    own = [one for one in trace.quotations if one.drift.origin is None]
    first = [one for one in own if one.occurrence.quotation.id in trace.first.quotations]
    if first or (own and trace.first.status is FirstStatus.UNKNOWN):
        return min(first or own, key=_fullness).occurrence.quotation.id
    others = Counter(one.drift.origin for one in trace.quotations if one.drift.origin is not None)
    if gone := [one for one, _ in others.most_common() if one not in {each.occurrence.quotation.id for each in own}]:
        return gone[0]
    return own[0].occurrence.quotation.id if own else None


def _fullness(one: TracedQuotation) -> tuple[bool, int, int]:
    quotation = one.occurrence.quotation
    doubtful = quotation.kind is Kind.INDIRECT or Flag.UNCLOSED in quotation.flags
    return doubtful, -len(quotation.text.split()), -len(quotation.text)


def spine(trace: Trace, known: Sequence[Wording]) -> int:
    """Which of `known` stands above the others: the first, unless the wording that stands for the utterance only has
    more of the same words."""
    best = fullest(trace)
    for i, one in enumerate(known):
        if one.part:
            break
        longer = one.drift is not None and len(one.text) > len(known[0].text)
        if longer and one.drift and not one.drift.drift_class.changes_words and best in one.members:
            return i
    return 0


def fullest(trace: Trace) -> TracedQuotation | None:
    """The representative, whose words stand for the utterance: the earliest quotation with exactly these words."""
    words = (trace.text, trace.kind)
    members = ((one, one.occurrence.quotation) for one in trace.quotations)
    return next((one for one, quotation in members if (quotation.text, quotation.kind) == words), None)


def _first_text(trace: Trace) -> str:
    base = compared_with(trace)
    if base is not None:
        return base.occurrence.quotation.text
    return next((one.drift.texts[0] for one in trace.quotations if one.drift.edits), trace.text)


def _severity(wording: Wording) -> int:
    return wording.drift.drift_class.severity if wording.drift else 0


def _score(wording: Wording) -> float:
    return wording.drift.score if wording.drift else 0.0
