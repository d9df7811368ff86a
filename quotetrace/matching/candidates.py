"""The stored texts that new ones may relate to, by one walk through the index: all that do, and few others.

Of two variants each has all but so many words of the other, and the longer text all but so many of a fragment's: so of
that many and one more of a text's words, the rarest, one stands in the other text; and so for its bigrams (see `join`).
New texts are looked up so among the stored ones. Stored texts that may be fragments are sought the other way round,
where enough of their words and bigrams are known to the new ones at all. What is found is compared, words as
characters. Overlaps share a run of words. Two words with one number only make more pairs, never fewer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from quotetrace.matching.comparing import Comparable
from quotetrace.matching.index import END, SLOTS, EntryTexts, over_blocks, read_entries
from quotetrace.matching.join import bigrams_shared
from quotetrace.matching.keys import HALF, LOWER, Ints
from quotetrace.matching.postings import Flags, Lookup, Postings
from quotetrace.matching.relations import DEFAULT, Thresholds
from quotetrace.matching.runs import Hashes, one_word_more, run_hashes

# For each slot the number of what stands there, -1 for nothing.
Numbering: TypeAlias = npt.NDArray[np.int32]

# How many of its rarest keys a text must share with a partner, where it is sure to share as many.
_SHARED = 2
# Stored entries that are looked at to learn which keys are rare.
_SAMPLE = 1_000
# Bits of a hash by which runs and bigrams are looked up before they are compared.
_HASH_BITS = 24


def may_relate(
    new: Sequence[bytes], stored: Sequence[bytes], *, thresholds: Thresholds = DEFAULT
) -> list[tuple[int, int]]:
    """The stored texts that may have a relation with a new one, as position of the entry and of the text in it.

    new, stored: the words of index entries. In order; all texts that have a relation are there, and few others.
    """
    texts = read_entries(new)
    if not len(texts.lengths):
        return []
    known = _New(texts, thresholds)
    known.ask(read_entries(stored[:: max(1, len(stored) // _SAMPLE)]))
    return list(over_blocks(stored, lambda block: np.unique(_Walk(known, block).related())))


@dataclass(frozen=True, slots=True)
class _Keys:
    """Words or bigrams of texts, numbered by what is known to the new ones: each text's keys once, in their order.

    texts, keys: aligned, sorted by text. different: how many keys each text has.
    """

    texts: Ints
    keys: Ints
    different: Ints

    @classmethod
    def of(cls, texts: Ints, keys: Ints, count: int) -> _Keys:
        """The keys of `count` texts, each text's only once."""
        both = np.sort(texts << HALF | keys)
        both = both[np.concatenate((both[:1] >= 0, both[1:] != both[:-1]))]
        return cls(both >> HALF, both & LOWER, np.bincount(both >> HALF, minlength=count))


class _New:
    """The new texts, and what is known to them: words, bigrams, runs."""

    def __init__(self, texts: EntryTexts, thresholds: Thresholds) -> None:
        self.texts, self.thresholds = texts, thresholds
        count = len(texts.lengths)
        inside = np.flatnonzero(texts.words != END)
        self.number_of_word = _numbering(texts.words[inside] & (SLOTS - 1), SLOTS)
        self.words = _Keys.of(
            texts.owners[inside], _known(self.number_of_word[texts.words[inside] & (SLOTS - 1)])[1], count
        )
        first = inside[texts.words[inside + 1] != END]
        slots = _slots(run_hashes(texts.words, 2)[first])
        self.number_of_bigram = _numbering(slots, 1 << _HASH_BITS)
        self.bigrams = _Keys.of(texts.owners[first], _known(self.number_of_bigram[slots])[1], count)
        self.comparable = Comparable(texts)
        self.runs: dict[int, Hashes] = {}
        self.sentences: dict[int, Hashes] = {}
        for size in range(thresholds.sentence_words, thresholds.overlap_words + 1):
            hashes = run_hashes(texts.words, size)
            places = inside[inside < len(hashes)]
            places = places[texts.owners[places] == texts.owners[places + size - 1]]
            places = places[texts.words[places + size - 1] != END]
            self.runs[size] = np.unique(hashes[places])
            self.sentences[size] = np.unique(hashes[places[_are_sentences(texts, places, size)]])
        self.run_table = _table(self.runs[thresholds.sentence_words])
        self.least = thresholds.least_partner(texts.lengths)
        self.variant_need = thresholds.variant_need(texts.lengths + self.least)
        self.fragment_need = thresholds.fragment_need(texts.lengths)

    def ask(self, sample: EntryTexts) -> None:
        """Choose the keys by which each text is looked up, as variant and as fragment of another: any so many would do,
        and those that are rare in a sample of the stored texts find the fewest."""
        sizes = self.texts.lengths
        known = (self.known_words(sample), self.known_bigrams(run_hashes(sample.words, 2)))
        self.as_variant = self._asked(known, self.variant_need, sizes + self.least)
        self.as_fragment = self._asked(known, self.fragment_need, 3 * sizes - self.fragment_need)

    def known_words(self, texts: EntryTexts) -> tuple[Ints, Ints]:
        """The places of the words that the new texts have, and their numbers."""
        return _known(self.number_of_word[texts.words & (SLOTS - 1)])

    def known_bigrams(self, hashes: Hashes) -> tuple[Ints, Ints]:
        """The places of the bigrams that the new texts have, and their numbers."""
        return _known(self.number_of_bigram[_slots(hashes)])

    def _asked(self, known: tuple[tuple[Ints, Ints], ...], need: Ints, total: Ints) -> tuple[_Asked, _Asked]:
        """The words and the bigrams that texts are looked up by, each where it is the cheaper way.

        need: the words that a text shares with a partner at least. total: the words of both where these are so few.
        """
        sizes = self.texts.lengths
        by_bigrams = np.maximum(bigrams_shared(need, total), 0)
        words, bigrams = (
            _rarest(keys, np.bincount(there[1], minlength=int(keys.keys.max(initial=0)) + 1), lost)
            for keys, there, lost in (
                (self.words, known[0], sizes - need),
                (self.bigrams, known[1], sizes - 1 - by_bigrams),
            )
        )
        cheaper = (by_bigrams > 0) & (bigrams.costs < words.costs)
        return words.only(~cheaper), bigrams.only(cheaper)


class _Walk:
    """The new texts and one block of the stored ones."""

    def __init__(self, new: _New, stored: EntryTexts) -> None:
        self.new, self.stored, self.thresholds = new, stored, new.thresholds
        # the places of what is known to the new texts, and its numbers
        self.words = new.known_words(stored)
        self.hashes = run_hashes(stored.words, 2)
        self.bigrams = new.known_bigrams(self.hashes)
        self.comparable = Comparable(stored)
        # the texts by length, and the place of each in that order
        self.order = np.argsort(stored.lengths, kind="stable")
        self.ordered = stored.lengths[self.order]
        self.rank = np.empty_like(self.order)
        self.rank[self.order] = np.arange(len(self.order))

    def related(self) -> Ints:
        """The stored texts that may relate to a new one."""
        sizes, lengths, limits = self.new.texts.lengths, self.stored.lengths, self.thresholds
        found = [self._by_runs()]
        for new, stored in self._sharing(self.new.as_variant, self.new.least, limits.greatest_partner(sizes)):
            found.append(self._close(new, stored, limits.variant_need(sizes[new] + lengths[stored])))
        for new, stored in self._sharing(self.new.as_fragment, sizes, np.full_like(sizes, self.ordered[-1])):
            found.append(self._close(new, stored, self.new.fragment_need[new]))
        for new, stored in self._fragments():
            found.append(self._close(new, stored, limits.fragment_need(lengths[stored])))
        return np.concatenate(found)

    def _close(self, new: Ints, stored: Ints, need: Ints) -> Ints:
        """The stored ones among these pairs of texts that have as many words in common as they need."""
        return stored[self.new.comparable.with_enough(new, self.comparable, stored, need)]

    # --- new texts among the stored ---------------------------------------------------------------------------

    def _sharing(self, asked: tuple[_Asked, _Asked], first: Ints, last: Ints) -> Iterator[tuple[Ints, Ints]]:
        """Tiles of a new and a stored text that share enough of the keys that the new one is looked up by.

        asked: words and bigrams. first, last: the least and the most words of a partner.
        """
        begin, end = np.searchsorted(self.ordered, first), np.searchsorted(self.ordered, last, side="right")
        for one, (places, keys) in zip(asked, (self.words, self.bigrams), strict=True):
            text, key = one.texts, one.keys
            sought = np.zeros(int(max(keys.max(initial=0), key.max(initial=0))) + 1, dtype=bool)
            sought[key] = True
            hit = sought[keys]
            postings = Postings(self.rank[self.stored.owners[places[hit]]], keys[hit])
            for new, ranked, shared in postings.sharing(Lookup(text, key, begin[text], end[text])):
                enough = shared >= one.enough[new]
                yield new[enough], self.order[ranked[enough]]

    # --- stored texts that may be fragments of new ones -------------------------------------------------------

    def _fragments(self) -> Iterator[tuple[Ints, Ints]]:
        """Tiles of a new text and a stored one that is not longer and shares enough of its rarest keys."""
        sizes, count = self.stored.lengths, len(self.stored.lengths)
        need = self.thresholds.fragment_need(sizes)
        lost = sizes - need
        words, bigrams = (
            np.bincount(self.stored.owners[places], minlength=count) for places in (self.words[0], self.bigrams[0])
        )
        likely = (sizes >= self.thresholds.fragment_words) & (words >= need) & (bigrams >= sizes - 1 - 4 * lost)
        places, keys = self.words
        asking = likely[self.stored.owners[places]]
        own = _Keys.of(self.stored.owners[places[asking]], keys[asking], count)
        # words that the new texts do not have at all are among those that may be lost
        unknown = sizes - words
        frequency = np.bincount(self.new.words.keys)
        asked = _rarest(own, frequency, np.where(likely, lost - unknown, 0))
        by_length = np.argsort(self.new.texts.lengths, kind="stable")
        rank = np.empty_like(by_length)
        rank[by_length] = np.arange(len(by_length))
        postings = Postings(rank[self.new.words.texts], self.new.words.keys)
        begin = np.searchsorted(self.new.texts.lengths[by_length], sizes[asked.texts])
        end = np.full_like(begin, len(by_length))
        for stored, ranked, shared in postings.sharing(Lookup(asked.texts, asked.keys, begin, end)):
            enough = shared >= asked.enough[stored]
            yield by_length[ranked[enough]], stored[enough]

    # --- overlaps ---------------------------------------------------------------------------------------------

    def _by_runs(self) -> Ints:
        """The stored texts that share a long run with a new one, or a whole sentence of either."""
        new, stored = self.new, self.stored
        least, longest = self.thresholds.sentence_words, self.thresholds.overlap_words
        # a run of known words is one of known bigrams: few are, so that few are looked at further
        places = _unbroken(self.bigrams[0], least - 1)
        hashes = self.hashes[places]
        for size in range(2, least):
            hashes = one_word_more(hashes, stored.words[places + size])
        likely = new.run_table[_slots(hashes)]
        places, hashes = places[likely], hashes[likely]
        found = []
        for size in range(least, longest + 1):
            same, _ = _among(new.runs[size], hashes)
            places, hashes = places[same], hashes[same]
            shared = _among(new.sentences[size], hashes)[0] | _are_sentences(stored, places, size)
            found.append(places if size == longest else places[shared])
            goes_on = stored.words[places + size] != END
            places = places[goes_on]
            hashes = one_word_more(hashes[goes_on], stored.words[places + size])
        return stored.owners[np.concatenate(found)]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The keys that texts are looked up by, aligned; of each text how many must be shared, and what that costs."""

    texts: Ints
    keys: Ints
    enough: Ints
    costs: Ints

    def only(self, wanted: Flags) -> _Asked:
        """Those of some texts, given as a flag for each."""
        kept = wanted[self.texts]
        return _Asked(self.texts[kept], self.keys[kept], self.enough, self.costs)


def _rarest(keys: _Keys, frequency: Ints, lost: Ints) -> _Asked:
    """The rarest keys of each text. lost: how many of its keys a partner may not have."""
    by_rarity = np.argsort(frequency, kind="stable")
    rank = np.empty_like(by_rarity)
    rank[by_rarity] = np.arange(len(by_rarity))
    ordered = by_rarity[np.sort(keys.texts << HALF | rank[keys.keys]) & LOWER]
    taken = np.minimum(keys.different, lost + _SHARED)
    before = np.cumsum(keys.different) - keys.different
    kept = np.arange(len(ordered)) - before[keys.texts] < taken[keys.texts]
    texts, asked = keys.texts[kept], ordered[kept]
    # a text of few different keys, each often, may share one of them only
    enough = np.maximum(taken - lost, 1)
    costs = np.bincount(texts, weights=frequency[asked], minlength=len(taken)).astype(np.int64)
    return _Asked(texts, asked, enough, costs)


def _are_sentences(texts: EntryTexts, places: Ints, size: int) -> Flags:
    """Whether the runs of `size` words at these places are whole sentences."""
    after = places + size  # there is always a zero behind a text
    whole: Flags = texts.begins[places] & (texts.begins[after] | (texts.words[after] == END))
    return whole


def _numbering(slots: Ints, count: int) -> Numbering:
    """A number for each of `count` slots: those that occur from 0 on, the others -1."""
    numbers = np.full(count, -1, dtype=np.int32)
    different = np.unique(slots)
    numbers[different] = np.arange(len(different))
    return numbers


def _known(numbers: Numbering) -> tuple[Ints, Ints]:
    """The places of the numbers that are none of -1, and these numbers."""
    places = np.flatnonzero(numbers >= 0)
    return places, numbers[places].astype(np.int64)


def _unbroken(places: Ints, count: int) -> Ints:
    """The places that have `count - 1` others right behind them; `places` in order."""
    behind = places[count - 1 :]
    begin = places[: len(behind)]
    unbroken: Ints = begin[behind - begin == count - 1]
    return unbroken


def _among(known: Hashes, hashes: Hashes) -> tuple[Flags, Ints]:
    """Whether each hash is one of `known`, which are sorted, and at which place."""
    if not len(known):
        return np.zeros(len(hashes), dtype=bool), np.zeros(len(hashes), dtype=np.int64)
    places = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    return known[places] == hashes, places


def _slots(hashes: Hashes) -> Ints:
    return (hashes >> np.uint64(64 - _HASH_BITS)).astype(np.int64)


def _table(hashes: Hashes) -> Flags:
    table = np.zeros(1 << _HASH_BITS, dtype=bool)
    table[_slots(hashes)] = True
    return table
