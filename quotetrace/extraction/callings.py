"""What holders of an office are called besides: a senator is a lawmaker, a striker a player, a constable an officer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from quotetrace.extraction.referents import NOT_DISTINCTIVE
from quotetrace.lexicons import lines


@cache
def callings() -> dict[str, frozenset[str]]:
    """Noun → the words in offices whose holders it may stand for."""
    out: dict[str, frozenset[str]] = {}
    for line in lines("callings.tsv"):
        nouns, _, words = line.partition("\t")
        for noun in nouns.split():
            out[noun] = out.get(noun, frozenset()) | frozenset(words.split())
    return out


def is_called(words: Sequence[str], offices: Iterable[Sequence[str]]) -> bool:
    """Whether a role's noun is a word for the holder of one of the offices, or its other words tell the same body."""
    noun, modifiers = words[-1], set(words[:-1]) - NOT_DISTINCTIVE
    meant = callings().get(noun, frozenset()) | {noun}
    now = [office for office in offices if ("former" in words) is ("former" in office)]
    return any(meant.intersection(office) or modifiers.intersection(office) for office in now)
