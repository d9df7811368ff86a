"""Answers about single words, kept: the words of news are few, and most of them come again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
# Words whose answers are kept; then all are forgotten, so that no collection fills the memory.
_MOST = 1 << 15
# Characters of a word that is kept; longer ones are none, and do not come again.
_LONGEST = 60


class _Answers(dict[str, T]):
    def __init__(self, ask: Callable[[str], T]) -> None:
        super().__init__()
        self.ask = ask

    def __missing__(self, word: str) -> T:
        answer = self.ask(word)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[word] = answer
        return answer


def remembered(ask: Callable[[str], T]) -> Callable[[str], T]:
    """The function, which is asked once for each word: a known one costs as much as a look-up in a dict.

    An lru_cache would cost twice that, and one of a function with settings ten times. For functions that always answer
    a word the same.
    """
    return _Answers(ask).__getitem__
