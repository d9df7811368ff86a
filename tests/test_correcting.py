"""What a person decided holds: at once, after every re-run, in whatever order, until it is undone."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

import pytest
from newsroom import Newsroom, article
from test_settling import OUTLETS, PEOPLE, said_by, sayings, stages_of, written

from quotetrace import pipeline
from quotetrace.errors import UsageError
from quotetrace.matching import crowds
from quotetrace.model import DecisionKind, Document, Extraction, Kind
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
        with suppress(UsageError):  # a surname of several
            pipeline.alias(store, *chance.sample((*PEOPLE, "Ola Dahl", "Moen", "Mr Haugen"), 2), stages=stages)
    elif what in (DecisionKind.JOIN, DecisionKind.SPLIT) and len(quotations) > 1:
        pair = chance.sample(quotations, 2)
        if what == DecisionKind.SPLIT:
            together = [[one.occurrence.quotation.id for one in trace.quotations] for trace in store.traces(all=True)]
            pair = chance.sample(chance.choice([one for one in together if len(one) > 1] or [pair]), 2)
        (pipeline.join if what == DecisionKind.JOIN else pipeline.split)(store, *pair, stages=stages)
    elif what == "undo" and made:
        pipeline.undo(store, chance.choice(made), stages=stages)


def told_variously(newsroom: Newsroom) -> Stages:
    """As the newsroom does, but some people are known by the surname alone, and some quotations go on."""

    def extract(documents: Iterable[Document], /, **more: object) -> Iterator[Extraction]:
        for one in newsroom.extract(documents):
            chance = random.Random(one.document.id)
            known = [replace(who, name=who.name.split()[-1]) if chance.random() < 0.3 else who for who in one.entities]
            heard = [
                replace(each, speaker=None if each.entity is None else known[each.entity].name)
                for each in one.quotations
            ]
            for before, after in pairwise(range(len(heard))):
                if chance.random() < 0.2:
                    heard[after] = replace(heard[after], continues=heard[before].id)
            yield replace(one, entities=tuple(known), quotations=tuple(heard))

    return replace(stages_of(newsroom), extract=extract)


@pytest.mark.parametrize("together", [settling.TOGETHER, 4])
@pytest.mark.parametrize("seed", range(14))
def test_whatever_was_decided_before(seed: int, together: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "TOGETHER", together)
    chance = random.Random(seed)
    told = sayings(chance)
    newsroom = Newsroom()
    with Store.open(":memory:") as store, Store.open(":memory:") as fresh:
        stages = told_variously(newsroom)
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
        assert list(pipeline.verify(store, sample=1000, stages=stages)) == []
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


@pytest.mark.parametrize(("crowd", "heads"), [(2, 1), (3, 2), (6, 3)])
@pytest.mark.parametrize("seed", range(3))
def test_whatever_was_decided_before_among_crowds(
    seed: int, crowd: int, heads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowds, "CROWD", crowd)
    monkeypatch.setattr(crowds, "HEADS", heads)
    test_whatever_was_decided_before(seed, 4 if seed % 2 else settling.TOGETHER, monkeypatch)


@pytest.mark.parametrize("is_said", [True, False])
def test_marks_that_are_somebodys_words_by_hand_come_into_the_crowd_and_leave_it(
    store: Store, is_said: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowds, "CROWD", 3)
    monkeypatch.setattr(crowds, "HEADS", 1)
    words = "We shall not sell the old ferry before the winter comes"
    newsroom = Newsroom(*(article(f"“{words}”, Ida Moen said on day {day}.", f"{day}.txt") for day in range(5)))
    odd = sorted(one.id for one in newsroom.shelf.values() if isinstance(one, Document))[:2]

    def extract(documents: Iterable[Document], /, **more: object) -> Iterator[Extraction]:
        """As the newsroom does, but all marks may be for show, and two documents do not say who speaks."""
        for one in newsroom.extract(documents):
            (said,) = one.quotations
            if one.document.id in odd and not is_said:
                said = replace(said, speaker=None, entity=None)
            yield replace(one, quotations=(replace(said, kind=Kind.SCARE),))

    stages = replace(stages_of(newsroom), extract=extract)
    pipeline.ingest(newsroom.paths, store, stages=stages)
    before = said_by(store)
    names = [one.occurrence.quotation.id for one in store.quotes() if one.occurrence.quotation.document in odd]
    corrected = [
        pipeline.correct_speaker(store, name, None if is_said else "Ida Moen", stages=stages) for name in names
    ]
    assert len(list(store.judgements())) == (3 if is_said else 4)
    assert list(pipeline.verify(store, sample=1000, stages=stages)) == []
    for number in corrected:
        pipeline.undo(store, number, stages=stages)
    assert said_by(store) == before
    assert list(pipeline.verify(store, sample=1000, stages=stages)) == []


def test_a_continued_quotation_has_one_speaker(store: Store) -> None:
    text = "“The quay is closed”, Tom Haugen said. “The ferry is not”. “Nobody sails at dawn”, Ida Moen said."
    newsroom = Newsroom(article(text, "quay.txt"))

    def extract(documents: Iterable[Document], /, **more: object) -> Iterator[Extraction]:
        """As the newsroom does, but the second quotation goes on with the first, and so does the third."""
        for one in newsroom.extract(documents):
            first, second, third = one.quotations
            second = replace(second, continues=first.id, speaker="Tom Haugen", entity=first.entity)
            yield replace(one, quotations=(first, second, replace(third, continues=second.id)))

    stages = replace(stages_of(newsroom), extract=extract)
    pipeline.ingest(newsroom.paths, store, stages=stages)
    before = said_by(store)
    names = [one.occurrence.quotation.id for one in store.quotes()]
    made = pipeline.correct_speaker(store, names[1], "Ola Dahl", stages=stages)
    assert [one.occurrence.speaker for one in store.quotes()] == ["Ola Dahl"] * 3
    again = pipeline.correct_speaker(store, names[2], "Kari Vik", stages=stages)
    pipeline.ingest(newsroom.paths, store, stages=stages, reprocess=True)
    assert [one.occurrence.speaker for one in store.quotes()] == ["Kari Vik"] * 3
    assert [str(one.state) for one in store.decisions()] == ["overruled", "applied"]
    for number in (again, made):
        pipeline.undo(store, number, stages=stages)
    assert said_by(store) == before


@pytest.mark.parametrize(
    ("others", "speakers"),
    [
        pytest.param((), {"Ida Moen": 2}, id="nobody else has the surname"),
        pytest.param(("Ola Moen",), {"Ida Moen": 1, "Moen": 1, "Ola Moen": 1}, id="somebody else has it"),
    ],
)
def test_a_decided_full_name_is_whom_the_document_knows_by_the_surname(
    others: Sequence[str], speakers: dict[str, int], store: Store
) -> None:
    said = "“The quay is closed”, Only Moen said. “The ferry is not”, Only Moen said. "
    newsroom = Newsroom(article(said + " ".join(f"“No”, {name} said." for name in others), "quay.txt"))

    def extract(documents: Iterable[Document], /, **more: object) -> Iterator[Extraction]:
        """As the newsroom does, but *Only Moen* is known by the surname."""
        for one in newsroom.extract(documents):
            known = [replace(who, name=who.name.removeprefix("Only ")) for who in one.entities]
            heard = [replace(each, speaker=known[each.entity or 0].name) for each in one.quotations]
            yield replace(one, entities=tuple(known), quotations=tuple(heard))

    stages = replace(stages_of(newsroom), extract=extract)
    pipeline.ingest(newsroom.paths, store, stages=stages)
    before = said_by(store)
    (quay,) = (one.occurrence.quotation.id for one in store.quotes(search="quay"))
    number = pipeline.correct_speaker(store, quay, "Ida Moen", stages=stages)
    assert {one.name: one.quotations for one in store.speakers()} == speakers
    pipeline.ingest(newsroom.paths, store, stages=stages, reprocess=True)
    assert {one.name: one.quotations for one in store.speakers()} == speakers
    pipeline.undo(store, number, stages=stages)
    assert said_by(store) == before


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
    corrected = pipeline.correct_speaker(store, f"{haugen.id}/body/1", "tom haugen", stages=stages)
    assert store.decisions()[-1].decision.value == ("Tom Haugen", "person")
    pipeline.undo(store, corrected, stages=stages)
    pipeline.undo(store, number, stages=stages)
    assert said_by(store) == before


def test_two_names_in_one_document_are_one_speaker(store: Store) -> None:
    said = "“We will not lower the crane before the ice is gone”, Tom Haugen said. “Before the ice”, Ola Dahl said."
    newsroom = Newsroom(article(said, "crane.txt"))
    stages = stages_of(newsroom)
    pipeline.ingest(newsroom.paths, store, stages=stages)
    assert len(list(store.traces(all=True))) == 2
    pipeline.alias(store, "Ola Dahl", "Tom Haugen", stages=stages)
    (trace,) = store.traces(all=True)
    assert (trace.speaker, len(trace.quotations)) == ("Ola Dahl", 2)


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


def test_an_outlet_that_is_decided_is_first_no_longer_as_the_unknown_one(store: Store) -> None:
    said = "“The quay will stay open until the ice comes in to the harbour”, Ingrid Moen said."
    newsroom = Newsroom(
        article(said, "a.txt", outlet=None, published="2024-03-04"),
        article(f"Filed. {said}", "b.txt", published="2024-03-04"),
        article(f"Also. {said}", "c.txt", outlet="Radio Nord", published="2024-03-04"),
        article(f"Later. {said}", "d.txt", outlet=None, published="2024-03-06"),
    )
    stages = stages_of(newsroom)
    pipeline.ingest(newsroom.paths, store, stages=stages)
    ties = {"Fjord Times": 1, "Radio Nord": 1}
    assert {one.name: one.ties for one in store.outlets()} == {**ties, None: 1}
    pipeline.correct_outlet(store, "a.txt", "Fjord Times", stages=stages)
    assert {one.name: one.ties for one in store.outlets()} == {**ties, None: 0}
    pipeline.undo(store, 1, stages=stages)
    assert {one.name: one.ties for one in store.outlets()} == {**ties, None: 1}
