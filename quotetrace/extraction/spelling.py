"""How a document spells its words, which tells the names among those that begin a sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import compress

from quotetrace.extraction.frames import Paragraph
from quotetrace.extraction.nouns import forenames, titles
from quotetrace.lexicons import word_list


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a document spells its words, all in lower case here.

    capitals: written with a capital inside sentences. small: written without one. surnames: written behind a forename
    or a title. A word that begins a sentence or a headline tells nothing, and nothing is learnt from it.
    """

    capitals: Collection[str] = ()
    small: Collection[str] = ()
    surnames: Collection[str] = ()


def spelling_of(paragraphs: Sequence[Paragraph]) -> Spelling:
    """The spelling of a document's words, in its prose."""
    capitals: set[str] = set()
    small: set[str] = set()
    surnames: set[str] = set()
    for paragraph in paragraphs:
        if paragraph.title_case:
            continue
        tokens = paragraph.tokens
        starts = set(paragraph.starts)
        small.update([token.low for token in set(tokens) if token.is_word and not token.is_capitalised])
        for index in compress(range(len(tokens)), paragraph.are_capitalised):
            if index not in starts:
                before, low = tokens[index - 1], paragraph.lows[index]
                if before.quote is None and before.text not in "“:-–—(":
                    capitals.add(low)
                    if before.is_capitalised and (before.low in forenames() or before.low.rstrip(".") in titles()):
                        surnames.add(low)
    small -= word_list("name_particles.txt")
    return Spelling(capitals, small, surnames)
