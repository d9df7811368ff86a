"""A folder of articles that changes from day to day, read and extracted as everywhere: whatever happened to it before,
the store says what one says that reads the last state of the folder at once."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from newsroom import said_by

from quotetrace import pipeline
from quotetrace.matching import crowds
from quotetrace.pipeline import Stages, ingesting, settling
from quotetrace.store import Store

PEOPLE = (
    ("Ingrid Moen", "she", "mayor"),
    ("Ida Anne Moen", "she", "harbour master"),
    ("Tom Haugen", "he", "chief engineer"),
    ("Kari Lopez", "she", "mayor"),
    ("Maria Lopez Garcia", "she", "spokeswoman"),
)
OUTLETS = ("Fjord Times", "FJORD TIMES", "Harbour Radio", "Harbour Radio News", "Northmere Herald", "Herald", "")
DATES = ("", "2025-03", "2025-03-10", "2025-03-11", "2025-03-11T09:00+01:00")
SLOGANS = ("Keep it open", "very serious", "Shame")
SAID = (
    "We do not believe the wall will fail this week, but we are lowering the lake until we can be sure of it",
    "Nobody will be forced to leave tonight, and anyone who wants to leave will be given a bed in the school",
    "There is no version of next year in which this yard launches fewer than three hulls",
    "The drains at the foot of the wall are in need of replacement, not repair",
)
FRAMES = (
    "“{said},” {name} told {outlet} on Monday.",
    "{name}, the {role}, said: “{said}. {more}.”",
    "“{said},” {pronoun} said. “{more}.”",
    "The {role} said “{said}”.",
    "“{said}.\n\n“{more},” {surname} said in an interview with {outlet}.",
    "{surname} called it “{slogan}”. “{said},” {name} said.",
    "Marchers chanted “{slogan}” outside the town hall.",
    "The Dam Safety Office (DSO) said in a statement: “{said}.”",
    "“{said},” the DSO said.",
    "“{slogan},” {name} said. “{said},” {pronoun} added.",
    "The council met on Monday behind closed doors while crews waited outside in sleet for more than four hours and "
    "left by the back stairs when nobody came to speak to them about the drained basin or the price of new gates.",
)


def wording(chance: random.Random) -> str:
    """A statement as some outlet prints it: a word changed, cut, or left out behind dots."""
    words = chance.choice(SAID).split()
    if chance.random() < 0.3:
        words[chance.randrange(len(words))] = chance.choice(("never", "three", "must"))
    if chance.random() < 0.3:
        words = words[chance.randrange(4) : len(words) - chance.randrange(4)]
    if chance.random() < 0.2:
        words[4:7] = ["…"]
    return " ".join(words)


def paragraph(chance: random.Random) -> str:
    name, pronoun, role = chance.choice(PEOPLE)
    return chance.choice(FRAMES).format(
        said=wording(chance),
        more=wording(chance),
        name=name,
        surname=name.split()[-1],
        pronoun=pronoun,
        role=role,
        outlet=chance.choice(OUTLETS[:-1]),
        slogan=chance.choice(SLOGANS),
    )


def record(chance: random.Random, printed: list[str]) -> dict[str, str]:
    """An article of today, or a copy of an old one with a paragraph changed or none."""
    paragraphs = [paragraph(chance) for _ in range(chance.randint(1, 4))]
    if printed and chance.random() < 0.4:
        paragraphs = chance.choice(printed).split("\n\n")
        paragraphs[0] = paragraph(chance) if chance.random() < 0.5 else paragraphs[0]
    printed.append("\n\n".join(paragraphs))
    address = f"https://news.example/{chance.randrange(4)}" if chance.random() < 0.3 else ""
    facts = {"outlet": chance.choice(OUTLETS), "published": chance.choice(DATES), "url": address}
    return {"title": f"“{chance.choice(SLOGANS)}”, says mayor", **facts, "text": printed[-1]}


def written(chance: random.Random, name: str, printed: list[str]) -> str:
    """What stands in a file of this name today."""
    if name.endswith(".jsonl"):
        return "".join(json.dumps(record(chance, printed)) + "\n" for _ in range(chance.randint(1, 3)))
    one = record(chance, printed)
    return f"{one['outlet']}\n\n{one['title']}\n\n{one['text']}"


def stated(chance: random.Random, folder: Path) -> str:
    """A manifest that tells of some files what they do not."""
    names = [path.name for path in sorted(folder.glob("*.txt")) if chance.random() < 0.5]
    rows = [f"{name},{chance.choice(OUTLETS)},{chance.choice(DATES)}\n" for name in names]
    return "path,outlet,published\n" + "".join(rows)


def failing(stages: Stages, name: str, after: int) -> Stages:
    """The same stages, one of which fails when it is asked once more after so many times."""
    asked: list[int] = []
    real: Callable[..., object] = getattr(stages, name)

    def fail(*given: object, **more: object) -> object:
        asked.append(1)
        if len(asked) > after:
            raise KeyboardInterrupt
        return real(*given, **more)

    return replace(stages, **{name: fail})  # type: ignore[arg-type]


def interrupt(chance: random.Random, paths: list[Path], store: Store, manifest: Path) -> None:
    """An ingest that does not come to its end, unless it has nothing to do."""
    name = chance.choice(("extract", "merge_speakers", "find_copies", "decide", "group", "trace"))
    stages = failing(pipeline.default_stages(), name, chance.randint(0, 2))
    try:
        pipeline.ingest(paths, store, manifest=manifest, stages=stages)
    except KeyboardInterrupt:
        assert store.verify() == []


@pytest.mark.parametrize("seed", range(5, 9))
def test_a_folder_with_a_past_where_few_are_a_crowd(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds, "CROWD", 2)
    monkeypatch.setattr(crowds, "HEADS", 1)
    test_a_folder_with_a_past(seed, tmp_path, monkeypatch)


@pytest.mark.parametrize("seed", range(5))
def test_a_folder_with_a_past(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    folder, manifest = tmp_path / "news", tmp_path / "news" / "manifest.csv"
    folder.mkdir()
    printed: list[str] = []
    with Store.open(":memory:") as store, Store.open(":memory:") as fresh:
        for _ in range(6):
            monkeypatch.setattr(settling, "TOGETHER", chance.choice((1, 2, 3, 20_000)))
            monkeypatch.setattr(ingesting, "BATCH", chance.choice((1, 3, 64)))
            for _ in range(chance.randint(1, 3)):
                name = chance.choice(("a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.jsonl", "g.jsonl"))
                (folder / name).write_text(written(chance, name, printed), encoding="utf-8")
            manifest.write_text(stated(chance, folder), encoding="utf-8")
            paths = sorted(folder.glob("*.[tj]*"))
            some = chance.sample(paths, chance.randint(1, len(paths)))
            if chance.random() < 0.4:
                interrupt(chance, some, store, manifest)
            pipeline.ingest(some, store, manifest=manifest)
            if chance.random() < 0.4:
                pipeline.forget(store, [chance.choice(list(store.documents())).document.id])
        pipeline.ingest(folder, store, manifest=manifest)
        pipeline.ingest(folder, fresh, manifest=manifest)
        assert said_by(store) == said_by(fresh)
        assert list(pipeline.verify(store, sample=1000)) == []
        assert store.digest() == fresh.digest()
        assert pipeline.audit(store, sample=1000).missed == ()
