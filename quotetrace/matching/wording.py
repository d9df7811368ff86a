"""A quotation's words as matching sees them: folded, cut at ellipses and at sentence ends, chains read as one.

Everything here is a pure function of the raw text, so two quotations with the same `Wording` relate to every
other quotation in the same way and need to be scored only once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from sys import intern

from quotetrace.folding import ELLIPSIS, Word, fold, fold_words, has_words, pieces
from quotetrace.lexicons import word_list
from quotetrace.model import Kind, Quotation

# A full stop ends a sentence when a capital, a digit or an opening mark follows …
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-Z0-9])")
# … and does not belong to a title or an initial: "Mr. Roe", "J. Roe".
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|St|Prof|Rev|No|vs)|\b[A-Z])\.\s+$")
# Wordings read at once: a quotation of 20 words is about 3 kB here, so this is some 200 MB at most.
_CACHED_WORDINGS = 1 << 16


@dataclass(frozen=True, slots=True)
class Wording:
    """The folded words of a text, in order.

    pieces: the words between its ellipses, one piece where there is none; empty for a text without words.
    sentences: half-open ranges of word positions that cover the words.
    """

    words: tuple[str, ...]
    pieces: tuple[tuple[str, ...], ...]
    sentences: tuple[tuple[int, int], ...]


@lru_cache(maxsize=_CACHED_WORDINGS)
def read_wording(text: str) -> Wording:
    """The wording of a raw text."""
    ends = _sentence_ends(text)
    if not ends and not ELLIPSIS.search(text):
        words = tuple(map(intern, fold_words(text)))
        return Wording(words, (words,) * bool(words), ((0, len(words)),) * bool(words))
    cut = tuple(tuple(intern(word.folded) for word in piece) for piece in pieces(text))
    folded = fold(text)
    words = tuple(intern(word.folded) for word in folded)
    return Wording(words, tuple(piece for piece in cut if piece), _sentences(ends, folded))


def content_words(words: Iterable[str]) -> list[str]:
    """The words that carry content of their own: those that are no function words."""
    function_words = word_list("stopwords.txt")
    return [word for word in words if word not in function_words]


def shared_words(left: Sequence[str], right: Sequence[str]) -> list[str]:
    """The words that both texts have, each as often as in both, in the order of the first."""
    left_over = Counter(right)
    shared = []
    for word in left:
        if left_over[word] > 0:
            left_over[word] -= 1
            shared.append(word)
    return shared


def takes_part(quotation: Quotation) -> bool:
    """Whether matching looks at a quotation at all.

    Scare quotes without a speaker are terms, titles and irony: nobody said them, so two that agree prove nothing
    and would only tie unrelated articles together. Marks without a single word have nothing to compare.
    """
    said = quotation.kind is not Kind.SCARE or quotation.speaker is not None
    return said and has_words(quotation.text)


def find_chains(quotations: Iterable[Quotation]) -> dict[str, tuple[Quotation, ...]]:
    """The chains of two pieces or more, by the id of their first piece, each in the order of `continues`.

    Only quotations that take part are pieces, and a chain stays within one part of one document. A piece whose
    predecessor is none of those begins a chain; where two pieces claim the same predecessor, the earlier in the text
    goes on with it and the other begins anew. Pieces that follow each other in a circle are no chain.
    """
    known = {quotation.id: quotation for quotation in quotations if takes_part(quotation)}
    following: dict[str, Quotation] = {}
    heads: list[Quotation] = []
    for quotation in sorted(known.values(), key=lambda one: (one.document, one.part, one.start, one.id)):
        before = known.get(quotation.continues or "")
        if before is None or before.id in following or not _in_one_text(before, quotation):
            heads.append(quotation)
        else:
            following[before.id] = quotation
    chains = {head.id: _follow(head, following) for head in heads}
    return {head: chain for head, chain in chains.items() if len(chain) > 1}


def _in_one_text(before: Quotation, after: Quotation) -> bool:
    """Whether two different quotations stand in the same part of one document."""
    return before.id != after.id and (before.document, before.part) == (after.document, after.part)


def whole_text(chain: Sequence[Quotation]) -> str:
    """The text of a chain read as one quotation."""
    return " ".join(quotation.text for quotation in chain)


def chain_heads(chains: Mapping[str, Sequence[Quotation]]) -> dict[str, str]:
    """For every piece of a chain the id of the chain's first piece."""
    return {piece.id: head for head, chain in chains.items() for piece in chain}


def raw_words(text: str, start: int, end: int) -> str:
    """The raw characters of the folded words ``[start, end)`` of a text, white space made single blanks."""
    folded = fold(text)
    return " ".join(text[folded[start].start : folded[end - 1].end].split())


def _follow(head: Quotation, following: Mapping[str, Quotation]) -> tuple[Quotation, ...]:
    chain = [head]
    while (after := following.get(chain[-1].id)) is not None:
        chain.append(after)
    return tuple(chain)


def _sentence_ends(text: str) -> list[int]:
    """Where the sentences of a text end, but for its last one."""
    return [match.end() for match in _SENTENCE_END.finditer(text) if not _ABBREVIATION.search(text[: match.end()][-8:])]


def _sentences(ends: Sequence[int], folded: Sequence[Word]) -> tuple[tuple[int, int], ...]:
    """Ranges of word positions between the sentence ends of a text."""
    borders = [0, *(bisect_left(folded, end, key=lambda word: word.start) for end in ends), len(folded)]
    return tuple((start, end) for start, end in pairwise(borders) if start < end)
