"""The words that differ: coloured where there is colour, marked ``[-gone-]{+new+}`` where there is none."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from quotetrace.model import DriftClass, Edit, EditOp
from quotetrace.rendering.harmless import one_line

_GONE, _NEW = "red strike", "green underline"
# Differences of typography are differences of the printed signs, not of the words: never marked as changed words.
_UNMARKED = frozenset({DriftClass.TYPOGRAPHY, DriftClass.NONE})


def marked(edits: Sequence[Edit]) -> str:
    """The wording after `edits`, with what went ``[-so-]`` and what came ``{+so+}``; spaces stay outside the marks."""
    return "".join(_marked(edit) for edit in edits)


def coloured(edits: Sequence[Edit]) -> Text:
    """The same with colours in place of marks; what changes the meaning is bold."""
    text = Text()
    for edit in edits:
        if not _shown(edit):
            text.append(one_line(edit.after))
            continue
        weight = " bold" if edit.drift_class.changes_meaning else ""
        for raw, style in ((edit.before, _GONE), (edit.after, _NEW)):
            lead, core, tail = _core(one_line(raw))
            text.append(lead).append(core, style + weight).append(tail)
    return text


class WordDifference:
    """The edits of one drift as a console shows them: coloured, or marked where the console has no colour."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = tuple(edits)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        plain = console.color_system is None or console.no_color
        yield Text(one_line(marked(self.edits))) if plain else coloured(self.edits)


def _shown(edit: Edit) -> bool:
    return edit.op is not EditOp.EQUAL and edit.drift_class not in _UNMARKED


def _marked(edit: Edit) -> str:
    if not _shown(edit):
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
