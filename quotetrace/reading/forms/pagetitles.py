"""A page's title taken apart: ``Bath reopens | Local | Marsh Examiner`` is a headline, a section and the site's name.

A dash may as well belong to the headline. So the part beside the headline is the site's only where the page's own
heading shows where the headline ends, or where the link to the site's front page has the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quotetrace.folding import fold_words
from quotetrace.reading.headlines import same_words
from quotetrace.reading.mastheads import is_label, is_person
from quotetrace.reading.outlets import bare_masthead, could_be_masthead

_BREAK = re.compile(r"(?<!\s)\s+(?:[|·•»«›]|[-–—])\s+")
# Names of sites have at most so many words.
_SITE_WORDS = 6
# Headline, subject, section, site and a dash or two of the headline's own; more is a list of keywords.
_MOST_PARTS = 8


def site_of(title: str, headings: Iterable[str], front_links: Iterable[str]) -> str | None:
    """The site's name in a title, None where nothing shows that a part is one."""
    parts = _BREAK.split(title)
    if not 2 <= len(parts) <= _MOST_PARTS:
        return None
    beside = next((part for heading in headings if (part := _beside(parts, fold_words(heading)))), None)
    if beside is not None:
        return beside if _is_site(beside) else None
    ends = (parts[-1], parts[0])
    return next((end for end in ends if _is_site(end) and any(same_words(end, link) for link in front_links)), None)


def site_before_colon(title: str, names: Iterable[str]) -> str | None:
    """The site's name where a title opens with it and a colon (``Marsh Examiner: Bath reopens``), as blogs and old
    pages have it; None unless the page has the same words elsewhere as its own name."""
    site, colon, rest = title.partition(": ")
    if not colon or not rest.strip() or not _is_site(site):
        return None
    return site if any(same_words(site, name) for name in names) else None


def bare_title(title: str, site: str | None) -> str:
    """The title without the site's name and the section between them."""
    parts = list(_BREAK.finditer(title))
    if site is not None and title.startswith(f"{site}: "):
        return title[len(site) + 2 :].strip()
    if site is None or not parts:
        return title
    if same_words(title[parts[-1].end() :], site):
        last = parts.pop()
        while parts and is_label(title[parts[-1].end() : last.start()]):
            last = parts.pop()
        return title[: last.start()].strip()
    return title[parts[0].end() :].strip() if same_words(title[: parts[0].start()], site) else title


def is_site_alone(title: str, outlet: str | None) -> bool:
    """Whether a title names the site, or the site and a section, and no story (``Marsh Examiner Online - News``)."""
    parts = [part for part in _BREAK.split(bare_masthead(title)) if part and not is_label(part)]
    return len(parts) < 2 and all(could_be_masthead(part) or same_words(part, outlet or "") for part in parts)


def _beside(parts: Sequence[str], heading: tuple[str, ...]) -> str | None:
    """The outermost part behind the heading's words or before them, if they are some of the parts and not all."""
    for cut in range(1, len(parts)):
        if fold_words(" ".join(parts[:cut])) == heading:
            return parts[-1]
        if fold_words(" ".join(parts[cut:])) == heading:
            return parts[0]
    return None


def _is_site(part: str) -> bool:
    words = part.split()
    return 1 <= len(words) <= _SITE_WORDS and not part[0].islower() and not is_label(part) and not is_person(part)
