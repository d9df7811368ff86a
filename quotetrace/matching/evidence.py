"""What two documents say for and against one utterance behind an edge: pure facts, no verdict.

Everything comes from the two documents and from shipped tables, so documents that have nothing to do with the two
never change an old decision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quotetrace.folding import fold_name, fold_words
from quotetrace.matching.compatibility import Compatibility, compare_speakers
from quotetrace.matching.nesting import Nesting, encloses
from quotetrace.matching.rarity import information, rare_words, topic_words
from quotetrace.matching.wording import find_chains, read_wording, shared_words, whole_text
from quotetrace.model import Edge, Kind, Occurrence, Quotation, Relation
from quotetrace.moments import Moment

# Words in an edge's shorter text from which on it shows that two documents report the same occasion (DESIGN 7).
LONG_EDGE_WORDS = 5
# As many longer edges as are ever counted: more says no more, and copies of one long article have thousands.
COUNTED_EDGES = 4
# Longest edges looked through for those with words of their own; bounds the work on two giant copies.
_CONSIDERED_EDGES = 64
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Facts:
    """The evidence on one edge.

    words: of the shorter text. shared: words in common, at most `words`. bits: what the shared words carry together.
    rare: the rare ones among them. days: between the publications, 0 where they touch, None where one is undated.
    long_edge: another edge of the two documents has a shorter text of five words or more.
    support: how many such edges (up to four) have words of their own, not these again.
    context: topic words that stand in both sentences around, the quoted words and the speakers' names left out.
    told_alike: True where both name the same channel, False where they name different ones, None otherwise.
    mixed_speech: one is in marks, the other is not.
    repeated: the shared words stand in a quotation inside one of the two, whose speaker only repeats them.
    """

    speakers: Compatibility
    same_document: bool
    words: int
    shared: int
    bits: float
    rare: tuple[str, ...]
    days: int | None
    long_edge: bool
    support: int
    context: tuple[str, ...]
    told_alike: bool | None
    mixed_speech: bool
    repeated: bool


class Evidence:
    """The facts on each of some edges; the edges of two documents must come together."""

    def __init__(self, edges: Iterable[Edge], occurrences: Mapping[str, Occurrence]) -> None:
        self._occurrences = occurrences
        self._chains = find_chains(occurrence.quotation for occurrence in occurrences.values())
        self._nesting = Nesting(occurrences)
        by_documents: dict[tuple[str, str], list[Edge]] = defaultdict(list)
        for edge in edges:
            by_documents[self._documents(edge)].append(edge)
        self._long_edges = {pair: self._longest_first(group) for pair, group in by_documents.items()}

    def facts(self, edge: Edge) -> Facts:
        """What speaks for and against the edge."""
        left, right = self._occurrences[edge.left], self._occurrences[edge.right]
        texts = self._words(edge)
        short, long = sorted(texts, key=len)
        shared = shared_words(short, long)
        count = _shared_count(edge, len(short), len(long))
        bits = sum(information(word) for word in shared) * min(1.0, count / max(1, len(shared)))
        others = [other for other in self._long_edges[self._documents(edge)] if other is not edge]
        kinds = [left.quotation.kind is Kind.INDIRECT, right.quotation.kind is Kind.INDIRECT]
        speakers = compare_speakers(left, right)
        return Facts(
            speakers=speakers,
            same_document=left.quotation.document == right.quotation.document,
            words=len(short),
            shared=count,
            bits=bits,
            rare=tuple(rare_words(shared)),
            days=days_between(left.published, right.published),
            long_edge=bool(others),
            support=self._support(set(short), others),
            context=self._context(edge),
            told_alike=_told_alike(left.quotation, right.quotation),
            mixed_speech=kinds[0] != kinds[1],
            repeated=self._repeated(edge, speakers),
        )

    def _repeated(self, edge: Edge, speakers: Compatibility) -> bool:
        """Whether one side has the words only from a quotation inside it that is not its own speaker's.

        People quote themselves (*"As I said, 'We wait'"*): where both documents name the same speaker, and the inner
        quotation has no other, the words are the outer speaker's own.
        """
        sides, texts = self._sides(edge), self._words(edge)
        if encloses(sides[0], sides[1]) or encloses(sides[1], sides[0]):
            return True
        for side, words in zip(sides, reversed(texts), strict=True):
            inner = self._nesting.repeated(side, words)
            if inner is not None and not (_agree(speakers) and self._speaks_too(inner, side[0])):
                return True
        return False

    def _speaks_too(self, inner: Quotation, outer: Quotation) -> bool:
        one, other = self._occurrences[inner.id], self._occurrences[outer.id]
        return compare_speakers(one, other) is not Compatibility.DIFFERENT

    def _documents(self, edge: Edge) -> tuple[str, str]:
        left = self._occurrences[edge.left].quotation.document
        right = self._occurrences[edge.right].quotation.document
        return (left, right) if left <= right else (right, left)

    def _quotations(self, quotation: str, *, whole: bool) -> Sequence[Quotation]:
        return self._chains[quotation] if whole else (self._occurrences[quotation].quotation,)

    def _sides(self, edge: Edge) -> tuple[Sequence[Quotation], Sequence[Quotation]]:
        left = self._quotations(edge.left, whole=edge.left_whole)
        return left, self._quotations(edge.right, whole=edge.right_whole)

    def _words(self, edge: Edge) -> tuple[tuple[str, ...], tuple[str, ...]]:
        left, right = (read_wording(whole_text(side)).words for side in self._sides(edge))
        return left, right

    def _shorter(self, edge: Edge) -> tuple[str, ...]:
        return min(self._words(edge), key=len)

    def _longest_first(self, edges: Sequence[Edge]) -> list[Edge]:
        """The edges whose shorter text is long enough to be evidence, the longest first."""
        sized = [(len(self._shorter(edge)), edge) for edge in edges]
        long = [(size, edge) for size, edge in sized if size >= LONG_EDGE_WORDS]
        long.sort(key=lambda one: (-one[0], one[1].left, one[1].right))
        return [edge for _, edge in long]

    def _support(self, words: set[str], others: Sequence[Edge]) -> int:
        """How many edges, up to four, share mostly other words: the same slogan twice is no second witness."""
        known = set(words)
        found = 0
        for other in others[:_CONSIDERED_EDGES]:
            own = set(self._shorter(other))
            if 2 * len(own & known) < len(own) and 2 * len(own & words) < len(words):
                known |= own
                found += 1
                if found == COUNTED_EDGES:
                    break
        return found

    def _context(self, edge: Edge) -> tuple[str, ...]:
        around = []
        for side, occurrence_id in zip(self._sides(edge), (edge.left, edge.right), strict=True):
            sentences = {quotation.context for quotation in side}
            words = topic_words(word for sentence in sentences for word in fold_words(sentence))
            around.append(words - set(read_wording(whole_text(side)).words) - self._names(occurrence_id))
        return tuple(sorted(around[0] & around[1]))

    def _names(self, occurrence_id: str) -> set[str]:
        """The words that name the speaker of a quotation."""
        occurrence = self._occurrences[occurrence_id]
        names = [occurrence.quotation.speaker or ""]
        if occurrence.entity is not None:
            names += [occurrence.entity.name, *occurrence.entity.aliases]
        return {word for name in names for word in (*fold_name(name), *fold_words(name))}


def _agree(speakers: Compatibility) -> bool:
    return speakers in (Compatibility.SAME, Compatibility.COMPATIBLE)


def days_between(left: Moment | None, right: Moment | None) -> int | None:
    """Whole days between two publications as written, 0 where they touch or overlap, None if one is unknown."""
    if left is None or right is None:
        return None
    gap = max(right.start - left.end, left.start - right.end)
    return max(0, int(gap.total_seconds() // _SECONDS_A_DAY) + 1) if gap.total_seconds() >= 0 else 0


def _shared_count(edge: Edge, shorter: int, longer: int) -> int:
    """The words in common, from the edge's score."""
    whole = (shorter + longer) / 2 if edge.relation is Relation.VARIANT else shorter
    return min(shorter, round(edge.score * whole))


def _told_alike(left: Quotation, right: Quotation) -> bool | None:
    one, other = (_channels(quotation) for quotation in (left, right))
    if not one or not other:
        return None
    return bool(one & other)


def _channels(quotation: Quotation) -> set[tuple[str, ...]]:
    """The outlets a quotation is said to have been told to; unnamed channels (*in a statement*) prove nothing."""
    return {fold_name(told.outlet) for told in quotation.told_to if told.outlet}
