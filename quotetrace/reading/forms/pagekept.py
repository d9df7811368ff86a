"""Where a saved page says that it was kept from: a browser's comment above it, an archive's bar, an archive's link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quotetrace.model import Evidence
from quotetrace.reading.addresses import archived
from quotetrace.reading.forms.pagetree import select

# The comment stands above the page or directly behind its first tag, in characters.
_TOP = 4_000
_SAVED = re.compile(
    r"<!--\s*(?:saved\s+from\s+url=\(\d{1,6}\)|page\s+saved\s+with\s+singlefile\s+url:\s*)(?P<url>https?://[^\s<>\"]{4,2000})"
    r"(?:\s+saved\s+date:\s*(?P<date>[^\n<>(]{8,60}?)\s*(?:[\n(]|-->))?",
    re.IGNORECASE,
)
_BAR = "//@id[.='wm-ipp-base']/.."
_IN_BAR = re.compile(r"https?://[^\s<>\"]{4,2000}")
_ARCHIVE_LINK = "//link[@rel='bookmark']/@href"


def saved_from(page: str) -> Iterator[Evidence]:
    """The address, and the day if it is there, that a browser wrote above the page that it saved."""
    match = _SAVED.search(page, 0, _TOP)
    if match:
        yield Evidence("url", match["url"], "metadata", note="the browser's comment above the page")
        if match["date"]:
            yield Evidence("seen", match["date"], "metadata", note="the browser's comment above the page")


def archived_from(tree: Any) -> Iterator[Evidence]:
    """The address of the page that an archive's bar names, or the link by which an archive marks its copy."""
    bars = select(tree, _BAR)
    texts = [" ".join(bar.itertext()) for bar in bars]
    texts += select(tree, f"{_BAR}//input/@value") if bars else []
    named = [address for text in texts for address in _IN_BAR.findall(text)]
    for address in (*map(str, select(tree, _ARCHIVE_LINK)), *named):
        if archived(address):
            yield Evidence("url", address, "metadata", note="the archive's mark")
            return
