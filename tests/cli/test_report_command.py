"""The command that writes the page of a report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from ferry_story import WORDS

Run = Callable[..., "object"]


def read(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(path.read_text(encoding="utf-8"))


def test_a_page_of_what_two_documents_report(quotetrace: Run, db: Path, tmp_path: Path) -> None:
    ran = quotetrace("report", "-o", tmp_path / "ferry.html", "--db", db)
    assert (ran.code, ran.out, ran.err) == (0, "", f"1 utterance written to {tmp_path / 'ferry.html'}\n")
    page = read(tmp_path / "ferry.html")
    assert page.xpath("string(//h1)") == "Who said it first"
    assert page.xpath("string(//summary//*[@class='words'])") == f"“{WORDS}”"
    assert [one.text for one in page.xpath("//article//li/div/span[@class='outlet']")] == ["Nordavisa", "Havnebladet"]


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        pytest.param(["--outlet", "nordavisa"], ["u1"], id="outlet"),
        pytest.param(["--speaker", "nobody"], [], id="nobody"),
        pytest.param(["--drifted"], ["u1"], id="drifted"),
        pytest.param(["--conflicts"], [], id="conflicts"),
        pytest.param(["--utterance", "1"], ["u1"], id="one"),
        pytest.param(["--since", "2020-02-02", "--search", "ferry"], ["u1"], id="time and words"),
    ],
)
def test_filters_choose_utterances(options: list[str], shown: list[str], quotetrace: Run, db: Path) -> None:
    ran = quotetrace("report", "-o", "-", *options, "--db", db)
    page = lxml.html.document_fromstring(ran.out)
    assert (ran.code, [one.get("id") for one in page.xpath("//article")]) == (0, shown)
    if not shown:
        assert "No utterance fits." in page.xpath("string(//main)")


def test_what_was_asked_for_stands_on_the_page(quotetrace: Run, db: Path) -> None:
    told = quotetrace("report", "-o", "-", "--speaker", "dahl", "--drifted", "--title", "The <ferry>", "--db", db).out
    page = lxml.html.document_fromstring(told)
    assert "a quotation that fits: speaker dahl." in page.xpath("string(//header)")
    assert "Only utterances whose words differ between documents." in page.xpath("string(//header)")
    assert "conflict" not in page.xpath("string(//header)")
    assert page.xpath("string(//h1)") == "The <ferry>"


def test_a_title_of_nothing_is_none(quotetrace: Run, db: Path) -> None:
    page = lxml.html.document_fromstring(quotetrace("report", "-o", "-", "--title", " ", "--db", db).out)
    assert page.xpath("string(//h1)") == "Who said it first"


def test_two_pages_of_one_store_are_the_same(quotetrace: Run, db: Path) -> None:
    assert quotetrace("report", "-o", "-", "--db", db).out == quotetrace("report", "-o", "-", "--db", db).out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["-o", "ferry.pdf"], "a report is a page of HTML: name it ferry.html", id="suffix"),
        pytest.param(["-o", "nowhere/ferry.html"], "there is no folder nowhere to write ferry.html into", id="folder"),
        pytest.param(["-o", ""], ". is a folder: name a page in it, as in -o report.html", id="empty"),
        pytest.param(["-o", "."], ". is a folder: name a page in it, as in -o report.html", id="here"),
        pytest.param(["-o", ".."], ".. is a folder: name a page in it, as in -o ../report.html", id="above"),
        pytest.param(["-o", "/"], "/ is a folder: name a page in it, as in -o /report.html", id="root"),
        pytest.param(["-o", ".html"], ".html has no name before its ending: name it as in -o report.html", id="ending"),
        pytest.param([], "Missing option '-o' / '--output'", id="no file"),
        pytest.param(["-o", "-", "--since", "soon"], "'soon' is no ISO 8601 time", id="time"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_one_line(words: list[str], message: str, quotetrace: Run, db: Path) -> None:
    ran = quotetrace("report", *words, "--db", db)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert message in ran.err


def test_a_folder_that_is_called_like_a_page_is_left_alone(quotetrace: Run, db: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pages.html"
    folder.mkdir()
    ran = quotetrace("report", "-o", folder, "--db", db)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert f"{folder} is a folder: name a page in it, as in -o {folder / 'report.html'}" in ran.err
    assert list(folder.iterdir()) == []


def test_without_a_store_it_says_what_to_do(quotetrace: Run, tmp_path: Path) -> None:
    ran = quotetrace("report", "-o", tmp_path / "ferry.html", "--db", tmp_path / "none.db")
    assert ran.code == 1
    assert "run `quotetrace ingest PATH` first" in ran.err
    assert not list(tmp_path.iterdir())
