"""Annotated articles set as British papers set them: single marks outside, double marks within, the same words.

American articles with gold are at hand and British ones are not. So every double mark becomes a single one, every
single pair within becomes a double one, and the annotation moves along; what is lost between the two settings is what
single marks cost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from quotetrace.extraction.marks import find_marked
from quotetrace.extraction.paragraphs import split_paragraphs

_DOUBLE = re.compile(r"''|’’|‘‘|``|[\"“”]")
# Points of F1 that single marks may cost before the measure fails.
MOST_LOST = 2.0
_FIGURES = ("quoted detection", "quoted + speaker", "quoted + named speaker")
_OPENING_BEFORE = frozenset("([{<—–-/‘'")


@dataclass(frozen=True, slots=True)
class Setting:
    """The marks of a house style: outside, within, and its apostrophe."""

    outside: tuple[str, str]
    within: tuple[str, str]
    apostrophe: str


CURLY = Setting(("‘", "’"), ("“", "”"), "’")
STRAIGHT = Setting(("'", "'"), ('"', '"'), "'")


def in_singles(row: Mapping[str, Any], setting: Setting) -> dict[str, Any]:
    """An annotated article in that setting, the spans of its attributions on the same words."""
    text, places = set_text(row["text"], setting)
    moved = [
        {
            **attribution,
            **{
                name: [[places[start], places[end]] for start, end in attribution[name]]
                for name in ("content", "quoted", "source", "cue")
            },
        }
        for attribution in row["attributions"]
    ]
    return {**row, "text": text, "attributions": moved}


def set_text(text: str, setting: Setting) -> tuple[str, list[int]]:
    """The text in that setting, and for each offset of the old text (its end too) the offset in the new one."""
    pieces = [setting.apostrophe if character in "'’" else character for character in text]
    for one in find_marked(text, split_paragraphs(text)):
        if one.single and not one.unclosed:
            marks = setting.within if one.parent is not None else setting.outside
            pieces[one.outer_start], pieces[one.outer_end - 1] = marks
    for mark in _DOUBLE.finditer(text):
        start, end = mark.span()
        pieces[start:end] = [setting.outside[not _opens(text, start, end)], *[""] * (end - start - 1)]
    return "".join(pieces), [0, *accumulate(map(len, pieces))]


def _opens(text: str, start: int, end: int) -> bool:
    """Whether the mark opens: curly ones say so, others stand behind a blank and before a word."""
    mark = text[start:end]
    if mark not in ('"', "''"):
        return mark in ("“", "‘‘", "``")
    before = text[start - 1 : start]
    return (not before or before.isspace() or before in _OPENING_BEFORE) and not text[end : end + 1].isspace()


def beside(figures: Mapping[str, Mapping[str, Any]]) -> tuple[list[str], bool]:
    """Lines that show the F1 figures of each setting beside the first, and whether none lost more than allowed.

    figures: by the name of the setting, as score.py gives them with --json.
    """
    first, *others = figures
    lines = [" ".join([f"{'F1':24}", *(f"{name:>16}" for name in figures)])]
    holds = True
    for name in _FIGURES:
        plain = figures[first][name]["F1"]
        cells = [f"{plain:16.1f}"]
        for other in others:
            value = figures[other][name]["F1"]
            cells.append(f"{f'{value:.1f} ({value - plain:+.1f})':>16}")
            holds &= value >= plain - MOST_LOST
        lines.append(" ".join([f"{name:24}", *cells]))
    lines.append("" if holds else f"more than {MOST_LOST} points are lost")
    return [line for line in lines if line], holds
