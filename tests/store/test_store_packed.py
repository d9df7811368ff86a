"""The words of the index in short: every document is in a block or read beside the blocks, whatever came and went."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from newsroom import article, extract_one

from quotetrace.model import Document, IndexEntry
from quotetrace.store import Store, index

ARTICLES = [article(f"“The pier {number}”, Ola Berg said.", str(number), published="2024-03") for number in range(40)]


def pack(entries: Sequence[bytes]) -> bytes:
    """Not packed at all: the words one after the other."""
    return b"|".join(entries)


def put(store: Store, documents: Sequence[Document], words: str) -> None:
    """Store documents and these words of theirs."""
    for document in documents:
        store.add(extract_one(document))
    store.workbench.add_words({one.id: IndexEntry(f"{one.label} {words}".encode()) for one in documents})


def seen(store: Store) -> dict[str, bytes]:
    """The words of every document that comes in sight through the blocks, each with what is packed of it."""
    numbers, blocks = store.packed_words()
    short = {
        number: words
        for some, block in zip(numbers, blocks, strict=True)
        for number, words in zip(some, block.split(b"|"), strict=True)
    }
    after = numbers[-1][-1] if numbers else 0
    out = {}
    for number in short:
        names, entries = store.numbered_words([number], after=1 << 60)
        assert entries in ([], [short[number]])
        out.update(zip(names, entries, strict=True))
    names, entries = store.numbered_words([], after=after)
    assert out.keys().isdisjoint(names)
    return out | dict(zip(names, entries, strict=True))


@pytest.mark.parametrize("seed", range(12))
def test_every_document_comes_in_sight(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "PACKED_TOGETHER", 5)
    chance = random.Random(seed)
    with Store.open(tmp_path / "quotes.db", create=True) as store:
        for step in range(30):
            some = chance.sample(ARTICLES, chance.choice((1, 2, 7, 20)))
            if chance.random() < 0.3:
                store.forget([one.id for one in some])
            else:
                put(store, some, f"told {step}")
            if chance.random() < 0.6:
                before = store.packed_words()
                store.workbench.pack_words(pack)
                known = len(store.workbench.words(without=())[0])
                assert store.packed_words() == before or sum(map(len, store.packed_words()[0])) <= 2 * known + 5
            assert seen(store) == dict(zip(*store.workbench.words(without=()), strict=True))
            assert store.verify() == []


def test_only_what_is_new_is_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "PACKED_TOGETHER", 10)
    packed: list[int] = []

    def watched(entries: Sequence[bytes]) -> bytes:
        packed.append(len(entries))
        return pack(entries)

    with Store.open(tmp_path / "quotes.db", create=True) as store:
        for first, last in ((0, 25), (25, 25), (25, 27), (27, 40)):
            put(store, ARTICLES[first:last], "said")
            store.workbench.pack_words(watched)
            packed.append(0)
    assert packed == [9, 10, 6, 0, 0, 8, 0, 10, 10, 1, 0]


def test_verify_misses_a_document_that_is_in_no_block(tmp_path: Path) -> None:
    with Store.open(tmp_path / "quotes.db", create=True) as store:
        put(store, ARTICLES, "said")
        store.workbench.pack_words(pack)
        assert store.verify() == []
        store._connection.execute("UPDATE word_blocks SET numbers = json_remove(numbers, '$[3]', '$[7]')")
        assert store.verify() == ["index of words: 2 documents are missing in what `find` looks through"]
