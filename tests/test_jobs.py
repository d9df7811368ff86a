"""Reading and extraction in several processes: whatever is read and however, the store is what one process makes."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import signal
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from quotetrace import pipeline
from quotetrace.errors import WorkerError
from quotetrace.model import Extraction, IngestReport
from quotetrace.pipeline import ahead, workers, working
from quotetrace.pipeline.workers import Workers
from quotetrace.pipeline.working import Finished, Settings, Task
from quotetrace.reading import Inputs, Made, Unread, at_hand
from quotetrace.store import Store
from tests.reading.samples import PACKED, SAMPLES

FIXTURES = Path(__file__).parent.parent / "fixtures" / "articles"
# When a database was made or a failure seen is no content of it.
CLOCKS = {"_sqlite_migrations": "applied_at", "failures": "seen", "redirects": "since", "splits": "since"}


class NearWorkers:
    """Workers in this process: everything is sent about as it is between processes."""

    def __init__(self, number: int, settings: Settings) -> None:
        self.settings = settings

    def prepare(self, first: Task) -> None:
        pass

    def each(self, tasks: Iterable[Task]) -> Iterator[Finished]:
        for parcel in workers.parcels(tasks):
            sent = pickle.loads(pickle.dumps((parcel, self.settings)))
            yield from pickle.loads(pickle.dumps(working.work(*sent)))

    def __enter__(self) -> NearWorkers:
        return self

    def __exit__(self, *ended: object) -> None:
        pass


@pytest.fixture
def near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few inputs are worth workers, and these are here."""
    monkeypatch.setattr(ahead, "WORTH", 0)
    monkeypatch.setattr(ahead, "Workers", NearWorkers)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Articles in every form and packing, some of them twice, and what is none; a manifest, and a table of outlets."""
    news = tmp_path / "news"
    shutil.copytree(FIXTURES, news / "story")
    for form, sample in SAMPLES.items():
        for suffix in ("", ".gz", ".zip") if form in ("html", "text", "jsonl") else ("",):
            path = news / f"{form}{suffix}" / f"{sample.name}{suffix}"
            path.parent.mkdir()
            path.write_bytes(PACKED[suffix](sample.name, sample.content))
    said = "“We will raise the bridge by two metres before the storms,” said Mayor Karin Toft.\n\n"
    records = [{"id": "same", "text": said, "outlet": outlet} for outlet in ("Tern Gazette", "Ostrey Mail", "")]
    halves = {"id": "half", "text": said + "\ud800"}
    lines = [*map(json.dumps, records), "{broken", json.dumps(halves), json.dumps({"id": "none"})]
    (news / "records.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (news / "again.txt").write_text(said, encoding="utf-8")
    (news / "broken.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    (news / "empty.html").write_bytes(b"")
    (news / "cut.pdf").write_bytes(SAMPLES["pdf"].content[:200])
    (news / "cut.zip").write_bytes(PACKED[".zip"]("a.txt", said.encode())[:60])
    (news / "german.txt").write_text(
        "Der Bürgermeister sagte, dass die Brücke bald fertig wird.\n" * 4, encoding="utf-8"
    )
    (tmp_path / "manifest.csv").write_text(
        "path,outlet,published,url,title,author\n"
        "news/again.txt,Tern Gazette,2021-05-04,,,\n"
        "news/records.jsonl#2,Ostrey Mail,2021-05-06,,,\n"
        "news/missing.txt,Nobody,,,,\n",
        encoding="utf-8",
    )
    (tmp_path / "outlets.csv").write_text("domain,name\nternnews.example,Tern Gazette\n", encoding="utf-8")
    return news


def rows(path: Path) -> list[object]:
    """Every row of a database in the order in which it was written, without what the clock says."""
    with sqlite3.connect(path) as raw:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        told: list[object] = []
        for name in names:
            columns = [one[1] for one in raw.execute(f'PRAGMA table_info("{name}")') if one[1] != CLOCKS.get(name)]
            wanted = ", ".join(f'"{one}"' for one in columns)
            told.append((name, raw.execute(f'SELECT {wanted} FROM "{name}"').fetchall()))
    raw.close()
    return told


def history(folder: Path, db: Path, jobs: int) -> list[IngestReport]:
    """A collection is read, read again, and changed in every way that an ingest can be asked for."""
    home = folder.parent
    quoted = home / "quotations.jsonl"
    reports = []
    with Store.open(db, create=True) as store:

        def ingest(**settings: object) -> None:
            reports.append(pipeline.ingest(folder, store, jobs=jobs, **settings))  # type: ignore[arg-type]

        ingest(outlet="The Lantern")
        ingest(dry_run=True)
        ingest(manifest=home / "manifest.csv", outlets=home / "outlets.csv")
        ingest(indirect=True, reprocess=True)
        ingest(quotations=quoted, manifest=home / "manifest.csv")
    return reports


def write_quotations(folder: Path) -> None:
    """Quotations of some documents, one of them outside its text, and of one that is not there."""
    given = [
        {"doc": "again.txt", "quotations": [{"start": 1, "end": 30, "speaker": "Karin Toft"}]},
        {"doc": "same", "quotations": [{"start": 1, "end": 30}, {"start": 5, "end": 90_000}]},
        {"doc": "same:2", "quotations": [{"start": 4, "end": 40}]},
        {"doc": "nowhere.txt", "quotations": []},
    ]
    (folder.parent / "quotations.jsonl").write_text("".join(json.dumps(one) + "\n" for one in given), encoding="utf-8")


def test_the_store_is_the_same_whoever_works(folder: Path, near: None, tmp_path: Path) -> None:
    write_quotations(folder)
    alone, several = tmp_path / "1.db", tmp_path / "2.db"
    assert history(folder, alone, 1) == history(folder, several, 2)
    assert rows(alone) == rows(several)


def test_what_was_extracted_ahead_is_not_extracted_again(
    folder: Path, near: None, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotetrace.extraction.extract", counting := Counting())
    pipeline.ingest(folder / "story", store, jobs=2)
    assert counting.documents == len(list(store.documents()))
    pipeline.ingest(folder / "story", store, jobs=2)
    assert counting.documents == len(list(store.documents()))


class Counting:
    """Extracts nothing, and counts of how many documents."""

    def __init__(self) -> None:
        self.documents = 0

    def __call__(self, documents: Iterable[object], **settings: object) -> Iterator[Extraction]:
        for document in documents:
            self.documents += 1
            yield Extraction(document, (), ())  # type: ignore[arg-type]


def test_extraction_without_a_store_is_the_same(folder: Path, near: None) -> None:
    assert list(pipeline.extract(folder, jobs=2)) == list(pipeline.extract(folder))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages enough for several parcels, which quote somebody."""
    news = tmp_path_factory.mktemp("pages")
    for number in range(90):
        said = f"We will raise bridge number {number} by two metres before the storms"
        page = f"<html><title>Bridge {number}</title><body><p>“{said},” said Mayor Karin Toft.</p></body></html>"
        (news / f"{number:02}.html").write_text(page, encoding="utf-8")
    (news / "zero.bin").write_bytes(b"\x00" * 90)
    return news


@pytest.mark.parametrize("forks", [True, False], ids=["out of a nursery", "each a fresh Python"])
def test_in_processes_of_their_own_too(
    forks: bool, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "WORTH", 0)
    if not forks:
        monkeypatch.setattr(workers, "_may_fork", lambda settings: False)
    reports = []
    for number in (1, 3):
        with Store.open(tmp_path / f"{number}.db", create=True) as store:
            reports.append(pipeline.ingest(pages, store, jobs=number))
    assert reports[0] == reports[1]
    assert rows(tmp_path / "1.db") == rows(tmp_path / "3.db")


def test_few_inputs_start_no_process(pages: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "Workers", None)
    assert pipeline.ingest(pages, store, jobs=2).added == 90


@pytest.mark.parametrize(("worth", "used"), [(80, 90), (1_000, 0)], ids=["many", "a large file and few others"])
def test_where_all_is_new_workers_start_before_anybody_knows_that_they_are_worth_it(
    worth: int, used: int, pages: Path, tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "large.txt"
    large.write_text("The bridge is closed.\n" * 100_000, encoding="utf-8")
    monkeypatch.setattr(ahead, "WORTH", worth)
    monkeypatch.setattr(ahead, "Workers", Started)
    Started.opened = Started.tasks = 0
    pipeline.ingest([pages, large], store, jobs=2)
    assert Started.opened == 1
    assert Started.tasks >= used
    assert (Started.tasks > 0) == (used > 0)
    pipeline.ingest([pages, large], store, jobs=2)
    assert Started.opened == 1
    assert len(list(store.documents())) == 91


class Started(NearWorkers):
    """Counts how often it was opened, and what it was given to do."""

    opened = tasks = 0

    def __init__(self, number: int, settings: Settings) -> None:
        super().__init__(number, settings)
        type(self).opened += 1

    def each(self, tasks: Iterable[Task]) -> Iterator[Finished]:
        for one in super().each(tasks):
            type(self).tasks += 1
            yield one


def test_workers_get_ready_with_the_first_input_before_the_others_are_found(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []
    ready: list[tuple[str, int]] = []

    class Ready(NearWorkers):
        def prepare(self, first: Task) -> None:
            ready.append((Path(first.source).name, len(found)))

    monkeypatch.setattr(ahead, "WORTH", 0)
    monkeypatch.setattr(ahead, "Workers", Ready)
    reading = ahead.read_ahead(
        lambda: Inputs([pages]), ahead.Ahead(Extraction, {}), Settings(None), jobs=2, known=found.append, promising=True
    )
    with reading as documents:
        assert ready == [("00.html", 1)]
        assert len(list(documents)) == 91


def test_a_glance_at_what_is_not_there_or_not_to_be_seen(tmp_path: Path) -> None:
    assert not ahead.look_many([])
    assert not ahead.look_many([tmp_path / "missing", "-", tmp_path])


def test_stages_of_ones_own_stay_in_this_process(store: Store, monkeypatch: pytest.MonkeyPatch, pages: Path) -> None:
    monkeypatch.setattr(ahead, "WORTH", 0)
    monkeypatch.setattr(ahead, "Workers", None)
    assert pipeline.ingest(pages, store, jobs=2, stages=pipeline.default_stages()).added == 90


def living(some: Workers) -> list[int]:
    """The numbers of the processes that work."""
    started = [process.pid for process in some._processes if process.pid]
    if sys.platform != "linux":
        return started
    children = [Path(f"/proc/{nursery}/task/{nursery}/children").read_text() for nursery in started]
    return [int(one) for one in " ".join(children).split()]


def killing(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """One worker is killed when so many results have come back."""
    each = Workers.each

    def killed(self: Workers, tasks: Iterable[Task]) -> Iterator[Finished]:
        for number, one in enumerate(each(self, tasks)):
            if number == after:
                for worker in living(self):
                    os.kill(worker, signal.SIGKILL)
            yield one

    monkeypatch.setattr(ahead, "WORTH", 0)
    monkeypatch.setattr(workers, "TOGETHER", 4)
    monkeypatch.setattr(workers, "_AHEAD", 1)
    monkeypatch.setattr(Workers, "each", killed)


def test_a_worker_that_is_killed_is_one_line_and_costs_nothing_stored(
    pages: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        killing(patched, after=66)
        with pytest.raises(WorkerError, match=r"^a worker process was killed.*\.html or one of the 3 after it: .*$"):
            pipeline.ingest(pages, store, jobs=2)
    assert len(list(store.documents())) == 64
    assert pipeline.ingest(pages, store).added == 26
    assert store.verify() == []


@pytest.mark.parametrize("taken", [1, 90], ids=["at work", "done"])
def test_none_is_left(taken: int, pages: Path) -> None:
    tasks = [Task(str(one), input_of(one)) for one in sorted(pages.glob("*.html"))]
    with Workers(2, Settings(None)) as some:
        made = list(islice(some.each(tasks), taken))
        working = living(some)
    assert len(made) == taken
    assert len(working) == 2
    for worker in working:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


def test_some_are_sent_before_the_first_answer_is_asked_for(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "TOGETHER", 4)
    monkeypatch.setattr(workers, "_AHEAD", 2)
    tasks = iter([Task(str(one), input_of(one)) for one in sorted(pages.glob("*.html"))])
    with Workers(2, Settings(None)) as some:
        answers = some.each(tasks)
        assert len(list(tasks)) == 90 - 2 * 2 * 4
        assert len(list(answers)) == 2 * 2 * 4


@pytest.mark.parametrize("sent", [1, 2])
def test_articles_larger_than_a_pipe_come_back(sent: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_SENT", sent)
    monkeypatch.setattr(workers, "TOGETHER", 2)
    for number in range(24):
        lines = "The bridge is closed.\n" * (20_000 if number % 3 else 1)
        (tmp_path / f"{number:02}.txt").write_text(f"{lines}{number}", encoding="utf-8")
    tasks = [Task(str(one), input_of(one)) for one in sorted(tmp_path.iterdir())]
    with Workers(2, Settings(None, extracting=False)) as some:
        made = [one.result for one in some.each(tasks)]
    assert [one.document.text.split("\n")[-1] for one in made if isinstance(one, Made)] == list(map(str, range(24)))


def input_of(page: Path) -> Unread:
    """A page as it is sent to a worker."""
    [one] = Inputs([page])
    assert isinstance(one, Unread)
    sent = at_hand(one)
    assert sent is not None
    return sent


def test_what_a_worker_raises_is_raised_here() -> None:
    with Workers(1, Settings(None)) as workers, pytest.raises(TypeError, match="not iterable") as raised:
        list(workers.each([Task("a.txt", 7)]))  # type: ignore[arg-type]
    assert "in a worker" in raised.value.__notes__[0]
