"""Where each report has the words from, as far as evidence shows, in plain words: arrows, and evidence without one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from quotetrace.model import FirstStatus, LineageStatus, Trace, TracedQuotation, Undecided
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import places, short_evidence


class LineageTree:
    """The lineage of an utterance: the first ones and those without an arrow are roots. False where nothing is known.

    members: its quotations by id, in order of time. children: those that derive from each. undecided: the pairs behind
    the lineages without an order; without them only their evidence is told. places: what each quotation is called.
    """

    def __init__(
        self, trace: Trace, undecided: Sequence[Undecided] = (), names: Mapping[str, str] | None = None
    ) -> None:
        self.places = names or places(trace)
        self.members = {one.occurrence.quotation.id: one for one in trace.quotations}
        self.undecided = undecided
        self.children: defaultdict[str, list[TracedQuotation]] = defaultdict(list)
        for one in trace.quotations:
            if derives(one) and one.lineage.origin in self.members:
                self.children[one.lineage.origin or ""].append(one)
        self._firsts = frozenset(trace.first.quotations)
        self._lead = "first (tie)" if trace.first.status is FirstStatus.TIE else "first"

    def __bool__(self) -> bool:
        return bool(self.children) or any(self.open_ends())

    def roots(self) -> list[str]:
        """The quotations that no arrow leads to, of those that were first or that an arrow leads from."""
        derived = {one.occurrence.quotation.id for children in self.children.values() for one in children}
        return [one for one in self.members if one not in derived and (one in self.children or one in self._firsts)]

    def lead(self, name: str) -> str:
        """That a quotation was first, or first in a tie; empty for any other."""
        return self._lead if name in self._firsts else ""

    def evidence(self, one: TracedQuotation) -> str:
        """What the arrow to a quotation rests on."""
        return short_evidence(one.lineage.evidence, self.members[one.lineage.origin or ""].occurrence)

    def open_ends(self) -> Iterator[str]:
        """What belongs together without an order, and who has evidence to none of the members."""
        for pair in self._telling():
            both = f"{self.places[pair.quotation]} and {self.places[pair.other]}"
            evidence = short_evidence(pair.evidence, self.members[pair.other].occurrence)
            yield f"{both}: no telling which is earlier; {evidence}"
        told = {pair.quotation for pair in self.undecided} | {pair.other for pair in self.undecided}
        for name, one in self.members.items():
            if one.lineage.status is LineageStatus.UNORDERED and one.lineage.evidence and name not in told:
                evidence = "; ".join(one_line(each) for each in one.lineage.evidence)
                yield f"{self.places[name]}: no telling from which; {evidence}"

    def _telling(self) -> Iterator[Undecided]:
        """The pairs without those of which another pair of the same two documents says everything: what two articles
        share holds for each quotation in them, and is told once."""
        by_documents: defaultdict[tuple[str, str], list[Undecided]] = defaultdict(list)
        for pair in self.undecided:
            by_documents[self._document(pair.quotation), self._document(pair.other)].append(pair)
        for pairs in by_documents.values():
            kept: list[Undecided] = []
            for pair in sorted(pairs, key=lambda one: -len(one.evidence)):
                if not any(set(pair.evidence) <= set(one.evidence) for one in kept):
                    kept.append(pair)
            yield from kept

    def _document(self, quotation: str) -> str:
        return self.members[quotation].occurrence.quotation.document


def derives(one: TracedQuotation) -> bool:
    """Whether an arrow leads to it."""
    return one.lineage.status is LineageStatus.DERIVED and one.lineage.origin is not None
