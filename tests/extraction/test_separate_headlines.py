"""A headline that is a field of its own: read with the body, but no mark and no offset crosses between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrace.extraction import extract_document
from quotetrace.model import Document, Extraction, Kind, Part

BODY = "“The boats stay in the harbour,” said Ruth Vance, the harbour master. “Nobody sails.”"


def read(headline: str, body: str) -> Extraction:
    return extract_document(
        Document(id="d", label="d", source="d", text=body, headline=headline, headline_separate=True)
    )


@pytest.mark.parametrize(
    ("headline", "words", "speaker"),
    [
        ("Harbour master: ‘Nobody sails’", "Nobody sails", "Ruth Vance"),
        ("‘Boats stay’ – harbour master", "Boats stay", "Ruth Vance"),
        ("Vance says boats ‘stay in the harbour’", "stay in the harbour", "Ruth Vance"),
    ],
)
def test_a_headline_takes_its_speaker_from_the_body(headline: str, words: str, speaker: str) -> None:
    [first, *rest] = read(headline, BODY).quotations
    assert (first.part, first.kind, first.text, first.speaker) == (Part.HEADLINE, Kind.HEADLINE, words, speaker)
    assert headline[first.start : first.end] == words
    assert [one.part for one in rest] == [Part.BODY, Part.BODY]
    assert all(BODY[one.start : one.end] == one.text for one in rest)


@given(
    st.lists(
        st.sampled_from(["“", "”", '"', "'", "‘", "’", "''", "We", "will", "stay", ",", ".", "said"]), max_size=12
    ),
    st.lists(st.sampled_from(["“", "”", '"', "'", "The", "boats", "stay", ",", ".", "\n", "said Vance"]), max_size=16),
)
def test_no_quotation_crosses_from_the_headline_into_the_body(headline: list[str], body: list[str]) -> None:
    title, text = " ".join(headline), " ".join(body)
    if not title.strip():
        return
    for one in read(title, text).quotations:
        part = title if one.part is Part.HEADLINE else text
        assert part[one.start : one.end] == one.text
        for span in (one.speaker_mention, one.cue, *one.told_to):
            assert span is None or (span.start >= 0 and part[span.start : span.end] == span.text)
