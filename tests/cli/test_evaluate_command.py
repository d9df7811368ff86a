from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

from quotetrace.evaluation import Figure
from quotetrace.model import Trace

Run = Callable[..., "object"]


@dataclass
class Scores:
    """Scores of nothing, as `evaluation.evaluate` returns them."""

    show: int

    def figures(self) -> list[Figure]:
        return [Figure("quoted detection", 92.5, "37 of 40"), Figure("reading: outlets", None, "0 of 0")]

    def findings(self) -> list[str]:
        return ["missed: a.txt: “no \x1b[2J”"] * self.show


class Call(NamedTuple):
    """What the measures were asked; the utterances of the store they were given, if one was."""

    gold: Path
    speakers: Path | None
    utterances: list[int] | None


@pytest.fixture(autouse=True)
def evaluation(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    calls: list[Call] = []

    def evaluate(gold: Path, *, speakers: Path | None, traces: Iterable[Trace] | None, show: int) -> Scores:
        told = None if traces is None else [trace.utterance for trace in traces]
        calls.append(Call(gold, speakers, told))
        return Scores(show)

    monkeypatch.setattr("quotetrace.evaluation.evaluate", evaluate)
    return calls


def test_the_figures_and_as_many_mistakes_as_asked_for(quotetrace: Run) -> None:
    assert quotetrace("evaluate", "gold", "--show", 1).out == (
        """
 Measure            Value   Counted from
 ───────────────────────────────────────
 quoted detection    92.5   37 of 40
 reading: outlets       -   0 of 0

missed: a.txt: “no ␛[2J”
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
    assert evaluation == [Call(Path("dev.jsonl"), Path("who.jsonl"), None)]


def test_the_utterances_of_a_store_are_scored(quotetrace: Run, db: Path, evaluation: list[Call]) -> None:
    quotetrace("evaluate", "pairs.jsonl", "--db", db)
    assert evaluation == [Call(Path("pairs.jsonl"), None, [1])]


def test_a_gold_that_is_not_there_is_one_line(quotetrace: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    ran = quotetrace("evaluate", "nowhere")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: nowhere: ")
    assert len(ran.err.splitlines()) == 1
