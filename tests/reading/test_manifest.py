"""What a manifest states outranks everything; a bad row is a failure of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotetrace.errors import ReadingError
from quotetrace.model import Document, Failure
from quotetrace.reading import document_id, read

STORY = "BREVIK, May 14, 2021 (AFP) - The school reopened on Friday, its head teacher said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.jsonl").write_text(
        '{"text": "One.", "outlet": "Brevik Post"}\n{"text": "Two.", "title": "Second"}\n'
    )
    return tmp_path


def documents(folder: Path, manifest: str, *, outlet: str | None = None) -> list[Document]:
    path = folder / "manifest.csv"
    path.write_text(manifest)
    return [one for one in read([folder], manifest=path, outlet=outlet) if isinstance(one, Document)]


def test_a_row_outranks_the_text_and_the_option(folder: Path) -> None:
    manifest = "path,outlet,published,url,title,author\n"
    manifest += "a.txt,Fjord Times,2021-05-15T08:00+02:00,https://f.example/1,School opens,Eva Lund\n"
    document = documents(folder, manifest, outlet="Archive")[0]
    assert (document.outlet, str(document.published), document.author) == (
        "Fjord Times",
        "2021-05-15T08:00+02:00",
        "Eva Lund",
    )
    assert (document.headline, document.headline_separate) == ("School opens", True)
    assert document.id == document_id(STORY, "https://f.example/1")
    assert {one.value for one in document.evidence if one.field == "outlet" and not one.used} == {
        "Archive",
        "AFP",
        "f.example",
    }


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        pytest.param("a.txt,School opens", "manifest", id="not-in-the-text"),
        pytest.param("a.txt,BREVIK", "manifest", id="in-the-text"),
        pytest.param("b.jsonl#2,School opens", "manifest", id="over-the-records-own"),
        pytest.param("b.jsonl#2,", "metadata", id="nothing-stated"),
    ],
)
def test_the_evidence_of_a_headline_says_who_states_it(row: str, kind: str, folder: Path) -> None:
    found = {Path(one.source).name: one for one in documents(folder, f"path,title\n{row}\n")}
    evidence = found[row.partition(",")[0]].evidence
    assert [one.kind for one in evidence if one.field == "headline"] == [kind]


def test_empty_cells_and_missing_columns_state_nothing(folder: Path) -> None:
    document = documents(folder, "published,path\n,a.txt\n")[0]
    assert (document.outlet, str(document.published), document.id) == ("AFP", "2021-05-14", document_id(STORY, None))


def test_a_record_is_named_by_its_line_and_the_manifest_is_no_article(folder: Path) -> None:
    found = documents(folder, "path,outlet\nb.jsonl#2,Fjord Times\n")
    assert [(one.label, one.outlet) for one in found] == [
        ("a.txt", "AFP"),
        ("b.jsonl:1", "Brevik Post"),
        ("b.jsonl:2", "Fjord Times"),
    ]


def test_outlet_and_date_of_a_row_are_a_declared_origin(folder: Path) -> None:
    one = documents(folder, "path,outlet,published\na.txt,Fjord Times,2021-05-15\n")[0]
    other = documents(folder, "path,outlet,published\na.txt,Brevik Post,2021-05-15\n")[0]
    assert len({one.id, other.id, document_id(STORY, None)}) == 3


def test_bad_rows_are_named_and_the_rest_counts(folder: Path) -> None:
    path = folder / "manifest.csv"
    path.write_text("path,outlet,published\na.txt,Fjord Times,someday\ngone.txt,X,\n,Y,\n")
    found = list(read([folder], manifest=path))
    assert [(one.source, one.reason.split(";")[0]) for one in found if isinstance(one, Failure)] == [
        (f"{path}:2", "its date 'someday' is not understood"),
        (f"{path}:3", "names gone.txt, which does not exist beside the manifest"),
        (f"{path}:4", "the row names no path"),
    ]
    first = next(one for one in found if isinstance(one, Document))
    assert (first.outlet, str(first.published)) == ("Fjord Times", "2021-05-14")


@pytest.mark.parametrize(
    "name",
    ["a.txt\0", "long" * 2000, "b.jsonl\0#2", '"two\nlines.txt"'],
    ids=["nought", "too long", "in a container", "two lines"],
)
def test_a_row_that_names_what_no_system_has_is_one_failure(folder: Path, name: str) -> None:
    path = folder / "manifest.csv"
    path.write_text(f"path,outlet\n{name},{60 * 'X'}\na.txt,Fjord Times\n")
    failure, first, *_ = read([folder], manifest=path)
    assert isinstance(failure, Failure) and isinstance(first, Document)
    assert "which does not exist beside the manifest" in failure.reason
    assert "\n" not in failure.reason
    assert first.outlet == "Fjord Times"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"file,outlet\na.txt,X\n", "no column named path"),
        (b"", "no column named path"),
        (b'path\n"a', "no CSV table"),
        (bytes(range(32)) * 9, "binary"),
    ],
    ids=["columns", "empty", "broken", "binary"],
)
def test_a_manifest_that_is_none_stops_the_run_at_once(folder: Path, content: bytes, words: str) -> None:
    path = folder / "manifest.csv"
    path.write_bytes(content)
    with pytest.raises(ReadingError, match=words):
        read([folder], manifest=path)


def test_a_missing_manifest_stops_the_run_at_once(folder: Path) -> None:
    with pytest.raises(ReadingError, match=r"gone\.csv cannot be read"):
        read([folder], manifest=folder / "gone.csv")


def test_a_manifest_has_nothing_read_that_was_not_given(tmp_path: Path) -> None:
    given, manifest = tmp_path / "given", tmp_path / "given" / "manifest.csv"
    given.mkdir()
    (given / "a.txt").write_text(STORY)
    (tmp_path / "secret.txt").write_text("The secret is kept by nobody, its keeper said.")
    manifest.write_text(f"path,outlet\n../secret.txt,Fjord Times\n{tmp_path / 'secret.txt'},Fjord Times\na.txt,Post\n")
    assert [one.source for one in read([given], manifest=manifest)] == [str(given / "a.txt")]
