"""What went wrong with one quotation, for people: the words, what was said instead, why, and who came next."""

from __future__ import annotations

from collections.abc import Iterator

from quotetrace.evaluation.gold import GoldQuotation
from quotetrace.evaluation.measures import Fault, Finding, overlap
from quotetrace.evaluation.names import is_same_speaker, plain_words
from quotetrace.evaluation.outcomes import Outcome
from quotetrace.model import Flag, Kind, Quotation

# Findings show this many characters of a quotation.
SHOWN = 90


def mistakes_in(outcome: Outcome, label: str, *, min_confidence: float = 0.0) -> Iterator[Finding]:
    """The findings of an outcome, none where all is right. label: the document's, for what the gold has no id for.

    min_confidence: under which an attribution did not count.
    """
    gold, found = outcome.gold, outcome.predicted
    if gold is None:
        if found is not None:
            where = f"{label}/{found.part}/{found.start}"
            yield Finding(Fault.EXTRA, where, "", found.speaker or "", _cut(found.text), _why(found, None))
        return
    words = _cut(gold.text)
    if found is None:
        missing = _why_missed(gold, outcome.near, min_confidence)
        yield Finding(Fault.MISSED, gold.id, gold.source_text or gold.speaker or "", "", words, missing)
        return
    why = _why(found, gold)
    if not outcome.speaker_right:
        yield Finding(Fault.WRONG_SPEAKER, gold.id, gold.source_text, _said(found), words, why)
    if gold.named and not outcome.name_right:
        yield Finding(Fault.WRONG_NAME, gold.id, gold.speaker or "", _said(found), words, why)
    if gold.kind is not found.kind:
        yield Finding(Fault.WRONG_KIND, gold.id, gold.kind, found.kind, words, why)


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _said(found: Quotation) -> str:
    """The name that was said, and the mention it came from where that is another."""
    mention = found.speaker_mention
    name = found.speaker or ""
    return f"{name} (as “{mention.text}”)" if mention is not None and mention.text != name else name


def _why(found: Quotation, gold: GoldQuotation | None) -> str:
    """The rule, the chance, and the runner-up; of a runner-up who is the gold's speaker it says so."""
    told = f"rule {found.reason.rule}"
    if found.speaker is not None:
        told += f", confidence {found.confidence:.2f}"
    other = found.reason.runner_up
    if not other or other == found.speaker:
        return told
    return f"{told}, runner-up {other}" + (" (right)" if gold is not None and _is_gold(other, gold) else "")


def _is_gold(name: str, gold: GoldQuotation) -> bool:
    if gold.speaker is not None:
        return is_same_speaker(name, gold.speaker, gold.aliases)
    return plain_words(name)[-1:] == plain_words(gold.source_text)[-1:] != []


def _why_missed(gold: GoldQuotation, near: Quotation | None, min_confidence: float) -> str:
    """What was made of the words, where they were found at all."""
    if near is None:
        return "no quotation was found there"
    if (
        gold.start is not None
        and gold.end is not None
        and overlap((gold.start, gold.end), (near.start, near.end)) < 0.5
    ):
        return f"other bounds: “{_cut(near.text)}”"
    if Flag.NESTED in near.flags:
        return "found as nested in another quotation"
    if near.kind is Kind.SCARE:
        return f"found as nobody's words, {_why(near, gold)}"
    if near.speaker is None:
        return f"found without a speaker, {_why(near, gold)}"
    if near.confidence < min_confidence:
        return f"not sure enough: {_said(near)}, {_why(near, gold)}"
    return f"found as {near.kind}, {_why(near, gold)}"
