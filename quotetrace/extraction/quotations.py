"""From one document to its quotations: marks, frames, sieves, referents, put together in the order of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from quotetrace.extraction.attribution import Attribution, attribute
from quotetrace.extraction.channels import told_to
from quotetrace.extraction.clauses import Scene, set_scene
from quotetrace.extraction.flags import flags_of
from quotetrace.extraction.frames import build_paragraphs
from quotetrace.extraction.headlines import attribute_headlines
from quotetrace.extraction.marks import Marked, find_marked, split_paragraphs
from quotetrace.extraction.mentions import Mention, MentionKind, capitalised_words, find_mentions
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


class _Reading:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.text, own_zones, self.shift = _whole(document)
        spans, zones = _prose(self.text, own_zones)
        self.marked = find_marked(self.text, spans)
        paragraphs = build_paragraphs(self.text, spans, zones, self.marked)
        known = capitalised_words(paragraphs)
        self.scenes = [set_scene(paragraph, find_mentions(paragraph, known)) for paragraph in paragraphs]
        self.people = People(self.scenes)
        self.pronouns = Pronouns(self.scenes, self.people)
        self.entities: list[Entity] = []
        self.entity_of: dict[int, int] = {}
        self.place: dict[int, tuple[Scene, int]] = {
            token.quote: (scene, index)
            for scene in self.scenes
            for index, token in enumerate(scene.tokens)
            if token.quote is not None
        }

    def extraction(self) -> Extraction:
        body = attribute(self.text, self.scenes, self.marked)
        headlines = attribute_headlines(self.scenes)
        self.by_quote = {one.quote: one for one in (*body, *headlines)}
        self.speakers: dict[int, Referent | None] = {}
        quotations: list[Quotation] = []
        ids: dict[int, str] = {}
        for index, one in enumerate(self.marked):
            attribution = self.by_quote.get(self._outermost(index)) or Attribution(index, None, None, "none")
            quotation = self._quotation(index, one, attribution, ids)
            ids[index] = quotation.id
            quotations.append(quotation)
        return Extraction(self.document, tuple(quotations), tuple(self.entities))

    def _outermost(self, index: int) -> int:
        parent = self.marked[index].parent
        while parent is not None:
            index, parent = parent, self.marked[parent].parent
        return index

    def _quotation(self, index: int, one: Marked, attribution: Attribution, ids: dict[int, str]) -> Quotation:
        scene, token = self.place[self._outermost(index)]
        is_headline = attribution.rule == "headline" or scene.paragraph.zone in _HEADLINES
        speech = attribution.mention is not None and (
            is_headline
            or is_speech(
                self.text,
                self.marked[self._outermost(index)].start,
                self.marked[self._outermost(index)].end,
                attribution,
            )
        )
        kind = Kind.SCARE
        if speech:
            kind = Kind.HEADLINE if is_headline else kind_of(self.text, one.start, one.end, scene, token)
        referent = self._referent(attribution, index) if speech else None
        published = self.document.published
        flags = flags_of(scene, token, one, attribution, published.start.year if published is not None else None)
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
            continues=self._continues(one, attribution, ids) if speech else None,
            flags=flags,
            confidence=_CONFIDENCE.get(attribution.rule, 0.0) if referent is not None else 0.0,
            reason=Reason(attribution.rule, self._name(attribution.runner_up)),
            context=self._context(scene, token),
        )

    def _continues(self, one: Marked, attribution: Attribution, ids: dict[int, str]) -> str | None:
        """The piece before: of a reopened paragraph, or of a quotation split around its one attribution."""
        if one.depth > 0:
            return None
        if one.reopens is not None:
            return ids.get(one.reopens)
        before = self._piece_before(attribution)
        return ids[before] if before is not None and self.speakers.get(before) is not None else None

    def _piece_before(self, attribution: Attribution) -> int | None:
        """“A,” Vance said, “b.” and “A,” Vance said. “B.”: the piece that the same cue attributes from behind."""
        scene, token = self.place[attribution.quote]
        earlier = [index for index in range(token) if scene.tokens[index].quote is not None]
        if not earlier or attribution.cue is None:
            return None
        before = self.by_quote.get(scene.tokens[earlier[-1]].quote or 0)
        if before is None or before.cue != attribution.cue or before.rule not in ("behind", "before", "continued"):
            return None
        if scene.tokens[earlier[-1]].start > attribution.cue[0] and token - earlier[-1] > 1:
            return None  # two fragments in the writer's own sentence
        return before.quote

    # --- speakers -------------------------------------------------------------------------------------------------

    def _referent(self, attribution: Attribution, index: int) -> Referent | None:
        source = attribution.inherits
        if source is not None and source in self.speakers and attribution.rule not in ("headline",):
            referent = self.speakers[source]
        else:
            referent = self._resolve(attribution.mention)
        if self.marked[index].depth == 0:
            self.speakers[attribution.quote] = referent
            self.pronouns.said(self.marked[attribution.quote].start, referent)
        return referent

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

    def _context(self, scene: Scene, token: int) -> str:
        first, after = scene.paragraph.sentence_of(token)
        return self.text[scene.tokens[first].start : scene.tokens[after - 1].end]

    def _span(self, start: int, end: int, shift: int) -> Span:
        return Span(start - shift, end - shift, self.text[start:end])

    def _told_to(self, scene: Scene, attribution: Attribution, shift: int) -> tuple[ToldTo, ...]:
        return tuple(
            replace(one, start=one.start - shift, end=one.end - shift, text=self.text[one.start : one.end])
            for one in told_to(scene, attribution)
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
