"""Tracing: who had an utterance first, where each report has it from, and how the wording drifted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from quotetrace.model import (
    Drift,
    First,
    Kind,
    Member,
    Occurrence,
    SharedNarrative,
    Trace,
    TracedQuotation,
    Utterance,
)
from quotetrace.tracing.bearing import changes_meaning
from quotetrace.tracing.claims import OutletNames, claimed_origins
from quotetrace.tracing.conflicts import credit_conflicts, date_conflicts
from quotetrace.tracing.firsts import first_alone, first_in_order, time_order
from quotetrace.tracing.framing import frame_drift
from quotetrace.tracing.lineage import lineage_alone, lineages
from quotetrace.tracing.origins import drift_alone, drifts_of
from quotetrace.tracing.voices import speaker_of

# Asked for once: an enum takes its time to give a member.
_INDIRECT = Kind.INDIRECT


def trace(
    utterances: Iterable[Utterance],
    occurrences: Mapping[str, Occurrence],
    *,
    outlets: Collection[str] = (),
    drifts: Mapping[str, Drift] | None = None,
    narrative: Mapping[int, Mapping[tuple[str, str], SharedNarrative]] | None = None,
) -> Iterator[Trace]:
    """One trace for each utterance, in their order.

    occurrences: every member, by quotation id. outlets: the names of all outlets in the collection, by which a
    claimed origin is known to be in it; those of the occurrences always count. drifts: by quotation id what was found
    before; it is taken again where both texts still are the same. narrative: by utterance the passages that pairs of
    its documents (ids in order) share outside the marks.
    """
    names = OutletNames([*outlets, *(one.outlet for one in occurrences.values() if one.outlet is not None)])
    for utterance in utterances:
        if len(utterance.members) > 1:
            yield _trace(utterance, occurrences, names, drifts or {}, (narrative or {}).get(utterance.id, {}))
        else:
            yield _trace_alone(utterance, occurrences, names, drifts or {})


def _trace(
    utterance: Utterance,
    occurrences: Mapping[str, Occurrence],
    outlets: OutletNames,
    before: Mapping[str, Drift],
    narrative: Mapping[tuple[str, str], SharedNarrative],
) -> Trace:
    places = {member.quotation: member for member in utterance.members}
    members = sorted((occurrences[quotation] for quotation in places), key=time_order)
    known = {one.outlet for one in members if one.outlet is not None}
    earliest = first_in_order(members)
    representative = occurrences[utterance.representative]
    drifts = drifts_of(members, frozenset(earliest.quotations), representative.quotation, before)
    return Trace(
        utterance=utterance.id,
        speaker=speaker_of(representative, members),
        text=representative.quotation.text,
        kind=representative.quotation.kind,
        first=earliest,
        outlets=tuple(sorted(known)),
        documents=len({one.quotation.document for one in members}),
        copies=_copies(members),
        flags=tuple(_flags(utterance, members, drifts)),
        claimed_origins=claimed_origins(members, outlets),
        quotations=_traced(members, places, drifts, earliest, narrative),
        related=utterance.related,
    )


def _trace_alone(
    utterance: Utterance, occurrences: Mapping[str, Occurrence], outlets: OutletNames, before: Mapping[str, Drift]
) -> Trace:
    """The same for an utterance of one quotation, as most are: nothing of it can differ from anything."""
    member = occurrences[utterance.representative]
    quotation = member.quotation
    own = drift_alone(quotation, before)
    earliest = first_alone(member)
    (place,) = utterance.members
    return Trace(
        utterance=utterance.id,
        speaker=member.speaker,
        text=quotation.text,
        kind=quotation.kind,
        first=earliest,
        outlets=() if member.outlet is None else (member.outlet,),
        documents=1,
        copies=0,
        flags=("speaker-conflict",) if utterance.speaker_conflict else (),
        claimed_origins=claimed_origins([member], outlets) if quotation.told_to else (),
        quotations=(TracedQuotation(member, place.relation, place.joined_because, lineage_alone(earliest), own),),
        related=utterance.related,
    )


def _traced(
    members: Sequence[Occurrence],
    places: Mapping[str, Member],
    drifts: Mapping[str, Drift],
    earliest: First,
    narrative: Mapping[tuple[str, str], SharedNarrative],
) -> tuple[TracedQuotation, ...]:
    origins = lineages(members, drifts, earliest, narrative)
    known = {one.quotation.id: one for one in members}
    return tuple(
        TracedQuotation(
            occurrence=one,
            relation=places[one.quotation.id].relation,
            joined_because=places[one.quotation.id].joined_because,
            lineage=origins[one.quotation.id],
            drift=(found := drifts[one.quotation.id]),
            frame=frame_drift(one, known[found.origin], found) if found.origin in known else None,
        )
        for one in members
    )


def _copies(members: Iterable[Occurrence]) -> int:
    """How many of the documents are copies of another of them."""
    documents = {one.quotation.document: one.copy_class for one in members if one.copy_class is not None}
    return len(documents) - len(set(documents.values()))


def _flags(utterance: Utterance, members: Sequence[Occurrence], drifts: Mapping[str, Drift]) -> Iterator[str]:
    """What a reader must look at: in the order of DESIGN section 4.2."""
    if utterance.speaker_conflict:
        yield "speaker-conflict"
    if any(one.changes_meaning for one in {each.drift_class for each in drifts.values()}) and any(
        changes_meaning(one, drifts[one.quotation.id], members) for one in members if _is_quoted(one)
    ):
        yield "meaning-drift"
    if any(date_conflicts(members)):
        yield "date-conflict"
    if any(credit_conflicts(members)):
        yield "credit-conflict"


def _is_quoted(member: Occurrence) -> bool:
    return member.quotation.kind is not _INDIRECT
