"""Whether a drift changes what the readers of a document were told.

A reservation cut from a quotation (*…, but only if …*) changes the meaning, unless the same document prints the words
that were cut in another quotation of the utterance: a lede that quotes half a sentence hides nothing from its readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import LCSseq

from quotetrace.folding import fold_words
from quotetrace.model import Drift, DriftClass, Edit, Occurrence

# Of the cut words, in order: so many make the same words told again, as for a fragment (DESIGN section 7). What the
# other quotation words otherwise is a drift of its own.
TOLD_AGAIN = 0.85


def changes_meaning(member: Occurrence, drift: Drift, members: Iterable[Occurrence]) -> bool:
    """Whether the drift of a member has a class that changes the meaning, by more than a cut told elsewhere.

    members: the whole utterance, the quotation that the drift is measured from included.
    """
    if not drift.drift_class.changes_meaning:
        return False
    known = list(members)
    origin = next((one for one in known if one.quotation.id == drift.origin), member)
    weighty = [edit for edit in drift.edits if edit.drift_class.changes_meaning]
    cuts = [edit for edit in _cuts(drift.edits) if edit.drift_class is DriftClass.CONDITION]
    if len(cuts) < len(weighty):
        return True
    return not all(_tells(member, edit.before, known) and _tells(origin, edit.after, known) for edit in cuts)


def _cuts(edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits beyond the first and the last word that stays: a cut head, a cut tail."""
    worded = [edit for edit in edits if fold_words(edit.before + " " + edit.after)]
    yield from dict.fromkeys((*worded[:1], *worded[-1:]))


def _tells(member: Occurrence, words: str, members: Iterable[Occurrence]) -> bool:
    """Whether another quotation of the member's document has the words; no words need no telling."""
    cut = fold_words(words)
    return not cut or any(
        LCSseq.similarity(cut, fold_words(one.quotation.text)) >= TOLD_AGAIN * len(cut)
        for one in members
        if one.quotation.document == member.quotation.document and one.quotation.id != member.quotation.id
    )
