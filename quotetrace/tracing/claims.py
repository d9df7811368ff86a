"""Claimed origins: the channels that the documents name as where something was said, tied to outlets by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from quotetrace.folding import fold_name
from quotetrace.lexicons import word_list
from quotetrace.model import ClaimedOrigin, Occurrence, ToldTo


class OutletNames:
    """The names of outlets, found by what a writer calls them: *BBC* for *BBC News*, *the Herald*, *nrk.no*."""

    def __init__(self, names: Iterable[str]) -> None:
        found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for name in sorted(set(names)):
            found[_bare(name)].append(name)
        self._names = {words: tuple(same) for words, same in found.items() if words}

    def named_by(self, told_to: ToldTo) -> tuple[str, ...]:
        """The outlets that the channel is, by all their names here; empty where none.

        *national Norwegian broadcaster NRK* is NRK; *the Harbour Times* is not *The Times*.
        """
        if told_to.outlet is not None:
            return self._names.get(_bare(told_to.outlet), ())
        words = _bare(told_to.text)
        for start in range(len(words)):
            if words[start:] in self._names and _stands_alone(told_to.text, words[start:]):
                return self._names[words[start:]]
        return ()


def claimed_origins(members: Iterable[Occurrence], outlets: OutletNames) -> tuple[ClaimedOrigin, ...]:
    """The channels that the members name, each once, in order; `outlets` are those of the collection.

    outlet: the collection's own name for it where it is in the collection, else the name in the text, else None.
    """
    found: dict[tuple[str, ...], ClaimedOrigin] = {}
    for member in members:
        for told_to in member.quotation.told_to:
            known = outlets.named_by(told_to)
            outlet = known[0] if known else told_to.outlet
            key = _bare(outlet) if outlet is not None else ("", *fold_name(told_to.text))
            found.setdefault(key, ClaimedOrigin(told_to.text, outlet, bool(known)))
    return tuple(found.values())


def renamed_channels(
    channels: Iterable[tuple[int, ToldTo]], before: Iterable[str], after: Iterable[str]
) -> Iterator[int]:
    """The utterances with a channel that is another outlet, or one at all, now that the collection has other ones.

    channels: each with its utterance. before, after: the names of the outlets of the collection.
    """
    old, new = OutletNames(before), OutletNames(after)
    return (utterance for utterance, told_to in channels if old.named_by(told_to) != new.named_by(told_to))


@lru_cache(maxsize=20_000)
def _bare(name: str) -> tuple[str, ...]:
    """The words of a name that tell it apart: without articles, *News*, *.com*; all words where nothing else is."""
    words = fold_name(name)
    return tuple(word for word in words if word not in word_list("outlet_words.txt")) or words


def _stands_alone(text: str, name: Sequence[str]) -> bool:
    """Whether what stands before the name at the end of `text` is no part of a longer name: no capital before it,
    or an acronym, which is a name by itself."""
    printed = [word for word in text.split() if _bare(word)]
    own, before = printed[-len(name) :], printed[: -len(name)]
    acronym = len(own) == 1 and own[0].isupper()
    return acronym or not before or not before[-1][:1].isupper() or fold_name(before[-1]) == ("the",)
