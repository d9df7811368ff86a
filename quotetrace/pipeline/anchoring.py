"""Which quotation a decision means, whatever became of the document since: other borders, other offsets, other text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from quotetrace.folding import fold_words
from quotetrace.model import Anchor, Quotation

# Of a text that was changed, the quotation with this share of the words in common (2·common / both) is still meant.
SAME_WORDS = 0.8


def quotation_behind(anchor: Anchor, quotations: Sequence[Quotation]) -> Quotation | None:
    """The quotation of the document that the anchor holds on to; None where it is gone.

    In the same text the one that covers most of the place. In a changed one that with (nearly) the same words, the
    nearest of several.
    """
    here = [one for one in quotations if one.part is anchor.part]
    if any(one.document == anchor.document for one in here):
        covering = [one for one in here if _covered(anchor, one) > 0]
        return max(covering, key=lambda one: (_covered(anchor, one), -one.start), default=None)
    alike = [one for one in here if _likeness(anchor, one) >= SAME_WORDS]
    return max(
        alike, key=lambda one: (_likeness(anchor, one), -abs(one.start - anchor.start), -one.start), default=None
    )


def _covered(anchor: Anchor, one: Quotation) -> int:
    """How many characters of the place the quotation covers; of an empty place that which begins there."""
    if (one.start, one.end) == (anchor.start, anchor.end):
        return one.end - one.start + 1
    return min(one.end, anchor.end) - max(one.start, anchor.start)


def _likeness(anchor: Anchor, one: Quotation) -> float:
    """The share of words in common, 0 to 1; 1 for texts without any."""
    known, now = Counter(anchor.words.split()), Counter(fold_words(one.text))
    both = known.total() + now.total()
    return 2 * (known & now).total() / both if both else 1.0
