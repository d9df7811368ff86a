"""Which documents are one text printed twice: wire copy, syndication, one page fetched again. They are one witness.

Two bodies are copies if nearly all runs of five words of the shorter also stand in the longer, counted twice: over
the whole body, and over the words outside quotation marks, because two reporters of one speech share long quotations
and nothing else. Pairs are found exactly, by a prefix filter: of the runs of the shorter body, ordered rarest first,
one of the first few must stand in the other if enough of them do at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode, urlsplit

import numpy as np
from numpy.typing import NDArray

from quotetrace.folding import Word, fold
from quotetrace.model import Document, Zone, ZoneKind

# Words in a run. Runs of five are rarely shared by chance; one changed word breaks five of them.
RUN = 5
# Share of the shorter body's runs that stand in the longer. 0.7 allows about one word in fifteen to be edited.
CONTAINED = 0.7
# A body under half as long as the other is a brief or a quotation of it and may have had a desk of its own.
SHORTEST_SHARE = 0.5
# Words. Under this, what stands outside the marks may agree by chance; then only bodies equal word by word are copies.
ENOUGH_OUTSIDE = 40
ENOUGH_EQUAL = 20

_QUOTED = re.compile(r"“[^”“\n]*”|\"[^\"\n]*\"|«[^»\n]*»|„[^“”\n]*[“”]")
_NOT_BODY = frozenset({ZoneKind.CHROME, ZoneKind.RELATED, ZoneKind.CAPTION})
_TRACKING = re.compile(
    r"(?:utm_|fbclid|gclid|dclid|msclkid|igshid|mc_|ref$|ref_src|ref_url|cmp|ocid$|ito$|smid$|ncid$|at_|ns_|__twitter)|"
    r"(?:amp|outputtype|output)$",
    re.IGNORECASE,
)
# The same page set for telephones: ``m.``, ``amp.`` before the site, ``/amp`` behind the page or before it.
_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_AMP = re.compile(r"^/amp(?=/)|(?:/amp(?:\.html)?|\.amp)$|\.amp(?=\.html?$)")

_Runs = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class _Body:
    """A document's runs of words, hashed, sorted, each once: of the whole body and outside quotation marks."""

    document: str
    words: tuple[str, ...]
    whole: _Runs
    outside: _Runs
    outside_words: int


def find_copies(documents: Iterable[Document]) -> dict[str, str]:
    """The class of copies of each document that has a copy, by document id.

    The class is named by its smallest document id. Whatever the order of `documents`, the result is the same.
    """
    classes = _Classes()
    bodies: list[_Body] = []
    urls: defaultdict[str, list[str]] = defaultdict(list)
    hashed: dict[str, int] = {}
    for document in documents:
        bodies.append(_body(document, hashed))
        if document.url is not None and (page := page_of(document.url)) is not None:
            urls[page].append(document.id)
    for same_page in urls.values():
        classes.join(same_page)
    distinct = list(_collapsed(bodies, classes))
    for left, right in _candidates(distinct):
        if not classes.together(left.document, right.document) and _are_copies(left, right):
            classes.join([left.document, right.document])
    return classes.named()


class _Classes:
    """Documents joined into classes (union-find)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def _root(self, document: str) -> str:
        while (parent := self._parent.setdefault(document, document)) != document:
            self._parent[document] = self._parent[parent]
            document = parent
        return document

    def join(self, documents: Sequence[str]) -> None:
        for document in documents[1:]:
            self._parent[self._root(document)] = self._root(documents[0])

    def together(self, left: str, right: str) -> bool:
        return self._root(left) == self._root(right)

    def named(self) -> dict[str, str]:
        """The classes of two documents or more, named by their smallest member."""
        members: defaultdict[str, list[str]] = defaultdict(list)
        for document in list(self._parent):
            members[self._root(document)].append(document)
        groups = [sorted(set(group)) for group in members.values() if len(set(group)) > 1]
        return {document: group[0] for group in sorted(groups) for document in group}


# --- bodies --------------------------------------------------------------------------------------------------


def _body(document: Document, hashed: dict[str, int]) -> _Body:
    text = _without(document.text, document.zones)
    words = fold(text)
    spans = [match.span() for match in _QUOTED.finditer(text)]
    ends = [end for _, end in spans]
    outside = [word.folded for word in words if not _inside(word, spans, ends)]
    whole = tuple(word.folded for word in words)
    return _Body(document.id, whole, _runs(whole, hashed), _runs(outside, hashed), len(outside))


def _inside(word: Word, spans: Sequence[tuple[int, int]], ends: Sequence[int]) -> bool:
    """Whether the word stands in one of the spans, which are in order."""
    index = bisect_right(ends, word.start)
    return index < len(spans) and spans[index][0] <= word.start


def _without(text: str, zones: Sequence[Zone]) -> str:
    """The text without captions, teasers and site chrome, which differ from site to site."""
    kept: list[str] = []
    position = 0
    for zone in sorted(zones, key=lambda zone: zone.start):
        if zone.kind in _NOT_BODY:
            kept.append(text[position : zone.start])
            position = max(position, zone.end)
    return "\n".join([*kept, text[position:]])


def _runs(words: Sequence[str], hashed: dict[str, int]) -> _Runs:
    """The hashes of all runs of `RUN` words, sorted, each once. hashed: a cache of word hashes, filled here."""
    codes = np.array([_hash(word, hashed) for word in words], dtype=np.uint64)
    length = len(codes) - RUN + 1
    if length < 1:
        return np.empty(0, dtype=np.uint64)
    mixed = np.zeros(length, dtype=np.uint64)
    for step in range(RUN):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + codes[step : step + length]
        mixed ^= mixed >> np.uint64(29)
    mixed.sort()
    return mixed[np.concatenate(([True], mixed[1:] != mixed[:-1]))]


def _hash(word: str, hashed: dict[str, int]) -> int:
    """64 bits of a word, the same in every process (Python's own hash is not)."""
    if word not in hashed:
        hashed[word] = int.from_bytes(blake2b(word.encode(errors="surrogatepass"), digest_size=8).digest())
    return hashed[word]


def _collapsed(bodies: Iterable[_Body], classes: _Classes) -> Iterator[_Body]:
    """One body for each text, and those equal word by word joined if they are long enough to tell."""
    by_words: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for body in bodies:
        same = by_words[body.words]
        if not same or len(body.words) < ENOUGH_EQUAL:
            yield body
        same.append(body.document)
    for words, same in by_words.items():
        if len(words) >= ENOUGH_EQUAL:
            classes.join(same)


def page_of(url: str) -> str | None:
    """The page an address names, for whatever screen it is set, tracking, scheme and fragment apart; None where it
    names no article."""
    try:
        parts = urlsplit(url.strip().lower())
        query = urlencode([pair for pair in parse_qsl(parts.query) if not _TRACKING.match(pair[0])])
    except ValueError:
        return None
    path = _AMP.sub("", parts.path.rstrip("/"))
    if not parts.netloc or not (path or query):
        return None
    return f"{_HOST.sub('', parts.netloc)}{path}?{query}"


# --- pairs ---------------------------------------------------------------------------------------------------


def _are_copies(left: _Body, right: _Body) -> bool:
    return (
        min(left.outside_words, right.outside_words) >= ENOUGH_OUTSIDE
        and _contains(left.outside, right.outside)
        and _contains(left.whole, right.whole)
    )


def _contains(left: _Runs, right: _Runs) -> bool:
    """Whether enough of the shorter's runs stand in the longer, and it is not too short beside it."""
    short, long = sorted((len(left), len(right)))
    if short < SHORTEST_SHARE * long:
        return False
    shared = len(np.intersect1d(left, right, assume_unique=True))
    return shared >= CONTAINED * short


def _candidates(bodies: Sequence[_Body]) -> Iterator[tuple[_Body, _Body]]:
    """Every pair that may be copies, shorter outside text first: one of its rarest runs stands in the other."""
    places = {index: body for index, body in enumerate(bodies) if body.outside_words >= ENOUGH_OUTSIDE}
    holders, counts = _postings(places)
    for index, body in places.items():
        probes = _rarest(body.outside, counts)
        found = {other for run in probes for other in holders.get(run, ())}
        for other in sorted(found):
            size, other_size = len(body.outside), len(bodies[other].outside)
            if (size, index) < (other_size, other) and size >= SHORTEST_SHARE * other_size:
                yield body, bodies[other]


def _postings(bodies: Mapping[int, _Body]) -> tuple[dict[int, list[int]], dict[int, int]]:
    """For each run that several bodies have: which, and how many."""
    runs = np.concatenate([body.outside for body in bodies.values()] or [np.empty(0, dtype=np.uint64)])
    owners = np.repeat(np.array(list(bodies), dtype=np.int64), [len(body.outside) for body in bodies.values()])
    order = np.argsort(runs, kind="stable")
    runs, owners = runs[order], owners[order]
    repeated = np.zeros(len(runs), dtype=bool)
    repeated[1:] = runs[1:] == runs[:-1]
    repeated[:-1] |= repeated[1:]
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for run, owner in zip(runs[repeated].tolist(), owners[repeated].tolist(), strict=True):
        holders[run].append(owner)
    return dict(holders), {run: len(found) for run, found in holders.items()}


def _rarest(runs: _Runs, counts: Mapping[int, int]) -> list[int]:
    """The runs of which one must be shared: all but so many as may be missing, rarest first, ties by value."""
    required = int(np.ceil(CONTAINED * len(runs)))
    ordered = sorted(runs.tolist(), key=lambda run: (counts.get(run, 1), run))
    return ordered[: len(ordered) - required + 1]
