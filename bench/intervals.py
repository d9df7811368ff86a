"""How sure a figure on few judged pairs is: the same script on pairs drawn anew, again and again (bootstrap).

Utterances are drawn, each with all its pairs, and the pairs of different utterances one by one: pairs of one much
quoted statement are right or wrong together.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import runpy
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

DRAWS, SEED = 200, 1
# Of the draws these shares lie below and above the interval.
_TAIL = 0.025
_FIGURES = {"precision": "precision", "f1_per_utterance": "F1, one vote an utterance"}


def intervals(script: Path, pairs: Path, clusters: Path, *, draws: int = DRAWS) -> Iterator[str]:
    """A line for each figure: the interval in which 95 of 100 draws lie."""
    judged = [json.loads(line) for line in pairs.read_text(encoding="utf-8").splitlines() if line.strip()]
    chance, drawn = random.Random(SEED), clusters.with_name("drawn.jsonl")
    found: dict[str, list[float]] = defaultdict(list)
    for _ in range(draws):
        drawn.write_text("".join(json.dumps(row) + "\n" for row in draw(judged, chance)), encoding="utf-8")
        scored = _scored(script, drawn, clusters)
        for name in _FIGURES:
            found[name].append(100 * scored[name])
    for name, title in _FIGURES.items():
        low, high = bounds(found[name])
        yield f"{title}: {low:.1f} to {high:.1f} in 95 of 100 draws ({draws} draws of utterances and of pairs apart)"


def draw(judged: Sequence[Mapping[str, Any]], chance: random.Random) -> list[dict[str, Any]]:
    """As many utterances and as many pairs apart as there are, each drawn from all; a group drawn twice is two."""
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    apart = [row for row in judged if row["label"] == "different"]
    for number, row in enumerate(judged):
        if row["label"] in ("same", "fragment"):
            groups[row.get("group", f"alone {number}")].append(row)
    chosen = chance.choices(list(groups.values()), k=len(groups)) if groups else []
    rows = [{**row, "group": f"{number}"} for number, group in enumerate(chosen) for row in group]
    return rows + [dict(row) for row in (chance.choices(apart, k=len(apart)) if apart else [])]


def bounds(values: Sequence[float]) -> tuple[float, float]:
    """The values below which and above which 2.5 % of all lie."""
    ordered = sorted(values)
    cut = int(_TAIL * len(ordered))
    return ordered[cut], ordered[len(ordered) - 1 - cut]


def _scored(script: Path, pairs: Path, clusters: Path) -> dict[str, float]:
    """What the script says, run in this process."""
    out = io.StringIO()
    arguments = [str(script), str(pairs), str(clusters), "--json"]
    with mock.patch.object(sys, "argv", arguments), contextlib.redirect_stdout(out):
        runpy.run_path(str(script), run_name="__main__")
    scored: dict[str, float] = json.loads(out.getvalue())
    return scored
