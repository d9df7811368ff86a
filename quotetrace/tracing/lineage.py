"""Which earlier quotation one most likely derives from, and what shows it.

Being later and alike is no evidence: two reporters may stand in one room. Evidence is a credit to the other outlet,
a body copied whole, the same words around the marks, a passage shared elsewhere in the two articles (narrative.py), or
a changed wording that the two share against the earliest.
An arrow needs evidence and a strictly earlier time; where the times overlap the evidence is shown without an arrow.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

from quotetrace.folding import Word, fold, fold_words
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
    SharedNarrative,
    Undecided,
)
from quotetrace.tracing.bodies import page_of
from quotetrace.tracing.claims import OutletNames
from quotetrace.tracing.firsts import precedes, time_order
from quotetrace.tracing.narrative import narrative_line

# Words around the marks that two reports share in one run. Four-word runs ("he said in a") are stock phrases; of five
# at least two must be neither function words nor names nor the stock of all reporting ("told reporters in Oslo on").
SHARED_RUN = 5
SHARED_CONTENT = 2
# A slogan may have thousands of members; of those that share one piece of evidence the earliest so many are compared.
MOST_CANDIDATES = 50
# The cost of a candidate in words: an explicit credit outweighs the wording, and a copied body the credit, which the
# copy only repeats from it.
_CREDIT = 1000.0
_COPY = 2000.0
_SHARED_AROUND = 3.0
_NARRATIVE = 2.0
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
_QUOTED = re.compile(r"“[^”“]*”|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class _Traits:
    """What may show where a member comes from. credited: each outlet of the utterance it names, and the words.
    narrative: what its document shares with others, by these."""

    member: Occurrence
    words: tuple[str, ...]
    credited: dict[str, str]
    runs: dict[tuple[str, ...], None]
    wordings: dict[tuple[str, str], str]
    narrative: Mapping[str, SharedNarrative]


def lineages(
    members: Iterable[Occurrence],
    drifts: Mapping[str, Drift],
    first: First,
    narrative: Mapping[tuple[str, str], SharedNarrative],
) -> dict[str, Lineage]:
    """The lineage of every member, by quotation id. drifts: each member's drift from the earliest wording. narrative:
    the passages that pairs of their documents share."""
    ordered = sorted(members, key=time_order)
    if len(ordered) == 1:
        alone = LineageStatus.SOURCE if first.status is FirstStatus.FIRST else LineageStatus.NONE
        return {ordered[0].quotation.id: Lineage(alone)}
    traits, index = _prepared(ordered, drifts, narrative)
    leads = frozenset(first.quotations)
    found: dict[str, Lineage] = {}
    for one in traits:
        identifier = one.member.quotation.id
        status = first.status if identifier in leads else None
        found[identifier] = _lineage(one, _candidates(one, index), status)
    return found


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
    traits, index = _prepared(sorted(members, key=time_order), drifts, narrative)
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
    evident = [other for other in candidates if _evidence(own, other)]
    earlier = [other for other in evident if precedes(other.member, own.member)]
    if earlier:
        return _likeliest(own, earlier)
    return [other for other in evident if not precedes(own.member, other.member)]


def _prepared(
    ordered: Sequence[Occurrence], drifts: Mapping[str, Drift], narrative: Mapping[tuple[str, str], SharedNarrative]
) -> tuple[list[_Traits], _Index]:
    shared: defaultdict[str, dict[str, SharedNarrative]] = defaultdict(dict)
    for (left, right), passage in narrative.items():
        shared[left][right] = shared[right][left] = passage
    names = OutletNames(one.outlet for one in ordered if one.outlet is not None)
    traits = [_traits(one, drifts[one.quotation.id], names, shared[one.quotation.document]) for one in ordered]
    return traits, _index(traits)


def _lineage(own: _Traits, candidates: Iterable[_Traits], leads: FirstStatus | None) -> Lineage:
    """leads: the status of the first if the member is among them, else None."""
    member = own.member
    found = [(other, _evidence(own, other)) for other in candidates]
    found = [(other, evidence) for other, evidence in found if evidence]
    earlier = [(other, evidence) for other, evidence in found if precedes(other.member, member)]
    if earlier:
        likeliest = _likeliest(own, [other for other, _ in earlier])
        evidence_of = {other.member.quotation.id: evidence for other, evidence in earlier}
        if len(likeliest) == 1:
            origin = likeliest[0].member.quotation.id
            return Lineage(LineageStatus.DERIVED, origin, evidence_of[origin])
        told = (line for other in likeliest for line in evidence_of[other.member.quotation.id])
        return Lineage(LineageStatus.UNORDERED, None, tuple(dict.fromkeys(told)))
    beside = [(other, evidence) for other, evidence in found if not precedes(member, other.member)]
    if leads is FirstStatus.FIRST and not beside:
        return Lineage(LineageStatus.SOURCE)
    shown = tuple(dict.fromkeys(line for _, evidence in beside for line in evidence))
    overlaps = leads is FirstStatus.TIE or member.published is None
    return Lineage(LineageStatus.UNORDERED if beside or overlaps else LineageStatus.NONE, None, shown)


def _likeliest(own: _Traits, earlier: Sequence[_Traits]) -> list[_Traits]:
    """Those of least cost, in time order; of several the page's own earlier version, then the same outlet's, then what
    none of them precedes, and of one document its first. More than one where nothing tells."""
    costs = [_cost(own, other) for other in earlier]
    least = min(costs)
    tied = [other for other, cost in zip(earlier, costs, strict=True) if cost == least]
    page, outlet = _page(own), own.member.outlet
    tied = [other for other in tied if page is not None and _page(other) == page] or tied
    tied = [other for other in tied if outlet is not None and other.member.outlet == outlet] or tied
    tied = [one for one in tied if not any(precedes(other.member, one.member) for other in tied)]
    documents = {other.member.quotation.document for other in tied}
    return tied if len(documents) > 1 else tied[:1]


def _page(traits: _Traits) -> str | None:
    url = traits.member.url
    return None if url is None else page_of(url)


# --- evidence ------------------------------------------------------------------------------------------------


def _evidence(own: _Traits, other: _Traits) -> tuple[str, ...]:
    """What shows that `own` has its words from `other`, the strongest first; empty where nothing does."""
    return (*_credit(own, other.member), *_copied(own.member, other.member), *_shared(own, other))


def _credit(own: _Traits, other: Occurrence) -> Iterator[str]:
    if other.outlet is not None and other.outlet in own.credited:
        yield f"credits {other.outlet}: “{own.credited[other.outlet]}”"


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
    words = Indel.distance(own.words, other.words)
    lost = sum(wording not in own.wordings for wording in other.wordings)
    bonus = _CREDIT * any(_credit(own, other.member)) + _COPY * any(_copied(own.member, other.member))
    around = _SHARED_AROUND * bool(_longest_shared(own, other))
    narrative = _NARRATIVE * bool(_passage(own, other))
    return words + _UNINHERITED * lost - bonus - around - narrative


# --- finding candidates --------------------------------------------------------------------------------------


def _traits(member: Occurrence, drift: Drift, names: OutletNames, narrative: Mapping[str, SharedNarrative]) -> _Traits:
    told = member.quotation.told_to
    credited = {outlet: told_to.text for told_to in told for outlet in names.named_by(told_to)}
    return _Traits(
        member,
        fold_words(member.quotation.text),
        credited,
        dict.fromkeys(_runs(member)),
        dict(_wordings(drift.edits)),
        narrative,
    )


def _runs(member: Occurrence) -> Iterator[tuple[str, ...]]:
    """The runs of words around the marks in the member's sentence, none of them the speaker's own words."""
    quotation = member.quotation
    if quotation.kind is Kind.INDIRECT or not quotation.text:
        return
    own = set(pairwise(fold_words(quotation.text)))
    for part in _QUOTED.sub("\n", quotation.context.replace(quotation.text, "\n")).split("\n"):
        words = fold(part)
        for start in range(len(words) - SHARED_RUN + 1):
            window = words[start : start + SHARED_RUN]
            run = tuple(word.folded for word in window)
            # The sentence may hold only a part of a long quotation, which no replacing finds.
            if sum(_tells(word, part) for word in window) >= SHARED_CONTENT and own.isdisjoint(pairwise(run)):
                yield run


def _tells(word: Word, text: str) -> bool:
    """Whether the word is the writer's choice: no function word, no name, no stock of all reporting."""
    stock = word.folded in word_list("stopwords.txt") or word.folded in word_list("stock_words.txt")
    return not stock and not text[word.start].isupper()


def _wordings(edits: Sequence[Edit]) -> Iterator[tuple[tuple[str, str], str]]:
    """The changes that a copyist would inherit, as folded words, with the way to print them.

    None where the two texts share little: two pieces of one utterance that say different things are no changed wording.
    """
    if not _is_rewording(edits):
        return
    for edit in edits:
        if edit.op is EditOp.EQUAL or edit.drift_class not in _INHERITED:
            continue
        old, new = " ".join(fold_words(edit.before)), " ".join(fold_words(edit.after))
        if old or new:
            yield (
                (old, new),
                f"“{new}” for “{old}”" if old and new else f"“{new}” put in" if new else f"“{old}” left out",
            )


def _is_rewording(edits: Sequence[Edit]) -> bool:
    """Whether half of the words of the shorter text stand in the other."""
    before = sum(len(fold_words(edit.before)) for edit in edits)
    after = sum(len(fold_words(edit.after)) for edit in edits)
    kept = sum(len(fold_words(edit.after)) for edit in edits if edit.op is EditOp.EQUAL)
    return 2 * kept >= min(before, after)


def _keys(traits: _Traits) -> Iterator[tuple[str, object]]:
    """What a member can be found by."""
    yield from (("run", run) for run in traits.runs)
    yield from (("wording", wording) for wording in traits.wordings)
    document = traits.member.quotation.document
    yield from (("narrative", tuple(sorted((document, other)))) for other in traits.narrative)
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
    keys.extend(("outlet", outlet) for outlet in own.credited)
    found = {other.member.quotation.id: other for key in keys for other in index.get(key, ())}
    document = own.member.quotation.document
    others = (other for other in found.values() if other.member.quotation.document != document)
    return sorted(others, key=lambda other: time_order(other.member))
