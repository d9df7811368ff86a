"""Passages shared outside the marks: who lifts a reporter's own sentences has the quotations from there too.

A passage is a run of seven words or more in the body, outside quotations, that says something: at least four of every
seven are neither function words nor names nor the stock of all reporting. Of 924 real articles of a dozen American
outlets (425,000 pairs, none copied), 60 pairs share seven such words by chance and 65 more; they are phrases of a topic
("the delegates needed to clinch the nomination"), which is why a passage of fewer than ten words makes no arrow. Unless
it stands right before the same quotation in both, or right behind: then what both quote there counts with it, as one
stretch of text. None of those pairs has such a passage.

What is printed elsewhere too is no evidence: background that an agency repeats, an outlet's own lines. A run tells
only if hardly any document has it that does not report the same words. So evidence depends on the collection, and
`turned` says of which utterances documents that came, changed or went have turned it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Postfix, Prefix

from quotetrace.folding import GAP
from quotetrace.model import Document, Occurrence, Quotation, Recount, SharedNarrative, TracedQuotation
from quotetrace.tracing.prose import RUN, Hashes, Prose, Words, narrated, read_prose, runs_at, said_beside

# The version of what is kept of a document and of what it shows; another one makes the next ingest read all again.
NARRATIVE_VERSION = 2
# Words of shared passages, and of what both quote right beside them, from which on they make an arrow: one passage of
# ten, or two of seven, or one of seven that goes on in three words of a quotation.
FIRM = 10
# Documents that may have a run and not the quotation: a follow-up of the same desk or two, but no standing background.
MOST_OUTSIDE = 2
# A run that so many documents have is nobody's, whatever they report.
MOST_HOLDERS = 50
# Words that are remembered from document to document.
MOST_WORDS = 1 << 16
# Words of a passage that are shown.
SHOWN = 25
# Bits of a run's hash by which it is looked up, and stored documents that are gone through at once.
_LOOKED_UP_BITS = 25
_BLOCK = 1 << 13

Keys: TypeAlias = NDArray[np.uint32]
# Documents by id with their quotations
Read: TypeAlias = Callable[[Collection[str]], Iterable[tuple[Document, Sequence[Quotation]]]]
Shared: TypeAlias = Mapping[tuple[str, str], SharedNarrative]


def narrative_runs(documents: Iterable[tuple[Document, Sequence[Quotation]]]) -> list[bytes]:
    """What is kept of each document so that shared passages are found without reading it again: the hashes of its runs,
    four bytes each, in order."""
    words = _known_words()
    printed: list[str] = []
    ends: list[int] = []
    for document, quotations in documents:
        printed += [*narrated(document, quotations), GAP]
        ends.append(len(printed))
    starts, runs = runs_at(words.numbers(printed), words)
    owners = np.searchsorted(ends, starts, side="right").astype(np.uint64)
    # Sorted by document and run at once
    kept = np.sort((owners << np.uint64(32)) | _short(runs))
    kept = kept[np.concatenate(([True], kept[1:] != kept[:-1]))] if len(kept) else kept
    borders = np.searchsorted(kept >> np.uint64(32), np.arange(len(ends) + 1, dtype=np.uint64))
    return [kept[first:last].astype("<u4").tobytes() for first, last in pairwise(borders.tolist())]


def recount(before: Sequence[bytes], after: Sequence[bytes], stored: Sequence[bytes]) -> list[Recount]:
    """The runs that another number of documents has now, of which several of those that stay may tell of each other.

    before, after: the runs of the documents that came, changed or went, as they were and as they are. stored: the runs
    of all others.
    """
    if not stored:
        return []
    changed, old, new = _changed(before, after)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for runs, holders in _hits(changed, stored):
        for run, holder in zip(runs.tolist(), holders.tolist(), strict=True):
            # One more than can matter, to tell that they are too many
            if len(found[run]) <= MOST_HOLDERS:
                found[run].append(holder)
    return [
        Recount(tuple(holders), len(holders) + int(old[place]), len(holders) + int(new[place]))
        for place, holders in sorted(found.items())
        if 2 <= len(holders) <= MOST_HOLDERS
    ]


def turned(recounts: Iterable[Recount], utterances: Mapping[int, Collection[int]]) -> set[int]:
    """The utterances in which a run is evidence now and was none, or the other way round.

    utterances: those that each holder of a recount reports.
    """
    found: set[int] = set()
    for one in recounts:
        reporting = Counter(number for holder in one.holders for number in utterances.get(holder, ()))
        for number, inside in reporting.items():
            if inside > 1 and _tells(one.before, inside) != _tells(one.after, inside):
                found.add(number)
    return found


def share_narrative(
    reports: Mapping[int, Collection[Occurrence]],
    runs: Mapping[str, bytes],
    everything: Sequence[bytes],
    read: Read,
) -> dict[int, Shared]:
    """For each utterance the pairs of its documents, in order of their ids, that share a passage and are no copies.

    reports: the members of utterances. runs: of the documents of these. everything: the runs of all documents.
    """
    classes = {one.quotation.document: one.copy_class for members in reports.values() for one in members}
    kept = _repeated({name: runs[name] for name in classes if name in runs})
    totals = _totals(kept.values(), everything)
    pairs = {number: _pairs(members, kept, totals, classes) for number, members in reports.items()}
    wanted = {name for found in pairs.values() for pair in found for name in pair}
    texts = {document.id: read_prose(document, quotations) for document, quotations in read(wanted)} if wanted else {}
    shared: dict[int, Shared] = {}
    for number, found in pairs.items():
        told = {pair: _passage(texts[pair[0]], texts[pair[1]], telling) for pair, telling in found.items()}
        shared[number] = {pair: passage for pair, passage in told.items() if passage is not None}
    return {number: passages for number, passages in shared.items() if passages}


def narrative_line(label: str, words: str) -> str:
    """The line of evidence that an article shares a passage with another, by its label."""
    return f"shares narrative with {label}: “{words}”"


def told_narrative(members: Iterable[TracedQuotation]) -> dict[tuple[str, str], SharedNarrative]:
    """What the lines of evidence of a stored trace tell of passages shared by pairs of its documents."""
    traced = list(members)
    labels = {one.occurrence.quotation.document: one.occurrence.label for one in traced}
    found: dict[tuple[str, str], SharedNarrative] = {}
    for one in traced:
        own = one.occurrence.quotation.document
        lines = [line for line in one.lineage.evidence if line.startswith("shares narrative with ")]
        for other, label in labels.items() if lines else ():
            beginning, _, end = narrative_line(label, "\n").rpartition("\n")
            for line in lines:
                if other != own and line.startswith(beginning):
                    words = line.removeprefix(beginning).removesuffix(end)
                    found[min(own, other), max(own, other)] = SharedNarrative(words, firm=True)
    return found


def _tells(total: int, inside: int) -> bool:
    """Whether a run is evidence among `inside` documents with the quotation when `total` documents have the run."""
    return total <= MOST_HOLDERS and total - inside <= MOST_OUTSIDE


_words = Words()


def _known_words() -> Words:
    """The words of the documents before: most of a document stood in one of them. New ones where they are too many."""
    global _words
    if len(_words) > MOST_WORDS:
        _words = Words()
    return _words


# --- counting ------------------------------------------------------------------------------------------------


def _short(runs: Hashes) -> Keys:
    return (runs >> np.uint64(32)).astype("<u4")


def _changed(before: Iterable[bytes], after: Iterable[bytes]) -> tuple[Keys, NDArray[np.int64], NDArray[np.int64]]:
    """The runs in order of which the one documents have another number than the other, and both numbers."""
    old, new = (np.frombuffer(b"".join(blobs), dtype="<u4") for blobs in (before, after))
    runs, places = np.unique(np.concatenate((old, new)), return_inverse=True)
    counts = [np.bincount(one, minlength=len(runs)) for one in (places[: len(old)], places[len(old) :])]
    other = counts[0] != counts[1]
    return runs[other], counts[0][other], counts[1][other]


def _hits(wanted: Keys, stored: Sequence[bytes]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Where stored documents have one of the wanted runs, which are in order: places of runs and of documents."""
    if not len(wanted) or not stored:
        return
    shift = np.uint32(32 - _LOOKED_UP_BITS)
    table = np.zeros(1 << _LOOKED_UP_BITS, dtype=bool)
    table[wanted >> shift] = True
    for first in range(0, len(stored), _BLOCK):
        block = stored[first : first + _BLOCK]
        runs = np.frombuffer(b"".join(block), dtype="<u4")
        likely = np.flatnonzero(table[runs >> shift])
        places = np.minimum(np.searchsorted(wanted, runs[likely]), len(wanted) - 1)
        same = wanted[places] == runs[likely]
        ends = np.cumsum([len(one) // 4 for one in block])
        yield places[same], np.searchsorted(ends, likely[same], side="right") + first


def _repeated(runs: Mapping[str, bytes]) -> dict[str, Keys]:
    """Of each document the runs that another of these has too; documents without any are left out."""
    joined = np.sort(np.frombuffer(b"".join(runs.values()), dtype="<u4"))
    again = joined[1:][joined[1:] == joined[:-1]]
    if not len(again):
        return {}
    found: dict[str, Keys] = {}
    for name, one in runs.items():
        own = np.frombuffer(one, dtype="<u4")
        place = np.minimum(np.searchsorted(again, own), len(again) - 1)
        if len(own := own[again[place] == own]):
            found[name] = own
    return found


def _totals(kept: Iterable[Keys], everything: Sequence[bytes]) -> tuple[Keys, NDArray[np.int64]]:
    """The runs in order, each once, and how many of all documents have each."""
    arrays = list(kept)
    runs = np.unique(np.concatenate(arrays)) if arrays else np.empty(0, dtype="<u4")
    counts = np.zeros(len(runs), dtype=np.int64)
    for places, _ in _hits(runs, everything):
        counts += np.bincount(places, minlength=len(runs))
    return runs, counts


# --- pairs ---------------------------------------------------------------------------------------------------


def _pairs(
    members: Iterable[Occurrence],
    kept: Mapping[str, Keys],
    totals: tuple[Keys, NDArray[np.int64]],
    classes: Mapping[str, str | None],
) -> dict[tuple[str, str], set[int]]:
    """The pairs of documents that share runs that tell, with these runs."""
    names = sorted({one.quotation.document for one in members} & kept.keys())
    if len(names) < 2:
        return {}
    runs = np.concatenate([kept[name] for name in names])
    owners = np.repeat(np.arange(len(names)), [len(kept[name]) for name in names])
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for run, owner in zip(runs.tolist(), owners.tolist(), strict=True):
        holders[run].append(names[owner])
    found: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for run, having in holders.items():
        total = int(totals[1][np.searchsorted(totals[0], np.uint32(run))]) if len(having) > 1 else 0
        if len(having) < 2 or not _tells(total, len(having)):
            continue
        for left, right in combinations(having, 2):
            if classes[left] is None or classes[left] != classes[right]:
                found[left, right].add(run)
    return dict(found)


def _passage(left: Prose, right: Prose, telling: set[int]) -> SharedNarrative | None:
    """The longest passage of both, as folded words, and whether there is enough of them for an arrow."""
    passages = list(_passages(left, right, telling))
    if not passages:
        return None
    first, last, _ = max(passages, key=lambda one: one[1] - one[0])
    words = left.words[first:last]
    shown = " ".join(words[:SHOWN]) + (" …" if len(words) > SHOWN else "")
    covered = {place for start, end, _ in passages for place in range(start, end)}
    return SharedNarrative(
        shown, firm=len(covered) >= FIRM or len(covered) + _quoted_beside(left, right, passages) >= FIRM
    )


def _quoted_beside(left: Prose, right: Prose, passages: Iterable[tuple[int, int, int]]) -> int:
    """With how many words quoted right before a passage or right behind it both go on."""
    found = 0
    (before, behind), (other_before, other_behind) = said_beside(left), said_beside(right)
    for first, end, distance in passages:
        found += Postfix.similarity(before.get(first, ()), other_before.get(first + distance, ()))
        found += Prefix.similarity(behind.get(end - 1, ()), other_behind.get(end - 1 + distance, ()))
    return found


def _passages(left: Prose, right: Prose, telling: set[int]) -> Iterator[tuple[int, int, int]]:
    """Where in the words of `left` stand passages of both, and how far on in `right`: around each shared run that
    tells, as far as the words are the same."""
    shared = np.isin(left.runs, right.runs) & np.isin(_short(left.runs), np.array(sorted(telling), dtype=np.uint32))
    theirs = dict(zip(reversed(right.runs.tolist()), reversed(right.starts.tolist()), strict=True))
    end = distance = 0
    for run, start in zip(left.runs[shared].tolist(), left.starts[shared].tolist(), strict=True):
        if start + RUN <= end and theirs[run] - start == distance:
            continue
        distance = theirs[run] - start
        first, end = start, start + RUN
        while _same(left, first - 1, right, first - 1 + distance):
            first -= 1
        while _same(left, end, right, end + distance):
            end += 1
        yield first, end, distance


def _same(left: Prose, own: int, right: Prose, other: int) -> bool:
    """Whether there are such places outside of what is cut out, with the same word."""
    if not (0 <= own < len(left.words) and 0 <= other < len(right.words)):
        return False
    return left.words[own] == right.words[other] != ""
