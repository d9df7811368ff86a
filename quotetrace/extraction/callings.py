"""What people are called by their trade: nouns that take up whoever was named last, and what shows a trade."""

from __future__ import annotations

from quotetrace.extraction.referents import Referent
from quotetrace.folding import fold_name

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
# What those who practise a trade are called besides: an officer is a sergeant, an academic a professor.
CALLINGS = {
    word: frozenset(callings.split())
    for words, callings in (
        ("officer", "officer detective sergeant constable inspector superintendent garda commander captain sheriff"),
        ("lawyer attorney", "lawyer attorney counsel barrister solicitor advocate"),
        ("academic researcher scientist", "professor prof lecturer researcher scientist academic historian biologist"),
        ("doctor physician", "doctor surgeon consultant physician gp dr"),
        (
            "lawmaker legislator parliamentarian mp td assemblyman",
            "mp mps mla mlc mna mpa mca mep msp td senator representative rep sen congressman congresswoman "
            "assemblyman assemblywoman deputy lawmaker legislator backbencher delegate minister "
            "secretary speaker whip leader",
        ),
        ("monarch", "king queen oba eze emir sultan hrh hrm sovereign ruler"),
        ("nun", "sister nun prioress abbess mother"),
        (
            "priest cleric clergyman clergywoman vicar rector",
            "priest father fr rev revd reverend vicar rector canon curate pastor dean monsignor bishop archdeacon "
            "archbishop imam rabbi sheikh ayatollah mullah mufti cleric clergyman ven",
        ),
        ("singer", "singer songwriter vocalist frontman frontwoman popstar crooner"),
        ("soldier", "soldier private corporal sergeant lieutenant captain major trooper gunner"),
        ("minister", "minister secretary"),
    )
    for word in words.split()
}


def practises(referent: Referent, trade: str) -> bool:
    """Whether one of the referent's roles is a calling of the trade: *the officer* after *Detective Sergeant Kade*."""
    callings = CALLINGS.get(trade, frozenset())
    return any(word in callings for role in referent.roles for word in fold_name(role))
