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


TWO = (
    "“We were told to leave the quay by noon,” Ruth Vance said. “We were told nothing of the sort,” said Ivo Lund, "
    "who runs the chandlery. The skipper, Moira Lunt, was not there. “Nobody asked the gulls,” she said."
)


@pytest.mark.parametrize(
    ("headline", "words", "speaker"),
    [
        pytest.param("‘Nobody asked the gulls’: chandler’s fury", "Nobody asked the gulls", "Moira Lunt", id="a role"),
        pytest.param("Rage of boss at quay: ‘told nothing’", "told nothing", "Ivo Lund", id="a part of the words"),
        pytest.param("Vance: ‘Nobody asked the gulls’", "Nobody asked the gulls", "Ruth Vance", id="a name stays"),
        pytest.param("Skipper: ‘We were told’", "We were told", "Moira Lunt", id="two say the words"),
        pytest.param("Skipper: ‘of the’", "of the", "Moira Lunt", id="no word of content"),
        pytest.param("Skipper: ‘gulls’", "gulls", "Moira Lunt", id="a single word"),
        pytest.param("Skipper: ‘Nobody asked a gull’", "Nobody asked a gull", "Moira Lunt", id="other words"),
    ],
)
def test_a_headline_without_a_name_follows_whoever_says_its_words_below(
    headline: str, words: str, speaker: str
) -> None:
    [first, *_] = [one for one in read(headline, TWO).quotations if one.part is Part.HEADLINE]
    assert (first.text, first.speaker) == (words, speaker)


def test_a_headline_that_says_she_does_not_follow_a_man() -> None:
    body = "Ruth Vance, the mayor, apologised. “I never said that we were wrong,” said Mr Ivo Lund."
    assert read("‘We were wrong’, she admits", body).quotations[0].speaker != "Ivo Lund"
    assert read("‘We were wrong’, he admits", body).quotations[0].speaker == "Ivo Lund"


def test_the_title_of_a_film_in_a_headline_is_nobodys_words() -> None:
    body = "“I loved The Long Night,” said Ivo Lund, a critic. “It was a long night,” said Ruth Vance."
    assert read("‘The Long Night’ wins prize", body).quotations[0].speaker is None
    assert read("‘A long night’ wins prize", body).quotations[0].speaker == "Ruth Vance"


def test_a_headline_that_names_an_organisation_keeps_it() -> None:
    body = "“They keep telling us there is no danger,” said Ivo Lund. The Dam Safety Office issued a statement."
    assert read("Dam Safety Office: ‘no danger’", body).quotations[0].speaker == "Dam Safety Office"


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        (
            "Harbour master Ruth Vance went. “She said ‘I lied’ and that was that,” said Ivo Lund, a chandler.",
            "Ruth Vance",
        ),
        ("Harbour master Ruth Vance went. “I lied and that was that,” said Ivo Lund, a chandler.", "Ivo Lund"),
    ],
)
def test_words_that_somebody_tells_of_another_are_not_his_in_a_headline(body: str, speaker: str) -> None:
    assert read("Harbour master: ‘I lied’", body).quotations[0].speaker == speaker


def test_a_headline_that_repeats_the_body_says_so() -> None:
    extraction = read("‘Nobody asked the gulls’: chandler’s fury", TWO)
    first = extraction.quotations[0]
    assert (first.kind, first.confidence, first.reason.rule) == (Kind.HEADLINE, 0.9, "headline repeats")
    assert first.entity is not None
    assert extraction.entities[first.entity].name == "Moira Lunt"


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
