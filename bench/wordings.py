"""Drift classes against pairs of wordings classed by hand: fixtures/drift, and the judged pairs of the shared data.

usage: python -m bench.wordings [--shared DIR] [--show]

`pairs` may be read to see what the rules get wrong; of `held` only the figures are looked at.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotetrace.evaluation import Figure
from quotetrace.model import DriftClass
from quotetrace.tracing.drift import drift

PAIRS = Path(__file__).resolve().parent.parent / "fixtures" / "drift"
OPEN, HELD = "pairs", "held"
# What no reader may miss, and what is never a change of meaning whatever it contains
_GRAVE = frozenset({DriftClass.NEGATION, DriftClass.NUMBER})
_HARMLESS = frozenset({DriftClass.PUNCTUATION, DriftClass.TYPOGRAPHY, DriftClass.TRUNCATION})
# The classes of the judged pairs that go by another name here
_ANY_MEANING = "number/negation/meaning change"
_NAMES = {"identical": DriftClass.NONE, "bracketed-insertion": DriftClass.BRACKETED}


@dataclass(frozen=True, slots=True)
class Wordings:
    """An earlier and a later wording. gold: its most severe class; accepted: every class that a careful editor may
    call the most severe, the gold one among them. found: the class that the rules find."""

    before: str
    after: str
    gold: DriftClass
    accepted: frozenset[DriftClass]
    found: DriftClass

    @property
    def is_right(self) -> bool:
        """Whether the class found is accepted."""
        return self.found in self.accepted


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures, and with --show the pairs that are classed otherwise, none of the held ones."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shared", type=Path, help="folder with eval")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args(arguments)
    for figure in drift_figures():
        print(figure)
    if options.shared:
        for line in judged(options.shared / "eval", show=options.show):
            print(line)
    wrong = [one for one in read_wordings(OPEN) if not one.is_right] if options.show else []
    for one in wrong:
        print(f"{one.gold}, found {one.found}\n  {one.before}\n  {one.after}")
    return 0


def drift_figures() -> list[Figure]:
    """How many of the invented pairs have the right class, and what is worst: a denial missed, a false alarm."""
    return [figure for name in (OPEN, HELD) for figure in _figures(name, list(read_wordings(name)))]


def read_wordings(name: str) -> Iterator[Wordings]:
    """The pairs of a file of fixtures/drift."""
    with (PAIRS / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            gold = DriftClass(row["class"])
            accepted = frozenset({gold, *map(DriftClass, row["also"])})
            yield Wordings(row["before"], row["after"], gold, accepted, drift(row["before"], row["after"]).drift_class)


def _figures(name: str, known: Sequence[Wordings]) -> Iterator[Figure]:
    grave = [one for one in known if one.gold in _GRAVE]
    harmless = [one for one in known if one.gold in _HARMLESS]
    yield _figure(f"drift, {name}: most severe class", [one.is_right for one in known])
    yield _figure(f"drift, {name}: negations and numbers found", [one.is_right for one in grave])
    yield _figure(
        f"drift, {name}: no false alarm of meaning",
        [one.is_right or not one.found.changes_meaning for one in harmless],
    )


def _figure(name: str, right: Sequence[bool]) -> Figure:
    return Figure(name, round(100 * sum(right) / len(right), 1), f"{sum(right)} of {len(right)}")


def judged(data: Path, *, show: bool = False) -> Iterator[str]:
    """Lines on the agreement with the classes of the judged pairs, and with `show` the pairs without it."""
    texts = {row["doc"]: row["text"] for name in ("dev", "train") for row in _rows(data / f"{name}.jsonl")}
    right, wrong = 0, []
    for row in _rows(data / "match-dev-pairs.jsonl"):
        if "class" not in row or row["class"] is None:
            continue
        before, after = (texts[row[side]["doc"]][row[side]["start"] : row[side]["end"]] for side in ("a", "b"))
        found = drift(before, after).drift_class
        if _agrees(row, found):
            right += 1
        else:
            wrong.append(f"{row['class']}, found {found}\n  {before}\n  {after}")
    yield f"drift, judged pairs: agreement   {100 * right / (right + len(wrong)):.1f}   {right} of {right + len(wrong)}"
    yield from wrong if show else ()


def _agrees(row: Mapping[str, Any], found: DriftClass) -> bool:
    if row["class"] == _ANY_MEANING:
        return found.changes_meaning
    gold = _NAMES.get(row["class"])
    return found is (gold if gold is not None else DriftClass(row["class"]))


def _rows(path: Path) -> Iterable[Any]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    sys.exit(main())
