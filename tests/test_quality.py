"""The quality gate: what fixtures/gold measures may not fall under fixtures/floors.json, and how a floor may move."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

import quotetrace.extraction
from bench.intervals import bounds, draw, intervals
from bench.quality import (
    EPSILON,
    FIXTURES,
    FLOORS,
    OPEN_STYLES,
    STORIES,
    Floors,
    as_clusters,
    as_extracted,
    in_full,
    main,
    story_figures,
    style_figures,
)
from bench.wordings import HELD, drift_figures
from quotetrace.evaluation import Evaluation, Figure, evaluate
from quotetrace.evaluation.extraction import score_extraction
from quotetrace.evaluation.gold import GoldDocument, GoldQuotation
from quotetrace.model import Document, Extraction, Kind, Part, Quotation

FIGURES = [Figure("dates", 90.0, "9 of 10"), Figure("drift", 50.0, "1 of 2"), Figure("origins", None, "0 of 0")]


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    if not hasattr(quotetrace.extraction, "extract"):
        pytest.skip("quotetrace.extraction has no extract() in this tree")
    return evaluate(FIXTURES / "gold", show=50)


@pytest.fixture(scope="module")
def stories(evaluation: Evaluation) -> Evaluation:
    return evaluate(STORIES, show=50)


def test_every_document_of_the_gold_was_extracted(evaluation: Evaluation, stories: Evaluation) -> None:
    for found in (evaluation, stories):
        assert found.extraction is not None
        assert found.extraction.missing == ()


@pytest.fixture(scope="module")
def figures(evaluation: Evaluation, stories: Evaluation) -> list[Figure]:
    styles = [figure for name in OPEN_STYLES for figure in style_figures(name)]
    drifts = [figure for figure in drift_figures() if HELD not in figure.name]
    return [*evaluation.figures(), *story_figures(stories), *styles, *drifts]


def test_no_figure_is_under_its_floor(figures: list[Figure], evaluation: Evaluation, stories: Evaluation) -> None:
    misses = Floors.read(FLOORS).misses(figures)
    assert misses == [], "\n".join([*misses, *evaluation.lines(), *map(str, stories.findings())])


def test_every_figure_has_a_floor(figures: list[Figure]) -> None:
    measured = {figure.name for figure in figures if figure.value is not None}
    assert measured == set(Floors.read(FLOORS).figures)


def test_what_is_one_utterance_is_joined_and_what_looks_alike_stays_apart(
    evaluation: Evaluation, stories: Evaluation
) -> None:
    for found in (evaluation, stories):
        assert found.matching is not None
        assert found.matching.near_misses.value == 1.0
        assert found.matching.pairs.precision == found.matching.pairs.recall == 1.0


@pytest.mark.parametrize("measure", ["firsts", "statuses", "origins", "conflicts", "drift", "lineage", "copies"])
def test_tracing_is_all_right_in_both_collections(evaluation: Evaluation, stories: Evaluation, measure: str) -> None:
    for found in (evaluation, stories):
        share = getattr(found.tracing, measure)
        assert share.total > 0
        assert share.value == 1.0, "\n".join(map(str, found.findings()))


@pytest.mark.parametrize(
    ("floors", "lines"),
    [
        pytest.param({"dates": 90.0}, [], id="reached"),
        pytest.param({"dates": 90.0 + EPSILON / 2}, [], id="within rounding"),
        pytest.param({"dates": 90.1}, ["dates: 90.0 is under its floor 90.1"], id="under"),
        pytest.param({"origins": 10.0}, ["origins: not measured, floor 10.0"], id="no case"),
        pytest.param({"gone": 10.0}, ["gone: not measured, floor 10.0"], id="figure gone"),
    ],
)
def test_a_floor_that_is_not_reached_is_named(floors: dict[str, float], lines: list[str]) -> None:
    assert Floors(floors).misses(FIGURES) == lines


def test_raising_lifts_what_is_higher_adds_what_is_new_and_lowers_nothing() -> None:
    raised = Floors({"dates": 80.0, "drift": 60.0}).raised([*FIGURES, Figure("new", 10.0, "")])
    assert raised.figures == {"dates": 90.0, "drift": 60.0, "new": 10.0}


def test_lowering_keeps_the_sentence() -> None:
    lowered = Floors({"dates": 80.0, "drift": 60.0}).lower("drift", FIGURES, "A stricter class replaced two.")
    assert lowered.figures == {"dates": 80.0, "drift": 50.0}
    assert lowered.lowered == (
        {"name": "drift", "from": 60.0, "to": 50.0, "because": "A stricter class replaced two."},
    )


@pytest.mark.parametrize(
    ("name", "because", "message"),
    [
        pytest.param("drift", "", "takes a sentence", id="no reason"),
        pytest.param("drift", "just because", "takes a sentence", id="no sentence"),
        pytest.param("dates", "It is a pity.", "not under its floor", id="floor holds"),
        pytest.param("pace", "It is a pity.", "no figure 'pace'", id="unknown figure"),
    ],
)
def test_lowering_is_refused(name: str, because: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Floors({"dates": 80.0, "drift": 60.0}).lower(name, FIGURES, because)


def test_floors_come_back_from_their_file(tmp_path: Path) -> None:
    floors = Floors({"dates": 80.0}, ({"name": "dates", "from": 90.0, "to": 80.0, "because": "One outlet went."},))
    floors.write(tmp_path / "floors.json")
    assert Floors.read(tmp_path / "floors.json") == floors


def test_a_trace_becomes_rows_of_its_body_quotations() -> None:
    quotations = [
        {"doc": "a", "start": 1, "end": 5, "part": "body", "text": "word"},
        {"doc": "b", "start": 0, "end": 4, "part": "headline", "text": "word"},
    ]
    rows = list(as_clusters({"utterance": 7, "quotations": quotations}))
    assert rows == [{"doc": "a", "start": 1, "end": 5, "cluster": 7}]


def test_an_annotated_document_becomes_quotations_without_a_resolved_speaker() -> None:
    spans = {"content": [[0, 30]], "quoted": [[5, 9], [12, 20]], "source": [[22, 25]]}
    row = {"doc": "a", "attributions": [{"kind": "mixed", **spans}, {"kind": "indirect", "quoted": [], "source": []}]}
    named = {"kind": "mixed", "speaker": None, "speaker_start": 22, "speaker_end": 25}
    assert as_extracted(row) == {
        "doc": "a",
        "quotations": [{"start": 5, "end": 9, **named}, {"start": 12, "end": 20, **named}],
    }


@pytest.mark.parametrize(
    ("speaker", "holds", "lines"),
    [
        pytest.param(
            "Hazel Tam",
            True,
            ["no bare surname              100.0   0 of 1 bare, in full elsewhere"],
            id="in full",
        ),
        pytest.param(
            "Tam",
            False,
            [
                "no bare surname              0.0   1 of 1 bare, in full elsewhere",
                "no bare surname: under 95.0",
            ],
            id="bare",
        ),
    ],
)
def test_surnames_alone_are_counted_and_judged(
    speaker: str, holds: bool, lines: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gold = GoldQuotation("q", "d", Part.BODY, Kind.DIRECT, "It holds", 0, 8, speaker="Hazel Tam", named=True)
    claim = Quotation("q", "d", Part.BODY, 0, 8, "It holds", Kind.DIRECT, speaker)
    extraction = Extraction(Document("d", "d", "d", "It holds, says Hazel Tam."), (claim,), ())
    scores = score_extraction([GoldDocument("d", (gold,), frozenset({Kind.DIRECT}))], {"d": extraction})
    monkeypatch.setattr("bench.quality.evaluate", lambda *given, **more: Evaluation(scores))
    assert in_full(tmp_path, tmp_path) == (holds, lines)


def test_without_the_shared_data_one_line_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "dev", "seeds", "--shared", str(tmp_path)]) == 0
    assert capsys.readouterr().out == (
        f"\n{tmp_path}: no shared evaluation data here, so only fixtures/gold is measured\n"
    )


# --- intervals -------------------------------------------------------------------------------------------------

JUDGED = [
    {"label": "same", "group": "u1", "n": 1},
    {"label": "fragment", "group": "u1", "n": 2},
    {"label": "same", "n": 3},
    {"label": "different", "n": 4},
    {"label": "different", "n": 5},
    {"label": "debatable", "n": 6},
]
SCRIPT = """
import json, pathlib, sys
rows = [json.loads(line) for line in pathlib.Path(sys.argv[1]).read_text().splitlines()]
votes = {}
for row in rows:
    if row["label"] != "different":
        votes.setdefault(row["group"], []).append(row["n"] == 3)
kept = [row["n"] == 4 for row in rows if row["label"] == "different"]
print(json.dumps({"precision": sum(kept) / len(kept), "f1_per_utterance": sum(map(all, votes.values())) / len(votes)}))
"""


def test_utterances_are_drawn_with_all_their_pairs() -> None:
    seen = set()
    for seed in range(20):
        rows = draw(JUDGED, random.Random(seed))
        apart = [row["n"] for row in rows if row["label"] == "different"]
        groups: dict[str, list[int]] = {}
        for row in rows:
            if row["label"] != "different":
                groups.setdefault(row["group"], []).append(row["n"])
        assert len(apart) == len(groups) == 2
        assert set(map(tuple, groups.values())) <= {(1, 2), (3,)}
        seen.add(tuple(sorted(map(tuple, groups.values()))))
    assert len(seen) == 3


def test_intervals_hold_the_middle_of_what_the_script_says(tmp_path: Path) -> None:
    for name, content in (("score.py", SCRIPT), ("pairs.jsonl", "\n".join(map(json.dumps, JUDGED))), ("c.jsonl", "")):
        (tmp_path / name).write_text(content, encoding="utf-8")
    lines = list(intervals(tmp_path / "score.py", tmp_path / "pairs.jsonl", tmp_path / "c.jsonl", draws=60))
    assert lines == [
        "precision: 0.0 to 100.0 in 95 of 100 draws (60 draws of utterances and of pairs apart)",
        "F1, one vote an utterance: 0.0 to 100.0 in 95 of 100 draws (60 draws of utterances and of pairs apart)",
    ]
    assert bounds([float(one) for one in range(200)]) == (5.0, 194.0)
