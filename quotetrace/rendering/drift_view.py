"""The variants of one utterance beside the wording they are compared with, aligned word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from quotetrace.model import DriftClass, Edit, EditOp, Trace, TracedQuotation
from quotetrace.rendering.fitting import WordTable
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import count, place, speaker_name, when, words_of
from quotetrace.rendering.tables import SPEAKER, WARNING
from quotetrace.rendering.words import WordDifference

_NOTHING = "∅"
_INDENT = 2


class DriftView:
    """An utterance as `drift` shows it: each wording, its differences marked, and every edit with its class.

    limit: at most so many variants; how many more there are is said.
    """

    def __init__(self, trace: Trace, *, limit: int) -> None:
        self.trace = trace
        self.limit = limit
        self.members = {one.occurrence.quotation.id: one for one in trace.quotations}

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text(f"Utterance {self.trace.utterance}", "dim")
        yield Text().append(speaker_name(self.trace.speaker), SPEAKER)
        compared = [one for one in self.trace.quotations if one.drift.origin is not None]
        if not compared:
            yield Text(words_of(self.trace.text, self.trace.kind))
            yield Text("\nOne quotation only: there is nothing to compare it with.")
            return
        drifted = compared[: self.limit]
        for origin in dict.fromkeys(one.drift.origin for one in drifted):
            yield from self._wording(origin or "")
            for one in drifted:
                if one.drift.origin == origin:
                    yield from _variant(one)
        if len(compared) > self.limit:
            yield Text(f"\n{count(len(compared) - self.limit, 'more wording')} not shown: see --limit", WARNING)

    def _wording(self, origin: str) -> Iterator[RenderableType]:
        base = self.members.get(origin)
        yield Text()
        if base is None:
            yield Text("compared with a wording that is no longer in the store", WARNING)
            return
        yield Text(f"{when(base.occurrence.published)}  {place(base.occurrence)}", "bold")
        yield Text(words_of(base.occurrence.quotation.text, base.occurrence.quotation.kind))


def _variant(one: TracedQuotation) -> Iterator[RenderableType]:
    drift = one.drift
    yield Text()
    yield Text(f"{when(one.occurrence.published)}  {place(one.occurrence)}", "bold")
    if drift.drift_class is DriftClass.NONE:
        yield Text("the same words")
        return
    yield WordDifference(drift.edits)
    yield Text()
    told = [edit for edit in drift.edits if edit.op is not EditOp.EQUAL and (edit.before + edit.after).strip()]
    if not told:
        yield Text("only the blanks differ")
        return
    yield Padding(_edits(told), (0, 0, 0, _INDENT))


def _edits(edits: Iterable[Edit]) -> Table:
    table = WordTable(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, title_style="", header_style="bold")
    for column in ("Before", "After", "Class"):
        table.add_column(column, overflow="fold")
    for edit in edits:
        style = WARNING if edit.drift_class.changes_meaning else ""
        table.add_row(_side(edit.before), _side(edit.after), Text(edit.drift_class.value, style))
    return table


def _side(raw: str) -> Text:
    words = one_line(raw).strip()
    return Text(words or _NOTHING, "" if words else "dim")
