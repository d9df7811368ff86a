"""Invented articles as tests read them: a text, the zones of its paragraphs, and who is to have said what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quotetrace.extraction import extract_document
from quotetrace.extraction.paragraphs import split_paragraphs
from quotetrace.model import Document, Extraction, Flag, Kind, Zone, ZoneKind

from .known_failures import parameter

# The flags that say how words were reported; nested and unclosed are the scanner's and have tests of their own.
REPORTING_FLAGS = (Flag.NEGATED, Flag.HYPOTHETICAL, Flag.HISTORICAL)
SCARE = "(nobody's words)"
_DETERMINERS = ("the ", "a ", "an ", "one ", "its ", "his ", "her ")


@dataclass(frozen=True, slots=True)
class Said:
    """Quoted words without a comma at their end, who is right as their speaker (any one of several), and flags.

    None among the speakers: unattributed is right. SCARE: no speech at all.
    """

    words: str
    speakers: tuple[str | None, ...]
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """An article and all outermost quotations it must yield, in order; a refusal only looks like the phenomenon."""

    phenomenon: int
    name: str
    text: str
    said: tuple[Said, ...]
    refuses: bool = False
    zones: Mapping[int, ZoneKind] | None = None

    @property
    def id(self) -> str:
        """The phenomenon and the name; the name alone where there is no number."""
        return f"{self.phenomenon:02}-{self.name}" if self.phenomenon else self.name


def said(words: str, *speakers: str | None, flags: Sequence[Flag] = ()) -> Said:
    """Words and their speaker; several speakers where more than one reading is right."""
    return Said(words, speakers, tuple(flags))


def case(
    phenomenon: int,
    name: str,
    text: str,
    *quotations: Said,
    zones: Mapping[int, ZoneKind] | None = None,
) -> Case:
    """A case in which the phenomenon is there."""
    return Case(phenomenon, name, text, quotations, zones=zones)


def refusal(
    phenomenon: int,
    name: str,
    text: str,
    *quotations: Said,
    zones: Mapping[int, ZoneKind] | None = None,
) -> Case:
    """A case that only looks like the phenomenon: the words are nobody's, or somebody else's."""
    return Case(phenomenon, name, text, quotations, refuses=True, zones=zones)


def plain_case(name: str, text: str, *quotations: Said, zones: Mapping[int, ZoneKind] | None = None) -> Case:
    """A case that belongs to no numbered phenomenon."""
    return Case(0, name, text, quotations, zones=zones)


def look_alike(name: str, text: str, *quotations: Said, zones: Mapping[int, ZoneKind] | None = None) -> Case:
    """A refusal that belongs to no numbered phenomenon."""
    return Case(0, name, text, quotations, refuses=True, zones=zones)


def parameters(cases: Sequence[Case]) -> list[object]:
    """The cases as pytest parameters with readable ids."""
    return [parameter(one.id, one) for one in cases]


def document(text: str, zones: Mapping[int, ZoneKind] | None = None, headline: str | None = None) -> Document:
    """A document whose paragraph number n is a zone of kind ``zones[n]``; `headline` is a separate field."""
    spans = split_paragraphs(text)
    stretches = tuple(Zone(*spans[number], kind) for number, kind in sorted((zones or {}).items()))
    return Document("sha256:test", "test", "/test.txt", text, headline, headline is not None, zones=stretches)


def read(text: str, zones: Mapping[int, ZoneKind] | None = None) -> Extraction:
    """What the rules make of a text."""
    return extract_document(document(text, zones))


def plain(name: str) -> str:
    """A speaker's name without the determiner of a role, lower case: *the Harbour master* is *harbour master*."""
    low = name.lower().replace("’", "'")
    return next((low.removeprefix(word) for word in _DETERMINERS if low.startswith(word)), low)


def heard(text: str, zones: Mapping[int, ZoneKind] | None = None) -> list[tuple[str, str | None]]:
    """The outermost quotations in order: words without a final comma, and the speaker (SCARE for no speech)."""
    return [
        (one.text.rstrip(","), SCARE if one.kind is Kind.SCARE else one.speaker)
        for one in read(text, zones).quotations
        if Flag.NESTED not in one.flags
    ]


def assert_case(one: Case) -> None:
    """That the article yields exactly the quotations of the case, each with a right speaker and the right flags."""
    quotations = [quote for quote in read(one.text, one.zones).quotations if Flag.NESTED not in quote.flags]
    assert [quote.text.rstrip(",") for quote in quotations] == [want.words for want in one.said]
    for quote, want in zip(quotations, one.said, strict=True):
        speaker = plain(quote.speaker) if quote.speaker is not None else None
        if SCARE in want.speakers and quote.kind is Kind.SCARE:
            assert quote.speaker is None
        else:
            right = {plain(name) if name is not None else None for name in want.speakers if name != SCARE}
            assert speaker in right, f"{quote.text!r}: {quote.speaker!r} by {quote.reason.rule}"
        assert tuple(flag for flag in REPORTING_FLAGS if flag in quote.flags) == want.flags
