"""From one document to its quotations: marks, frames, sieves, referents, put together in the order of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from quotetrace.extraction.attribution import attribute
from quotetrace.extraction.channels import Channels
from quotetrace.extraction.echoes import follow_the_body
from quotetrace.extraction.flags import flags_of
from quotetrace.extraction.headlines import attribute_headlines
from quotetrace.extraction.indirect import Reported, find_reported, find_transcript
from quotetrace.extraction.layout import HEADLINES, lay_out
from quotetrace.extraction.marks import Marked
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nested import attribute_nested
from quotetrace.extraction.nouns import DOCUMENT, NAME, ORGANISATION, PRONOUN
from quotetrace.extraction.parse import Parse
from quotetrace.extraction.people import People
from quotetrace.extraction.pronouns import Pronouns
from quotetrace.extraction.ranker import is_speech, rank
from quotetrace.extraction.referents import A_BODY, A_PERSON, Referent
from quotetrace.extraction.scenes import Scene
from quotetrace.extraction.sieves import Attribution
from quotetrace.extraction.speech import is_sentence, is_title, kind_of, names_a_thing
from quotetrace.extraction.subjects import possessive_mention
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
)

# Tokens on each side of a quotation that its context shows at most; no sentence of a newspaper is longer.
_CONTEXT = 150
# The chance of an answer that the ranker does not see: a headline's, one within another quotation, or what a noun
# behind calls somebody's (six in 840 articles, of which half are marked as that person's words).
_CHANCE = {"headline": 0.8, "behind": 0.9, "before": 0.7, "according to": 0.8, "parenthetical": 0.8, "owner": 0.5}


def extract_document(document: Document, *, indirect: bool = False, parse: Parse | None = None) -> Extraction:
    """All quotations of a document, those without a speaker included, and the speakers it knows.

    indirect: speech reported without marks as well. parse: what a trained pipeline says of `layout.text_of` it.
    """
    return Reading(document, parse).extraction(indirect=indirect)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A quotation's frame, its token there, and its attribution."""

    scene: Scene
    token: int
    attribution: Attribution


class Reading:
    """A document as the rules see it: its scenes, the people in it, and the quotation marks with their attributions."""

    def __init__(self, document: Document, parse: Parse | None = None) -> None:
        self.document = document
        page = lay_out(document, parse)
        self.text, self.shift, self.marked, self.spelling = page.text, page.shift, page.marked, page.spelling
        self.scenes = page.scenes
        self.people = People(self.scenes)
        self.pronouns = Pronouns(self.scenes, self.people)
        self.channels = Channels(document.outlet, self.people, self._resolve)
        self.entities: list[Entity] = []
        self.entity_of: dict[int, int] = {}
        self.placed = self._place()
        self.speakers: dict[int, Referent | None] = {}
        self.things: set[int] = set()

    def _place(self) -> dict[int, _Placed]:
        """Every quotation in its frame with its attribution; a nested one's frame is the quotation around it."""
        answers = attribute(self.text, self.scenes, self.marked)
        found = {one.quote: one for one in rank(self.text, self.scenes, self.marked, answers)}
        found.update((one.quote, one) for one in attribute_headlines(self.scenes))
        placed = {
            token.quote: _Placed(scene, index, found.get(token.quote, Attribution(token.quote, None, None, "none")))
            for scene in self.scenes
            for index, token in ((index, scene.tokens[index]) for index in scene.paragraph.quotes)
            if token.quote is not None
        }
        for index, one in enumerate(self.marked):
            if one.parent is not None:
                around = placed[one.parent]
                placed[index] = _Placed(around.scene, around.token, Attribution(index, None, None, "none"))
        for scene, token, attribution in attribute_nested(self.text, self.marked, self.spelling):
            placed[attribution.quote] = _Placed(scene, token, attribution)
        return placed

    def extraction(self, *, indirect: bool) -> Extraction:
        quotations: list[Quotation] = []
        ids: dict[int, str] = {}
        # what is reported without marks is read for pronouns, too: who said it is whom the next one means
        reported: set[int] = set()
        pieces: dict[tuple[int, int], str] = {}  # by cue: the words before a tag, which the words behind it continue
        items = self._items(reported=indirect or self._has_pronouns())
        for _, _, item in sorted(items, key=lambda item: item[:2]):
            if isinstance(item, Reported):
                referent = self._resolve(item.mention)
                self.pronouns.said(item.start, referent)
                if indirect and item.start not in reported:  # two cues may govern one clause: said and repeated that
                    reported.add(item.start)
                    quotations.append(self._reported(item, referent, pieces.get(item.cue)))
                    pieces[item.cue] = quotations[-1].id
            else:
                quotations.append(self._quotation(item, self.marked[item], self.placed[item], ids))
                ids[item] = quotations[-1].id
        headlines = {ids[index]: placed for index, placed in self.placed.items() if self._is_headline(index, placed)}
        mentions = {name: placed.attribution.mention for name, placed in headlines.items()}
        told = follow_the_body(
            quotations,
            headlines=mentions.keys(),
            unnamed={name: one.gender if one else None for name, one in mentions.items() if not self._is_named(one)},
            genders=[one.gender for one in self.entities],
        )
        return Extraction(self.document, tuple(told), tuple(self.entities))

    def _is_headline(self, index: int, placed: _Placed) -> bool:
        return self.marked[index].depth == 0 and placed.scene.paragraph.zone in HEADLINES

    def _is_named(self, mention: Mention | None) -> bool:
        """Whether it is a name that stands elsewhere, too: the first word of a headline only looks like one. Of what
        an organisation is called, initials and several words are a name."""
        if mention is None or self.text.count(mention.core) < 2:
            return False
        is_proper = mention.core.isupper() or (mention.core[0].isupper() and " " in mention.core)
        return mention.kind is NAME or (mention.kind is ORGANISATION and is_proper)

    def _has_pronouns(self) -> bool:
        """Whether a pronoun, or *her* of her statement, may name the speaker of words in marks."""
        mentions = [placed.attribution.mention for placed in self.placed.values()]
        return any(mention is not None and mention.kind in (PRONOUN, DOCUMENT) for mention in mentions)

    def _items(self, *, reported: bool) -> Iterator[tuple[int, int, int | Reported]]:
        """What becomes a quotation, with its place in the text: marked words by index, and reported words if wanted."""
        for index, one in enumerate(self.marked):
            yield one.start, index, index
        if not reported:
            return
        taken = {placed.attribution.cue for placed in self.placed.values() if placed.attribution.cue is not None}
        turns = list(find_transcript([scene for scene in self.scenes if scene.paragraph.zone is None]))
        spoken = {id(turn.scene) for turn in turns}
        for scene in self.scenes:
            if scene.paragraph.zone is None and not scene.paragraph.title_case and id(scene) not in spoken:
                turns.extend(find_reported(scene, taken))
        for found in turns:
            yield found.start, -1, found

    def _reported(self, found: Reported, referent: Referent | None, before: str | None) -> Quotation:
        """A quotation without marks. before: the id of the piece before under the same cue."""
        answer = Attribution(-1, found.mention, found.cue, found.rule)
        start, end = found.start - self.shift, found.end - self.shift
        return Quotation(
            id=f"{self.document.id}/{Part.BODY.value}/{start}-indirect",
            document=self.document.id,
            part=Part.BODY,
            start=start,
            end=end,
            text=self.text[found.start : found.end],
            kind=Kind.INDIRECT,
            speaker=referent.name if referent is not None else None,
            entity=self._entity(referent),
            speaker_mention=self._span(found.mention.start, found.mention.end, self.shift),
            cue=self._span(*found.cue, self.shift),
            told_to=self._told_to(found.scene, found.token, answer, referent, self.shift),
            continues=before,
            flags=flags_of(found.scene, found.token, None, answer, self._year()),
            confidence=found.confidence if referent is not None else 0.0,
            reason=Reason(f"indirect {found.rule}"),
            context=self._sentence(found.scene, found.token),
        )

    def _year(self) -> int | None:
        return self.document.published.start.year if self.document.published is not None else None

    def _quotation(self, index: int, one: Marked, placed: _Placed, ids: Mapping[int, str]) -> Quotation:
        scene, attribution = placed.scene, placed.attribution
        is_headline = attribution.rule == "headline" or scene.paragraph.zone in HEADLINES
        if attribution.chance is None:
            attribution = attribution._replace(chance=_CHANCE.get(attribution.rule, 0.0))
        words = self.text[one.start : one.end]
        named = self._names_a_thing(index, words, placed)
        alone = not scene.has_prose and one.depth == 0
        speech = is_speech(attribution, words, turn=one.turn) and not named
        kind = Kind.SCARE
        if speech or is_sentence(words, alone=alone):
            kind = Kind.HEADLINE if is_headline else kind_of(self.text, one.start, one.end, scene, placed.token)
        referent = self._referent(placed, one) if speech else None
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
            cue=self._cue(placed, shift) if speech else None,
            told_to=self._told_to(scene, placed.token, attribution, referent, shift) if speech else (),
            continues=self._continues(one, placed, ids) if speech else None,
            flags=flags_of(scene, placed.token, one, attribution, self._year()),
            confidence=round(attribution.chance or 0.0, 3) if referent is not None else 0.0,
            reason=Reason(attribution.rule, self._runner_up(attribution, referent)),
            context=self._context(index),
        )

    def _names_a_thing(self, index: int, words: str, placed: _Placed) -> bool:
        """Whether the words name a work or a thing, by what stands before them or as one more of several."""
        scene, token, attribution = placed.scene, placed.token, placed.attribution
        joined = (
            token > 1 and scene.low(token - 1) in ("and", "or", ",") and scene.tokens[token - 2].quote in self.things
        )
        cue = self.text[slice(*attribution.cue)] if attribution.cue is not None else ""
        one = self.marked[index]
        named = names_a_thing(self.text, one.outer_start, one.end, words, cue) or (joined and is_title(words.split()))
        if named:
            self.things.add(index)
        return named

    def _cue(self, placed: _Placed, shift: int) -> Span | None:
        """The reporting words, or the colon right before the marks where they are all that reports."""
        if placed.attribution.cue is not None:
            return self._span(*placed.attribution.cue, shift)
        if placed.attribution.rule != "colon" or placed.scene.low(placed.token - 1) != ":":
            return None
        return self._span(*placed.scene.span(placed.token - 1, placed.token), shift)

    def _continues(self, one: Marked, placed: _Placed, ids: Mapping[int, str]) -> str | None:
        """The piece before: of a reopened paragraph, or of a quotation split around its one attribution."""
        piece = one.reopens if one.reopens is not None else self._piece_before(placed)
        if piece is None or one.depth > 0 or self.speakers.get(piece) is None:
            return None
        return ids[piece]

    def _piece_before(self, placed: _Placed) -> int | None:
        """“A,” Vance said, “b.” and “A,” Vance said. “B.”: the piece that the same cue attributes from behind."""
        scene, token, cue = placed.scene, placed.token, placed.attribution.cue
        quotes = scene.paragraph.quotes
        at = bisect_left(quotes, token) - 1
        if cue is None or at < 0 or quotes[at] < token - _CONTEXT:
            return None
        before = quotes[at]
        piece = scene.tokens[before].quote
        first = self.placed[piece].attribution if piece is not None else None
        if first is None or first.cue != cue or first.rule not in ("behind", "before", "continued"):
            return None
        if scene.paragraph.begins[before] > cue[0] and token - before > 1:
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
        if mention.kind is PRONOUN:
            return self.speakers.get(one.parent) if mention.gender == "i" and one.parent is not None else None
        return self.people.named(mention)

    def _resolve(self, mention: Mention | None) -> Referent | None:
        if mention is None or mention.is_nobody:
            return None
        if mention.kind is PRONOUN:
            return self.pronouns.resolve(mention, mention.paragraph)
        if mention.kind is DOCUMENT and (owner := self._owner(mention)) is not None:
            return owner
        return self.people.jointly(self.scenes[mention.paragraph], mention) or self.people.of(mention)

    def _owner(self, mention: Mention) -> Referent | None:
        """*Her statement read*: the person or body whose document it is."""
        scene = self.scenes[mention.paragraph]
        if scene.low(mention.first) not in ("his", "her", "its", "their"):
            return None
        owner = self.pronouns.resolve(possessive_mention(scene, mention.first), mention.paragraph)
        return owner if owner is not None and owner.kind in (A_PERSON, A_BODY) else None

    def _runner_up(self, attribution: Attribution, chosen: Referent | None) -> str | None:
        """The name of the next candidate; None where it is the one chosen, by another mention."""
        mention = attribution.runner_up
        if mention is None:
            return None
        referent = self.people.of(mention)
        name = referent.name if referent is not None else mention.text
        return None if chosen is not None and (referent is chosen or name == chosen.name) else name

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
        return self._sentence(scene, token)

    def _sentence(self, scene: Scene, token: int) -> str:
        """The sentence around a token, or of a sentence without end what stands near."""
        first, after = scene.paragraph.sentence_of(token)
        first, after = max(first, token - _CONTEXT), min(after, token + _CONTEXT)
        return self.text[slice(*scene.span(first, after))]

    def _span(self, start: int, end: int, shift: int) -> Span | None:
        """The words in the part that begins at `shift`; None for words of the other part, which have no place in it."""
        if shift != (self.shift if start >= self.shift else 0):
            return None
        return Span(start - shift, end - shift, self.text[start:end])

    def _told_to(
        self, scene: Scene, token: int, answer: Attribution, speaker: Referent | None, shift: int
    ) -> tuple[ToldTo, ...]:
        told = self.channels.told_to(scene, token, answer, speaker, self.text)
        return tuple(replace(one, start=one.start - shift, end=one.end - shift) for one in told)
