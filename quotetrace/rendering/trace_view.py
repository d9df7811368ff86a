"""One utterance in full: who said it and who was first, what changed its meaning, then everything that shows why.

Readable from top to bottom without colour; indentation shows what belongs to which document. Words that are the same
as the wording above all are not printed again: of another wording only what differs, and where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from quotetrace.model import (
    Explanation,
    FirstStatus,
    Occurrence,
    Related,
    Trace,
    TracedQuotation,
)
from quotetrace.rendering.account import Account, changes_meaning, earlier_words, relation_words
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.lineage import LineageTree
from quotetrace.rendering.lineage_view import LineageView
from quotetrace.rendering.phrases import (
    claimed_origin,
    count,
    first_status,
    places,
    quoted,
    similar_earlier,
    speaker_name,
    told_by,
    undated_names,
    when,
)
from quotetrace.rendering.plain_trace import changed_lines, heading_lines, report_lines
from quotetrace.rendering.sentences import BETWEEN
from quotetrace.rendering.tables import ASIDE, OUTLET, SPEAKER, WARNING
from quotetrace.rendering.wordings import Wording
from quotetrace.rendering.words import WordDifference, abridged

_INDENT = 2
# Below this many columns, a time to the minute with its zone leaves too little beside it for a line of words.
_NARROW = 60


class TraceView:
    """An utterance as `trace ID` shows it. explanation: what its conflicts and its open ends mean."""

    def __init__(self, trace: Trace, explanation: Explanation | None = None) -> None:
        self.trace = trace
        self.account = Account(trace, explanation)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        account = self.account
        yield from self._heading()
        yield from _section("Meaning changed", self._changed(account.changed))
        yield Text("\nTimeline", "bold")
        yield self._narrow_timeline() if options.max_width < _NARROW else self._timeline()
        if lineage := LineageView(LineageTree(self.trace, account.explanation.undecided)):
            yield from _section("Lineage", [lineage])
        yield from _section("Other wordings", self._changed(account.others))
        yield from self._what_fits(account.places)
        yield from self._related()

    def read_out(self) -> Iterator[RenderableType]:
        """The same in lines, the reports numbered in order of time; what follows the timeline calls them by these."""
        trace, account = self.trace, self.account
        names = places(trace, between=BETWEEN)
        numbered = {name: f"{number}. {place}" for number, (name, place) in enumerate(names.items(), 1)}
        yield from map(Text, heading_lines(account, names))
        yield Text(f"\nTimeline, {count(len(trace.quotations), 'report')}")
        for one in trace.quotations:
            yield Text("\n".join(["", *report_lines(account, one, numbered[one.occurrence.quotation.id])]))
        if lineage := LineageView(LineageTree(trace, account.explanation.undecided, numbered)):
            yield from _section("Lineage", [lineage])
        changed = [changed_lines(one, numbered) for one in account.changed]
        yield from _section(f"Meaning changed in {count(len(changed), 'wording')}", map(Text, chain(*changed)))
        changed = [changed_lines(one, numbered) for one in account.others]
        yield from _section(count(len(changed), "other wording"), map(Text, chain(*changed)))
        conflicts = [Text(one) for one in account.conflicts(numbered)]
        yield from _section(count(len(conflicts), "conflict"), conflicts)
        yield from _section("Why joined", map(_reason, account.reasons(numbered)))
        yield from self._related()

    def _heading(self) -> Iterator[RenderableType]:
        trace = self.trace
        yield Text(f"Utterance {trace.utterance}", ASIDE)
        yield Text().append(speaker_name(trace.speaker), SPEAKER).append(f": {self.account.words()}")
        if standing := self.account.standing():
            yield Text(standing, ASIDE)
        yield Text()
        yield Text(first_status(trace), "bold")
        if similar := similar_earlier(trace):
            yield Text(f"But {similar}", WARNING)
        if trace.documents == 1:
            yield Text("Only one document here has it, so there is nothing to compare it with.")
        else:
            yield Text(f"Told by {told_by(trace)}.")
        for name in undated_names(trace):
            yield Text(f"Without a date, so never first: {name}", WARNING)
        for origin in trace.claimed_origins:
            yield Text(f"Claimed origin: {claimed_origin(origin)}")

    def _changed(self, those: Iterable[Wording]) -> Iterator[RenderableType]:
        """Each wording with its documents, what differs in it, and the classes of that."""
        for i, one in enumerate(those):
            if one.drift is None:
                continue
            yield Text("" if not i else "\n", end="")
            yield Text(f"{'; '.join(self.account.documents(one))}:")
            edits = abridged(one.drift.edits, known=one is self.account.above)
            style = WARNING if changes_meaning(one) else ASIDE
            classes = Text(", ".join(each.value for each in one.drift.classes), style)
            yield Padding(Group(WordDifference(edits), classes), (0, 0, 0, _INDENT))

    def _timeline(self) -> RenderableType:
        grid = Table.grid(padding=(0, _INDENT))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for one in self.trace.quotations:
            for row, line in enumerate(self._entry(one)):
                grid.add_row(Text(when(one.occurrence.published)) if row == 0 else Text(), line)
        return Padding(grid, (0, 0, 0, _INDENT))

    def _narrow_timeline(self) -> RenderableType:
        """The time above each entry, where beside it words would be broken."""
        parts: list[RenderableType] = []
        for one in self.trace.quotations:
            parts += [Text(when(one.occurrence.published), "bold"), *self._entry(one)]
        return Padding(Group(*parts), (0, 0, 0, _INDENT))

    def _entry(self, one: TracedQuotation) -> Iterator[RenderableType]:
        account = self.account
        yield _place(one.occurrence)
        if account.is_first(one):
            tie = " (tie)" if self.trace.first.status is FirstStatus.TIE else ""
            yield Text(f"first in this collection{tie}", "bold green")
        if which := account.which(one):
            yield Text(which, WARNING if changes_meaning(account.wording_of(one)) else "")
        if speaker := account.spoken(one):
            yield Text(f"speaker here: {speaker}", WARNING)
        for channel in one.occurrence.quotation.told_to:
            yield Text(f"channel it names: “{one_line(channel.text)}”")
        if one.occurrence.corrected:
            yield Text(f"decided by hand: {', '.join(one.occurrence.corrected)}", ASIDE)
        yield from _framed(one)

    def _what_fits(self, names: Mapping[str, str]) -> Iterator[RenderableType]:
        """What does not, and why the rest was joined."""
        yield from _section("Conflicts", (Text(one, WARNING) for one in self.account.conflicts(names)))
        yield from _section("Why joined", map(_reason, self.account.reasons(names)))

    def _related(self) -> Iterator[RenderableType]:
        for title, those in self.account.related():
            yield from _section(title, map(_relation, those))


def _reason(told: tuple[list[str], str]) -> Text:
    those, reason = told
    return Text("; ".join(those)).append(f": {reason}", ASIDE)


def _section(title: str, lines: Iterable[RenderableType]) -> Iterator[RenderableType]:
    """A title with what belongs under it; nothing at all where there is nothing."""
    found = list(lines)
    if found:
        yield Text(f"\n{title}", "bold")
        yield Padding(Group(*found), (0, 0, 0, _INDENT))


def _place(occurrence: Occurrence) -> Text:
    quotation = occurrence.quotation
    at = f"{one_line(occurrence.label)}:{quotation.start}-{quotation.end}"
    text = Text()
    if occurrence.outlet:
        text.append(one_line(occurrence.outlet), OUTLET).append(f" · {at}", ASIDE)
    else:
        text.append(f"(outlet unknown: {at})", OUTLET)
    return text.append(f" · {quotation.kind.value}", ASIDE)


def _framed(one: TracedQuotation) -> Iterator[RenderableType]:
    """What the reporting around the same words says otherwise."""
    if one.frame is None:
        return
    yield Text("the writer's words around it differ:", WARNING)
    if one.frame.cue:
        yield Text(" → ".join(f"“{one_line(verb)}”" for verb in one.frame.cue))
    if one.frame.edits:
        yield WordDifference(one.frame.edits)


def _relation(related: Related) -> Text:
    meaning = relation_words(related)
    text = Text(f"utterance {related.utterance}{f' {meaning}' if meaning else ''}")
    if related.words:
        text.append(f": {quoted(related.words)}")
    if related.because:
        text.append(f" ({one_line(related.because)})", ASIDE)
    earlier = earlier_words(related)
    return text.append(f", {earlier}", WARNING) if earlier else text
