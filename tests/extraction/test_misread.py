"""Marks that a page lost on its way: misread bytes, entities, escapes; the words keep their offsets."""

from __future__ import annotations

import html

import pytest
from hypothesis import given

from .known_failures import parameter
from .test_marks import MARKS_AND_WORDS, marked

# (id, text, the words in marks and their depth)
LOST: list[tuple[str, str, list[tuple[str, int]]]] = [
    ("misread", "â€œWe row,â€\x9d she said. â€œWe sing.â€\x9d", [("We row,", 0), ("We sing.", 0)]),
    ("misread-and-cut-off", "â€œWe row,â€ she said. â€œWe sing.â€", [("We row,", 0), ("We sing.", 0)]),
    ("misread-singles", "â€˜We donâ€™t row,â€™ she said.", [("We donâ€™t row,", 0)]),
    ("misread-nested", "â€œHe said â€˜rowâ€™,â€ she said.", [("He said â€˜rowâ€™,", 0), ("row", 1)]),
    ("misread-dashes", "The crew â€“ nine â€” of â€œRowâ€ left.", [("Row", 0)]),
    ("misread-as-latin", "â\x80\x9cWe row,â\x80\x9d she said.", [("We row,", 0)]),
    ("misread-twice", "Ã¢â‚¬Å“We row,Ã¢â‚¬\x9d she said.", [("We row,", 0)]),
    ("entities", "&quot;We row,&quot; she said. &ldquo;We sing.&rdquo;", [("We row,", 0), ("We sing.", 0)]),
    ("entity-apostrophe", "&#8216;We don&#8217;t row,&#8217; she said.", [("We don&#8217;t row,", 0)]),
    ("escapes", '\\"We row,\\" she said.', [("We row,", 0)]),
    ("no-mark-lost", "A château in Orléans costs &pound;9.", []),
]


@pytest.mark.parametrize(("text", "words"), [parameter(*one) for one in LOST])
def test_words_between_marks_that_a_page_lost(text: str, words: list[tuple[str, int]]) -> None:
    assert [(text[one.start : one.end], one.depth) for one in marked(text)] == words


@given(MARKS_AND_WORDS)
def test_misread_marks_give_the_words_of_the_marks(text: str) -> None:
    read = [text[one.start : one.end] for one in marked(text)]
    lost = "".join(f"&#{ord(character)};" if character in "“”‘’" else character for character in text)
    found = [lost[one.start : one.end] for one in marked(lost)]
    assert [html.unescape(words) for words in found] == read
