"""Which files are read, in which order, under which label, and what is said of those that cannot be."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from quotetrace.model import Document, Failure
from quotetrace.reading import read

STORY = "The ferry to Hollin sank in the harbour on Monday, and nobody was hurt, its captain said."


def write(root: Path, *names: str, content: str = STORY) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)


def labels(*paths: Path) -> list[str]:
    return [one.label for one in read(paths) if isinstance(one, Document)]


def test_folders_are_read_by_the_parts_of_the_path(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.txt", "a/b/c.txt", "a-b.txt", "a.txt", "B.txt")
    assert labels(tmp_path) == ["B.txt", "a/b/c.txt", "a/z.txt", "a-b.txt", "a.txt", "b.txt"]


def test_hidden_files_system_clutter_and_the_parts_of_saved_pages_are_left_out(tmp_path: Path) -> None:
    write(
        tmp_path,
        ".git/config.txt",
        ".hidden.txt",
        "__MACOSX/a.txt",
        "Thumbs.db",
        "story_files/ad.txt",
        "other_files/b.txt",
        "a.txt",
    )
    (tmp_path / "story.html").write_text(f"<html><body><article><p>{STORY} {STORY}</p></article></body></html>")
    assert labels(tmp_path) == ["a.txt", "other_files/b.txt", "story.html"]


@pytest.mark.parametrize("folder", ["story-Dateien", "story_fichiers", "story_archivos", "story.fld"])
def test_browsers_name_the_parts_of_a_page_in_their_own_language(tmp_path: Path, folder: str) -> None:
    write(tmp_path, f"{folder}/ad.txt", f"other{folder}/b.txt")
    (tmp_path / "story.htm").write_text(f"<html><body><article><p>{STORY} {STORY}</p></article></body></html>")
    assert labels(tmp_path) == [f"other{folder}/b.txt", "story.htm"]


def test_a_hidden_file_given_by_name_is_read(tmp_path: Path) -> None:
    write(tmp_path, ".hidden.txt")
    assert labels(tmp_path / ".hidden.txt") == [".hidden.txt"]


def test_a_path_given_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    assert labels(tmp_path / "b.txt", tmp_path, tmp_path) == ["b.txt", "a.txt"]


def test_links_are_followed_once_and_loops_end(tmp_path: Path) -> None:
    write(tmp_path, "real/a.txt")
    try:
        (tmp_path / "real" / "loop").symlink_to(tmp_path)
        (tmp_path / "same.txt").symlink_to(tmp_path / "real" / "a.txt")
    except OSError:
        pytest.skip("this system makes no links")
    assert labels(tmp_path) == ["real/a.txt"]


def test_equal_labels_are_told_apart(tmp_path: Path) -> None:
    write(tmp_path, "one/a.txt", content=STORY)
    write(tmp_path, "two/a.txt", content=STORY + " Again.")
    assert labels(tmp_path / "one", tmp_path / "two") == ["a.txt", "a.txt:2"]


def test_an_empty_folder_is_nothing(tmp_path: Path) -> None:
    assert list(read([tmp_path])) == []


def test_the_source_is_the_absolute_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt")
    monkeypatch.chdir(tmp_path)
    assert [one.source for one in read(["a.txt"])] == [str(tmp_path / "a.txt")]


def test_a_missing_path_is_one_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    missing = tmp_path / "nowhere.txt"
    found = list(read([missing, tmp_path]))
    assert found[0] == Failure(str(missing), "no such file or folder; check the path")
    assert isinstance(found[1], Document)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert [one.reason for one in read([tmp_path]) if isinstance(one, Failure)] == [
        "is a device or a pipe, not a file; give the article as a file"
    ]


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets in folders on this system")
def test_a_socket_is_one_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt")
    monkeypatch.chdir(tmp_path)  # a socket's path may have no more than about a hundred characters
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("plug")
        found = list(read(["."]))
    assert [one.label for one in found if isinstance(one, Document)] == ["a.txt"]
    assert [one.reason for one in found if isinstance(one, Failure)] == [
        "is a device or a pipe, not a file; give the article as a file"
    ]


def test_a_link_to_itself_is_one_failure(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    try:
        (tmp_path / "loop.txt").symlink_to("loop.txt")
    except OSError:
        pytest.skip("this system makes no links")
    found = list(read([tmp_path]))
    assert [one.label for one in found if isinstance(one, Document)] == ["a.txt"]
    assert [Path(one.source).name for one in found if isinstance(one, Failure)] == ["loop.txt"]


def test_a_folder_may_be_called_like_a_file(tmp_path: Path) -> None:
    write(tmp_path, "x.txt/a.txt", "page.html/b.txt")
    assert labels(tmp_path) == ["page.html/b.txt", "x.txt/a.txt"]


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be given on Windows")
@pytest.mark.parametrize("name", ["two\nlines.txt", "\x1b[31mred.txt", "-rf.txt", "caf\udce9.txt", " .txt"])
def test_strange_names_are_names(tmp_path: Path, name: str) -> None:
    try:
        write(tmp_path, name)
    except OSError:
        pytest.skip("this file system refuses the name")
    (document,) = read([tmp_path])
    assert isinstance(document, Document)
    shown = name.replace("\udce9", r"\udce9")
    assert (document.label, document.source) == (shown, str(tmp_path / shown))


def test_an_unreadable_file_is_one_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt", "b.txt")
    opened = Path.open

    def refuse(path: Path, *args: str) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args)

    monkeypatch.setattr(Path, "open", refuse)
    found = list(read([tmp_path]))
    assert found[0] == Failure(str(tmp_path / "a.txt"), "cannot be read (permission denied); check its permissions")
    assert [one.label for one in found[1:] if isinstance(one, Document)] == ["b.txt"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \r\n\t \n", "nothing but blanks"),
        ("wide.txt", "\u2003\u00a0\n".encode(), "nothing but blanks"),
        ("story.pdf", b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        ("story.txt", b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "PNG image"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG image"),
        ("story.rtf", b"{\\rtf1\\ansi", "RTF"),
        ("old.gz", b"\x1f\x8b\x08\x00", "gzip"),
        ("quotes.db", b"SQLite format 3\x00\x10\x00", "SQLite"),
        ("table.csv", b"path,outlet\na,b\n", "no column for the text"),
        ("style.css", b"body { color: red }", "style sheet"),
        ("feed.txt", b'<?xml version="1.0"?>\n<rss version="2.0"></rss>', "a feed without entries"),
        ("noise.txt", bytes(range(256)) * 16, "binary data"),
        ("bad.json", b'{"text": "never closed', "not valid JSON"),
        ("list.json", b"[]", "empty list"),
        ("records.jsonl", b"\n\n", "nothing but blanks"),
        ("deep.json", b"[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_article_is_one_failure_that_says_what_to_do(
    read_failure: Callable[[str, bytes], Failure], name: str, content: bytes, words: str
) -> None:
    failure = read_failure(name, content)
    assert failure.source.endswith(name)
    assert words in failure.reason
    assert ";" in failure.reason, "a reason is followed by the next step"
    assert "\n" not in failure.reason


def test_a_giant_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    with path.open("wb") as stream:
        stream.write(b"words ")
        stream.truncate(20_000_001)
    (failure,) = read([path])
    assert isinstance(failure, Failure)
    assert "larger than 20 MB" in failure.reason
