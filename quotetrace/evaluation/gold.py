"""The gold forms read: an annotated JSONL, or a folder with documents.json, quotations.jsonl and utterances.json.

An annotated JSONL holds the articles themselves: ``{doc, text, attributions: [{kind, content, quoted, source,
source_text, cue_text}]}`` with character spans; ``quoted`` are the parts inside marks. A second file may say who is
really speaking: ``{doc, attribution, speaker, aliases, mention_type, not_speech, debatable}``, attribution counting
from 0. A folder is described in fixtures/README.md; its articles lie beside it in ``articles``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotetrace.errors import ReadingError
from quotetrace.evaluation.measures import Bounds
from quotetrace.evaluation.speech import is_speech
from quotetrace.evaluation.typed import typed
from quotetrace.model import DriftClass, FirstStatus, Flag, Kind, LineageStatus, Part
from quotetrace.moments import Moment

Row = dict[str, Any]
# The mention type of a quotation whose speaker is named only in another paragraph: it has no mention of its own.
CARRIED = "carried"


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """A quotation as a person marked it.

    start, end: None where only the words are given (HTML); `occurrence` counts them from 0 in the text.
    sources: where the words that name the speaker stand; source_text: these words, empty where there are none.
    counted: False where finding it is neither right nor wrong, and for scare quotes, which nobody said.
    named: whether `speaker` is sure.
    mention_type: name, pronoun, role, org, carried (named only in another paragraph) or None.
    """

    id: str
    document: str
    part: Part
    kind: Kind
    text: str
    start: int | None
    end: int | None
    occurrence: int = 0
    speaker: str | None = None
    aliases: tuple[str, ...] = ()
    sources: tuple[Bounds, ...] = ()
    source_text: str = ""
    mention_type: str | None = None
    counted: bool = True
    named: bool = False


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """An article's gold: its quotations, which kinds of quotation are marked at all, and (where `facts`) who
    published it and when; `published` None then means that nothing says it."""

    label: str
    quotations: tuple[GoldQuotation, ...]
    kinds: frozenset[Kind]
    facts: bool = False
    outlet: str | None = None
    published: Moment | None = None
    headline: str | None = None


@dataclass(frozen=True, slots=True)
class GoldDrift:
    """How one member's words differ from `origins` (equal candidates for the earlier wording): any class of these."""

    origins: tuple[str, ...]
    to: str
    classes: tuple[DriftClass, ...]


@dataclass(frozen=True, slots=True)
class GoldLineage:
    """Where one member's words come from: any of `answers`, a status and the id of the quotation derived from."""

    to: str
    answers: tuple[tuple[LineageStatus, str | None], ...]


@dataclass(frozen=True, slots=True)
class GoldUtterance:
    """Quotation ids that report one utterance; `doubtful` ones may be joined or not. first_outlets: as `First`.

    lineage: None where the gold does not speak of it.
    """

    id: str
    quotations: tuple[str, ...]
    doubtful: tuple[str, ...]
    status: FirstStatus
    first_outlets: tuple[str, ...]
    undated: tuple[str, ...]
    origins: tuple[tuple[str, bool], ...]
    flags: tuple[str, ...]
    drift: tuple[GoldDrift, ...]
    lineage: tuple[GoldLineage, ...] | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold as read. articles: the file or folder to extract from. near_misses: pairs that must stay apart.

    copies: labels of documents that are copies or versions of one another; None where the gold does not speak of it.
    """

    articles: Path
    documents: tuple[GoldDocument, ...]
    utterances: tuple[GoldUtterance, ...] = ()
    near_misses: tuple[tuple[str, str], ...] = ()
    copies: tuple[tuple[str, ...], ...] | None = None


def read_gold(path: Path, *, speakers: Path | None = None) -> Gold:
    """The gold at `path`, a JSONL file or a folder; ReadingError names the file and line that is not understood."""
    if path.is_dir():
        return _read_folder(path)
    if not path.exists():
        raise ReadingError(f"{path}: no such gold; give an annotated JSONL file or a folder with quotations.jsonl")
    known: dict[tuple[str, int], _Speaker] = {}
    if speakers is not None:
        for number, row in read_rows(speakers, {"doc", "attribution", "speaker"}):
            with _understood(f"{speakers}:{number}"):
                one = typed(_speaker(row))
                known[one.document, one.attribution] = one
    documents = []
    for number, row in read_rows(path, {"doc", "text", "attributions"}):
        with _understood(f"{path}:{number}"):
            documents.append(typed(_annotated(row, known)))
    if not documents:
        raise ReadingError(f"{path}: holds no annotated document")
    return Gold(path, tuple(documents))


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who is really speaking, as a row of the second file says. sure: whether that is said of words that count."""

    document: str
    attribution: int
    name: str | None
    aliases: tuple[str, ...]
    mention_type: str | None
    sure: bool


def _speaker(row: Row) -> _Speaker:
    sure = bool(row["speaker"] and not row["debatable"] and not row["not_speech"])
    return _Speaker(row["doc"], row["attribution"], row["speaker"], tuple(row["aliases"]), row["mention_type"], sure)


def _annotated(row: Row, speakers: Mapping[tuple[str, int], _Speaker]) -> GoldDocument:
    """A document of an annotated JSONL: every quoted span, and every content span of indirect speech."""
    label, found = str(row["doc"]), []
    for number, attribution in enumerate(row["attributions"]):
        kind = Kind(attribution["kind"])
        spans = attribution["content"] if kind is Kind.INDIRECT else attribution["quoted"]
        who = speakers.get((label, number))
        for start, end in spans:
            found.append(_attribution(label, row["text"], kind, (start, end), attribution, who))
    return GoldDocument(label, tuple(found), frozenset({Kind.DIRECT, Kind.MIXED, Kind.INDIRECT}))


def _attribution(
    label: str, text: str, kind: Kind, span: Bounds, attribution: Row, who: _Speaker | None
) -> GoldQuotation:
    return GoldQuotation(
        id=f"{label}/{span[0]}",
        document=label,
        part=Part.BODY,
        kind=kind,
        text=text[span[0] : span[1]],
        start=span[0],
        end=span[1],
        speaker=who.name if who else None,
        aliases=who.aliases if who else (),
        sources=tuple((start, end) for start, end in attribution["source"]),
        source_text=attribution["source_text"] or "",
        mention_type=who.mention_type if who else None,
        counted=kind is not Kind.INDIRECT or is_speech(attribution.get("cue_text") or ""),
        named=who is not None and who.sure,
    )


def _read_folder(path: Path) -> Gold:
    quotations: dict[str, list[GoldQuotation]] = {}
    marked = path / "quotations.jsonl"
    for number, row in read_rows(marked, {"id", "doc", "text", "kind", "speaker"}):
        with _understood(f"{marked}:{number}"):
            quotations.setdefault(row["doc"], []).append(typed(_marked(row)))
    listed, told = _load(path / "documents.json"), _load(path / "utterances.json")
    with _understood(f"{path / 'documents.json'}"):
        documents = tuple(typed(_facts(row, quotations.get(row["doc"], []))) for row in listed)
    with _understood(f"{path / 'utterances.json'}"):
        return typed(
            Gold(
                articles=path.parent / "articles",
                documents=documents,
                utterances=tuple(_utterance(row) for row in told["utterances"]),
                near_misses=tuple((row["left"], row["right"]) for row in told["near_misses"]),
                copies=tuple(tuple(labels) for labels in told["copies"]) if "copies" in told else None,
            )
        )


def _facts(row: Row, quotations: list[GoldQuotation]) -> GoldDocument:
    return GoldDocument(
        label=row["doc"],
        quotations=tuple(quotations),
        kinds=frozenset({Kind.DIRECT, Kind.MIXED, Kind.HEADLINE}),
        facts=True,
        outlet=row["outlet"],
        published=Moment.parse(row["published"]) if row["published"] else None,
        headline=row["headline"],
    )


def _marked(row: Row) -> GoldQuotation:
    """A row of quotations.jsonl. Scare quotes, nested quotations and debatable ones do not count."""
    kind, mention = Kind(row["kind"]), row["mention"]
    known = bool(mention) and "start" in mention
    counted = not (kind is Kind.SCARE or row["debatable"] or Flag.NESTED in row["flags"])
    return GoldQuotation(
        id=row["id"],
        document=row["doc"],
        part=Part(row["part"]),
        kind=kind,
        text=row["text"],
        start=row.get("start"),
        end=row.get("end"),
        occurrence=row.get("nth", 0),
        speaker=row["speaker"],
        aliases=tuple(row["aliases"]),
        sources=((mention["start"], mention["end"]),) if known else (),
        source_text=mention["text"] if mention else "",
        mention_type=row["mention_type"],
        counted=counted,
        named=counted and row["speaker"] is not None,
    )


def _utterance(row: Row) -> GoldUtterance:
    first = row["first"]
    return GoldUtterance(
        id=row["id"],
        quotations=tuple(row["quotations"]),
        doubtful=tuple(row["doubtful"]),
        status=FirstStatus(first["status"]),
        first_outlets=tuple(first["outlets"]),
        undated=tuple(first["undated"]),
        origins=tuple((origin["outlet"], origin["in_collection"]) for origin in row["origins"]),
        flags=tuple(row["flags"]),
        drift=tuple(
            GoldDrift(
                tuple(drift["origin"]), drift["to"], tuple(DriftClass(c) for c in [drift["class"], *drift["accept"]])
            )
            for drift in row["drift"]
        ),
        lineage=tuple(_lineage(one) for one in row["lineage"]) if "lineage" in row else None,
    )


def _lineage(row: Row) -> GoldLineage:
    answers = ((LineageStatus(one["status"]), one["from"]) for one in (row, *row["accept"]))
    return GoldLineage(row["to"], tuple(answers))


@contextmanager
def _understood(place: str) -> Iterator[None]:
    """What is read within is gold, or a ReadingError that names the place and what is missing or odd."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise ReadingError(f"{place}: is no gold ({type(error).__name__}: {error})") from error


def read_rows(path: Path, needed: set[str]) -> Iterator[tuple[int, Row]]:
    """The objects of a JSONL file with their line numbers, each with the fields needed; blank lines are skipped."""
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ReadingError(f"{path}:{number}: no JSON ({error})") from error
        if not isinstance(row, dict) or not needed <= row.keys():
            raise ReadingError(f"{path}:{number}: a gold row needs the fields {', '.join(sorted(needed))}")
        yield number, row


def _load(path: Path) -> Any:
    try:
        return json.loads(_text(path))
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"{path}: no JSON ({error})") from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadingError(f"{path}: the gold cannot be read ({error})") from error
