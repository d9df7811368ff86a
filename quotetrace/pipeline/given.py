"""The file of `ingest --quotations`: quotations that somebody else extracted, one document a line (DESIGN 4.1)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from quotetrace.errors import UsageError
from quotetrace.model import Flag, GivenQuotation, Kind, Part
from quotetrace.written import written

_FORM = "quotations are given as quotetrace extract prints them"


def read_given(path: Path) -> Mapping[str, Sequence[GivenQuotation]]:
    """The quotations given for each document, by its label; UsageError with the line for what is not in that form.

    Of a quotation ``start`` and ``end`` must be there; part, kind, speaker, speaker_start and speaker_end, cue_start
    and cue_end, continues and flags count where they are, and everything else is left alone.
    """
    try:
        # Not `splitlines`: JSON may hold what that takes for ends of lines
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}): name the file with the quotations") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is not UTF-8: {_FORM}") from None
    given: dict[str, list[GivenQuotation]] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            label, quotations = _row(_json(line))
            if label in given:
                raise ValueError(f"document {label!r} stands in two lines")
        except ValueError as error:
            raise UsageError(f"{path} line {number}: {error}: {_FORM}") from None
        given[label] = quotations
    return given


def _json(line: str) -> Any:
    try:
        return json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise ValueError("is no JSON") from None


def _row(row: Any) -> tuple[str, list[GivenQuotation]]:
    if not isinstance(row, dict) or not isinstance(row.get("doc"), str) or not isinstance(row.get("quotations"), list):
        raise ValueError("has no doc or no list of quotations")
    return row["doc"], [_quotation(one) for one in row["quotations"]]


def _quotation(one: Any) -> GivenQuotation:
    if not isinstance(one, dict):
        raise ValueError("a quotation is no object")
    place = _span(one, "start", "end")
    if place is None:
        raise ValueError("a quotation has no start and end")
    speaker, continues = one.get("speaker"), one.get("continues")
    if not isinstance(speaker, str | None) or not isinstance(continues, int | None):
        raise ValueError("speaker is no text, or continues no number")
    if speaker is not None and speaker != written(speaker):
        raise ValueError("speaker holds half a surrogate pair, which is no character")
    flags = one.get("flags")
    if not isinstance(flags, list | None):
        raise ValueError("flags are no list")
    return GivenQuotation(
        *place,
        part=Part(one.get("part") or "body"),
        kind=Kind(one.get("kind") or "direct"),
        speaker=speaker or None,
        mention=_span(one, "speaker_start", "speaker_end"),
        cue=_span(one, "cue_start", "cue_end"),
        continues=continues,
        flags=tuple(map(Flag, flags or ())),
    )


def _span(one: Mapping[str, Any], start: str, end: str) -> tuple[int, int] | None:
    """Two offsets, None where both are null or missing."""
    place = one.get(start), one.get(end)
    if place == (None, None):
        return None
    if not all(isinstance(offset, int) and not isinstance(offset, bool) for offset in place):
        raise ValueError(f"{start} and {end} are no whole numbers")
    return place[0], place[1]  # type: ignore[return-value]
