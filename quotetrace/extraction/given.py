"""Quotations that somebody else extracted: their words are taken as they stand, their speakers resolved where asked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.quotations import Reading
from quotetrace.extraction.referents import Referent
from quotetrace.extraction.scenes import Scene
from quotetrace.model import Document, Entity, EntityKind, Extraction, GivenQuotation, Part, Quotation, Reason, Span

_RULE = "given"


def extract_given(document: Document, given: Sequence[GivenQuotation]) -> tuple[Extraction, list[int]]:
    """The quotations as given, in the order of the text, and the indices of those that lie outside the document.

    A null speaker is whom the words at `mention` stand for, read as this package reads names, roles and pronouns;
    without a mention, or where nothing there names anybody, it stays unknown. Of two at one place the first counts.
    """
    reading = _Given(document)
    return reading.taken(given)


class _Given(Reading):
    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.written = [scene for scene in self.scenes if scene.tokens]

    def taken(self, given: Sequence[GivenQuotation]) -> tuple[Extraction, list[int]]:
        """See `extract_given`."""
        texts = {Part.BODY: self.document.text, Part.HEADLINE: self.document.headline or ""}
        unfit = [index for index, one in enumerate(given) if not 0 <= one.start < one.end <= len(texts[one.part])]
        fit = set(range(len(given))).difference(unfit)
        ids: dict[int, str] = {}
        quotations: dict[str, Quotation] = {}
        for index in sorted(fit, key=lambda index: (self._place_of(given[index]), index)):
            one = given[index]
            name = f"{self.document.id}/{one.part.value}/{one.start}"
            before = ids.get(one.continues) if one.continues is not None else None
            if name not in quotations:
                ids[index] = name
                quotations[name] = self._given(one, name, texts[one.part], before)
        return Extraction(self.document, tuple(quotations.values()), tuple(self.entities)), unfit

    def _place_of(self, one: GivenQuotation) -> int:
        """Where it begins in the text that is read, headline and body."""
        return one.start + (self.shift if one.part is Part.BODY else 0)

    def _given(self, one: GivenQuotation, name: str, text: str, before: str | None) -> Quotation:
        at = self._place_of(one)
        shift = at - one.start
        mention = self._mention(one.mention[0] + shift, one.mention[1] + shift) if one.mention is not None else None
        entity = self._named(one.speaker) if one.speaker is not None else self._entity(self._resolved(at, mention))
        return Quotation(
            id=name,
            document=self.document.id,
            part=one.part,
            start=one.start,
            end=one.end,
            text=text[one.start : one.end],
            kind=one.kind,
            speaker=self.entities[entity].name if entity is not None else None,
            entity=entity,
            speaker_mention=_span(text, one.mention),
            cue=_span(text, one.cue),
            continues=before,
            flags=one.flags,
            confidence=1.0 if entity is not None else 0.0,
            reason=Reason(_RULE),
            context=self._context_of(at),
        )

    def _resolved(self, at: int, mention: Mention | None) -> Referent | None:
        referent = self._resolve(mention)
        self.pronouns.said(at, referent)
        return referent

    def _named(self, name: str) -> int:
        """The speaker of that name, one the document knows or one more."""
        for place, entity in enumerate(self.entities):
            if name == entity.name:
                return place
        persons = [one for one in self.people.register.all if name in (one.name, *one.aliases)]
        if not persons:  # a surname alone, of one person only
            persons = [one for one in self.people.register.all if one.name.split()[-1:] == [name]]
        index = self._entity(persons[0]) if len(persons) == 1 else None
        if index is not None:
            return index
        self.entities.append(Entity(name, EntityKind.PERSON))
        return len(self.entities) - 1

    def _mention(self, start: int, end: int) -> Mention | None:
        """The mention that has most characters in common with the words there; the first of equals, None for none."""
        scene = self._scene(start)
        near = [one for one in scene.mentions if one.start < end and start < one.end] if scene is not None else []
        return max(near, key=lambda one: min(end, one.end) - max(start, one.start), default=None)

    def _scene(self, at: int) -> Scene | None:
        """The paragraph that holds a place of the text."""
        number = bisect_right(self.written, at, key=lambda scene: scene.paragraph.begins[0]) - 1
        return self.written[number] if number >= 0 else None

    def _context_of(self, at: int) -> str:
        scene = self._scene(at)
        if scene is None:
            return ""
        token = bisect_right(scene.paragraph.begins, at) - 1
        return self._sentence(scene, max(token, 0))


def _span(text: str, place: tuple[int, int] | None) -> Span | None:
    """The words at a place of the part, None where it has none such."""
    if place is None or not 0 <= place[0] < place[1] <= len(text):
        return None
    return Span(place[0], place[1], text[place[0] : place[1]])
