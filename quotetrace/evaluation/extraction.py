"""Scores of extracted quotations against a gold: found at all, by the right speaker, by the right name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quotetrace.evaluation.gold import GoldDocument
from quotetrace.evaluation.measures import Finding, Score, Share, share
from quotetrace.evaluation.mistakes import mistakes_in
from quotetrace.evaluation.names import name_words
from quotetrace.evaluation.outcomes import Outcome, compare, is_claim, locate
from quotetrace.model import Extraction, Kind

# What a person may ask for as the least confidence.
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Threshold:
    """What counting only attributions of at least this confidence gives; scores as in `ExtractionScores`."""

    confidence: float
    speaker: Score
    named: Score | None


@dataclass(frozen=True, slots=True)
class ExtractionScores:
    """How well quotations were extracted.

    detection: found, whoever is named. speaker: found, and the mention or the name is right. named: found, and the
    resolved name is the speaker's; over the gold whose speaker is known, None where none is. in_full: of the right
    names of two words or more, how many were given with two or more. bare: of the right names, how many are but a
    surname though the article gives the full name. kinds: found as that very kind; speakers: of the found of that
    kind, how many have the right speaker. mention_types: of the found with a known speaker, how many were named
    rightly, by how the text names them. rules: of what a rule attributed, how many are quotations with the right
    speaker, the rules with most first. indirect, indirect_speaker: quotations without marks; None where the gold has
    none or none was extracted.
    """

    detection: Score
    speaker: Score
    named: Score | None
    in_full: Share
    bare: Share
    kinds: tuple[tuple[Kind, Score], ...]
    speakers: tuple[tuple[Kind, Share], ...]
    mention_types: tuple[tuple[str, Share], ...]
    rules: tuple[tuple[str, Share], ...]
    indirect: Score | None
    indirect_speaker: Score | None
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def score_extraction(
    gold: Iterable[GoldDocument], predicted: Mapping[str, Extraction], *, min_confidence: float = 0.0
) -> ExtractionScores:
    """The scores of `predicted` (by document label) on `gold`; a document without a prediction is all missed.

    min_confidence: attributions that are less sure do not count, as if nobody had been named.
    """
    documents = list(gold)
    quoted: list[Outcome] = []
    indirect: list[Outcome] = []
    findings: list[Finding] = []
    # Where speech without marks was not asked for, it is not missing.
    with_indirect = _has_indirect(predicted.values())
    for document in documents:
        in_marks, without = _outcomes(document, predicted.get(document.label), min_confidence)
        without = without if with_indirect else []
        quoted += in_marks
        indirect += without
        for one in (*in_marks, *without):
            findings += mistakes_in(one, document.label, min_confidence=min_confidence)
    missing = tuple(d.label for d in documents if d.label not in predicted)
    return _scores(quoted, indirect, missing, tuple(findings))


def score_thresholds(gold: Iterable[GoldDocument], predicted: Mapping[str, Extraction]) -> tuple[Threshold, ...]:
    """What each of `THRESHOLDS` gives, and the lowest of all, 0: precision bought with recall."""
    documents = list(gold)
    rows = []
    for least in (0.0, *THRESHOLDS):
        quoted = [one for d in documents for one in _outcomes(d, predicted.get(d.label), least)[0]]
        rows.append(Threshold(least, _score(quoted, lambda one: one.speaker_right), _named(quoted)))
    return tuple(rows)


def _outcomes(
    document: GoldDocument, extraction: Extraction | None, min_confidence: float
) -> tuple[list[Outcome], list[Outcome]]:
    """The outcomes of a document's quotations in marks, and of those without."""
    known = extraction.quotations if extraction else ()
    claims = [one for one in known if is_claim(one, document.kinds, min_confidence=min_confidence)]
    golds = [locate(one, extraction.document if extraction else None) for one in document.quotations]
    quoted, indirect = (
        compare(
            [one for one in golds if (one.kind is Kind.INDIRECT) is without],
            [one for one in claims if (one.kind is Kind.INDIRECT) is without],
            extraction,
        )
        for without in (False, True)
    )
    return quoted, indirect


def _has_indirect(extractions: Iterable[Extraction]) -> bool:
    return any(one.kind is Kind.INDIRECT for extraction in extractions for one in extraction.quotations)


def _scores(
    quoted: list[Outcome], indirect: list[Outcome], missing: tuple[str, ...], findings: tuple[Finding, ...]
) -> ExtractionScores:
    sure = [one for one in quoted if one.gold is None or one.gold.named]
    has_indirect = any(one.gold for one in indirect) and any(one.predicted for one in indirect)
    named_right = [one for one in sure if one.name_right and one.gold]
    of_two_words = [one for one in named_right if one.gold and len(name_words(one.gold.speaker)) > 1]
    return ExtractionScores(
        detection=_score(quoted, lambda one: True),
        speaker=_score(quoted, lambda one: one.speaker_right),
        named=_named(quoted),
        in_full=share(one.in_full for one in of_two_words),
        bare=share(one.bare for one in named_right),
        kinds=tuple(_kind_scores(quoted)),
        speakers=tuple(_kind_speakers(quoted)),
        mention_types=tuple(_mention_types(sure)),
        rules=tuple(_rules([*quoted, *indirect])),
        indirect=_score(indirect, lambda one: True) if has_indirect else None,
        indirect_speaker=_score(indirect, lambda one: one.speaker_right) if has_indirect else None,
        missing=missing,
        findings=findings,
    )


def _named(quoted: Iterable[Outcome]) -> Score | None:
    sure = [one for one in quoted if one.gold is None or one.gold.named]
    return _score(sure, lambda one: one.name_right) if any(one.gold for one in sure) else None


def _score(outcomes: Iterable[Outcome], is_right: Callable[[Outcome], bool]) -> Score:
    known = list(outcomes)
    return Score(
        right=sum(one.gold is not None and one.predicted is not None and is_right(one) for one in known),
        predicted=sum(one.predicted is not None for one in known),
        gold=sum(one.gold is not None for one in known),
    )


def _kind_scores(outcomes: Sequence[Outcome]) -> Iterator[tuple[Kind, Score]]:
    for kind in Kind:
        golds = [one for one in outcomes if one.gold and one.gold.kind is kind]
        claims = sum(one.predicted is not None and one.predicted.kind is kind for one in outcomes)
        right = sum(one.predicted is not None and one.predicted.kind is kind for one in golds)
        if golds or claims:
            yield kind, Score(right, claims, len(golds))


def _mention_types(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, Share]]:
    found = [(one.gold.mention_type, one.name_right) for one in outcomes if one.gold and one.predicted]
    for sort in sorted({sort for sort, _ in found if sort}):
        yield sort, share(right for other, right in found if other == sort)


def _kind_speakers(outcomes: Sequence[Outcome]) -> Iterator[tuple[Kind, Share]]:
    for kind in Kind:
        found = [one.speaker_right for one in outcomes if one.gold and one.predicted and one.gold.kind is kind]
        if found:
            yield kind, share(found)


def _rules(outcomes: Sequence[Outcome]) -> list[tuple[str, Share]]:
    right: dict[str, list[bool]] = {}
    for one in outcomes:
        if one.predicted is not None:
            right.setdefault(one.predicted.reason.rule, []).append(one.gold is not None and one.speaker_right)
    return sorted(((rule, share(cases)) for rule, cases in right.items()), key=lambda row: (-row[1].total, row[0]))
