"""Matching: quotations of different documents that report one utterance.

`find_edges` finds every pair whose words relate, `decide` judges each pair by what its two documents say, and `group`
makes utterances of the accepted ones. `find_words` looks up words that a person pasted; `find_edges` alone needs numpy,
which takes longer to import than a question to answer, so it is imported by its first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotetrace.matching.decision import decide
from quotetrace.matching.finding import find_words
from quotetrace.matching.relations import DEFAULT, Thresholds
from quotetrace.matching.utterances import Grouping, group

if TYPE_CHECKING:
    from quotetrace.matching.edges import find_edges

__all__ = ["DEFAULT", "Grouping", "Thresholds", "decide", "find_edges", "find_words", "group"]


def __getattr__(name: str) -> object:
    """`find_edges`, imported now."""
    if name != "find_edges":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from quotetrace.matching.edges import find_edges

    return find_edges
