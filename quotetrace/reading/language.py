"""English or not: a small test by script and by the commonest function words, enough to set other languages aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from quotetrace.lexicons import lines

# What is looked at: the beginning, in characters; more does not change the answer.
_SAMPLE = 2000
# Fewer words than this tell nothing.
_FEWEST_WORDS = 12
# Share of function words among all words: English prose has 0.35 to 0.5, a list of names 0.1; the leader must be ahead.
_SHARE = 0.12
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("uk", re.compile(r"[іїєґ]", re.IGNORECASE)),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("fa", re.compile(r"[پچژگ]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
# Marks of one language inside a script that several share; a few letters are enough.
_TELLTALE = frozenset({"ja", "uk", "fa"})
_TELLTALE_SHARE = 0.01
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language, None where the text is too short or nothing stands out."""
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    if not sample.isascii() and letters and 2 * len(_LATIN.findall(sample)) < letters:
        return _by_script(sample, letters)
    return _by_words(sample)


def _by_script(sample: str, letters: int) -> str | None:
    for code, pattern in _SCRIPTS:
        share = len(pattern.findall(sample)) / letters
        if share >= (_TELLTALE_SHARE if code in _TELLTALE else 0.4):
            return code
    return None


def _by_words(sample: str) -> str | None:
    words = Counter(_WORD.findall(sample.lower()))
    total = words.total()
    if total < _FEWEST_WORDS:
        return None
    scores = {code: sum(words[word] for word in listed) for code, listed in _function_words().items()}
    code = max(scores, key=lambda one: scores[one])
    return code if scores[code] >= _SHARE * total else None


@cache
def _function_words() -> Mapping[str, frozenset[str]]:
    rows = (line.split("\t") for line in lines("function_words.tsv"))
    return {code: frozenset(words.split()) for code, words in rows}
