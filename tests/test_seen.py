"""The names a run has met, against a set of them."""

from __future__ import annotations

from array import array
from sys import getsizeof

from hypothesis import given
from hypothesis import strategies as st

from quotetrace.seen import Seen

NAMES = st.text(st.characters(), max_size=20)


@given(st.lists(NAMES), st.lists(NAMES))
def test_it_is_a_set(added: list[str], asked: list[str]) -> None:
    seen, twin = Seen(), set[str]()
    for name in added:
        assert seen.add(name) is (name not in twin)
        twin.add(name)
    assert len(seen) == len(twin)
    assert [name in seen for name in asked + added] == [name in twin for name in asked + added]


def test_halves_of_characters_are_names_too() -> None:
    seen = Seen()
    assert seen.add("caf\udce9")
    assert "caf\udce9" in seen


def test_it_grows_and_holds_few_bytes_of_each_name() -> None:
    seen, names = Seen(), [f"/news/of/the/coast/records-2022.jsonl#{number}" for number in range(5_000)]
    before = getsizeof(seen._places)
    assert all(map(seen.add, names))
    assert len(seen) == len(names)
    assert not any(map(seen.add, names))
    assert not any(f"{name}0" in seen for name in names[500:])
    assert before < 10_000 < 8 * len(names) < getsizeof(seen._places) < 25 * len(names)


def test_however_names_collide_each_is_found() -> None:
    # all belong in the last place, and are looked for past it from the first on
    seen = Seen()
    seen._places = array("Q", bytes(8 * 4))
    for one in (3, 7, 11):
        seen._places[seen._place_of(one)] = one
    assert list(seen._places) == [7, 11, 0, 3]
    assert [seen._place_of(one) for one in (3, 7, 11, 15)] == [3, 0, 1, 2]
