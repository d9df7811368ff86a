"""What a store keeps of a document is enough to name every stored quotation that a new one relates to."""

from __future__ import annotations

import random

import pytest
from matching_samples import quotation
from test_join import changed

from quotetrace.matching import index
from quotetrace.matching.candidates import may_relate
from quotetrace.matching.edges import find_edges
from quotetrace.matching.finding import find_words
from quotetrace.matching.index import index_entry
from quotetrace.matching.lookup import look_up
from quotetrace.matching.relations import Thresholds
from quotetrace.matching.skimming import pack, skim
from quotetrace.model import IndexEntry, Kind, Quotation

SIZES = (1, 2, 3, 4, 5, 6, 7, 9, 13, 14, 20, 33, 60)


def documents(seed: int, count: int, vocabulary: tuple[int, ...] = (15, 90, 1200)) -> list[list[Quotation]]:
    """Documents with up to five quotations each, some in chains, many of them changed from those of others."""
    chance = random.Random(seed)
    words = ["the", "of", "to", "is", "not", *(f"w{number}" for number in range(chance.choice(vocabulary)))]
    told: list[list[str]] = []
    out = []
    for number in range(count):
        said: list[Quotation] = []
        for place in range(chance.randint(0, 5)):
            if told and chance.random() < 0.4:
                text = changed(chance, chance.choice(told), words)
            else:
                text = [chance.choice(words) for _ in range(chance.choice(SIZES))]
                text = [word + "." if chance.random() < 0.15 else word for word in text]
            told.append(text)
            before = said[-1].id if said and chance.random() < 0.3 else None
            raw = " ".join(word.capitalize() if chance.random() < 0.2 else word for word in text)
            said.append(quotation(f"d{number:03}/{place}", raw, continues=before))
        out.append(said)
    return out


def behind(entries: list[IndexEntry], hits: list[tuple[int, int]]) -> set[str]:
    """The quotations behind the texts that were hit."""
    return {name for entry, text in hits for name in entries[entry].quotations[text]}


def walked(new: list[list[Quotation]], stored: list[list[Quotation]], **more: Thresholds) -> set[str]:
    """The stored quotations that the index names for the new ones."""
    entries = [index_entry(said) for said in stored]
    hits = may_relate([index_entry(said).words for said in new], [one.words for one in entries], **more)
    assert hits == sorted(set(hits))
    return behind(entries, hits)


@pytest.mark.parametrize("percent", [75, 80, 85])
@pytest.mark.parametrize("seed", range(12))
def test_what_the_index_names_has_every_edge(seed: int, percent: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_BLOCK", 700)
    thresholds = Thresholds(variant_percent=percent)
    said = documents(seed, 260)
    new, stored = said[:12], said[12:]
    fresh, known = ([one for each in side for one in each] for side in (new, stored))
    named = walked(new, stored, thresholds=thresholds)
    near = [one for one in known if one.id in named]
    expected = find_edges(fresh, known, thresholds=thresholds)
    assert len({end for edge in expected for end in (edge.left, edge.right)}) > len(fresh) / 2
    assert find_edges(fresh, near, thresholds=thresholds) == expected


def test_few_others_are_named() -> None:
    said = documents(3, 400, vocabulary=(1200,))
    fresh, known = ([one for each in side for one in each] for side in (said[:3], said[3:]))
    ends = {end for edge in find_edges(fresh, known) for end in (edge.left, edge.right)}
    assert len(walked(said[:3], said[3:])) <= 3 * len(ends)


TIDE = "We shall raise the sea wall before the spring tides return to the lower town"


@pytest.mark.parametrize(
    ("new", "stored"),
    [
        (TIDE, TIDE),
        (TIDE, "we shall raise the sea wall before spring tides come back to the lower town"),
        (TIDE, "before the spring tides return"),
        ("raise the sea wall", TIDE),
        (TIDE, "We shall raise the wall … before the spring tides return"),
        ("We shall raise the sea wall. Nobody asked what the harbour master thinks of all that.", TIDE[:32]),
        (f"{TIDE}. Is it enough? Who can say.", "Is it enough? Who can say."),
        ("grim", "Grim"),
        ("no no no no", "No, no, no"),
    ],
)
def test_each_relation(new: str, stored: str) -> None:
    said = [[quotation(f"a/{n}", one)] for n, one in enumerate(("The ferry was late", stored, "Nobody waited for it"))]
    assert walked([[quotation("b/1", new)]], said) == {"a/1"}


def test_a_chain_is_found_by_what_its_pieces_say_together() -> None:
    chain = [quotation("a/1", "We shall raise the sea"), quotation("a/2", "wall before spring comes", continues="a/1")]
    assert walked([[quotation("b/1", "We shall raise the sea wall before spring comes")]], [chain]) == {"a/1", "a/2"}
    assert walked([[quotation("b/1", "wall before spring comes")]], [chain]) == {"a/1", "a/2"}


def test_what_has_no_words_is_not_in_an_entry() -> None:
    words = index_entry([quotation("a/1", TIDE)]).words
    assert index_entry([quotation("a/1", "…"), quotation("a/2", "")]) == IndexEntry()
    scare = index_entry([quotation("a/1", "so called", None, kind=Kind.SCARE), quotation("a/2", "…")])
    assert scare.quotations == (("a/1",),)
    assert may_relate([b""], [words]) == []
    assert may_relate([words], [b"", words, b""]) == [(1, 0)]
    assert may_relate([], []) == []


def test_an_entry_is_the_same_in_every_process() -> None:
    assert index_entry([quotation("a/1", "Sea wall. Sea")]).words.hex() == "37c1c98bf6eff51337c1c98b00000000"


@pytest.mark.parametrize("seed", range(10))
def test_words_are_looked_up_wherever_they_are_found(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_BLOCK", 500)
    chance = random.Random(seed)
    stored = documents(seed, 150)
    known = [one for said in stored for one in said]
    entries = [index_entry(said) for said in stored]
    blocks = [pack([one.words for one in entries[first : first + 40]]) for first in range(0, len(entries), 40)]
    for _ in range(25):
        words = chance.choice(known).text.split()
        first = chance.randrange(len(words) + 1)
        words = words[first : first + chance.choice((1, 2, 4, 9, 40))]
        if words and chance.random() < 0.5:
            words[chance.randrange(len(words))] = chance.choice(("…", "the", "w3", "nobody's"))
        pasted = " ".join(words)
        found = find_words(pasted, known)
        hits = look_up(pasted, [one.words for one in entries])
        assert hits == sorted(set(hits))
        skimmed = skim(pasted, blocks)
        assert skimmed == sorted(set(skimmed))
        assert {40 * block + place for block, place in skimmed} >= {entry for entry, _ in hits}
        named = behind(entries, hits)
        assert {name for name, _, _ in found} <= named
        assert find_words(pasted, [one for one in known if one.id in named]) == found


def test_words_are_looked_up_without_apostrophes() -> None:
    entries = [index_entry([quotation("a/1", one)]).words for one in (TIDE, "Russia's ferries won't sail")]
    assert look_up("russias ferries wont sail", entries) == [(1, 0)]
    assert look_up("…", entries) == look_up("nobody asked", entries) == []


def test_skimming_leaves_out_what_has_few_of_the_words() -> None:
    entries = [index_entry([quotation("a/1", one)]).words for one in (TIDE, "Nobody asked the divers", "…")]
    blocks = [pack(entries), pack([]), pack(entries[1:])]
    assert skim("nobody asked", blocks) == [(0, 1), (2, 0)]
    assert skim("nobody asked those who dive for a living", blocks) == []
    assert skim("…", blocks) == skim("nobody asked", []) == []
