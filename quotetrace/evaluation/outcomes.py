"""A gold quotation beside the extracted one that matches it: what is compared, and when a speaker is right.

A prediction and a gold quotation are the same where they share half of their union. A prediction counts if it is a
claim: it has a speaker, is of a kind that the gold marks, and is not nested. One that matches a gold quotation which
does not count is neither right nor wrong; one that gives a scare quote a speaker is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quotetrace.evaluation.gold import CARRIED, GoldQuotation
from quotetrace.evaluation.measures import Bounds, overlap, pair_up
from quotetrace.evaluation.names import is_bare_surname, is_same_speaker, name_words, plain_words, stands_in_full
from quotetrace.model import Document, Extraction, Flag, Kind, Part, Quotation

# A mention must be a mention and not a stretch of text: at most half as long again as the gold's, and a title more.
MENTION_RATIO = 1.5
MENTION_SLACK = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """A gold quotation and the prediction that matches it; one of them is None where the other has no partner.

    near: for a gold quotation that is missed, the extracted one that shares most with it though it is no claim or too
    little of it; None where there is none. speaker_right: the mention is the gold's, or the name shares its last word
    with it, or agrees where the paragraph has no mention. name_right: the name agrees. in_full: it agrees and has two
    words or more, as the gold's has. bare: it agrees and is but a surname, though the article gives the full name.
    """

    gold: GoldQuotation | None
    predicted: Quotation | None
    speaker_right: bool = False
    name_right: bool = False
    in_full: bool = False
    bare: bool = False
    near: Quotation | None = None


def is_claim(quotation: Quotation, kinds: frozenset[Kind], *, min_confidence: float = 0.0) -> bool:
    """Whether a prediction counts for a gold that marks these kinds: attributed, and as sure as asked for."""
    if quotation.confidence < min_confidence:
        return False
    if quotation.speaker is None or quotation.kind not in kinds or Flag.NESTED in quotation.flags:
        return False
    return quotation.part is Part.BODY or Kind.HEADLINE in kinds


def compare(
    golds: Sequence[GoldQuotation], claims: Sequence[Quotation], extraction: Extraction | None
) -> list[Outcome]:
    """Every counted gold quotation and every claim that is not set aside, paired where they match.

    extraction: all that was extracted from the document, claimed or not; None where it has no prediction.
    """
    document = extraction.document if extraction else None
    counted = [gold for gold in golds if gold.counted]
    pairs = pair_up(counted, claims, _closeness)
    taken = {id(claim) for _, claim in pairs}
    found = {id(gold) for gold, _ in pairs}
    rest = [claim for claim in claims if id(claim) not in taken]
    neither = [gold for gold in golds if not gold.counted and gold.kind is not Kind.SCARE]
    aside = {id(claim) for _, claim in pair_up(neither, rest, _closeness)}
    outcomes = [_judge(gold, claim, document) for gold, claim in pairs]
    known = extraction.quotations if extraction else ()
    outcomes += [Outcome(gold, None, near=_nearest_to(gold, known)) for gold in counted if id(gold) not in found]
    outcomes += [Outcome(None, claim) for claim in rest if id(claim) not in aside]
    return outcomes


def _nearest_to(gold: GoldQuotation, known: Iterable[Quotation]) -> Quotation | None:
    """Of what was extracted, the quotation that shares most characters with a gold one; None where none does."""
    best = max(known, key=lambda one: _closeness(gold, one), default=None)
    return best if best is not None and _closeness(gold, best) > 0 else None


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
    speaker = gold.speaker or ""
    named = bool(speaker) and is_same_speaker(claim.speaker, speaker, gold.aliases)
    by_name = bool(words) and words[-1] in plain_words(gold.source_text)
    by_carry = named and gold.mention_type == CARRIED
    right = by_name or by_carry or _mention_right(gold, claim, document)
    in_full = named and len(name_words(claim.speaker)) > 1 < len(name_words(speaker))
    bare = named and is_bare_surname(claim.speaker, speaker) and _gives_full_name(document, speaker)
    return Outcome(gold, claim, right, named, in_full, bare)


def _gives_full_name(document: Document | None, speaker: str) -> bool:
    return document is not None and stands_in_full(f"{document.headline or ''}\n{document.text}", speaker)


def _mention_right(gold: GoldQuotation, claim: Quotation, document: Document | None) -> bool:
    mention = claim.speaker_mention
    if mention is None or document is None or "\n" in mention.text:
        return False
    longest = MENTION_RATIO * sum(end - start for start, end in gold.sources) + MENTION_SLACK
    touches = any(mention.start < end and start < mention.end for start, end in gold.sources)
    return touches and mention.end - mention.start <= longest
