"""Evidence from shared narrative depends on the whole collection: whatever comes, changes or goes, in whatever order,
the store says what it would say had all come at once."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from newsroom import Newsroom, article, live_on, said_by

from quotetrace import pipeline
from quotetrace.model import Document
from quotetrace.pipeline import Stages, settling
from quotetrace.store import Store

SAID = ("The drains at the foot of the wall need replacement", "Nobody will be forced to leave the valley tonight")
LIFTED = (
    "Gulls had stripped the wet herring crates before sunrise and nobody chased them off.",
    "Two divers coiled frozen hoses beside the drained basin while pumps kept coughing diesel smoke.",
    "Pupils from the flooded school carried stuffed owls across planks laid over broken tramlines.",
)
DAYS = ("2024-03-04", "2024-03-05", "2024-03-05T09:00+01:00", "2024-03", None)


def own_words(number: int) -> str:
    """Narrative that no other article has."""
    return " ".join(f"w{number}x{place}" for place in range(45)) + "."


def written(number: int, *paragraphs: str, day: str | None = "2024-03-05") -> Document:
    return article(
        "\n\n".join([own_words(number), *paragraphs]), f"{number:02}.txt", outlet=f"Paper {number}", published=day
    )


def stages_of(newsroom: Newsroom) -> Stages:
    return replace(pipeline.default_stages(), read=newsroom.read, extract=newsroom.extract)


def some_article(chance: random.Random, number: int) -> Document:
    """An article with one of the statements or none, and some of the passages."""
    said = [f"“{one}”, Ingrid Moen said." for one in chance.sample(SAID, chance.choice((0, 1, 1, 2)))]
    passages = [
        one if chance.random() < 0.7 else one[: len(one) // 2] for one in chance.sample(LIFTED, chance.randint(0, 2))
    ]
    return written(number, *passages, *said, day=chance.choice(DAYS))


@pytest.mark.parametrize("together", [settling.TOGETHER, 3])
@pytest.mark.parametrize("seed", range(16))
def test_whatever_happened_before(seed: int, together: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "TOGETHER", together)
    chance = random.Random(seed)
    newsroom = Newsroom()
    with Store.open(":memory:") as store, Store.open(":memory:") as fresh:
        stages = stages_of(newsroom)
        for _ in range(6):
            changed = [some_article(chance, chance.randrange(14)) for _ in range(chance.choice((1, 2, 5)))]
            live_on(store, newsroom, changed, chance, stages=stages)
        assert store.verify() == []
        paths = list(newsroom.paths)
        chance.shuffle(paths)
        pipeline.ingest(newsroom.paths, store, stages=stages)
        pipeline.ingest(paths, fresh, stages=stages)
        assert said_by(store) == said_by(fresh)


def evidence(store: Store) -> tuple[str, ...]:
    """The evidence for the later of the two reports."""
    (trace,) = store.traces()
    return trace.quotations[1].lineage.evidence


def test_what_others_print_later_is_background_until_they_are_forgotten_or_changed(store: Store) -> None:
    said = f"“{SAID[0]}”, Ingrid Moen said."
    pair = [written(0, LIFTED[0], said, day="2024-03-04"), written(1, said, LIFTED[0])]
    others = [written(number, LIFTED[0]) for number in range(2, 5)]
    newsroom = Newsroom(*pair, *others)
    stages = stages_of(newsroom)
    told = ("shares narrative with 00.txt: “gulls had stripped the wet herring crates before sunrise and nobody chased "
            "them off”",)  # fmt: skip
    pipeline.ingest([one.source for one in (*pair, *others[:2])], store, stages=stages)
    assert evidence(store) == told
    pipeline.ingest([others[2].source], store, stages=stages)
    assert evidence(store) == ()
    pipeline.forget(store, [others[0].id], stages=stages)
    assert evidence(store) == told
    pipeline.ingest([others[0].source], store, stages=stages)
    assert evidence(store) == ()
    newsroom.put(written(3, LIFTED[1]))
    pipeline.ingest([others[1].source], store, stages=stages)
    assert evidence(store) == told


def test_only_the_utterances_that_are_turned_are_traced_again(store: Store) -> None:
    said = f"“{SAID[0]}”, Ingrid Moen said."
    shelf = [written(0, LIFTED[0], said, day="2024-03-04"), written(1, said, LIFTED[0])]
    newsroom = Newsroom(*shelf)
    stages = stages_of(newsroom)
    pipeline.ingest(newsroom.paths, store, stages=stages)
    asked: list[int] = []

    def trace(utterances: list[object], *given: object, **more: object) -> object:
        asked.append(len(utterances))
        return stages.trace(utterances, *given, **more)  # type: ignore[arg-type]

    for number in range(2, 5):
        newsroom.put(written(number, LIFTED[0]))
        pipeline.ingest(newsroom.paths, store, stages=replace(stages, trace=trace))  # type: ignore[arg-type]
    assert asked == [0, 0, 1]


def test_a_store_of_before_is_read_again(store: Store) -> None:
    said = f"“{SAID[0]}”, Ingrid Moen said."
    newsroom = Newsroom(written(0, LIFTED[0], said, day="2024-03-04"), written(1, said, LIFTED[0]))
    stages = stages_of(newsroom)
    old = {name: value for name, value in stages.settings.items() if name != "narrative"}
    nothing = {"share_narrative": lambda *given: {}, "narrative_runs": lambda documents: [b"" for _ in documents]}
    untold = replace(stages, settings=old, **nothing)
    pipeline.ingest(newsroom.paths, store, stages=untold)
    assert evidence(store) == ()
    pipeline.ingest(newsroom.paths, store, stages=stages)
    assert len(evidence(store)) == 1
