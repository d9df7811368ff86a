"""A document's body as a copy of it would have it: its words, its runs of five, the page it was published at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from typing import TypeAlias
from urllib.parse import parse_qsl, urlencode

import numpy as np
from numpy.typing import NDArray

from quotetrace.folding import fold_parts
from quotetrace.model import CopyKeys, Document, Zone, ZoneKind
from quotetrace.press import taken_apart

# Words in a run. Runs of five are rarely shared by chance; one changed word breaks five of them.
RUN = 5
# Words. Under this, what stands outside the marks may agree by chance; then only bodies equal word by word are copies.
ENOUGH_OUTSIDE = 40
ENOUGH_EQUAL = 20

Runs: TypeAlias = NDArray[np.uint64]

# Looked for by itself, what begins with one mark only is found in half the time.
_CURLY, _STRAIGHT = re.compile(r"“[^”“\n]*”"), re.compile(r"\"[^\"\n]*\"")
_QUOTED = re.compile(f"{_CURLY.pattern}|{_STRAIGHT.pattern}")
_OPENING = re.compile('[“"«„]')
_CLOSING = {"“": "”", '"': '"', "«": "»", "„": "“”"}
# What the search for the end of a passage stops at: its end, the end of the line, and of “ the next one.
_STOP = {mark: re.compile(f"[{mark if mark == '“' else ''}{ends}\n]") for mark, ends in _CLOSING.items()}
NOT_BODY = frozenset({ZoneKind.CHROME, ZoneKind.RELATED, ZoneKind.CAPTION})
_TRACKING = re.compile(
    r"(?:utm_|fbclid|gclid|dclid|msclkid|igshid|mc_|ref$|ref_src|ref_url|cmp|ocid$|ito$|smid$|ncid$|at_|ns_|__twitter)|"
    r"(?:amp|outputtype|output)$",
    re.IGNORECASE,
)
# The same page set for telephones: ``m.``, ``amp.`` before the site, ``/amp`` behind the page or before it.
_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_AMP = re.compile(r"^/amp(?=/)|(?:/amp(?:\.html)?|\.amp)$|\.amp(?=\.html?$)")


@dataclass(frozen=True, slots=True)
class Body:
    """A document's runs of words, hashed, sorted, each once: of the whole body and outside quotation marks.

    page: at which it was published (`page_of`). equal: a digest of its words, and words: how many these are.
    """

    document: str
    page: str | None
    equal: str
    words: int
    whole: Runs
    outside: Runs
    outside_words: int


def copy_keys(body: Body) -> CopyKeys:
    """What is kept of a document, so that its copies are found without reading it again (`copies.may_be_copies`)."""
    runs = body.outside if body.outside_words >= ENOUGH_OUTSIDE else body.outside[:0]
    return CopyKeys(
        page=body.page,
        body=body.equal if body.words >= ENOUGH_EQUAL else None,
        runs=(runs >> np.uint64(32)).astype("<u4").tobytes(),
    )


def read_body(document: Document) -> Body:
    """The body of a document."""
    text = _without(document.text, document.zones)
    # Outside and within marks by turns
    parts = fold_parts(text, chain.from_iterable(quoted(text)))
    words = list(chain.from_iterable(parts))
    codes = np.fromiter(map(hash_word, words), dtype=np.uint64, count=len(words))
    outside = codes[np.repeat(np.arange(len(parts)) % 2 == 0, list(map(len, parts)))]
    return Body(
        document=document.id,
        page=None if document.url is None else page_of(document.url),
        equal=blake2b(" ".join(words).encode(errors="surrogatepass"), digest_size=16).hexdigest(),
        words=len(words),
        whole=_runs(codes),
        outside=_runs(outside),
        outside_words=len(outside),
    )


def quoted(text: str) -> list[tuple[int, int]]:
    """The passages between double quotation marks, in order, marks included; none goes beyond its line."""
    if "«" not in text and "„" not in text:
        pattern = _STRAIGHT if "“" not in text else _QUOTED if '"' in text else _CURLY
        return [match.span() for match in pattern.finditer(text)]
    spans: list[tuple[int, int]] = []
    # of each mark, up to where none of it has an end: each is not looked for again
    unclosed: dict[str, int] = {}
    at = 0
    while opening := _OPENING.search(text, at):
        mark, at = opening[0], opening.end()
        if at < unclosed.get(mark, 0):
            continue
        end = _STOP[mark].search(text, at)
        if end is not None and end[0] in _CLOSING[mark]:
            at = end.end()
            spans.append((opening.start(), at))
        else:
            unclosed[mark] = len(text) if end is None else end.start()
    return spans


def _without(text: str, zones: Sequence[Zone]) -> str:
    """The text without captions, teasers and site chrome, which differ from site to site."""
    kept: list[str] = []
    position = 0
    for zone in sorted(zones, key=lambda zone: zone.start):
        if zone.kind in NOT_BODY:
            kept.append(text[position : zone.start])
            position = max(position, zone.end)
    return "\n".join([*kept, text[position:]])


def _runs(codes: Runs) -> Runs:
    """The hashes of all runs of `RUN` words, sorted, each once. codes: the hash of each word, in order."""
    mixed = mix(codes, RUN)
    if not len(mixed):
        return mixed
    mixed.sort()
    return mixed[np.concatenate(([True], mixed[1:] != mixed[:-1]))]


def mix(codes: Runs, size: int) -> Runs:
    """The hashes of all runs of `size` words, in the order of the words. codes: the hash of each word."""
    length = max(len(codes) - size + 1, 0)
    mixed = np.zeros(length, dtype=np.uint64)
    for step in range(size):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + codes[step : step + length]
        mixed ^= mixed >> np.uint64(29)
    return mixed


# Most words of a document stood in the one before.
@lru_cache(maxsize=1 << 17)
def hash_word(word: str) -> int:
    """64 bits of a word, the same in every process (Python's own hash is not)."""
    return int.from_bytes(blake2b(word.encode(errors="surrogatepass"), digest_size=8).digest())


def page_of(url: str) -> str | None:
    """The page an address names, for whatever screen it is set, tracking, scheme and fragment apart; None where it
    names no article."""
    try:
        parts = taken_apart(url.strip().lower())
        query = urlencode([pair for pair in parse_qsl(parts.query) if not _TRACKING.match(pair[0])])
    except ValueError:
        return None
    path = _AMP.sub("", parts.path.rstrip("/"))
    if not parts.netloc or not (path or query):
        return None
    return f"{_HOST.sub('', parts.netloc)}{path}?{query}"
