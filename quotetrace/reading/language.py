"""English or not: English prose shows by its function words; what does not is told by script and by py3langid.

English that is full of foreign names looks foreign to a model of letters, and must not be set aside: where English
function words lead, it stays English. What a page or record says of its language decides what the text leaves open, and
never against what it shows: templates say ``lang="en"`` of pages in every language. The model is read when a text first
needs it, as it takes a second and 80 MB; no text in which English function words lead does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

from quotetrace.lexicons import lines

ENGLISH = "en"
# What is looked at: the beginning, in characters; more does not change the answer.
_SAMPLE = 2000
# Fewer words than this tell nothing.
_FEWEST_WORDS = 12
# Share of function words among all words: English prose has 0.3 to 0.5, other languages at most 0.15 of English ones.
_CLEAR_SHARE = 0.25
# Where names crowd them out, so many are left, and so many different ones that no other language has.
_SHARE, _OWN_WORDS = 0.12, 3
# The model's own chance, below which its answer is a guess: it has one for every list of names. In a headline or two,
# of fewer words than this, names weigh more.
_LEAST_CHANCE, _LEAST_CHANCE_OF_FEW, _FEW_WORDS = 0.5, 0.9, 25
# From here on the model's answer stands against what the page says.
_SURE_CHANCE = 0.9
# The languages that news is written in; the model's others are small neighbours of these, and taken for them.
_KNOWN = (
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn "
    "ko ky lo lt lv mk ml mn mr ms mt my ne nl no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi "
    "zh zu"
).split()
# What records call languages besides, with the codes of three letters.
_NAMES = dict(
    pair.split(":")
    for pair in (
        "english:en eng:en german:de deu:de ger:de french:fr fra:fr fre:fr spanish:es spa:es italian:it ita:it "
        "portuguese:pt por:pt dutch:nl nld:nl dut:nl russian:ru rus:ru ukrainian:uk ukr:uk polish:pl pol:pl "
        "chinese:zh zho:zh chi:zh arabic:ar ara:ar japanese:ja jpn:ja turkish:tr tur:tr norwegian:no nb:no nn:no"
    ).split()
)
# Scripts of one language each; those that several share are the model's. Share of the letters.
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]"), 0.01),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]"), 0.4),
    ("zh", re.compile(r"[\u4e00-\u9fff]"), 0.4),
    ("el", re.compile(r"[\u0370-\u03ff]"), 0.4),
    ("he", re.compile(r"[\u0590-\u05ff]"), 0.4),
    ("th", re.compile(r"[\u0e00-\u0e7f]"), 0.4),
)
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[^\W\d_]+")
# What a byte of ASCII becomes on the way to words: letters small, all else a blank. What most English has besides.
_LETTERS = bytes(byte if chr(byte).isalpha() else ord(" ") for byte in bytes(range(128)).lower().ljust(256, b" "))
_TYPOGRAPHY = "“”‘’–—…\u00a0"


def language_of(text: str, *, stated: str | None = None) -> str | None:
    """The ISO 639-1 code of the language, None where the text is too short or nothing stands out.

    stated: the code that page or record states, for what the text leaves open.
    """
    sample = text[:_SAMPLE]
    words = Counter(_words(sample))
    if _is_english(words, _CLEAR_SHARE):
        return ENGLISH
    letters = len(_LETTER.findall(sample))
    if not sample.isascii() and letters and 2 * len(_LATIN.findall(sample)) < letters:
        return _by_script(sample, letters) or _by_model(sample, _LEAST_CHANCE, stated)
    if _is_english(words, _SHARE):
        return ENGLISH
    if words.total() < _FEWEST_WORDS:
        return stated
    return _by_model(sample, _LEAST_CHANCE if words.total() >= _FEW_WORDS else _LEAST_CHANCE_OF_FEW, stated)


def _words(text: str) -> list[str]:
    """The runs of letters in lower case; where typography is all that is not ASCII, as in most English, by bytes."""
    plain = text
    for mark in _TYPOGRAPHY:
        plain = plain.replace(mark, " ")
    return plain.encode().translate(_LETTERS).decode().split() if plain.isascii() else _WORD.findall(text.lower())


def code_of(value: str) -> str | None:
    """The ISO 639-1 code of a language as pages and records name it: ``en-GB``, ``en_US``, ``English``, ``eng``."""
    name = re.split(r"[-_;,\s]", value.strip().lower(), maxsplit=1)[0]
    return name if name in _KNOWN else _NAMES.get(name)


def _is_english(words: Counter[str], share: float) -> bool:
    """Whether English function words are so many of all words, and more than those of any other language."""
    if words.total() < _FEWEST_WORDS:
        return False
    scores = dict.fromkeys(_function_words(), 0)
    languages = _languages()
    for word in words.keys() & languages.keys():
        for code in languages[word]:
            scores[code] += words[word]
    leads = scores[ENGLISH] == max(scores.values())
    return leads and scores[ENGLISH] >= share * words.total() and len(words.keys() & _only_english()) >= _OWN_WORDS


def _by_script(sample: str, letters: int) -> str | None:
    return next((code for code, pattern, share in _SCRIPTS if len(pattern.findall(sample)) >= share * letters), None)


def _by_model(sample: str, least: float, stated: str | None) -> str | None:
    code, chance = _model().classify(sample)
    if stated is not None and chance < _SURE_CHANCE:
        return stated
    return str(code) if chance >= least else None


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # here, not above: a second, and only for some texts

    whole = LanguageIdentifier.from_model_file(MODEL_FILE)
    whole.set_languages(sorted({*_KNOWN} & {*whole.labels}))
    tables = (whole.nb_ptc, whole.nb_pc, whole.nb_classes, whole.tk_nextmove, whole.tk_output)
    # A new one of these tables: the whole one keeps those of all languages besides, a quarter of its memory
    return LanguageIdentifier(*tables, tk_row=whole.tk_row, norm_probs=True)


@cache
def _function_words() -> Mapping[str, frozenset[str]]:
    rows = (line.split("\t") for line in lines("function_words.tsv"))
    return {code: frozenset(words.split()) for code, words in rows}


@cache
def _languages() -> Mapping[str, tuple[str, ...]]:
    """The codes of the languages that have each function word."""
    listed = _function_words()
    return {
        word: tuple(code for code in listed if word in listed[code]) for word in frozenset().union(*listed.values())
    }


@cache
def _only_english() -> frozenset[str]:
    listed = _function_words()
    others = frozenset[str]().union(*(words for code, words in listed.items() if code != ENGLISH))
    return listed[ENGLISH] - others
