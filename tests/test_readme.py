"""What the README says is so: its example, its help, its Python, and every command and target is in it.

Blocks are compared character by character, except help: typer writes brackets, escapes and the table of arguments
differently from version to version, so of help the words of the docstring and of the options are compared, and the
arguments one by one. `make readme` writes all blocks anew.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from readme_blocks import HOME, README, ROOT, Block, Desk, blocks, desk, keys, python_blocks, regenerate, render

from quotetrace.cli.app import app

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the README's commands are lines of a Unix shell")

TEXT = README.read_text(encoding="utf-8")
BLOCKS = blocks(TEXT)
COMPARED = [block for block in BLOCKS if not block.is_measured]
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
STALE = "the README is out of date: make readme"


@pytest.fixture(scope="module")
def fresh() -> Iterator[dict[Block, str]]:
    """What every block should show; they run in the order of the page, because each builds on the ones before."""
    with desk() as where:
        yield {block: render(block, where) for block in COMPARED}


@pytest.mark.parametrize("block", [one for one in COMPARED if not one.is_help], ids=lambda block: block.marker)
def test_what_is_shown_is_what_comes(block: Block, fresh: dict[Block, str]) -> None:
    assert block.shown == fresh[block], STALE


def test_the_example_in_full_is_the_one_that_the_words_below_explain() -> None:
    [shown] = [block.shown for block in BLOCKS if block.marker.startswith("$ quotetrace trace {")]
    for told in ("a tie of 2", "[-two-]{+three+} metres", "[-not-]", "no Radio Norrland document", "dam-plainfact.txt"):
        assert told in shown


@pytest.mark.parametrize("block", [one for one in COMPARED if one.is_help], ids=lambda block: block.marker)
def test_the_help_shown_is_the_help_of_the_command(block: Block, fresh: dict[Block, str]) -> None:
    assert own_words(block.shown) == own_words(fresh[block]), STALE


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_help_and_a_description_in_the_readme(command: str) -> None:
    assert f"$ quotetrace {command} --help" in [block.marker for block in BLOCKS]
    assert f"### `{command}`\n" in TEXT


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_and_argument_stands_in_the_help_shown(command: str) -> None:
    [block] = [block for block in BLOCKS if block.marker == f"$ quotetrace {command} --help"]
    shown = " ".join(block.shown.split())
    for parameter in COMMANDS[command].params:
        if parameter.param_type_name == "option":
            assert all(name in shown for name in parameter.opts)
        assert " ".join((parameter.help or "").split()) in shown


def test_every_python_block_runs() -> None:
    examples = python_blocks(TEXT)
    assert len(examples) >= 3
    with desk() as where:
        for code in examples:
            where.run(sys.executable, "-c", code)


@pytest.mark.parametrize("target", re.findall(r"`make ([a-z]+)", TEXT))
def test_every_target_named_is_one_of_the_makefile(target: str) -> None:
    assert re.search(rf"^{target}:.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_make_help_lists_every_target() -> None:
    targets = re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    told = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"^  make ([a-z-]+) +\S", told, re.MULTILINE) == targets


@pytest.mark.parametrize("link", re.findall(r"\]\((?!https?:|#)([^)#]+)", TEXT))
def test_every_file_linked_is_there(link: str) -> None:
    assert (ROOT / link).exists()


# --- the tools themselves ----------------------------------------------------------------------------------------

PAGE = """\
# A page

<!-- $ echo one; echo two >&2 -->
```console
$ something old
```

```python
print("three")
```

<!-- prints -->
```text
```

<!-- keys of: echo '[{"a": null, "b": []}, {"a": {"c": 1}, "b": [{"d": 2}]}]' -->
```text
old
```

The end.
"""

NEW_HELP = """\
$ quotetrace drift --help
Usage: quotetrace drift [OPTIONS] {utterance}

  How the wordings differ.

Arguments:
  utterance <int>  An utterance's number.
                   [required]

Options:
  --format <table|csv>  A table for people, or data for
                        programs.  [default: table]
"""
OLD_HELP = """\
$ quotetrace drift --help
Usage: quotetrace drift [OPTIONS] UTTERANCE

  How the wordings differ.

Arguments:
  UTTERANCE  \\[required]

Options:
  --format [table|csv]  A table for people, or
                        data for programs.  \\[default: table]
"""


def own_words(text: str) -> list[str]:
    """The words of help that are ours: no line of usage, no table of arguments, no brackets, no escapes."""
    without = re.sub(r"^Usage: .*?\n\n|^Arguments:\n.*?\n\n", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"[\\<>\[\]{}]", " ", without).split()


@pytest.fixture
def where(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_page_is_written_anew_where_it_is_marked(where: Desk) -> None:
    after = regenerate(PAGE, where)
    assert [block.shown for block in blocks(after)] == [
        "$ echo one; echo two >&2\none\ntwo\n",
        "three\n",
        "[{a: {c}, b: [{d}]}]\n",
    ]
    assert after.startswith("# A page\n\n<!-- $ echo") and after.endswith("```\n\nThe end.\n")
    assert regenerate(after, where) == after


@pytest.mark.parametrize(
    ("page", "message"),
    [
        pytest.param("<!-- $ true -->\nno fence\n", "no fenced block right behind the marker", id="no block"),
        pytest.param("<!-- dance -->\n```text\n```\n", "what this marker means", id="unknown marker"),
    ],
)
def test_a_marker_that_means_nothing_is_refused(page: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        blocks(page)


def test_a_command_that_fails_is_no_example(where: Desk) -> None:
    with pytest.raises(RuntimeError, match=r"exit code 1\nerror: "):
        where.shell("quotetrace trace --db nowhere.db")


def test_words_in_braces_are_the_number_of_their_utterance(where: Desk) -> None:
    where.shell("quotetrace ingest fixtures/articles")
    [block] = blocks("<!-- $ quotetrace trace {lowering the lake} | tail -n +2 | head -n 1 -->\n```console\n```\n")
    shown = render(block, where)
    assert re.match(r"\$ quotetrace trace \d+ \|.*\n.*“We do not believe the wall will fail", shown)


def test_the_folder_is_called_home(where: Desk) -> None:
    assert where.shell("pwd") == f"{HOME}\n"


def test_measured_figures_stay_where_there_is_nothing_to_measure(where: Desk, tmp_path: Path) -> None:
    page = "<!-- quality: dev -->\n```text\nspeakers 84\n```\n"
    assert regenerate(page, where, shared=tmp_path) == page


def test_help_of_an_older_typer_has_the_same_words_and_another_option_has_not() -> None:
    assert own_words(NEW_HELP) == own_words(OLD_HELP)
    assert own_words(NEW_HELP) != own_words(NEW_HELP.replace("--format", "--form"))
    assert own_words(NEW_HELP) != own_words(NEW_HELP.replace("the wordings differ", "words differ"))


def test_keys_of_flat_json() -> None:
    assert keys({"doc": "a", "quotations": [], "first": {"status": None}}) == "{doc, quotations, first: {status}}\n"


@pytest.mark.parametrize("named", re.findall(r"`(tests/[\w/]+\.py::test_\w+)`", TEXT))
def test_every_test_named_is_there(named: str) -> None:
    file, _, name = named.partition("::")
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert name in [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]


def test_every_threat_names_a_test() -> None:
    [table] = re.findall(r"\| Threat \|[^\n]*\n\| --- [^\n]*\n((?:\|[^\n]*\n)+)", TEXT)
    rows = [line.split(" | ") for line in table.splitlines()]
    assert len(rows) > 10
    assert all(len(row) == 3 and "::test_" in row[2] for row in rows)
