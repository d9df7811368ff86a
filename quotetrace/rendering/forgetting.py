"""What a forgetting takes away, or took, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotetrace.model import DocumentSummary, Forgotten, Share
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import count

# Utterances named in a line; of more it says how many
_SHOWN = 20


def planned_lines(share: Share, named: Sequence[DocumentSummary], kept: Sequence[DocumentSummary]) -> Iterator[str]:
    """What would be forgotten. named, kept: of the documents that would go, and of those that would live on, one at
    least if there is any."""
    if share.documents:
        yield f"{_documents(len(share.documents), named)} would be forgotten."
    if share.kept:
        yield f"{_documents(len(share.kept), kept)} would stay: given by something else too."
    if share.failures:
        yield f"{_failures(share)} would no longer be listed."


def forgotten_lines(
    forgotten: Forgotten, named: Sequence[DocumentSummary], kept: Sequence[DocumentSummary]
) -> Iterator[str]:
    """What was forgotten and what followed. named, kept: as above, as they were before."""
    share = forgotten.share
    if share.documents:
        gone = f", {count(forgotten.gone, 'utterance')} gone" if forgotten.gone else ""
        quotations = count(forgotten.quotations, "quotation")
        yield f"{_documents(len(share.documents), named)} forgotten: {quotations}{gone}."
    if share.kept:
        yield f"{_documents(len(share.kept), kept)} kept: given by something else too."
    if share.failures:
        yield f"{_failures(share)} no longer listed."
    if forgotten.other_first:
        number = len(forgotten.other_first)
        listed = ", ".join(map(str, forgotten.other_first[:_SHOWN]))
        more = f" and {number - _SHOWN:,} more" if number > _SHOWN else ""
        yield f"{count(number, 'utterance')} {'has' if number == 1 else 'have'} another first now: {listed}{more}."


def _documents(number: int, known: Sequence[DocumentSummary]) -> str:
    """How many documents, by name if it is one."""
    name = f" ({one_line(known[0].document.label)})" if number == 1 and known else ""
    return f"{count(number, 'document')}{name}"


def _failures(share: Share) -> str:
    name = f" ({one_line(share.failures[0])})" if len(share.failures) == 1 else ""
    return f"{count(len(share.failures), 'failed input')}{name}"
