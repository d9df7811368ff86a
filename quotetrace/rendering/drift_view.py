"""The wordings of one utterance: each with its documents, its changes and their classes, and all aligned word by word.

The spine of the alignment is the first wording, the fullest of several first ones, which all others are compared with;
where the wording that stands for the utterance only has more of the same words, it is that one. What is printed in
pieces has other parts, each with a first wording and an alignment of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from quotetrace.model import FirstStatus, Trace
from quotetrace.rendering.alignment import Aligned, Alignment, edits_between
from quotetrace.rendering.phrases import count, places, speaker_name, when, words_of
from quotetrace.rendering.sentences import BETWEEN
from quotetrace.rendering.tables import OUTLET, SPEAKER, WARNING
from quotetrace.rendering.wordings import Wording, spine, wordings
from quotetrace.rendering.words import told, told_in_place

_GAP = 2


class DriftView:
    """An utterance as `drift` shows it.

    limit: at most so many other wordings; how many more there are is said.
    """

    def __init__(self, trace: Trace, *, limit: int) -> None:
        self.trace = trace
        self.limit = limit

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        trace = self.trace
        yield Text(f"Utterance {trace.utterance}", "dim")
        yield Text(speaker_name(trace.speaker), SPEAKER)
        known = wordings(trace)
        shown = known[: self.limit + 1]
        if len(trace.quotations) < 2 or len(known) < 2:
            yield Text(words_of(shown[0].text, trace.kind))
            if len(trace.quotations) < 2:
                yield Text("\nOne quotation only: there is nothing to compare it with.")
            else:
                yield Text("\nAll have the same words:")
                yield Padding(_documents(shown[0], places(trace)), (0, 0, 0, _GAP))
            return
        yield Text()
        yield _legend(trace, shown)
        for number, along in enumerate(_spines(trace, shown)):
            if sum(one.part == number for one in shown) > 1:
                yield Text(f"\nWord by word along wording {along + 1}, of the others only what differs", "bold")
                yield _alignment(shown, along)
        if len(known) > len(shown):
            yield Text(f"\n{count(len(known) - len(shown), 'more wording')} not shown: see --limit", WARNING)

    def read_out(self) -> Iterator[RenderableType]:
        """Every wording in full under its number, with its documents and its changes in words."""
        trace = self.trace
        known = wordings(trace)
        shown = known[: self.limit + 1]
        yield Text(f"Utterance {trace.utterance}\nSpeaker: {speaker_name(trace.speaker)}")
        if len(known) < 2:
            alone = len(trace.quotations) < 2
            yield Text(f"Words: {words_of(shown[0].text, trace.kind)}")
            yield Text(
                "One quotation only: there is nothing to compare it with." if alone else "All have the same words"
            )
            yield Text("\n".join(_heard_documents(shown[0], places(trace, between=BETWEEN))))
            return
        some = f"{len(shown):,} of " if len(known) > len(shown) else ""
        yield Text(f"{some}{count(len(known), 'wording')}")
        names = places(trace, between=BETWEEN)
        for number, one in enumerate(shown, 1):
            yield Text("\n".join(["", *_heard(trace, one, number, names)]))
        if some:
            yield Text(f"\n{count(len(known) - len(shown), 'more wording')} not told: see --limit")


def _spines(trace: Trace, shown: Sequence[Wording]) -> Iterator[int]:
    """Which of the wordings stands above the others of its part, part by part."""
    yield spine(trace, shown)
    yield from (i for i, one in enumerate(shown) if one.part and one.drift is None)


def _heard(trace: Trace, one: Wording, number: int, names: Mapping[str, str]) -> Iterator[str]:
    changes = list(told_in_place(one.drift.edits if one.drift else ()))
    if one.drift is None and one.part:
        yield f"{number}. Another part of what was said"
    elif one.drift is None:
        compared = trace.first.status is FirstStatus.UNKNOWN
        yield f"{number}. The wording compared with" if compared else f"{number}. The first wording"
    else:
        in_all = f"{count(len(changes), 'change')}, score {one.drift.score:.2f}"
        in_all += ", of that part" if one.part else ""
        yield f"{number}. Differs by {one.drift.drift_class.value}, {in_all}"
    yield f"Words: {words_of(one.text, trace.kind)}"
    yield from (f"Change, {change}" for change in changes)
    yield from _heard_documents(one, names)


def _heard_documents(one: Wording, names: Mapping[str, str]) -> Iterator[str]:
    if not one.members:
        yield "Document: no longer in the store"
    for each in one.members:
        yield f"Document: {names[each.occurrence.quotation.id]}, {when(each.occurrence.published)}"


def _legend(trace: Trace, shown: Sequence[Wording]) -> Table:
    """Every wording under its number: how severe, whose, and what was changed."""
    grid = Table.grid(padding=(0, _GAP))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    names = places(trace)
    for number, one in enumerate(shown, 1):
        for row, line in enumerate(_described(trace, one, names)):
            grid.add_row(Text("" if row else str(number), "dim"), line)
    return grid


def _described(trace: Trace, one: Wording, names: Mapping[str, str]) -> Iterator[RenderableType]:
    drift = one.drift
    if drift is None:
        yield Text("another part of what was said" if one.part else first_wording_name(trace), "bold")
    else:
        style = f"bold {WARNING}" if drift.drift_class.changes_meaning else "bold"
        beside = ", of that part" if one.part else ""
        yield Text(f"{drift.drift_class.value}, score {drift.score:.2f}{beside}", style)
    yield _documents(one, names)
    for change in told(drift.edits if drift else ()):
        yield Text(change)


def first_wording_name(trace: Trace) -> str:
    """What the wording that all are compared with is called: nobody knows a first one where nothing is dated."""
    return "compared with" if trace.first.status is FirstStatus.UNKNOWN else "first wording"


def _documents(wording: Wording, names: Mapping[str, str]) -> Text:
    if not wording.members:
        return Text("no longer in the store", WARNING)
    members = (one.occurrence for one in wording.members)
    lines = (Text(names[one.quotation.id], OUTLET).append(f", {when(one.published)}", "dim") for one in members)
    return Text("\n").join(lines)


def _alignment(shown: Sequence[Wording], along: int) -> Alignment:
    text = shown[along].text
    rows = [
        Aligned(
            str(number),
            one.drift.edits if one.drift and shown[along].drift is None else edits_between(text, one.text),
        )
        for number, one in enumerate(shown, 1)
        if number != along + 1 and one.part == shown[along].part
    ]
    return Alignment(str(along + 1), text, rows)
