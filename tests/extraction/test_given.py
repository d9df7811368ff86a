"""Quotations that somebody else extracted: the words stay, the speakers are resolved where none is named."""

from __future__ import annotations

import pytest

from quotetrace.extraction import extract_document
from quotetrace.extraction.given import extract_given
from quotetrace.model import Document, EntityKind, Flag, GivenQuotation, Kind, Part

TEXT = """The ferry of Ardle Bay will not sail this winter, its captain, Karin Toft, said on Monday.

She had asked for “two new engines” and got one. “We cannot cross with half a ship,” she said. “Nobody can.”

Olav Brun, who keeps the shop, called it “a quiet murder”. The shopkeeper added that people would leave.
"""
HEADLINE = "Brun: Ferry is “gone”"
DOCUMENT = Document("sha256:ferry", "ferry.txt", "/ferry.txt", TEXT, headline=HEADLINE, headline_separate=True)


def place(words: str, text: str = TEXT, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("words", "mention", "speaker"),
    [
        pytest.param("two new engines", "She", "Karin Toft", id="pronoun"),
        pytest.param("a quiet murder", "Olav Brun", "Olav Brun", id="name"),
        pytest.param("people would leave", "The shopkeeper", "Olav Brun", id="role"),
        pytest.param("a quiet murder", "Olav Brun, who keeps the shop,", "Olav Brun", id="more than the mention"),
        pytest.param("Nobody can.", None, None, id="no mention"),
        pytest.param("Nobody can.", "engines", None, id="words that name nobody"),
    ],
)
def test_a_null_speaker_is_resolved_from_the_mention(words: str, mention: str | None, speaker: str | None) -> None:
    given = GivenQuotation(*place(words), mention=place(mention) if mention else None)
    extraction, outside = extract_given(DOCUMENT, [given])
    [quotation] = extraction.quotations
    assert (quotation.text, quotation.speaker, outside) == (words, speaker, [])
    assert (quotation.speaker_mention.text if quotation.speaker_mention else None) == mention


@pytest.mark.parametrize(
    ("given", "name", "kind"),
    [("Olav Brun", "Olav Brun", EntityKind.PERSON), ("Ida Moe", "Ida Moe", EntityKind.PERSON)],
    ids=["one the document knows", "one it does not"],
)
def test_a_named_speaker_stays(given: str, name: str, kind: EntityKind) -> None:
    start, end = place("a quiet murder")
    extraction, _ = extract_given(DOCUMENT, [GivenQuotation(start, end, speaker=given, mention=place("She"))])
    [quotation] = extraction.quotations
    assert quotation.speaker == name
    entity = extraction.entities[quotation.entity or 0]
    assert (entity.name, entity.kind) == (name, kind)


def test_one_name_is_one_speaker_by_whatever_way_it_came() -> None:
    spans = [place("two new engines"), place("We cannot cross with half a ship,"), place("Nobody can.")]
    given = [
        GivenQuotation(*spans[0], mention=place("She")),
        GivenQuotation(*spans[1], speaker="Karin Toft"),
        GivenQuotation(*spans[2], speaker="Toft"),
    ]
    extraction, _ = extract_given(DOCUMENT, given)
    assert [one.speaker for one in extraction.quotations] == ["Karin Toft"] * 3
    assert {one.entity for one in extraction.quotations} == {0}


def test_the_headline_is_a_part_of_its_own() -> None:
    start, end = place("gone", HEADLINE)
    given = GivenQuotation(start, end, part=Part.HEADLINE, kind=Kind.HEADLINE, mention=(0, 4))
    extraction, _ = extract_given(DOCUMENT, [given])
    [quotation] = extraction.quotations
    assert (quotation.id, quotation.text, quotation.speaker) == (f"sha256:ferry/headline/{start}", "gone", "Olav Brun")


def test_what_lies_outside_is_told_and_the_rest_is_kept_in_the_order_of_the_text() -> None:
    given = [
        GivenQuotation(*place("Nobody can."), continues=3, flags=(Flag.HISTORICAL,)),
        GivenQuotation(10, len(TEXT) + 1),
        GivenQuotation(-3, 10),
        GivenQuotation(*place("We cannot cross with half a ship,"), cue=place("said", nth=1)),
        GivenQuotation(8, 8),
        GivenQuotation(*place("Nobody can."), kind=Kind.MIXED),
    ]
    extraction, outside = extract_given(DOCUMENT, given)
    first, second = extraction.quotations
    assert outside == [1, 2, 4]
    assert [first.text, second.text] == ["We cannot cross with half a ship,", "Nobody can."]
    assert (second.continues, second.kind, second.flags) == (first.id, Kind.DIRECT, (Flag.HISTORICAL,))
    assert first.cue is not None
    assert first.context == "“We cannot cross with half a ship,” she said."


def test_what_was_extracted_here_and_is_given_back_has_the_same_speakers() -> None:
    found = extract_document(DOCUMENT).quotations
    assert len({one.speaker for one in found}) == 2
    given = [
        GivenQuotation(
            one.start,
            one.end,
            one.part,
            one.kind,
            mention=(one.speaker_mention.start, one.speaker_mention.end) if one.speaker_mention else None,
        )
        for one in found
    ]
    back = extract_given(DOCUMENT, given)[0].quotations
    assert [(one.id, one.text, one.speaker) for one in back] == [(one.id, one.text, one.speaker) for one in found]
