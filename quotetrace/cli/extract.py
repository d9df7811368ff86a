"""`quotetrace extract`: reading and extraction without a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from quotetrace.cli.inputs import (
    Fields,
    Html,
    Indirect,
    Jobs,
    Manifest,
    Model,
    Outlet,
    Outlets,
    Paths,
    end,
    field_names,
    processes,
    tell_failure,
)
from quotetrace.cli.options import Format, Output
from quotetrace.cli.output import destination, display, remark, write_data
from quotetrace.model import Extraction, Failure, Occurrence, StoredQuotation
from quotetrace.rendering.page import page
from quotetrace.rendering.phrases import count
from quotetrace.rendering.records import extraction_record
from quotetrace.rendering.rows import COLUMNS, quotation_row
from quotetrace.rendering.tables import extraction_table


def extract(
    paths: Paths,
    outlet: Outlet = None,
    fields: Fields = [],  # noqa: B006 - typer copies it
    manifest: Manifest = None,
    outlets: Outlets = None,
    model: Model = None,
    indirect: Indirect = False,
    jobs: Jobs = None,
    html: Html = None,
    output: Output = Format.JSONL,
) -> None:
    """The quotations of articles, without a store.

    One JSON object a document, as JSONL unless another format is asked for. --html writes a page to read instead:
    the articles with their quotations coloured by speaker, and how each was attributed.

    \b
    quotetrace extract storm.txt --format table
    quotetrace extract articles/ > quotations.jsonl
    quotetrace extract articles/ --html check.html
    """
    from quotetrace import pipeline

    names = field_names(fields)
    found = pipeline.extract(
        paths,
        outlet=outlet,
        fields=names,
        manifest=manifest,
        outlets=outlets,
        model=model,
        indirect=indirect,
        jobs=processes(jobs, model=model),
    )
    run = _Run(found)
    if html is not None:
        _write_page(run, html)
    elif output is Format.TABLE:
        for extraction in run:
            display(extraction_table(extraction))
    else:
        records = _rows(run) if output is Format.CSV else map(extraction_record, run)
        write_data(records, COLUMNS["quotes"], output)
    end(paths, succeeded=run.succeeded, failed=run.failed)


def _write_page(extractions: Iterable[Extraction], file: Path) -> None:
    """The page to check by; nothing where there is no document."""
    found = list(extractions)
    if not found:
        return
    with destination(file) as to:
        to.writelines(page(found))
    if str(file) != "-":
        remark(f"{count(len(found), 'document')} written to {file}")


class _Run:
    """The documents of a run; what failed is told on the way, and both are counted."""

    def __init__(self, results: Iterable[Extraction | Failure]) -> None:
        self.results = results
        self.succeeded = 0
        self.failed = 0

    def __iter__(self) -> Iterator[Extraction]:
        for result in self.results:
            if isinstance(result, Failure):
                self.failed += 1
                tell_failure(result)
            else:
                self.succeeded += 1
                yield result


def _rows(extractions: Iterable[Extraction]) -> Iterator[Mapping[str, object]]:
    for extraction in extractions:
        document = extraction.document
        for quotation in extraction.quotations:
            occurrence = Occurrence(quotation, document.label, document.outlet, document.published, document.url)
            yield quotation_row(StoredQuotation(occurrence, utterance=None))
