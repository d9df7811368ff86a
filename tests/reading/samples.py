"""One small article in every form that is read, by the name of its reader: what all readers have to stand.

A reader without a sample fails `test_every_reader`. The story has two quotations; forms with records have it twice.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import zstandard

from tests.reading.printing import pdf, set_lines
from tests.reading.test_feeds import rss
from tests.reading.test_mail import mail, saved_page
from tests.reading.test_office import word
from tests.reading.test_safari import web_archive
from tests.reading.test_warc import archive

PARAGRAPHS = (
    "The lock at Tarnby will stay shut until the autumn, the canal board said on Monday after two nights of talks.",
    "“We have looked at every gate, and not one of them is safe,” its chair, Ingrid Solem, told the boatmen.",
    "The skippers’ union called that an excuse. “Nobody has opened a gate since May,” said its secretary, Piet Haan.",
)
STORY = "\n\n".join(PARAGRAPHS)
TITLE = "Lock at Tarnby stays shut"
HTML = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
PAGE = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{HTML}</article></body></html>"
RECORDS = [
    {
        "id": f"r{number}",
        "title": TITLE,
        "text": f"{STORY}\n\nThe board meets again in {number} weeks.",
        "date": "2022-01-07",
    }
    for number in (2, 3)
]
RTF = "".join(f"{one}\\par " for one in PARAGRAPHS)


@dataclass(frozen=True, slots=True)
class Sample:
    """A file of one form. told: it begins with what no other form begins with, and its name does not matter."""

    name: str
    content: bytes
    told: bool = True


SAMPLES: Mapping[str, Sample] = {
    "warc": Sample("crawl.warc", archive({"body": PAGE.encode()}, {"body": PAGE.replace("Monday", "Friday").encode()})),
    "pdf": Sample("story.pdf", pdf(set_lines(*(line for one in PARAGRAPHS for line in (one[:70], one[70:], ""))))),
    "docx": Sample("story.docx", word(*PARAGRAPHS)),
    "rtf": Sample("story.rtf", b"{\\rtf1\\ansi " + RTF.encode("cp1252", "replace") + b"}"),
    "feed": Sample("feed.xml", rss(f"<title>{TITLE}</title><description><![CDATA[{HTML}]]></description>").encode()),
    "mhtml": Sample("story.mhtml", saved_page(PAGE)),
    "webarchive": Sample("story.webarchive", web_archive(PAGE)),
    "mailbox": Sample("herald.mbox", b"".join(b"From a 2025\n" + mail(f"{n}. {STORY}\n\n") for n in (1, 2))),
    "mail": Sample("story.eml", mail(STORY)),
    "markdown": Sample("story.md", f"---\ntitle: {TITLE}\ndate: 2022-01-07\n---\n\n{STORY}\n".encode(), told=False),
    "html": Sample("story.html", PAGE.encode()),
    "jsonl": Sample("wire.jsonl", "".join(json.dumps(one) + "\n" for one in RECORDS).encode(), told=False),
    "json": Sample("all.json", json.dumps(RECORDS, indent=1).encode()),
    "table": Sample(
        "wire.csv",
        (
            "id,title,date,text\n" + "".join(f'{one["id"]},{TITLE},2022-01-07,"{one["text"]}"\n' for one in RECORDS)
        ).encode(),
        told=False,
    ),
    "text": Sample("story.txt", f"{TITLE}\n\n{STORY}\n".encode(), told=False),
}


def zipped(name: str, content: bytes) -> bytes:
    """A zip archive with the file in a folder."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(f"inner/{name}", content)
    return buffer.getvalue()


# How a file may be packed: what is put behind its name, and how.
PACKED: Mapping[str, Callable[[str, bytes], bytes]] = {
    "": lambda name, content: content,
    ".gz": lambda name, content: gzip.compress(content),
    ".bz2": lambda name, content: bz2.compress(content),
    ".xz": lambda name, content: lzma.compress(content),
    ".zst": lambda name, content: zstandard.ZstdCompressor().compress(content),
    ".zip": zipped,
}
