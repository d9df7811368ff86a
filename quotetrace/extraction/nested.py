"""Quotations inside quotations: “When Vold says ‘not a company’, he forgets us,” Okoro said.

The inner words are not the outer speaker's, so they are attributed by the outer words alone: the same sieves, with the
outer quotation as the frame. What the outer words do not attribute stays without a speaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from quotetrace.extraction.attribution import SENTENCE_RULES, attribute
from quotetrace.extraction.candidates import find_mentions
from quotetrace.extraction.frames import build_paragraphs
from quotetrace.extraction.marks import Marked
from quotetrace.extraction.scenes import Scene
from quotetrace.extraction.sieves import Attribution
from quotetrace.extraction.spelling import Spelling
from quotetrace.extraction.subjects import set_scene


def attribute_nested(
    text: str, marked: Sequence[Marked], spelling: Spelling
) -> Iterator[tuple[Scene, int, Attribution]]:
    """For each nested quotation that its surroundings attribute: their scene, its token there, the attribution."""
    within: dict[int, dict[int, Marked]] = defaultdict(dict)
    for index, one in enumerate(marked):
        if one.parent is not None:
            within[one.parent][index] = one._replace(depth=0, reopens=None)
    for outer, view in sorted(within.items()):
        span = (marked[outer].start, marked[outer].end)
        for paragraph in build_paragraphs(text, [span], [None], view):
            scene = set_scene(paragraph, find_mentions(paragraph, spelling))
            tokens = {one.quote: token for token, one in enumerate(scene.tokens)}
            for attribution in attribute(text, [scene], view):
                if attribution.rule in SENTENCE_RULES:
                    yield scene, tokens[attribution.quote], attribution
