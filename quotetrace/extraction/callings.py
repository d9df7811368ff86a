"""What holders of an office are called besides: a senator is a lawmaker, a striker a player, a constable an officer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from quotetrace.extraction.referents import NOT_DISTINCTIVE
from quotetrace.lexicons import lines

# Heads that stand for whoever was named last, where their sex and number agree: "the official", "the politician".
GENERIC = frozenset(
    "official politician leader lawmaker man woman candidate nominee front-runner frontrunner mogul businessman "
    "billionaire tycoon diplomat lawyer attorney doctor professor academic researcher scientist author writer "
    "activist campaigner veteran minister senator congressman congresswoman governor mayor president chairman "
    "chairwoman executive founder owner director manager spokesman spokeswoman spokesperson democrat republican "
    "actor actress singer coach player chief boss head secretary premier premiership chancellor general judge "
    "officer strategist hopeful rival contender neurosurgeon surgeon priest bishop teacher student resident "
    "businesswoman policeman policewoman sportsman sportswoman heiress ballerina footballer athlete striker midfielder "
    "defender goalkeeper winger batsman bowler cyclist swimmer golfer jockey boxer sprinter champion skipper captain "
    "native star critic opponent speaker expert analyst mp td legislator parliamentarian assemblyman monarch cleric "
    "agent nun clergyman clergywoman vicar rector imam rabbi sheikh pundit rapper drummer comedian comic entertainer "
    "novelist poet playwright filmmaker umpire referee tactician trainer gaffer seamer spinner all-rounder flanker "
    "policymaker technocrat financier publicist physician virologist epidemiologist economist historian "
    "newcomer incumbent campaigner".split()
)
# The ones of them that are trades: whoever is known to be something else is not meant.
TRADES = frozenset(
    "doctor lawyer attorney professor academic researcher scientist author writer actor actress singer coach "
    "player mayor "
    "minister councillor sheriff priest bishop teacher student judge surgeon neurosurgeon officer resident critic "
    "analyst strategist nun clergyman clergywoman vicar rector imam rabbi sheikh monarch legislator parliamentarian "
    "assemblyman rapper drummer umpire referee seamer spinner physician virologist epidemiologist economist historian "
    "novelist poet playwright agent lawmaker mp td".split()
)


@cache
def callings() -> dict[str, frozenset[str]]:
    """Noun → the words in offices whose holders it may stand for."""
    out: dict[str, frozenset[str]] = {}
    for line in lines("callings.tsv"):
        nouns, _, words = line.partition("\t")
        for noun in nouns.split():
            out[noun] = out.get(noun, frozenset()) | frozenset(words.split())
    return out


def is_called(words: Sequence[str], offices: Iterable[Sequence[str]]) -> bool:
    """Whether a role's noun is a word for the holder of one of the offices, or its other words tell the same body."""
    noun, modifiers = words[-1], set(words[:-1]) - NOT_DISTINCTIVE
    meant = callings().get(noun, frozenset()) | {noun}
    now = [office for office in offices if all((word in words) is (word in office) for word in ("former", "shadow"))]
    return any(meant.intersection(office) or modifiers.intersection(office) for office in now)
