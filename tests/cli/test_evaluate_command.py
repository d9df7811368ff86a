from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

from quotetrace.evaluation import Figure, Finding, Score, Threshold
from quotetrace.evaluation.measures import Fault
from quotetrace.model import Trace

Run = Callable[..., "object"]


@dataclass
class Scores:
    """Scores of nothing, as `evaluation.evaluate` returns them."""

    extraction: None = None
    thresholds: tuple[Threshold, ...] = (
        Threshold(0.0, Score(3, 4, 4), None),
        Threshold(0.5, Score(2, 2, 4), Score(1, 1, 3)),
    )

    def figures(self) -> list[Figure]:
        return [Figure("quoted detection", 92.5, "37 of 40"), Figure("reading: outlets", None, "0 of 0")]

    def mistakes(self) -> dict[Fault, list[Finding]]:
        unsaid = Finding(Fault.MISSED, "a.txt/7", "she", "", "no \x1b[2J", "found without a speaker, rule none")
        wrong = Finding(Fault.WRONG_NAME, "a.txt/9", "Moen", "Per Lund (as “he”)", "[b]Yes[/b]", "rule behind")
        return {Fault.MISSED: [unsaid, unsaid], Fault.WRONG_NAME: [wrong]}


class Call(NamedTuple):
    """What the measures were asked; the utterances of the store they were given, if one was."""

    gold: Path
    speakers: Path | None
    utterances: list[int] | None
    more: dict[str, object] = {}  # noqa: RUF012 - never changed


@pytest.fixture(autouse=True)
def evaluation(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    calls: list[Call] = []

    def evaluate(
        gold: Path, *, speakers: Path | None, traces: Iterable[Trace] | None, show: int, **more: object
    ) -> Scores:
        told = None if traces is None else [trace.utterance for trace in traces]
        calls.append(Call(gold, speakers, told, {name: value for name, value in more.items() if value}))
        return Scores()

    monkeypatch.setattr("quotetrace.evaluation.evaluate", evaluate)
    return calls


def test_the_figures_and_as_many_mistakes_as_asked_for(quotetrace: Run) -> None:
    assert quotetrace("evaluate", "gold", "--show", 1).out == (
        """
 Measure            Value   Counted from
 ───────────────────────────────────────
 quoted detection    92.5   37 of 40
 reading: outlets       -   0 of 0

Missed: 2, the first 1

 Words and where   Said, and why
 ────────────────────────────────────────────────────
 no ␛[2J           nothing
 a.txt/7           for she
                   found without a speaker, rule none

Wrong name: 1

 Words and where   Said, and why
 ────────────────────────────────────
 [b]Yes[/b]        Per Lund (as “he”)
 a.txt/9           for Moen
                   rule behind

"""
    )


def test_thresholds_stand_in_place_of_the_figures(quotetrace: Run) -> None:
    assert quotetrace("evaluate", "gold", "--thresholds").out == (
        """
 Confidence     Attributed   Speaker P      R     F1   Name P      R     F1
 ──────────────────────────────────────────────────────────────────────────
 all                     4        75.0   75.0   75.0        -      -      -
 0.5 and more            2       100.0   50.0   66.7    100.0   33.3   50.0

"""
    )
    rows = json.loads(quotetrace("evaluate", "gold", "--thresholds", "--format", "json").out)
    assert rows[1] == {
        "confidence": 0.5,
        "attributed": 2,
        "precision": 100.0,
        "recall": 50.0,
        "f1": 66.7,
        "named_precision": 100.0,
        "named_recall": 33.3,
        "named_f1": 50.0,
    }


def test_figures_and_mistakes_in_plain_lines(quotetrace: Run) -> None:
    assert quotetrace("evaluate", "gold", "--show", 1, "--plain").out == (
        """\
2 figures

1. quoted detection: 92.5 per cent, 37 of 40
2. reading: outlets: nothing to measure, 0 of 0

Missed: 2, the first 1
Words: no ␛[2J
Where: a.txt/7
Said: nothing
Expected: she
Why: found without a speaker, rule none

Wrong name: 1
Words: [b]Yes[/b]
Where: a.txt/9
Said: Per Lund (as “he”)
Expected: Moen
Why: rule behind
"""
    )
    assert quotetrace("evaluate", "gold", "--thresholds", "--plain").out == (
        """\
2 levels

1. Confidence: all
Attributed: 4
Speakers: precision 75.0, recall 75.0, F1 75.0

2. Confidence: 0.5 and more
Attributed: 2
Speakers: precision 100.0, recall 50.0, F1 66.7
Names: precision 100.0, recall 33.3, F1 50.0
"""
    )


def test_data_holds_the_figures_alone(quotetrace: Run) -> None:
    figures = json.loads(quotetrace("evaluate", "gold", "--show", 1, "--format", "json").out)
    assert figures == [
        {"measure": "quoted detection", "value": 92.5, "detail": "37 of 40"},
        {"measure": "reading: outlets", "value": None, "detail": "0 of 0"},
    ]


def test_the_options_reach_the_measures(quotetrace: Run, evaluation: list[Call]) -> None:
    quotetrace("evaluate", "dev.jsonl", "--speakers", "who.jsonl")
    quotetrace("evaluate", "dev.jsonl", "--indirect", "--model", "en", "--min-confidence", "0.5", "--thresholds")
    quotetrace("evaluate", "dev.jsonl", "--outlets", "o.tsv")
    more = {"indirect": True, "model": "en", "min_confidence": 0.5, "thresholds": True}
    assert evaluation == [
        Call(Path("dev.jsonl"), Path("who.jsonl"), None),
        Call(Path("dev.jsonl"), None, None, more),
        Call(Path("dev.jsonl"), None, None, {"outlets": Path("o.tsv")}),
    ]


@pytest.mark.parametrize("least", ["-0.1", "1.5", "half"])
def test_a_confidence_is_a_chance(least: str, quotetrace: Run) -> None:
    ran = quotetrace("evaluate", "gold", "--min-confidence", least)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


def test_the_utterances_of_a_store_are_scored(quotetrace: Run, db: Path, evaluation: list[Call]) -> None:
    quotetrace("evaluate", "pairs.jsonl", "--db", db)
    assert evaluation == [Call(Path("pairs.jsonl"), None, [1])]


def test_a_gold_that_is_not_there_is_one_line(quotetrace: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    ran = quotetrace("evaluate", "nowhere")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: nowhere: ")
    assert len(ran.err.splitlines()) == 1
