"""Who published a document: the names that a page carries of its own outlet, and which of them to believe.

An outlet is the site's name in metadata, its masthead, its copyright line, its domain or the agency slug of the
dateline, in that order. A credit inside the text (*as per Sputnik*, ``(Image: AP)``) is somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from quotetrace.folding import fold_name
from quotetrace.lexicons import lines
from quotetrace.press import KnownOutlet, current, taken_apart
from quotetrace.reading.addresses import archived

# "- Sputnik International, 1920": a picture's alternative text with the site, the picture's width and perhaps a date.
_TAIL = re.compile(
    r"^(?P<caption>.*?)(?:^|\s)[-–—|]\s*(?P<name>[^\W\d_][\w.&'’ -]{1,48}?),\s*(?P<width>\d{3,4})"
    r"(?:,\s*(?P<date>\d\d?\.\d\d?\.\d{4}))?$"
)
# Words in the names of outlets; one of them makes a short line above the headline a masthead.
_OUTLET_WORD = re.compile(
    r"\b(?:news\w*|times|post|herald|daily|tribune|journal|gazette|today|blog|press|agency|chronicle|observer|mail|wire|"
    r"telegraph|standard|courier|dispatch|examiner|guardian|independent|bulletin|review|weekly|monitor|mirror|sentinel|"
    r"star|sun|globe|record|register|reporter|inquirer|enquirer|broadcasting|radio|tv|television|online|media|magazine|network|echo|argus|advertiser|ledger|advocate|newsletter|"
    r"bugle|clarion|packet|informer|mercury|metro|express)\b",
    re.IGNORECASE,
)
_OPENINGS = ("The", "Daily", "Radio")
_HEADLINE_VERB = re.compile(
    r"\b(?:slams?|attacks?|says?|blames?|hits?|faces?|wins?|backs?|calls?|meets?|blasts?|rips?|tells?|warns?|takes?|makes?|"
    r"gets?|goes|leaves?|quits?|joins?|buys?|sells?|sues?|bans?|blocks?|shuts?|opens?|closes?|launches|denies|rejects?|"
    r"accuses?|defends?|breaks?|kills?|loses?|seeks?|wants?|vows?|urges?|is|are|was|were|has|have|will|to|for|after|over|against)\b",
    re.IGNORECASE,
)
# The first entries of a menu run together: "HomeWorld News".
_MENU = re.compile(r"Home(?:[A-Z]|\s*[|»>/])")
_SECTION = re.compile(
    r"(?:(?:the|world|us|u\.s\.|uk|eu|business|sports?|breaking|top|latest|local|national|international|regional|foreign|tech|"
    r"technology|science|health|entertainment|political|politics|opinion|economic|financial|market|more|all|live|today's|"
    r"related|featured|recent|trending|video|and|&)\s+)+(?:news(?:wire)?|online|today|media|tv|video|review|wire)",
    re.IGNORECASE,
)
_COPYRIGHT_NAME = re.compile(
    r"(?:copyright|©|\(c\))[\s,:©]{0,20}+(?:\(c\)\s*+)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)\d\d|\d\d|present))?)?[\s,]*+(?:by\s+)?"
    r"(?P<name>[^\W\d_][\w&'’ /.-]{1,58}?)(?=\s*(?:[,|©]|\.(?:\s|$)|-\s|–|all\s+rights|(?:19|20)\d\d|$))",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"(?<!\s)\s+(?:Ltd|Limited|LLC|Inc|PLC|GmbH|Corp|Corporation|Pty|Company)\.?(?:\s+Ltd\.?)?$", re.IGNORECASE
)
# What a known outlet's name may carry behind it: its section, its site, the correspondent's place.
_BRANCH = re.compile(r"(?:\s+(?:News|Sport|Sports|Business|Online|World|International)|\.com|,\s+[A-Z][\w ]{2,24})+$")
# What a masthead may carry behind the name: its edition, the place in brackets that a press archive adds.
_EDITION = re.compile(
    r"(?:(?<!\s)\s+)?[–—|,:(-]\s*(?:the\s+)?(?:[\w.]+\s+){0,2}(?:edition|issue|e-paper)\b.*$", re.IGNORECASE
)
_PLACE_BEHIND = re.compile(r"(?:(?<!\s)\s+)?\([^()]{2,40}\)$")
# American stations go by four letters that begin with W or K, perhaps with a suffix.
_CALL_SIGN = re.compile(r"[WK][A-Z]{3}(?:-(?:TV|DT|FM|AM))?")
_NOT_A_NAME = re.compile(
    r"^(?:all\s+rights|notice|policy|powered\b.*|the\s+author|reserved|material|protected|inc|www)\b", re.IGNORECASE
)
# Places that carry other people's pages: their domain is nobody's outlet.
_CARRIERS = frozenset(
    {
        "archive.org",
        "web.archive.org",
        "archive.ph",
        "archive.is",
        "archive.today",
        "google.com",
        "news.google.com",
        "webcache.googleusercontent.com",
        "facebook.com",
        "twitter.com",
        "x.com",
        "t.co",
        "youtube.com",
        "reddit.com",
        "linkedin.com",
    }
)
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_MASTHEAD_WORDS = 6
# A name set in capitals, in words, THE included; those that join words of a headline and hardly ever of a name.
_SET_NAME_WORDS = range(2, 5)
_SMALL_WORDS = frozenset({"of", "in", "on", "at", "by", "with", "from", "as", "that", "who"})
# How the title of a feed is told from other evidence: a section may stand beside the name (*Brevik Post » News*).
FEED, FEED_OF_ENTRY = "the feed's title", "the feed that the entry is from"
# No masthead's line is longer, in characters: name, edition, place.
LONGEST_MASTHEAD = 100


@dataclass(frozen=True, slots=True)
class Tail:
    """The end of a picture's alternative text: the outlet's name, and the caption before it (empty for a logo's)."""

    name: str
    caption: str


def sputnik_tail(text: str) -> Tail | None:
    """The outlet and caption of a picture's alternative text printed as a line, None for any other line."""
    if not text or not text[-1].isdigit():
        return None
    match = _TAIL.match(text)
    if match is None or not match["name"][0].isupper():
        return None
    if match["date"] is None and match["caption"]:
        return None
    return Tail(match["name"].strip(), match["caption"].strip())


def is_outlet_name(text: str) -> bool:
    """Whether a line is the name of an outlet that is known."""
    return known_by_name(text) is not None


def known_by_name(text: str, *, host: str | None = None) -> KnownOutlet | None:
    """The known outlet that a line names, be it with the section or the place behind the name (*BBC Sport*); host: of
    the page, as in `press.Outlets.by_name`."""
    if len(text) > LONGEST_MASTHEAD:
        return None
    table, bare = current(), text.strip(" |•·–—-")
    return table.by_name(bare, host=host) or table.by_name(_BRANCH.sub("", bare), host=host)


def could_be_masthead(text: str) -> bool:
    """Whether a short line reads like the name of an outlet, known or not: capitalised words that end in a word for one
    (*Brevik Daily News*) or open with *The*, *Daily* or *Radio*; a headline (*Board Slams Fake News*) has a verb."""
    if len(text) > LONGEST_MASTHEAD:
        return False
    words = bare_masthead(text).split()
    if is_call_sign(" ".join(words)):
        return True
    if not 2 <= len(words) <= _MASTHEAD_WORDS or _HEADLINE_VERB.search(text) or _MENU.match(text):
        return False
    if not all(word[0].isupper() or word in ("of", "the", "and", "&", "de") for word in words):
        return False
    return bool(_OUTLET_WORD.fullmatch(words[-1]) or (words[0].capitalize() in _OPENINGS and _OUTLET_WORD.search(text)))


def is_set_as_masthead(text: str) -> bool:
    """Whether a line is set as a paper's name and as little else: *THE* and one to three capitalised words without a
    verb or preposition, of which one at least is no common word (*THE LONG READ* is a kicker)."""
    words = text.split()
    if len(words) not in _SET_NAME_WORDS or words[0] != "THE" or not all(word.isalpha() for word in words):
        return False
    small = any(word.lower() in _SMALL_WORDS for word in words[1:])
    return (
        text.isupper() and not small and not _HEADLINE_VERB.search(text) and not has_common_words(" ".join(words[1:]))
    )


def bare_masthead(text: str) -> str:
    """The name on a masthead's line, without ornaments, edition and the place in brackets."""
    name = _PLACE_BEHIND.sub("", _EDITION.sub("", text.strip(" |•·–—-")))
    return name.strip(" |•·–—-,:")


def says_edition(text: str) -> bool:
    """Whether a line is a name with an edition (*Kanalposten – English edition*): only mastheads are."""
    return bool(_EDITION.search(text)) and bool(bare_masthead(text))


def is_call_sign(text: str) -> bool:
    """Whether a name is the call sign of an American station and no common word in capitals."""
    return bool(_CALL_SIGN.fullmatch(text)) and text.lower() not in _common_words()


def has_common_words(text: str) -> bool:
    """Whether a name consists of nothing but common words (*Strike Talks*), as the matter of a story does."""
    return all(word in _common_words() for word in fold_name(text))


def has_headline_verb(text: str) -> bool:
    """Whether a short line has a verb that headlines have and names have not."""
    return bool(_HEADLINE_VERB.search(text))


def is_section(text: str) -> bool:
    """Whether a line is the name of a page's section (*World News*), which is nobody's masthead."""
    return bool(_SECTION.fullmatch(text))


def copyright_name(text: str) -> str | None:
    """Whose copyright a line claims, None where it names nobody."""
    match = _COPYRIGHT_NAME.search(text)
    if match is None or _NOT_A_NAME.match(match["name"]):
        return None
    return _COMPANY.sub("", match["name"].strip(" .,-/"))


def domain_outlet(url: str | None) -> str | None:
    """The outlet of a page's address: its name if known, else the bare host; None for archives and networks."""
    host = host_of(url)
    if host is None or host in _CARRIERS:
        return None
    known = known_by_domain(host)
    return known.name if known else host


def host_of(url: str | None) -> str | None:
    """The host of an address without ``www.``, ``m.`` and ``amp.``; of an archived page the original's host."""
    if not url:
        return None
    try:
        host = taken_apart(archived(url) or url).hostname or ""
    except ValueError:
        return None
    host = re.sub(r"^(?:www\d?|m|amp|mobile|edition)\.", "", host)
    return host if _HOST.fullmatch(host) and not host.replace(".", "").isdigit() else None


def is_front_page(address: str) -> bool:
    """Whether an address is that of a site and of no page in it."""
    return host_of(address) is not None and taken_apart(address).path.strip("/") == ""


def known_by_domain(host: str) -> KnownOutlet | None:
    """The known outlet of a host or of a domain above it (``edition.cnn.com`` is CNN)."""
    return current().by_domain(host)


def writes_month_first(outlet: str | None) -> bool:
    """Whether an outlet is known to write number dates month first."""
    known = (current().named(outlet) or known_by_name(outlet)) if outlet else None
    return known is not None and known.month_first


def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency, which signs texts on other people's pages."""
    return name.lower() in agencies()


@cache
def agencies() -> Mapping[str, str]:
    """Agency names as they sign datelines, by their lower case."""
    return {name.lower(): name for name in lines("agencies.txt")}


@cache
def _common_words() -> frozenset[str]:
    return frozenset(line.split("\t")[0] for line in lines("word_frequencies.tsv"))
