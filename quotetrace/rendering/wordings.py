"""The wordings of an utterance: the quotations of it with the same words together, the most severe drift first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from quotetrace.model import Drift, Trace, TracedQuotation
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.words import is_marked, marked


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording. members: in order of time; none where it is no longer in the store. text: its raw words.

    drift: how it differs from the wording that all are compared with; of that one itself None.
    """

    members: tuple[TracedQuotation, ...]
    text: str
    drift: Drift | None = None


def wordings(trace: Trace) -> list[Wording]:
    """The wording that drift is measured from, with everything that has the same words, and then the others, the most
    severe first, of one class the higher score."""
    same: list[TracedQuotation] = []
    groups: defaultdict[str, list[TracedQuotation]] = defaultdict(list)
    for one in trace.quotations:
        if one.drift.origin is None or not any(map(is_marked, one.drift.edits)):
            same.append(one)
        else:
            groups[one_line(marked(one.drift.edits))].append(one)
    others = [Wording(tuple(group), group[0].drift.texts[1], group[0].drift) for group in groups.values()]
    others.sort(key=lambda one: (-_severity(one), -_score(one)))
    return [Wording(tuple(same), _first_text(trace)), *others]


def compared_with(trace: Trace) -> TracedQuotation | None:
    """The quotation whose words all others are compared with: the fullest of the first ones; None where it is gone."""
    origin = next((one.drift.origin for one in trace.quotations if one.drift.origin is not None), None)
    if origin is None:
        return next((one for one in trace.quotations if one.drift.origin is None), None)
    return next((one for one in trace.quotations if one.occurrence.quotation.id == origin), None)


def spine(trace: Trace, known: Sequence[Wording]) -> int:
    """Which of `known` stands above the others: the first, unless the wording that stands for the utterance only has
    more of the same words."""
    best = fullest(trace)
    for i, one in enumerate(known):
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
