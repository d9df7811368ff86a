"""Packed files and standard input: everything in them is read as if it lay there unpacked, and nothing explodes."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import stat
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import zstandard

from quotetrace.model import Document, Failure
from quotetrace.reading import extras, read

STORY = "The ferry to Hollin sank in the harbour on Monday, and nobody was hurt, its captain said."
WIRE = "".join(json.dumps({"id": f"w{n}", "text": f"{STORY} Report {n}."}) + "\n" for n in (1, 2))
PACK: Mapping[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor().compress,
}


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def documents(path: Path) -> list[Document]:
    found = list(read([path]))
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


def failure(path: Path) -> Failure:
    (found,) = read([path])
    assert isinstance(found, Failure), found
    return found


@pytest.fixture
def save(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def write(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


Save = Callable[[str, bytes], Path]


@pytest.mark.parametrize("suffix", PACK)
def test_a_packed_text_is_the_document_that_its_text_is(save: Save, suffix: str) -> None:
    plain, packed = save("story.txt", STORY.encode()), save(f"story.txt.{suffix}", PACK[suffix](STORY.encode()))
    (one,), (other,) = documents(plain), documents(packed)
    assert (other.id, other.text, other.content_hash, other.reader) == (one.id, STORY, one.content_hash, "text")
    assert (other.label, other.source, other.container) == (f"story.txt.{suffix}", str(packed), None)


@pytest.mark.parametrize("suffix", PACK)
def test_packed_records_are_records(save: Save, suffix: str) -> None:
    path = save(f"wire.jsonl.{suffix}", PACK[suffix](WIRE.encode()))
    assert [(one.label, one.source, one.container) for one in documents(path)] == [
        ("w1", f"{path}#1", str(path)),
        ("w2", f"{path}#2", str(path)),
    ]


def test_the_form_is_told_by_content_whatever_the_name(save: Save) -> None:
    path = save("download", gzip.compress(WIRE.encode()))
    assert [one.reader for one in documents(path)] == ["jsonl", "jsonl"]


def test_several_gzip_members_in_one_file_are_one_text(save: Save) -> None:
    first, second = STORY[:40].encode(), STORY[40:].encode()
    assert documents(save("a.txt.gz", gzip.compress(first) + gzip.compress(second)))[0].text == STORY


def test_a_zip_archive_gives_every_file_in_it(save: Save) -> None:
    page = f"<html><body><article><h1>Ferry sinks</h1><p>{STORY} {STORY}</p></article></body></html>"
    members = {
        "b/story.txt": STORY,
        "wire.jsonl": WIRE,
        "page.html": page,
        "inner.zip": zipped({"deep.txt": f"{STORY} Deep."}),
        "old.txt.gz": gzip.compress(f"{STORY} Old.".encode()),
        "page_files/ad.txt": STORY,
        "page_files/inner/menu.txt": STORY,
        "__MACOSX/b/._story.txt": "\0\0",
        ".DS_Store": "\0",
    }
    path = save("all.zip", zipped(members))
    assert [(one.label, one.source.removeprefix(str(path)), one.container) for one in documents(path)] == [
        ("all.zip/b/story.txt", "#b/story.txt", str(path)),
        ("w1", "#wire.jsonl#1", str(path)),
        ("w2", "#wire.jsonl#2", str(path)),
        ("all.zip/page.html", "#page.html", str(path)),
        ("all.zip/inner.zip/deep.txt", "#inner.zip#deep.txt", str(path)),
        ("all.zip/old.txt.gz", "#old.txt.gz", str(path)),
    ]


def test_the_manifest_names_files_in_archives(save: Save) -> None:
    path = save("all.zip", zipped({"b/story.txt": STORY}))
    manifest = save("m.csv", b"path,outlet\nall.zip#b/story.txt,Hollin Herald\n")
    (found,) = read([path], manifest=manifest)
    assert isinstance(found, Document)
    assert found.outlet == "Hollin Herald"


def test_bad_files_in_an_archive_lose_nothing_else(save: Save) -> None:
    path = save(
        "all.zip", zipped({"a.txt": "", "b.png": b"\x89PNG\r\n\x1a\n", "c.txt": STORY, "d.gz": b"\x1f\x8b\x08"})
    )
    found = list(read([path]))
    assert [one.source.removeprefix(str(path)) for one in found] == ["#a.txt", "#b.png", "#c.txt", "#d.gz"]
    assert [isinstance(one, Failure) for one in found] == [True, True, False, True]


def locked(data: bytes) -> bytes:
    """The archive with its one file marked as encrypted, in both of its headers."""
    at = data.index(b"PK\x01\x02")
    return data[:6] + b"\x01" + data[7 : at + 8] + b"\x01" + data[at + 9 :]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("cut.txt.gz", gzip.compress(STORY.encode())[:-12], "a gzip file that is cut off"),
        ("cut.txt.bz2", bz2.compress(STORY.encode())[:-12], "a bzip2 file that is cut off"),
        ("cut.txt.xz", lzma.compress(STORY.encode())[:-12], "an xz file that is cut off"),
        ("bad.txt.gz", gzip.compress(STORY.encode())[:-8] + b"\0" * 8, "a gzip file that is damaged"),
        ("bad.txt.zst", PACK["zst"](STORY.encode())[:-9] + b"\xff" * 30, "a Zstandard file that is damaged"),
        ("bad.txt.xz", lzma.compress(STORY.encode())[:20] + b"\xff" * 40, "an xz file that is damaged"),
        ("cut.zip", zipped({"a.txt": STORY * 9})[:-30], "a zip archive that is damaged"),
        ("empty.zip", zipped({}), "an empty zip archive"),
        ("clutter.zip", zipped({".DS_Store": "x"}), "an empty zip archive"),
        ("locked.zip", locked(zipped({"a.txt": STORY})), "locked with a password"),
        ("nothing.gz", gzip.compress(b""), "is empty"),
        ("x.gz", gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"x")))), "packed more than 3 times over"),
        ("bomb.jsonl.gz", gzip.compress(bytes(40_000_000)), "grows to more than 200 times its size"),
        ("bomb.zip", zipped({"a.jsonl": bytes(40_000_000)}), "grows to more than 200 times its size"),
        ("big.txt.gz", gzip.compress(b"word " * 5_000_000), "larger than 20 MB"),
    ],
)
def test_what_cannot_be_unpacked_is_one_failure(save: Save, name: str, content: bytes, words: str) -> None:
    assert words in failure(save(name, content)).reason


def test_names_and_links_lead_nowhere_outside_an_archive(save: Save, tmp_path: Path) -> None:
    secret = save("secret.txt", STORY.replace("ferry", "secret").encode())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("../climbs.txt", "a/../../climbs.txt", "..\\climbs.txt", "/at-the-root.txt", "a/story.txt"):
            archive.writestr(name, f"{STORY} {name}")
        for name, mode in (("link.txt", stat.S_IFLNK), ("device.txt", stat.S_IFCHR), ("pipe.txt", stat.S_IFIFO)):
            info = zipfile.ZipInfo(name)
            info.external_attr = (mode | 0o644) << 16
            archive.writestr(info, str(secret))
    packed = save("set.zip", buffer.getvalue())
    before = sorted(tmp_path.rglob("*"))
    found = list(read([packed]))
    assert [one.label for one in found if isinstance(one, Document)] == [
        "set.zip//at-the-root.txt",
        "set.zip/a/story.txt",
    ]
    assert [one.reason.split(";")[0] for one in found if isinstance(one, Failure)] == [
        *["has a name that leads out of the archive"] * 3,
        "is a link, which is not followed",
        *["is a device or a pipe, not a file"] * 2,
    ]
    assert sorted(tmp_path.rglob("*")) == before


def test_bombs_packed_in_one_another_share_one_budget(save: Save) -> None:
    bomb = zipped({f"{n}.txt": bytes(20_000_000) for n in range(20)})
    found = list(read([save("bomb.zip", zipped({f"{n}.zip": bomb for n in range(20)}))]))
    assert all(isinstance(one, Failure) for one in found)
    reasons = [one.reason for one in found if isinstance(one, Failure)]
    assert sum("grows to more" in one for one in reasons) >= 30


def test_files_that_share_their_bytes_in_an_archive_are_bounded_together(save: Save) -> None:
    """An archive whose directory names one stored file a thousand times over."""
    padded = json.dumps({"text": STORY, "pad": "x" * 10_000}) + "\n"
    data = zipped({"a.jsonl": padded * 100})
    at, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[at:end]
    tail = bytearray(data[end:])
    struct.pack_into("<HHL", tail, 8, 1000, 1000, 1000 * len(entry))
    found = list(read([save("overlap.zip", data[:at] + entry * 1000 + bytes(tail))]))
    assert isinstance(found[-1], Failure)
    assert sum(isinstance(one, Document) for one in found) < 4_000, "forty megabytes and no more"


def test_a_missing_extra_is_one_clear_line(save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    path = save("a.txt.zst", PACK["zst"](b"x"))
    monkeypatch.setattr(extras.importlib, "import_module", missing)
    assert failure(path).reason == "is a Zstandard file; to read it: pip install 'quotetrace[zstd]'"


class Pipe(io.TextIOWrapper):
    """Standard input that holds bytes."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8")


def test_standard_input_is_a_file_called_minus(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = []
    for content in (WIRE.encode(), gzip.compress(WIRE.encode()), WIRE.replace("Monday", "Friday").encode()):
        monkeypatch.setattr("sys.stdin", Pipe(content))
        found = list(read(["-"]))
        assert [one.label for one in found if isinstance(one, Document)] == ["w1", "w2"]
        sources.append(found[0].source)
    assert all(source.startswith("stdin:") and source.endswith("#1") for source in sources)
    assert len(set(sources)) == 3, "what comes through another pipe is not the next state of the same file"


def test_nothing_on_standard_input_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Pipe(b""))
    (found,) = read(["-"])
    assert isinstance(found, Failure)
    assert "is empty" in found.reason
