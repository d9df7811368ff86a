"""One document with the evidence for each fact."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from quotetrace.model import DocumentSummary, Evidence
from quotetrace.rendering.as_read import AsRead
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import count, not_english, when_exactly

_FIELDS = ("outlet", "published", "headline", "author", "url", "language")


class DocumentView:
    """A document's facts, each with the evidence for it; with `as_read` also the text it was extracted from."""

    def __init__(self, summary: DocumentSummary, *, as_read: bool = False) -> None:
        self.summary = summary
        self.as_read = as_read

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        document = self.summary.document
        yield Text(one_line(document.label), "bold")
        yield self._facts()
        if self.as_read:
            yield Text("\nText as read, and in the margin what is no prose or is evidence", "bold")
            if document.headline_separate and document.headline:
                yield Text(f"headline, a field of its own: {one_line(document.headline)}\n")
            yield AsRead(document)

    def read_out(self) -> Iterator[RenderableType]:
        """The facts in lines, and behind them the text line by line."""
        document = self.summary.document
        yield Text(f"Document: {one_line(document.label)}")
        yield self._facts(heard=True)
        if self.as_read:
            text = AsRead(document)
            yield Text(f"\nText as read, {count(len(text), 'line')}; what is no prose or is evidence is said before it")
            if document.headline_separate and document.headline:
                yield Text(f"Headline, a field of its own: {one_line(document.headline)}")
            yield text

    def _facts(self, *, heard: bool = False) -> Table:
        """The facts. heard: what is evidence is called so, since nobody sees that it stands below its fact."""
        grid = Table.grid(padding=(0, 2))
        grid.add_column(no_wrap=True, style="dim")
        grid.add_column(overflow="fold")
        document = self.summary.document
        by_hand = "Decided by hand" if heard else "decided by hand"
        for field in _FIELDS:
            value = when_exactly(document.published) if field == "published" else getattr(document, field)
            if field == "language" and (skipped := not_english(document)):
                value = skipped
            label = field.upper() if heard and field == "url" else field
            grid.add_row(label, Text(one_line(value)) if value else Text("(unknown)", "dim"))
            if field in self.summary.corrected:
                read = self.summary.corrected[field]
                grid.add_row("", Text(f"{by_hand} (read: {one_line(read) if read else 'unknown'})"))
            for evidence in document.evidence:
                if evidence.field == field:
                    grid.add_row("", _evidence(evidence, heard=heard))
        for evidence in document.evidence:
            if evidence.field == "text":
                grid.add_row("text", Text(f"{one_line(evidence.value)}: {one_line(evidence.note)}"))
        for source in self.summary.sources:
            grid.add_row("source", Text(one_line(source)))
        if self.summary.copy_class:
            grid.add_row("copies", Text(f"one of {one_line(self.summary.copy_class)}"))
        grid.add_row("quotations", Text(f"{self.summary.quotations:,}"))
        grid.add_row("ID" if heard else "id", Text(one_line(document.id)))
        return grid


def _evidence(evidence: Evidence, *, heard: bool) -> Text:
    """One line on why a value is believed, or that it was seen and overruled."""
    to, used, overruled = (" to ", "Evidence: ", "Overruled evidence: ") if heard else ("-", "", "overruled: ")
    place = "" if evidence.start is None else f" at {evidence.start}{to}{evidence.end}"
    note = f" ({one_line(evidence.note)})" if evidence.note else ""
    verdict = used if evidence.used else overruled
    return Text(f"{verdict}{one_line(evidence.kind)}{place}: {one_line(evidence.value)}{note}", "dim")
