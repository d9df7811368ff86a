"""From one document to its quotations: marks, frames, sieves, referents, put together in the order of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotetrace.extraction.attribution import Attribution, attribute
from quotetrace.extraction.channels import Channels
from quotetrace.extraction.clauses import Scene, set_scene
from quotetrace.extraction.flags import flags_of
from quotetrace.extraction.frames import build_paragraphs
from quotetrace.extraction.headlines import attribute_headlines
from quotetrace.extraction.marks import Marked, find_marked, split_paragraphs
from quotetrace.extraction.mentions import Mention, MentionKind, capitalised_words, find_mentions
from quotetrace.extraction.nested import attribute_nested
from quotetrace.extraction.people import People, Referent
from quotetrace.extraction.pronouns import Pronouns
from quotetrace.extraction.speech import is_speech, kind_of
from quotetrace.model import (
    Document,
    Entity,
    Extraction,
    Kind,
    Part,
    Quotation,
    Reason,
    Span,
    ToldTo,
    Zone,
    ZoneKind,
)

# Zones that hold nobody's words for us: menus, teasers, picture captions, related stories.
_SILENT = frozenset({ZoneKind.CHROME, ZoneKind.CAPTION, ZoneKind.RELATED, ZoneKind.BYLINE})
_HEADLINES = frozenset({ZoneKind.HEADLINE, ZoneKind.DECK, ZoneKind.SUBHEAD})
# The share of each rule's answers that were right on the training articles, both words and speaker.
_CONFIDENCE = {
    "behind": 0.95,
    "continued": 0.89,
    "according to": 0.88,
    "parenthetical": 0.92,
    "before": 0.78,
    "embedded": 0.75,
    "announced": 0.55,
    "trailing": 0.6,
    "colon": 0.45,
    "reopened": 0.4,
    "quotation alone": 0.4,
    "dash": 0.6,
    "last speaker": 0.35,
    "clause subject": 0.3,
    "possessor": 0.15,
    "headline": 0.8,
}


def extract_document(document: Document) -> Extraction:
    """All quotations of a document, those without a speaker included, and the speakers it knows."""
    return _Reading(document).extraction()


@dataclass(frozen=True, slots=True)
class _Placed:
    """A quotation's frame, its token there, and its attribution."""

    scene: Scene
    token: int
    attribution: Attribution


class _Reading:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.text, own_zones, self.shift = _whole(document)
        spans, zones = _prose(self.text, own_zones)
        self.marked = find_marked(self.text, spans)
        paragraphs = build_paragraphs(self.text, spans, zones, self.marked)
        self.known = capitalised_words(paragraphs)
        known = self.known
        self.scenes = [set_scene(paragraph, find_mentions(paragraph, known)) for paragraph in paragraphs]
        self.people = People(self.scenes)
        self.pronouns = Pronouns(self.scenes, self.people)
        self.channels = Channels(document.outlet)
        self.entities: list[Entity] = []
        self.entity_of: dict[int, int] = {}
        self.placed = self._place()
        self.speakers: dict[int, Referent | None] = {}

    def _place(self) -> dict[int, _Placed]:
        """Every quotation in its frame with its attribution; a nested one's frame is the quotation around it."""
        found = {one.quote: one for one in attribute(self.text, self.scenes, self.marked)}
        found.update((one.quote, one) for one in attribute_headlines(self.scenes))
        placed = {
            token.quote: _Placed(scene, index, found.get(token.quote, Attribution(token.quote, None, None, "none")))
            for scene in self.scenes
            for index, token in enumerate(scene.tokens)
            if token.quote is not None
        }
        for index, one in enumerate(self.marked):
            if one.parent is not None:
                around = placed[one.parent]
                placed[index] = _Placed(around.scene, around.token, Attribution(index, None, None, "none"))
        for scene, token, attribution in attribute_nested(self.text, self.marked, self.known):
            placed[attribution.quote] = _Placed(scene, token, attribution)
        return placed

    def extraction(self) -> Extraction:
        quotations: list[Quotation] = []
        for index, one in enumerate(self.marked):
            quotations.append(self._quotation(index, one, self.placed[index], quotations))
        return Extraction(self.document, tuple(quotations), tuple(self.entities))

    def _quotation(self, index: int, one: Marked, placed: _Placed, before: Sequence[Quotation]) -> Quotation:
        scene, attribution = placed.scene, placed.attribution
        is_headline = attribution.rule == "headline" or scene.paragraph.zone in _HEADLINES
        speech = attribution.mention is not None and (
            is_headline or is_speech(self.text, one.start, one.end, attribution)
        )
        kind = Kind.SCARE
        if speech:
            kind = Kind.HEADLINE if is_headline else kind_of(self.text, one.start, one.end, scene, placed.token)
        referent = self._referent(placed, one) if speech else None
        published = self.document.published
        year = published.start.year if published is not None else None
        part, shift = (Part.HEADLINE, 0) if one.start < self.shift else (Part.BODY, self.shift)
        mention = attribution.mention if speech else None
        return Quotation(
            id=f"{self.document.id}/{part.value}/{one.start - shift}",
            document=self.document.id,
            part=part,
            start=one.start - shift,
            end=one.end - shift,
            text=self.text[one.start : one.end],
            kind=kind,
            speaker=referent.name if referent is not None else None,
            entity=self._entity(referent),
            speaker_mention=self._span(mention.start, mention.end, shift) if mention is not None else None,
            cue=self._span(*attribution.cue, shift) if speech and attribution.cue is not None else None,
            told_to=self._told_to(scene, attribution, shift) if speech else (),
            continues=self._continues(one, placed, before) if speech else None,
            flags=flags_of(scene, placed.token, one, attribution, year),
            confidence=_CONFIDENCE.get(attribution.rule, 0.0) if referent is not None else 0.0,
            reason=Reason(attribution.rule, self._name(attribution.runner_up)),
            context=self._context(index),
        )

    def _continues(self, one: Marked, placed: _Placed, before: Sequence[Quotation]) -> str | None:
        """The piece before: of a reopened paragraph, or of a quotation split around its one attribution."""
        piece = one.reopens if one.reopens is not None else self._piece_before(placed)
        if piece is None or one.depth > 0 or self.speakers.get(piece) is None:
            return None
        return before[piece].id

    def _piece_before(self, placed: _Placed) -> int | None:
        """“A,” Vance said, “b.” and “A,” Vance said. “B.”: the piece that the same cue attributes from behind."""
        scene, token, cue = placed.scene, placed.token, placed.attribution.cue
        earlier = [index for index in range(token) if scene.tokens[index].quote is not None]
        if not earlier or cue is None:
            return None
        piece = scene.tokens[earlier[-1]].quote
        first = self.placed[piece].attribution if piece is not None else None
        if first is None or first.cue != cue or first.rule not in ("behind", "before", "continued"):
            return None
        if scene.tokens[earlier[-1]].start > cue[0] and token - earlier[-1] > 1:
            return None  # two fragments in the writer's own sentence
        return piece

    # --- speakers -------------------------------------------------------------------------------------------------

    def _referent(self, placed: _Placed, one: Marked) -> Referent | None:
        attribution = placed.attribution
        if one.depth > 0:
            return self._nested_referent(attribution.mention, one)
        source = attribution.inherits
        if source is not None and source in self.speakers:
            referent = self.speakers[source]
        else:
            referent = self._resolve(attribution.mention)
        self.speakers[attribution.quote] = referent
        self.pronouns.said(one.start, referent)
        return referent

    def _nested_referent(self, mention: Mention | None, one: Marked) -> Referent | None:
        """A name inside a quotation, or its *I*, who is the one speaking; other pronouns and roles stay unknown."""
        if mention is None:
            return None
        if mention.kind is MentionKind.PRONOUN:
            return self.speakers.get(one.parent) if mention.gender == "i" and one.parent is not None else None
        return self.people.named(mention)

    def _resolve(self, mention: Mention | None) -> Referent | None:
        if mention is None:
            return None
        if mention.kind is MentionKind.PRONOUN:
            return self.pronouns.resolve(mention, mention.paragraph)
        return self.people.of(mention)

    def _name(self, mention: Mention | None) -> str | None:
        if mention is None:
            return None
        referent = self.people.of(mention)
        return referent.name if referent is not None else mention.text

    def _entity(self, referent: Referent | None) -> int | None:
        if referent is None:
            return None
        key = id(referent)
        if key not in self.entity_of:
            self.entity_of[key] = len(self.entities)
            self.entities.append(
                Entity(referent.name, referent.kind, tuple(referent.aliases), tuple(referent.roles), referent.gender)
            )
        return self.entity_of[key]

    # --- surroundings ---------------------------------------------------------------------------------------------

    def _context(self, index: int) -> str:
        """The sentence around the outermost marks."""
        while (parent := self.marked[index].parent) is not None:
            index = parent
        scene, token = self.placed[index].scene, self.placed[index].token
        first, after = scene.paragraph.sentence_of(token)
        return self.text[scene.tokens[first].start : scene.tokens[after - 1].end]

    def _span(self, start: int, end: int, shift: int) -> Span:
        return Span(start - shift, end - shift, self.text[start:end])

    def _told_to(self, scene: Scene, attribution: Attribution, shift: int) -> tuple[ToldTo, ...]:
        return tuple(
            replace(one, start=one.start - shift, end=one.end - shift)
            for one in self.channels.told_to(scene, attribution, self.text)
        )


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
    for start, end in split_paragraphs(text):
        at = bisect_right(starts, start) - 1
        zone = zones[at] if at >= 0 and zones[at].end > start else None
        if zone is not None and zone.kind in _SILENT:
            start = max(start, min(zone.end, end))
            zone = None
            if start >= end:
                continue
        spans.append((start, end))
        kinds.append(zone.kind if zone is not None and zone.kind in _HEADLINES else None)
    return spans, kinds
