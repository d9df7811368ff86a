"""What a reader must know before trusting a quotation: nested, unclosed, never said, only imagined, said long ago."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from quotetrace.extraction.marks import Marked
from quotetrace.extraction.scenes import Scene
from quotetrace.extraction.sieves import Attribution
from quotetrace.model import Flag

_NEGATIONS = frozenset("not never n't nobody neither denied denies without refused declined".split())
_CONTRACTED = ("n't", "n’t")
_HYPOTHETICAL = frozenset("would might could may should if imagine suppose whether".split())
_IF = frozenset("if imagine suppose whether".split())
_AUXILIARIES = frozenset("did does do didn't doesn't has have had hasn't hadn't".split())
# Tokens around the marks that are read for a year.
_WINDOW = 60
# Tokens before the cue in which a negation or a modal governs it.
_REACH = 4
_YEAR = re.compile(r"\b(?:in|since|of|back in|from)\s+(?:[A-Z][a-z]+\s+)?(1[89]\d\d|20\d\d)\b", re.IGNORECASE)
_AGO = re.compile(
    r"\b(?:years|decades|a year|a decade) ago\b|\bas far back as\b|(?<!had )\bonce (?:said|wrote|told|quipped)\b|"
    r"\bthe late [A-Z]",
    re.IGNORECASE,
)
# Words of which one stands in what the patterns above find, and how a year begins: most sentences have neither.
_DATING = frozenset("ago back once late".split())
_CENTURIES = frozenset(("18", "19", "20"))
# Verbs that turn a negation before them round: did not hesitate to say.
_TURNED = frozenset("hesitate fail refuse stop shy forget".split())


def flags_of(
    scene: Scene, token: int, one: Marked | None, attribution: Attribution, year: int | None
) -> tuple[Flag, ...]:
    """The flags in the order of `Flag`. one: the marks, None for indirect speech; year: the document's, where known."""
    governed = _governing_words(scene, attribution)
    found = []
    if one is not None and one.depth > 0:
        found.append(Flag.NESTED)
    if one is not None and one.unclosed:
        found.append(Flag.UNCLOSED)
    if (_says_nobody(attribution) or any(map(_negates, governed))) and _TURNED.isdisjoint(governed):
        found.append(Flag.NEGATED)
    supposed = not _HYPOTHETICAL.isdisjoint(governed) and not _said_no_more(scene, attribution, governed)
    if supposed or _is_asked(scene, attribution):
        found.append(Flag.HYPOTHETICAL)
    if attribution.mention is not None and _is_historical(scene, token, year):
        found.append(Flag.HISTORICAL)
    return tuple(found)


def _negates(word: str) -> bool:
    return word in _NEGATIONS or word.endswith(_CONTRACTED)


def _says_nobody(attribution: Attribution) -> bool:
    """*No one said*."""
    return attribution.cue is not None and attribution.mention is not None and attribution.mention.is_nobody


def _governing_words(scene: Scene, attribution: Attribution) -> list[str]:
    """The words right before the cue, back to its speaker or a comma."""
    if attribution.cue is None or attribution.inherits is not None:
        return []
    begins = scene.paragraph.begins
    cue = bisect_left(begins, attribution.cue[0])
    if cue == len(begins) or begins[cue] != attribution.cue[0]:
        return []
    out: list[str] = []
    for index in range(cue - 1, max(cue - 1 - _REACH, -1), -1):
        if scene.is_quote(index) or scene.low(index) in (",", ":", ";") or index + 1 in scene.ending:
            break
        out.append(scene.low(index))
    return out


def _said_no_more(scene: Scene, attribution: Attribution, governed: Sequence[str]) -> bool:
    """*Was all he would say*, *would only say*: a modal that tells of words which were said, and that no more were."""
    mention = attribution.mention
    if mention is None:
        return False
    first, _ = scene.paragraph.sentence_of(mention.first)
    before = [scene.low(index) for index in range(mention.first - 1, max(first, mention.first - 2) - 1, -1)]
    if _IF & {*governed, *before}:
        return False
    return "only" in governed or before[:1] in (["all"], ["most"]) or before == ["that", "all"]


def _is_asked(scene: Scene, attribution: Attribution) -> bool:
    """*Did Vance say “…”?*: a question that begins with an auxiliary and its subject."""
    if attribution.cue is None or attribution.mention is None or attribution.mention.end > attribution.cue[0]:
        return False
    first, after = scene.paragraph.sentence_of(attribution.mention.first)
    return (
        scene.low(first) in _AUXILIARIES
        and attribution.mention.first <= first + 2
        and scene.low(after - 1) == "?"
        and scene.paragraph.ends[after - 1] > attribution.cue[1]
    )


def _is_historical(scene: Scene, token: int, year: int | None) -> bool:
    """Whether the sentence dates the words to a year before the document's."""
    first, after = scene.paragraph.sentence_of(token)
    first, after = max(first, token - _WINDOW), min(after, token + _WINDOW)
    if not any(low in _DATING or low[:2] in _CENTURIES for low in scene.lows[first:after]):
        return False
    frame = " ".join(one.text for one in scene.tokens[first:after] if one.quote is None)
    if _AGO.search(frame):
        return True
    return any(year is None or int(match.group(1)) < year for match in _YEAR.finditer(frame))
