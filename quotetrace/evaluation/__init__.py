"""How good quotetrace is on a gold: extraction, for a gold folder also reading, matching and tracing, and matching
alone on judged pairs.

`evaluate` runs the pipeline on the articles of the gold unless predictions are given, and returns scores with the
mistakes behind them. The scoring functions in the rooms beside this file are pure.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quotetrace.errors import UsageError
from quotetrace.evaluation.collection import (
    MatchingScores,
    ReadingScores,
    TracingScores,
    copy_pairs,
    place,
    score_matching,
    score_reading,
    score_tracing,
)
from quotetrace.evaluation.extraction import ExtractionScores, Threshold, score_extraction, score_thresholds
from quotetrace.evaluation.gold import Gold, read_gold
from quotetrace.evaluation.measures import Fault, Finding, Score, Share
from quotetrace.evaluation.pairs import is_pairs, read_pairs, score_pairs
from quotetrace.model import Extraction, Failure, Trace
from quotetrace.press import load_outlets, using

__all__ = ["Evaluation", "Figure", "Finding", "Score", "Threshold", "evaluate", "read_gold"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value under a name that stays: per cent, higher is better, one decimal; None without a case.

    detail: the counts behind it, for people.
    """

    name: str
    value: float | None
    detail: str

    def __str__(self) -> str:
        shown = "    -" if self.value is None else f"{self.value:5.1f}"
        return f"{self.name:32} {shown}   {self.detail}"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All scores on one gold; None where the gold does not speak of it. show: findings given of each sort.

    thresholds: what each least confidence gives, empty unless asked for.
    """

    extraction: ExtractionScores | None = None
    reading: ReadingScores | None = None
    matching: MatchingScores | None = None
    tracing: TracingScores | None = None
    show: int = 0
    thresholds: tuple[Threshold, ...] = ()

    def figures(self) -> list[Figure]:
        """Every measured value, the reading first, in the order of the pipeline."""
        return [
            *_reading_figures(self.reading),
            *_extraction_figures(self.extraction),
            *_matching_figures(self.matching),
            *_tracing_figures(self.tracing),
        ]

    def mistakes(self) -> dict[Fault, list[Finding]]:
        """All mistakes by their sort, in the order of the gold; a sort without any is left out."""
        rooms = (self.reading, self.extraction, self.matching, self.tracing)
        found: dict[Fault, list[Finding]] = {}
        for finding in (finding for room in rooms if room for finding in room.findings):
            found.setdefault(finding.fault, []).append(finding)
        return {fault: found[fault] for fault in Fault if fault in found}

    def findings(self) -> list[Finding]:
        """The mistakes, `show` of each sort at most, sort by sort."""
        return [finding for found in self.mistakes().values() for finding in found[: self.show]]

    def lines(self) -> list[str]:
        """The figures and findings as plain lines of text."""
        missing = [f"no prediction for {label}" for label in self.extraction.missing] if self.extraction else []
        return [*map(str, self.figures()), *missing, *map(str, self.findings())]


def evaluate(
    gold: Path,
    *,
    speakers: Path | None = None,
    predictions: Iterable[Extraction | Failure] | None = None,
    traces: Iterable[Trace] | None = None,
    model: str | None = None,
    indirect: bool = False,
    outlets: str | Path | None = None,
    min_confidence: float = 0.0,
    thresholds: bool = False,
    show: int = 0,
) -> Evaluation:
    """Scores on the gold at `gold`: an annotated JSONL, a folder with articles beside it, or a JSONL of judged pairs.

    speakers: who is really speaking in an annotated JSONL; without it no named speaker is scored. predictions and
    traces: what to score; where they are None the pipeline is run on the articles of the gold, into a store that is
    thrown away; pairs need the traces of a store, all of them. model, indirect: as in `extraction.extract`;
    outlets: as in `reading.read`.
    min_confidence: attributions that are less sure are not counted. thresholds: score extraction for each of several.
    show: how many mistakes of each sort `lines` and `findings` give. UsageError for pairs without traces.
    """
    if is_pairs(gold):
        if traces is None:
            raise UsageError(f"{gold}: pairs are scored on a store; ingest their articles and name it with --db")
        return Evaluation(matching=score_pairs(read_pairs(gold), traces), show=show)
    with using(load_outlets(outlets)):
        known = read_gold(gold, speakers=speakers)
        found = _run_extraction(known, model=model, indirect=indirect) if predictions is None else predictions
        extractions = {one.document.label: one for one in found if isinstance(one, Extraction)}
        extraction = score_extraction(known.documents, extractions, min_confidence=min_confidence)
        rows = score_thresholds(known.documents, extractions) if thresholds else ()
        if not known.utterances:
            return Evaluation(extraction, show=show, thresholds=rows)
        documents = {label: one.document for label, one in extractions.items()}
        told = _run_traces(known) if traces is None else list(traces)
        places = place(known, told, documents)
        return Evaluation(
            extraction,
            reading=score_reading(known.documents, documents),
            matching=score_matching(known, places),
            tracing=score_tracing(known, places, copy_pairs(told)),
            show=show,
            thresholds=rows,
        )


def _run_extraction(gold: Gold, *, model: str | None, indirect: bool) -> Iterator[Extraction | Failure]:
    from quotetrace import pipeline  # imported here: spaCy comes with it, and predictions given need none

    return pipeline.extract([gold.articles], model=model, indirect=indirect)


def _run_traces(gold: Gold) -> list[Trace]:
    from quotetrace import pipeline  # as above
    from quotetrace.store import Store

    with (
        tempfile.TemporaryDirectory(prefix="quotetrace-") as folder,
        Store.open(Path(folder) / "quotes.db", create=True) as store,
    ):
        pipeline.ingest([gold.articles], store)
        return list(store.traces())


def _percent(value: float | None) -> float | None:
    return None if value is None else round(100 * value, 1)


def _of_score(name: str, score: Score | None) -> Iterator[Figure]:
    if score is not None:
        detail = f"P {100 * score.precision:.1f}  R {100 * score.recall:.1f}  gold {score.gold}  said {score.predicted}"
        yield Figure(name, _percent(score.f1), detail)


def _of_share(name: str, part: Share) -> Figure:
    return Figure(name, _percent(part.value), f"{part.right} of {part.total}")


def _no_bare_surname(bare: Share) -> Figure:
    spared = 1 - (bare.value or 0.0)
    return Figure("no bare surname", _percent(spared), f"{bare.right} of {bare.total} bare, in full elsewhere")


def _reading_figures(scores: ReadingScores | None) -> list[Figure]:
    if scores is None:
        return []
    return [
        _of_share("reading: outlets", scores.outlets),
        _of_share("reading: published", scores.published),
        _of_share("reading: precision", scores.precision),
        _of_share("reading: headlines", scores.headlines),
    ]


def _extraction_figures(scores: ExtractionScores | None) -> Iterator[Figure]:
    if scores is None:
        return
    yield from _of_score("quoted detection", scores.detection)
    yield from _of_score("quoted + speaker", scores.speaker)
    yield from _of_score("quoted + named speaker", scores.named)
    if scores.in_full.total:
        yield _of_share("named in full", scores.in_full)
    if scores.bare.total:
        yield _no_bare_surname(scores.bare)
    for kind, score in scores.kinds:
        yield from _of_score(f"kind: {kind}", score)
    for kind, part in scores.speakers:
        yield _of_share(f"speaker of {kind}", part)
    for sort, part in scores.mention_types:
        yield _of_share(f"named by {sort}", part)
    yield from _of_score("indirect detection", scores.indirect)
    yield from _of_score("indirect + speaker", scores.indirect_speaker)


def _matching_figures(scores: MatchingScores | None) -> Iterator[Figure]:
    if scores is not None:
        yield from _of_score("matching: pairs", scores.pairs)
        yield Figure("matching: one vote an utterance", _percent(scores.per_utterance), "mean recall")
        yield _of_share("matching: near misses apart", scores.near_misses)


def _tracing_figures(scores: TracingScores | None) -> list[Figure]:
    if scores is None:
        return []
    spoken_of = (("tracing: lineage", scores.lineage), ("tracing: copies", scores.copies))
    return [
        _of_share("tracing: first status", scores.statuses),
        _of_share("tracing: firsts", scores.firsts),
        _of_share("tracing: claimed origins", scores.origins),
        _of_share("tracing: conflicts", scores.conflicts),
        _of_share("tracing: drift classes", scores.drift),
        *(_of_share(name, part) for name, part in spoken_of if part is not None),
    ]
