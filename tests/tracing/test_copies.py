"""One text printed twice is found; two reports of one speech are not one text."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotetrace.folding import fold, fold_parts, fold_words
from quotetrace.model import CopyKeys, Document, Zone, ZoneKind
from quotetrace.tracing.bodies import ENOUGH_EQUAL, ENOUGH_OUTSIDE, RUN, copy_keys, quoted, read_body
from quotetrace.tracing.copies import CONTAINED, SHORTEST_SHARE, find_copies, may_be_copies

REPORT = (
    "The harbour council of Vesterby met behind closed doors on Monday to discuss the drained basin. Fishermen waited "
    "outside in the sleet for more than four hours. When the doors opened, mayor Marit Lund read a short statement and "
    "left by the back stairs without taking a question. Her deputy handed out copies of the budget instead, which show "
    "a gap of nine million crowns between the cost of new gates and the money set aside for them. A second meeting is "
    "planned for the first week of June, after the divers have finished their survey of the western wall."
)
SPEECH = (
    "“We will not close the quay this winter. We have heard the crews and we have heard the shopkeepers, and we know "
    "what a winter without the ferry would mean for every family on the island. The gates will be repaired where they "
    "stand, section by section, and no boat will be sent away while I am in this office. That is my word to you.”"
)
OTHER = (
    "A bitter wind blew through the square as some two hundred people listened to the mayor from under the awnings of "
    "the fish market. Many had taken the early bus and carried banners painted the night before in the school gym. "
    "Applause was thin at first, then grew. Nobody from the ferry company was seen, and calls to its office went "
    "unanswered until late in the evening, when a clerk said that the manager was at sea."
)


def document(name: str, text: str, *, url: str | None = None) -> Document:
    return Document(id=name, label=name, source=f"/news/{name}.txt", text=text, url=url)


def copies_among(documents: Iterable[Document]) -> dict[str, str]:
    return find_copies(map(read_body, documents))


def kept_of(document: Document) -> CopyKeys:
    return copy_keys(read_body(document))


def edited(text: str, every: int) -> str:
    """The text with every so manieth word changed, as a sub-editor might."""
    return " ".join("revised" if index % every == 0 else word for index, word in enumerate(text.split(), start=1))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param([REPORT, REPORT], {"a": "a", "b": "a"}, id="the same text"),
        pytest.param([REPORT, REPORT.upper().replace(".", " –")], {"a": "a", "b": "a"}, id="other capitals and marks"),
        pytest.param([REPORT, "Vesterby, 2 May. " + edited(REPORT, 40)], {"a": "a", "b": "a"}, id="lightly edited"),
        pytest.param([REPORT, edited(REPORT, 4)], {}, id="rewritten"),
        pytest.param([REPORT, " ".join(REPORT.split()[:75])], {"a": "a", "b": "a"}, id="cut from the end"),
        pytest.param([REPORT, " ".join(REPORT.split()[:45])], {}, id="a brief from its beginning"),
        pytest.param([REPORT + SPEECH, OTHER + SPEECH], {}, id="one speech, two reporters"),
        pytest.param([REPORT + SPEECH, REPORT + SPEECH], {"a": "a", "b": "a"}, id="a report with its speech"),
        pytest.param([SPEECH, SPEECH], {"a": "a", "b": "a"}, id="nothing but the same speech"),
        pytest.param(["Short item.", "Short item."], {}, id="too short to tell"),
        pytest.param(["", ""], {}, id="empty"),
        pytest.param([REPORT, OTHER], {}, id="nothing shared"),
        pytest.param([REPORT, REPORT, OTHER, OTHER], {"a": "a", "b": "a", "c": "c", "d": "c"}, id="two classes"),
    ],
)
def test_copies(texts: list[str], expected: dict[str, str]) -> None:
    documents = [document(name, text) for name, text in zip("abcd", texts, strict=False)]
    assert copies_among(documents) == expected
    assert copies_among(reversed(documents)) == expected


def test_teasers_and_captions_are_no_part_of_the_body() -> None:
    teaser = "\n" + OTHER
    clean = document("a", REPORT)
    framed = replace(document("b", REPORT + teaser), zones=(Zone(len(REPORT), len(REPORT + teaser), ZoneKind.RELATED),))
    assert copies_among([clean, framed]) == {"a": "a", "b": "a"}


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("https://fjordpost.example/quay-closed", "http://www.fjordpost.example/quay-closed/?utm_source=x#top", True),
        ("https://fjordpost.example/item?id=7", "https://fjordpost.example/item?id=8", False),
        ("https://fjordpost.example/", "https://fjordpost.example", False),
        ("not an address", "not an address", False),
        ("https://[broken", "https://[broken", False),
    ],
)
def test_one_address_is_one_article(left: str, right: str, same: bool) -> None:
    found = copies_among([document("b", REPORT, url=left), document("a", OTHER, url=right)])
    assert found == ({"a": "a", "b": "a"} if same else {})


def test_what_is_a_copy_of_what_does_not_depend_on_a_third_with_other_marks() -> None:
    quoted, plain, revised = (
        document("a", f"“{REPORT}”"),
        document("b", REPORT),
        document("c", edited(REPORT, 40)),
    )
    assert copies_among([plain, revised]) == {"b": "b", "c": "b"}
    assert copies_among([quoted, plain, revised]) == {"a": "a", "b": "a", "c": "a"}


# --- the slow, obvious twin ------------------------------------------------------------------------------------


def runs_of(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[start : start + RUN] for start in range(len(words) - RUN + 1)}


def contained(left: set[tuple[str, ...]], right: set[tuple[str, ...]]) -> bool:
    short, long = sorted((len(left), len(right)))
    return short >= SHORTEST_SHARE * long and len(left & right) >= CONTAINED * short


def all_pairs(documents: list[Document]) -> dict[str, str]:
    """Every pair compared as sets, then joined until nothing changes; texts without quotations."""
    classes = {one.id: {one.id} for one in documents}
    for left, right in combinations(documents, 2):
        words = fold_words(left.text), fold_words(right.text)
        equal = words[0] == words[1] and len(words[0]) >= ENOUGH_EQUAL
        enough = min(map(len, words)) >= ENOUGH_OUTSIDE
        if equal or (enough and contained(runs_of(words[0]), runs_of(words[1]))):
            whole = classes[left.id] | classes[right.id]
            for member in whole:
                classes[member] = whole
    return {one: min(group) for one, group in classes.items() if len(group) > 1}


@given(st.integers(0, 10**6))
def test_the_index_finds_what_all_pairs_find(seed: int) -> None:
    choose = random.Random(seed)
    words = [f"word{index}" for index in range(120)]
    documents = []
    for index in range(8):
        start, length = choose.randrange(30), choose.randrange(15, 90)
        text = words[start : start + length]
        for _ in range(choose.randrange(4)):
            text[choose.randrange(len(text))] = choose.choice(["changed", "the"])
        documents.append(document(f"doc{index}", " ".join(text)))
    expected = all_pairs(documents)
    assert copies_among(documents) == expected
    choose.shuffle(documents)
    assert copies_among(documents) == expected


@given(st.integers(0, 10**6))
@settings(deadline=None)
def test_what_is_kept_of_a_document_is_enough_to_find_its_copies(seed: int) -> None:
    choose = random.Random(seed)
    words = [f"word{index}" for index in range(160)]
    documents = []
    for index in range(8):
        start, length = choose.randrange(30), choose.randrange(15, 130)
        text = words[start : start + length]
        for _ in range(choose.randrange(4)):
            text[choose.randrange(len(text))] = choose.choice(["changed", "the"])
        documents.append(document(f"doc{index}", " ".join(text)))
    new, stored = documents[:3], documents[3:]
    kept = [kept_of(one) for one in documents]
    found = {
        stored[place].id for place in may_be_copies([one.runs for one in kept[:3]], [one.runs for one in kept[3:]])
    }
    found |= {
        two.id
        for one, have in zip(new, kept, strict=False)
        for two, had in zip(stored, kept[3:], strict=True)
        if have.body and have.body == had.body
    }
    for one in new:
        for other in stored:
            if copies_among([one, other]):
                assert other.id in found


def test_unrelated_documents_are_not_taken_for_copies() -> None:
    kept = [kept_of(document(name, text)).runs for name, text in (("a", REPORT), ("b", OTHER), ("c", REPORT + OTHER))]
    assert may_be_copies(kept[:1], kept[1:]) == [1]
    assert may_be_copies([b""], kept) == may_be_copies([], kept) == []


def test_what_only_several_documents_have_together_is_no_copy_of_one() -> None:
    words = [f"word{index}" for index in range(90)]
    whole, *thirds = (
        kept_of(document(name, " ".join(part))).runs
        for name, part in (("whole", words), ("a", words[:30]), ("b", words[30:60]), ("c", words[60:]))
    )
    assert may_be_copies(thirds, [whole]) == []
    assert may_be_copies([*thirds, whole], [whole]) == [0]


@pytest.mark.parametrize(
    ("text", "url", "page", "has_body", "has_runs"),
    [
        (REPORT, "https://www.fjordpost.example/quay/?utm_source=x", "fjordpost.example/quay?", True, True),
        (SPEECH, None, None, True, False),
        ("Short item.", "https://fjordpost.example/", None, False, False),
        ("", None, None, False, False),
    ],
)
def test_what_is_kept(text: str, url: str | None, page: str | None, has_body: bool, has_runs: bool) -> None:
    kept = kept_of(document("a", text, url=url))
    assert (kept.page, kept.body is not None, kept.runs != b"") == (page, has_body, has_runs)


@given(st.text('ab “”"«».\n', max_size=60) | st.text("abÉ “”\"«»„'’[]Σ½ﬁ\u0301\u00ad\n", max_size=40))
def test_what_stands_outside_the_marks_is_what_is_in_none_of_the_passages(text: str) -> None:
    within = [place for start, end in quoted(text) for place in range(start, end)]
    outside = [word for word in fold(text) if word.start not in within]
    parts = fold_parts(text, chain.from_iterable(quoted(text)))
    assert list(chain(*parts)) == [word.folded for word in fold(text)]
    assert list(chain(*parts[::2])) == [word.folded for word in outside]
    body = read_body(document("a", text))
    assert (body.words, body.outside_words) == (len(fold(text)), len(outside))
    assert body.outside.tolist() == read_body(document("b", " ".join(word.folded for word in outside))).whole.tolist()


# What is quoted, said in one pattern, which takes as long as the square of a line of « without an end.
QUOTED = re.compile(r"“[^”“\n]*”|\"[^\"\n]*\"|«[^»\n]*»|„[^“”\n]*[“”]")


@given(st.text('“”"«»„a\n', max_size=20))
def test_passages_between_marks_end_with_their_line(text: str) -> None:
    assert quoted(text) == [match.span() for match in QUOTED.finditer(text)]


@pytest.mark.parametrize("mark", '“"«„')
def test_marks_without_an_end_quote_nothing(mark: str) -> None:
    assert quoted(f"{mark} said\n" + f"{mark}a\n" * 50_000) == []
    assert len(quoted(mark * 200_000)) == (100_000 if mark == '"' else 0)
