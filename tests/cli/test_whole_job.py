"""The real pipeline behind the commands: from files to answers, and what bad input does to the rest."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

Run = Callable[..., "object"]

FIRST = """The Tern Gazette

Bridge at Ostrey will be raised

4 May 2021

“We will raise the bridge by two metres before the autumn storms,” said Mayor Karin Toft.

“Nobody asked the fishermen,” said Olav Brun, who keeps a boat there.
"""
SECOND = (
    FIRST.replace("The Tern Gazette", "Ostrey Mail").replace("4 May", "6 May").replace("two metres", "three metres")
)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with one story by two outlets, two days apart, and a number changed in the second."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "gazette.txt").write_text(FIRST, encoding="utf-8")
    (folder / "mail.txt").write_text(SECOND, encoding="utf-8")
    return folder


def quotes(quotetrace: Run, *options: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in quotetrace("quotes", *options, "--format", "jsonl").out.splitlines()]


def test_from_a_folder_to_who_had_it_first(articles: Path, quotetrace: Run) -> None:
    assert quotetrace("ingest", articles).code == 0
    [bridge] = json.loads(quotetrace("trace", "--search", "bridge", "--format", "json").out)
    assert (bridge["speaker"], bridge["documents"]) == ("Karin Toft", 2)
    assert bridge["first"]["documents"] == ["gazette.txt"]
    assert [one["drift"]["class"] for one in bridge["quotations"]] == ["none", "number"]
    assert "by [-two-]{+three+} metres" in quotetrace("trace", bridge["utterance"]).out
    found = quotetrace("find", "raise the bridge by two metres", "--format", "jsonl").out.splitlines()
    assert json.loads(found[0])["doc"] == "gazette.txt"


def test_the_second_time_only_what_is_new_is_read(articles: Path, quotetrace: Run) -> None:
    quotetrace("ingest", articles)
    (articles / "third.txt").write_text(FIRST.replace("Tern Gazette", "Harbour Echo"), encoding="utf-8")
    assert "3 documents read: 1 new, 2 unchanged\n" in quotetrace("ingest", articles).out
    assert "3 documents read: 3 unchanged\n" in quotetrace("ingest", articles).out


def test_a_dry_run_lists_what_would_be_read_and_stores_nothing(articles: Path, quotetrace: Run) -> None:
    ran = quotetrace("ingest", articles, "--dry-run", "--format", "jsonl")
    assert ran.code == 0
    assert ran.err == "A dry run: nothing was stored.\n"
    rows = {row["doc"]: row for row in map(json.loads, ran.out.splitlines())}
    assert {name: (row["change"], row["reader"]) for name, row in rows.items()} == {
        "gazette.txt": ("new", "text"),
        "mail.txt": ("new", "text"),
    }
    assert rows["gazette.txt"]["outlet"] == "The Tern Gazette"
    assert quotes(quotetrace) == []


def test_a_dry_run_tells_new_from_changed_from_stored(articles: Path, quotetrace: Run) -> None:
    quotetrace("ingest", articles)
    (articles / "mail.txt").write_text(FIRST.replace("Tern Gazette", "Harbour Echo"), encoding="utf-8")
    (articles / "german.txt").write_text(
        "Der Bürgermeister sagte, dass die Brücke nicht vor dem Winter fertig wird.\n" * 3
    )
    listed = csv.DictReader(quotetrace("ingest", articles, "--dry-run", "--format", "csv").out.splitlines())
    assert {row["doc"]: row["change"] for row in listed} == {
        "gazette.txt": "unchanged",
        "mail.txt": "changed",
        "german.txt": "skipped",
    }
    shown = quotetrace("ingest", articles, "--dry-run", "--limit", 1)
    assert "gazette.txt" in shown.out
    assert "mail.txt" not in shown.out
    assert shown.out.endswith("3 documents read: 1 changed, 1 unchanged, 1 skipped (not English)\n")
    assert "Cut after 1 row" in shown.err


def test_a_form_for_a_list_that_nobody_asked_for_is_refused(articles: Path, quotetrace: Run) -> None:
    ran = quotetrace("ingest", articles, "--format", "csv")
    assert (ran.code, ran.err) == (2, "error: --format and --limit list a dry run: add --dry-run\n")


def test_articles_come_through_a_pipe(quotetrace: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(FIRST.encode()), encoding="utf-8"))
    assert quotetrace("ingest", "-").code == 0
    assert {one["doc"] for one in quotes(quotetrace)} == {"stdin"}


def test_an_outlet_given_is_the_outlet(articles: Path, quotetrace: Run) -> None:
    quotetrace("ingest", articles / "mail.txt", "--outlet", "The Northern Mail")
    assert {one["outlet"] for one in quotes(quotetrace)} == {"The Northern Mail"}


def test_an_outlet_given_stays_until_another_is_given_or_all_is_read_anew(articles: Path, quotetrace: Run) -> None:
    mail = articles / "mail.txt"
    quotetrace("ingest", mail, "--outlet", "The Northern Mail")
    for options, outlet in (
        ([], "The Northern Mail"),
        (["--outlet", "Mail Weekly"], "Mail Weekly"),
        ([], "Mail Weekly"),
        (["--reprocess"], "Ostrey Mail"),
    ):
        quotetrace("ingest", mail, *options)
        assert {one["outlet"] for one in quotes(quotetrace)} == {outlet}


def test_an_outlet_given_stays_when_the_text_changes(articles: Path, quotetrace: Run) -> None:
    mail, other = articles / "mail.txt", articles / "another.txt"
    quotetrace("ingest", mail, "--outlet", "The Northern Mail")
    text = mail.read_text(encoding="utf-8")
    for more, options, outlet in (
        ("Nobody danced.", [], "The Northern Mail"),
        ("Everybody sang.", [], "The Northern Mail"),
        ("Nobody sang.", ["--outlet", "Mail Weekly"], "Mail Weekly"),
        ("Nobody left.", ["--reprocess"], "Ostrey Mail"),
        ("Nobody stayed.", [], "Ostrey Mail"),
    ):
        mail.write_text(f"{text}\n\n{more}\n", encoding="utf-8")
        assert "1 changed" in quotetrace("ingest", mail, *options).out
        assert {one["outlet"] for one in quotes(quotetrace)} == {outlet}
        assert "1 unchanged" in quotetrace("ingest", mail).out
    other.write_text(text, encoding="utf-8")  # of another file nothing was said
    quotetrace("ingest", other)
    assert {one["outlet"] for one in quotes(quotetrace)} == {"Ostrey Mail"}


def test_an_outlet_given_stays_also_where_another_file_speaks_for_the_text(articles: Path, quotetrace: Run) -> None:
    mail, twin = articles / "mail.txt", articles / "twin.txt"
    twin.write_bytes(mail.read_bytes())
    quotetrace("ingest", mail)
    quotetrace("ingest", twin, "--outlet", "The Northern Mail")
    text = twin.read_text(encoding="utf-8")
    twin.write_text(f"{text}\n\nNobody danced.\n", encoding="utf-8")
    quotetrace("ingest", articles / "twin.txt")
    assert {one["outlet"] for one in quotes(quotetrace)} == {"Ostrey Mail", "The Northern Mail"}


def test_what_a_manifest_said_stays_until_a_manifest_says_otherwise(
    articles: Path, tmp_path: Path, quotetrace: Run
) -> None:
    def said(*rows: list[str]) -> Path:
        with (tmp_path / "said.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([["path", "outlet", "published"], *rows])
        return tmp_path / "said.csv"

    mail = articles / "mail.txt"
    before = quotetrace("extract", mail).out
    quotetrace("ingest", mail, "--manifest", said([str(mail), "Mail Weekly", "2021-05-01"]))
    assert "1 unchanged" in quotetrace("ingest", mail).out
    assert {one["outlet"] for one in quotes(quotetrace)} == {"Mail Weekly"}
    quotetrace("ingest", mail, "--outlet", "Mail on Ice")
    assert {one["outlet"] for one in quotes(quotetrace)} == {"Mail on Ice"}
    quotetrace("ingest", mail, "--manifest", said([str(mail), "Mail Weekly", "2021-05-01"]))
    assert {one["outlet"] for one in quotes(quotetrace)} == {"Mail Weekly"}
    quotetrace("ingest", mail, "--manifest", said())
    assert {one["outlet"] for one in quotes(quotetrace)} == {json.loads(before)["outlet"]}


def test_a_manifest_overrides(articles: Path, tmp_path: Path, quotetrace: Run) -> None:
    rows = [["path", "outlet", "published"], [str(articles / "mail.txt"), "Mail Weekly", "2021-05-01"]]
    with (tmp_path / "manifest.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    quotetrace("ingest", articles, "--manifest", tmp_path / "manifest.csv")
    assert {(one["outlet"], one["published"]) for one in quotes(quotetrace) if one["doc"] == "mail.txt"} == {
        ("Mail Weekly", "2021-05-01")
    }


def test_fields_by_other_names_are_found(tmp_path: Path, quotetrace: Run) -> None:
    record = {"id": "r1", "content_of_it": FIRST.partition("4 May 2021")[2].strip(), "paper": "Fjord Wire"}
    (tmp_path / "wire.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    quotetrace("ingest", "wire.jsonl", "--field", "text=content_of_it", "--field", "outlet=paper")
    assert {(one["doc"], one["outlet"]) for one in quotes(quotetrace)} == {("r1", "Fjord Wire")}


def test_extract_gives_the_characters_that_are_there(articles: Path, quotetrace: Run) -> None:
    lines = quotetrace("extract", articles).out.splitlines()
    for document in map(json.loads, lines):
        text = (articles / document["doc"]).read_text(encoding="utf-8")
        assert document["quotations"]
        assert all(text[one["start"] : one["end"]] == one["text"] for one in document["quotations"])


BAD = {
    "noise.txt": bytes(range(256)) * 20,
    "broken.html": b"<html><body><p>\xff\xfe<<<</",
    "lines.jsonl": b'{"id": "ok", "text": "\\"Nobody asked us at all\\", said Olav Brun."}\nthis is no JSON\n',
    "empty.txt": b"",
}


def test_bad_input_harms_nothing_else(articles: Path, quotetrace: Run) -> None:
    quotetrace("ingest", articles, "--db", "clean.db")
    clean = [one["text"] for one in quotes(quotetrace, "--db", "clean.db")]
    for name, content in BAD.items():
        (articles / name).write_bytes(content)
    ran = quotetrace("ingest", articles)
    assert ran.code == 3
    assert set(clean) <= {one["text"] for one in quotes(quotetrace)}
    failed = [line for line in ran.err.splitlines() if line.startswith("failed: ")]
    assert any("noise.txt" in line for line in failed)
    assert any("lines.jsonl" in line for line in failed)
    assert len(json.loads(quotetrace("failures", "--format", "json").out)) == len(failed)


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_an_empty_folder_is_no_error(command: str, tmp_path: Path, quotetrace: Run) -> None:
    (tmp_path / "empty").mkdir()
    ran = quotetrace(command, "empty")
    assert (ran.code, ran.out, ran.err) == (0, "", "No article found in empty: nothing to do.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


def test_a_store_is_made_for_failures_and_one_that_was_there_stays(tmp_path: Path, quotetrace: Run) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "a.txt").write_bytes(b"\0\1\2")
    assert quotetrace("ingest", "broken").code == 1
    (tmp_path / "broken" / "a.txt").unlink()
    assert quotetrace("ingest", "broken").code == 0
    assert (tmp_path / "quotes.db").exists()


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_the_only_path_missing_is_an_error(command: str, quotetrace: Run) -> None:
    ran = quotetrace(command, "nowhere")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("failed: ")
    assert "nowhere" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_file_that_is_no_store_is_left_alone(articles: Path, tmp_path: Path, quotetrace: Run) -> None:
    (tmp_path / "notes.db").write_text("a shopping list, not a database\n" * 20)
    ran = quotetrace("ingest", articles, "--db", "notes.db")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: notes.db ")
    assert (tmp_path / "notes.db").read_text().startswith("a shopping list")


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_an_unknown_pipeline_is_one_clear_line_and_a_usage_error(command: str, articles: Path, quotetrace: Run) -> None:
    ran = quotetrace(command, articles, "--model", "no_such_pipeline")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: no spaCy pipeline 'no_such_pipeline' is installed here")
    assert len(ran.err.splitlines()) == 1


def test_speech_without_marks_comes_only_when_asked_for(tmp_path: Path, quotetrace: Run) -> None:
    (tmp_path / "a.txt").write_text("Olav Brun said the pier was lost. “Nobody asked us,” he said.", encoding="utf-8")
    kinds = [
        [one["kind"] for one in json.loads(quotetrace("extract", "a.txt", *words).out)["quotations"]]
        for words in ([], ["--indirect"])
    ]
    assert kinds == [["direct"], ["indirect", "direct"]]


def test_a_page_to_check_by_is_written_in_place_of_data(tmp_path: Path, quotetrace: Run) -> None:
    (tmp_path / "a.txt").write_text("“Nobody asked us at all,” said Olav Brun <b>.", encoding="utf-8")
    ran = quotetrace("extract", "a.txt", "--html", "check.html")
    assert (ran.code, ran.out, ran.err) == (0, "", "1 document written to check.html\n")
    page = (tmp_path / "check.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "&lt;b&gt;" in page
    assert quotetrace("extract", "a.txt", "--html", "-").out == page


def test_no_page_without_a_document_and_none_into_a_folder_that_is_not_there(tmp_path: Path, quotetrace: Run) -> None:
    (tmp_path / "empty").mkdir()
    ran = quotetrace("extract", "empty", "--html", "check.html")
    assert (ran.code, ran.out, ran.err) == (0, "", "No article found in empty: nothing to do.\n")
    assert not (tmp_path / "check.html").exists()
    (tmp_path / "a.txt").write_text("“Nobody asked us at all,” said Olav Brun.", encoding="utf-8")
    ran = quotetrace("extract", "a.txt", "--html", "gone/check.html")
    assert ran.code == 2
    assert ran.err.startswith("error: there is no folder gone")


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        pytest.param(("a.txt", "b.txt"), "Fjordposten", id="the first has the smaller path"),
        pytest.param(("b.txt", "a.txt"), "Kystradioen", id="the second has the smaller path"),
        pytest.param(("a.txt", "a.txt"), "Kystradioen", id="the same file: the later word counts"),
    ],
)
def test_the_same_text_under_a_second_outlet_is_said_to_stay_one(
    names: tuple[str, str], kept: str, quotetrace: Run, tmp_path: Path
) -> None:
    for name in names:
        (tmp_path / name).write_text("“The pier will be closed on Monday,” said Ola Berg.\n")
    first = quotetrace("ingest", names[0], "--outlet", "Fjordposten")
    assert "stored already" not in first.err
    second = quotetrace("ingest", names[1], "--outlet", "Kystradioen")
    [line] = [line for line in second.err.splitlines() if "stored already" in line]
    assert line.startswith(f"{names[1]}: this text is stored already, and stays one document, of {kept}: ")
    assert "--manifest" in line
    [document] = json.loads(quotetrace("documents", "--format", "json").out)
    assert document["outlet"] == kept


def test_the_same_text_under_the_same_outlet_needs_no_word(quotetrace: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("“The pier will be closed on Monday,” said Ola Berg.\n")
        assert "stored already" not in quotetrace("ingest", name, "--outlet", "Fjordposten").err


def test_as_read_shows_that_the_order_of_a_date_is_assumed(quotetrace: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Pier closes\n03/04/2024\n\n“The pier will be closed on Monday,” said Ola Berg.\n")
    quotetrace("ingest", "a.txt")
    shown = " ".join(quotetrace("documents", "a.txt", "--as-read").out.split())
    assert "byline at 12-22: 2024-04-03 (day before month is assumed:" in shown


def test_a_table_of_outlets_by_option_and_by_environment(
    articles: Path, tmp_path: Path, quotetrace: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "o.tsv").write_text("\tThe Ostrey Mail\t\tOstrey Mail\n\tTern Weekly\t\tThe Tern Gazette\n")
    (articles / "echo.txt").write_text(SECOND.replace("said Mayor Karin Toft", "Mayor Karin Toft told Ostrey Mail"))
    quotetrace("ingest", articles, "--outlets", "o.tsv")
    assert {one["outlet"] for one in quotes(quotetrace)} == {"The Ostrey Mail", "Tern Weekly"}
    [bridge] = json.loads(quotetrace("trace", "--search", "bridge", "--format", "json").out)
    claimed = [(one["outlet"], one["in_collection"]) for one in bridge["claimed_origins"]]
    assert claimed == [("The Ostrey Mail", True)]
    monkeypatch.setenv("QUOTETRACE_OUTLETS", "o.tsv")
    lines = quotetrace("extract", articles / "gazette.txt").out.splitlines()
    assert [json.loads(line)["outlet"] for line in lines] == ["Tern Weekly"]
    assert {one["outlet"] for one in quotes(quotetrace, "--outlet", "Tern Gazette")} == {"Tern Weekly"}
    assert quotetrace("outlets", "The Tern Gazette", "--format", "jsonl").out.count("Tern Weekly") == 1
    monkeypatch.setenv("QUOTETRACE_OUTLETS", "gone.tsv")
    assert quotetrace("quotes").err.startswith("error: the table of outlets gone.tsv cannot be read")


def test_claimed_and_observed_meet_under_one_name(tmp_path: Path, quotetrace: Run) -> None:
    paper = FIRST.replace("The Tern Gazette", "NEW YORK TIMES")
    (tmp_path / "a.txt").write_text(paper)
    (tmp_path / "b.txt").write_text(SECOND.replace("said Mayor Karin Toft", "Mayor Karin Toft told NYT"))
    quotetrace("ingest", "a.txt", "b.txt")
    [bridge] = json.loads(quotetrace("trace", "--search", "bridge", "--format", "json").out)
    assert bridge["claimed_origins"] == [{"text": "NYT", "outlet": "The New York Times", "in_collection": True}]
    assert bridge["first"]["outlets"] == ["The New York Times"]


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_a_wrong_table_of_outlets_is_one_line(command: str, articles: Path, tmp_path: Path, quotetrace: Run) -> None:
    (tmp_path / "o.tsv").write_text("brevik.example\tBrevik Post\nbrevik post\tBrevik\n")
    ran = quotetrace(command, articles, "--outlets", "o.tsv")
    assert ran.code == 1
    assert ran.err.startswith("error: the table of outlets o.tsv, line 2, column domain: 'brevik post' is no domain")
    assert ran.err.count("\n") == 1


def test_quotations_of_somebody_else_that_do_not_fit_are_told(articles: Path, quotetrace: Run, tmp_path: Path) -> None:
    given = tmp_path / "given.jsonl"
    rows = [
        {
            "doc": "gazette.txt",
            "quotations": [{"start": 0, "end": 10, "speaker": "Ada Lome"}, {"start": 0, "end": 9_999}],
        },
        {"doc": "gone.txt", "quotations": []},
    ]
    given.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    ran = quotetrace("ingest", articles, "--quotations", given)
    assert ran.code == 0
    assert f"gazette.txt: some of its quotations in {given} lie outside its text and are left out\n" in ran.err
    assert f"gone.txt: {given} has quotations of it, but it is not among the documents read\n" in ran.err
    assert [(one["text"], one["speaker"]) for one in quotes(quotetrace, "--speaker", "Lome")] == [
        ("The Tern G", "Ada Lome")
    ]
    given.write_text("nothing", encoding="utf-8")
    ran = quotetrace("ingest", articles, "--quotations", given)
    assert (ran.code, ran.out) == (2, "")
    assert f"{given} line 1: is no JSON" in ran.err


def test_an_article_in_another_language_is_said_to_be_skipped(articles: Path, quotetrace: Run) -> None:
    (articles / "german.txt").write_text(
        "Der Bürgermeister sagte, dass die Brücke nicht vor dem Winter fertig wird.\n" * 3
    )
    quotetrace("ingest", articles)
    assert "not English (de): skipped\n" in quotetrace("documents").out
    assert "\nNot English (de): skipped\n" in quotetrace("documents", "--plain").out
    assert "\nlanguage    not English (de): skipped\n" in quotetrace("documents", "german.txt").out
