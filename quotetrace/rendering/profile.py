"""A speaker or an outlet at a glance: counts, the utterances most told, the earliest quotations."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from quotetrace.model import StoredQuotation, Trace
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import count
from quotetrace.rendering.tables import quotations_table, traces_table


@dataclass(frozen=True, slots=True)
class Profile:
    """counts: the table of the one row. total: how many quotations there are, shown or not.

    more: the command that shows the utterances beyond those here, None where these are all.
    """

    counts: RenderableType
    utterances: tuple[Trace, ...]
    quotations: tuple[StoredQuotation, ...]
    total: int
    more: str | None = None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.counts
        if self.utterances:
            some = f", the first {len(self.utterances)}; all: {one_line(self.more)}" if self.more else ""
            yield Text(f"Told by two documents or more, the most told first{some}", "bold")
            yield traces_table(self.utterances)
        if self.quotations:
            shown = len(self.quotations)
            some = "" if shown == self.total else f", the first {shown} of {count(self.total, 'quotation')}"
            yield Text(f"Quotations in order of time{some}", "bold")
            yield quotations_table(self.quotations)
