"""A text that repeats itself costs its pairs and no more: counted in calls, not in seconds."""

from __future__ import annotations

import cProfile
import pstats

from matching_samples import occurrences, quotation

from quotetrace.matching.decision import decide
from quotetrace.matching.edges import find_edges
from quotetrace.matching.utterances import group

WORDS = "The committee will meet again next week and the week after"
# Twice the repeats have four times the pairs; eight times would be work done again for every member of an utterance.
SQUARE = 4.6


def calls(repeats: int) -> int:
    """How many functions are called to match so many occurrences of one sentence in one document."""
    known = occurrences([quotation(f"a/{number * 100}", WORDS) for number in range(repeats)])
    profile = cProfile.Profile()
    grouping = profile.runcall(
        lambda: group(decide(find_edges([one.quotation for one in known.values()]), known), known)
    )
    assert [len(one.members) for one in grouping.utterances] == [repeats]
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def test_a_sentence_repeated_in_one_document_costs_its_pairs() -> None:
    calls(20)
    assert calls(160) <= SQUARE * calls(80)
