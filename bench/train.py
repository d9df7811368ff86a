"""Train the ranker on annotated articles: ``python -m bench.train GOLD.jsonl [-o WEIGHTS.tsv] [--folds 5]``.

GOLD has one document a line: ``{"text", "title"?, "attributions": [{"quoted": [[start, end]], "source": [[start, end]],
"source_text"}]}``, offsets into the text, marks excluded. Needs the ``train`` extra (SciPy). Prints the figures of the
cross-validation and writes the weights of a model trained on everything. Where a score.py lies beside GOLD, the whole
extraction of each fold, with weights that have not seen it, is scored by that as well. --without leaves out the
features that begin so, to see what they are worth; then nothing is written.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import quotetrace
from bench.conditional import BIAS, Example, Weights, chances, fit
from quotetrace.extraction import ranker
from quotetrace.extraction.attribution import attribute, places
from quotetrace.extraction.clauses import PREPOSITIONS
from quotetrace.extraction.features import Candidate, candidate_features, find_candidates, quotation_features
from quotetrace.extraction.layout import lay_out
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.scenes import Scene
from quotetrace.extraction.sieves import Place
from quotetrace.folding import fold_words
from quotetrace.model import Document, Extraction, Zone, ZoneKind
from quotetrace.rendering.records import extraction_record

# A weight must be so large to be written.
SMALLEST = 0.02
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8)
WEIGHTS = Path(__file__).resolve().parent.parent / "quotetrace" / "lexicons" / "ranker.tsv"


@dataclass(frozen=True, slots=True)
class Article:
    """An annotated article: its line in the file, the examples in it, and how many quoted spans its annotation has."""

    line: str
    examples: list[Example]
    gold: int


def read_gold(path: Path) -> list[Article]:
    """The articles of an annotated file, ready for training."""
    return [_article(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _article(line: str) -> Article:
    row = json.loads(line)
    text = row["text"]
    first = text.split("\n", 1)[0]
    is_headline = fold_words(first)[:4] == fold_words(row.get("title") or "")[:4] and bool(row.get("title"))
    zones = (Zone(0, len(first), ZoneKind.HEADLINE),) if is_headline else ()
    frames = lay_out(Document(id="", label="", source="", text=text, zones=zones))
    answers = {one.quote: one for one in attribute(frames.text, frames.scenes, frames.marked)}
    gold = [(tuple(span), one) for one in row["attributions"] for span in one["quoted"]]
    examples = []
    for number, scene in enumerate(frames.scenes):
        if scene.paragraph.zone is not None:
            continue
        for place in places(frames.text, scene, frames.marked):
            one, answer = frames.marked[place.quote], answers[place.quote]
            source = next((item for span, item in gold if _overlap(span, (one.start, one.end)) >= 0.5), None)
            shared = quotation_features(place, frames.text, one.start, answer)
            candidates = find_candidates(place, answer, frames.scenes, number)
            examples.append(
                Example(
                    [shared + candidate_features(place, candidate) for candidate in candidates],
                    [source is not None and _names(place, candidate, source) for candidate in candidates],
                )
            )
    return Article(line, examples, len(gold))


def _overlap(left: tuple[int, int], right: tuple[int, int]) -> float:
    shared = min(left[1], right[1]) - max(left[0], right[0])
    return shared / (max(left[1], right[1]) - min(left[0], right[0])) if shared > 0 else 0.0


def _names(place: Place, candidate: Candidate, source: dict[str, Any]) -> bool:
    """Whether the mention is the source's head, or names it elsewhere; *ministry* is not in *an official at the …*."""
    mention = candidate.mention
    span = next(((start, end) for start, end in source["source"] if mention.start < end and start < mention.end), None)
    if span is not None:
        return candidate.back > 0 or not _is_within(place.scene, mention, span)
    return mention.kind.value == "name" and mention.core.split()[-1] in source["source_text"].split()


def _is_within(scene: Scene, mention: Mention, source: tuple[int, int]) -> bool:
    """Whether a preposition, a genitive or a relative clause makes it a part of the source and no head."""
    if mention.core in ("who", "which") and mention.start > source[0]:
        return True
    at = mention.first - 1
    while scene.low(at) in ("the", "a", "an"):
        at -= 1
    governed = scene.low(at) in PREPOSITIONS and scene.paragraph.begins[at] > source[0]
    return governed or (mention.possessive and mention.end + 2 < source[1])


def folds(articles: Sequence[Article], count: int) -> Iterator[tuple[list[Article], Weights]]:
    """Each fold of the articles with the weights that the others give; which article is in which is always the same."""
    order = list(range(len(articles)))
    random.Random(0).shuffle(order)
    for fold in range(count):
        rest = [articles[index] for other in range(count) if other != fold for index in order[other::count]]
        yield [articles[index] for index in order[fold::count]], fit(examples(rest))


def examples(articles: Sequence[Article]) -> list[Example]:
    """The quotations of all articles."""
    return [example for article in articles for example in article.examples]


def best_candidates(held: Sequence[Article], weights: Weights) -> Iterator[tuple[float, bool]]:
    """The chance of each quotation's best candidate and whether it is right."""
    for example in examples(held):
        if example.rows:
            found = chances(weights, example)
            best = max(range(len(found)), key=found.__getitem__)
            yield found[best], example.right[best]


def extracted(held: Sequence[Article], weights: Weights) -> list[str]:
    """What `quotetrace extract` prints of the articles where the ranker has these weights."""
    with tempfile.TemporaryDirectory(prefix="quotetrace-") as scratch, patch.object(ranker, "weights", lambda: weights):
        file = Path(scratch) / "held.jsonl"
        file.write_text("".join(article.line + "\n" for article in held), encoding="utf-8")
        return [json.dumps(extraction_record(one)) for one in quotetrace.extract([file]) if isinstance(one, Extraction)]


def report(found: Sequence[tuple[float, bool]], gold: int) -> None:
    """Precision, recall and F1 by threshold, and how true the chances are."""
    print("threshold  precision  recall    F1")
    for threshold in THRESHOLDS:
        claimed = [right for chance, right in found if chance >= threshold]
        precision, recall = sum(claimed) / max(len(claimed), 1), sum(claimed) / gold
        score = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"{threshold:9.2f}  {100 * precision:9.1f}  {100 * recall:6.1f}  {100 * score:5.1f}")
    print("chance said  share right     n")
    for low in range(10):
        inside = [right for chance, right in found if low <= 10 * chance < low + 1 or (low == 9 and chance == 1)]
        if inside:
            print(f"  {low / 10:.1f}-{low / 10 + 0.1:.1f}       {sum(inside) / len(inside):6.3f}  {len(inside):6}")


def score(gold: Path, predicted: Sequence[str]) -> None:
    """What the score.py beside `gold` says of the extraction of all folds."""
    with tempfile.TemporaryDirectory(prefix="quotetrace-") as scratch:
        file = Path(scratch) / "predicted.jsonl"
        file.write_text("".join(line + "\n" for line in predicted), encoding="utf-8")
        run = subprocess.run(
            [sys.executable, gold.parent / "score.py", gold, file], capture_output=True, encoding="utf-8"
        )
    print("the whole extraction, each fold with weights that have not seen it:")
    print("\n".join(line for line in (run.stdout + run.stderr).splitlines() if not line.startswith("indirect")))


def write(weights: Weights, path: Path) -> int:
    """Write the weights, the bias first, and return how many."""
    kept = [(name, weights[name]) for name in sorted(weights, key=lambda name: (name != BIAS, name))]
    kept = [(name, weight) for name, weight in kept if abs(weight) >= SMALLEST]
    head = "# Weights of the ranker: feature, tab, weight. Written by bench/train.py; ranker.md is its card.\n"
    path.write_text(head + "".join(f"{name}\t{weight:.3f}\n" for name, weight in kept), encoding="utf-8")
    return len(kept)


def without(articles: Sequence[Article], prefixes: Sequence[str]) -> list[Article]:
    """The articles without the features that begin with one of `prefixes`."""

    def bare(example: Example) -> Example:
        rows = [[name for name in row if not name.startswith(tuple(prefixes))] for row in example.rows]
        return Example(rows, example.right)

    return [Article(one.line, [bare(example) for example in one.examples], one.gold) for one in articles]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--without", nargs="+", default=[], metavar="PREFIX", help="features to leave out")
    given = parser.parse_args()
    articles = without(read_gold(given.gold), given.without)
    gold = sum(article.gold for article in articles)
    print(f"{len(articles)} articles, {gold} quoted spans; {given.folds}-fold cross-validation")
    found: list[tuple[float, bool]] = []
    predicted: list[str] = []
    scored = (given.gold.parent / "score.py").exists()
    for held, weights in folds(articles, given.folds):
        found.extend(best_candidates(held, weights))
        predicted.extend(extracted(held, weights) if scored else [])
    report(found, gold)
    if scored:
        score(given.gold, predicted)
    if not given.without:
        print(f"{write(fit(examples(articles)), given.output)} weights written to {given.output.name}")


if __name__ == "__main__":
    main()
