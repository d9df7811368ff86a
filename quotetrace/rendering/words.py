"""The words that differ: coloured where there is colour, marked ``[-gone-]{+new+}`` where there is none, or told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from quotetrace.model import DriftClass, Edit, EditOp
from quotetrace.rendering.harmless import one_line

GONE, NEW = "red strike", "green underline"
# Differences of typography are differences of the printed signs, not of the words: never marked as changed words.
_UNMARKED = frozenset({DriftClass.TYPOGRAPHY, DriftClass.NONE})
# Of words that stay, so many are shown beside a change; of words that went, so many at either end.
_AROUND = 4
_CUT = "…"
# Of the words ahead of a change, so many tell where it stands.
_BEFORE = 3
_SIGNS = {
    ",": "a comma",
    ".": "a full stop",
    ";": "a semicolon",
    ":": "a colon",
    "!": "an exclamation mark",
    "?": "a question mark",
    "…": "an ellipsis",
    "-": "a hyphen",
    "–": "a dash",
    "—": "a dash",
}
_WORD = re.compile(r"\S+\s*")


def marked(edits: Sequence[Edit]) -> str:
    """The wording after `edits`, with what went ``[-so-]`` and what came ``{+so+}``; spaces stay outside the marks."""
    return "".join(_marked(edit) for edit in edits)


def coloured(edits: Sequence[Edit]) -> Text:
    """The same with colours in place of marks; what changes the meaning is bold."""
    text = Text()
    for edit in edits:
        if not is_marked(edit):
            text.append(one_line(edit.after))
            continue
        weight = " bold" if edit.drift_class.changes_meaning else ""
        for raw, style in ((edit.before, GONE), (edit.after, NEW)):
            lead, core, tail = _core(one_line(raw))
            text.append(lead).append(core, style + weight).append(tail)
    return text


class WordDifference:
    """The edits of one drift as a console shows them: coloured, or marked where the console has no colour."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = tuple(edits)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text(one_line(marked(self.edits))) if without_colour(console) else coloured(self.edits)


def without_colour(console: Console) -> bool:
    """Whether only marks can show a difference there."""
    return console.color_system is None or console.no_color


def abridged(edits: Sequence[Edit], *, known: bool = False) -> list[Edit]:
    """The same edits, with no more of the words that stayed than tells where a change stands, nor of a long cut.

    known: the new words are printed in full elsewhere, so they are shortened as well.
    """
    merged: list[Edit] = []
    for edit in edits:
        if not is_marked(edit) and merged and not is_marked(merged[-1]):
            merged[-1] = Edit(EditOp.EQUAL, "", merged[-1].after + edit.after)
        else:
            merged.append(edit if is_marked(edit) else Edit(EditOp.EQUAL, "", edit.after))
    last = len(merged) - 1
    return [
        Edit(edit.op, _shortened(edit.before), _shortened(edit.after) if known else edit.after, edit.drift_class)
        if is_marked(edit)
        else Edit(edit.op, "", _shortened(edit.after, head=i > 0, tail=i < last))
        for i, edit in enumerate(merged)
    ]


def told(edits: Iterable[Edit]) -> Iterator[str]:
    """Every change in words: ``“two” to “three” (number)``, ``“not” left out (negation)``."""
    for edit in edits:
        gone, new = (one_line(_shortened(raw)).strip() for raw in (edit.before, edit.after))
        if not is_marked(edit) or not gone + new:
            continue
        what = f"“{gone}” to “{new}”" if gone and new else f"“{new}” added" if new else f"“{gone}” left out"
        yield f"{what} ({edit.drift_class.value})"


def told_in_place(edits: Iterable[Edit]) -> Iterator[str]:
    """Every change in full, with the words it stands behind: ``negation: “not” left out after “The pier will”``.

    A voice leaves out signs: those alone have names, and the class does not stand in brackets behind the last words.
    """
    before = ""
    for edit in edits:
        gone, new = (one_line(raw).strip() for raw in (edit.before, edit.after))
        if is_marked(edit) and gone + new:
            words = one_line(before).split()
            where = f" after “{' '.join(words[-_BEFORE:])}”" if words else " at the beginning"
            yield f"{edit.drift_class.value}: {_change(gone, new)}{where}"
        before += edit.after


def _change(gone: str, new: str) -> str:
    if gone and new:
        return f"{_named(gone)} became {_named(new)}"
    return f"{_named(new)} added" if new else f"{_named(gone)} left out"


def _named(words: str) -> str:
    """The words in marks, or the names of their signs where they are nothing else."""
    if any(character.isalnum() for character in words):
        return f"“{words}”"
    return " and ".join(_SIGNS.get(sign) or unicodedata.name(sign, "a sign").lower() for sign in words if sign != " ")


def is_marked(edit: Edit) -> bool:
    """Whether an edit changes words, not only printed signs."""
    return edit.op is not EditOp.EQUAL and edit.drift_class not in _UNMARKED


def _shortened(raw: str, *, head: bool = True, tail: bool = True) -> str:
    """`raw` without its middle, if that is long; head, tail: whether the words at that end are wanted."""
    words = _WORD.findall(raw)
    keep = (head + tail) * _AROUND
    if len(words) <= keep + 1:
        return raw
    lead = raw[: len(raw) - len(raw.lstrip())]
    first = lead + "".join(words[:_AROUND]) if head else ""
    return f"{first}{_CUT} {''.join(words[-_AROUND:])}" if tail else f"{first.rstrip()} {_CUT}"


def _marked(edit: Edit) -> str:
    if not is_marked(edit):
        return edit.after
    gone, new = _enclosed(edit.before, "[-", "-]"), _enclosed(edit.after, "{+", "+}")
    return gone + new


def _enclosed(raw: str, opening: str, closing: str) -> str:
    lead, core, tail = _core(raw)
    return f"{lead}{opening}{core}{closing}{tail}" if core else raw


def _core(raw: str) -> tuple[str, str, str]:
    """`raw` as leading blanks, the words, trailing blanks."""
    core = raw.strip()
    if not core:
        return raw, "", ""
    start = raw.index(core)
    return raw[:start], core, raw[start + len(core) :]
