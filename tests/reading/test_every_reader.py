"""What every reader in the table must do: offsets that the text as read bears out, and no file that stops a run.

The tables here are by reader: one that is added without a sample fails the first test.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from quotetrace import ingest
from quotetrace.model import Document, Failure
from quotetrace.reading import read
from quotetrace.reading.forms import READERS
from quotetrace.rendering.document_view import DocumentView
from quotetrace.rendering.records import document_record
from quotetrace.store import Store
from tests.fuzz.invariants import assert_read, assert_silent
from tests.reading.samples import PACKED, SAMPLES

EACH = pytest.mark.parametrize("form", SAMPLES)
# So many places at which a sample is cut, and so many of its bytes that are changed in each of so many damaged ones.
CUTS, DAMAGED, CHANGES = 40, 25, 3


def found(folder: Path, name: str, content: bytes) -> list[Document | Failure]:
    """What is read from a file of that name and content."""
    path = folder / name
    path.write_bytes(content)
    with assert_silent():
        documents = list(read([path]))
    assert_read(documents)
    return documents


def test_every_reader_has_a_sample_here() -> None:
    assert {reader.name for reader in READERS} == set(SAMPLES)


@EACH
def test_a_sample_is_read_by_its_reader(tmp_path: Path, form: str) -> None:
    documents = found(tmp_path, SAMPLES[form].name, SAMPLES[form].content)
    assert documents
    for one in documents:
        assert isinstance(one, Document), one
        assert one.reader == form
        assert "Ingrid Solem, told" in one.text.replace("\n", " ")


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Path]]:
    """A store of every sample as it is and in every packing, each in a folder of its own."""
    folder = tmp_path_factory.mktemp("forms")
    for form, sample in SAMPLES.items():
        for suffix, pack in PACKED.items():
            path = folder / f"{form}{suffix}" / f"{sample.name}{suffix}"
            path.parent.mkdir()
            path.write_bytes(pack(sample.name, sample.content))
    with Store.open(":memory:") as store:
        report = ingest(folder, store)
        assert report.failed == 0
        yield store, folder


@pytest.mark.parametrize("suffix", PACKED)
@EACH
def test_each_quotation_stands_where_the_text_as_read_shows_it(
    stored: tuple[Store, Path], form: str, suffix: str
) -> None:
    store, folder = stored
    path = folder / f"{form}{suffix}" / f"{SAMPLES[form].name}{suffix}"
    here = [one for one in read([path]) if isinstance(one, Document)]
    assert here
    for document in here:
        (summary,) = store.documents(document.id)
        assert document.source in summary.sources
        text = str(document_record(summary)["text"])
        quotations = [one for one in store.quotations() if one.document == document.id]
        assert len(quotations) == 2
        console = Console(width=400, file=io.StringIO(), color_system=None)
        console.print(DocumentView(summary, as_read=True))
        shown = console.file.getvalue()  # type: ignore[attr-defined]
        for one in quotations:
            assert one.text == text[one.start : one.end]
            for line in one.text.splitlines():
                assert line in shown


@EACH
def test_a_file_that_is_cut_off_is_what_was_before_the_cut_or_a_failure(tmp_path: Path, form: str) -> None:
    sample = SAMPLES[form]
    size = len(sample.content)
    for cut in {*range(1, size, max(1, size // CUTS)), *range(max(1, size - 8), size)}:
        assert found(tmp_path, sample.name, sample.content[:cut]), cut


@pytest.mark.parametrize("suffix", [suffix for suffix in PACKED if suffix])
@EACH
def test_a_packed_file_that_is_cut_off_is_no_traceback(tmp_path: Path, form: str, suffix: str) -> None:
    sample = SAMPLES[form]
    packed = PACKED[suffix](sample.name, sample.content)
    for cut in range(1, len(packed), max(1, len(packed) // 8)):
        assert found(tmp_path, f"{sample.name}{suffix}", packed[:cut]), cut


@EACH
def test_an_empty_file_is_one_failure(tmp_path: Path, form: str) -> None:
    for name in (SAMPLES[form].name, f"{SAMPLES[form].name}.gz"):
        (failure,) = found(tmp_path, name, b"")
        assert isinstance(failure, Failure)
        assert "is empty" in failure.reason


@pytest.mark.parametrize("named", SAMPLES)
@EACH
def test_a_file_under_a_wrong_name_is_told_by_its_content(tmp_path: Path, form: str, named: str) -> None:
    sample = SAMPLES[form]
    documents = found(tmp_path, f"wrong{Path(SAMPLES[named].name).suffix}", sample.content)
    assert documents
    if sample.told:
        assert {one.reader for one in documents if isinstance(one, Document)} == {form}


@EACH
def test_damaged_bytes_are_a_failure_or_other_words(tmp_path: Path, form: str) -> None:
    dice = random.Random(form)
    for _ in range(DAMAGED):
        content = bytearray(SAMPLES[form].content)
        for _ in range(CHANGES):
            content[dice.randrange(len(content))] = dice.randrange(256)
        assert found(tmp_path, SAMPLES[form].name, bytes(content))


# What has no end where a reader looks for one: a step whose time grows with its square takes minutes on it.
HOSTILE = {
    "noughts": b"\0" * 60_000,
    "noise": random.Random(1).randbytes(60_000),
    "one word": b"a" * 200_000,
    "blanks": b" " * 200_000,
    "line ends": b"\r\n" * 100_000,
    "brackets": b"[" * 40_000,
    "objects": b'{"a":' * 40_000,
    "tags": b"<div>" * 20_000,
    "open tags": b"<" * 60_000,
    "groups": b"{\\b" * 20_000,
    "marks": "“".encode() * 40_000,
    "quotes": b'"' * 60_000,
    "commas": b"," * 60_000,
    "heads": b"X: y\n" * 20_000,
    "bars": b"|-" * 40_000,
    "stars": b"*_" * 20_000,
    "indents": b"> " * 20_000,
    "entities": b"&a;" * 40_000,
    "itself, many times": b"",
}


@EACH
def test_a_sound_beginning_with_something_hostile_behind_it_ends_soon(tmp_path: Path, form: str) -> None:
    sample = SAMPLES[form]
    half = len(sample.content) // 2
    for number, (name, rest) in enumerate(HOSTILE.items()):
        ending = sample.content[half:] if number % 2 else b""
        assert found(tmp_path, sample.name, sample.content[:half] + (rest or sample.content * 50) + ending), name
