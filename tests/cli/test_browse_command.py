"""`browse` as people run it: a process of its own, asked over HTTP, ended by Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit

import pytest
from ferry_story import CHANGED

from quotetrace.store.canned import CANNED

Run = Callable[..., Any]
_NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
NOT_HERE = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C reaches a child differently there")


@contextmanager
def browsing(*words: object, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """``quotetrace browse words…`` on a free port, and its address; it is ended in any case."""
    child = subprocess.Popen(
        [sys.executable, "-m", "quotetrace", "browse", "--port", "0", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, **environment},
        start_new_session=True,
    )
    try:
        assert child.stdout is not None
        address = child.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), child.communicate()
        yield child, address
    finally:
        child.kill()
        child.communicate()


def fetch(address: str, method: str = "GET") -> tuple[int, str]:
    """The status and the text of an answer."""
    try:
        with _NO_PROXY.open(urllib.request.Request(address, method=method), timeout=60) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def rows(address: str, path: str, **parameters: str) -> list[dict[str, Any]]:
    status, text = fetch(f"{address}quotes{path}.json?{urlencode({'_shape': 'array', **parameters})}")
    assert status == 200
    found: list[dict[str, Any]] = json.loads(text)
    return found


def end(child: subprocess.Popen[str], number: signal.Signals = signal.SIGINT) -> tuple[int, str, str]:
    child.send_signal(number)
    out, err = child.communicate(timeout=60)
    return child.returncode, out, err


@NOT_HERE
def test_the_store_is_served_until_ctrl_c_and_not_a_byte_is_changed(db: Path, tmp_path: Path) -> None:
    before = db.read_bytes()
    with browsing("--db", db) as (child, address):
        status, front = fetch(address)
        assert (status, "Who said it first" in front) == (200, True)
        for view in ("first_quotes", "quotes_by_speaker", "drift_report"):
            assert rows(address, f"/{view}")
        for one in CANNED:
            rows(address, f"/{one.name}", speaker="dahl", words="ferry", utterance="1")
        assert [row["quotation"] for row in rows(address, "/with_these_words", words="FERRY will")][1] == CHANGED
        drift = fetch(f"{address}quotes/drift_report")[1]
        assert 'The ferry will <del class="meaning">not</del> sail before' in drift
        for sql in (
            "DROP TABLE quotations",
            "ATTACH 'x.db' AS x",
            "PRAGMA query_only = OFF",
            "INSERT INTO meta VALUES (1, 2)",
        ):
            assert fetch(f"{address}quotes.json?{urlencode({'sql': sql})}")[0] == 400
        assert [fetch(f"{address}quotes/meta", method)[0] for method in ("POST", "PUT", "DELETE")] == [405] * 3
        assert end(child) == (0, "", f"{db} is there to look at. Ctrl-C ends it.\n")
    assert db.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [db.name]


@NOT_HERE
def test_sigterm_ends_it_as_quietly_and_tidily(db: Path, tmp_path: Path) -> None:
    with browsing("--db", db) as (child, address):
        assert fetch(f"{address}quotes")[0] == 200
        assert end(child, signal.SIGTERM)[:2] == (0, "")
    assert [one.name for one in tmp_path.iterdir()] == [db.name]


@NOT_HERE
def test_ctrl_c_ends_it_although_a_browser_holds_a_connection(db: Path) -> None:
    with browsing("--db", db) as (child, address):
        place = urlsplit(address)
        with closing(socket.create_connection((place.hostname, place.port))) as held:
            held.sendall(b"GET /quotes HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert held.recv(15) == b"HTTP/1.1 200 OK"
            assert end(child)[0] == 0


@NOT_HERE
def test_ctrl_c_does_not_wait_for_a_query_that_takes_long(db: Path) -> None:
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with browsing("--db", db) as (child, address):
        assert fetch(f"{address}quotes")[0] == 200
        place = urlsplit(address)
        with closing(socket.create_connection((place.hostname, place.port))) as asking:
            asking.sendall(f"GET /quotes?{urlencode({'sql': endless})} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(1)
            begun = time.monotonic()
            assert end(child) == (0, "", f"{db} is there to look at. Ctrl-C ends it.\n")
            assert time.monotonic() - begun < 5


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells there what a process has taken")
def test_a_question_takes_no_more_memory_than_there_is_for_it(db: Path) -> None:
    long_ones_in_order = (
        "WITH t AS MATERIALIZED (SELECT hex(zeroblob(4000000)) AS b) SELECT length(c) FROM "
        "(SELECT b || x.rowid || y.rowid AS c FROM t, sqlite_master x, sqlite_master y ORDER BY c) LIMIT 1"
    )
    asked = {
        "select zeroblob(1000000000)": "more than the 64 MB that an answer may have",
        "select randomblob(900000000)": "more than the 64 MB that an answer may have",
        long_ones_in_order: "more memory than there is for a question",
    }
    with browsing("--db", db) as (child, address):
        for sql, said in asked.items():
            status, text = fetch(f"{address}quotes.json?{urlencode({'sql': sql})}")
            assert (status, said in text) == (400, True)
        memory = Path(f"/proc/{child.pid}/status").read_text()
        [most] = [int(line.split()[1]) for line in memory.splitlines() if line.startswith("VmHWM:")]
        assert most < 2_000_000
        assert rows(address, "/documents")


def test_only_this_computer_is_answered(db: Path) -> None:
    with browsing("--db", db) as (_, address):
        place = urlsplit(address)
        assert fetch(address)[0] == 200
        for other in _own_addresses():
            with pytest.raises(OSError), closing(socket.create_connection((other, place.port), timeout=5)):
                pass
        if sys.platform == "linux":
            assert _listening(place.port or 0) == ["127.0.0.1"]


def _own_addresses() -> list[str]:
    """What else this computer is called by on its networks."""
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET, socket.SOCK_STREAM)
    except OSError:
        return []
    return sorted({str(one[4][0]) for one in found if not str(one[4][0]).startswith("127.")})


def _listening(port: int) -> list[str]:
    """The addresses on which anything listens on a port, as the kernel tells."""
    found = []
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:] if Path(table).exists() else ():
            address, _, number = line.split()[1].partition(":")
            if int(number, 16) == port and line.split()[3] == "0A":
                found.append(".".join(str(byte) for byte in reversed(bytes.fromhex(address))))
    return found


def test_what_an_ingest_stores_meanwhile_is_there_at_the_next_look(kiln: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.txt"
    more.write_text("The Skerry News\n\n5 May 2021\n\n“The kiln was cold again,” said the potter Karin Toft.\n")
    with browsing("--db", kiln) as (_, address):
        assert len(rows(address, "/documents")) == 2
        ingest = subprocess.Popen([sys.executable, "-m", "quotetrace", "ingest", str(more), "--db", str(kiln)])
        while ingest.poll() is None:
            assert len(rows(address, "/documents")) in (2, 3)
            time.sleep(0.05)
        assert ingest.returncode == 0
        assert len(rows(address, "/documents")) == 3
        assert [row["outlet"] for row in rows(address, "/with_these_words", words="cold kiln")] == ["The Skerry News"]


def test_a_plug_in_that_somebody_installed_is_not_loaded(db: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    info = site / "datasette_other-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: datasette-other\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[datasette]\nother = datasette_other\n")
    (site / "datasette_other.py").write_text(f"open({str(tmp_path / 'loaded')!r}, 'w').close()\n")
    path = os.pathsep.join([str(site), os.environ["PYTHONPATH"]])
    seen = "from importlib.metadata import entry_points; print([one.name for one in entry_points(group='datasette')])"
    known = subprocess.run([sys.executable, "-c", seen], env={**os.environ, "PYTHONPATH": path}, capture_output=True)
    assert b"'other'" in known.stdout
    with browsing("--db", db, PYTHONPATH=path) as (_, address):
        assert [one["name"] for one in json.loads(fetch(f"{address}-/plugins.json")[1])] == [
            "quotetrace.browsing.plugin"
        ]
    assert not (tmp_path / "loaded").exists()


def test_a_port_that_is_taken_is_one_line(db: Path, quotetrace: Run) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        ran = quotetrace("browse", "--port", str(port), "--db", db)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"error: port {port} is taken: name another with --port, or --port 0 for any that is free\n"


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_what_is_no_port_is_a_usage_error(port: str, quotetrace: Run, db: Path) -> None:
    ran = quotetrace("browse", "--port", port, "--db", db)
    assert (ran.code, ran.out) == (2, "")
    assert "--port" in ran.err


def test_where_datasette_is_missing_it_says_what_to_do(
    db: Path, quotetrace: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("quotetrace.browsing")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "datasette", None)
    ran = quotetrace("browse", "--db", db)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "error: browsing needs Datasette: run `pip install 'quotetrace[browse]'`\n"


def test_a_store_that_is_missing_is_the_same_line_as_everywhere(quotetrace: Run) -> None:
    ran, other = quotetrace("browse", "--db", "nowhere.db"), quotetrace("quotes", "--db", "nowhere.db")
    assert (ran.code, ran.out, ran.err) == (1, "", other.err)


def test_a_store_of_an_older_version_is_the_same_line_as_everywhere(older: Path, quotetrace: Run) -> None:
    ran, other = quotetrace("browse", "--db", older), quotetrace("quotes", "--db", older)
    assert (ran.code, ran.out, ran.err) == (1, "", other.err)


def test_a_store_of_a_newer_version_is_the_same_line_as_everywhere(db: Path, quotetrace: Run) -> None:
    import sqlite3

    with closing(sqlite3.connect(db)) as raw, raw:
        raw.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('quotetrace', 'm999_later', '')"
        )
    ran, other = quotetrace("browse", "--db", db), quotetrace("quotes", "--db", db)
    assert (ran.code, ran.out, ran.err) == (1, "", other.err)
    assert "newer quotetrace" in ran.err


def test_a_file_with_nothing_in_it_is_the_same_line_as_everywhere(tmp_path: Path, quotetrace: Run) -> None:
    (tmp_path / "empty.db").touch()
    ran, other = quotetrace("browse", "--db", "empty.db"), quotetrace("quotes", "--db", "empty.db")
    assert (ran.code, ran.out, ran.err) == (1, "", other.err)


def test_it_opens_the_browser_where_it_is_asked_to(db: Path, quotetrace: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def served(db: Path, *, port: int, ready: Callable[[str], None]) -> None:
        ready("http://127.0.0.1:7/")

    monkeypatch.setattr("quotetrace.browsing.server.serve", served)
    monkeypatch.setattr("webbrowser.open", opened.append)
    assert quotetrace("browse", "--db", db).out == "http://127.0.0.1:7/\n"
    assert opened == []
    quotetrace("browse", "--open", "--db", db)
    assert opened == ["http://127.0.0.1:7/"]


def test_there_is_no_way_to_name_another_host(quotetrace: Run) -> None:
    ran = quotetrace("browse", "--host", "0.0.0.0")
    assert (ran.code, ran.out) == (2, "")
    assert "--host" not in quotetrace("browse", "--help").out
