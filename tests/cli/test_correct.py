"""`correct`: what people decide, by the names that tables show, on real articles."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ARTICLES = Path(__file__).resolve().parents[2] / "fixtures" / "articles"
WALL = "dam-valleyvoice.html:34"
# What a decision on a document's date is about
NOWHERE = {"document": "sha256:0", "label": "a", "opening": "a", "part": None, "start": 0, "end": 0, "words": ""}

SOMEWHERE = {**NOWHERE, "part": "body", "end": 1}


@pytest.fixture
def dam(tmp_path: Path, quotetrace: Run) -> tuple[str, str]:
    """The option that names a store of three articles on the dam."""
    option = ("--db", str(tmp_path / "dam.db"))
    names = ("dam-valleyvoice.html", "dam-courier.txt", "dam-plainfact.txt")
    assert quotetrace("ingest", *(str(ARTICLES / name) for name in names), *option).code == 0
    return option


def trace_of(words: str, quotetrace: Run, option: tuple[str, str]) -> dict[str, Any]:
    found: list[dict[str, Any]] = json.loads(
        quotetrace("trace", "--all", "--search", words, "--format", "json", *option).out
    )
    (trace,) = (one for one in found if one["documents"] > 1) if len(found) > 1 else found
    # which number an utterance has depends on the order of arrival
    return {**trace, "utterance": 0, "related": [{**one, "utterance": 0} for one in trace["related"]]}


def test_a_date_takes_the_first_and_gives_it_back(dam: tuple[str, str], quotetrace: Run) -> None:
    before = trace_of("lowering the lake", quotetrace, dam)
    assert before["first"]["outlets"] == ["The Aldbrook Courier"]
    ran = quotetrace("correct", "date", "dam-plainfact.txt", "2025-03-09", "--by", "Ada", *dam)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        "decision 1: date of dam-plainfact.txt: 2025-03-09 (read: unknown). "
        f"To take it back: quotetrace correct undo 1 --db {dam[1]}\n"
    )
    after = trace_of("lowering the lake", quotetrace, dam)
    assert after["first"]["outlets"] == ["Plain Fact"]
    marked = [one.get("corrected") for one in after["quotations"] if one["doc"] == "dam-plainfact.txt"]
    assert marked == [["published"]] * len(marked)
    assert marked
    assert quotetrace("ingest", str(ARTICLES / "dam-plainfact.txt"), *dam).code == 0
    assert trace_of("lowering the lake", quotetrace, dam) == after
    assert quotetrace("correct", "undo", "1", *dam).code == 0
    assert trace_of("lowering the lake", quotetrace, dam) == before


def test_the_list_says_what_holds(dam: tuple[str, str], quotetrace: Run) -> None:
    assert quotetrace("correct", "list", *dam).err.startswith("Nobody has decided anything yet.")
    quotetrace("correct", "speaker", WALL, "Greta Reyne", *dam)
    quotetrace("correct", "speaker", WALL, "--nobody", *dam)
    quotetrace("correct", "outlet", "dam-plainfact.txt", "Plain Weekly", *dam)
    quotetrace("correct", "split", WALL, "dam-courier.txt:304", *dam)
    quotetrace("correct", "undo", "3", *dam)
    rows = json.loads(quotetrace("correct", "list", "--format", "json", *dam).out)
    assert [(one["kind"], one["about"], one["value"], one["state"], one["was"]) for one in rows] == [
        ("speaker", [WALL], "Greta Reyne", "overruled", None),
        ("speaker", [WALL], None, "applied", "Ilse Harrow"),
        ("outlet", ["dam-plainfact.txt"], "Plain Weekly", "undone", "Plain Fact"),
        ("split", [WALL, "dam-courier.txt:304"], None, "applied", None),
    ]
    table = quotetrace("correct", "list", *dam).out
    [line] = [line for line in table.splitlines() if line.startswith(" 2 ")]
    assert line.split(maxsplit=1)[1].startswith("speaker of dam-valleyvoice.html:34: nobody ")
    assert line.endswith(" holds")
    assert "(read: Ilse Harrow)" in " ".join(table.split())


def test_a_join_that_a_split_forbids_is_said_to_be_overruled(dam: tuple[str, str], quotetrace: Run) -> None:
    cows, courier = "dam-valleyvoice.html:1104", "dam-courier.txt:304"
    quotetrace("correct", "join", WALL, cows, *dam)
    quotetrace("correct", "join", courier, cows, *dam)
    quotetrace("correct", "split", courier, cows, *dam)
    table = quotetrace("correct", "list", *dam).out
    states = [line.rsplit("  ", 1)[-1].strip() for line in table.splitlines() if line[1:2].isdigit()]
    assert states == ["holds", "a split holds", "holds"]


def test_two_names_are_one_speaker(dam: tuple[str, str], quotetrace: Run) -> None:
    def speakers(*name: str) -> list[tuple[str, int]]:
        found = json.loads(quotetrace("speakers", *name, "--format", "json", *dam).out)
        return [(one["speaker"], one["quotations"]) for one in found]

    before = speakers()
    assert ("Tomas Reyne", 5) in before
    assert ("mayor", 1) in before
    ran = quotetrace("correct", "alias", "Tomas Reyne", "the mayor", *dam)
    assert ran.err == (
        f"decision 1: Tomas Reyne and mayor are one speaker. To take it back: quotetrace correct undo 1 --db {dam[1]}\n"
    )
    both = [("Tomas Reyne", 6)]
    assert speakers("mayor") == speakers("tomas reyne") == both
    said = json.loads(quotetrace("quotes", "--speaker", "mayor", "--format", "json", *dam).out)
    assert {one["speaker"] for one in said} == {"Tomas Reyne"}
    assert len(said) == 6
    assert quotetrace("ingest", str(ARTICLES / "dam-kustposten.txt"), "--reprocess", *dam).code == 0
    assert speakers("mayor") == [("Tomas Reyne", 7)]
    assert quotetrace("correct", "undo", "1", *dam).code == 0
    assert speakers("tomas reyne") == [("Tomas Reyne", 6)]
    assert speakers("mayor") == [("Tomas Reyne", 6), ("mayor", 1)]


def test_the_first_name_is_shown_and_a_name_nobody_has_waits(dam: tuple[str, str], quotetrace: Run) -> None:
    waiting = quotetrace("correct", "alias", "Ilse Harrow-Dahl", "harrow", *dam).err
    assert waiting.startswith("decision 1: Ilse Harrow-Dahl and Ilse Harrow are one speaker, once both names are here.")
    assert quotetrace("correct", "alias", "Greta Reyne", "Harrow", *dam).code == 0
    rows = json.loads(quotetrace("correct", "list", "--format", "json", *dam).out)
    assert [(one["about"], one["value"], one["state"]) for one in rows] == [
        (["Ilse Harrow-Dahl", "Ilse Harrow"], None, "waiting"),
        (["Greta Reyne", "Ilse Harrow"], None, "applied"),
    ]
    assert "waits for both names" in quotetrace("correct", "list", *dam).out
    found = json.loads(quotetrace("speakers", "Harrow-Dahl", "--format", "json", *dam).out)
    assert [one["speaker"] for one in found] == ["Greta Reyne"]
    again = quotetrace("correct", "alias", "Greta Reyne", "Ilse Harrow", *dam).err
    assert again.startswith("decision 2: ")
    quotetrace("correct", "alias", "Ilse Harrow", "Greta Reyne", *dam)
    rows = json.loads(quotetrace("correct", "list", "--format", "json", *dam).out)
    assert [one["state"] for one in rows] == ["waiting", "overruled", "applied"]
    found = json.loads(quotetrace("speakers", "Greta Reyne", "--format", "json", *dam).out)
    assert [one["speaker"] for one in found] == ["Ilse Harrow"]


def test_a_team_shares_its_decisions(dam: tuple[str, str], tmp_path: Path, quotetrace: Run) -> None:
    quotetrace("correct", "split", WALL, "dam-courier.txt:304", *dam)
    quotetrace("correct", "date", "dam-plainfact.txt", "2025-03", *dam)
    file = tmp_path / "decisions.jsonl"
    assert quotetrace("correct", "export", str(file), *dam).err == "2 decisions written\n"
    assert str(tmp_path) not in file.read_text(encoding="utf-8")
    theirs = ("--db", str(tmp_path / "theirs.db"))
    quotetrace("ingest", str(ARTICLES / "dam-valleyvoice.html"), str(ARTICLES / "dam-courier.txt"), *theirs)
    told = quotetrace("correct", "import", str(file), *theirs)
    assert told.err == "2 new decisions, 0 known already, 1 waiting for what they are about\n"
    quotetrace("ingest", str(ARTICLES / "dam-plainfact.txt"), *theirs)
    assert trace_of("lowering the lake", quotetrace, theirs) == trace_of("lowering the lake", quotetrace, dam)
    assert quotetrace("correct", "import", str(file), *theirs).err == "0 new decisions, 2 known already\n"


def test_decisions_wait_in_a_new_store(dam: tuple[str, str], tmp_path: Path, quotetrace: Run) -> None:
    quotetrace("correct", "date", "dam-plainfact.txt", "2025-03", *dam)
    quotetrace("correct", "alias", "Ilse Harrow", "Greta Reyne", *dam)
    file, empty = tmp_path / "decisions.jsonl", tmp_path / "empty.jsonl"
    quotetrace("correct", "export", str(file), *dam)
    empty.write_text("", encoding="utf-8")
    new = tmp_path / "new.db"
    option = ("--db", str(new))
    told = quotetrace("correct", "import", str(empty), *option)
    assert (told.code, new.exists()) == (0, False)
    told = quotetrace("correct", "import", str(file), *option)
    assert told.code == 0
    assert told.err == (
        "2 new decisions, 0 known already, 2 waiting for what they are about\n"
        f"Next: quotetrace ingest PATH --db {new}\n"
    )
    states = [one["state"] for one in json.loads(quotetrace("correct", "list", "--format", "json", *option).out)]
    assert states == ["waiting", "waiting"]
    assert quotetrace("quotes", *option).err.startswith(f"Nothing has been ingested into {new} yet: run")
    assert quotetrace("ingest", *(str(path) for path in sorted(ARTICLES.glob("dam-[cpv]*"))), *option).code == 0
    assert trace_of("lowering the lake", quotetrace, option) == trace_of("lowering the lake", quotetrace, dam)
    assert quotetrace("correct", "import", str(file), *option).err == "0 new decisions, 2 known already\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["speaker", "nope.txt:3", "Ada"], "no quotation nope.txt:3 here", id="no such quotation"),
        pytest.param(["speaker", WALL], "name the speaker, or --nobody", id="nobody named"),
        pytest.param(["speaker", WALL, "Ada", "--nobody"], "name the speaker, or --nobody", id="both"),
        pytest.param(["speaker", WALL, "…"], "is no name of a speaker", id="no name"),
        pytest.param(["date", "dam-courier.txt", "2025-13-01"], "is no ISO 8601 time", id="no date"),
        pytest.param(["date", "dam-courier.txt"], "give the time, or --unknown", id="no time"),
        pytest.param(["outlet", "nope.txt", "Ada's Post"], "no document nope.txt here", id="no such document"),
        pytest.param(["join", WALL, WALL], "are one quotation", id="with itself"),
        pytest.param(["alias", "Ada", "ADA"], "Ada and ADA are one name: give two", id="one name"),
        pytest.param(["alias", "Ada", " "], "' ' is no name of a speaker", id="an empty name"),
        pytest.param(["alias", "Reyne", "Ada"], "Greta Reyne; Tomas Reyne", id="a surname of two"),
        pytest.param(["outlet", "caf\udce9.txt", "Ada's Post"], "no document caf<U+DCE9>.txt here", id="not UTF-8"),
        pytest.param(["outlet", "dam-courier.txt", "Caf\udce9"], "is no text in UTF-8", id="an outlet not in UTF-8"),
        pytest.param(["speaker", WALL, "Ren\udce9"], "is no text in UTF-8", id="a speaker not in UTF-8"),
        pytest.param(["alias", "Ada", "Ren\udce9"], "is no text in UTF-8", id="an alias not in UTF-8"),
        pytest.param(["undo", "7"], "no decision 7", id="no such decision"),
        pytest.param(["import", str(ARTICLES / "dam-courier.txt")], "is no decision", id="no file of decisions"),
        pytest.param(["import", "nope.jsonl"], "nope.jsonl: No such file", id="no file"),
    ],
)
def test_what_is_refused(words: list[str], message: str, dam: tuple[str, str], quotetrace: Run) -> None:
    ran = quotetrace("correct", *words, *dam)
    assert ran.code in (1, 2)
    assert ran.err.startswith("error: ")
    assert ran.err.count("\n") == 1
    assert message in ran.err
    assert json.loads(quotetrace("correct", "list", "--format", "json", *dam).out) == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"kind": "nickname"}, id="another kind"),
        pytest.param({"kind": "alias", "value": ["Ada", "Eva"]}, id="an alias in one place"),
        pytest.param({"kind": "alias", "about": [], "value": ["Ada", "ada"]}, id="an alias of one name"),
        pytest.param({"kind": "alias", "about": [], "value": ["Ada"]}, id="an alias without another"),
        pytest.param({"about": []}, id="about nothing"),
        pytest.param({"value": [3]}, id="no text"),
        pytest.param({"value": ["yesterday"]}, id="no time"),
        pytest.param({"made": "2025-03-09\udce9"}, id="half a surrogate pair"),
        pytest.param({"made": None}, id="never made"),
        pytest.param({"made": "zz\x1b[31m"}, id="made at no time"),
        pytest.param({"undone": ""}, id="undone at no time"),
        pytest.param({"kind": "outlet", "value": [""]}, id="an outlet without a name"),
        pytest.param({"kind": "outlet", "value": ["\u200b"]}, id="an outlet that nobody sees"),
        pytest.param({"kind": "speaker", "value": ["…", "person"], "about": [SOMEWHERE]}, id="a speaker without one"),
        pytest.param({"kind": "join", "value": [], "about": [SOMEWHERE] * 2}, id="a quotation with itself"),
        pytest.param({"about": [{**NOWHERE, "start": True}]}, id="an anchor that begins nowhere"),
        pytest.param({"by": "A" * 10_000_000}, id="a line without end"),
        pytest.param({"about": [{"document": "sha256:0"}]}, id="an anchor cut short"),
        pytest.param({"about": [{**NOWHERE, "start": float("inf")}]}, id="an anchor without end"),
        pytest.param({"about": [{**NOWHERE, "start": 2**63}]}, id="an anchor beyond any text"),
    ],
)
def test_a_file_with_a_fault_changes_nothing(
    change: dict[str, object], dam: tuple[str, str], tmp_path: Path, quotetrace: Run
) -> None:
    quotetrace("correct", "date", "dam-plainfact.txt", "2025-03-09", *dam)
    file = tmp_path / "decisions.jsonl"
    quotetrace("correct", "export", str(file), *dam)
    row = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(row) + "\n" + json.dumps({**row, **change}) + "\n", encoding="utf-8")
    fresh = ("--db", str(tmp_path / "fresh.db"))
    quotetrace("ingest", str(ARTICLES / "dam-plainfact.txt"), *fresh)
    ran = quotetrace("correct", "import", str(file), *fresh)
    assert ran.code == 1
    assert ran.err.startswith(f"error: {file}:2: is no decision (")
    assert json.loads(quotetrace("correct", "list", "--format", "json", *fresh).out) == []


def test_what_others_wrote_is_exported_as_an_escape(dam: tuple[str, str], tmp_path: Path, quotetrace: Run) -> None:
    quotetrace("correct", "date", "dam-plainfact.txt", "2025-03-09", "--by", "A\x1b\x9b\u202ed", *dam)
    out = quotetrace("correct", "export", "-", *dam).out
    assert r"\u001b\u009b\u202e" in out
    assert json.loads(out)["by"] == "A\x1b\x9b\u202ed"


def test_alone_it_shows_its_help(quotetrace: Run) -> None:
    ran = quotetrace("correct")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == quotetrace("correct", "--help").out


def test_the_old_number_of_a_joined_utterance_leads_to_the_new_one(dam: tuple[str, str], quotetrace: Run) -> None:
    places = ("dam-courier.txt:524", "dam-courier.txt:1465")
    rows = json.loads(quotetrace("quotes", "--outlet", "courier", "--format", "json", *dam).out)
    kept, gone = sorted(one["utterance"] for one in rows if f"{one['doc']}:{one['start']}" in places)
    assert quotetrace("correct", "join", *places, *dam).code == 0
    for command in ("trace", "drift"):
        assert quotetrace(command, str(gone), *dam).err == f"Utterance {gone} is part of utterance {kept} now.\n"
        assert quotetrace(command, str(kept), *dam).err == ""


def test_a_speaker_who_is_new_here_is_said_to_be(dam: tuple[str, str], quotetrace: Run) -> None:
    said = quotetrace("correct", "speaker", WALL, "Ilse Harow", *dam).err.splitlines()
    assert said[1:] == [
        f"Nobody here was called Ilse Harow before. Those who are known: quotetrace speakers --db {dam[1]}"
    ]
    assert len(quotetrace("correct", "speaker", WALL, "harrow", *dam).err.splitlines()) == 1
