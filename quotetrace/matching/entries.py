"""What matching compares: quotations, and chains of them as wholes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotetrace.matching.wording import Wording, find_chains, read_wording, takes_part, whole_text
from quotetrace.model import Flag, Quotation

# Longer "quotations" are marks that never closed or whole speeches; comparing two of them window by window takes
# seconds, so they are not compared at all and stand alone.
MAX_WORDS = 5_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to compare: a quotation, or a chain under the id of its first piece.

    new: whether its edges are asked for. unclosed: whether it is, or one of its pieces. pieces: the ids of the chain's
    pieces, empty for a single quotation.
    """

    id: str
    document: str
    text: str
    new: bool
    unclosed: bool
    pieces: frozenset[str]

    @property
    def whole(self) -> bool:
        """Whether it is a chain."""
        return bool(self.pieces)


def entries_of(quotations: Iterable[Quotation], *, new: bool) -> Iterator[Entry]:
    """The quotations that take part, and the chains among them."""
    given = list(quotations)
    for one in given:
        if takes_part(one):
            yield Entry(one.id, one.document, one.text, new, Flag.UNCLOSED in one.flags, frozenset())
    for head, pieces in find_chains(given).items():
        unclosed = any(Flag.UNCLOSED in piece.flags for piece in pieces)
        names = frozenset(piece.id for piece in pieces)
        yield Entry(head, pieces[0].document, whole_text(pieces), new, unclosed, names)


def by_wording(entries: Iterable[Entry]) -> dict[Wording, list[Entry]]:
    """The entries of each wording that is compared, in the order given."""
    by_text: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_text[entry.text].append(entry)
    found: defaultdict[Wording, list[Entry]] = defaultdict(list)
    for text, printed in by_text.items():
        wording = read_wording(text)
        if len(wording.words) <= MAX_WORDS:
            found[wording] += printed
    return dict(found)


def of_one_chain(one: Entry, other: Entry) -> bool:
    """Whether one is a chain and the other a piece of it: these are the same words, not the same words again."""
    return one.id in other.pieces or other.id in one.pieces


def by_document(entries: Iterable[Entry]) -> dict[str, Sequence[Entry]]:
    """The entries of each document, in the order given."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for one in entries:
        found[one.document].append(one)
    return dict(found)
