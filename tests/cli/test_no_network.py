"""Nothing is fetched and nobody is asked: no command opens a connection; `browse` listens, to this computer alone."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from conftest import Ran

from quotetrace.cli.app import app

FIXTURES = Path(__file__).parents[2] / "fixtures"
Run = Callable[..., Ran]
# One after the other; {db} has two outlets with the same words but one.
COMMANDS = (
    "ingest {fixtures}/articles --db new.db",
    "ingest {pages} --db {db}",
    "extract {pages}",
    "quotes --db {db}",
    "find kiln --db {db}",
    "speakers --db {db}",
    "outlets --db {db}",
    "documents once.txt --as-read --db {db}",
    "failures --db {db}",
    "trace --db {db}",
    "trace 1 --format dot --db {db}",
    "drift 1 --db {db}",
    "export quotes -o quotes.csv --db {db}",
    "export firsts -o firsts.jsonl --db {db}",
    "export lineage -o lineage.parquet --db {db}",
    "report -o report.html --db {db}",
    "correct outlet once.txt Herald --db {db}",
    "forget --document once.txt --db {db}",
    "verify --db {db}",
    "audit --db {db}",
    "digest --db {db}",
    "backup copy.db --db {db}",
    "evaluate {fixtures}/gold",
)
# What a page may ask a careless reader to fetch.
NOWHERE = "http://127.0.0.1:9"
PAGE = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "{NOWHERE}/x.dtd"><html><head><title>Kiln</title>
<base href="{NOWHERE}/"><link rel="stylesheet" href="{NOWHERE}/a.css"><script src="//127.0.0.1:9/a.js"></script>
<meta http-equiv="refresh" content="0;url={NOWHERE}/"></head><body><article><h1>Kiln</h1><p>“We will light the kiln once
before the autumn fair,” said the potter Karin Toft. <img src="{NOWHERE}/a.png"></p><p>It was built in 1921, and no
other kiln is left on this coast.</p></article></body></html>"""
FEED = f"""<?xml version="1.0"?><!DOCTYPE rss SYSTEM "{NOWHERE}/x.dtd" [<!ENTITY a SYSTEM "{NOWHERE}/a">]>
<rss version="2.0"><channel><title>Kiln</title><item><title>Kiln</title><description>“We will light &a; the kiln once
before the autumn fair,” said the potter Karin Toft, and she meant it.</description></item></channel></rss>"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    (folder / "feed.rss").write_text(FEED, encoding="utf-8")
    return folder


def test_every_command_is_tried() -> None:
    every = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    assert every - {one.split()[0] for one in COMMANDS} == {"browse"}


def test_no_command_opens_a_connection(
    kiln: Path, pages: Path, quotetrace: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def refuse(*words: object, **more: object) -> None:
        tried.append(f"{words} {more}")
        raise OSError("there is no network")

    class Refused(socket.socket):
        # bind is let through: a library looks that way, when it is imported, whether this computer has IPv6
        connect = connect_ex = sendto = sendmsg = listen = refuse  # type: ignore[assignment]

    monkeypatch.setattr(socket, "socket", Refused)
    for name in ("create_connection", "getaddrinfo", "gethostbyname", "create_server"):
        monkeypatch.setattr(socket, name, refuse)
    for line in COMMANDS:
        words = [word.format(db=kiln, pages=pages, fixtures=FIXTURES) for word in line.split()]
        assert quotetrace(*words).code == 0, line
    assert tried == []
    with socket.socket() as probe, pytest.raises(OSError, match="no network"):
        probe.connect(("127.0.0.1", 9))


# Read by every Python that is started, the workers of an ingest among them.
LISTENING = """
import os, sys
def listen(event, words):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"):
        with open(os.environ["HEARD"], "a") as heard:
            print(event, words, file=heard)
sys.addaudithook(listen)
open(os.environ["STARTED"] + str(os.getpid()), "w").close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="its processes talk to each other by other means")
def test_no_process_of_an_ingest_opens_one(pages: Path, tmp_path: Path) -> None:
    hooks, started, heard = tmp_path / "hooks", tmp_path / "started", tmp_path / "heard.txt"
    hooks.mkdir()
    started.mkdir()
    (hooks / "sitecustomize.py").write_text(LISTENING, encoding="utf-8")
    with (pages / "many.jsonl").open("w", encoding="utf-8") as records:
        for number in range(400):
            print(json.dumps({"id": number, "text": f"“We light kiln {number},” said Karin Toft."}), file=records)
    env = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(hooks), os.environ["PYTHONPATH"]]),
        "HEARD": str(heard),
        "STARTED": f"{started}{os.sep}",
    }
    python = [sys.executable, "-m", "quotetrace"]
    done = subprocess.run([*python, "ingest", str(pages), "--db", "many.db", "--jobs", "2"], env=env, cwd=tmp_path)
    assert done.returncode == 0
    assert len(list(started.iterdir())) > 1
    assert not heard.exists()
    probe = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'', ('127.0.0.1', 9))"
    subprocess.run([sys.executable, "-c", probe], env=env, check=True)
    assert heard.read_text().startswith("socket.sendto")
