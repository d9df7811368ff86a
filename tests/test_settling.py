"""However a collection came to be what it is, the store says what it would say had all come at once."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pytest
from newsroom import Newsroom, article, live_on, said_by

from quotetrace import pipeline
from quotetrace.matching import crowds, related, relating
from quotetrace.model import CopyKeys, Document, Extraction, IndexEntry, Kind, Quotation
from quotetrace.pipeline import Stages, settling
from quotetrace.store import Store
from quotetrace.tracing.bodies import Body

PEOPLE = ("Ingrid Moen", "Ida Moen", "Ida Anne Moen", "Tom Haugen", "Moen Haugen", "Kari Anne Haugen")
OUTLETS = ("Fjord Times", "FJORD TIMES", "Harbour Herald", "Radio Nord", None)
WORDS = "tide herring gull quay kelp dock crane ice salt ferry the of we will not a shall to in before".split()
FILLER = (
    "The council met on Monday behind closed doors while crews waited outside in sleet for more than four hours and "
    "left by the back stairs when nobody came to speak to them about the drained basin or the price of new gates. "
)


def sayings(chance: random.Random) -> list[str]:
    """Statements, and what others made of them: a word changed, a part, two in one."""
    told: list[str] = []
    for _ in range(12):
        words = [chance.choice(WORDS) for _ in range(chance.choice((2, 3, 5, 9, 14, 20)))]
        if told and chance.random() < 0.6:
            words = chance.choice(told).split()
            words[chance.randrange(len(words))] = chance.choice(WORDS)
            if chance.random() < 0.4:
                words = words[chance.randrange(len(words)) :]
        told.append(" ".join(words))
    return told


def written(chance: random.Random, told: list[str], number: int) -> Document:
    """An article with one to four of the statements."""
    said = [f"“{chance.choice(told)}”, {chance.choice(PEOPLE)} said." for _ in range(chance.randint(1, 4))]
    said = [one.split(",")[0] + "." if chance.random() < 0.15 else one for one in said]
    body = (FILLER if chance.random() < 0.3 else "") + " ".join(said)
    return article(
        body,
        f"{number:02}.txt",
        outlet=chance.choice(OUTLETS),
        published=chance.choice((None, "2024-03", "2024-03-04", "2024-03-05", "2024-03-05T09:00+01:00")),
        origin=chance.choice(("", "", f"https://news.example/{number % 7}")),
    )


def stages_of(newsroom: Newsroom) -> Stages:
    """Made-up reading and extraction before the real stages."""
    return replace(pipeline.default_stages(), read=newsroom.read, extract=newsroom.extract)


@pytest.mark.parametrize("most", [1, 2])
@pytest.mark.parametrize("seed", range(8))
def test_whatever_happened_before_where_few_links_are_kept(
    seed: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(related, "MOST_RELATED", most)
    test_whatever_happened_before(seed, 4, monkeypatch)


@pytest.mark.parametrize(("crowd", "heads"), [(2, 1), (3, 2), (6, 3)])
@pytest.mark.parametrize("seed", range(8))
def test_whatever_happened_before_among_crowds(
    seed: int, crowd: int, heads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowds, "CROWD", crowd)
    monkeypatch.setattr(crowds, "HEADS", heads)
    test_whatever_happened_before(seed, (settling.TOGETHER, 4, 1)[seed % 3], monkeypatch)


FERRY = "We shall not sell the old ferry before the winter comes"
QUAY = "Nobody asked the divers what they saw under the quay"


@pytest.fixture
def small_crowds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four are a crowd with one head."""
    monkeypatch.setattr(crowds, "CROWD", 3)
    monkeypatch.setattr(crowds, "HEADS", 1)


def printed(name: str, number: int, *said: str) -> list[Document]:
    """So many articles with the same words."""
    told = " ".join(f"“{words}”, Tom Haugen said." for words in said)
    return [article(f"{name} {place}. {told}", f"{name}{place}.txt") for place in range(number)]


def assert_as_made_at_once(store: Store, newsroom: Newsroom, stages: Stages) -> None:
    """A store in which nothing is left to do says what one made at once says."""
    assert list(pipeline.verify(store, sample=1000, stages=stages)) == []
    with Store.open(":memory:") as fresh:
        pipeline.ingest(newsroom.paths, fresh, stages=stages)
        assert store.digest() == fresh.digest()


@pytest.mark.usefixtures("small_crowds")
def test_a_crowd_that_is_matched_anew_waits_in_turn(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom = Newsroom(*printed("ferry", 8, FERRY))
    stages = stages_of(newsroom)
    pipeline.ingest(newsroom.paths, store, stages=stages)
    monkeypatch.setattr(settling, "TOGETHER", 1)
    indexed: set[str] = set()

    def index_entries(quotations: Iterable[Quotation], /) -> Mapping[str, IndexEntry]:
        given = list(quotations)
        indexed.update(one.document for one in given)
        return stages.index_entries(given)

    copied: set[str] = set()

    def copy_keys(body: Body, /) -> CopyKeys:
        copied.add(body.document)
        return stages.copy_keys(body)

    others = {"settings": {**stages.settings, "index": "another"}}
    pipeline.settle(store, stages=replace(stages, index_entries=index_entries, copy_keys=copy_keys, **others))
    assert len(indexed) == len(copied) == 8


@pytest.mark.usefixtures("small_crowds")
@pytest.mark.parametrize("number", range(3))
def test_crowds_that_are_matched_anew_have_the_edges_they_had(
    store: Store, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom = Newsroom(*printed("ferry", 5, FERRY), *printed(f"again{number}", 5, f"{FERRY} again"))
    stages = stages_of(newsroom)
    pipeline.ingest(newsroom.paths, store, stages=stages)
    before = list(store.judgements())
    monkeypatch.setattr(settling, "TOGETHER", 1)
    pipeline.settle(store, stages=replace(stages, settings={**stages.settings, "index": "another"}))
    assert list(store.judgements()) == before


@pytest.mark.usefixtures("small_crowds")
@pytest.mark.parametrize("number", range(3))
def test_those_of_a_crowd_that_come_in_with_their_chains_are_not_all(store: Store, number: int) -> None:
    newsroom = Newsroom(*printed("chain", 6, FERRY, "It is over"), *printed(f"over{number}", 6, "It is over"))

    def extract(documents: Iterable[Document], /, **more: object) -> Iterator[Extraction]:
        """As the newsroom does, but the second of two goes on with the first."""
        for one in newsroom.extract(documents):
            first, *rest = one.quotations
            yield replace(one, quotations=(first, *(replace(each, continues=first.id) for each in rest)))

    stages = replace(stages_of(newsroom), extract=extract)
    pipeline.ingest(newsroom.paths, store, stages=stages)
    for late in printed("ferry", 2, FERRY):
        newsroom.put(late)
        pipeline.ingest([late.source], store, stages=stages)
        assert_as_made_at_once(store, newsroom, stages)


@pytest.mark.usefixtures("small_crowds")
def test_who_reads_otherwise_now_leaves_the_crowd(store: Store) -> None:
    newsroom = Newsroom(*printed("ferry", 5, FERRY))
    told = {one.id: FERRY for one in newsroom.shelf.values() if isinstance(one, Document)}

    def extract(documents: Iterable[Document], /, **more: object) -> Iterator[Extraction]:
        """As the newsroom does, but some quotations end earlier."""
        for one in newsroom.extract(documents):
            (said,) = one.quotations
            words = told[one.document.id]
            yield replace(one, quotations=(replace(said, text=words, end=said.start + len(words)),))

    stages = replace(stages_of(newsroom), extract=extract)
    pipeline.ingest(newsroom.paths, store, stages=stages)
    for document in sorted(told)[:2]:
        told[document] = "We shall"
    sources = [one.source for one in newsroom.shelf.values() if isinstance(one, Document) and told[one.id] != FERRY]
    pipeline.ingest(sources, store, stages=stages, reprocess=True)
    assert len([one for one in store.judgements() if one.edge.left > sorted(told)[2]]) == 3


@pytest.mark.usefixtures("small_crowds")
def test_a_store_without_crowds_is_brought_up_to_date(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom = Newsroom(*printed("both", 5, FERRY, QUAY), *printed("quay", 5, QUAY))
    stages = stages_of(newsroom)
    with monkeypatch.context() as before:
        before.setattr(crowds, "CROWD", 1000)
        pipeline.ingest(newsroom.paths, store, stages=stages)
    assert list(pipeline.verify(store, sample=1000, stages=stages)) == []
    newsroom.put(*(late := printed("ferry", 1, FERRY)))
    pipeline.ingest([one.source for one in late], store, stages=stages)
    assert_as_made_at_once(store, newsroom, stages)


@pytest.mark.parametrize("together", [settling.TOGETHER, 4])
@pytest.mark.parametrize("seed", range(14))
def test_whatever_happened_before(seed: int, together: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "TOGETHER", together)
    chance = random.Random(seed)
    told = sayings(chance)
    newsroom = Newsroom()
    with Store.open(":memory:") as store, Store.open(":memory:") as fresh:
        stages = stages_of(newsroom)
        for _ in range(6):
            changed = [written(chance, told, chance.randrange(30)) for _ in range(chance.choice((1, 2, 9)))]
            live_on(store, newsroom, changed, chance, stages=stages)
        assert list(pipeline.verify(store, sample=1000, stages=stages)) == []
        pipeline.ingest(newsroom.paths, store, stages=stages)
        pipeline.ingest(newsroom.paths, fresh, stages=stages)
        assert said_by(store) == said_by(fresh)
        assert store.digest() == fresh.digest()


def test_an_outlet_that_comes_later_is_the_one_that_was_named(store: Store) -> None:
    told = article("“The quay will stay open”, Ingrid Moen told Harbour Radio.", "told.txt")
    radio = article("Ferries ran on time.", "radio.txt", outlet="Harbour Radio")
    newsroom = Newsroom(told, radio)
    stages = replace(pipeline.default_stages(), read=newsroom.read)
    for paths, known in (([told.source], False), (newsroom.paths, True)):
        pipeline.ingest(paths, store, stages=stages)
        (trace,) = store.traces(all=True)
        assert [(one.outlet, one.in_collection) for one in trace.claimed_origins] == [("Harbour Radio", known)]
    pipeline.forget(store, [radio.id], stages=stages)
    (trace,) = store.traces(all=True)
    assert [one.in_collection for one in trace.claimed_origins] == [False]


def interrupted(stages: Stages, after: int) -> Stages:
    """The same stages, of which tracing is interrupted when it is asked once more after so many times."""
    asked: list[int] = []

    def trace(*given: object, **more: object) -> object:
        asked.append(1)
        if len(asked) > after:
            raise KeyboardInterrupt
        return stages.trace(*given, **more)  # type: ignore[arg-type]

    return replace(stages, trace=trace)  # type: ignore[arg-type]


def test_an_outlet_that_only_waited_was_never_here(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "TOGETHER", 1)
    told = article("“The quay will stay open”, Ingrid Moen told Harbour Radio.", "told.txt")
    radio = article("Ferries ran on time.", "radio.txt", outlet="Harbour Radio")
    stages = replace(pipeline.default_stages(), read=Newsroom(told, radio).read)
    with pytest.raises(KeyboardInterrupt):
        pipeline.ingest([told.source, radio.source], store, stages=interrupted(stages, after=1))
    assert not store.is_settled()
    pipeline.forget(store, [radio.id], stages=stages)
    (trace,) = store.traces(all=True)
    assert [one.in_collection for one in trace.claimed_origins] == [False]


def test_an_outlet_that_is_gone_is_not_what_somebody_means(store: Store) -> None:
    herald = article("Ferries ran on time.", "herald.txt", outlet="Herald")
    valley = article("“The quay will stay open”, Ingrid Moen said.", "valley.txt", outlet="Valley Herald")
    stages = replace(pipeline.default_stages(), read=Newsroom(herald, valley).read)
    pipeline.ingest([herald.source, valley.source], store, stages=stages)
    assert [one.name for one in store.outlets("herald")] == ["Herald"]
    pipeline.forget(store, [herald.id], stages=stages)
    assert [one.name for one in store.outlets("herald")] == ["Valley Herald"]
    assert len(list(store.quotes(outlet="herald"))) == 1


def test_matching_anew_goes_on_where_it_was_interrupted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = [article(f"“{words} before the ice comes in”, Tom Haugen said.", f"{words}.txt") for words in WORDS[:5]]
    newsroom = Newsroom(*shelf)
    stages = stages_of(newsroom)
    pipeline.ingest(newsroom.paths, store, stages=stages)
    monkeypatch.setattr(settling, "TOGETHER", 1)
    other = replace(stages, settings={**stages.settings, "index": "another"})
    for after in (2, 2):
        with pytest.raises(KeyboardInterrupt):
            pipeline.settle(store, stages=interrupted(other, after))
    assert len(store.workbench.pending(9)) == 1
    pipeline.settle(store, stages=other)
    assert store.is_settled()
    assert store.settings()["index"] == "another"


def test_a_surname_is_somebodys_again_when_nobody_else_has_it(store: Store) -> None:
    said = {"Ingrid Moen": "The tide", "Ida Moen": "The quay", "Only Moen": "The ferry"}
    shelf = [article(f"“{what} will not do”, {name} said.", f"{name}.txt") for name, what in said.items()]
    newsroom = Newsroom(*shelf)

    def extract(documents: Iterable[Document], /, **more: object) -> Iterator[Extraction]:
        """As the newsroom does, but *Only Moen* is known by the surname."""
        for one in newsroom.extract(documents):
            yield replace(
                one, entities=tuple(replace(who, name=who.name.removeprefix("Only ")) for who in one.entities)
            )

    stages = replace(stages_of(newsroom), extract=extract)
    pipeline.ingest(newsroom.paths, store, stages=stages)
    assert sorted((one.name, one.quotations) for one in store.speakers()) == [
        ("Ida Moen", 1),
        ("Ingrid Moen", 1),
        ("Moen", 1),
    ]
    pipeline.forget(store, [shelf[1].id], stages=stages)
    assert [(one.name, one.quotations) for one in store.speakers()] == [("Ingrid Moen", 2)]


def test_only_what_is_reached_is_looked_at(store: Store) -> None:
    old = [article(f"“{words} before the ice comes in”, Tom Haugen said.", f"{words}.txt") for words in WORDS[:10]]
    newsroom = Newsroom(*old)
    stages = stages_of(newsroom)
    pipeline.ingest(newsroom.paths, store, stages=stages)
    asked: list[int] = []

    def group(judgements: object, occurrences: dict[str, object], /, **more: object) -> object:
        asked.append(len(occurrences))
        return stages.group(judgements, occurrences, **more)  # type: ignore[arg-type]

    newsroom.put(article("“Nobody asked the divers what they saw down there”, Ida Moen said.", "divers.txt"))
    pipeline.ingest(newsroom.paths, store, stages=replace(stages, group=group))
    assert asked == [1]


def test_many_pages_are_kept_at_hand_while_the_store_settles_and_only_then(store: Store) -> None:
    kept = []

    def pages() -> int:
        return store._connection.number("PRAGMA cache_size")

    def trace(*asked: object, **more: object) -> object:
        kept.append(pages())
        return pipeline.default_stages().trace(*asked, **more)  # type: ignore[arg-type]

    newsroom = Newsroom(article("“The ferry will not sail tonight”, Ola Berg said."))
    before = pages()
    pipeline.ingest(newsroom.paths, store, stages=replace(stages_of(newsroom), trace=trace))
    assert kept
    assert min(-each for each in kept) > -before > 0
    assert pages() == before


@pytest.mark.parametrize("held", [1, 10**6])
def test_one_thing_said_in_too_many_ways_is_set_aside(held: int, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relating, "MOST_HELD", held)
    monkeypatch.setattr(relating, "MOST_PAIRS", 20)
    monkeypatch.setattr(relating, "MOST_ALIKE", 5)
    said = "“We will not close the old ferry quay before the {} ice comes in”, Tom Haugen said."
    many = [article(said.format(word), f"{word}.txt", origin=f"https://news.example/{word}") for word in WORDS[:9]]
    few = [article(said.format("salt"), "first.txt"), article("“The crane stays where it is”, Ida Moen said.", "a.txt")]
    newsroom = Newsroom(*few, *many)
    stages = replace(pipeline.default_stages(), read=newsroom.read)
    report = pipeline.ingest([one.source for one in few], store, stages=stages)
    assert (report.added, report.failed) == (2, 0)
    report = pipeline.ingest(newsroom.paths, store, stages=stages)
    assert (report.read, report.added, report.unchanged, report.failed) == (11, 0, 2, 9)
    assert store.is_settled()
    assert {failure.source for failure in store.failures()} == {one.source for one in many}
    assert {failure.reason for failure in store.failures()} == {
        "has a quotation in nearly the words of more than 1,500 others, too many to compare; give it a store of its own"
    }
    assert [one.text for one in store.traces(all=True)] == [
        "The crane stays where it is",
        "We will not close the old ferry quay before the salt ice comes in",
    ]
    assert list(pipeline.verify(store, sample=99, stages=stages)) == []
    report = pipeline.ingest([one.source for one in many[:3]], store, stages=stages)
    assert (report.added, report.failed) == (3, 0)
    assert [failure.source for failure in store.failures()] == sorted(one.source for one in many[3:])


def test_what_waits_is_not_compared_before_its_turn(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks that another version takes for what somebody said have no utterance until then."""
    monkeypatch.setattr(settling, "TOGETHER", 1)
    said = "We shall not sell the old ferry before the winter comes"
    newsroom = Newsroom(*(article(f"“{said} {word}”, Tom Haugen said.", f"{word}.txt") for word in WORDS[:4]))
    stages = stages_of(newsroom)

    def scared(documents: Iterable[Document], /, **more: object) -> Iterator[Extraction]:
        for one in newsroom.extract(documents):
            said = (replace(each, kind=Kind.SCARE, speaker=None, entity=None) for each in one.quotations)
            yield replace(one, quotations=tuple(said))

    pipeline.ingest(newsroom.paths, store, stages=replace(stages, extract=scared))
    assert list(store.traces(all=True)) == []
    pipeline.ingest(newsroom.paths, store, stages=stages, reprocess=True)
    assert [one.documents for one in store.traces()] == [4]
    assert list(pipeline.verify(store, sample=99, stages=stages)) == []
