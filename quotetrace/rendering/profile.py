"""A speaker or an outlet at a glance: counts, the utterances most told, the earliest quotations."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from quotetrace.model import QuotingOutlet, StoredQuotation, Trace
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import count
from quotetrace.rendering.tables import quotations_table, quoting_table, traces_table

# A profile is a first look: of those who quote somebody, so many.
_OUTLETS = 10


@dataclass(frozen=True, slots=True)
class Profile:
    """counts: the table of the one row. total: how many quotations there are, shown or not.

    more: the command that shows the utterances beyond those here, None where these are all; more_quotations: the one
    that shows the quotations. standing: how somebody is quoted, or quotes, in sentences. quoting: who quotes them.
    """

    counts: RenderableType
    utterances: tuple[Trace, ...]
    quotations: tuple[StoredQuotation, ...]
    total: int
    more: str | None = None
    standing: tuple[str, ...] = ()
    quoting: tuple[QuotingOutlet, ...] = ()
    more_quotations: str | None = None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.counts
        yield from map(Text, self.standing)
        if self.standing:
            yield Text()
        if self.quoting:
            outlets = len(self.quoting)
            some = f", the first {_OUTLETS} of {count(outlets, 'outlet')}" if outlets > _OUTLETS else ""
            yield Text(f"Quoted by, the most quotations first{some}", "bold")
            yield quoting_table(self.quoting[:_OUTLETS])
        if self.utterances:
            some = f", the first {len(self.utterances)}; all: {one_line(self.more)}" if self.more else ""
            yield Text(f"Told by two documents or more, the most told first{some}", "bold")
            yield traces_table(self.utterances)
        if self.quotations:
            shown = len(self.quotations)
            some = "" if shown == self.total else f", the first {shown} of {self.total:,}"
            rest = f"; all: {one_line(self.more_quotations)}" if some and self.more_quotations else ""
            yield Text(f"Quotations in order of time{some}{rest}", "bold")
            yield quotations_table(self.quotations)
