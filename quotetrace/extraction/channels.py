"""Where it was said, as the writer has it: *told broadcaster NRK*, *in a statement*, *according to the Echo*."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotetrace.extraction.cues import ACCORDING, Cue
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import NAME, ORGANISATION, ROLE, is_calendar
from quotetrace.extraction.outletnames import outlet_at
from quotetrace.extraction.referents import A_PERSON, Referent
from quotetrace.extraction.scenes import Scene
from quotetrace.extraction.sieves import Attribution
from quotetrace.extraction.tokens import QUOTATION
from quotetrace.folding import fold_name
from quotetrace.lexicons import word_list
from quotetrace.model import ToldTo
from quotetrace.press import current

if TYPE_CHECKING:
    from quotetrace.extraction.people import People

# "in a statement", "at a press conference", "during an interview with the Echo"
_CHANNEL_NOUNS = frozenset(
    "statement interview conference briefing tweet post letter email e-mail speech blog column memo op-ed essay "
    "broadcast message video podcast release report address debate hearing rally forum programme program show "
    "testimony".split()
)
_NETWORKS = frozenset("twitter facebook instagram telegram youtube tiktok linkedin mastodon bluesky".split())
_PREPOSITIONS = frozenset("in on at during to with via".split())
_AUDIENCES = frozenset("reporters journalists lawmakers supporters parliament delegates voters police".split())
_MEDIA = frozenset(
    "broadcaster newspaper magazine journal paper channel network station agency website outlet daily weekly radio tv "
    "news programme program show podcast tabloid broadsheet wire".split()
)
_MEDIA_NAMES = frozenset(
    "times post news herald echo gazette courier journal tribune chronicle telegraph guardian observer mail sun "
    "mirror star standard independent press radio tv television today bbc cnn nbc abc cbs fox msnbc npr reuters afp "
    "ap tass broadcasting daily weekly magazine register record bulletin argus mercury ledger dispatch examiner "
    "inquirer sentinel bugle clarion advertiser packet informer express metro citizen".split()
)
_NO_OUTLETS = frozenset("NATO EU UN US UK USA FBI CIA NHS IMF WHO GOP".split())
_CARRYING = frozenset("quoted cited reported published broadcast aired carried obtained seen".split())
_TELLING = frozenset("tell inform assure remind brief".split())
_ADDRESSEE_ENDS = frozenset(", . ; : that how why when after before as because while where".split())
# Tokens behind the cue in which a channel is looked for, and in which a phrase must name it.
_REACH = 12
_PHRASE = 6
# Tokens of whom it was told, who ends at a comma or a preposition; no name and office are longer, hostile ones are.
_LONGEST_ADDRESSEE = 40
# Tokens on each side of the cue in which another may name the source; no sentence of a newspaper is longer.
_SENTENCE = 150
# Sentences before the speaker's words that may name the outlet for them.
_SENTENCES_BEFORE = 6
# The longest set of initials that is taken for a broadcaster or an agency behind "told" or "on".
_LONGEST_INITIALS = 5


@dataclass(slots=True)
class Channels:
    """The channels of one document. own: its outlet, which *this newspaper* and a short form of its name stand for.
    people: whom it names; a person called like an outlet (*Forbes*) is none. resolve: whom a mention means."""

    own: str | None = None
    people: People | None = None
    resolve: Callable[[Mention | None], Referent | None] = lambda mention: None
    named: list[str] = field(default_factory=list)

    def told_to(
        self, scene: Scene, token: int, attribution: Attribution, speaker: Referent | None, text: str
    ) -> tuple[ToldTo, ...]:
        """The channels of the attributing clause, in the order of the text, else the outlet named before; empty where
        the writer names none. token: of the words."""
        told = self._told_here(scene, attribution, text)
        return told if told or speaker is None else self._told_before(scene, token, speaker, text)

    def _told_here(self, scene: Scene, attribution: Attribution, text: str) -> tuple[ToldTo, ...]:
        cue = _cue_of(scene, attribution)
        if cue is None:
            return ()
        found: dict[int, tuple[int, int, str | None]] = {}
        if cue.lemma in _TELLING and not cue.passive:
            self._addressee(scene, cue.after, found)
        first, after = scene.paragraph.sentence_of(cue.first)
        for index, low in enumerate(scene.lows[cue.after : min(cue.after + _REACH, after)], cue.after):
            if low == QUOTATION:
                break
            if low in _PREPOSITIONS:
                self._phrase(scene, index + 1, found)
        begin = max(first, cue.first - _REACH)
        for index, low in enumerate(scene.lows[begin : cue.first], begin):
            if low in _PREPOSITIONS or low == "speaking":
                self._phrase(scene, index + 1, found)
        self._carrier(scene, max(first, cue.first - _REACH), min(after, cue.after + _REACH), attribution, found)
        for other in scene.cues_in(max(first, cue.first - _SENTENCE), min(after, cue.first + _SENTENCE)):
            if other.form is ACCORDING and other.first != cue.first:
                self._addressee(scene, other.after, found)
        return tuple(ToldTo(start, end, text[start:end], outlet) for start, (_, end, outlet) in sorted(found.items()))

    def _told_before(self, scene: Scene, token: int, speaker: Referent, text: str) -> tuple[ToldTo, ...]:
        """The outlet that a sentence before the one with the token says the speaker told, none of another between:
        *Vance told the Echo that she had seen it. “It was red,” she said.*"""
        first, _ = scene.paragraph.sentence_of(token)
        for _ in range(_SENTENCES_BEFORE if first else 0):
            begin, after = scene.paragraph.sentence_of(first - 1)
            cues = scene.cues_in(begin, after)
            if not all(self._may_be(scene.subject(cue), speaker) for cue in cues):
                break
            found: dict[int, tuple[int, int, str | None]] = {}
            for cue in cues:
                if cue.lemma in _TELLING and not cue.passive:
                    self._addressee(scene, cue.after, found)
            told = [ToldTo(start, end, text[start:end], outlet) for start, (_, end, outlet) in sorted(found.items())]
            if outlets := tuple(one for one in told if one.outlet is not None or one.text != one.text.lower()):
                return outlets
            if not begin:
                break
            first = begin
        return ()

    def _may_be(self, mention: Mention | None, speaker: Referent) -> bool:
        """Whether nobody else is meant than the speaker, or *a skipper* before the text names the speaker at all."""
        if mention is None or self.resolve(mention) is speaker:
            return True
        introduced = mention.kind is ROLE and not mention.definite
        return introduced and speaker.kind is A_PERSON and speaker.first_seen > mention.start

    def _addressee(self, scene: Scene, first: int, found: dict[int, tuple[int, int, str | None]]) -> None:
        """Whom it was told, where that is an outlet or an audience; a person spoken to is no channel."""
        while scene.low(first) in ("the", "a", "an"):
            first += 1
        after, last = first, min(first + _LONGEST_ADDRESSEE, len(scene.tokens))
        while (
            after < last
            and not scene.is_quote(after)
            and scene.low(after) not in _ADDRESSEE_ENDS
            and (scene.low(after) not in word_list("prepositions.txt") or after == first)
        ):
            after += 1
        while after > first + 1 and is_calendar(scene.low(after - 1)):
            after -= 1  # told reporters Monday
        words = {scene.low(index) for index in range(first, after)}
        outlet = self._outlet(scene, first, after)
        named = outlet is not None or self._is_proper(scene, first, after)
        if after > first and (named or words & _AUDIENCES or words & _MEDIA):
            self._put(scene, first, after, outlet, found)

    def _is_proper(self, scene: Scene, first: int, after: int) -> bool:
        """Whether it is *the Brae Islander*: a name of several words behind *the* that is no person's or office's.

        What has such a name need be no outlet (*told the Shangri-La Dialogue*); whether it is, the collection tells.
        """
        tokens = scene.tokens[first:after]
        if scene.low(first - 1) != "the" or len(tokens) < 2 or not all(one.is_capitalised for one in tokens):
            return False
        return tokens[-1].low not in word_list("titles.txt") and not self._is_person(tokens[-1].text)

    def _carrier(
        self,
        scene: Scene,
        first: int,
        after: int,
        attribution: Attribution,
        found: dict[int, tuple[int, int, str | None]],
    ) -> None:
        """The outlet that carried the words: quoted by the Echo, as reported by it; not where it is the speaker."""
        for index in range(first + 1, after) if "by" in scene.lows[first:after] else ():
            if scene.low(index) != "by" or scene.low(index - 1) not in _CARRYING:
                continue
            mention = next(iter(scene.inside(index + 1, min(index + 4, after))), None)
            speaker = attribution.mention
            article = scene.low(index + 1) in ("the", "a", "an")
            known = self._known_at(scene, index + 1 + article, after, told=True)
            other = mention is None or speaker is None or mention.start != speaker.start
            if other and (known or (mention is not None and self._named_by(mention))):
                self._addressee(scene, index + 1, found)

    def _phrase(self, scene: Scene, first: int, found: dict[int, tuple[int, int, str | None]]) -> None:
        """A channel behind a preposition: a statement, a network, an outlet."""
        for index in range(first, min(first + _PHRASE, len(scene.tokens))):
            low = scene.low(index)
            if scene.is_quote(index) or low in (",", ".", ";") or low in _PREPOSITIONS:
                return
            if low in _CHANNEL_NOUNS:
                outlet = self._outlet(scene, first, index)
                self._put(scene, first, index + 1, outlet, found)
                return
            if low in _NETWORKS:
                self._put(scene, index, index + 1, scene.tokens[index].text, found)
                return
            known = self._known_at(scene, index, len(scene.tokens), told=False)
            if known is not None:
                self._put(scene, index, *known, found)
                return
            mention = scene.starting.get(index)
            if mention is not None:
                if scene.low(mention.after - 1) in _CHANNEL_NOUNS:
                    continue
                outlet = self._named_by(mention)
                if outlet is not None:
                    self._put(scene, mention.first, mention.after, outlet, found)
                return

    def _put(
        self, scene: Scene, first: int, after: int, outlet: str | None, found: dict[int, tuple[int, int, str | None]]
    ) -> None:
        start, end = scene.span(first, after)
        found[start] = (start, end, outlet)
        if outlet is not None and outlet not in self.named:
            self.named.append(outlet)

    # --- which outlet -----------------------------------------------------------------------------------------

    def _outlet(self, scene: Scene, first: int, after: int) -> str | None:
        """The outlet named among the tokens; *the broadcaster* is the one named before."""
        for index in range(first, after):
            known = self._known_at(scene, index, after, told=True)
            if known is not None:
                return known[1]
        words = [scene.low(index) for index in range(first, after)]
        for mention in scene.inside(first, after):
            outlet = self._named_by(mention)
            if outlet is not None:
                return outlet
        capitals = _last_capitals(scene, first, after)
        if capitals and self._is_own(capitals):
            return self.own
        if len(capitals) > 1 and capitals[-1].lower() in _MEDIA_NAMES and not scene.tokens[first].is_capitalised:
            return self._known(" ".join(capitals))  # the local Skarnholm Gazette
        if set(words) & _MEDIA:
            if words[0] in ("this", "our"):
                return self.own
            if capitals and capitals[-1].lower() not in _MEDIA:
                return self._known(" ".join(capitals))
            if len(words) == 1 and self.named:
                return self.named[-1]
        return None

    def _known_at(self, scene: Scene, first: int, after: int, *, told: bool) -> tuple[int, str] | None:
        """The token behind the name of a known outlet that begins at `first`, and its one name."""
        found = outlet_at(scene, first, after, told=told)
        if found is None:
            return None
        end, known = found
        name = scene.tokens[first].text
        if end == first + 1 and not name.isupper() and self._is_person(name):
            return None
        printed = " ".join(scene.tokens[index].text for index in range(first, end))
        return end, self._known(printed, known.name)

    def _is_own(self, capitals: Sequence[str]) -> bool:
        """Whether the document's own outlet is meant: all of its name or the end of it, and no person's name."""
        words, own = fold_name(" ".join(capitals)), fold_name(self.own or "")
        return own[-len(words) :] == words and not self._is_person(capitals[-1])

    def _is_person(self, word: str) -> bool:
        """Whether a person of the document is called so besides a first name."""
        register = self.people.register if self.people is not None else None
        alike = register.with_surname(fold_name(word)[-1]) if register is not None else []
        return any(one.kind is A_PERSON and len(one.words) > 1 for one in alike)

    def _named_by(self, mention: Mention) -> str | None:
        """The outlet a mention names: a name with a word of the press in it, or initials."""
        if mention.kind not in (NAME, ORGANISATION) or not mention.core[:1].isupper():
            return None
        words = mention.core.split()
        if {word.lower() for word in words} & _MEDIA_NAMES:
            return self._known(mention.core)
        initials = len(words) == 1 and words[0].isupper() and len(words[0]) <= _LONGEST_INITIALS
        return self._known(mention.core) if initials and mention.core not in _NO_OUTLETS else None

    def _known(self, name: str, table: str | None = None) -> str:
        """The fullest form of a name: the document's own outlet, or one named before, that ends in the same words; else
        the one name of a known outlet (`table`, if it was found already)."""
        words = fold_name(name)
        for one in (*([self.own] if self.own else []), *self.named):
            if fold_name(one)[-len(words) :] == words:
                return one
        known = current().by_name(name)
        return table or (known.name if known else name)


def _last_capitals(scene: Scene, first: int, after: int) -> list[str]:
    """The last run of capitalised words among the tokens: *Dagens Brevik* of *Swedish newspaper Dagens Brevik*."""
    last = next((index for index in range(after - 1, first - 1, -1) if scene.tokens[index].is_capitalised), first - 1)
    begin = last
    while begin > first and scene.tokens[begin - 1].is_capitalised:
        begin -= 1
    return [scene.tokens[index].text for index in range(begin, last + 1)] if last >= first else []


def _cue_of(scene: Scene, attribution: Attribution) -> Cue | None:
    if attribution.cue is None:
        return None
    start = attribution.cue[0]
    token = bisect_left(scene.paragraph.begins, start)
    cue = next(iter(scene.cues_in(token, token + 1)), None)
    return cue if cue is not None and scene.paragraph.begins[token] == start else None
