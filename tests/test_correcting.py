"""What a person decided holds: at once, after every re-run, in whatever order, until it is undone."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from newsroom import Newsroom, article
from test_settling import OUTLETS, PEOPLE, said_by, sayings, stages_of, written

from quotetrace import pipeline
from quotetrace.model import DecisionKind
from quotetrace.pipeline import Stages, settling
from quotetrace.store import Store

DATES = ("2024-03-01", "2024-03-05T08:30+01:00", "2025", None)


def decide_something(chance: random.Random, store: Store, stages: Stages) -> None:
    """One decision, or one taken back."""
    quotations = [one.occurrence.quotation.id for one in store.quotes()]
    documents = [one.document.id for one in store.documents()]
    made = [one.number for one in store.decisions() if one.decision.undone is None]
    what = chance.choice([*DecisionKind, "undo"])
    if what == DecisionKind.SPEAKER:
        name = chance.choice((*PEOPLE, "Ola Dahl", None))
        pipeline.correct_speaker(store, chance.choice(quotations), name, stages=stages)
    elif what == DecisionKind.OUTLET:
        outlet = chance.choice([name for name in OUTLETS if name] + ["Dagsnytt"])
        pipeline.correct_outlet(store, chance.choice(documents), outlet, stages=stages)
    elif what == DecisionKind.DATE:
        pipeline.correct_date(store, chance.choice(documents), chance.choice(DATES), stages=stages)
    elif what == DecisionKind.ALIAS:
        pipeline.alias(store, *chance.sample((*PEOPLE, "Ola Dahl", "Lars Berg"), 2), stages=stages)
    elif what in (DecisionKind.JOIN, DecisionKind.SPLIT) and len(quotations) > 1:
        pair = chance.sample(quotations, 2)
        if what == DecisionKind.SPLIT:
            together = [[one.occurrence.quotation.id for one in trace.quotations] for trace in store.traces(all=True)]
            pair = chance.sample(chance.choice([one for one in together if len(one) > 1] or [pair]), 2)
        (pipeline.join if what == DecisionKind.JOIN else pipeline.split)(store, *pair, stages=stages)
    elif what == "undo" and made:
        pipeline.undo(store, chance.choice(made), stages=stages)


@pytest.mark.parametrize("together", [settling.TOGETHER, 4])
@pytest.mark.parametrize("seed", range(14))
def test_whatever_was_decided_before(seed: int, together: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "TOGETHER", together)
    chance = random.Random(seed)
    told = sayings(chance)
    newsroom = Newsroom()
    with Store.open(":memory:") as store, Store.open(":memory:") as fresh:
        stages = stages_of(newsroom)
        for _ in range(6):
            changed = [written(chance, told, chance.randrange(30)) for _ in range(chance.choice((1, 2, 9)))]
            newsroom.put(*changed)
            pipeline.ingest([one.source for one in changed], store, stages=stages)
            for _ in range(chance.randint(0, 3)):
                decide_something(chance, store, stages)
            if chance.random() < 0.5:
                gone = chance.choice(list(store.documents())).document
                pipeline.forget(store, [gone.id], stages=stages)
                for source in [path for path, one in newsroom.shelf.items() if one.id == gone.id]:
                    del newsroom.shelf[source]
        assert store.verify() == []
        pipeline.ingest(newsroom.paths, store, stages=stages, reprocess=chance.random() < 0.5)
        decisions = [one.decision for one in store.decisions()]
        steps: list[Callable[[], object]] = [
            lambda: pipeline.take_decisions(fresh, decisions, stages=stages),
            lambda: pipeline.ingest(newsroom.paths, fresh, stages=stages),
        ]
        for step in chance.sample(steps, 2):
            step()
        assert said_by(store) == said_by(fresh)
        for one in store.decisions():
            if one.decision.undone is None:
                pipeline.undo(store, one.number, stages=stages)
        with Store.open(":memory:") as untouched:
            pipeline.ingest(newsroom.paths, untouched, stages=stages)
            assert said_by(store) == said_by(untouched)


def test_two_names_of_one_speaker_are_no_conflict(store: Store) -> None:
    words = "We will not lower the dock crane before the ice is gone from the quay"
    haugen = article(f"“{words}”, Tom Haugen said. “The ferry sails at dawn”, Tom Haugen said.", "haugen.txt")
    dahl = article(f"“{words}”, Ola Dahl said. “The ferry sails at dawn”, Ola Dahl said.", "dahl.txt")
    newsroom = Newsroom(haugen, dahl)
    stages = stages_of(newsroom)
    pipeline.ingest(newsroom.paths, store, stages=stages)
    before = said_by(store)
    assert [(one.documents, one.flags) for one in store.traces(all=True)] == [
        (2, ("speaker-conflict",)),
        (1, ()),
        (1, ()),
    ]
    number = pipeline.alias(store, "Ola Dahl", "Tom Haugen", stages=stages)
    assert [(one.speaker, one.documents, one.flags) for one in store.traces()] == [("Ola Dahl", 2, ())] * 2
    assert [one.name for one in store.speakers("haugen")] == ["Ola Dahl"]
    pipeline.undo(store, number, stages=stages)
    assert said_by(store) == before


def test_names_that_hang_together_through_a_third_are_one(store: Store) -> None:
    newsroom = Newsroom(
        article("“The ferry sails at dawn”, Tom Haugen said.", "haugen.txt"),
        article("“The ferry sails at dawn”, Ola Dahl said.", "dahl.txt"),
    )
    stages = stages_of(newsroom)
    pipeline.ingest(newsroom.paths, store, stages=stages)
    through = [("Ola Dahl", "Lars Berg"), ("Lars Berg", "Tom Haugen"), ("Tom Haugen", "Kari Vik")]
    numbers = [pipeline.alias(store, *names, stages=stages) for names in through]
    assert [(one.name, one.documents) for one in store.speakers()] == [("Ola Dahl", 2)]
    states = [str(one.state) for one in store.decisions()]
    assert states == ["applied", "applied", "waiting"]
    pipeline.undo(store, numbers[1], stages=stages)
    assert [(one.name, one.documents) for one in store.speakers()] == [("Ola Dahl", 1), ("Tom Haugen", 1)]
    assert [str(one.state) for one in store.decisions()] == ["waiting", "undone", "waiting"]
    newsroom.put(article("“The quay is closed”, Kari Vik said.", "vik.txt"))
    pipeline.ingest(newsroom.paths, store, stages=stages)
    assert [(one.name, one.documents) for one in store.speakers("vik")] == [("Tom Haugen", 2)]
    assert [str(one.state) for one in store.decisions()] == ["waiting", "undone", "applied"]


def test_a_join_that_a_split_forbids_is_overruled(store: Store) -> None:
    said = ("The tide will take the quay before spring", "The tide will take the quay before spring comes", "No ferry")
    newsroom = Newsroom(*(article(f"“{words}”, Tom Haugen said.", f"{words}.txt") for words in said))
    stages = stages_of(newsroom)
    pipeline.ingest(newsroom.paths, store, stages=stages)
    both = [one.occurrence.quotation for one in store.quotes(search="tide")]
    quay, spring = sorted(both, key=lambda one: len(one.text))
    (ferry,) = (one.occurrence.quotation for one in store.quotes(search="ferry"))
    pipeline.join(store, quay.id, ferry.id, stages=stages)
    assert [one.documents for one in store.traces()] == [3]
    number = pipeline.split(store, spring.id, ferry.id, stages=stages)
    assert [one.documents for one in store.traces()] == [2]
    assert [str(one.state) for one in store.decisions()] == ["overruled", "applied"]
    pipeline.undo(store, number, stages=stages)
    assert [str(one.state) for one in store.decisions()] == ["applied", "undone"]
