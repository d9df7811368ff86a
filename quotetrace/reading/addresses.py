"""A page's address without what is not the page's: an archive's own address around it, tracking words, the anchor.

Versions of one page are told by its address, so a page shared with ``?utm_source=…`` or saved by a web archive has the
address of the page itself. What a record or a manifest gives stays as given.
"""

from __future__ import annotations

import re
from urllib.parse import urlunsplit

from quotetrace.press import taken_apart

_ARCHIVED = re.compile(
    r"^https?://(?:web\.archive\.org/web|archive\.(?:ph|is|today|org/web))/\d{4,14}(?:[a-z]{2}_)?/(?P<inner>https?:/{1,2}.+)$"
)
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|cmpid|cmp|ref_src|ref_url|smid|smtyp|ocid|ito|ns_\w+|"
    r"at_(?:medium|campaign|custom\d|bbc\w*)|taid|__twitter_impression|spm|ncid|CMP|outputType)",
    re.IGNORECASE,
)


def archived(url: str) -> str | None:
    """The address of the page that a web archive's address has in it; None for any other address."""
    match = _ARCHIVED.match(url.strip())
    return re.sub(r"^(https?):/+", r"\1://", match["inner"]) if match else None


def page_address(url: str) -> str:
    """The address of the page itself; as it is where it cannot be taken apart."""
    inner = archived(url) or url
    try:
        parts = taken_apart(inner)
    except ValueError:
        return url
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _TRACKING.fullmatch(pair.split("=")[0]))
    return urlunsplit(parts._replace(query=query, fragment=""))
