"""What a stored trace leaves out, worked out again: which quotations its conflicts and its undecided evidence mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from quotetrace.model import Conflict, Explanation, LineageStatus, Occurrence, Trace
from quotetrace.tracing.conflicts import credit_conflicts, date_conflicts, speaker_conflicts
from quotetrace.tracing.lineage import undecided
from quotetrace.tracing.narrative import told_narrative

_CONFLICTS: Mapping[str, Callable[[Sequence[Occurrence]], Iterator[Conflict]]] = {
    "speaker-conflict": speaker_conflicts,
    "date-conflict": date_conflicts,
    "credit-conflict": credit_conflicts,
}


def explain(trace: Trace) -> Explanation:
    """Every conflict of the flags of an utterance, and every pair of quotations with evidence but no arrow."""
    members = [one.occurrence for one in trace.quotations]
    found = [conflict for flag in trace.flags if flag in _CONFLICTS for conflict in _CONFLICTS[flag](members)]
    open_ends = {
        one.occurrence.quotation.id
        for one in trace.quotations
        if one.lineage.status is LineageStatus.UNORDERED and one.lineage.evidence
    }
    drifts = {one.occurrence.quotation.id: one.drift for one in trace.quotations}
    narrative = told_narrative(trace.quotations)
    pairs = undecided(members, drifts, narrative, among=open_ends) if open_ends else ()
    return Explanation(tuple(pairs), tuple(found))
