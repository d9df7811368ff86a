"""Whatever a text is made of, extraction gives spans that hold, and the same ones every time."""

from __future__ import annotations

from hypothesis import given, settings

from quotetrace.extraction import extract_document
from quotetrace.extraction.marks import find_marked
from quotetrace.extraction.paragraphs import split_paragraphs
from tests.fuzz.invariants import assert_extraction, assert_marked
from tests.fuzz.strategies import ANY_TEXTS, TEXTS

from .articles import document


@given(ANY_TEXTS)
def test_marks_hold_words_wherever_they_stand(text: str) -> None:
    assert_marked(text, find_marked(text, split_paragraphs(text)))


@settings(max_examples=300, deadline=None)
@given(ANY_TEXTS)
def test_spans_hold_and_are_the_same_every_time(text: str) -> None:
    found = extract_document(document(text), indirect=True)
    assert_extraction(found)
    assert found == extract_document(document(text), indirect=True)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_spans_hold_in_a_headline_that_is_a_field_of_its_own(headline: str, text: str) -> None:
    assert_extraction(extract_document(document(text, headline=headline), indirect=True))
