"""What two documents say for and against one utterance behind an edge: pure facts, no verdict.

Everything comes from the two documents and from shipped tables, so documents that have nothing to do with the two
never change an old decision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from quotetrace.matching.compatibility import Compatibility, compare_speakers
from quotetrace.matching.nesting import encloses, repeats
from quotetrace.matching.rarity import information, rare_words
from quotetrace.matching.sides import Side, Sides
from quotetrace.matching.wording import shared_words
from quotetrace.model import Edge, Occurrence, Relation
from quotetrace.moments import Moment

# Words in an edge's shorter text from which on it shows that two documents report the same occasion (DESIGN 7).
LONG_EDGE_WORDS = 5
# As many longer edges as are ever counted: more says no more, and copies of one long article have thousands.
COUNTED_EDGES = 4
# Wordings of the longest edges looked through for those that are not these again; bounds the work on two giant copies.
_CONSIDERED_WORDINGS = 64
# Pairs of wordings remembered at once: copies of one phrase come in thousands of pairs, a few kB each at most.
_CACHED_PAIRS = 1 << 14
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Facts:
    """The evidence on one edge.

    words: of the shorter text. shared: words in common, at most `words`. bits: what the shared words carry together.
    rare: the rare ones among them. days: between the publications (1 from a day to the next), 0 where they overlap,
        None where one is undated.
    long_edge: another edge of the two documents has a shorter text of five words or more.
    support: how many such edges (up to four) have words of their own, not these again.
    context: topic words that stand in both sentences around, the quoted words and the speakers' names left out.
    told_alike: True where both name the same channel, False where they name different ones, None otherwise.
    mixed_speech: one is in marks, the other is not.
    repeated: the shared words stand in a quotation inside one of the two, so that its speaker only repeats them.
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

    def __init__(self, edges: Sequence[Edge], occurrences: Mapping[str, Occurrence]) -> None:
        self._occurrences = occurrences
        by_documents: dict[tuple[str, str], list[Edge]] = defaultdict(list)
        for edge in edges:
            by_documents[self._documents(edge)].append(edge)
        self._sides = Sides(occurrences, {document for pair in by_documents for document in pair})
        # most pairs of documents have one edge, and that has no other to support it
        self._long_edges = {pair: self._longest_first(group) for pair, group in by_documents.items() if len(group) > 1}
        self._wordings = {pair: self._distinct(group) for pair, group in self._long_edges.items()}
        self._supports: dict[tuple[tuple[str, str], frozenset[str]], int] = {}

    def facts(self, edge: Edge) -> Facts:
        """What speaks for and against the edge."""
        left, right = self._sides.of(edge)
        short, long = sorted((left.words, right.words), key=len)
        shared, bits, rare = _shared(short, long)
        count = _shared_count(edge, len(short), len(long))
        documents = self._documents(edge)
        long_edges = self._long_edges.get(documents, ())
        return Facts(
            speakers=compare_speakers(left.first, right.first),
            same_document=left.document == right.document,
            words=len(short),
            shared=count,
            bits=bits * min(1.0, count / max(1, shared)),
            rare=rare,
            days=days_between(left.first.published, right.first.published),
            long_edge=any(other is not edge for other in long_edges[:2]),
            support=self._support(documents, _set_of(short)),
            context=tuple(sorted(left.around & right.around)),
            told_alike=bool(left.channels & right.channels) if left.channels and right.channels else None,
            mixed_speech=left.indirect != right.indirect,
            repeated=_repeats(left, right),
        )

    def _documents(self, edge: Edge) -> tuple[str, str]:
        left = self._occurrences[edge.left].quotation.document
        right = self._occurrences[edge.right].quotation.document
        return (left, right) if left <= right else (right, left)

    def _shorter(self, edge: Edge) -> tuple[str, ...]:
        left, right = self._sides.of(edge)
        return min(left.words, right.words, key=len)

    def _longest_first(self, edges: Sequence[Edge]) -> list[Edge]:
        """The edges whose shorter text is long enough to be evidence, the longest first."""
        sized = [(len(self._shorter(edge)), edge) for edge in edges]
        long = [(size, edge) for size, edge in sized if size >= LONG_EDGE_WORDS]
        long.sort(key=lambda one: (-one[0], one[1].left, one[1].right))
        return [edge for _, edge in long]

    def _distinct(self, edges: Sequence[Edge]) -> list[frozenset[str]]:
        """The different wordings of the edges' shorter texts, as many as are looked through."""
        wordings = dict.fromkeys(_set_of(self._shorter(edge)) for edge in edges)
        return list(islice(wordings, _CONSIDERED_WORDINGS))

    def _support(self, documents: tuple[str, str], words: frozenset[str]) -> int:
        """How many edges, up to four, share mostly other words: the same slogan twice is no second witness."""
        if documents not in self._wordings:
            return 0
        key = documents, words
        if key not in self._supports:
            self._supports[key] = _count_support(words, self._wordings[documents])
        return self._supports[key]


@lru_cache(maxsize=_CACHED_PAIRS)
def _set_of(words: tuple[str, ...]) -> frozenset[str]:
    """The words as one set for all edges of a wording: each weighs as much as all else that is known of an edge."""
    return frozenset(words)


def _count_support(words: frozenset[str], wordings: Iterable[frozenset[str]]) -> int:
    """How many of the wordings, up to four, have mostly words that neither `words` nor the others counted have."""
    known = set(words)
    found = 0
    for own in wordings:
        if 2 * len(own & known) < len(own) and 2 * len(own & words) < len(words):
            known |= own
            found += 1
            if found == COUNTED_EDGES:
                break
    return found


@lru_cache(maxsize=_CACHED_PAIRS)
def _shared(short: tuple[str, ...], long: tuple[str, ...]) -> tuple[int, float, tuple[str, ...]]:
    """How many words two texts have in common, the bits these carry together, and the rare ones."""
    shared = shared_words(short, long)
    return len(shared), sum(map(information, shared)), tuple(rare_words(shared))


def _repeats(left: Side, right: Side) -> bool:
    """Whether one side has the words only from a quotation inside it, or is that quotation.

    Whoever speaks: where people quote themselves (*"As I said, 'We wait'"*), it is the inner words that are reported.
    """
    if left.document == right.document and (
        encloses(left.quotations, right.quotations) or encloses(right.quotations, left.quotations)
    ):
        return True
    return repeats(left.words, right.words, left.nested) or repeats(right.words, left.words, right.nested)


def days_between(left: Moment | None, right: Moment | None) -> int | None:
    """Days between two publications as written, a day begun counted whole, so 1 from a day to the next; 0 where they
    overlap, None if one is unknown."""
    if left is None or right is None:
        return None
    if left == right:
        return 0
    gap = max(right.start - left.end, left.start - right.end)
    return max(0, int(gap.total_seconds() // _SECONDS_A_DAY) + 1) if gap.total_seconds() >= 0 else 0


def _shared_count(edge: Edge, shorter: int, longer: int) -> int:
    """The words in common, from the edge's score."""
    whole = (shorter + longer) / 2 if edge.relation is Relation.VARIANT else shorter
    return min(shorter, round(edge.score * whole))
