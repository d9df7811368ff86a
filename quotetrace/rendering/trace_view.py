"""One utterance in full: who was first, the timeline with word differences and lineage, claims, relations.

Readable from top to bottom without colour; indentation shows what belongs to which document.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from quotetrace.model import (
    STANDS_FOR_ALL,
    DriftClass,
    LineageStatus,
    Occurrence,
    Related,
    Trace,
    TracedQuotation,
)
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import (
    claimed_origin,
    first_status,
    first_wording,
    flag_meaning,
    place,
    quoted,
    reported,
    similar_earlier,
    speaker_name,
    told_by,
    undated_names,
    when,
    words_of,
)
from quotetrace.rendering.tables import ASIDE, OUTLET, SPEAKER, WARNING
from quotetrace.rendering.words import WordDifference

_INDENT = 2
# Below this many columns, a time to the minute with its zone leaves too little beside it for a line of words.
_NARROW = 60
_RELATED = {
    "overlap": "shares words with it",
    "fragment": "has a piece of it",
    "look-alike": "looks alike, but was not joined",
}


class TraceView:
    """An utterance as `trace ID` shows it."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.occurrences = {one.occurrence.quotation.id: one.occurrence for one in trace.quotations}
        # A timeline by overlapping times may show a wording before the one it is compared with.
        self.order = {name: position for position, name in enumerate(self.occurrences)}

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from self._heading()
        yield from self._claims()
        yield Text("\nTimeline", "bold")
        yield self._narrow_timeline() if options.max_width < _NARROW else self._timeline()
        yield from self._related()

    def _heading(self) -> Iterator[RenderableType]:
        trace = self.trace
        yield Text(f"Utterance {trace.utterance}", ASIDE)
        yield Text().append(speaker_name(trace.speaker), SPEAKER).append(f": {words_of(trace.text, trace.kind)}")
        if wordings := first_wording(trace):
            fullest, first = wordings
            yield Text(f"the fullest wording, in {place(fullest)}", ASIDE)
            words = words_of(first.quotation.text, first.quotation.kind)
            yield Text(f"First wording, in {place(first)}: {words}", WARNING)
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

    def _claims(self) -> Iterator[RenderableType]:
        for origin in self.trace.claimed_origins:
            yield Text(f"Claimed origin: {claimed_origin(origin)}")
        for flag in self.trace.flags:
            yield Text(f"{flag}: {flag_meaning(flag)}", WARNING)

    def _timeline(self) -> RenderableType:
        grid = Table.grid(padding=(0, _INDENT))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for index, one in enumerate(self.trace.quotations):
            if index:
                grid.add_row("", "")
            for row, line in enumerate(self._entry(one)):
                grid.add_row(Text(when(one.occurrence.published)) if row == 0 else Text(), line)
        return Padding(grid, (0, 0, 0, _INDENT))

    def _narrow_timeline(self) -> RenderableType:
        """The time above each entry, where beside it words would be broken."""
        parts: list[RenderableType] = []
        for one in self.trace.quotations:
            parts += [Text()] if parts else []
            parts += [Text(when(one.occurrence.published), "bold"), *self._entry(one)]
        return Padding(Group(*parts), (0, 0, 0, _INDENT))

    def _entry(self, one: TracedQuotation) -> Iterator[RenderableType]:
        occurrence = one.occurrence
        yield _place(occurrence)
        yield from self._standing(one)
        yield from _spoken(self.trace, occurrence)
        if occurrence.corrected:
            yield Text(f"decided by hand: {', '.join(occurrence.corrected)}", ASIDE)
        yield from self._wording(one)
        yield from _framed(one)
        yield from self._joined(one)
        yield from self._lineage(one)

    def _standing(self, one: TracedQuotation) -> Iterator[Text]:
        first = self.trace.first
        if one.occurrence.quotation.id in first.quotations:
            yield Text(f"first in this collection{' (tie)' if first.status.value == 'tie' else ''}", "bold green")

    def _wording(self, one: TracedQuotation) -> Iterator[RenderableType]:
        drift, quotation = one.drift, one.occurrence.quotation
        if drift.origin is None:
            yield Text(words_of(quotation.text, quotation.kind))
            return
        origin = self.occurrences.get(drift.origin)
        against = f" than in {place(origin)}" if origin else ""
        if drift.drift_class is DriftClass.NONE:
            if self.order.get(drift.origin, -1) > self.order[quotation.id]:
                yield Text(words_of(quotation.text, quotation.kind))
            yield Text(f"the same words{against.replace(' than', ' as', 1)}")
            return
        yield WordDifference(drift.edits)
        style = WARNING if drift.drift_class.changes_meaning else ""
        yield Text(f"other words{against}: {', '.join(each.value for each in drift.classes)}", style)

    def _joined(self, one: TracedQuotation) -> Iterator[Text]:
        if one.joined_because != STANDS_FOR_ALL:
            yield Text(f"joined because {one_line(one.joined_because)}", ASIDE)
        elif len(self.trace.quotations) > 1:
            yield Text(f"({STANDS_FOR_ALL})", ASIDE)

    def _lineage(self, one: TracedQuotation) -> Iterator[Text]:
        lineage = one.lineage
        evidence = "; ".join(one_line(each) for each in lineage.evidence)
        origin = self.occurrences.get(lineage.origin or "")
        if lineage.status is LineageStatus.DERIVED and origin:
            yield Text(f"likely from {place(origin)}: {evidence}")
        elif lineage.status is LineageStatus.UNORDERED and evidence:
            yield Text(f"the times do not tell which came first: {evidence}", ASIDE)

    def _related(self) -> Iterator[RenderableType]:
        if not self.trace.related:
            return
        yield Text("\nRelated", "bold")
        for one in self.trace.related:
            yield Padding(_relation(one), (0, 0, 0, _INDENT))


def _place(occurrence: Occurrence) -> Text:
    quotation = occurrence.quotation
    at = f"{one_line(occurrence.label)}:{quotation.start}-{quotation.end}"
    text = Text()
    if occurrence.outlet:
        text.append(one_line(occurrence.outlet), OUTLET).append(f" · {at}", ASIDE)
    else:
        text.append(f"(outlet unknown: {at})", OUTLET)
    return text.append(f" · {quotation.kind.value}", ASIDE)


def _spoken(trace: Trace, occurrence: Occurrence) -> Iterator[Text]:
    """Who speaks in this document where that is not the name above all, and the channel the writer names."""
    mention = occurrence.quotation.speaker_mention
    if occurrence.speaker != trace.speaker:
        named = f" (“{one_line(mention.text)}”)" if mention else ""
        yield Text(f"speaker here: {speaker_name(occurrence.speaker)}{named}", WARNING)
    for channel in occurrence.quotation.told_to:
        yield Text(f"channel it names: “{one_line(channel.text)}”")


def _framed(one: TracedQuotation) -> Iterator[RenderableType]:
    """What the reporting around the same words says otherwise."""
    if one.frame is None:
        return
    yield Text("the reporting around the words is another:", WARNING)
    if one.frame.cue:
        yield Text(" → ".join(f"“{one_line(verb)}”" for verb in one.frame.cue))
    if one.frame.edits:
        yield WordDifference(one.frame.edits)


def _relation(related: Related) -> Text:
    meaning = _RELATED.get(related.relation, one_line(related.relation))
    text = Text(f"utterance {related.utterance} {meaning}")
    if related.words:
        text.append(f": {quoted(related.words)}")
    if related.because:
        text.append(f" ({one_line(related.because)})", ASIDE)
    return text.append(f", earlier: {reported(related.earlier)}", WARNING) if related.earlier else text
