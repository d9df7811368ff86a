"""What an article says reaches a terminal as signs and nothing else, in every field and from every command: no control
sequence, no link, no turned or hidden text and no markup is obeyed, with colour, without, and told in plain lines."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ran

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no file can be called so there")
Run = Callable[..., Ran]
# Colour, a title, a link, 8-bit sequences, turned and isolated text, what has no width, a null, a new line, markup.
HOSTILE = (
    "\x1b[41mRED\x1b]0;owned\x07\x1b]8;;http://x/\x1b\\link\x1b]8;;\x1b\\\x9b2J\x9d0;t\x9c\u202eabc\u202c\u2066x\u2069"
    "\u200bz\x00\x85\x08\r[bold]b[/bold][link=http://x]y[/]"
)
SOME = HOSTILE.replace("\x00", "")  # which no text has
HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]")
# What rich draws with: colours, and for a progress bar the cursor, lines up and lines anew.
OURS = re.compile("\x1b\\[(?:[0-9;]*m|\\?25[hl]|[0-9]*[AK])|\r(?=\x1b|$)")
WORDS = f"We will {HOSTILE} light the old kiln {{when}} before the autumn fair"


def article(name: str, when: str, day: int) -> dict[str, str]:
    return {
        "id": f"{name} {HOSTILE}",
        "outlet": f"{name} {HOSTILE} Post",
        "headline": f"Kiln {HOSTILE} lit",
        "author": f"Ida {HOSTILE} Lund",
        "url": f"https://{name.lower()}.example/{HOSTILE}",
        "date": f"2021-05-0{day}",
        "text": f"“{WORDS.format(when=when)},” said Karin {HOSTILE} Toft, the {HOSTILE} potter, to {HOSTILE} FM.",
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile")
    records = [article("Tern", "twice", 4), article("Ostrey", "once", 5), {"id": HOSTILE, HOSTILE: HOSTILE}]
    lines = [json.dumps(one) for one in records]
    (path / "a.jsonl").write_text("\n".join([*lines, f'{{"{HOSTILE}'.replace("\r", "")]), encoding="utf-8")
    (path / "name\x1b[41mRED\x9b2J\u202e[bold]b.txt").write_text(f"“We {SOME} light it,” said Karin Toft.\n", "utf-8")
    (path / "broken\x1b]0;owned\x07\u2066.pdf").write_bytes(b"%PDF-1.4 " + HOSTILE.encode())
    return path


COMMANDS = (
    "quotes",
    "find kiln autumn",
    "speakers",
    "speakers Toft",
    "outlets",
    "documents",
    "failures",
    "trace --all",
    "trace --all --format dot",
    "trace --all --format json",
    "drift 1",
    "quotes --format json",
    "failures --format jsonl",
    "verify",
    "audit",
)
TOLD = {"a terminal": {"FORCE_COLOR": "1", "TERM": "xterm-256color"}, "a pipe": {}, "plain": {"QUOTETRACE_PLAIN": "1"}}


@pytest.mark.parametrize("where", TOLD)
def test_no_field_of_an_article_is_obeyed(
    where: str, folder: Path, tmp_path: Path, quotetrace: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in TOLD[where].items():
        monkeypatch.setenv(name, value)
    db = tmp_path / "hostile.db"
    told = quotetrace("ingest", folder, "--db", db)
    assert told.code == 3
    said = [told.out + told.err]
    said += [(ran := quotetrace(*line.split(), "--db", db)).out + ran.err for line in COMMANDS]
    said += [(ran := quotetrace("extract", folder, "--format", form)).out + ran.err for form in ("table", "jsonl")]
    labels = [one["doc"] for one in json.loads(quotetrace("documents", "--format", "json", "--db", db).out)]
    assert len(labels) == 3
    for label in labels:
        said += [(ran := quotetrace("documents", label, *more, "--db", db)).out for more in ((), ("--as-read",))]
    for text in said:
        plain = OURS.sub("", text) if where == "a terminal" else text
        assert not HARMFUL.search(plain), plain
        assert "\x1b[41m" not in text
    every = "".join(said)
    assert "␛[41mRED␛]0;owned␇␛]8;;http://x/␛\\link" in re.sub(r"\s", "", OURS.sub("", every))
    assert "[bold]b[/bold]" in OURS.sub("", every)


def test_a_hostile_terminal_is_what_is_tested(monkeypatch: pytest.MonkeyPatch, kiln: Path, quotetrace: Run) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert OURS.search(quotetrace("trace", "--all", "--db", kiln).out)
