"""What fuzzing begins with: the invented articles of `fixtures/`, a small file of every form, and short hard cases."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from quotetrace.model import Trace
from tests.fuzz.words import BETWEEN, IN_PIECES, PIECES, input_of
from tests.reading.samples import PACKED, SAMPLES
from tests.rendering.storm_story import trace

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
# Which file of settings an input of `settling` is: its first byte. Any other is a date.
MANIFEST, OUTLETS, DECISIONS, QUOTATIONS, DATE = b"m", b"o", b"d", b"q", b"t"
# Inputs beyond it are long before they are new; mutation makes long ones itself.
_LONGEST = 12_000
_NAMES = [sample.name for sample in SAMPLES.values()]
_PACKINGS = list(PACKED)


def file_of(data: bytes) -> tuple[str, bytes]:
    """A file's name and content: the first byte says which form it is called, the second how it is packed.

    Of those that are packed, half are packed here, so that what changes is the content, not a checksum.
    """
    named, packed = data[:2].ljust(2, b"\0")
    name = _NAMES[named % len(_NAMES)]
    suffix = _PACKINGS[packed % len(_PACKINGS)]
    return name + suffix, data[2:] if packed >= 128 else PACKED[suffix](name, data[2:])


def files() -> Iterator[bytes]:
    """Every form as it is and in every packing, packed here and packed already; pages of the fixtures."""
    for number, sample in enumerate(SAMPLES.values()):
        yield bytes([number, 0]) + sample.content
    text = list(SAMPLES).index("text")
    for number, pack in enumerate(PACKED.values()):
        first = 128 + (number - 128) % len(PACKED)
        yield bytes([text, number]) + SAMPLES["text"].content
        yield bytes([text, first]) + pack(SAMPLES["text"].name, SAMPLES["text"].content)
    for number, sample in enumerate(SAMPLES.values()):
        if b'"text"' in sample.content:
            yield bytes([number, 0]) + sample.content.replace(b': "', b': "\\ud83d')
    html = list(SAMPLES).index("html")
    for path in sorted((FIXTURES / "pages").iterdir()):
        _, _, content = path.read_bytes().partition(b"\n---\n")  # what is before says what a person makes of it
        if len(content) <= _LONGEST:
            yield bytes([html, 0]) + content


def articles() -> Iterator[bytes]:
    """A headline and a text each."""
    for text in _texts():
        headline, _, body = text.partition("\n")
        yield input_of(headline, body)
        yield input_of("", text)
    yield from _pieces()


def wordings() -> Iterator[bytes]:
    """Two wordings of one statement each."""
    for line in _lines("drift", "pairs.jsonl")[:40]:
        yield input_of(line["before"], line["after"])
    yield from _pieces()


def names() -> Iterator[bytes]:
    """A quotation, its speaker, its document, its outlet and its sentence."""
    yield input_of("We shall not row", "Vera Moss", "moss.txt", "Echo", "“We shall not row,” said Moss.")
    yield input_of("=1+1", "[bold]x[/]", "../a.html", "<script>alert(1)</script>", "\x1b[31m\u202e")
    yield from _pieces()


def stories() -> Iterator[bytes]:
    """Some articles of one story each."""
    texts = [text[:1500] for text in _texts()]
    for number in range(0, len(texts) - 1, 2):
        yield input_of(*texts[number : number + 2])
    yield input_of("“We shall not row,” said Vera Moss.", "Vera Moss: “We shall row.”")
    yield from (one for one in _pieces() if BETWEEN in one)


def queries() -> Iterator[bytes]:
    """Words as people type them, and as others do."""
    for words in (
        "the dam",
        '"the dam" OR spill*',
        "2021-11-02",
        "Harrow",
        "'; DROP TABLE quotations; --",
        "NEAR(a b, 3)",
        "a:b ^c -d",
        "direct",
    ):
        yield input_of(words, "dam", "Harrow")
    yield from _pieces()


def settings() -> Iterator[bytes]:
    """A file of each kind, and dates."""
    yield MANIFEST + b"path,outlet,published,url,title,author\nstory.txt,Echo,2024-03-04,http://a.example,Lock,Ada\n"
    yield OUTLETS + b"domain,name,flags,aliases\necho.example,The Echo,m,Echo;TE\n"
    yield DECISIONS + (
        b'{"kind": "alias", "about": [], "value": ["Ada Lund", "A. Lund"], "made": "2024-03-04T05:06:07", "by": null}\n'
        b'{"kind": "date", "about": [{"document": "sha256:1", "label": "a", "opening": "b", "part": null, "start": 0, '
        b'"end": 0, "words": ""}], "value": ["2024-03"], "made": "2024-03-04T05:06:07", "by": "x"}\n'
    )
    yield QUOTATIONS + (
        b'{"doc": "story.txt", "quotations": [{"start": 20, "end": 28, "part": "body", "kind": "direct", "speaker": '
        b'"Ada Lund", "speaker_start": 35, "speaker_end": 43, "cue_start": 30, "cue_end": 34, "flags": ["nested"]}, '
        b'{"start": 0, "end": 8, "speaker": null, "continues": 0}]}\n'
    )
    for time in ("2024", "2024-03-04T05:06+01:00", "2024-W10"):
        yield DATE + input_of(time)


@cache
def story() -> Trace:
    """A trace with a first wording and one that drifted from it, for words to be put into."""
    return trace()


def wire(texts: Sequence[str]) -> str:
    """JSON lines of these articles, a day each, a name and an outlet with words of it; half surrogates are written as
    JSON writes them."""
    return "".join(
        json.dumps(
            {
                "id": f"r{number} {text[:20]}",
                "text": text,
                "date": f"2024-03-0{number + 1}",
                "outlet": f"Echo {number} {text[:9]}",
                "author": text[9:30],
            }
        )
        + "\n"
        for number, text in enumerate(texts)
    )


def _texts() -> list[str]:
    """The plain articles of the fixtures, short ones of the styles besides."""
    whole = [path.read_text(encoding="utf-8") for path in sorted((FIXTURES / "articles").glob("*.txt"))]
    return whole + [one["text"] for one in _lines("styles", "open.jsonl") if len(one["text"]) < 1200][:40]


def _lines(*parts: str) -> list[dict[str, str]]:
    with FIXTURES.joinpath(*parts).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _pieces() -> Iterator[bytes]:
    """Every piece beside words, a few at a time."""
    size = len(PIECES)
    for start in range(0, size, 8):
        some = bytes(range(start, min(start + 8, size)))
        yield IN_PIECES + some
        yield IN_PIECES + some + BETWEEN + some[::-1]
