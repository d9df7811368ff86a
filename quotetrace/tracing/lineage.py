"""Which earlier quotation one most likely derives from, and what shows it.

Being later and alike is no evidence: two reporters may stand in one room. Evidence is a credit to the other outlet,
a body copied whole, the same words around the marks, a passage shared elsewhere in the two articles (narrative.py), or
a changed wording that the two share against the earliest.
An arrow needs evidence and a strictly earlier time; where the times overlap the evidence is shown without an arrow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from rapidfuzz.distance import Indel

from quotetrace.folding import fold_words
from quotetrace.model import (
    Drift,
    DriftClass,
    Edit,
    EditOp,
    First,
    FirstStatus,
    Lineage,
    LineageStatus,
    Occurrence,
    SharedNarrative,
    Undecided,
)
from quotetrace.tracing.around import Runs, folded_words, runs_around
from quotetrace.tracing.bodies import page_of
from quotetrace.tracing.claims import OutletNames
from quotetrace.tracing.firsts import precedes, time_order, unpreceded
from quotetrace.tracing.narrative import narrative_line

# A slogan may have thousands of members; of those that share one piece of evidence the earliest so many are compared.
MOST_CANDIDATES = 50
# The cost of a candidate in words: an explicit credit outweighs the wording, and a copied body the credit, which the
# copy only repeats from it.
_CREDIT = 1000.0
_COPY = 2000.0
_SHARED_AROUND = 3.0
_NARRATIVE = 2.0
_UNINHERITED = 2.0
# Asked for once: an enum takes its time to give a member.
_FIRST, _TIE, _EQUAL = FirstStatus.FIRST, FirstStatus.TIE, EditOp.EQUAL
# What is told of a member without evidence.
_SOURCE, _UNORDERED, _NONE = map(Lineage, (LineageStatus.SOURCE, LineageStatus.UNORDERED, LineageStatus.NONE))
# Classes that a copyist inherits; quotation style and a cut are each desk's own.
_INHERITED = frozenset(DriftClass) - {
    DriftClass.NONE,
    DriftClass.TYPOGRAPHY,
    DriftClass.PUNCTUATION,
    DriftClass.TRUNCATION,
    DriftClass.CONDITION,
    DriftClass.ELLIPSIS,
}


# Changed wordings, with the way to print them, by the identity of the edits that they are from.
_Told: TypeAlias = dict[int, dict[tuple[str, str], str]]


@dataclass(frozen=True, slots=True)
class _Traits:
    """What may show where a member comes from. place: in order of time. credited: each outlet of the utterance it
    names, and the words. narrative: what its document shares with others, by these."""

    member: Occurrence
    place: int
    credited: Mapping[str, str]
    runs: Runs
    wordings: Mapping[tuple[str, str], str]
    narrative: Mapping[str, SharedNarrative]


def lineages(
    members: Sequence[Occurrence],
    drifts: Mapping[str, Drift],
    first: First,
    narrative: Mapping[tuple[str, str], SharedNarrative],
) -> dict[str, Lineage]:
    """The lineage of every member, by quotation id. members: in order of time. drifts: each member's drift from the
    earliest wording. narrative: the passages that pairs of their documents share."""
    if len(members) == 1:
        return {members[0].quotation.id: lineage_alone(first)}
    leads = frozenset(first.quotations)
    told: _Told = {}
    if not (narrative or _may_tell(members, drifts, told)):
        return {one.quotation.id: _unshown(one, first.status if one.quotation.id in leads else None) for one in members}
    traits, index = _prepared(members, drifts, narrative, told)
    found: dict[str, Lineage] = {}
    for one in traits:
        identifier = one.member.quotation.id
        status = first.status if identifier in leads else None
        found[identifier] = _lineage(one, _candidates(one, index), status)
    return found


def lineage_alone(first: First) -> Lineage:
    """The lineage of a quotation that is an utterance by itself."""
    return _SOURCE if first.status is _FIRST else _NONE


def _may_tell(members: Sequence[Occurrence], drifts: Mapping[str, Drift], told: _Told) -> bool:
    """Whether two members may share any evidence apart from narrative: mostly they do not. told: added to."""
    if any(one.copy_class is not None or one.quotation.told_to for one in members):
        return True
    if sum(map(bool, map(runs_around, members))) > 1:
        return True
    changed = [one for one in members if not _INHERITED.isdisjoint(drifts[one.quotation.id].classes)]
    return len(changed) > 1 and _share_wording(changed, drifts, told)


def _share_wording(members: Iterable[Occurrence], drifts: Mapping[str, Drift], told: _Told) -> bool:
    """Whether two documents share a changed wording against the earliest."""
    holder: dict[tuple[str, str], str] = {}
    for one in members:
        document = one.quotation.document
        for wording in _wordings_of(drifts[one.quotation.id], told):
            if holder.setdefault(wording, document) != document:
                return True
    return False


def _wordings_of(drift: Drift, told: _Told) -> Mapping[tuple[str, str], str]:
    """The changes that a copyist would inherit; members with the same words have the same edits, told once."""
    if id(drift.edits) not in told:
        told[id(drift.edits)] = dict(_wordings(drift.edits))
    return told[id(drift.edits)]


def _unshown(member: Occurrence, leads: FirstStatus | None) -> Lineage:
    """The lineage where there is no evidence. leads: as for `_lineage`."""
    if leads is _FIRST:
        return _SOURCE
    return _UNORDERED if leads is _TIE or member.published is None else _NONE


def undecided(
    members: Iterable[Occurrence],
    drifts: Mapping[str, Drift],
    narrative: Mapping[tuple[str, str], SharedNarrative],
    *,
    among: Collection[str],
) -> Iterator[Undecided]:
    """The pairs behind an unordered lineage: two quotations with evidence that one has it from the other, whose times
    do not tell which, or several earlier ones of which nothing tells which. Each pair once, in order of time.

    among: the ids of the members whose lineage is unordered.
    """
    traits, index = _prepared(sorted(members, key=time_order), drifts, narrative, {})
    told: set[frozenset[str]] = set()
    for own in traits:
        if own.member.quotation.id not in among:
            continue
        for other in _undecided(own, _candidates(own, index)):
            pair = own.member.quotation.id, other.member.quotation.id
            if frozenset(pair) not in told:
                told.add(frozenset(pair))
                yield Undecided(*pair, (*_evidence(own, other), *_credit(other, own.member)))


def _undecided(own: _Traits, candidates: Iterable[_Traits]) -> list[_Traits]:
    evident = [other for other in candidates if _is_evident(own, other)]
    earlier = [other for other in evident if precedes(other.member, own.member)]
    if earlier:
        return _likeliest(own, earlier)
    return [other for other in evident if not precedes(own.member, other.member)]


def _prepared(
    ordered: Sequence[Occurrence],
    drifts: Mapping[str, Drift],
    narrative: Mapping[tuple[str, str], SharedNarrative],
    told: _Told,
) -> tuple[list[_Traits], _Index]:
    shared: defaultdict[str, dict[str, SharedNarrative]] = defaultdict(dict)
    for (left, right), passage in narrative.items():
        shared[left][right] = shared[right][left] = passage
    names = None
    if any(one.quotation.told_to for one in ordered):
        names = OutletNames(one.outlet for one in ordered if one.outlet is not None)
    traits: list[_Traits] = []
    for place, one in enumerate(ordered):
        wordings = _wordings_of(drifts[one.quotation.id], told)
        credited = {} if names is None else _credited(one, names)
        passages = shared.get(one.quotation.document, {})
        traits.append(_Traits(one, place, credited, runs_around(one), wordings, passages))
    return traits, _index(traits)


def _lineage(own: _Traits, candidates: Iterable[_Traits], leads: FirstStatus | None) -> Lineage:
    """leads: the status of the first if the member is among them, else None."""
    member = own.member
    found = [other for other in candidates if _is_evident(own, other)]
    earlier = [other for other in found if precedes(other.member, member)]
    if earlier:
        likeliest = _likeliest(own, earlier)
        if len(likeliest) == 1:
            origin = likeliest[0]
            return Lineage(LineageStatus.DERIVED, origin.member.quotation.id, _evidence(own, origin))
        told = (line for other in likeliest for line in _evidence(own, other))
        return Lineage(LineageStatus.UNORDERED, None, tuple(dict.fromkeys(told)))
    beside = [other for other in found if not precedes(member, other.member)]
    if leads is _FIRST and not beside:
        return Lineage(LineageStatus.SOURCE)
    shown = tuple(dict.fromkeys(line for other in beside for line in _evidence(own, other)))
    overlaps = leads is _TIE or member.published is None
    return Lineage(LineageStatus.UNORDERED if beside or overlaps else LineageStatus.NONE, None, shown)


def _likeliest(own: _Traits, earlier: Sequence[_Traits]) -> list[_Traits]:
    """Those of least cost, in time order; of several the page's own earlier version, then the same outlet's, then what
    none of them precedes, and of one document its first. More than one where nothing tells."""
    costs = [_cost(own, other) for other in earlier]
    least = min(costs)
    tied = [other for other, cost in zip(earlier, costs, strict=True) if cost == least]
    if len(tied) == 1:
        return tied
    page, outlet = _page(own), own.member.outlet
    tied = [other for other in tied if page is not None and _page(other) == page] or tied
    tied = [other for other in tied if outlet is not None and other.member.outlet == outlet] or tied
    leading = {one.quotation.id for one in unpreceded([one.member for one in tied])}
    tied = [one for one in tied if one.member.quotation.id in leading]
    documents = {other.member.quotation.document for other in tied}
    return tied if len(documents) > 1 else tied[:1]


def _page(traits: _Traits) -> str | None:
    url = traits.member.url
    return None if url is None else _page_of(url)


_page_of = lru_cache(maxsize=1 << 12)(page_of)


# --- evidence ------------------------------------------------------------------------------------------------


def _is_evident(own: _Traits, other: _Traits) -> bool:
    """Whether there is any evidence."""
    return (
        _is_credited(own, other.member)
        or _is_copied(own.member, other.member)
        or not own.wordings.keys().isdisjoint(other.wordings)
        or not own.runs.keys().isdisjoint(other.runs)
        or bool(_passage(own, other))
    )


def _is_credited(own: _Traits, other: Occurrence) -> bool:
    return other.outlet is not None and other.outlet in own.credited


def _is_copied(member: Occurrence, other: Occurrence) -> bool:
    return member.copy_class is not None and member.copy_class == other.copy_class


def _evidence(own: _Traits, other: _Traits) -> tuple[str, ...]:
    """What shows that `own` has its words from `other`, the strongest first; empty where nothing does."""
    return (*_credit(own, other.member), *_copied(own.member, other.member), *_shared(own, other))


def _credit(own: _Traits, other: Occurrence) -> Iterator[str]:
    if other.outlet is not None and _is_credited(own, other):
        yield f"credits {other.outlet}: “{own.credited[other.outlet]}”"


def _copied(member: Occurrence, other: Occurrence) -> Iterator[str]:
    if _is_copied(member, other):
        yield f"the article is a copy of {other.label}"


def _shared(own: _Traits, other: _Traits) -> Iterator[str]:
    run = _longest_shared(own, other)
    if run:
        yield f"the same words around the marks as {other.member.label}: “{run}”"
    for wording, printed in own.wordings.items():
        if wording in other.wordings:
            yield f"the same change as {other.member.label}: {printed}"
    passage = _passage(own, other)
    if passage and passage not in run:
        yield narrative_line(other.member.label, passage)


def _passage(own: _Traits, other: _Traits) -> str:
    """What the two articles share elsewhere; empty where that is nothing, or too little for an arrow where one could
    lead here."""
    passage = own.narrative.get(other.member.quotation.document)
    weak = passage is not None and not passage.firm and precedes(other.member, own.member)
    return "" if passage is None or weak else passage.words


def _longest_shared(own: _Traits, other: _Traits) -> str:
    """The longest run of words around the marks that both have, empty where none is long enough."""
    if own.runs.keys().isdisjoint(other.runs):
        return ""
    best: list[str] = []
    current: list[str] = []
    previous: tuple[str, ...] = ()
    for run in own.runs:
        if run not in other.runs:
            current, previous = [], ()
            continue
        current = [*current, run[-1]] if previous and run[:-1] == previous[1:] else list(run)
        previous = run
        best = max(best, current, key=len)
    return " ".join(best)


def _cost(own: _Traits, other: _Traits) -> float:
    """The lower, the likelier the origin: words changed, changes not inherited, less what evidence is worth."""
    text, other_text = own.member.quotation.text, other.member.quotation.text
    words = 0 if text == other_text else Indel.distance(folded_words(text), folded_words(other_text))
    lost = sum(wording not in own.wordings for wording in other.wordings)
    bonus = _CREDIT * _is_credited(own, other.member) + _COPY * _is_copied(own.member, other.member)
    around = _SHARED_AROUND * (not own.runs.keys().isdisjoint(other.runs))
    narrative = _NARRATIVE * bool(_passage(own, other))
    return words + _UNINHERITED * lost - bonus - around - narrative


# --- finding candidates --------------------------------------------------------------------------------------


def _credited(member: Occurrence, names: OutletNames) -> dict[str, str]:
    told = member.quotation.told_to
    return {outlet: told_to.text for told_to in told for outlet in names.named_by(told_to)}


def _wordings(edits: Sequence[Edit]) -> Iterator[tuple[tuple[str, str], str]]:
    """The changes that a copyist would inherit, as folded words, with the way to print them.

    None where the two texts share little: two pieces of one utterance that say different things are no changed wording.
    """
    changed = [edit for edit in edits if edit.op is not _EQUAL and edit.drift_class in _INHERITED]
    if not changed or not _is_rewording(edits):
        return
    for edit in changed:
        old, new = " ".join(fold_words(edit.before)), " ".join(fold_words(edit.after))
        if old or new:
            yield (
                (old, new),
                f"“{new}” for “{old}”" if old and new else f"“{new}” put in" if new else f"“{old}” left out",
            )


def _is_rewording(edits: Sequence[Edit]) -> bool:
    """Whether half of the words of the shorter text stand in the other."""
    kept = sum(len(fold_words(edit.after)) for edit in edits if edit.op is _EQUAL)
    changed = [edit for edit in edits if edit.op is not _EQUAL]
    before = sum(len(fold_words(edit.before)) for edit in changed)
    after = sum(len(fold_words(edit.after)) for edit in changed)
    return kept >= min(before, after)


def _keys(traits: _Traits) -> list[tuple[str, object]]:
    """What a member shares with whatever it may have its words from, or they from it; a credit apart."""
    keys: list[tuple[str, object]] = [("run", run) for run in traits.runs] if traits.runs else []
    if traits.wordings:
        keys.extend(("wording", wording) for wording in traits.wordings)
    document = traits.member.quotation.document
    keys.extend(("narrative", tuple(sorted((document, other)))) for other in traits.narrative)
    if traits.member.copy_class is not None:
        keys.append(("copies", traits.member.copy_class))
    return keys


_Index = Mapping[tuple[str, object], Sequence[_Traits]]


def _index(traits: Sequence[_Traits]) -> _Index:
    index: defaultdict[tuple[str, object], list[_Traits]] = defaultdict(list)
    crediting = any(one.credited for one in traits)
    for one in traits:
        keys = _keys(one)
        if crediting and one.member.outlet is not None:
            keys.append(("outlet", one.member.outlet))
        for key in keys:
            if len(index[key]) < MOST_CANDIDATES:
                index[key].append(one)
    return index


def _candidates(own: _Traits, index: _Index) -> list[_Traits]:
    """The members of other documents that share a key with `own` or are credited by it, each once, in time order."""
    keys = _keys(own)
    keys.extend(("outlet", outlet) for outlet in own.credited)
    if not keys:
        return []
    found = {other.member.quotation.id: other for key in keys for other in index.get(key, ())}
    document = own.member.quotation.document
    others = (other for other in found.values() if other.member.quotation.document != document)
    return sorted(others, key=lambda other: other.place)
