"""Nothing out of a file is unpickled, evaluated or handed to a shell: not in the source, and not when it is read."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import quotetrace

ROOT = Path(quotetrace.__file__).parent
ARTICLES = ROOT.parent / "fixtures" / "articles"
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))
BUILTINS = frozenset({"eval", "exec", "compile", "__import__"})
LIBRARIES = frozenset(
    "pickle cPickle _pickle dill cloudpickle joblib shelve marshal subprocess pty code codeop".split()
)
OF_OS = frozenset("system popen startfile posix_spawn posix_spawnp".split())
OF_YAML = frozenset("load load_all unsafe_load full_load Loader FullLoader UnsafeLoader CLoader Unpickler".split())
# Where one of these is needed, and what goes through it.
ARGUED = {
    # between this process and those it started, by pipes that nobody else holds
    "pipeline/workers.py": {"multiprocessing.reduction.ForkingPickler"},
}


def dangers(source: str) -> Iterator[str]:
    """What a module uses that could run what it reads."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BUILTINS:
            yield node.func.id
        elif isinstance(node, ast.Call) and any(word.arg in ("shell", "allow_pickle") for word in node.keywords):
            yield ast.unparse(node)
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.split(".")[0] in LIBRARIES)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{one.name}" for one in node.names if _is_danger(node.module or "", one.name))
        elif isinstance(node, ast.Attribute) and _is_danger(ast.unparse(node.value), node.attr):
            yield ast.unparse(node)


def _is_danger(module: str, name: str) -> bool:
    return (
        module.split(".")[0] in LIBRARIES
        or name == "ForkingPickler"
        or (module == "os" and (name in OF_OS or name.startswith(("exec", "spawn"))))
        or (module == "yaml" and name in OF_YAML)
    )


@pytest.mark.parametrize("module", MODULES)
def test_no_module_could_run_what_it_reads(module: str) -> None:
    assert set(dangers((ROOT / module).read_text(encoding="utf-8"))) == ARGUED.get(module, set())


@pytest.mark.parametrize(
    "source",
    [
        "eval(text)",
        "import pickle",
        "import marshal as m",
        "from subprocess import run",
        "run(text, shell=True)",
        "os.system(text)",
        "os.execvp(text, [])",
        "from os import popen",
        "yaml.load(text)",
        "from yaml import UnsafeLoader",
        "numpy.load(path, allow_pickle=True)",
    ],
)
def test_each_danger_is_seen(source: str) -> None:
    assert list(dangers(source))


HOSTILE = {
    "tag.md": '---\ntitle: !!python/object/apply:os.system ["touch ran"]\n---\n\n“We will sell it,” said Karin Toft.\n',
    "pickled.txt": "cos\nsystem\n(S'touch ran'\ntR.",
    "code.py": "import os\nos.system('touch ran')\n",
    "template.html": "<html><body><p>{{ ''.__class__.__mro__ }} ${7*7} `touch ran` $(touch ran)</p></body></html>",
    "$(touch ran).txt": "“We will sell it,” said Karin Toft.\n",
}
# The first ingest imports all that there is to import; the second one is listened to.
WATCHED = """
import json, sys
from quotetrace import cli

def ingest(db):
    return cli.run(["ingest", *sys.argv[1:], "--db", db, "--jobs", "1"])

ingest("first.db")
seen = []
RUNS = ("exec", "compile", "pickle.find_class", "marshal.load", "marshal.loads", "os.system", "os.exec", "os.fork",
        "os.posix_spawn", "os.spawn", "os.startfile", "subprocess.Popen", "ctypes.dlopen", "ctypes.dlsym")
def listen(event, words):
    if event in RUNS:
        text = words[0].decode() if event == "compile" and isinstance(words[0], bytes) else repr(words)[:200]
        seen.append((event, text))
sys.addaudithook(listen)
code = ingest("second.db")
listened, seen[:] = list(seen), []
exec("1")
print(json.dumps([code, listened, seen]))
"""


def annotations() -> set[str]:
    """The types that fields, parameters and results are said to have in our source."""
    nodes = [node for module in MODULES for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8")))]
    said = [getattr(node, "annotation", None) or getattr(node, "returns", None) for node in nodes]
    return {ast.unparse(one) for one in said if one is not None}


def test_reading_and_extracting_runs_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    for name, content in HOSTILE.items():
        (folder / name).write_text(content, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(ARTICLES), str(folder)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT.parent), "PATH": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    code, listened, itself = json.loads(done.stdout.splitlines()[-1])
    assert code == 3, done.stderr
    compiled = [text for event, text in listened if event == "compile"]
    # typer and the store have Python evaluate types that our own source names
    assert set(compiled) <= annotations()
    assert [event for event, _ in listened if event != "compile"] == ["exec"] * len(compiled)
    assert [event for event, _ in itself] == ["compile", "exec"]
    assert not list(tmp_path.rglob("ran"))
