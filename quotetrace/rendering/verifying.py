"""What was verified, in sentences: what was compared, and what disagrees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import count

# Lines of what disagrees: enough to look into, and the number is told anyway.
_SHOWN = 20


def verified_lines(
    counts: Mapping[str, int], compared: int | None, problems: Sequence[str], *, readable: bool = True
) -> Iterator[str]:
    """The lines, plain text. counts: of the store. compared: how many documents were derived anew; None where the
    store cannot be compared. problems: one line each. readable: False where these are rows with values that
    cannot be read, so that nothing was compared."""
    if not readable:
        yield f"Compared nothing: {count(len(problems), 'row')} of the store cannot be right:"
        yield from _listed(problems)
        yield "Restore a backup, or ingest the articles into a new file."
        return
    yield f"Compared the texts of {count(counts['documents'], 'document')} with what is stored of them:"
    yield f"  {count(counts['quotations'], 'quotation')}, offsets, keys, counts, search index"
    if compared is None:
        yield "Derived nothing anew: the store waits to be settled, or another version of quotetrace derived it."
    elif compared:
        yield f"Derived {count(compared, 'document')} anew: relations, utterances, firsts, lineage, drift"
    if not problems:
        yield "Everything agrees."
        return
    yield f"{count(len(problems), 'thing')} {'disagrees' if len(problems) == 1 else 'disagree'}:"
    yield from _listed(problems)
    yield "Derive the store anew: quotetrace ingest PATH --reprocess"


def _listed(problems: Sequence[str]) -> Iterator[str]:
    for problem in problems[:_SHOWN]:
        yield f"  {one_line(problem)}"
    if len(problems) > _SHOWN:
        yield f"  and {len(problems) - _SHOWN:,} more"
