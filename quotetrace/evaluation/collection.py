"""What quotetrace says of a collection against a gold: reading, matching, firsts, claimed origins, conflicts, drift,
lineage and copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from quotetrace.evaluation.gold import Gold, GoldDocument, GoldDrift, GoldLineage, GoldQuotation, GoldUtterance
from quotetrace.evaluation.measures import Bounds, Fault, Finding, Score, Share, closest, share
from quotetrace.evaluation.outcomes import locate
from quotetrace.folding import fold_name, fold_words
from quotetrace.model import Document, Trace, TracedQuotation

# The conflicts a gold marks; meaning-drift follows from the drift, which is scored by itself.
CONFLICTS = frozenset({"speaker-conflict", "credit-conflict"})
# Findings show this many characters of each of two quotations.
SHOWN = 70


@dataclass(frozen=True, slots=True)
class ReadingScores:
    """Documents whose outlet, publication time, its precision and headline are as the gold says (unknown included)."""

    outlets: Share
    published: Share
    precision: Share
    headlines: Share
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchingScores:
    """pairs: of two documents' gold quotations, joined in one utterance. per_utterance: the mean recall, every gold
    utterance one vote, 0 to 1. near_misses: pairs that look alike and were kept apart."""

    pairs: Score
    per_utterance: float
    near_misses: Share
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class TracingScores:
    """firsts: utterances whose status, outlets and undated documents are right; statuses: the status alone.
    origins: claimed origins found with in_collection right. conflicts: utterances with the right conflicts flagged.
    drift: members whose drift class is right. lineage: members whose status, and the quotation that they derive from,
    are right. copies: pairs of documents that are copies or said to be, both. The last two None where the gold does
    not speak of it."""

    firsts: Share
    statuses: Share
    origins: Share
    conflicts: Share
    drift: Share
    lineage: Share | None = None
    copies: Share | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a gold quotation ended up: the trace it is in and its own entry there."""

    trace: Trace
    member: TracedQuotation


def score_reading(gold: Iterable[GoldDocument], documents: Mapping[str, Document]) -> ReadingScores:
    """How well the facts of the documents (by label) were read; a document that is missing is wrong in all."""
    rows = [(one, documents.get(one.label)) for one in gold if one.facts]
    findings = [finding for one, found in rows for finding in _reading_findings(one, found)]
    return ReadingScores(
        outlets=share(found is not None and _same_outlet(one.outlet, found.outlet) for one, found in rows),
        published=share(found is not None and one.published == found.published for one, found in rows),
        precision=share(found is not None and _precision(one) == _precision(found) for one, found in rows),
        headlines=share(found is not None and _same_words(one.headline, found.headline) for one, found in rows),
        findings=tuple(findings),
    )


def place(gold: Gold, traces: Iterable[Trace], documents: Mapping[str, Document]) -> dict[str, Place]:
    """The traced quotation that stands for each gold quotation: of those that cover it, the one sharing most."""
    members: dict[str, list[Place]] = {}
    for trace in traces:
        for member in trace.quotations:
            members.setdefault(member.occurrence.label, []).append(Place(trace, member))
    places = {}
    for document in gold.documents:
        for quotation in document.quotations:
            located = locate(quotation, documents.get(document.label))
            found = _best(located, members.get(document.label, []))
            if found is not None:
                places[quotation.id] = found
    return places


def score_matching(gold: Gold, places: Mapping[str, Place]) -> MatchingScores:
    """Pairs of counted gold quotations of two documents. Doubtful members are neither right nor wrong to join."""
    home = {member: utterance.id for utterance in gold.utterances for member in utterance.quotations}
    doubtful = {member for utterance in gold.utterances for member in utterance.doubtful}
    counted = [q for document in gold.documents for q in document.quotations if q.counted and q.id not in doubtful]
    right = predicted = wanted = 0
    votes: dict[str, list[bool]] = {}
    findings = []
    for left, right_one in combinations(counted, 2):
        if left.document == right_one.document:
            continue
        together = _joined(left.id, right_one.id, places)
        same = left.id in home and home[left.id] == home.get(right_one.id)
        right, predicted, wanted = right + (together and same), predicted + together, wanted + same
        if same:
            votes.setdefault(home[left.id], []).append(together)
        if together != same:
            findings.append(_pair_finding(left, right_one, together=together))
    apart = share(not _joined(left, right_one, places) for left, right_one in gold.near_misses)
    recalls = [sum(vote) / len(vote) for vote in votes.values()]
    mean = sum(recalls) / len(recalls) if recalls else 0.0
    return MatchingScores(Score(right, predicted, wanted), mean, apart, tuple(findings))


def copy_pairs(traces: Iterable[Trace]) -> frozenset[tuple[str, str]]:
    """The pairs of documents, by label, that the traces hold for copies of one another."""
    classes: dict[str, set[str]] = {}
    for occurrence in (member.occurrence for trace in traces for member in trace.quotations):
        if occurrence.copy_class is not None:
            classes.setdefault(occurrence.copy_class, set()).add(occurrence.label)
    return frozenset(_pairs(classes.values()))


def score_tracing(
    gold: Gold, places: Mapping[str, Place], copied: frozenset[tuple[str, str]] = frozenset()
) -> TracingScores:
    """Firsts, claimed origins, conflicts, drift and lineage of the gold utterances, each in the trace that has most of
    it; copied: the pairs of documents held for copies."""
    rows = [(utterance, _trace_of(utterance, places)) for utterance in gold.utterances]
    drifts = [drift for utterance in gold.utterances for drift in utterance.drift]
    findings = [finding for utterance, trace in rows for finding in _trace_findings(utterance, trace)]
    findings += [finding for drift in drifts for finding in _drift_findings(drift, places)]
    told = [one for utterance in gold.utterances if utterance.lineage is not None for one in utterance.lineage]
    findings += [finding for one in told for finding in _lineage_findings(one, places)]
    copies = None if gold.copies is None else frozenset(_pairs(gold.copies))
    findings += _copy_findings(copies, copied)
    return TracingScores(
        firsts=share(trace is not None and _first_right(utterance, trace) for utterance, trace in rows),
        statuses=share(trace is not None and trace.first.status is utterance.status for utterance, trace in rows),
        origins=share(_claims(origin, trace) for utterance, trace in rows for origin in utterance.origins),
        conflicts=share(_conflicts(trace) == set(utterance.flags) for utterance, trace in rows),
        drift=share(_drift_right(drift, places) for drift in drifts),
        lineage=share(_lineage_right(one, places) for one in told) if told else None,
        copies=None if copies is None else share(pair in copies & copied for pair in copies | copied),
        findings=tuple(findings),
    )


def _best(gold: GoldQuotation, members: Iterable[Place]) -> Place | None:
    if gold.start is None or gold.end is None:
        return None
    same_part = [one for one in members if one.member.occurrence.quotation.part is gold.part]
    return closest((gold.start, gold.end), same_part, _bounds)


def _bounds(place: Place) -> Bounds:
    quotation = place.member.occurrence.quotation
    return quotation.start, quotation.end


def _joined(left: str, right: str, places: Mapping[str, Place]) -> bool:
    if left not in places or right not in places:
        return False
    return places[left].trace.utterance == places[right].trace.utterance


def _trace_of(utterance: GoldUtterance, places: Mapping[str, Place]) -> Trace | None:
    """The trace with most of the utterance's members; of equals the one with the lowest id."""
    traces = [places[member].trace for member in utterance.quotations if member in places]
    if not traces:
        return None
    counts = Counter(trace.utterance for trace in traces)
    best = min(counts, key=lambda number: (-counts[number], number))
    return next(trace for trace in traces if trace.utterance == best)


def _first_right(utterance: GoldUtterance, trace: Trace) -> bool:
    labels = {member.occurrence.quotation.document: member.occurrence.label for member in trace.quotations}
    return (
        trace.first.status is utterance.status
        and {_outlet_words(name) for name in trace.first.outlets} == {_outlet_words(n) for n in utterance.first_outlets}
        and sorted(labels.get(document, document) for document in trace.first.undated) == sorted(utterance.undated)
    )


def _claims(origin: tuple[str, bool], trace: Trace | None) -> bool:
    """Whether the trace has a claimed origin of that name, with the right word on whether the collection has it."""
    wanted = set(_outlet_words(origin[0]))
    claimed = trace.claimed_origins if trace else ()
    return any(
        claim.in_collection is origin[1]
        and claim.outlet is not None
        and (wanted <= (words := set(_outlet_words(claim.outlet))) or words <= wanted)
        for claim in claimed
    )


def _conflicts(trace: Trace | None) -> set[str]:
    return set(trace.flags) & CONFLICTS if trace else set()


def _drift_right(drift: GoldDrift, places: Mapping[str, Place]) -> bool:
    found = places.get(drift.to)
    together = any(_joined(origin, drift.to, places) for origin in drift.origins)
    return found is not None and together and found.member.drift.drift_class in drift.classes


def _lineage_right(lineage: GoldLineage, places: Mapping[str, Place]) -> bool:
    """Whether the member is traced and what is said of it is one of the answers: a status, and the same quotation."""
    found = places.get(lineage.to)
    if found is None:
        return False
    said = found.member.lineage
    return any(said.status is status and said.origin == _id(origin, places) for status, origin in lineage.answers)


def _id(quotation: str | None, places: Mapping[str, Place]) -> str | None:
    """The id of the traced quotation that stands for a gold one; where none does, the gold's own, which is nobody's."""
    place = places.get(quotation) if quotation else None
    return place.member.occurrence.quotation.id if place else quotation


def _pairs(classes: Iterable[Iterable[str]]) -> Iterator[tuple[str, str]]:
    for labels in classes:
        yield from combinations(sorted(labels), 2)


def _outlet_words(name: str | None) -> tuple[str, ...]:
    return tuple(word for word in fold_name(name or "") if word != "the")


def _same_outlet(left: str | None, right: str | None) -> bool:
    return _outlet_words(left) == _outlet_words(right)


def _same_words(left: str | None, right: str | None) -> bool:
    return fold_words(left or "") == fold_words(right or "")


def _precision(document: GoldDocument | Document) -> str | None:
    return document.published.precision if document.published else None


def _reading_findings(gold: GoldDocument, found: Document | None) -> Iterator[Finding]:
    if found is None:
        yield Finding(Fault.READING, gold.label, "document", "")
        return
    if not _same_outlet(gold.outlet, found.outlet):
        yield Finding(Fault.READING, gold.label, f"outlet {gold.outlet}", str(found.outlet))
    if gold.published != found.published:
        yield Finding(Fault.READING, gold.label, f"published {gold.published}", str(found.published))
    if not _same_words(gold.headline, found.headline):
        yield Finding(Fault.READING, gold.label, f"headline {gold.headline}", str(found.headline))


def _pair_finding(left: GoldQuotation, right: GoldQuotation, *, together: bool) -> Finding:
    fault = Fault.WRONGLY_JOINED if together else Fault.NOT_JOINED
    words = f"{left.text[:SHOWN]} / {right.text[:SHOWN]}"
    return Finding(fault, f"{left.id} {right.id}", "apart" if together else "one utterance", fault, words)


def _trace_findings(utterance: GoldUtterance, trace: Trace | None) -> Iterator[Finding]:
    if trace is None:
        yield Finding(Fault.FIRST, utterance.id, utterance.status, "", "none of its quotations is traced")
        return
    if not _first_right(utterance, trace):
        expected = f"{utterance.status} {', '.join(utterance.first_outlets)}"
        yield Finding(Fault.FIRST, utterance.id, expected, f"{trace.first.status} {', '.join(trace.first.outlets)}")
    for origin in utterance.origins:
        if not _claims(origin, trace):
            got = ", ".join(f"{claim.outlet} ({claim.text})" for claim in trace.claimed_origins)
            yield Finding(Fault.ORIGIN, utterance.id, origin[0], got)
    if _conflicts(trace) != set(utterance.flags):
        expected = ", ".join(utterance.flags)
        yield Finding(Fault.CONFLICT, utterance.id, expected, ", ".join(sorted(_conflicts(trace))))


def _drift_findings(drift: GoldDrift, places: Mapping[str, Place]) -> Iterator[Finding]:
    if not _drift_right(drift, places):
        got = places[drift.to].member.drift.drift_class if drift.to in places else ""
        yield Finding(Fault.DRIFT, drift.to, " or ".join(drift.classes), got)


def _lineage_findings(lineage: GoldLineage, places: Mapping[str, Place]) -> Iterator[Finding]:
    if not _lineage_right(lineage, places):
        expected = " or ".join(f"{status} from {origin}" if origin else status for status, origin in lineage.answers)
        found = places.get(lineage.to)
        yield Finding(Fault.LINEAGE, lineage.to, expected, _said(found, places) if found else "")


def _said(found: Place, places: Mapping[str, Place]) -> str:
    """What is said of a member's lineage, the quotation under its name in the gold where it has one, and why."""
    lineage = found.member.lineage
    if lineage.origin is None:
        return "; ".join([lineage.status, *lineage.evidence])
    names = {one.member.occurrence.quotation.id: name for name, one in places.items()}
    return "; ".join([f"{lineage.status} from {names.get(lineage.origin, lineage.origin)}", *lineage.evidence])


def _copy_findings(copies: frozenset[tuple[str, str]] | None, copied: frozenset[tuple[str, str]]) -> Iterator[Finding]:
    for pair in sorted((copies ^ copied) if copies is not None else ()):
        wanted = copies is not None and pair in copies
        yield Finding(Fault.COPY, " ".join(pair), "copies" if wanted else "", "" if wanted else "copies")
