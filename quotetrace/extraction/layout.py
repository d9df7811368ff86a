"""A document laid out for reading: its text with the headline in front, the marks, the frames and their scenes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from quotetrace.extraction.candidates import find_mentions
from quotetrace.extraction.dialogue import find_dialogue, with_dialogue
from quotetrace.extraction.frames import build_paragraphs
from quotetrace.extraction.marks import Marked, find_marked
from quotetrace.extraction.paragraphs import goes_on, split_paragraphs
from quotetrace.extraction.parse import Parse
from quotetrace.extraction.scenes import Scene
from quotetrace.extraction.spelling import Spelling, spelling_of
from quotetrace.extraction.subjects import set_scene
from quotetrace.model import Document, Zone, ZoneKind

# Zones that hold nobody's words for us: menus, teasers, picture captions, related stories.
_SILENT = frozenset({ZoneKind.CHROME, ZoneKind.CAPTION, ZoneKind.RELATED, ZoneKind.BYLINE})
# Zones that are read by the rules of headlines.
HEADLINES = frozenset({ZoneKind.HEADLINE, ZoneKind.DECK, ZoneKind.SUBHEAD})


@dataclass(frozen=True, slots=True)
class Layout:
    """text: what is read; a headline that is a field of its own goes first. shift: where the body begins in it.

    marked: the pairs of marks. scenes: the paragraphs. spelling: how the text writes its words.
    """

    text: str
    shift: int
    marked: list[Marked]
    scenes: list[Scene]
    spelling: Spelling


def lay_out(document: Document, parse: Parse | None = None) -> Layout:
    """The layout of a document; zones that hold nobody's words are left out. parse: of `text_of` the document."""
    text, zones, shift = _whole(document)
    spans, kinds = _prose(text, zones)
    marked = _marked(text, spans, kinds)
    spans, kinds = _whole_quotations(spans, kinds, marked)
    paragraphs = build_paragraphs(text, spans, kinds, marked)
    spelling = spelling_of(paragraphs)
    scenes = [set_scene(paragraph, find_mentions(paragraph, spelling), parse) for paragraph in paragraphs]
    return Layout(text, shift, marked, scenes, spelling)


def _marked(text: str, spans: Sequence[tuple[int, int]], kinds: Sequence[ZoneKind | None]) -> list[Marked]:
    """The pairs of marks; none runs from a headline into what follows it."""
    out: list[Marked] = []
    for _, group in groupby(range(len(spans)), key=lambda index: index if kinds[index] in HEADLINES else -1):
        base = len(out)
        here = [spans[index] for index in group]
        found = find_marked(text, here)
        dialogue = find_dialogue(text, here)
        for one in with_dialogue(found, dialogue) if dialogue else found:
            parent = None if one.parent is None else one.parent + base
            reopens = None if one.reopens is None else one.reopens + base
            out.append(one._replace(parent=parent, reopens=reopens))
    return out


def _whole_quotations(
    spans: Sequence[tuple[int, int]], kinds: Sequence[ZoneKind | None], marked: Sequence[Marked]
) -> tuple[list[tuple[int, int]], list[ZoneKind | None]]:
    """The paragraphs, one where marks that open in the one before close in it: what frames them is one frame."""
    across = sorted((one.start, one.end) for one in marked if one.depth == 0 and not one.unclosed)
    out: list[tuple[int, int]] = []
    found: list[ZoneKind | None] = []
    at = 0
    for span, kind in zip(spans, kinds, strict=True):
        while at < len(across) and across[at][1] <= span[0]:
            at += 1
        goes_on = at < len(across) and across[at][0] < span[0]
        if out and goes_on and kind is None and found[-1] is None:
            out[-1] = (out[-1][0], span[1])
        else:
            out.append(span)
            found.append(kind)
    return out, found


def text_of(document: Document) -> str:
    """The text that is read, as `Layout.text`: what a parse must be of."""
    return _whole(document)[0]


def _whole(document: Document) -> tuple[str, Sequence[Zone], int]:
    """The text to read, its zones, and how far the body is shifted: a headline that is a field of its own goes first.

    Read together, the headline takes its names and roles from the body.
    """
    if not document.headline_separate or not document.headline:
        return document.text, document.zones, 0
    shift = len(document.headline) + 2
    zones = [Zone(0, len(document.headline), ZoneKind.HEADLINE)]
    zones += [Zone(zone.start + shift, zone.end + shift, zone.kind) for zone in document.zones]
    return f"{document.headline}\n\n{document.text}", zones, shift


def _prose(text: str, zones: Sequence[Zone]) -> tuple[list[tuple[int, int]], list[ZoneKind | None]]:
    """The paragraphs that may hold quotations, and the zone each lies in."""
    spans: list[tuple[int, int]] = []
    kinds: list[ZoneKind | None] = []
    starts = [zone.start for zone in zones]
    alone = True  # the paragraph before is no prose that may go on
    for start, end in split_paragraphs(text):
        at = bisect_right(starts, start) - 1
        zone = zones[at] if at >= 0 and zones[at].end > start else None
        if zone is not None and zone.kind in _SILENT:
            start = max(start, min(zone.end, end))
            zone = None
            if start >= end:
                alone = True
                continue
        kind = zone.kind if zone is not None and zone.kind in HEADLINES else None
        if not alone and kind is None and goes_on(text, spans[-1][1], start):
            spans[-1] = (spans[-1][0], end)
            continue
        spans.append((start, end))
        kinds.append(kind)
        alone = kind is not None
    return spans, kinds
