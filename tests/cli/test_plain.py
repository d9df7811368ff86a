"""Every view with `--plain`: the same lines at any width, on a terminal and in a pipe, with nothing drawn in them."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from quotetrace.cli import output
from quotetrace.cli.app import app
from quotetrace.cli.output import display
from quotetrace.cli.plain import speaking, voice
from quotetrace.cli.progress import progress
from quotetrace.model import Step

Run = Callable[..., "object"]

ARTICLE = """The Tern Gazette

4 May 2026

Ferry stays in

“The ferry will not sail before the ice has gone,” said Captain Anne Dahl.
"""
SAID = """\
Speaker: Anne Dahl
Words: “The ferry will not sail before the ice has gone”
"""
SHARED = f"""\
{SAID}First: Nordavisa, 2020-02-01
Told by: 2 outlets in 2 documents
Warning: a difference in the words changes the meaning
Utterance: 1
"""
WHERE = "Where: Nordavisa, a.txt:1, 2020-02-01\nUtterance: 1\n"
HAVNEBLADET = """\
Speaker: Anne Dahl
Words: “The ferry will sail before the ice has gone”
Where: Havnebladet, b.txt:1, 2020-02-02
Utterance: 1
"""
FACTS = """\
Document: a.txt
Outlet: Nordavisa
Published: 2020-02-01, known to the day
Headline: (unknown)
Author: (unknown)
URL: (unknown)
Language: en
Source: /articles/a.txt
Quotations: 1
ID: sha256:612e74787400000000000000
"""
VIEWS = {
    ("trace",): f"1 utterance\n\n{SHARED}",
    ("trace", "1"): f"""\
Utterance 1
{SAID}These are the first wording, in Nordavisa, a.txt

First in this collection: Nordavisa (2020-02-01, known to the day)
Told by 2 outlets in 2 documents.
Warning: a difference in the words changes the meaning

Timeline, 2 reports

1. Nordavisa, a.txt, 2020-02-01
First in this collection
Words: those above
Kind: direct, characters 1 to 48

2. Havnebladet, b.txt, 2020-02-02
Words: “The ferry will sail before the ice has gone”
Kind: direct, characters 1 to 44

Lineage
2. Havnebladet, b.txt, 2020-02-02, from 1. Nordavisa, a.txt, because: credits Nordavisa

Meaning changed in 1 wording
2. Havnebladet, b.txt, negation: “not” left out after “The ferry will”

Why joined
1. Nordavisa, a.txt: the representative
2. Havnebladet, b.txt: the same speaker
""",
    ("drift", "1"): f"""\
Utterance 1
Speaker: Anne Dahl
2 wordings

1. The first wording
{SAID.partition(chr(10))[2]}Document: Nordavisa, a.txt, 2020-02-01

2. Differs by negation, 1 change, score 0.55
Words: “The ferry will sail before the ice has gone”
Change, negation: “not” left out after “The ferry will”
Document: Havnebladet, b.txt, 2020-02-02
""",
    ("quotes",): f"""\
3 quotations

1. {SAID}{WHERE}
2. {HAVNEBLADET}
3. Speaker: (unknown)
Words: “=1+1, as they say in "two" lines”
Where: (outlet unknown), c.txt:1, (no date)
""",
    ("quotes", "--limit", "1"): f"1 of 3 quotations\n\n{SAID}{WHERE}",
    ("find", "the ferry will not sail"): f"1 quotation\n\n{SAID}{WHERE}Relation: fragment, closeness 1.00\n",
    ("speakers",): """\
1 speaker

Speaker: Anne Dahl, also Dahl, the ferry captain
Quotations: 2, documents: 2, outlets: 2, shared: 1
""",
    ("speakers", "dahl"): f"""\
Speaker: Anne Dahl, also Dahl, the ferry captain
Quotations: 2, documents: 2, outlets: 2, shared: 1

Of 1 quotation compared with the first wording: another meaning 1 (100 %)

Quoted by, the most quotations first
2 outlets

1. Outlet: Havnebladet
Quotations: 1, shared: 1, first: 0, tied: 0

2. Outlet: Nordavisa
Quotations: 1, shared: 1, first: 1, tied: 0

Told by two documents or more, the most told first
{SHARED}
Quotations in order of time
2 quotations

1. {SAID}{WHERE}
2. {HAVNEBLADET}""",
    ("outlets",): """\
3 outlets

1. Outlet: Havnebladet
Documents: 1, quotations: 1, first: 0, tied: 0

2. Outlet: Nordavisa
Documents: 1, quotations: 1, first: 1, tied: 0

3. Outlet: (outlet unknown)
Documents: 1, quotations: 1, first: 0, tied: 0
""",
    ("outlets", "nordavisa"): f"""\
Outlet: Nordavisa
Documents: 1, quotations: 1, first: 1, tied: 0

Of 1 utterance that others report too: first 1, in a tie 0, later 0

Told by two documents or more, the most told first
{SHARED}
Quotations in order of time
{SAID}{WHERE}""",
    ("outlets", "--claimed"): "",
    ("documents", "--limit", "2"): """\
2 of 3 documents

1. Document: a.txt
Outlet: Nordavisa
Published: 2020-02-01
Quotations: 1

2. Document: b.txt
Outlet: Havnebladet
Published: 2020-02-02
Quotations: 1
""",
    ("documents", "a.txt"): FACTS,
    ("documents", "a.txt", "--as-read"): f"""\
{FACTS}
Text as read, 1 line; what is no prose or is evidence is said before it
“The ferry will not sail before the ice has gone”, she said.
""",
    ("failures",): "1 input\n\nInput: /articles/broken.bin\nReason: binary, not an article\n",
    ("forget", "a.txt", "--dry-run"): """\
1 document

Document: a.txt
Outlet: Nordavisa
Published: 2020-02-01
Quotations: 1
""",
    ("forget", "a.txt"): """\
1 document (a.txt) forgotten: 1 quotation.
1 utterance has another first now: 1.
""",
    ("audit",): """\
Compared 3 of 3 quotations with all others, word by word:
1 variant pair, 0 fragment pairs, 0 overlap pairs
Matching missed 1 of them:
variant: “The ferry will not sail before the ice has gone” (a.txt:1) and “The ferry will sail before the ice has gone” \
(b.txt:1)
""",
    ("correct", "list"): "",
    ("ingest", "tern.txt", "--dry-run"): """\
1 document

Document: tern.txt, new
Outlet: The Tern Gazette (masthead)
Published: 2026-05-04 (byline)
Headline: Ferry stays in
Read as: text, 23 words

1 document read: 1 new
""",
    ("ingest", "tern.txt"): """\
1 document read: 1 new
1 quotation, 1 with a speaker (100 %)
2 utterances, 1 of them told by two documents or more
Of these the words differ in 1
In the store 1 document without a date, never first, 1 document of unknown outlet
""",
    ("extract", "tern.txt", "--format", "table"): """\
tern.txt
The Tern Gazette, 2026-05-04
Speaker: Anne Dahl, as “Captain Anne Dahl”
Words: “The ferry will not sail before the ice has gone,”
""",
}
DRAWN = re.compile("[\u2500-\u259f\u2190-\u21ff\u2713\u2714\x1b\t]|  | · ")
each_view = pytest.mark.parametrize(("words", "told"), VIEWS.items(), ids=map(" ".join, VIEWS))


@pytest.fixture(autouse=True)
def here(db: Path, tmp_path: Path) -> None:
    """The small store is the one of this folder, and an article lies beside it."""
    db.rename(tmp_path / "quotes.db")
    (tmp_path / "tern.txt").write_text(ARTICLE, encoding="utf-8")


@each_view
def test_the_view_in_lines(words: tuple[str, ...], told: str, quotetrace: Run) -> None:
    ran = quotetrace("--plain", *words)
    assert ran.out == told
    assert not DRAWN.search(ran.out)
    assert ran.out == ran.out.lstrip("\n")
    assert "\n\n\n" not in ran.out


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("terminal", [True, False], ids=["on a terminal", "in a pipe"])
def test_the_same_lines_at_any_width_and_everywhere(
    width: int, terminal: bool, quotetrace: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    if terminal:
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    for words, told in VIEWS.items():
        if "ingest" not in words and words != ("forget", "a.txt"):
            assert quotetrace(*words, "--plain").out == told


def test_the_article_as_it_was_read_with_its_evidence(quotetrace: Run) -> None:
    quotetrace("ingest", "tern.txt", "--db", "new.db")
    ran = quotetrace("documents", "tern.txt", "--as-read", "--plain", "--db", "new.db")
    assert ran.out.partition("\n\n")[2] == (
        """\
Text as read, 7 lines; what is no prose or is evidence is said before it
Chrome: Evidence for outlet: The Tern Gazette

Byline: Evidence for published: 4 May 2026

Headline: Ferry stays in

“The ferry will not sail before the ice has gone,” said Captain Anne Dahl.
"""
    )
    assert "masthead at 0 to 16: The Tern Gazette\n" in ran.out


def test_decisions_in_lines(quotetrace: Run) -> None:
    quotetrace("correct", "speaker", "c.txt:1", "Per Lund", "--by", "Kari")
    told = re.sub(r"\d{4}-\d\d-\d\d", "today", quotetrace("correct", "list", "--plain").out)
    assert told == (
        """\
1 decision

Decision 1: speaker of c.txt:1: Per Lund (read: nobody)
Words: “1 1 as they say in two lines”
State: holds
Made: today by Kari
"""
    )


def test_before_the_command_behind_it_or_in_the_environment(quotetrace: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = quotetrace("speakers").out
    told = VIEWS["speakers",]
    assert drawn != told
    assert quotetrace("--plain", "speakers", "--plain").out == told
    assert quotetrace("speakers").out == drawn
    monkeypatch.setenv("QUOTETRACE_PLAIN", "1")
    assert quotetrace("speakers").out == told
    monkeypatch.setenv("QUOTETRACE_PLAIN", "0")
    assert quotetrace("speakers").out == drawn


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
@pytest.mark.parametrize("command", ["quotes", "trace", "drift", "documents"])
def test_data_stays_as_it_is(command: str, form: str, quotetrace: Run) -> None:
    words = [command, "1"] if command in ("trace", "drift") else [command]
    assert quotetrace("--plain", *words, "--format", form) == quotetrace(*words, "--format", form)


def test_every_command_takes_the_option(quotetrace: Run) -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    below = [("correct", name) for name in commands["correct"].commands]
    for words in [(name,) for name in commands if name != "correct"] + below:
        assert "--plain" in quotetrace(*words, "--help").out, words


def test_of_many_it_says_that_there_are_more(quotetrace: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "COUNTED", 2)
    ran = quotetrace("quotes", "--limit", "1", "--plain")
    assert ran.out.startswith("1 of more than 2 quotations\n\nSpeaker: Anne Dahl\n")
    assert ran.err.startswith("Cut after 1 row:")


def test_what_to_do_next_is_no_column(quotetrace: Run, tmp_path: Path) -> None:
    assert '\nquotetrace find "words": who has these words\n' in quotetrace("--plain").out
    (tmp_path / "quotes.db").unlink()
    assert not DRAWN.search(quotetrace("--plain").out)


def test_no_bar_moves(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with speaking(), progress("Ingesting", patience=0) as watch:
        watch(Step("reading", 3))
    assert capsys.readouterr().err == ""


def test_one_view_stands_apart_from_the_next(capsys: pytest.CaptureFixture[str]) -> None:
    with speaking():
        display("one")
        display("two", "three")
    assert voice() is None
    assert capsys.readouterr().out == "one\n\ntwo\n\nthree\n"


def test_an_error_is_the_one_line_it_was(quotetrace: Run) -> None:
    assert quotetrace("trace", "7", "--plain") == quotetrace("trace", "7")
