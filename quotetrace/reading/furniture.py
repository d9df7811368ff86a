"""What a single line says of itself by its wording alone: site chrome, a byline, a caption, a credit, a masthead.

Where a line stands is judged in `zones`. Here doubt means None: a paragraph wrongly taken for furniture loses its
quotations, a menu wrongly taken for prose only wastes a moment. Words in quotation marks with a cue are always prose.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from quotetrace.lexicons import lines, word_list
from quotetrace.model import ZoneKind
from quotetrace.reading.dates import DateFound, find_dates
from quotetrace.reading.outlets import is_outlet_name, sputnik_tail


class Role(Enum):
    """What a unit is: the zone it belongs to, and why in one word. PROSE is no zone."""

    PROSE = (None, "prose")
    HEADLINE = (ZoneKind.HEADLINE, "headline")
    DECK = (ZoneKind.DECK, "deck")
    SUBHEAD = (ZoneKind.SUBHEAD, "subhead")
    DATELINE = (ZoneKind.DATELINE, "dateline")
    BYLINE = (ZoneKind.BYLINE, "byline")
    CAPTION = (ZoneKind.CAPTION, "caption")
    RELATED = (ZoneKind.RELATED, "related")
    MARKER = (ZoneKind.RELATED, "opens related stories")
    MASTHEAD = (ZoneKind.CHROME, "masthead")
    CREDIT = (ZoneKind.CHROME, "picture credit")
    COPYRIGHT = (ZoneKind.CHROME, "copyright")
    REPEAT = (ZoneKind.CHROME, "headline again")
    COMMENTS = (ZoneKind.CHROME, "comments")
    CHROME = (ZoneKind.CHROME, "chrome")

    @property
    def zone(self) -> ZoneKind | None:
        """The kind of zone, None for prose."""
        kind: ZoneKind | None = self.value[0]
        return kind


# Longer lines without a sentence's end are prose all the same, in words.
TITLE_WORDS = 25
# Words up to this many letters may stay small in a headline of capitalised words; so many longer ones decide.
_SHORT_WORD = 4
_LONG_WORDS = 4
# A line that ends in an abbreviation (*in the U.S.*) is a sentence if it has more words than this.
_ABBREVIATED_WORDS = 10
# A site's own sentences to its readers are short, in words; so are captions and lines with dates and names.
_CHROME_SENTENCE_WORDS = 40
_CAPTION_WORDS = 60
# A line known by its opening alone is no longer than this, in characters.
_OPENING_CHARACTERS = 160
# A date line may open with a place, in characters, and one with a label may have so many words of any kind.
_PLACE_CHARACTERS = 24
_STRANGE_WORDS = 2
# No line of furniture is longer, in characters; the words of a line without blanks say nothing.
_LINE_CHARACTERS = 700
_BYLINE_WORDS = 24
_COPYRIGHT_WORDS = 45
# A menu on one line has so many entries or more, each of at most so many words.
_MENU_ENTRIES = 3
_ENTRY_WORDS = 3

# Characters in which the end of a sentence is looked for.
_TAIL = 16
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»“)\]]*$|[:,;][\"'”’»]*$")
_ABBREVIATED = re.compile(r"(?<!\b[A-Z]\.)(?:\b[A-Z]\.){2,}$|\b(?:Jr|Sr|Inc|Co|Corp|St|No|vs)\.$")
# Marks that show words of somebody, and those that may be apostrophes: to look for each is far cheaper than to ask
# every character of a line for a set of them.
_MARKS = '"“”„«»'
_SINGLE_MARKS = re.compile(r"(?<!\w)['‘]|''")
# Reporting verbs, asked of text in lower case; *according to* besides. To cut up a line and look its words up takes a
# third of the time that a pattern of them takes.
_CUES = frozenset(
    "said says say saying told tells added adds stated states stressed warned warns insisted insists claimed claims "
    "argued noted notes asked asks replied explained announced wrote writes called vowed pledged tweeted described "
    "denied admitted urged declared continued concluded recalled remarked responded suggested".split()
)
_ACCORDING = re.compile(r"\baccording\s+to\b")
_RUN = re.compile(r"\w+")
_COMMENTS = re.compile(
    r"(?:no|\d[\d,.]*)\s+(?:comments?|responses?|replies|thoughts?\s+on\b.*)(?:\s*\(\d+\))?\s*:?|"
    r"(?:comments?|responses|discussion|reader\s+comments|join\s+the\s+(?:conversation|discussion))(?:\s*\(\d+\))?\s*:?|"
    r"(?:leave|post|write|add)\s+a\s+(?:comment|reply|response)s?\W*",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"^(?:copyright\b|©\s*(?:copyright\b|(?:19|20)\d\d)|\(c\)\s*(?:19|20)\d\d)|^©.{2,40}(?:19|20)\d\d|"
    r"^\(c\)\s+[A-Z].{2,40}(?:19|20)\d\d\.?$",
    re.IGNORECASE,
)
_AGENCY_PHOTO = (
    r"(?:AP\s+Photo|REUTERS|AFP|Getty(?:\s+Images)?|EPA|EPA-EFE|Shutterstock|Alamy|iStock|Xinhua|Bloomberg|TASS|"
    r"NurPhoto|AA|PA)"
)
_CREDIT = re.compile(
    r"^[(\[]?\s*(?:(?:image|photo|picture|pic|photograph|photos|images|credit|photo\s+credit|image\s+credit|image\s+source|"
    r"source|illustration|graphic|video|courtesy)s?\s*+(?:credit)?\s*+(?::|,(?=\S)|\bby\b|/|©|courtesy\b)\s*.{1,80}|"
    r"©(?!\s*(?:19|20)\d\d).{1,80}|getty\s+images.*|"
    + _AGENCY_PHOTO
    + r"\s*/.{1,60}|file\s+(?:photo|image|picture))\s*[)\]]?\.?$",
    re.IGNORECASE,
)
_CREDIT_INSIDE = re.compile(
    r"[(\[]\s*(?:image|photo|picture|pic|credit|photo\s+credit|file|file\s+photo|video|screengrab|handout)\b[^()\[\]]{0,80}[)\]]|"
    r"\b(?:AP\s+Photo|REUTERS|AFP|EPA)\s*/\s*[A-Z][\w.'-]+|\bGetty\s+Images\b|\b[Pp]hoto(?:graph)?\s*(?:by|:)\s+[A-Z]|"
    r"\bImage\s+(?:credit|source|by):?\s|"
    r"[(\[]" + _AGENCY_PHOTO + r"(?:/[^()\[\]]{1,60})?[)\]]\.?$|\|\s*(?:Photo|Image|Credit)\b|^©\s*(?!(?:19|20)\d\d)\S|"
    r"\bGo to the mediabank|\bFile [Pp]hoto\b"
)
_CAPTION_OPENING = re.compile(
    r"^(?:FILE\s*+(?:PHOTO|IMAGE|PICTURE)?\s*+[-–—:]|file\s+(?:photo|image)\s*[:-]|"
    r"(?:photo|picture|image|caption|pictured|illustration)(?:\s+caption)?\s*:\s|"
    r"in\s+this\s+(?:file\s+)?(?:photo|image|picture|handout|screengrab)\b|(?:watch|video)\s*:\s)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^by:?\s+(?P<names>[A-Z][^\s\d,|•·@–—]*"
    r"(?:[ ,&]+(?:and\s+|with\s+|de |van |von |al-|bin )?[A-Z][^\s\d,|•·@]*){0,9}).*$",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"^[(\[]?(?:reporting|reported|writing|written|editing|edited|additional\s+reporting|compiled|translated)\b"
    r"(?=.*\bby\b).{3,220}$",
    re.IGNORECASE,
)
_POSTED_BY = re.compile(r"(?:posted|published|written)\s+by:?\s+\S.{1,40}?(?:\s+(?:at|on)\s+\d.{1,20})?", re.IGNORECASE)
_FILED = re.compile(
    r"(?:labels|tags|filed\s+under|categor(?:y|ies)|topics|keywords|section)\s*:.{0,200}", re.IGNORECASE
)
_BYLINE_OPENING = re.compile(
    r"^[\s(\[|•·–—-]*(?:(?:first\s+|last\s+|originally\s+)?"
    r"(?:posted|published|updated|modified|created|dated?|issued|released|added|uploaded|written|filed|edited|"
    r"printed|retrieved|accessed|archived|downloaded|embargoed)\b|"
    r"by\b|on\b)",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"(?:updated\s+|posted\s+)?(?:\d+|an?)\s+(?:minute|min|hour|hr|day|week|month|year)s?\s+ago\.?", re.IGNORECASE
)
# How long the article takes to read; what stands beside it on the page may be glued to it.
_READING_TIME = re.compile(
    r"(?:reading\s+time\W*)?\d{1,3}[\s-]*min(?:ute)?s?(?:\s+read(?-i:(?![a-z])).{0,30})?", re.IGNORECASE
)
_BY_LAST = re.compile(r"\bby\s+[\w.-]+$", re.IGNORECASE)
_MENU_BARS = re.compile(r"(?:(?<!\s)\s+)?[|•·»>]\s*|(?<!\s)\s+/\s+|\]\s*\[")
_HOME = frozenset({"home", "home page", "homepage", "front page", "menu"})
# An address alone on its line, or with the words by which print views call it their own.
_ADDRESS = re.compile(
    r"(?:(?:(?:this\s+)?(?:article\s+|page\s+)?printed\s+from|(?:article\s+|page\s+|original\s+|full\s+)?(?:url|link)"
    r"(?:\s+to\s+(?:the\s+)?article)?|permalink|web\s+address|read\s+(?:it\s+|this\s+)?online(?:\s+at)?)\s*:?\s+)?"
    r"(?P<url>https?://[^\s/]+\.[^\s]+)",
    re.IGNORECASE,
)
# The pages of a print (*Page 1 of 2*), the clock of a player (*0:00 / 1:32*).
_COUNTER = re.compile(r"(?:page\s+)\d+(?:\s*(?:of|/)\s*\d+)?|\d?\d:\d\d\s*/\s*\d?\d:\d\d", re.IGNORECASE)
_MAIL_HEAD = re.compile(r"(?:from|to|cc|reply-to|sender)\s*:.{0,160}@\S", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def recognise(text: str, words: int) -> Role | None:
    """What a line's own wording shows it to be; None where it could be prose, a headline or anything."""
    if words > _CAPTION_WORDS or len(text) > _LINE_CHARACTERS or is_quoting(text):
        return None
    if _COMMENTS.fullmatch(text):
        return Role.COMMENTS
    filed = _FILED.fullmatch(text) and not _ends(text)
    if filed or _MAIL_HEAD.match(text) or own_address(text) is not None or is_counter(text):
        return Role.CHROME
    if words <= _COPYRIGHT_WORDS and _COPYRIGHT.match(text):
        return Role.COPYRIGHT
    folded = _plain(text)
    if _listed(folded, *_phrases("chrome.txt"), sentence=_ends(text)) or _is_chrome_sentence(folded, words):
        return Role.CHROME
    if _listed(folded, *_phrases("related.txt"), sentence=_ends(text)):
        return Role.MARKER
    if is_foreign(text) or is_menu(text):
        return Role.CHROME
    return _metadata_role(text, words)


def _metadata_role(text: str, words: int) -> Role | None:
    tail = sputnik_tail(text)
    if tail is not None:
        return Role.CAPTION if tail.caption else Role.MASTHEAD
    if words <= 8 and is_outlet_name(text):
        return Role.MASTHEAD
    if words <= _BYLINE_WORDS and (is_date_line(text) or is_author_line(text)):
        return Role.BYLINE
    timed = text[0] in "rR0123456789" and _READING_TIME.fullmatch(text)
    if timed or _POSTED_BY.fullmatch(text) or _AGO.fullmatch(text) or (_STAFF.match(text) and words <= 40):
        return Role.BYLINE
    if _CREDIT.match(text) and words <= 14:
        return Role.CREDIT
    return Role.CAPTION if _CAPTION_OPENING.match(text) or _CREDIT_INSIDE.search(text) else None


def is_counter(text: str) -> bool:
    """Whether a line counts the pages of a print or the seconds of a player."""
    return text[-1].isdigit() and bool(_COUNTER.fullmatch(text))


def own_address(text: str) -> int | None:
    """Where a web address begins that is a line's only matter: 0, or behind the words that call it the page's own
    (*Printed from: https://…*). None for any other line."""
    match = _ADDRESS.fullmatch(text) if "://" in text else None
    return match.start("url") if match else None


def is_menu(text: str) -> bool:
    """Whether a line is a menu run together: entries of a few words between bars or dots, *Home* first or most of them
    names of sections (*News | Sport | Weather*)."""
    entries = [" ".join(entry.lower().split()) for entry in _MENU_BARS.split(text.strip(" |•·»>/[]"))]
    if len(entries) < _MENU_ENTRIES or any(not entry or len(entry.split()) > _ENTRY_WORDS for entry in entries):
        return False
    if any(character.isdigit() for character in text):
        return False
    sections = sum(entry in _sections() for entry in entries)
    return entries[0] in _HOME or 2 * sections > len(entries)


def is_quoting(text: str) -> bool:
    """Whether a line has quotation marks and a cue: somebody's words, prose wherever it stands."""
    return _has_marks(text) and _has_cue(text.lower()) and not text.startswith("©")


def _has_cue(low: str) -> bool:
    """Whether the text in lower case has a reporting verb."""
    return not _CUES.isdisjoint(_RUN.findall(low)) or ("according" in low and _ACCORDING.search(low) is not None)


def _has_marks(text: str) -> bool:
    if any(map(text.__contains__, _MARKS)):
        return True
    return ("'" in text or "‘" in text) and _SINGLE_MARKS.search(text) is not None


def is_prose(text: str, words: int) -> bool:
    """Whether a line is running prose: a sentence with its end, or too long for a title."""
    if words > TITLE_WORDS or len(text) > _LINE_CHARACTERS:
        return True
    if is_title_case(text):
        return False
    if is_quoting(text) and (_ends(text) or words > TITLE_WORDS // 2):
        return _ends(text)
    return words >= 5 and _ends(text) and text[-1] not in ":;,"


def is_titlelike(text: str, words: int) -> bool:
    """Whether a line could be a headline or a subhead: short, begun like one, without a sentence's end."""
    if words > TITLE_WORDS or not _LETTER.search(text):
        return False
    begun = text[0].isupper() or text[0].isdigit() or text[0] in "\"'“‘«„[($£€"
    return begun and (not _ends(text) or text.rstrip("\"'”’»").endswith(("?", "!")) or is_title_case(text))


def is_title_case(text: str) -> bool:
    """Whether a line is set like an American headline: its long words capitalised, one at most left small."""
    long = [word.strip("\"'“”‘’([") for word in text.split() if len(word) > _SHORT_WORD]
    return len(long) >= _LONG_WORDS and sum(not word[:1].isupper() for word in long) <= len(long) // 8


def is_foreign(text: str) -> bool:
    """Whether most letters are of another script than the Latin."""
    if text.isascii():
        return False
    letters = len(_LETTER.findall(text))
    return letters >= 3 and 2 * len(_LATIN.findall(text)) < letters


def is_date_line(text: str) -> bool:
    """Whether a line holds a date with the words that go with it in a post, and nothing that a sentence would have."""
    dates = find_dates(text)
    if not dates or all(found.year is None and found.hour is None for found in dates):
        return False
    opened = bool(_BYLINE_OPENING.match(text) or _BY.match(text) or "|" in text)
    if not (dates[0].start <= 2 or opened or _headed(text, dates[0])) or _has_cue(text.lower()):
        return False
    around = _BY_LAST.sub("", _outside(text, dates).rstrip())
    strange = [word for word in around.split() if not _beside_a_date(word)]
    return len(strange) <= (_STRANGE_WORDS if opened and not _ends(text) else 0)


def _headed(text: str, date: DateFound) -> bool:
    """Whether a date follows a place and a comma, or a name and closes the line: then with its weekday and time."""
    if date.start > _PLACE_CHARACTERS:
        return False
    named = date.end == len(text) and date.weekday is not None and date.hour is not None
    return named or text[: date.start].endswith(", ")


def is_author_line(text: str) -> bool:
    """Whether a line names the author: ``By Ana Ruiz``, ``By ANA RUIZ and Bo Lee, Harbour Post``."""
    found = _BY.match(text)
    return (
        found is not None and not _ends(text) and not _has_cue(text.lower()) and all(map(_beside_a_date, text.split()))
    )


def author_of(text: str) -> str | None:
    """The names of an author line, None where there are none."""
    match = _BY.match(text)
    if match is None:
        return None
    names = re.split(
        r"(?:(?<!\s)\s+)?(?:[|•·@]|,\s+(?!and\b)|\s[–—-]\s|\b(?:posted|published|updated|on|in|for)\b|\s\d)",
        match["names"],
        maxsplit=1,
        flags=re.IGNORECASE,
    )[0]
    names = " ".join(names.split()).strip(" ,&-–—")
    return names or None


def _outside(text: str, dates: list[DateFound]) -> str:
    """The text without its dates."""
    kept, last = [], 0
    for found in dates:
        kept.append(text[last : found.start])
        last = found.end
    return " ".join([*kept, text[last:]])


def _beside_a_date(word: str) -> bool:
    bare = word.strip(".,:;|()[]•·–—-/&@\"'")
    return (
        not bare
        or bare.lower() in word_list("byline_words.txt")
        or bare[0].isupper()
        or bare[0].isdigit()
        or bare in ("de", "van", "von", "bin")
    )


def _plain(text: str) -> str:
    """The words in lower case with single blanks: a cheaper folding, every line of every document goes through it."""
    return " ".join(_WORD.findall(text.lower().replace("’", "'")))


def _ends(text: str) -> bool:
    tail = text[-_TAIL:]
    if not _SENTENCE_END.search(tail):
        return False
    return not _ABBREVIATED.search(tail) or text.count(" ") >= _ABBREVIATED_WORDS


@cache
def _phrases(name: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The whole lines of a list, and the openings (entries with a star, each with a blank behind it), folded."""
    entries = lines(name)
    whole = frozenset(_plain(entry) for entry in entries if not entry.endswith("*"))
    openings = tuple(_plain(entry.rstrip("*")) + " " for entry in entries if entry.endswith("*"))
    return whole, openings


@cache
def _sections() -> frozenset[str]:
    return frozenset(lines("sections.txt"))


@cache
def _chrome_sentences() -> re.Pattern[str]:
    phrases = sorted((_plain(line) for line in lines("chrome_sentences.txt")), key=lambda one: (-len(one), one))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")


def _listed(folded: str, whole: frozenset[str], openings: tuple[str, ...], *, sentence: bool) -> bool:
    if not folded:
        return False
    if folded in whole:
        return True
    exactly = folded + " " in openings
    return exactly or (not sentence and len(folded) <= _OPENING_CHARACTERS and folded.startswith(openings))


def _is_chrome_sentence(folded: str, words: int) -> bool:
    return words <= _CHROME_SENTENCE_WORDS and bool(_chrome_sentences().search(folded))
