"""How many annotated speakers the candidates hold at all: the ceiling of attribution, measured alone."""

from __future__ import annotations

import json
from pathlib import Path

from quotetrace.extraction.layout import lay_out
from quotetrace.model import Document


def candidate_recall(gold: Path) -> tuple[int, int]:
    """Of the attributions with marked words and a source, for how many a candidate overlaps the source; and how many.

    gold: an annotated JSONL, as `bench.train` reads it.
    """
    found = total = 0
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        page = lay_out(Document(id="", label="", source="", text=row["text"]))
        mentions = [(mention.start, mention.end) for scene in page.scenes for mention in scene.mentions]
        for one in row["attributions"]:
            if one["quoted"] and one["source"]:
                total += 1
                found += any(start < after and first < end for first, after in one["source"] for start, end in mentions)
    return found, total
