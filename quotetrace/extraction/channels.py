"""Where it was said, as the writer has it: *told broadcaster NRK*, *in a statement*, *according to the Echo*."""

from __future__ import annotations

from quotetrace.extraction.attribution import Attribution
from quotetrace.extraction.clauses import Scene
from quotetrace.extraction.cues import Form
from quotetrace.extraction.mentions import Mention, MentionKind, head_kind
from quotetrace.lexicons import word_list
from quotetrace.model import ToldTo

# "in a statement", "at a press conference", "on Twitter", "during an interview with the Echo"
_CHANNEL_NOUNS = frozenset(
    "statement interview conference briefing tweet post letter email e-mail speech blog column memo op-ed essay "
    "broadcast message video podcast release report address debate hearing rally forum programme program show "
    "testimony".split()
)
_NETWORKS = frozenset("twitter facebook instagram telegram youtube tiktok linkedin mastodon bluesky x".split())
_PREPOSITIONS = frozenset("in on at during to with via".split())
_AUDIENCES = frozenset("reporters journalists lawmakers supporters parliament delegates voters police".split())
_MEDIA = frozenset(
    "broadcaster newspaper magazine paper channel network station agency website outlet daily weekly radio tv "
    "news programme program show host podcast tabloid broadsheet wire".split()
)
_MEDIA_NAMES = frozenset(
    "times post news herald echo gazette courier journal tribune chronicle telegraph guardian observer mail sun "
    "mirror star standard independent press radio tv television today bbc cnn nbc abc cbs fox msnbc npr reuters "
    "afp ap tass sputnik broadcasting daily weekly magazine register record bulletin argus mercury ledger "
    "dispatch examiner inquirer sentinel".split()
)
# Tokens behind the cue in which a channel is looked for.
_REACH = 12


def told_to(scene: Scene, attribution: Attribution) -> tuple[ToldTo, ...]:
    """The channels named in the attributing clause, in the order of the text; empty where the writer names none."""
    if attribution.cue is None:
        return ()
    first = next((index for index, token in enumerate(scene.tokens) if token.start == attribution.cue[0]), None)
    if first is None:
        return ()
    cue = next((one for one in scene.cues if one.first == first), None)
    if cue is None:
        return ()
    found: dict[int, ToldTo] = {}
    if cue.lemma in ("tell", "inform", "assure", "remind", "brief") and not cue.passive:
        _add(scene, scene.starting.get(cue.after), found)
    _sentence, after = scene.paragraph.sentence_of(first)
    for index in range(cue.after, min(cue.after + _REACH, after)):
        if scene.is_quote(index):
            break
        if scene.low(index) in _PREPOSITIONS:
            _phrase(scene, index + 1, found)
    for other in scene.cues_in(_sentence, after):
        if other.form is Form.ACCORDING and other.first != first:
            _add(scene, scene.starting.get(other.after), found)
    return tuple(found[start] for start in sorted(found))


def _phrase(scene: Scene, at: int, found: dict[int, ToldTo]) -> None:
    """A channel behind a preposition: a statement, a network, an outlet."""
    for index in range(at, min(at + 5, len(scene.tokens))):
        low = scene.low(index)
        if scene.is_quote(index) or low in (",", ".", ";") or low in _PREPOSITIONS:
            return
        if low in _CHANNEL_NOUNS:
            tokens = scene.tokens[at : index + 1]
            _put(scene, tokens[0].start, tokens[-1].end, None, found)
            return
        if low in _NETWORKS:
            _put(scene, scene.tokens[index].start, scene.tokens[index].end, scene.tokens[index].text, found)
            return
        mention = scene.starting.get(index)
        if mention is not None:
            if _outlet(mention) is not None:
                _add(scene, mention, found)
            return


def _add(scene: Scene, mention: Mention | None, found: dict[int, ToldTo]) -> None:
    """A mention as a channel: an outlet by name, or an audience in words; a person spoken to is no channel."""
    if mention is None or mention.kind is MentionKind.PRONOUN:
        return
    follower = scene.starting.get(mention.after)
    end = mention
    if mention.kind is MentionKind.ORGANISATION and follower is not None and follower.first == mention.after:
        end = follower
    outlet = _outlet(end) or _outlet(mention)
    words = set(mention.text.lower().split())
    if outlet is None and not words & _AUDIENCES and not words & _MEDIA:
        return
    start = min(mention.start, end.start)
    found[start] = ToldTo(start, end.end, _words(scene, start, end.end), outlet)


def _put(scene: Scene, start: int, end: int, outlet: str | None, found: dict[int, ToldTo]) -> None:
    found[start] = ToldTo(start, end, _words(scene, start, end), outlet)


def _words(scene: Scene, start: int, end: int) -> str:
    """The words between two offsets, one blank between them."""
    return " ".join(token.text for token in scene.tokens if start <= token.start and token.end <= end)


def _outlet(mention: Mention) -> str | None:
    """The outlet a mention names: a name with a word of the press in it, or in capitals behind one."""
    words = mention.core.split()
    capitals = [word for word in words if word[:1].isupper()]
    if not capitals:
        return None
    lows = {word.lower().strip(".,") for word in words}
    if lows & _MEDIA_NAMES or {word.lower() for word in mention.text.split()} & _MEDIA:
        names = capitals
        while len(names) > 1 and names[0].lower() not in _MEDIA_NAMES and head_kind(names[0].lower()) is not None:
            names = names[1:]
        return " ".join(names[-1:] if len(words) != len(capitals) else names)
    if mention.kind is MentionKind.ORGANISATION and len(words) == 1 and words[0].isupper() and len(words[0]) <= 5:
        return words[0] if words[0].lower() not in word_list("organisation_nouns.txt") else None
    return None
