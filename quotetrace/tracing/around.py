"""The words around the marks that two reports may share: runs of them in the sentence of a quotation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import TypeAlias

from quotetrace.folding import Word, fold, fold_words
from quotetrace.lexicons import word_list
from quotetrace.model import Kind, Occurrence

# Words around the marks that two reports share in one run. Four-word runs ("he said in a") are stock phrases; of five
# at least two must be neither function words nor names nor the stock of all reporting ("told reporters in Oslo on").
SHARED_RUN = 5
SHARED_CONTENT = 2
# Asked for once: an enum takes its time to give a member.
_INDIRECT = Kind.INDIRECT
_QUOTED = re.compile(r"“[^”“]*”|\"[^\"]*\"")

# The runs of words around the marks, in order; many documents print one sentence.
Runs: TypeAlias = Mapping[tuple[str, ...], None]


def runs_around(member: Occurrence) -> Runs:
    """The runs of words around the marks in the member's sentence, none of them the speaker's own words."""
    quotation = member.quotation
    if quotation.kind is _INDIRECT or not quotation.text:
        return {}
    return _runs_in(quotation.text, quotation.context)


@lru_cache(maxsize=1 << 10)
def _runs_in(text: str, context: str) -> Runs:
    """The runs of words of `context` around the words of a quotation, which are its `text`."""
    found: dict[tuple[str, ...], None] = {}
    own: set[tuple[str, str]] | None = None
    around = context.replace(text, "\n")
    # Mostly there is who said it, and nothing more
    if "[" not in around and len(fold_words(around)) < SHARED_RUN:
        return found
    for part in _QUOTED.sub("\n", around).split("\n"):
        folded = fold_words(part)
        if len(folded) < SHARED_RUN:
            continue
        telling = [_tells(word, part) for word in fold(part)]
        own = set(pairwise(folded_words(text))) if own is None else own
        for start in range(len(folded) - SHARED_RUN + 1):
            run = folded[start : start + SHARED_RUN]
            # The sentence may hold only a part of a long quotation, which no replacing finds.
            if sum(telling[start : start + SHARED_RUN]) >= SHARED_CONTENT and own.isdisjoint(pairwise(run)):
                found[run] = None
    return found


folded_words = lru_cache(maxsize=1 << 10)(fold_words)


def _tells(word: Word, text: str) -> bool:
    """Whether the word is the writer's choice: no function word, no name, no word for what somebody is (*the foreign
    minister of*), no stock of all reporting."""
    return word.folded not in _idle_words() and not text[word.start].isupper()


@cache
def _idle_words() -> frozenset[str]:
    return word_list("stopwords.txt") | word_list("stock_words.txt") | word_list("person_nouns.txt")
