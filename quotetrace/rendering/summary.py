"""What an ingest did, in the few lines a person reads when it ends."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from quotetrace.model import IngestReport
from quotetrace.rendering.phrases import count


class IngestSummary:
    """What one ingest did, in the lines a person wants: read, found, shared, failed."""

    def __init__(self, report: IngestReport) -> None:
        self.report = report

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        report = self.report
        read = f"{count(report.read - report.failed, 'document')} read: {', '.join(self._documents())}"
        failed = f"; {count(report.failed, 'input')} failed" if report.failed else ""
        yield Text(read + failed, "bold")
        if report.quotations:
            share = 100 * report.attributed / report.quotations
            yield Text(f"{count(report.quotations, 'quotation')}, {report.attributed:,} with a speaker ({share:.0f} %)")
        extracted = report.added + report.changed + report.unchanged
        if extracted and not (report.quotations or report.utterances or report.planned):
            yield Text("Nobody is quoted in them.")
        if report.utterances and not report.planned:
            told = f"{report.reported_by_two:,} of them told by two documents or more"
            yield Text(f"{count(report.utterances, 'utterance')}, {told}")
            found = {"the words differ in": report.drifted, "something conflicts in": report.conflicts}
            if any(found.values()):
                yield Text(f"Of these {', '.join(f'{what} {number:,}' for what, number in found.items() if number)}")
            if odd := ", ".join(self._odd()):
                yield Text(f"In the store {odd}", "yellow")

    def _odd(self) -> Iterator[str]:
        """What keeps documents from being first, or from being named."""
        report = self.report
        if report.undated:
            yield f"{count(report.undated, 'document')} without a date, never first"
        if report.of_unknown_outlet:
            yield f"{count(report.of_unknown_outlet, 'document')} of unknown outlet"

    def _documents(self) -> Iterator[str]:
        report = self.report
        known = (
            (report.added, "new"),
            (report.changed, "changed"),
            (report.unchanged, "unchanged"),
            (report.skipped, "skipped (not English)" if report.planned else "stored but skipped (not English)"),
        )
        parts = [f"{number:,} {what}" for number, what in known if number]
        yield from parts or ["nothing new"]
