"""The parts of one utterance that are told otherwise than they are drawn: its heading, its wordings, its reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quotetrace.model import FirstStatus, Frame, TracedQuotation
from quotetrace.rendering.account import Account
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import (
    claim_here,
    count,
    first_status,
    flag_meaning,
    quoted,
    similar_earlier,
    speaker_name,
    told_by,
    undated_names,
    when,
    words_of,
)
from quotetrace.rendering.sentences import BETWEEN
from quotetrace.rendering.wordings import Wording
from quotetrace.rendering.words import told_in_place


def heading_lines(account: Account, names: Mapping[str, str]) -> Iterator[str]:
    """Who said what, and who was first. names: what each quotation is called."""
    trace = account.trace
    yield f"Utterance {trace.utterance}"
    yield f"Speaker: {speaker_name(trace.speaker)}"
    yield f"Words: {account.words()}"
    if standing := account.standing(names):
        yield f"These are {standing}"
    yield ""
    yield first_status(trace)
    if similar := similar_earlier(trace):
        yield f"But {similar}"
    if trace.documents == 1:
        yield "Only one document here has it, so there is nothing to compare it with."
    else:
        yield f"Told by {told_by(trace)}."
    yield from (f"Warning: {flag_meaning(flag)}" for flag in trace.flags)
    for name in undated_names(trace, between=BETWEEN):
        yield f"Without a date, so never first: {name}"
    for origin in trace.claimed_origins:
        yield f"Claimed origin: {one_line(origin.text)}; {claim_here(origin)}"


def changed_lines(wording: Wording, names: Mapping[str, str]) -> Iterator[str]:
    """A wording by its documents, and every change in words, several on a line each.

    names: what each quotation is called, by id.
    """
    documents = "; ".join(names[one.occurrence.quotation.id] for one in wording.members)
    changes = list(told_in_place(wording.drift.edits if wording.drift else ()))
    if len(changes) == 1:
        yield f"{documents}, {changes[0]}"
        return
    yield f"{documents}: {count(len(changes), 'change')}"
    yield from (f"Change, {change}" for change in changes)


def report_lines(account: Account, one: TracedQuotation, name: str) -> Iterator[str]:
    """One report: which and when, whether first, in which words."""
    occurrence, quotation = one.occurrence, one.occurrence.quotation
    yield f"{name}, {when(occurrence.published)}"
    if account.is_first(one):
        yield f"First in this collection{', in a tie' if account.trace.first.status is FirstStatus.TIE else ''}"
    if len(account.wordings) > 1:
        above = account.wording_of(one).text == account.above.text
        yield f"Words: {'those above' if above else words_of(quotation.text, quotation.kind)}"
    yield f"Kind: {quotation.kind.value}, characters {quotation.start} to {quotation.end}"
    if occurrence.speaker != account.trace.speaker:
        mention = quotation.speaker_mention
        named = f", as {quoted(mention.text)}" if mention and mention.text != occurrence.speaker else ""
        yield f"Speaker here: {speaker_name(occurrence.speaker)}{named}"
    for channel in quotation.told_to:
        yield f"Channel it names: “{one_line(channel.text)}”"
    if occurrence.corrected:
        yield f"Decided by hand: {', '.join(occurrence.corrected)}"
    if one.frame is not None:
        yield f"The writer's words around it differ: {'; '.join(_frame(one.frame))}"


def _frame(frame: Frame) -> Iterator[str]:
    if frame.cue:
        before, after = frame.cue
        yield f"“{one_line(before)}” became “{one_line(after)}”"
    yield from told_in_place(frame.edits)
