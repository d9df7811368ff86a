"""Claimed origins: the channels that the documents name as where something was said, and outlets' names compared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from quotetrace.folding import fold_name
from quotetrace.lexicons import word_list
from quotetrace.model import ClaimedOrigin, Occurrence, ToldTo


def same_outlet(left: str, right: str) -> bool:
    """Whether two names are one outlet's, articles and words such as *News* and *.com* apart."""
    return _bare(left) == _bare(right)


def names_outlet(told_to: ToldTo, outlet: str) -> bool:
    """Whether the channel is that outlet: *national Norwegian broadcaster NRK* names NRK, not *The Times* in
    *the Harbour Times*."""
    if told_to.outlet is not None:
        return same_outlet(told_to.outlet, outlet)
    return _ends_with_name(told_to.text, outlet)


def claimed_origins(members: Iterable[Occurrence], outlets: Collection[str]) -> tuple[ClaimedOrigin, ...]:
    """The channels that the members name, each once, in order; `outlets` are those of the collection.

    outlet: the collection's own name for it where it is in the collection, else the name in the text, else None.
    """
    found: dict[tuple[str, ...], ClaimedOrigin] = {}
    names = sorted(outlets, key=lambda name: (-len(name), name))
    for member in members:
        for told_to in member.quotation.told_to:
            known = next((name for name in names if names_outlet(told_to, name)), None)
            outlet = known if known is not None else told_to.outlet
            key = _bare(outlet) if outlet is not None else ("", *fold_name(told_to.text))
            found.setdefault(key, ClaimedOrigin(told_to.text, outlet, known is not None))
    return tuple(found.values())


def _bare(name: str) -> tuple[str, ...]:
    words = fold_name(name)
    return tuple(word for word in words if word not in _loose()) or words


def _loose() -> frozenset[str]:
    """Words that come and go with the name of one outlet: *BBC* and *BBC News*, *nrk.no*."""
    return word_list("outlet_words.txt")


def _ends_with_name(text: str, outlet: str) -> bool:
    """Whether `text` ends with the outlet's name and what stands before it is no part of a longer name."""
    name, words = _bare(outlet), _bare(text)
    if not name or words[-len(name) :] != name:
        return False
    before = _raw_word_before(text, len(name))
    acronym = len(name) == 1 and any(word.isupper() for word in text.split() if fold_name(word) == name)
    return acronym or not before[:1].isupper() or fold_name(before) == ("the",)


def _raw_word_before(text: str, count: int) -> str:
    """The printed word before the last `count` words that count; empty where there is none."""
    printed: Sequence[str] = [word for word in text.split() if set(fold_name(word)) - _loose() or word.lower() == "the"]
    return printed[-count - 1] if len(printed) > count else ""
