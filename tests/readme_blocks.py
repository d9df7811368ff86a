"""The blocks of README.md that are made by running what they show: `make readme` writes them, test_readme compares.

A block is a marker (an HTML comment on a line of its own) and the fenced block behind it. The marker says what to run:

    $ COMMAND            a shell command; the block shows it and what it prints, in the order of a terminal;
                         {WORDS} in it is the number of the utterance that has these words, which may change
    keys of: COMMAND     the keys of the JSON that the command prints, every object merged with its like
    prints               what the Python block right above prints
    dictionary           what `quotetrace export dictionary` says, a table after the other
    quality: PART …      make quality on the shared data; written anew only where that is present, never compared

Everything runs in the order of the page in one folder that holds `fixtures` and nothing else at first, 80 columns wide,
without colour. Of the output one thing is changed: the name of that folder becomes /home/you.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
HOME = "/home/you"
COLUMNS = 80
KEY_COLUMNS = 100
DICTIONARY_COLUMNS = 130

_BLOCK = re.compile(
    r"(?:^```python\n(?P<code>(?:(?!```).*\n)*?)```\n\n?)?"
    r"^<!-- (?P<marker>.+?) -->\n(?P<open>```\w*\n)(?P<shown>(?:(?!```).*\n)*?)```$",
    re.MULTILINE,
)
_WORDS = re.compile(r"\{(\w[\w ]+)\}")
_PYTHON = re.compile(r"^```python\n(?P<code>(?:(?!```).*\n)*?)```$", re.MULTILINE)
_SHELL = "$ "
_KEYS = "keys of: "
_PRINTS = "prints"
_QUALITY = "quality: "
_DICTIONARY = "dictionary"


@dataclass(frozen=True, slots=True)
class Block:
    """A marked block: what its marker says, the Python above it if any, what it shows, and where that stands."""

    marker: str
    code: str | None
    shown: str
    start: int
    end: int

    @property
    def is_help(self) -> bool:
        """Whether it shows the help of a command."""
        return self.marker.endswith("--help")

    @property
    def is_measured(self) -> bool:
        """Whether it needs the shared data."""
        return self.marker.startswith(_QUALITY)


class Desk:
    """The folder that the README's commands run in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        shutil.copytree(ROOT / "fixtures", self.folder / "fixtures")
        tools = self.folder / ".bin"
        tools.mkdir()
        for name, call in (("quotetrace", "-m quotetrace"), ("python", "")):
            tool = tools / name
            tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" {call} "$@"\n', encoding="utf-8")
            tool.chmod(0o755)
        self._register(tools)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("QUOTETRACE", "PYTHON"))},
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{tools}",
            # Unbuffered, stdout and stderr come in the order in which a terminal shows them.
            "PYTHONUNBUFFERED": "1",
            "PYTHONIOENCODING": "utf-8",
            "COLUMNS": str(COLUMNS),
            "NO_COLOR": "1",
        }

    def _register(self, tools: Path) -> None:
        """Make the entry points of pyproject.toml known, so that the page holds in a clone that is not installed."""
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        facts = tools / f"{project['name']}-{project['version']}.dist-info"
        facts.mkdir()
        lines = [
            f"[{group}]\n" + "".join(f"{name} = {place}\n" for name, place in entries.items())
            for group, entries in project["entry-points"].items()
        ]
        (facts / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
        (facts / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8")

    def run(self, *command: str) -> str:
        """What a command prints; RuntimeError with that where it fails."""
        ran = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        if ran.returncode:
            raise RuntimeError(f"{' '.join(command)}: exit code {ran.returncode}\n{ran.stdout}")
        return ran.stdout.replace(str(self.folder), HOME)

    def shell(self, line: str) -> str:
        """What a line of shell prints."""
        return self.run("sh", "-c", line)

    def utterance(self, words: str) -> str:
        """The number of the most reported utterance with all these words."""
        [line] = self.run("quotetrace", *("trace", "--search", words, "--limit", "1", "--format", "jsonl")).splitlines()
        return str(json.loads(line)["utterance"])


@contextmanager
def desk() -> Iterator[Desk]:
    """A folder for one reading of the page, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="quotetrace-readme-") as folder:
        yield Desk(Path(folder))


def blocks(text: str) -> list[Block]:
    """The marked blocks of a page in their order. ValueError for a marker without a block, or one nobody knows."""
    found = [
        Block(match["marker"], match["code"], match["shown"], match.start("shown"), match.end("shown"))
        for match in _BLOCK.finditer(text)
    ]
    markers = re.findall(r"^<!-- (.+?) -->$", text, re.MULTILINE)
    lost = [marker for marker in markers if marker not in {block.marker for block in found}]
    if lost:
        raise ValueError(f"no fenced block right behind the marker: {lost[0]}")
    for block in found:
        if not (block.marker in (_PRINTS, _DICTIONARY) or block.marker.startswith((_SHELL, _KEYS, _QUALITY))):
            raise ValueError(f"what this marker means nobody knows: {block.marker}")
    return found


def python_blocks(text: str) -> list[str]:
    """Every Python block of a page, those too of which no output is shown."""
    return [match["code"] for match in _PYTHON.finditer(text)]


def render(block: Block, where: Desk, *, shared: Path | None = None) -> str:
    """What the block should show."""
    if block.marker == _PRINTS:
        if block.code is None:
            raise ValueError("'prints' stands behind no Python block")
        return where.run(sys.executable, "-c", block.code)
    if block.marker == _DICTIONARY:
        return dictionary(where.shell("quotetrace export dictionary -o dictionary.json && cat dictionary.json"))
    if block.is_measured:
        return _measure(block, where, shared)
    if block.marker.startswith(_KEYS):
        return keys(json.loads(where.shell(block.marker.removeprefix(_KEYS))))
    line = _WORDS.sub(lambda match: where.utterance(match[1]), block.marker.removeprefix(_SHELL))
    return f"{_SHELL}{line}\n{where.shell(line)}"


def keys(value: object) -> str:
    """The keys of some JSON in the order they come, objects in lists merged: ``{a, b: [{c}]}``."""
    lines = textwrap.wrap(_shape(value), KEY_COLUMNS, break_long_words=False, break_on_hyphens=False)
    return "".join(f"{line}\n" for line in lines)


def dictionary(told: str) -> str:
    """The columns of each table, one a line, with types and meanings. told: what the command prints and writes."""
    rows = json.loads(told[told.index("[") :])
    name, kind = (max(len(row[field]) for row in rows) + 2 for field in ("column", "type"))
    lines: list[str] = []
    for row in rows:
        if f"{row['table']}:" not in lines:
            lines += ["", f"{row['table']}:"]
        meaning = row["meaning"] + (f" ({', '.join(row['values'])})" if row["values"] else "")
        start = f"  {row['column']:{name}}{row['type']:{kind}}"
        indent = " " * len(start)
        lines += textwrap.wrap(
            meaning, DICTIONARY_COLUMNS, initial_indent=start, subsequent_indent=indent, break_on_hyphens=False
        )
    return "".join(f"{line}\n" for line in lines[1:])


def regenerate(text: str, where: Desk, *, shared: Path | None = None) -> str:
    """The page with every block as it should be, and nothing else touched."""
    parts, done = [], 0
    for block in blocks(text):
        parts += [text[done : block.start], render(block, where, shared=shared)]
        done = block.end
    return "".join([*parts, text[done:]])


def _measure(block: Block, where: Desk, shared: Path | None) -> str:
    if shared is None or not (shared / "eval" / "score.py").exists():
        return block.shown
    parts = block.marker.removeprefix(_QUALITY).split()
    return where.run(
        sys.executable, str(ROOT / "bench" / "quality.py"), "--shared", str(shared), "--only", *parts
    ).lstrip("\n")


def _shape(value: object) -> str:
    if isinstance(value, dict):
        named = (f"{name}: {inner}" if (inner := _shape(one)) else name for name, one in value.items())
        return "{" + ", ".join(named) + "}"
    if isinstance(value, list):
        inner = _shape(_merged(value))
        return f"[{inner}]" if inner else ""
    return ""


def _merged(values: list[object]) -> object:
    """One value that has what any of these has: objects key by key, lists end to end."""
    merged: dict[str, object] = {}
    for value in values:
        if isinstance(value, dict):
            for name, one in value.items():
                before = merged.get(name)
                if isinstance(before, list) and isinstance(one, list):
                    merged[name] = before + one
                elif isinstance(before, dict) and isinstance(one, dict):
                    merged[name] = _merged([before, one])
                elif before is None or before == []:
                    merged[name] = one
    return merged or None


def main() -> None:
    """Write README.md anew; the first argument is the folder of the shared data."""
    shared = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None
    before = README.read_text(encoding="utf-8")
    with desk() as where:
        after = regenerate(before, where, shared=shared)
    README.write_text(after, encoding="utf-8")
    print("README.md was up to date" if after == before else "README.md is written anew: look at git diff README.md")


if __name__ == "__main__":
    main()
