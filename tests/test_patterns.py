"""No text costs a regular expression of ours more than the text grows: each is attacked with what it repeats, and its
steps are counted (`backtracking`). What is put together when it is first used is asked for here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from backtracking import Cost, TooManyStepsError, attacks
from patterns import Used, calls, held, names_of_re

from quotetrace.reading import datelines, furniture, monthnames
from quotetrace.reading.forms import pageblocks
from quotetrace.tracing import prose

# Four times the text is four times the steps where they are linear, sixteen times where they are quadratic.
TIMES, ALLOWED = 4, 1.7
LENGTH, MOST_STEPS = 16, 100_000
# Patterns with thousands of names in them are left after so many steps in all.
ENOUGH_STEPS = 1_000_000
# Functions that put patterns together, and what they make; None: of words of the user's own gold, each escaped.
BUILT: dict[str, Callable[[], object] | None] = {
    "evaluation/names.py stands_in_full": None,
    "evaluation/outcomes.py _nearest": None,
    "evaluation/outcomes.py locate": None,
    "reading/datelines.py _patterns": datelines._patterns,
    "reading/forms/pageblocks.py _names": pageblocks._names,
    "reading/furniture.py _chrome_sentences": furniture._chrome_sentences,
    "reading/monthnames.py _pattern": monthnames._pattern,
    "tracing/prose.py _house_phrases": prose._house_phrases,
}
# Of these, what is tried at the beginning of a text alone.
ONCE = frozenset({"reading/datelines.py _patterns"})
# Patterns that take more than linear time and are given short texts only: how long, in characters, and why not longer.
SHORT = {
    "reading/filenames.py _BETWEEN": (1_000, "names are cut to so many characters"),
    "reading/forms/fields.py CUT_OFF": (100, "looked for at the end of a text alone"),
    "reading/outlets.py _BRANCH": (100, "a longer line is no masthead"),
    "reading/zones.py CUT_OFF": (100, "looked for at the end of a text alone"),
}
# Steps that take a few thousandths of a second.
QUICK = 1_000_000


def growth(used: Used) -> tuple[float, Callable[[int], str] | None]:
    """How much more steps a character costs in a longer text, and the text that costs most; 99 for no end of steps."""
    cost, worst, by, spent = Cost(used.pattern), 1.0, None, 0
    for text in attacks(used.pattern):
        short, long = text(LENGTH), text(TIMES * LENGTH)
        try:
            before = cost.steps(short, most=MOST_STEPS, everywhere=used.everywhere)
            after = cost.steps(long, most=TIMES * MOST_STEPS, everywhere=used.everywhere)
        except TooManyStepsError:
            return 99.0, text
        spent += before + after
        here = after / len(long) / (max(before, len(short)) / len(short))
        worst, by = max((worst, by), (here, text), key=lambda one: one[0])
        if worst > 2 * ALLOWED or spent > ENOUGH_STEPS:
            break
    return worst, by


def inside() -> Iterator[Used]:
    """The patterns in functions."""
    for call in calls():
        if call.source is not None:
            pattern: re.Pattern[str] | re.Pattern[bytes] = re.compile(call.source, call.flags)
            yield Used(f"{call.path} {call.function}:{call.line}", pattern, call.method not in ("match", "fullmatch"))
    for where, build in BUILT.items():
        made = build() if build is not None else ()
        for number, one in enumerate([made] if isinstance(made, re.Pattern) else made):  # type: ignore[call-overload]
            pattern = one if isinstance(one, re.Pattern) else one[0]
            yield Used(f"{where}[{number}]", pattern, where not in ONCE)


EVERY = {
    (one.pattern.pattern, one.pattern.flags, one.everywhere, one.where in SHORT): one for one in (*held(), *inside())
}


@pytest.mark.parametrize(
    "used", [one for one in EVERY.values() if one.where not in SHORT], ids=lambda one: one.where.replace(" ", ":")
)
def test_no_text_costs_more_than_it_grows(used: Used) -> None:
    grown, text = growth(used)
    assert grown <= ALLOWED, repr(text(LENGTH) if text else "")


@pytest.mark.parametrize("where", SHORT)
def test_what_is_not_linear_is_quick_on_all_that_it_is_given(where: str) -> None:
    [used] = [one for one in held() if one.where == where]
    longest, _ = SHORT[where]
    grown, text = growth(used)
    assert grown > ALLOWED, "it is linear: take it out of the list"
    assert text is not None
    assert Cost(used.pattern).steps(text(longest)[:longest], most=QUICK, everywhere=used.everywhere) <= QUICK


def test_every_pattern_that_a_function_puts_together_is_known() -> None:
    assert {f"{call.path} {call.function}" for call in calls() if call.source is None} == BUILT.keys()
    assert list(names_of_re()) == []


@pytest.mark.parametrize(
    ("pattern", "is_linear"),
    [
        (r"(?:a+)+b", False),
        (r"\A(?:<!--.*?-->\s*)*<rss", False),
        (r"\A(?:<!--.*?-->\s*)*+<rss", True),
        (r"\s+\|", False),
        (r"(?<!\s)\s+\|", True),
        (r"[ \t]*\n", False),
        (r"\d\s*\s*x", False),
        (r"\d\s*+\s*x", True),
        (r"«[^»\n]*»", False),
        (r"(?:a|a)*b", False),
        (r"\w+@", False),
        (r"<[^<>]*>", True),
        (r"\((?P<a>x)+?\)(?=y)", True),
    ],
)
def test_the_count_tells_what_is_linear(pattern: str, is_linear: bool) -> None:
    assert (growth(Used("", re.compile(pattern), everywhere=True))[0] <= ALLOWED) is is_linear


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(?i)(a|b)*c\b", "abABc"),
        (r"(?P<q>['\"])[^'\"]*(?P=q)", "'it' \"is\""),
        (r"^\s*x$(?m:)", "  x"),
        (r"(?<=\d)[.h](?!\d)", "7h"),
        (r"a{2,4}?b|\Ac\Z", "aaab"),
        (r"(?s).[^a-c\W]++", "xyz"),
        (r"(?>ab|a)c", "abc"),
    ],
)
def test_the_matcher_matches_as_pythons_own(pattern: str, text: str) -> None:
    ours = Cost(re.compile(pattern))
    for start in range(len(text) + 1):
        for end in range(start, len(text) + 1):
            piece = text[start:end]
            found = re.match(pattern, piece)
            assert ours.match(piece) == (found.end() if found else None), piece
