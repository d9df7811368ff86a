"""What one side of an edge brings to the decision, read once however many edges it has.

A phrase that five hundred documents print has 125,000 edges but five hundred sides.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from quotetrace.folding import fold_name, fold_words
from quotetrace.matching.nesting import Nesting
from quotetrace.matching.rarity import topic_words
from quotetrace.matching.wording import find_chains, read_wording, whole_text
from quotetrace.model import Edge, Kind, Occurrence, Quotation


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A quotation, or a chain under its first piece.

    first: the occurrence of the (first) quotation. quotations: the pieces in order, one for no chain.
    around: topic words of the sentences around, the quoted words and the speaker's names left out.
    channels: the outlets it is said to have been told to; unnamed channels (*in a statement*) prove nothing.
    nested: the quotations inside it.
    """

    first: Occurrence
    quotations: tuple[Quotation, ...]
    words: tuple[str, ...]
    around: frozenset[str]
    channels: frozenset[tuple[str, ...]]
    nested: tuple[Quotation, ...]

    @property
    def document(self) -> str:
        """The id of the document it stands in."""
        return self.first.quotation.document

    @property
    def indirect(self) -> bool:
        """Whether it is reported without marks."""
        return self.first.quotation.kind is Kind.INDIRECT


class Sides:
    """The sides of the edges between some documents."""

    def __init__(self, occurrences: Mapping[str, Occurrence], documents: Collection[str]) -> None:
        self._occurrences = occurrences
        quotations = [one.quotation for one in occurrences.values() if one.quotation.document in documents]
        self._chains = find_chains(quotations)
        self._nesting = Nesting(quotations)
        self._read: dict[tuple[str, bool], Side] = {}

    def of(self, edge: Edge) -> tuple[Side, Side]:
        """The left and the right side of an edge."""
        return self._side(edge.left, edge.left_whole), self._side(edge.right, edge.right_whole)

    def _side(self, quotation: str, whole: bool) -> Side:
        key = quotation, whole
        if key not in self._read:
            self._read[key] = self._new(quotation, whole=whole)
        return self._read[key]

    def _new(self, quotation: str, *, whole: bool) -> Side:
        first = self._occurrences[quotation]
        pieces = self._chains[quotation] if whole else (first.quotation,)
        words = read_wording(whole_text(pieces)).words
        return Side(
            first,
            pieces,
            words,
            around=_around(pieces).difference(words, _names(first)),
            channels=frozenset(fold_name(told.outlet) for told in first.quotation.told_to if told.outlet),
            nested=tuple(inner for piece in pieces for inner in self._nesting.inner(piece)),
        )


def _around(pieces: Collection[Quotation]) -> frozenset[str]:
    sentences = {quotation.context for quotation in pieces}
    return topic_words(word for sentence in sentences for word in fold_words(sentence))


def _names(occurrence: Occurrence) -> set[str]:
    """The words that name the speaker of a quotation."""
    names = [occurrence.quotation.speaker or ""]
    if occurrence.entity is not None:
        names += [occurrence.entity.name, *occurrence.entity.aliases]
    return {word for name in names for word in (*fold_name(name), *fold_words(name))}
