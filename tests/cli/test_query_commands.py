"""What the query commands print, in every format, for a store, an empty answer and a broken one."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from ferry_story import document
from newsroom import mark_settled

from quotetrace.model import Extraction, FoundQuotation, Relation
from quotetrace.store import Store

QUERIES = ("quotes", "trace", "speakers", "outlets", "documents", "failures")
Run = Callable[..., "object"]


def test_quotes_at_80_columns(quotetrace: Run, db: Path) -> None:
    ran = quotetrace("quotes", "--db", db)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        """
 Utterance   Where              Who said what
 ──────────────────────────────────────────────────────────────────────────────
 1           2020-02-01         Anne Dahl
             Nordavisa          “The ferry will not sail before the ice has
             a.txt:1            gone”

 1           2020-02-02         Anne Dahl
             Havnebladet        “The ferry will sail before the ice has gone”
             b.txt:1

 -           (no date)          (unknown)
             (outlet unknown)   “=1+1, as they say in "two" lines”
             c.txt:1

"""
    )


@pytest.mark.parametrize(
    ("options", "documents"),
    [
        pytest.param([], ["a.txt", "b.txt", "c.txt"], id="all"),
        pytest.param(["--speaker", "DAHL"], ["a.txt", "b.txt"], id="speaker by surname, any case"),
        pytest.param(["--speaker", "the ferry captain"], ["a.txt", "b.txt"], id="speaker by alias"),
        pytest.param(["--outlet", "nordavisa"], ["a.txt"], id="outlet"),
        pytest.param(["--since", "2020-02-02"], ["b.txt"], id="since"),
        pytest.param(["--until", "2020-02-01"], ["a.txt"], id="until"),
        pytest.param(["--search", "ferry not"], ["a.txt"], id="search"),
        pytest.param(["--kind", "direct"], ["a.txt", "b.txt", "c.txt"], id="kind"),
        pytest.param(["--kind", "scare"], [], id="kind that none is"),
        pytest.param(["--utterance", "1"], ["a.txt", "b.txt"], id="utterance"),
        pytest.param(["--limit", "1"], ["a.txt"], id="limit"),
    ],
)
def test_filters_of_quotes(options: list[str], documents: list[str], quotetrace: Run, db: Path) -> None:
    ran = quotetrace("quotes", *options, "--format", "jsonl", "--db", db)
    assert [json.loads(line)["doc"] for line in ran.out.splitlines()] == documents


@pytest.mark.parametrize("command", QUERIES)
def test_the_formats_hold_the_same_rows(command: str, quotetrace: Run, db: Path) -> None:
    lines = quotetrace(command, "--format", "jsonl", "--db", db).out.splitlines()
    assert lines
    assert json.loads(quotetrace(command, "--format", "json", "--db", db).out) == [json.loads(line) for line in lines]
    assert len(list(csv.DictReader(io.StringIO(quotetrace(command, "--format", "csv", "--db", db).out)))) == len(lines)


def test_trace_json_is_the_contract(quotetrace: Run, db: Path) -> None:
    [utterance] = json.loads(quotetrace("trace", "--format", "json", "--db", db).out)
    assert utterance["first"]["documents"] == ["a.txt"]
    assert [one["drift"]["class"] for one in utterance["quotations"]] == ["none", "negation"]
    assert json.loads(quotetrace("trace", 1, "--format", "json", "--db", db).out) == [utterance]


def test_trace_in_full(quotetrace: Run, db: Path) -> None:
    out = quotetrace("trace", 1, "--db", db).out
    assert "First in this collection: Nordavisa (2020-02-01, known to the day)\n" in out
    assert "The ferry will [-not-] sail before the ice …\n    negation\n" in out


def test_drift_marks_and_classes_the_words(quotetrace: Run, db: Path) -> None:
    assert "   “not” left out (negation)\n" in quotetrace("drift", 1, "--db", db).out
    rows = list(csv.DictReader(io.StringIO(quotetrace("drift", 1, "--format", "csv", "--db", db).out)))
    assert [(row["doc"], row["class"], row["changes_meaning"]) for row in rows] == [
        ("a.txt", "none", "false"),
        ("b.txt", "negation", "true"),
    ]


def test_a_cut_table_says_so_and_data_is_never_cut(quotetrace: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotetrace.cli.output.TABLE_ROWS", 2)
    table = quotetrace("quotes", "--db", db)
    assert "c.txt" not in table.out
    assert table.err == (
        "Cut after 2 rows: --after b.txt:1 goes on there, --limit 8 shows more, --format csv all of them.\n"
    )
    data = quotetrace("quotes", "--format", "csv", "--db", db)
    assert "c.txt" in data.out
    assert data.err == ""


@pytest.mark.parametrize("command", ["speakers", "outlets"])
def test_a_name_shows_a_profile(command: str, quotetrace: Run, db: Path) -> None:
    name = {"speakers": "dahl", "outlets": "nordavisa"}[command]
    out = quotetrace(command, name, "--db", db).out
    assert "Told by two documents or more, the most told first\n" in out
    assert "Quotations in order of time\n" in out


def test_a_profile_says_how_to_see_all_quotations(quotetrace: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotetrace.cli.speakers.PROFILE_QUOTATIONS", 1)
    out = " ".join(quotetrace("speakers", "dahl", "--db", db).out.split())
    more = f"quotetrace quotes --speaker 'Anne Dahl' --db {db}"
    assert f"Quotations in order of time, the first 1 of 2; all: {more} " in out


def test_a_profile_tells_how_an_outlet_stands(quotetrace: Run, db: Path) -> None:
    out = quotetrace("outlets", "havnebladet", "--db", db).out
    assert "Of 1 utterance that others report too: first 0, in a tie 0, later 1\n" in out
    assert "Follows, as far as evidence shows: Nordavisa (1 quotation)\n" in out
    [record] = json.loads(quotetrace("outlets", "havnebladet", "--format", "json", "--db", db).out)
    assert record["follows"] == [{"outlet": "Nordavisa", "quotations": 1}]
    header = quotetrace("outlets", "havnebladet", "--format", "csv", "--db", db).out.splitlines()[0]
    assert header == "outlet,documents,quotations,firsts,ties"


def test_a_profile_tells_who_quotes_a_speaker(quotetrace: Run, db: Path) -> None:
    out = quotetrace("speakers", "dahl", "--db", db).out
    assert "Of 1 quotation compared with the first wording: another meaning 1 (100 %)\n" in out
    [record] = json.loads(quotetrace("speakers", "dahl", "--format", "json", "--db", db).out)
    assert [one["outlet"] for one in record["quoted_by"]] == ["Havnebladet", "Nordavisa"]


def test_claimed_origins_where_there_are_none(quotetrace: Run, db: Path) -> None:
    ran = quotetrace("outlets", "--claimed", "--db", db)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "Every origin that documents name by an outlet's name is here, or none is named.\n"
    assert "--claimed" not in quotetrace("outlets", "--db", db).out
    assert quotetrace("outlets", "nordavisa", "--claimed", "--db", db).code == 2


def test_a_document_as_it_was_read(quotetrace: Run, db: Path) -> None:
    out = quotetrace("documents", "b.txt", "--as-read", "--db", db).out
    assert "outlet      Havnebladet\n" in out
    assert out.endswith("“The ferry will sail before the ice has gone”, she said.\n")
    [record] = json.loads(quotetrace("documents", "b.txt", "--as-read", "--format", "json", "--db", db).out)
    assert record["text"] == "“The ferry will sail before the ice has gone”, she said."


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        pytest.param(["quotes", "--speaker", "nobody"], "see who is quoted: quotetrace speakers", id="quotes"),
        pytest.param(["quotes", "--outlet", "none"], "see who published: quotetrace outlets", id="quotes of an outlet"),
        pytest.param(["quotes", "--utterance", "1", "--kind", "scare"], ": quotetrace trace --all", id="quotes of one"),
        pytest.param(["trace", "--speaker", "nobody"], "--all", id="trace with a filter"),
        pytest.param(
            ["trace", "--all", "--speaker", "nobody"], ": quotetrace speakers", id="trace --all with a filter"
        ),
        pytest.param(["find", "no such words"], "single ones: quotetrace quotes --search WORD", id="find"),
        pytest.param(["trace", "--conflicts"], "Try fewer filters", id="trace --conflicts"),
        pytest.param(["speakers", "nobody"], "list all: quotetrace speakers", id="speakers"),
        pytest.param(["outlets", "none"], "list all: quotetrace outlets", id="outlets"),
    ],
)
def test_an_empty_answer_says_what_to_try_and_is_no_error(
    words: list[str], hint: str, quotetrace: Run, db: Path
) -> None:
    ran = quotetrace(*words, "--db", db)
    assert (ran.code, ran.out) == (0, "")
    assert hint in ran.err
    assert ran.err.endswith(f" --db {db}\n") or ": quotetrace" not in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("command", QUERIES)
def test_a_store_without_documents_has_no_answer_but_a_header(command: str, quotetrace: Run, tmp_path: Path) -> None:
    Store.open(tmp_path / "empty.db", create=True).close()
    ran = quotetrace(command, "--format", "csv", "--db", tmp_path / "empty.db")
    assert ran.code == 0
    assert len(ran.out.splitlines()) == 1
    assert len(ran.err.splitlines()) == 2
    assert ran.err.startswith("Nothing has been ingested into ")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["trace", "9"], "no utterance 9", id="trace"),
        pytest.param(["drift", "9"], "no utterance 9", id="drift"),
        *(
            pytest.param(["documents", "z.txt", "--format", form], "no document z.txt", id=f"documents in {form}")
            for form in ("table", "csv", "json", "jsonl")
        ),
    ],
)
def test_something_named_that_is_not_there_is_an_error(
    words: list[str], message: str, quotetrace: Run, db: Path
) -> None:
    ran = quotetrace(*words, "--db", db)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"error: {message}")
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("command", [*QUERIES, "find words", "drift 1", "export quotes"])
def test_without_a_store_every_query_says_to_ingest_and_makes_none(
    command: str, quotetrace: Run, tmp_path: Path
) -> None:
    ran = quotetrace(*command.split())
    assert (ran.code, ran.out) == (1, "")
    assert "quotetrace ingest" in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not (tmp_path / "quotes.db").exists()


def test_a_file_that_is_no_store_is_named(quotetrace: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database, but long enough to be looked at" * 10)
    ran = quotetrace("quotes", "--db", "notes.txt")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: notes.txt ")


def test_the_store_may_be_named_by_the_environment(quotetrace: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTETRACE_DB", str(db))
    assert "Anne Dahl" in quotetrace("speakers").out


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int | None]]:
    """A search that finds every stored quotation and remembers what it was asked; the real one is the pipeline's."""
    asked: list[tuple[str, int | None]] = []

    def find(store: Store, words: str, *, limit: int | None = None) -> list[FoundQuotation]:
        asked.append((words, limit))
        if words == "nothing":
            return []
        return [FoundQuotation(one, Relation.VARIANT, 1.0) for one in store.quotes(limit=limit)]

    monkeypatch.setattr("quotetrace.pipeline.find", find)
    return asked


def test_found_words_at_80_columns(quotetrace: Run, db: Path, found: list[tuple[str, int | None]]) -> None:
    ran = quotetrace("find", "the ferry will not sail", "--limit", 1, "--db", db)
    assert found == [("the ferry will not sail", 2)]
    assert ran.out == (
        """
 Relation      Where        Who said what
 ────────────────────────────────────────────────────────────────────────────
 variant       2020-02-01   Anne Dahl
 1.00          Nordavisa    “The ferry will not sail before the ice has gone”
 utterance 1   a.txt:1

"""
    )
    assert ran.err.startswith("Cut after 1 row:")


@pytest.mark.usefixtures("found")
def test_found_words_as_data(quotetrace: Run, db: Path) -> None:
    lines = quotetrace("find", "the ferry", "--format", "jsonl", "--db", db).out.splitlines()
    assert [json.loads(line)["doc"] for line in lines] == ["a.txt", "b.txt", "c.txt"]


@pytest.mark.usefixtures("found")
def test_words_that_nobody_has(quotetrace: Run, db: Path) -> None:
    ran = quotetrace("find", "nothing", "--db", db)
    assert (ran.code, ran.out) == (0, "")
    assert "quotetrace quotes --search WORD" in ran.err


HUGE = "9" * 23


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["trace", HUGE], id="trace"),
        pytest.param(["drift", HUGE], id="drift"),
        pytest.param(["quotes", "--utterance", HUGE], id="quotes"),
        pytest.param(["documents", HUGE], id="document"),
        pytest.param(["trace", "0"], id="nought"),
    ],
)
def test_a_number_that_nothing_has_is_not_found(words: list[str], quotetrace: Run, db: Path) -> None:
    ran = quotetrace(*words, "--db", db)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"error: no {'document' if words[0] == 'documents' else 'utterance'} {words[-1]}")


@pytest.mark.parametrize(
    "words", [["quotes"], ["trace"], ["documents"], ["drift", "1", "--format", "csv"]], ids=lambda words: words[0]
)
def test_a_limit_beyond_all_numbers_is_no_limit(words: list[str], quotetrace: Run, db: Path) -> None:
    ran = quotetrace(*words, "--limit", HUGE, "--db", db)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == quotetrace(*words, "--db", db).out


@pytest.mark.parametrize("option", ["--since", "--until"])
@pytest.mark.parametrize("time", ["9999", "9999-12-31", "9999-12-31T23:59-14:00", "0001-01-01T00:00+14:00", "0999"])
def test_any_year_of_the_calendar_is_before_or_after_the_news(
    option: str, time: str, quotetrace: Run, db: Path
) -> None:
    ran = quotetrace("quotes", option, time, "--format", "jsonl", "--db", db)
    assert ran.code == 0
    # what is undated passes neither
    dated = quotetrace("quotes", "--since", "1500", "--format", "jsonl", "--db", db).out
    assert ran.out == (dated if (option == "--since") == time.startswith("0") else "")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param(["outlets", "nor"], "Nordavisa", id="outlet"),
        pytest.param(["speakers", "anne"], "Anne Dahl", id="speaker"),
        pytest.param(["quotes", "--outlet", "HAVNE"], "Havnebladet", id="filter"),
        pytest.param(["trace", "--outlet", "havne"], "Nordavisa", id="filter of trace"),
    ],
)
def test_a_part_of_a_name_is_enough(words: list[str], shown: str, quotetrace: Run, db: Path) -> None:
    ran = quotetrace(*words, "--db", db)
    assert (ran.code, ran.err) == (0, "")
    assert shown in ran.out


def test_several_outlets_are_listed_and_asked_for(quotetrace: Run, db: Path) -> None:
    with Store.open(db) as store:
        late = document("d.txt", "Nordavisa Extra", "2020-02-03", "Ferries")
        store.add(Extraction(late, (), ()))
        mark_settled(store)
    ran = quotetrace("outlets", "nord", "--db", db)
    assert "Nordavisa " in ran.out
    assert "Nordavisa Extra" in ran.out
    assert ran.err.startswith("Which one? 2 outlets fit: quotetrace outlets Nordavisa")
    filtered = quotetrace("quotes", "--outlet", "nord", "--db", db)
    assert (filtered.code, filtered.out) == (2, "")
    assert "which one?" in filtered.err


@pytest.mark.parametrize(
    ("command", "key"),
    [(("quotes",), "a.txt:"), (("documents",), "a.txt"), (("trace", "--all"), "1")],
    ids=lambda each: each[0],
)
def test_a_cut_table_names_what_the_next_one_comes_after(
    command: tuple[str, ...], key: str, quotetrace: Run, db: Path, tmp_path: Path
) -> None:
    more = tmp_path / "lamp.txt"
    more.write_text("“The lamp on the pier has been broken since May,” said the keeper Ole Vik.", encoding="utf-8")
    assert quotetrace("ingest", more, "--db", db).code == 0
    ran = quotetrace(*command, "--limit", 1, "--db", db)
    said = re.search(
        r"^Cut after 1 row: --after (\S+) goes on there, --limit 4 shows more, --format csv all of them\.\n",
        ran.err,
        re.MULTILINE,
    )
    assert said, ran.err
    assert said[1].startswith(key)
    rows = list(csv.DictReader(io.StringIO(quotetrace(*command, "--format", "csv", "--db", db).out)))
    ran = quotetrace(*command, "--after", said[1], "--format", "csv", "--db", db)
    assert list(csv.DictReader(io.StringIO(ran.out))) == rows[1:]
    for _ in rows[2:]:
        ran = quotetrace(*command, "--after", said[1], "--limit", 1, "--db", db)
        said = re.search(r"--after (\S+) ", ran.err)
        assert said
    ran = quotetrace(*command, "--after", said[1], "--limit", 1, "--db", db)
    assert ran.out
    assert "Cut after" not in ran.err


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (
            ("quotes", "--after", "a.txt:9999"),
            "error: no quotation begins at a.txt:9999: name one as the list shows it, dam-courier.txt:304\n",
        ),
        (
            ("documents", "--after", "z.txt"),
            "error: no document z.txt: name one as the list shows it, or by its id\n",
        ),
        (
            ("trace", "--after", "999"),
            "error: no utterance 999: `quotetrace trace --all` lists those there are\n",
        ),
    ],
)
def test_what_is_not_here_begins_no_page(options: tuple[str, ...], line: str, quotetrace: Run, db: Path) -> None:
    ran = quotetrace(*options, "--db", db)
    assert (ran.code, ran.err) == (1, line)


def test_after_the_last_there_is_nothing(quotetrace: Run, db: Path) -> None:
    [*_, last] = csv.DictReader(io.StringIO(quotetrace("quotes", "--format", "csv", "--db", db).out))
    ran = quotetrace("quotes", "--after", last["id"], "--db", db)
    assert (ran.code, ran.out, ran.err) == (0, "", f"Nothing comes after {last['id']}.\n")
