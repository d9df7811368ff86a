"""An audit in sentences: what was compared, what was found, what matching missed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quotetrace.model import Audit, Relation, StoredQuotation
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import count, quoted

# Lines of pairs that were missed: enough to look into, and the number is told anyway.
_SHOWN = 20


def audit_lines(audit: Audit, told: Mapping[str, StoredQuotation]) -> Iterator[str]:
    """The lines, plain text. told: the quotations of the missed pairs, by id."""
    compared = count(audit.quotations, "quotation")
    yield f"Compared {audit.sampled:,} of {compared} with all others, word by word:"
    found = ", ".join(count(audit.related.get(relation, 0), f"{relation.value} pair") for relation in Relation)
    yield f"  {found}"
    if audit.through:
        yield f"  {audit.through:,} of these by way of a third with the same words, which very many have"
    if not audit.missed:
        yield "Matching missed none of them."
        return
    yield f"Matching missed {len(audit.missed):,} of them:"
    for left, right, relation in audit.missed[:_SHOWN]:
        yield f"  {relation.value}: {_place(told[left])} and {_place(told[right])}"
    if len(audit.missed) > _SHOWN:
        yield f"  and {len(audit.missed) - _SHOWN:,} more"


def _place(stored: StoredQuotation) -> str:
    quotation = stored.occurrence.quotation
    return f"{quoted(quotation.text)} ({one_line(stored.occurrence.label)}:{quotation.start})"
