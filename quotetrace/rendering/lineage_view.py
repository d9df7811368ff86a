"""The lineage of an utterance as a terminal shows it: a tree of arrows, and what has evidence but none."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text
from rich.tree import Tree

from quotetrace.model import TracedQuotation
from quotetrace.rendering.lineage import LineageTree
from quotetrace.rendering.phrases import when
from quotetrace.rendering.tables import ASIDE, OUTLET


class LineageView:
    """A lineage drawn, or told in lines; nothing where nothing is known."""

    def __init__(self, lineage: LineageTree) -> None:
        self.lineage = lineage

    def __bool__(self) -> bool:
        return bool(self.lineage)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.lineage.children:
            yield self._tree()
        yield from map(Text, self.lineage.open_ends())

    def read_out(self) -> Iterator[RenderableType]:
        """One sentence for each arrow: who has it from whom, and why."""
        lineage = self.lineage
        for name, one in lineage.members.items():
            origin = one.lineage.origin or ""
            if one in lineage.children.get(origin, ()):
                time, places = when(one.occurrence.published), lineage.places
                yield Text(f"{places[name]}, {time}, from {places[origin]}, because: {lineage.evidence(one)}")
        yield from map(Text, lineage.open_ends())

    def _tree(self) -> Tree:
        tree = Tree("", hide_root=True, guide_style=ASIDE)
        waiting: list[tuple[Tree, str]] = []
        for name in self.lineage.roots():
            waiting.append((tree.add(self._root(name)), name))
        while waiting:
            branch, name = waiting.pop()
            for one in self.lineage.children[name]:
                waiting.append((branch.add(self._child(one)), one.occurrence.quotation.id))
        return tree

    def _root(self, name: str) -> Text:
        text = Text(self.lineage.places[name], OUTLET)
        lead = self.lineage.lead(name)
        return text.append(f"  {lead}", "bold green") if lead else text

    def _child(self, one: TracedQuotation) -> Text:
        text = Text(self.lineage.places[one.occurrence.quotation.id], OUTLET)
        return text.append(f"  {self.lineage.evidence(one)}", ASIDE)
