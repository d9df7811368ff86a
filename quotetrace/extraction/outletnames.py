"""Names of known outlets among the tokens of a sentence: *told Le Monde*, *told the Hill*, *spoke to Der Spiegel*."""

from __future__ import annotations

from quotetrace.extraction.nouns import demonyms
from quotetrace.extraction.scenes import Scene
from quotetrace.press import KnownOutlet, current

# The longest names of outlets, in tokens: The Organized Crime and Corruption Reporting Project.
_LONGEST = 8
# What may stand behind a name without being of it: BBC Radio, CNN International, Der Spiegel Magazine.
_BEHIND = frozenset("radio tv television news magazine newspaper online sport agency website".split())


def outlet_at(scene: Scene, first: int, after: int, *, told: bool) -> tuple[int, KnownOutlet] | None:
    """The known outlet whose name begins at the token `first`, and the token behind it; None where none does.

    told: it is the one that something was told: there *the Hill* may be The Hill, elsewhere only *The Hill* is.
    """
    token = scene.tokens[first] if first < len(scene.tokens) else None
    if token is None or not token.is_capitalised or _goes_before(scene, first):
        return None
    last = min(after, first + _LONGEST)
    for end in range(last, first, -1):
        if not scene.tokens[end - 1].is_word or _goes_on(scene, end):
            continue
        name = " ".join(scene.tokens[index].text for index in range(first, end))
        known = current().by_name(name)
        if known is None and told and scene.low(first - 1) == "the":
            known = current().by_name(f"The {name}")
        if known is not None:
            return end, known
    return None


def _goes_before(scene: Scene, first: int) -> bool:
    """Whether the token before belongs to the name: *Brevik* before *Financial Times*, not *Russian*."""
    if first == 0 or scene.is_quote(first - 1):
        return False
    before = scene.tokens[first - 1]
    return before.is_capitalised and before.low not in demonyms() and before.low not in ("the", "by")


def _goes_on(scene: Scene, end: int) -> bool:
    """Whether a capital behind makes it a longer name: *Time* in *Time Warner*."""
    behind = scene.tokens[end] if end < len(scene.tokens) else None
    return behind is not None and behind.is_capitalised and behind.low not in _BEHIND and not scene.is_quote(end)
