"""Which earlier quotation one most likely derives from, and what shows it.

Being later and alike is no evidence: two reporters may stand in one room. Evidence is a credit to the other outlet,
a body copied whole, the same words around the marks, or a changed wording that the two share against the earliest.
An arrow needs evidence and a strictly earlier time; where the times overlap the evidence is shown without an arrow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quotetrace.folding import fold_words
from quotetrace.lexicons import word_list
from quotetrace.model import (
    Drift,
    DriftClass,
    Edit,
    EditOp,
    First,
    FirstStatus,
    Kind,
    Lineage,
    LineageStatus,
    Occurrence,
)
from quotetrace.tracing.claims import names_outlet
from quotetrace.tracing.drift import similarity
from quotetrace.tracing.firsts import precedes, time_order

# Words around the marks that two reports share in one run. Four-word runs ("he said in a") are stock phrases;
# at least two must be no function words.
SHARED_RUN = 5
SHARED_CONTENT = 2
# A slogan may have thousands of members; of those that share one piece of evidence the earliest so many are compared.
MOST_CANDIDATES = 50
# The cost of a candidate in words: an explicit credit outweighs the wording, a copied body nearly does.
_CREDIT = 1000.0
_COPY = 500.0
_SHARED_AROUND = 3.0
_UNINHERITED = 2.0
# Classes that a copyist inherits; quotation style and a cut are each desk's own.
_INHERITED = frozenset(DriftClass) - {
    DriftClass.NONE,
    DriftClass.TYPOGRAPHY,
    DriftClass.PUNCTUATION,
    DriftClass.TRUNCATION,
    DriftClass.CONDITION,
    DriftClass.ELLIPSIS,
}


@dataclass(frozen=True, slots=True)
class _Traits:
    """What may show where a member comes from."""

    member: Occurrence
    runs: dict[tuple[str, ...], None]
    wordings: dict[tuple[str, str], str]


def lineages(members: Iterable[Occurrence], drifts: Mapping[str, Drift], first: First) -> dict[str, Lineage]:
    """The lineage of every member, by quotation id. drifts: each member's drift from the earliest wording."""
    traits = [_traits(one, drifts[one.quotation.id]) for one in sorted(members, key=time_order)]
    index = _index(traits)
    return {one.member.quotation.id: _lineage(one, _candidates(one, index), first, len(traits)) for one in traits}


def _lineage(own: _Traits, candidates: Iterable[_Traits], first: First, members: int) -> Lineage:
    member = own.member
    leads = member.quotation.id in first.quotations
    found = [(other, _evidence(own, other)) for other in candidates]
    found = [(other, evidence) for other, evidence in found if evidence]
    earlier = [(other, evidence) for other, evidence in found if precedes(other.member, member)]
    if earlier:
        origin, evidence = min(earlier, key=lambda pair: (_cost(own, pair[0]), time_order(pair[0].member)))
        return Lineage(LineageStatus.DERIVED, origin.member.quotation.id, evidence)
    beside = [(other, evidence) for other, evidence in found if not precedes(member, other.member)]
    if leads and first.status is FirstStatus.FIRST and not beside:
        return Lineage(LineageStatus.SOURCE)
    shown = tuple(dict.fromkeys(line for _, evidence in beside for line in evidence))
    overlaps = (leads and first.status is FirstStatus.TIE) or (member.published is None and members > 1)
    return Lineage(LineageStatus.UNORDERED if beside or overlaps else LineageStatus.NONE, None, shown)


# --- evidence ------------------------------------------------------------------------------------------------


def _evidence(own: _Traits, other: _Traits) -> tuple[str, ...]:
    """What shows that `own` has its words from `other`, the strongest first; empty where nothing does."""
    return (*_credit(own.member, other.member), *_copied(own.member, other.member), *_shared(own, other))


def _credit(member: Occurrence, other: Occurrence) -> Iterator[str]:
    for told_to in member.quotation.told_to:
        if other.outlet is not None and names_outlet(told_to, other.outlet):
            yield f"credits {other.outlet}: “{told_to.text}”"


def _copied(member: Occurrence, other: Occurrence) -> Iterator[str]:
    if member.copy_class is not None and member.copy_class == other.copy_class:
        yield f"the article is a copy of {other.label}"


def _shared(own: _Traits, other: _Traits) -> Iterator[str]:
    run = _longest_shared(own, other)
    if run:
        yield f"the same words around the marks as {other.member.label}: “{run}”"
    for wording, printed in own.wordings.items():
        if wording in other.wordings:
            yield f"the same change as {other.member.label}: {printed}"


def _longest_shared(own: _Traits, other: _Traits) -> str:
    """The longest run of words around the marks that both have, empty where none is long enough."""
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
    words = (1 - similarity(other.member.quotation.text, own.member.quotation.text)) * len(
        fold_words(own.member.quotation.text)
    )
    lost = sum(wording not in own.wordings for wording in other.wordings)
    bonus = _CREDIT * any(_credit(own.member, other.member)) + _COPY * any(_copied(own.member, other.member))
    around = _SHARED_AROUND * bool(_longest_shared(own, other))
    return words + _UNINHERITED * lost - bonus - around


# --- finding candidates --------------------------------------------------------------------------------------


def _traits(member: Occurrence, drift: Drift) -> _Traits:
    return _Traits(member, dict.fromkeys(_runs(member)), dict(_wordings(drift.edits)))


def _runs(member: Occurrence) -> Iterator[tuple[str, ...]]:
    """The runs of words around the marks in the member's sentence."""
    if member.quotation.kind is Kind.INDIRECT:
        return
    idle = word_list("stopwords.txt")
    for part in member.quotation.context.split(member.quotation.text) if member.quotation.text else ():
        words = fold_words(part)
        for start in range(len(words) - SHARED_RUN + 1):
            run = words[start : start + SHARED_RUN]
            if sum(word not in idle for word in run) >= SHARED_CONTENT:
                yield run


def _wordings(edits: Sequence[Edit]) -> Iterator[tuple[tuple[str, str], str]]:
    """The changes that a copyist would inherit, as folded words, with the way to print them."""
    for edit in edits:
        if edit.op is EditOp.EQUAL or edit.drift_class not in _INHERITED:
            continue
        old, new = " ".join(fold_words(edit.before)), " ".join(fold_words(edit.after))
        if old or new:
            yield (
                (old, new),
                f"“{new}” for “{old}”" if old and new else f"“{new}” put in" if new else f"“{old}” left out",
            )


def _keys(traits: _Traits) -> Iterator[tuple[str, object]]:
    """What a member can be found by."""
    yield from (("run", run) for run in traits.runs)
    yield from (("wording", wording) for wording in traits.wordings)
    if traits.member.copy_class is not None:
        yield "copies", traits.member.copy_class
    if traits.member.outlet is not None:
        yield "outlet", traits.member.outlet


_Index = Mapping[tuple[str, object], Sequence[_Traits]]


def _index(traits: Iterable[_Traits]) -> _Index:
    index: defaultdict[tuple[str, object], list[_Traits]] = defaultdict(list)
    for one in traits:
        for key in _keys(one):
            if len(index[key]) < MOST_CANDIDATES:
                index[key].append(one)
    return index


def _candidates(own: _Traits, index: _Index) -> list[_Traits]:
    """The members of other documents that share a key with `own` or are credited by it, each once, in time order."""
    keys = [key for key in _keys(own) if key[0] != "outlet"]
    for told_to in own.member.quotation.told_to:
        keys.extend(key for key in index if key[0] == "outlet" and names_outlet(told_to, str(key[1])))
    found = {other.member.quotation.id: other for key in keys for other in index.get(key, ())}
    document = own.member.quotation.document
    others = (other for other in found.values() if other.member.quotation.document != document)
    return sorted(others, key=lambda other: time_order(other.member))
