"""What a file made by a program says of itself: its title, its author, and when it was made.

Programs fill these in unasked, from templates, the user's account and the file's name; what looks like that is nothing.
The time of making is kept as evidence that is not used: a file is made when somebody saves it.
"""

from __future__ import annotations

import re

from quotetrace.model import Evidence
from quotetrace.reading.headlines import find_stated, without_site
from quotetrace.reading.units import split_units

# Documents' properties; in `assembly` a byline outranks them.
KIND = "properties"
_PROGRAM_TITLE = re.compile(
    r"microsoft (?:word|powerpoint)\b.*|untitled.*|unbenannt.*|(?:new )?document\s*\d*|doc\d*|(?:layout|slide|page) \d+"
    r"|presentation\d*|powerpoint.*|print(?:ing)?|scan(?:ned)?\b.*|about:blank|title|template\b.*|draft\b.*|none|null"
    r"|(?:https?|file)://.*|[\W\d_]*"
    r"|[\w .()~+-]+\.(?:docx?|odt|rtf|pdf|indd|qxd|qxp|txt|html?|pages|tmp|pptx?|xlsx?|p65|fm|ai|eps)",
    re.IGNORECASE,
)
_PROGRAM_AUTHOR = re.compile(
    r"\b(?:user|admin\w*|owner|microsoft|office|adobe|unknown|anonymous|author|default|guest|windows|apple|scanner|"
    r"system|root|pc|none|null|python-docx|calibre|test)\b|[@\d_/\\]",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[^\W\d_a-z][\w.'’-]*(?: [\w.'’-]+){1,4}")
_BETWEEN_NAMES = re.compile(r", | and | & |; ?")
# A title that the text does not have is believed from so many words on: shorter ones are names of folders and series.
_FEWEST_TITLE_WORDS = 4
# Longer, in characters, is no headline.
_LONGEST_TITLE = 300
# 20250310184000+01'00', as PDF writes it.
_PDF_TIME = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?.*", re.DOTALL)


def property_facts(
    text: str, *, title: str | None = None, author: str | None = None, made: str | None = None
) -> tuple[str | None, tuple[Evidence, ...]]:
    """The headline that the properties state, None where it looks like a program's or is not the text's; and evidence
    for author, outlet and the time of making."""
    facts: list[Evidence] = []
    headline = _tidy(title)
    if headline and (len(headline) > _LONGEST_TITLE or _PROGRAM_TITLE.fullmatch(headline)):
        headline = ""
    if headline:
        headline, site = without_site(headline, None)
        facts += [Evidence("outlet", site, "metadata", note="in the title of the file")] if site else []
        at_top = find_stated(text, split_units(text[: 20 * _LONGEST_TITLE]), headline)
        headline = headline if at_top or len(headline.split()) >= _FEWEST_TITLE_WORDS else ""
    name = _tidy(author)
    if _is_of_persons(name):
        facts.append(Evidence("author", name, KIND))
    moment = _written(made)
    if moment:
        facts.append(Evidence("published", moment, KIND, used=False, note="says when the file was made"))
    return headline or None, tuple(facts)


def _is_of_persons(name: str) -> bool:
    """Whether a name is that of a person, or of some; an account's is not."""
    if not name or len(name) > _LONGEST_TITLE or _PROGRAM_AUTHOR.search(name):
        return False
    return all(_PERSON.fullmatch(one.strip()) for one in _BETWEEN_NAMES.split(name))


def _tidy(value: str | None) -> str:
    return " ".join((value or "").replace("\0", "").split())


def _written(made: str | None) -> str | None:
    """A time of making as ISO 8601, to the minute, without its zone; None where there is none."""
    match = _PDF_TIME.fullmatch(made.strip()) if made else None
    if match is None:
        return made.strip()[:16] if made else None
    year, month, day, hour, minute, _ = match.groups()
    date = "-".join(filter(None, (year, month, day)))
    return f"{date}T{hour}:{minute}" if day and hour and minute else date
