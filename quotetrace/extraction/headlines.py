"""Quotations in headlines: NAME verb '…'; '…' – NAME; NAME: '…', the role resolved from the body."""

from __future__ import annotations

from collections.abc import Sequence

from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.scenes import Scene
from quotetrace.extraction.sieves import Attribution
from quotetrace.model import ZoneKind

# Words of a tag at the end of a headline, at most: a role, a forename, a surname.
_TAG = 6


def attribute_headlines(scenes: Sequence[Scene]) -> list[Attribution]:
    """One attribution for every outermost quotation in a headline, a deck or a subhead."""
    out = []
    for scene in scenes:
        if scene.paragraph.zone not in (ZoneKind.HEADLINE, ZoneKind.DECK, ZoneKind.SUBHEAD):
            continue
        for index, token in enumerate(scene.tokens):
            if token.quote is not None:
                out.append(_attribute(scene, index, token.quote))
    return out


def _attribute(scene: Scene, token: int, quote: int) -> Attribution:
    for rule in (_credit, _colon, _tag_at_the_end, _verb, _only):
        found = rule(scene, token)
        if found is not None:
            mention, cue = found
            return Attribution(quote, mention, cue, "headline")
    return Attribution(quote, None, None, "none")


def _credit(scene: Scene, token: int) -> tuple[Mention, tuple[int, int]] | None:
    """'…' – NATO chief; '…', says Vance"""
    at = token + 1
    if scene.low(at) not in ("-", "–", "—", "―", ":", ","):
        return None
    for cue in scene.cues_in(at + 1, at + 3):
        mention = scene.subject(cue) or scene.starting.get(cue.after)
        if mention is not None:
            return mention, scene.span(cue.first, cue.first + 1)
    mention = scene.starting.get(at + 1)
    return (mention, scene.span(at, at + 1)) if mention is not None else None


def _tag_at_the_end(scene: Scene, token: int) -> tuple[Mention, tuple[int, int]] | None:
    """‘A Betrayal,’ Union Boss Says: name and verb behind the marks, and nothing else behind those."""
    for cue in scene.cues_in(token + 2, len(scene.tokens)):
        mention = scene.ending.get(cue.first)
        behind = scene.tokens[token + 1 : cue.first][:_TAG]
        alone = len(behind) < _TAG and all(word.is_word and word.quote is None for word in behind)
        if cue.after == len(scene.tokens) and mention is not None and mention.first > token and alone:
            return mention, scene.span(cue.first, cue.first + 1)
    return None


def _colon(scene: Scene, token: int) -> tuple[Mention, tuple[int, int]] | None:
    """NATO: 'The risk is real'"""
    if scene.low(token - 1) != ":":
        return None
    mention = scene.ending.get(token - 1) or next(iter(scene.inside(0, token)), None)
    return (mention, scene.span(token - 1, token)) if mention is not None else None


def _verb(scene: Scene, token: int) -> tuple[Mention, tuple[int, int]] | None:
    """NATO chief pledges 'good faith'"""
    for cue in reversed(scene.cues_in(0, token)):
        mention = scene.subject(cue) or next(iter(scene.inside(0, cue.first)), None)
        if mention is not None:
            return mention, scene.span(cue.first, cue.after)
    return None


def _only(scene: Scene, token: int) -> tuple[Mention, None] | None:
    """The one name of a headline without a verb of speech: the last genitive's owner aside, its subject."""
    before = scene.inside(0, token)
    return (before[0], None) if before and not before[0].possessive else None
