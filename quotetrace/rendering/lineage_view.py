"""Where each report has the words from, as far as evidence shows: a tree of arrows, and what has evidence but none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text
from rich.tree import Tree

from quotetrace.model import FirstStatus, LineageStatus, Trace, TracedQuotation, Undecided
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import places, short_evidence, when
from quotetrace.rendering.tables import ASIDE, OUTLET


class LineageView:
    """The lineage of an utterance: the first ones and those without an arrow are roots. Nothing where nothing is known.

    undecided: the pairs behind the lineages without an order; without them only their evidence is shown. names: what
    each quotation is called, by id.
    """

    def __init__(
        self, trace: Trace, undecided: Sequence[Undecided] = (), names: Mapping[str, str] | None = None
    ) -> None:
        self.places = names or places(trace)
        self.members = {one.occurrence.quotation.id: one for one in trace.quotations}
        self.firsts = frozenset(trace.first.quotations)
        self.lead = "first (tie)" if trace.first.status is FirstStatus.TIE else "first"
        self.undecided = undecided
        self.children: defaultdict[str, list[TracedQuotation]] = defaultdict(list)
        for one in trace.quotations:
            if derives(one) and one.lineage.origin in self.members:
                self.children[one.lineage.origin or ""].append(one)

    def __bool__(self) -> bool:
        return bool(self.children) or any(self._open_ends())

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.children:
            yield self._tree()
        yield from self._open_ends()

    def read_out(self) -> Iterator[RenderableType]:
        """One sentence for each arrow: who has it from whom, and why."""
        for name, one in self.members.items():
            origin = one.lineage.origin or ""
            if one in self.children.get(origin, ()):
                evidence = short_evidence(one.lineage.evidence, self.members[origin].occurrence)
                time = when(one.occurrence.published)
                yield Text(f"{self.places[name]}, {time}, from {self.places[origin]}, because: {evidence}")
        yield from self._open_ends()

    def _tree(self) -> Tree:
        tree = Tree("", hide_root=True, guide_style=ASIDE)
        derived = {one.occurrence.quotation.id for children in self.children.values() for one in children}
        waiting: list[tuple[Tree, str]] = []
        for name in self.members:
            if name not in derived and (name in self.children or name in self.firsts):
                waiting.append((tree.add(self._root(name)), name))
        while waiting:
            branch, name = waiting.pop()
            for one in self.children[name]:
                child = one.occurrence.quotation.id
                waiting.append((branch.add(self._child(one, name)), child))
        return tree

    def _root(self, name: str) -> Text:
        text = Text(self.places[name], OUTLET)
        return text.append(f"  {self.lead}", "bold green") if name in self.firsts else text

    def _child(self, one: TracedQuotation, origin: str) -> Text:
        text = Text(self.places[one.occurrence.quotation.id], OUTLET)
        return text.append(f"  {short_evidence(one.lineage.evidence, self.members[origin].occurrence)}", ASIDE)

    def _open_ends(self) -> Iterator[RenderableType]:
        """What belongs together without an order, and who has evidence to none of the members."""
        for pair in self._telling():
            both = f"{self.places[pair.quotation]} and {self.places[pair.other]}"
            evidence = short_evidence(pair.evidence, self.members[pair.other].occurrence)
            yield Text(f"{both}: no telling which is earlier; {evidence}")
        told = {pair.quotation for pair in self.undecided} | {pair.other for pair in self.undecided}
        for name, one in self.members.items():
            if one.lineage.status is LineageStatus.UNORDERED and one.lineage.evidence and name not in told:
                evidence = "; ".join(one_line(each) for each in one.lineage.evidence)
                yield Text(f"{self.places[name]}: no telling from which; {evidence}")

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
