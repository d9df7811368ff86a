"""What a file's name and the folders around it say of its outlet and its day, where nothing better does; and the day
in a page's address.

A folder or a file is called by a domain (``bbc.co.uk/2025/03/x.html``) or by a known outlet's name (*The Guardian*,
``washington_post``, *Talks fail - BBC News.html*). Words that are also in other names (*telegraph*, *sun*) name none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from quotetrace.folding import fold_name
from quotetrace.press import KnownOutlet, Outlets, current
from quotetrace.reading.datecandidates import Candidate, Rank, evidence_of
from quotetrace.reading.dates import parse_date
from quotetrace.reading.outlets import domain_outlet, host_of, known_by_name

FOLDERS = "the folders of the address"
_IN_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2]|[a-z]{3})[/_-](0?[1-9]|[12]\d|3[01])(?!\d)", re.IGNORECASE
)
# A file that lies in folders called by year, month and day, or in one called by the whole day.
_IN_FOLDER = re.compile(r"(?:^|/)((?:19|20)\d\d)(?P<sep>[/_-]?)(0[1-9]|1[0-2])(?P=sep)(0[1-9]|[12]\d|3[01])/[^/]*$")
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
# Folders further up hold the whole collection. What is before so many characters is no name.
_NEAREST, _LONGEST = 8, 1000
# So many small letters are a folder of anybody's: db, rt, dw.
_SHORT = 2
# Names that are words like others when they are written as one: a mail saved as newsletter.eml, theft.txt.
_ONE_WORD = frozenset({"newsletter", "theft", "midday"})
# Whose computer it is says nothing.
_HOME = re.compile(r"^(?:[a-z]:)?/+(?:home|users)/[^/]+", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:\.[a-z]{1,8}\d?){1,2}$", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d[-_. ]?(?:\d\d[-_. ]?(?:\d\d)?)?(?!\d)")
_BETWEEN = re.compile(r"_+|\s[-–—|]+\s|\s\||\|\s|^[-–—. ]+|[-–—. ]+$")
# Endings by which a folder that is called like a domain is known as one; those of files (md, py, sh) are not here.
_ENDINGS = frozenset(
    "com org net info news int eu co uk ie us ca au nz in de at ch fr be nl lu it es pt gr no se dk fi is pl cz sk hu "
    "ro bg hr si ee lv lt ua ru by ge il tr ae sa qa eg za ng gh ke jp kr cn hk tw sg my ph th vn pk bd lk np mx br ar "
    "cl pe media press africa scot wales london example".split()
)


def days_of_names(url: str | None, file_name: str) -> list[Candidate]:
    """Dates in the page's address and in the file's name."""
    found = []
    match = _IN_ADDRESS.search(url) if url else None
    moment = (
        parse_date(" ".join((match[3], match[2], match[1])) if match[2].isalpha() else "-".join(_padded(match)))
        if match
        else None
    )
    if moment is not None:
        note = FOLDERS if url and match and _is_in_folders(url, match) else ""
        found.append(Candidate(Rank.ADDRESS, moment, evidence_of(moment, "url", note=note)))
    match = _IN_NAME.search(file_name.rpartition("/")[2])
    moment = parse_date("-".join(_padded(match))) if match else None
    if moment is not None:
        return [*found, Candidate(Rank.NAME, moment, evidence_of(moment, "file name"))]
    match = _IN_FOLDER.search(file_name)
    moment = parse_date("-".join((match[1], match[3], match[4]))) if match else None
    if moment is not None:
        found.append(Candidate(Rank.NAME, moment, evidence_of(moment, "file name", note="the folder's name")))
    return found


def _is_in_folders(url: str, match: re.Match[str]) -> bool:
    """Whether the day is folders of an address (``/2024/06/02/``), and no words of the story's name."""
    return {url[match.start() - 1], url[match.end(1)], url[match.end(2)]} == {"/"}


def _padded(match: re.Match[str]) -> tuple[str, str, str]:
    return match[1], match[2].zfill(2), match[3].zfill(2)


def outlet_of_names(place: str) -> tuple[str, str] | None:
    """The outlet by the name of a file or else of the nearest folder that names one, and a note on which; None where
    none does. place: the file with its folders."""
    return _named(place, current())


@lru_cache(maxsize=256)
def _named(place: str, table: Outlets) -> tuple[str, str] | None:
    """As above; the records of a container share their place. table: the current one."""
    folders, _, file = _HOME.sub("", place)[-_LONGEST:].rpartition("/")
    stem = _DAY.sub("", _SUFFIX.sub("", file))
    for piece in [stem, *_BETWEEN.split(stem), *_BETWEEN.split(_DAY.sub("", file))]:
        known = _known(piece) or table.by_domain(piece.lower().removeprefix("www."))
        if known:
            return known.name, ""
    return _of_folders(folders, table)


@lru_cache(maxsize=256)
def _of_folders(folders: str, table: Outlets) -> tuple[str, str] | None:
    """The outlet that the nearest of the folders names which names one; the files of a folder share them."""
    for folder in folders.split("/")[: -_NEAREST - 1 : -1]:
        known = _known(folder)
        name = known.name if known else _site(folder, table)
        if name:
            return name, f"the folder {folder}"
    return None


def _known(part: str) -> KnownOutlet | None:
    """The outlet that a name is, blanks or not between its words; short initials in small letters if no word is so."""
    words = part.replace("_", " ").replace("-", " ").strip()
    if not words:
        return None
    initials = words.islower() and len(words) > _SHORT and not set(words) & set("aeiou ")
    return known_by_name(words.upper() if initials else words) or _run_together(current()).get(words.lower())


def _site(folder: str, table: Outlets) -> str | None:
    """The outlet of a folder that is called by a domain."""
    host = host_of(f"https://{folder.lower()}") if "." in folder else None
    sure = host and (folder.lower().startswith("www.") or host.rpartition(".")[2] in _ENDINGS or table.by_domain(host))
    return domain_outlet(f"https://{host}") if sure else None


@lru_cache(maxsize=4)
def _run_together(table: Outlets) -> dict[str, KnownOutlet]:
    """The outlets by their names of several words written as one: ``washingtonpost``."""
    named = [(fold_name(name), row) for row in table.rows for name in (row.name, *row.aliases)]
    found = {"".join(words): row for words, row in named if len(words) > 1}
    bare = {"".join(words[1:]): row for words, row in named if len(words) > 2 and words[0] == "the"}
    return {name: row for name, row in {**bare, **found}.items() if name not in _ONE_WORD}
