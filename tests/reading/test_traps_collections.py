"""Traps in several files together: which documents they are, and which of them are one and the same."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from .traps import FERRY, STORY, TITLE, Said, Trap, check, trap

PLAIN = f"Brevik Post\n\n{TITLE}\n\n7 January 2022\n\n{STORY}\n"
POST, DAY = ("Brevik Post", "masthead"), ("2022-01-07", "byline")
ADDRESS = "https://www.brevikpost.example/local/hollin-ferry"
HERALD = f"Hollin Herald\n\n{TITLE}\n\n8 January 2022\n\n{STORY}\n"


def zipped(**files: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return data.getvalue()


def lines(*records: dict[str, object]) -> str:
    return "\n".join(json.dumps({"title": TITLE, "text": STORY, **one}) for one in records)


# How many different documents they are, by their ids
TRAPS = [
    (
        trap(
            "one file name in two folders",
            {"brevik/story.txt": PLAIN, "hollin/story.txt": HERALD},
            Said(POST, DAY, label="brevik/story.txt"),
            Said(("Hollin Herald", "masthead"), ("2022-01-08", "byline"), label="hollin/story.txt"),
        ),
        2,
    ),
    (
        trap(
            "one text in two folders, its origin not stated",
            {"a/story.txt": PLAIN, "b/story.txt": PLAIN},
            Said(POST, DAY, label="a/story.txt"),
            Said(POST, DAY, label="b/story.txt"),
        ),
        1,
    ),
    (
        trap(
            "a download made twice",
            {"story (1).txt": PLAIN, "story.txt": PLAIN.replace("\n", "\r\n")},
            Said(POST, DAY),
            Said(POST, DAY),
        ),
        2,
    ),
    (
        trap(
            "two outlets print the same text",
            {"a.jsonl": lines({"outlet": "Brevik Post"}, {"outlet": "Hollin Herald"})},
            Said(("Brevik Post", "metadata")),
            Said(("Hollin Herald", "metadata")),
        ),
        2,
    ),
    (
        trap(
            "one record twice",
            {"a.jsonl": lines({"outlet": "Brevik Post", "id": "x"}, {"outlet": "Brevik Post", "id": "x"})},
            Said(("Brevik Post", "metadata"), label="x"),
            Said(("Brevik Post", "metadata"), label="x:2"),
        ),
        1,
    ),
    (
        trap(
            "one address in two versions",
            {
                "a.jsonl": lines(
                    {"url": ADDRESS, "date": "2022-01-07T15:02:00Z"},
                    {"url": ADDRESS, "date": "2022-01-07T15:02:00Z", "text": f"{STORY}\n\nThe village agreed."},
                )
            },
            Said(("brevikpost.example", "domain"), ("2022-01-07T15:02:00+00:00", "metadata"), url=ADDRESS),
            Said(
                ("brevikpost.example", "domain"),
                ("2022-01-07T15:02:00+00:00", "metadata"),
                url=ADDRESS,
                holds=("The village agreed.",),
            ),
        ),
        2,
    ),
    (
        trap(
            "a manifest overrules what the text says",
            {"story.txt": PLAIN},
            Said(("Fjord Times", "manifest"), ("2022-01-06T20:15+01:00", "manifest"), "Ferry saved"),
            manifest="path,outlet,published,title\nstory.txt,Fjord Times,2022-01-06T20:15+01:00,Ferry saved\n",
        ),
        1,
    ),
    (
        trap(
            "a manifest gives one text two origins",
            {"a.txt": STORY, "b.txt": STORY},
            Said(("Brevik Post", "manifest"), ("2022-01-07", "manifest"), None),
            Said(("Hollin Herald", "manifest"), ("2022-01-08", "manifest"), None),
            manifest="path,outlet,published\na.txt,Brevik Post,2022-01-07\nb.txt,Hollin Herald,2022-01-08\n",
        ),
        2,
    ),
    (
        trap(
            "a text, and the same packed",
            {"story.txt": PLAIN, "story.txt.gz": gzip.compress(PLAIN.encode(), mtime=0)},
            Said(POST, DAY),
            Said(POST, DAY),
        ),
        1,
    ),
    (
        trap(
            "an archive with two, one of them dated by its name",
            {"all.zip": zipped(**{"2022-01-09 b_txt": f"{TITLE}\n\n{FERRY[0]}", "a_txt": PLAIN})},
            Said(None, ("2022-01-09", "file name"), label="all.zip/2022-01-09 b.txt"),
            Said(POST, DAY, label="all.zip/a.txt"),
        ),
        2,
    ),
    (
        trap(
            "packed records",
            {"2022-01-07.jsonl.gz": gzip.compress(lines({"id": "a"}, {"outlet": "Brevik Post"}).encode(), mtime=0)},
            Said(None, ("2022-01-07", "file name"), label="a"),
            Said(("Brevik Post", "metadata"), ("2022-01-07", "file name"), label="2022-01-07.jsonl.gz:2"),
        ),
        2,
    ),
]


@pytest.mark.parametrize(("one", "documents"), [pytest.param(*case.values, count, id=case.id) for case, count in TRAPS])
def test_collections(tmp_path: Path, one: Trap, documents: int) -> None:
    assert len({document.id for document in check(tmp_path, one)}) == documents
