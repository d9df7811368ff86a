"""A document's text as it was read: beside each line what it is, chrome greyed, the evidence marked where it stands.

Only the words in the margin are added. What is no prose has its kind there (chrome, caption, related …), a line with
the evidence for outlet or time the name of that fact; where it was seen and overruled, the name stands in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from quotetrace.model import Document, Evidence, Zone, ZoneKind
from quotetrace.rendering.harmless import visible

# The facts whose evidence is marked in the text
_FIELDS = ("outlet", "published")
_USED, _OVERRULED, _GREY = "bold reverse", "underline dim", "dim"
# Headline, deck and subheads are read as the article's own words
_OWN = frozenset({ZoneKind.HEADLINE, ZoneKind.DECK, ZoneKind.SUBHEAD})
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_MARGIN = " │ "


class AsRead:
    """The text of a document, line by line, with the margin."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        grid = Table.grid()
        grid.add_column(no_wrap=True, style=_GREY)
        grid.add_column(no_wrap=True, style=_GREY)
        grid.add_column(overflow="fold")
        for margin, line in self._lines():
            grid.add_row(margin, _MARGIN, line)
        yield grid

    def __len__(self) -> int:
        """How many lines the text has."""
        return sum(1 for _ in _line_spans(self.document.text))

    def read_out(self) -> Iterator[RenderableType]:
        """Each line behind what it is, where it is no prose, and behind the evidence in it."""
        for start, end, seen, zones in self._spans():
            kind = [f"{zones[0].kind.value.capitalize()}: "] if zones else []
            lead = "".join([*kind, *_heard(seen, self.document.text, start, end)])
            yield Text(f"{lead}{visible(self.document.text[start:end])}")

    def _lines(self) -> Iterator[tuple[str, Text]]:
        """Each line with what stands beside it."""
        for start, end, seen, zones in self._spans():
            yield _margin(seen, zones), _styled(self.document.text, start, end, seen, zones)

    def _spans(self) -> Iterator[tuple[int, int, list[Evidence], list[Zone]]]:
        """Start and end of each line with the evidence and the zones in it."""
        marked = [one for one in self.document.evidence if one.field in _FIELDS and one.start is not None]
        for start, end in _line_spans(self.document.text):
            seen = [one for one in marked if _start(one) < end and start < _end(one)]
            zones = [one for one in self.document.zones if one.start < end and start < one.end]
            yield start, end, seen, zones


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every line without its line end; none behind the text's last line end."""
    for match in _LINE.finditer(text):
        if match.start() < len(text):
            yield match.start(1), match.end(1)


def _heard(seen: Sequence[Evidence], text: str, start: int, end: int) -> Iterator[str]:
    """The evidence in a line in words, with what of it the evidence is, unless it is all."""
    for one in seen:
        words = visible(text[max(start, _start(one)) : min(end, _end(one))]).strip()
        which = "" if words == visible(text[start:end]).strip() else f" (“{words}”)"
        yield f"{'Evidence' if one.used else 'Overruled evidence'} for {one.field}{which}: "


def _margin(seen: Sequence[Evidence], zones: Sequence[Zone]) -> str:
    used = [field for field in _FIELDS if any(one.used and one.field == field for one in seen)]
    if used:
        return ", ".join(used)
    overruled = [field for field in _FIELDS if any(one.field == field for one in seen)]
    if overruled:
        return f"({', '.join(overruled)})"
    return zones[0].kind.value if zones else ""


def _styled(text: str, start: int, end: int, seen: Sequence[Evidence], zones: Sequence[Zone]) -> Text:
    """The line, its chrome grey and its evidence marked, with its invisible characters made visible."""
    cuts = {start, end}
    for span in (*((_start(one), _end(one)) for one in seen), *((one.start, one.end) for one in zones)):
        cuts.update(cut for cut in span if start < cut < end)
    line = Text()
    places = sorted(cuts)
    for begin, stop in pairwise(places):
        line.append(visible(text[begin:stop]), _style(begin, seen, zones))
    return line


def _style(place: int, seen: Sequence[Evidence], zones: Sequence[Zone]) -> str:
    here = [one for one in seen if _start(one) <= place < _end(one)]
    if here:
        return _USED if any(one.used for one in here) else _OVERRULED
    grey = any(one.start <= place < one.end and one.kind not in _OWN for one in zones)
    return _GREY if grey else ""


def _start(one: Evidence) -> int:
    return -1 if one.start is None else one.start


def _end(one: Evidence) -> int:
    return -1 if one.end is None else one.end
