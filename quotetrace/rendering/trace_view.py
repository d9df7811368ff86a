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
    STANDS_FOR_ALL,
    Explanation,
    FirstStatus,
    Occurrence,
    Related,
    Trace,
    TracedQuotation,
)
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.lineage_view import LineageView
from quotetrace.rendering.phrases import (
    claimed_origin,
    conflict,
    count,
    first_status,
    flag_meaning,
    places,
    quoted,
    reported,
    similar_earlier,
    speaker_name,
    told_by,
    undated_names,
    when,
    words_of,
)
from quotetrace.rendering.plain_trace import changed_lines, heading_lines, report_lines
from quotetrace.rendering.sentences import BETWEEN
from quotetrace.rendering.tables import ASIDE, OUTLET, SPEAKER, WARNING
from quotetrace.rendering.wordings import Wording, compared_with, fullest, spine, wordings
from quotetrace.rendering.words import WordDifference, abridged

_INDENT = 2
# Below this many columns, a time to the minute with its zone leaves too little beside it for a line of words.
_NARROW = 60
_RELATED = {"overlap": "shares words with it", "fragment": "has a piece of it"}
_LOOK_ALIKE = "look-alike"


class TraceView:
    """An utterance as `trace ID` shows it. explanation: what its conflicts and its open ends mean."""

    def __init__(self, trace: Trace, explanation: Explanation | None = None) -> None:
        self.trace = trace
        self.explanation = explanation or Explanation()
        self.places = places(trace)
        self.wordings = wordings(trace)
        self.above = self.wordings[spine(trace, self.wordings)]
        self.number = {one.occurrence.quotation.id: i for i, each in enumerate(self.wordings) for one in each.members}

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from self._heading()
        others = [one for one in self.wordings if one.drift is not None]
        yield from _section("Meaning changed", self._changed(one for one in others if _changes_meaning(one)))
        yield Text("\nTimeline", "bold")
        yield self._narrow_timeline() if options.max_width < _NARROW else self._timeline()
        if lineage := LineageView(self.trace, self.explanation.undecided):
            yield from _section("Lineage", [lineage])
        yield from _section("Other wordings", self._changed(one for one in others if not _changes_meaning(one)))
        yield from _section("Conflicts", self._conflicts(self.places))
        yield from _section("Why joined", self._reasons(self.places))
        yield from self._related()

    def read_out(self) -> Iterator[RenderableType]:
        """The same in lines, the reports numbered in order of time; what follows the timeline calls them by these."""
        trace, others = self.trace, [one for one in self.wordings if one.drift is not None]
        names = places(trace, between=BETWEEN)
        numbered = {name: f"{number}. {place}" for number, (name, place) in enumerate(names.items(), 1)}
        yield from map(Text, heading_lines(trace, self.above, self._standing_above(names)))
        yield Text(f"\nTimeline, {count(len(trace.quotations), 'report')}")
        for one in trace.quotations:
            name = numbered[one.occurrence.quotation.id]
            yield Text("\n".join(["", *report_lines(trace, one, name, self.wordings, self.above.text)]))
        if lineage := LineageView(trace, self.explanation.undecided, numbered):
            yield from _section("Lineage", [lineage])
        changed = [changed_lines(one, numbered) for one in others if not _changes_meaning(one)]
        yield from _section(count(len(changed), "other wording"), map(Text, chain(*changed)))
        changed = [changed_lines(one, numbered) for one in others if _changes_meaning(one)]
        yield from _section(f"Meaning changed in {count(len(changed), 'wording')}", map(Text, chain(*changed)))
        conflicts = list(self._conflicts(numbered))
        yield from _section(count(len(conflicts), "conflict"), conflicts)
        yield from _section("Why joined", self._reasons(numbered))
        yield from self._related()

    def _heading(self) -> Iterator[RenderableType]:
        trace, above = self.trace, self.above
        yield Text(f"Utterance {trace.utterance}", ASIDE)
        kind = above.members[0].occurrence.quotation.kind if above.members else trace.kind
        yield Text().append(speaker_name(trace.speaker), SPEAKER).append(f": {words_of(above.text, kind)}")
        if standing := self._standing_above(self.places):
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

    def _standing_above(self, names: Mapping[str, str]) -> str:
        """Which wording is printed above all; empty for a single quotation."""
        if len(self.wordings) < 2:
            return "the same words in all of them" if len(self.trace.quotations) > 1 else ""
        if self.above.drift is not None:
            best = fullest(self.trace)
            return f"the fullest wording, in {names[best.occurrence.quotation.id]}" if best else ""
        base = compared_with(self.trace)
        if base is None:
            return "a wording that is no longer in the store"
        name = "the wording compared with" if self.trace.first.status is FirstStatus.UNKNOWN else "the first wording"
        return f"{name}, in {names[base.occurrence.quotation.id]}"

    def _changed(self, those: Iterable[Wording]) -> Iterator[RenderableType]:
        """Each wording with its documents, what differs in it, and the classes of that."""
        for i, one in enumerate(those):
            if one.drift is None:
                continue
            yield Text("" if not i else "\n", end="")
            yield Text(f"{self._documents(one)}:")
            edits = abridged(one.drift.edits, known=one is self.above)
            style = WARNING if _changes_meaning(one) else ASIDE
            classes = Text(", ".join(each.value for each in one.drift.classes), style)
            yield Padding(Group(WordDifference(edits), classes), (0, 0, 0, _INDENT))

    def _documents(self, wording: Wording) -> str:
        return "; ".join(self.places[one.occurrence.quotation.id] for one in wording.members)

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
        yield _place(one.occurrence)
        first = self.trace.first
        if one.occurrence.quotation.id in first.quotations:
            yield Text(f"first in this collection{' (tie)' if first.status is FirstStatus.TIE else ''}", "bold green")
        if len(self.wordings) > 1:
            yield self._wording(one)
        yield from _spoken(self.trace, one.occurrence)
        if one.occurrence.corrected:
            yield Text(f"decided by hand: {', '.join(one.occurrence.corrected)}", ASIDE)
        yield from _framed(one)

    def _wording(self, one: TracedQuotation) -> Text:
        wording = self.wordings[self.number[one.occurrence.quotation.id]]
        if wording is self.above:
            return Text("the words above")
        if wording.drift is None:
            which = "another part of what was said" if wording.part else "the first wording"
            return Text(f"{which}: {words_of(wording.text, one.occurrence.quotation.kind)}")
        if _changes_meaning(wording):
            return Text(f"meaning changed: {wording.drift.drift_class.value}", WARNING)
        return Text(f"other words: {wording.drift.drift_class.value}")

    def _conflicts(self, names: Mapping[str, str]) -> Iterator[Text]:
        documents = {each.occurrence.quotation.id: each.occurrence.quotation.document for each in self.trace.quotations}
        dated = set()
        for one in self.explanation.conflicts:
            # Every quotation of an article has its date: told once
            if one.flag == "date-conflict" and documents[one.quotation] in dated:
                continue
            if one.flag == "date-conflict":
                dated.add(documents[one.quotation])
            yield Text(conflict(one, self.trace, names), WARNING)
        told = {one.flag for one in self.explanation.conflicts}
        for flag in self.trace.flags:
            if flag != "meaning-drift" and flag not in told:
                yield Text(flag_meaning(flag), WARNING)

    def _reasons(self, names: Mapping[str, str]) -> Iterator[Text]:
        """Why each quotation is in the utterance, those with the same reason together."""
        reasons: dict[str, list[str]] = {}
        for one in self.trace.quotations:
            reasons.setdefault(one_line(one.joined_because), []).append(names[one.occurrence.quotation.id])
        if len(self.trace.quotations) < 2:
            return
        for reason, those in sorted(reasons.items(), key=lambda each: each[0] != STANDS_FOR_ALL):
            yield Text("; ".join(those)).append(f": {reason}", ASIDE)

    def _related(self) -> Iterator[RenderableType]:
        related = self.trace.related
        alike = [one for one in related if one.relation == _LOOK_ALIKE]
        shared = [one for one in related if one.relation != _LOOK_ALIKE]
        earlier = [one for one in shared if one.earlier is not None]
        yield from _section("Parts of it elsewhere, earlier", map(_relation, earlier))
        yield from _section("Parts of it elsewhere", (_relation(one) for one in shared if one.earlier is None))
        yield from _section("Look-alikes, not joined", map(_relation, alike))


def _section(title: str, lines: Iterable[RenderableType]) -> Iterator[RenderableType]:
    """A title with what belongs under it; nothing at all where there is nothing."""
    found = list(lines)
    if found:
        yield Text(f"\n{title}", "bold")
        yield Padding(Group(*found), (0, 0, 0, _INDENT))


def _changes_meaning(wording: Wording) -> bool:
    return wording.drift is not None and wording.drift.drift_class.changes_meaning


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
    yield Text("the writer's words around it differ:", WARNING)
    if one.frame.cue:
        yield Text(" → ".join(f"“{one_line(verb)}”" for verb in one.frame.cue))
    if one.frame.edits:
        yield WordDifference(one.frame.edits)


def _relation(related: Related) -> Text:
    meaning = _RELATED.get(related.relation)
    text = Text(f"utterance {related.utterance}{f' {meaning}' if meaning else ''}")
    if related.words:
        text.append(f": {quoted(related.words)}")
    if related.because:
        text.append(f" ({one_line(related.because)})", ASIDE)
    return text.append(f", earlier: {reported(related.earlier)}", WARNING) if related.earlier else text
