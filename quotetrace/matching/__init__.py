"""Matching: quotations of different documents that report one utterance.

`find_edges` finds every pair whose words relate, `decide` judges each pair by what its two documents say, and `group`
makes utterances of the accepted ones. `find_words` looks up words that a person pasted.
"""

from quotetrace.matching.decision import decide
from quotetrace.matching.edges import find_edges
from quotetrace.matching.finding import find_words
from quotetrace.matching.relations import DEFAULT, Thresholds
from quotetrace.matching.utterances import Grouping, group

__all__ = ["DEFAULT", "Grouping", "Thresholds", "decide", "find_edges", "find_words", "group"]
