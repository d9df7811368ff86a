"""The tables of queries: readable at 80 columns and without colour, nothing cut off, unknown said.

Every text goes through `harmless` into `rich.text.Text`: a document never gets to write markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich import box
from rich.table import Table
from rich.text import Text

from quotetrace.model import (
    DocumentSummary,
    Extraction,
    Failure,
    First,
    FirstStatus,
    FoundQuotation,
    Kind,
    NamedOrigin,
    OutletSummary,
    PlannedDocument,
    Quotation,
    QuotingOutlet,
    SpeakerSummary,
    StoredQuotation,
    Trace,
)
from quotetrace.rendering.fitting import WordTable
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import (
    first_names,
    first_time,
    first_wording,
    not_english,
    outlet_name,
    place,
    said_by,
    similar_earlier,
    speaker_name,
    told_by,
    when,
    words_of,
)
from quotetrace.rendering.rows import Value
from quotetrace.rendering.sentences import (
    document_lines,
    extracted_lines,
    figure_lines,
    found_lines,
    mistake_lines,
    planned_lines,
    quotation_lines,
    threshold_lines,
    trace_lines,
)

_KIND_WIDTH, _SPEAKER_WIDTH = 8, 24  # characters; the longest kind is "headline"
SPEAKER, OUTLET, ASIDE, WARNING = "bold", "cyan", "dim", "yellow"


def quotations_table(rows: Iterable[StoredQuotation]) -> Table:
    """Quotations with the place each stands at and the utterance it belongs to."""
    table = listing_table("Utterance", "Where", "Who said what", noun="quotation")
    for stored in rows:
        cells = _number(stored.utterance), _where(stored), _said(stored)
        table.add_record(*cells, told=quotation_lines(stored))
    return table


def found_table(rows: Iterable[FoundQuotation]) -> Table:
    """Quotations that have the pasted words, with how they relate and how close they are."""
    table = listing_table("Relation", "Where", "Who said what", noun="quotation")
    for found in rows:
        relation = Text(found.relation.value).append(f"\n{found.score:.2f}", ASIDE)
        if found.stored.utterance is not None:
            relation.append(f"\nutterance {found.stored.utterance}", ASIDE)
        table.add_record(relation, _where(found.stored), _said(found.stored), told=found_lines(found))
    return table


def traces_table(traces: Iterable[Trace]) -> Table:
    """Utterances with who had each first in this collection and how many tell it."""
    table = listing_table("Utterance", "First in this collection", "Who said what", noun="utterance")
    for trace in traces:
        said = Text().append(speaker_name(trace.speaker), SPEAKER).append(f"\n{words_of(trace.text, trace.kind)}")
        if wordings := first_wording(trace):
            first = wordings[1]
            said.append(f"\nfirst wording, in {place(first)}: ", WARNING)
            said.append(words_of(first.quotation.text, first.quotation.kind))
        said.append(f"\ntold by {told_by(trace)}", ASIDE)
        if trace.flags:
            said.append(f"\n{one_line(', '.join(trace.flags))}", WARNING)
        table.add_record(_number(trace.utterance), _first(trace), said, told=trace_lines(trace))
    return table


def speakers_table(speakers: Iterable[SpeakerSummary]) -> Table:
    """Speakers with counts; shared are the utterances that two or more documents report."""
    table = listing_table("Speaker", right=("Quotations", "Documents", "Outlets", "Shared"), noun="speaker")
    for one in speakers:
        name = Text().append(speaker_name(one.name), SPEAKER)
        if one.aliases:
            name.append("\nalso " + one_line(", ".join(one.aliases)), ASIDE)
        table.add_row(name, *_counts(one.quotations, one.documents, one.outlets, one.utterances))
    return table


def outlets_table(outlets: Iterable[OutletSummary]) -> Table:
    """Outlets with counts; first and tied count utterances that two or more documents report."""
    table = listing_table("Outlet", right=("Documents", "Quotations", "First", "Tied"), noun="outlet")
    for one in outlets:
        name = Text(one_line(one.name), OUTLET) if one.name else Text("(outlet unknown)", ASIDE)
        table.add_row(name, *_counts(one.documents, one.quotations, one.firsts, one.ties))
    return table


def quoting_table(outlets: Iterable[QuotingOutlet]) -> Table:
    """Who quotes a speaker; first and tied count the shared utterances that the outlet had first."""
    table = listing_table("Outlet", right=("Quotations", "Shared", "First", "Tied"), noun="outlet")
    for one in outlets:
        table.add_row(_outlet(one.name), *_counts(one.quotations, one.utterances, one.firsts, one.ties))
    return table


def claimed_table(origins: Iterable[NamedOrigin]) -> Table:
    """The outlets that documents name as origins and of which none is here."""
    table = listing_table("Named as origin", "Named by", right=("Utterances",), noun="origin")
    for one in origins:
        names = "\n".join(map(one_line, one.claimed_by)) or "(outlet unknown)"
        table.add_row(Text(one_line(one.name), OUTLET), Text(names), *_counts(one.number))
    return table


def documents_table(documents: Iterable[DocumentSummary]) -> Table:
    """Documents with what is known of each; a copy is said to be one."""
    table = listing_table("Published", "Document", right=("Quotations",), noun="document")
    for one in documents:
        document = one.document
        about = Text(one_line(document.label)).append("\n").append(_outlet(document.outlet))
        if document.headline:
            about.append(f"\n{one_line(document.headline)}")
        if skipped := not_english(document):
            about.append(f"\n{skipped}", WARNING)
        if one.copy_class:
            about.append("\na copy, or copied by another document", WARNING)
        cells = Text(when(document.published)), about, *_counts(one.quotations)
        table.add_record(*cells, told=document_lines(one))
    return table


def planned_table(planned: Iterable[PlannedDocument]) -> Table:
    """What an ingest would read, as what, with outlet and time and where each was seen."""
    table = listing_table("Published", "Document", "Read as", right=("Words",), noun="document")
    for one in planned:
        published = Text(when(one.published)).append(_seen(one.published_evidence))
        about = Text(one_line(one.label)).append("\n").append(_outlet(one.outlet)).append(_seen(one.outlet_evidence))
        if one.headline:
            about.append(f"\n{one_line(one.headline)}")
        change = f"not English ({one.language}): skipped" if one.change == "skipped" else one.change
        read_as = Text(one.reader).append(f"\n{change}", ASIDE)
        table.add_record(published, about, read_as, *_counts(one.words), told=planned_lines(one))
    return table


def _seen(kind: str | None) -> Text:
    return Text(f"\n({one_line(kind)})", ASIDE) if kind else Text()


def failures_table(failures: Iterable[Failure]) -> Table:
    """Inputs that could not be read, and why."""
    table = listing_table("Input", "Reason", noun="input")
    for one in failures:
        table.add_row(Text(one_line(one.source)), Text(one_line(one.reason), WARNING))
    return table


def figures_table(figures: Iterable[Mapping[str, Value]]) -> Table:
    """Measured values, per cent, with what they were counted from."""
    table = _figures("figure")
    table.add_column("Measure")
    table.add_column("Value", justify="right")
    table.add_column("Counted from", overflow="fold")
    for one in figures:
        value = "-" if one["value"] is None else f"{one['value']:.1f}"
        cells = Text(one_line(str(one["measure"]))), Text(value), Text(one_line(str(one["detail"])), ASIDE)
        table.add_record(*cells, told=figure_lines(one))
    return table


def thresholds_table(rows: Iterable[Mapping[str, Value]]) -> Table:
    """What each least confidence gives, per cent: of the attributed the right speakers, and the right names."""
    right = ("Attributed", "Speaker P", "R", "F1", "Name P", "R", "F1")
    table = _figures("level")
    table.add_column("Confidence")
    for column in right:
        table.add_column(column, justify="right", no_wrap=True)
    for one in rows:
        confidence, attributed, *scores = one.values()
        cells = ("-" if each is None else f"{each:.1f}" for each in scores)
        told = threshold_lines(_least(confidence).plain, attributed, *scores)
        table.add_record(_least(confidence), f"{attributed:,}", *cells, told=told)
    return table


def rules_table(rules: Iterable[tuple[str, int, int]]) -> Table:
    """What each rule attributed, and how much of it is right."""
    table = _figures("rule")
    table.add_column("Rule")
    for column in ("Attributed", "Right", "Per cent"):
        table.add_column(column, justify="right", no_wrap=True)
    for rule, right, total in rules:
        table.add_row(Text(one_line(rule)), f"{total:,}", f"{right:,}", f"{100 * right / total:.1f}")
    return table


def mistakes_table(title: str, mistakes: Iterable[Mapping[str, str]]) -> Table:
    """Mistakes of one sort: the words and where they stand; what was said, what the gold says, and why."""
    table = listing_table("Words and where", "Said, and why", noun="mistake")
    table.title, table.title_justify = Text(title, "bold"), "left"
    for one in mistakes:
        words = Text(one_line(one["words"])).append("\n" if one["words"] else "").append(one_line(one["where"]), ASIDE)
        got = Text(one_line(one["got"]) or "nothing", SPEAKER).append(f"\nfor {one_line(one['expected']) or 'nothing'}")
        if one["why"]:
            got.append(f"\n{one_line(one['why'])}", ASIDE)
        table.add_record(words, got, told=mistake_lines(one))
    return table


def extraction_table(extraction: Extraction) -> Table:
    """The quotations of one document that somebody reads from a file, under its name and facts."""
    document = extraction.document
    # Headings of one width, so that the tables of many documents line up.
    table = listing_table("Kind".ljust(_KIND_WIDTH), "Speaker".ljust(_SPEAKER_WIDTH), "Words", noun="quotation")
    table.title_justify = "left"
    facts = f"{outlet_name(document.outlet, document.label)}, {when(document.published)}"
    table.title = Text().append(one_line(document.label), SPEAKER).append(f"\n{facts}")
    for quotation in extraction.quotations:
        cells = Text(quotation.kind.value), _speaker(quotation), _words(quotation)
        table.add_record(*cells, told=extracted_lines(quotation))
    if not extraction.quotations:
        table.add_record(Text(), Text(), Text("(no quotations)", ASIDE), told=["No quotations"])
    return table


def listing_table(*columns: str, right: tuple[str, ...] = (), noun: str = "row") -> WordTable:
    """An empty table for rows of several lines, each a `noun`."""
    table = WordTable(box=box.SIMPLE_HEAD, leading=1, pad_edge=False, title_style="", header_style="bold", expand=False)
    table.noun = noun
    for column in columns:
        table.add_column(column, overflow="fold")
    for column in right:
        table.add_column(column, justify="right", no_wrap=True)
    return table


def _figures(noun: str) -> WordTable:
    """An empty table for figures, one row under the other."""
    table = WordTable(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.noun = noun
    return table


def _least(confidence: Value) -> Text:
    return Text(f"{confidence} and more") if confidence else Text("all")


def _number(utterance: int | None) -> Text:
    return Text("-" if utterance is None else str(utterance))


def _where(stored: StoredQuotation) -> Text:
    occurrence = stored.occurrence
    text = Text(when(occurrence.published)).append("\n").append(_outlet(occurrence.outlet))
    return text.append(f"\n{one_line(occurrence.label)}:{occurrence.quotation.start}", ASIDE)


def _said(stored: StoredQuotation) -> Text:
    quotation = stored.occurrence.quotation
    text = Text().append(said_by(stored.occurrence.speaker or quotation.speaker, quotation.kind), SPEAKER)
    notes = [] if quotation.kind is Kind.DIRECT else [quotation.kind.value]
    notes += [flag.value for flag in quotation.flags]
    if notes:
        text.append(f" ({', '.join(notes)})", ASIDE)
    return text.append(f"\n{words_of(quotation.text, quotation.kind)}")


def _words(quotation: Quotation) -> Text:
    text = Text(words_of(quotation.text, quotation.kind))
    return text.append("\n" + ", ".join(quotation.flags), WARNING) if quotation.flags else text


def _speaker(quotation: Quotation) -> Text:
    text = Text().append(said_by(quotation.speaker, quotation.kind), SPEAKER)
    mention = quotation.speaker_mention
    if mention and mention.text != quotation.speaker:
        text.append(f"\nas “{one_line(mention.text)}”", ASIDE)
    return text


def _outlet(outlet: str | None) -> Text:
    return Text(one_line(outlet), OUTLET) if outlet else Text("(outlet unknown)", ASIDE)


def _first(trace: Trace) -> Text:
    first: First = trace.first
    if first.status is FirstStatus.UNKNOWN:
        return Text("unknown: no dates", ASIDE)
    text = Text(first_time(trace) if first.published else "dates overlap")
    if first.status is FirstStatus.TIE:
        text.append("\ntie of " + str(len(first_names(trace))), WARNING)
    for name in first_names(trace):
        text.append(f"\n{name}", OUTLET)
    if similar := similar_earlier(trace):
        text.append(f"\n{similar}", WARNING)
    return text


def _counts(*numbers: int) -> list[Text]:
    return [Text(f"{number:,}") for number in numbers]
