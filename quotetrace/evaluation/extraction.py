"""Extracted quotations against a gold: found at all, by the right speaker, by the right name.

A prediction and a gold quotation are the same where they share half of their union. A prediction counts if it is a
claim: it has a speaker, is of a kind that the gold marks, and is not nested. One that matches a gold quotation which
does not count is neither right nor wrong; one that gives a scare quote a speaker is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quotetrace.evaluation.gold import CARRIED, GoldDocument, GoldQuotation
from quotetrace.evaluation.measures import Bounds, Fault, Finding, Score, Share, overlap, pair_up, share
from quotetrace.evaluation.names import is_same_speaker, plain_words
from quotetrace.model import Document, Extraction, Flag, Kind, Part, Quotation

# A mention must be a mention and not a stretch of text: at most half as long again as the gold's, and a title more.
MENTION_RATIO = 1.5
MENTION_SLACK = 20
# Findings show this many characters of a quotation.
SHOWN = 90


@dataclass(frozen=True, slots=True)
class Outcome:
    """A gold quotation and the prediction that matches it; one of them is None where the other has no partner.

    speaker_right: the mention is the gold's, or the name shares its last word with it, or agrees where the paragraph
    has no mention. name_right: the name agrees.
    """

    gold: GoldQuotation | None
    predicted: Quotation | None
    speaker_right: bool = False
    name_right: bool = False


@dataclass(frozen=True, slots=True)
class ExtractionScores:
    """How well quotations were extracted.

    detection: found, whoever is named. speaker: found, and the mention or the name is right. named: found, and the
    resolved name is the speaker's; over the gold whose speaker is known, None where none is. kinds: found as that
    very kind. mention_types: of the found with a known speaker, how many were named rightly, by how the text names
    them. indirect, indirect_speaker: quotations without marks; None where the gold has none or none
    was extracted.
    """

    detection: Score
    speaker: Score
    named: Score | None
    kinds: tuple[tuple[Kind, Score], ...]
    mention_types: tuple[tuple[str, Share], ...]
    indirect: Score | None
    indirect_speaker: Score | None
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def score_extraction(
    gold: Iterable[GoldDocument], predicted: Mapping[str, Extraction], *, min_confidence: float = 0.0
) -> ExtractionScores:
    """The scores of `predicted` (by document label) on `gold`; a document without a prediction is all missed."""
    quoted: list[Outcome] = []
    indirect: list[Outcome] = []
    documents = list(gold)
    for document in documents:
        extraction = predicted.get(document.label)
        claims = [q for q in extraction.quotations if is_claim(q, document.kinds)] if extraction else []
        claims = [q for q in claims if q.confidence >= min_confidence]
        known = extraction.document if extraction else None
        golds = [locate(q, known) for q in document.quotations]
        for outcomes, wanted in ((quoted, False), (indirect, True)):
            outcomes += compare(
                [q for q in golds if (q.kind is Kind.INDIRECT) is wanted],
                [q for q in claims if (q.kind is Kind.INDIRECT) is wanted],
                known,
            )
    missing = tuple(d.label for d in documents if d.label not in predicted)
    return _scores(quoted, indirect, missing)


def is_claim(quotation: Quotation, kinds: frozenset[Kind]) -> bool:
    """Whether a prediction counts for a gold that marks these kinds."""
    if quotation.speaker is None or quotation.kind not in kinds or Flag.NESTED in quotation.flags:
        return False
    return quotation.part is Part.BODY or Kind.HEADLINE in kinds


def compare(golds: Sequence[GoldQuotation], claims: Sequence[Quotation], document: Document | None) -> list[Outcome]:
    """Every counted gold quotation and every prediction that is not set aside, paired where they match."""
    counted = [gold for gold in golds if gold.counted]
    pairs = pair_up(counted, claims, _closeness)
    taken = {id(claim) for _, claim in pairs}
    found = {id(gold) for gold, _ in pairs}
    rest = [claim for claim in claims if id(claim) not in taken]
    neither = [gold for gold in golds if not gold.counted and gold.kind is not Kind.SCARE]
    aside = {id(claim) for _, claim in pair_up(neither, rest, _closeness)}
    outcomes = [_judge(gold, claim, document) for gold, claim in pairs]
    outcomes += [Outcome(gold, None) for gold in counted if id(gold) not in found]
    outcomes += [Outcome(None, claim) for claim in rest if id(claim) not in aside]
    return outcomes


def locate(gold: GoldQuotation, document: Document | None) -> GoldQuotation:
    """The gold quotation with offsets into the text as read; as it is where it has them or its words are not there."""
    if gold.start is not None or document is None:
        return gold
    text = part_text(document, gold.part)
    starts = [match.start() for match in re.finditer(re.escape(gold.text), text)]
    if gold.occurrence >= len(starts):
        return gold
    start = starts[gold.occurrence]
    end = start + len(gold.text)
    return replace(gold, start=start, end=end, sources=_nearest(gold.source_text, text, (start, end)))


def part_text(document: Document, part: Part) -> str:
    """The text that the offsets of a part count in."""
    return (document.headline or "") if part is Part.HEADLINE else document.text


def _nearest(words: str, text: str, quotation: Bounds) -> tuple[Bounds, ...]:
    """Where the words that name a speaker stand outside a quotation, nearest to it; empty where they do not."""
    if not words:
        return ()
    spans = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    outside = [span for span in spans if span[1] <= quotation[0] or span[0] >= quotation[1]]
    return tuple(sorted(outside, key=lambda span: max(quotation[0] - span[1], span[0] - quotation[1]))[:1])


def _closeness(gold: GoldQuotation, claim: Quotation) -> float:
    if gold.start is None or gold.end is None or gold.part is not claim.part:
        return 0.0
    return overlap((gold.start, gold.end), (claim.start, claim.end))


def _judge(gold: GoldQuotation, claim: Quotation, document: Document | None) -> Outcome:
    words = plain_words(claim.speaker)
    named = gold.speaker is not None and is_same_speaker(claim.speaker, gold.speaker, gold.aliases)
    by_name = bool(words) and words[-1] in plain_words(gold.source_text)
    by_carry = named and gold.mention_type == CARRIED
    return Outcome(gold, claim, by_name or by_carry or _mention_right(gold, claim, document), named)


def _mention_right(gold: GoldQuotation, claim: Quotation, document: Document | None) -> bool:
    mention = claim.speaker_mention
    if mention is None or document is None or "\n" in mention.text:
        return False
    longest = MENTION_RATIO * sum(end - start for start, end in gold.sources) + MENTION_SLACK
    touches = any(mention.start < end and start < mention.end for start, end in gold.sources)
    return touches and mention.end - mention.start <= longest


def _scores(quoted: list[Outcome], indirect: list[Outcome], missing: tuple[str, ...]) -> ExtractionScores:
    sure = [one for one in quoted if one.gold is None or one.gold.named]
    has_indirect = any(one.gold for one in indirect) and any(one.predicted for one in indirect)
    return ExtractionScores(
        detection=_score(quoted, lambda one: True),
        speaker=_score(quoted, lambda one: one.speaker_right),
        named=_score(sure, lambda one: one.name_right) if any(one.gold for one in sure) else None,
        kinds=tuple(_kind_scores(quoted)),
        mention_types=tuple(_mention_types(sure)),
        indirect=_score(indirect, lambda one: True) if has_indirect else None,
        indirect_speaker=_score(indirect, lambda one: one.speaker_right) if has_indirect else None,
        missing=missing,
        findings=tuple(finding for one in quoted for finding in _findings(one)),
    )


def _score(outcomes: Iterable[Outcome], is_right: Callable[[Outcome], bool]) -> Score:
    known = list(outcomes)
    return Score(
        right=sum(one.gold is not None and one.predicted is not None and is_right(one) for one in known),
        predicted=sum(one.predicted is not None for one in known),
        gold=sum(one.gold is not None for one in known),
    )


def _kind_scores(outcomes: Sequence[Outcome]) -> Iterable[tuple[Kind, Score]]:
    for kind in Kind:
        golds = [one for one in outcomes if one.gold and one.gold.kind is kind]
        claims = sum(one.predicted is not None and one.predicted.kind is kind for one in outcomes)
        right = sum(one.predicted is not None and one.predicted.kind is kind for one in golds)
        if golds or claims:
            yield kind, Score(right, claims, len(golds))


def _mention_types(outcomes: Sequence[Outcome]) -> Iterable[tuple[str, Share]]:
    found = [(one.gold.mention_type, one.name_right) for one in outcomes if one.gold and one.predicted]
    for sort in sorted({sort for sort, _ in found if sort}):
        yield sort, share(right for other, right in found if other == sort)


def _findings(one: Outcome) -> Iterable[Finding]:
    if one.gold is None:
        if one.predicted is not None:
            words = one.predicted.text[:SHOWN]
            yield Finding(Fault.EXTRA, _where(one.predicted), "", one.predicted.speaker or "", words)
        return
    words, where, expected = one.gold.text[:SHOWN], one.gold.id, one.gold.source_text
    if one.predicted is None:
        yield Finding(Fault.MISSED, where, expected or one.gold.speaker or "", "", words)
        return
    if not one.speaker_right:
        yield Finding(Fault.WRONG_SPEAKER, where, expected, one.predicted.speaker or "", words)
    if one.gold.named and not one.name_right:
        yield Finding(Fault.WRONG_NAME, where, one.gold.speaker or "", one.predicted.speaker or "", words)
    if one.gold.kind is not one.predicted.kind:
        yield Finding(Fault.WRONG_KIND, where, one.gold.kind, one.predicted.kind, words)


def _where(quotation: Quotation) -> str:
    return f"{quotation.document}/{quotation.part}/{quotation.start}"
