"""What a change reaches, beside a twin that follows every join one by one; and what a decision asks of quotations."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from quotetrace.model import Document, Edge, Extraction, Judgement, Kind, Part, Quotation, Relation
from quotetrace.store import Store, scope


def filled(chance: random.Random) -> tuple[Store, list[Quotation], list[Judgement], dict[tuple[str, str], bool]]:
    """A store of some documents with quotations, some going on from another, and with random edges and pairs."""
    store = Store.open(":memory:", create=True)
    quotations: list[Quotation] = []
    for number in range(chance.randint(1, 8)):
        name = f"sha256:{number}"
        own: list[Quotation] = []
        for start in range(0, 10 * chance.randint(1, 5), 10):
            before = chance.choice(own).id if own and chance.random() < 0.3 else None
            own.append(
                Quotation(
                    id=f"{name}/body/{start}",
                    document=name,
                    part=Part.BODY,
                    start=start,
                    end=start + 5,
                    text="words",
                    kind=Kind.DIRECT,
                    continues=before,
                )
            )
        document = Document(id=name, label=name, source=f"/{number}", text="words and words " * 8, language="en")
        store.add(Extraction(document, tuple(own), ()))
        quotations += own
    names = [one.id for one in quotations]
    judged = {}
    for _ in range(chance.randint(0, 2 * len(names))):
        left, right = chance.choice(names), chance.choice(names)
        relation = chance.choice((Relation.VARIANT, Relation.OVERLAP))
        judged[left, right, relation] = Judgement(Edge(left, right, relation, 0.9), chance.random() < 0.6, "alike")
    pairs = {}
    for _ in range(chance.randint(0, 3)):
        left, right = sorted((chance.choice(names), chance.choice(names)))
        pairs[left, right] = chance.random() < 0.5
    with store.batch():
        store.workbench.add_judgements(judged.values())
        store.workbench.correct({}, {}, pairs)
    return store, quotations, list(judged.values()), pairs


def joined(
    name: str, quotations: list[Quotation], judged: list[Judgement], pairs: dict[tuple[str, str], bool]
) -> set[str]:
    """Everything that one quotation is joined to."""
    found = {end for one in judged if one.accepted for end in _ends(one) if name in _ends(one)}
    found |= {end for pair, both in pairs.items() if both and name in pair for end in pair}
    found |= {one.id for one in quotations if one.continues == name}
    found |= {one.continues for one in quotations if one.id == name and one.continues is not None}
    return found


def _ends(judged: Judgement) -> tuple[str, str]:
    return judged.edge.left, judged.edge.right


@pytest.mark.parametrize("most_known", [0, scope._MOST_KNOWN])
@pytest.mark.parametrize("seed", range(40))
def test_what_is_reached_is_all_that_is_joined_with_its_edges(
    seed: int, most_known: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scope, "_MOST_KNOWN", most_known)
    chance = random.Random(seed)
    store, quotations, judged, pairs = filled(chance)
    document = chance.choice(quotations).document
    waiting = [one.id for one in quotations if one.document == document]
    wanted: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting += joined(name, quotations, judged, pairs)
    with store:
        reached, judgements = store.workbench.reached([document])
        assert judgements == store.workbench.judgements(reached)
    assert reached == wanted
    edges = [one for one in judged if not wanted.isdisjoint(_ends(one))]
    assert judgements == sorted(edges, key=lambda one: (*_ends(one), one.edge.relation))


def test_a_decision_is_given_the_ends_what_is_inside_them_and_whole_chains() -> None:
    """Everything that stands in the marks of an end, and all quotations where an end stands for its chain."""
    with Store.open(":memory:", create=True) as store:
        outer = Quotation("sha256:1/body/0", "sha256:1", Part.BODY, 0, 30, "all of these", Kind.DIRECT)
        inner = replace(outer, id="sha256:1/body/9", start=9, end=14)
        across = replace(outer, id="sha256:1/body/20", start=20, end=44)
        other = replace(outer, id="sha256:2/body/0", document="sha256:2")
        piece = replace(other, id="sha256:2/body/50", start=50, end=60, continues=other.id)
        for name, own in (("sha256:1", (outer, inner, across)), ("sha256:2", (other, piece))):
            document = Document(id=name, label=name, source=name, text="words " * 12, language="en")
            store.add(Extraction(document, own, ()))
        ends = Edge(outer.id, other.id, Relation.VARIANT, 1.0)
        assert store.workbench.occurrences_behind([ends]).keys() == {outer.id, inner.id, other.id}
        whole = replace(ends, right_whole=True)
        assert store.workbench.occurrences_behind([whole]).keys() == {outer.id, inner.id, other.id, piece.id}
        assert store.workbench.occurrences_behind([]) == {}
