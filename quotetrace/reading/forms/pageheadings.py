"""The headline of a page: the heading that its metadata means, as it is printed.

Works on an lxml tree that `pagetree` parsed; nothing here imports lxml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from quotetrace.folding import fold_words
from quotetrace.reading.forms.pagelines import text_of
from quotetrace.reading.forms.pagetitles import bare_title, is_site_alone
from quotetrace.reading.furniture import is_titlelike
from quotetrace.reading.headlines import same_words, without_site

# A heading is the article's if it has this share of its words in common with the title that the metadata states.
_SHARED = 0.5
# What pages without headings set large in their place: old ones by the size of the letters, in steps of 1 to 7.
_SET_LARGE = "//h2 | //h3 | //font[@size] | //big"
_LARGE = re.compile(r"\+[1-4]|[4-7]")
# A line set large is a headline from so many words on; fewer are the site's name or a section.
_FEWEST_WORDS = 4


def headline_of(tree: Any, titles: Iterable[str], *, outlet: str | None, site: str | None) -> str | None:
    """The heading as printed if it is the one that the titles mean, else what they say; None where nothing says it.

    titles: as the metadata states them, the most trusted first. outlet, site: the site's name beside them. Titles that
    name the site and a section alone mean none; then a line that is set as large as a headline is it.
    """
    whole = [" ".join(title.split()) for title in titles if title.strip()]
    stated = [without_site(bare_title(title, site), outlet)[0] for title in whole]
    headings = [heading for element in tree.xpath("//h1") if (heading := text_of(element)) and len(heading.split()) > 1]
    if not stated and headings and all(same_words(heading, outlet or site or "") for heading in headings):
        headings = [heading for element in tree.xpath("//h2") if len((heading := text_of(element)).split()) > 1]
    for heading in headings:
        if not stated or any(is_of_title(heading, title) for title in stated):
            return heading
    if stated and not headings and all(is_site_alone(title, outlet or site) for title in stated):
        return _set_large(tree) or stated[0]
    return stated[0] if stated else None


def is_of_title(heading: str, title: str) -> bool:
    """Whether a heading has most of its words in common with a title."""
    words = set(fold_words(heading))
    return bool(words) and len(words & set(fold_words(title))) >= _SHARED * len(words)


def _set_large(tree: Any) -> str | None:
    """The first line that is set large and could be a headline; no link, which leads to another story."""
    for element in tree.xpath(_SET_LARGE):
        text = text_of(element)
        words = len(text.split())
        large = element.tag != "font" or _LARGE.fullmatch(element.get("size").strip())
        linked = element.find(".//a") is not None or any(one.tag == "a" for one in element.iterancestors())
        if large and not linked and words >= _FEWEST_WORDS and is_titlelike(text, words):
            return text
    return None
