"""Train the ranker on annotated articles: ``python bench/train.py GOLD.jsonl [-o WEIGHTS.tsv] [--folds 5]``.

GOLD has one document a line: ``{"text", "title"?, "attributions": [{"quoted": [[start, end]], "source": [[start, end]],
"source_text"}]}``, offsets into the text, marks excluded. Needs the ``train`` extra (scikit-learn). Prints the figures
of the cross-validation and writes the weights of a model trained on everything.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from quotetrace.extraction.attribution import attribute, places
from quotetrace.extraction.features import Candidate, candidate_features, find_candidates, quotation_features
from quotetrace.extraction.layout import lay_out
from quotetrace.folding import fold_words
from quotetrace.model import Document, Zone, ZoneKind

# Inverse regularisation; 0.1 and 1.0 score the same within 0.2 points of F1 in cross-validation.
STRENGTH = 0.3
# A feature must have been seen so often to get a weight, and a weight must be so large to be written.
SEEN, SMALLEST = 8, 0.02
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8)
WEIGHTS = Path(__file__).resolve().parent.parent / "quotetrace" / "lexicons" / "ranker.tsv"


@dataclass(frozen=True, slots=True)
class Example:
    """A quotation: the features of each candidate, and which of them name the annotated speaker."""

    rows: list[list[str]]
    right: list[bool]


@dataclass(frozen=True, slots=True)
class Article:
    """The examples of a document and how many quoted spans its annotation has."""

    examples: list[Example]
    gold: int


def read_gold(path: Path) -> list[Article]:
    """The articles of an annotated file, ready for training."""
    return [_article(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _article(row: dict[str, Any]) -> Article:
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
                    [source is not None and _names(candidate, source) for candidate in candidates],
                )
            )
    return Article(examples, len(gold))


def _overlap(left: tuple[int, int], right: tuple[int, int]) -> float:
    shared = min(left[1], right[1]) - max(left[0], right[0])
    return shared / (max(left[1], right[1]) - min(left[0], right[0])) if shared > 0 else 0.0


def _names(candidate: Candidate, source: dict[str, Any]) -> bool:
    mention = candidate.mention
    if any(mention.start < end and start < mention.end for start, end in source["source"]):
        return True
    return mention.kind.value == "name" and mention.core.split()[-1] in source["source_text"].split()


class Vocabulary:
    """Features that were seen often enough, numbered."""

    def __init__(self, articles: Sequence[Article]) -> None:
        counted = Counter(name for row, _ in _rows(articles) for name in row)
        self.number = {name: index for index, name in enumerate(sorted(n for n, c in counted.items() if c >= SEEN))}

    def matrix(self, articles: Sequence[Article]) -> tuple[csr_matrix, np.ndarray]:
        """One row a candidate, and whether it is right."""
        columns: list[int] = []
        ends, right = [0], []
        for row, is_right in _rows(articles):
            columns.extend(self.number[name] for name in row if name in self.number)
            ends.append(len(columns))
            right.append(is_right)
        shape = (len(right), len(self.number))
        return csr_matrix((np.ones(len(columns)), columns, ends), shape=shape), np.array(right)


def _rows(articles: Sequence[Article]) -> Iterator[tuple[list[str], bool]]:
    for article in articles:
        for example in article.examples:
            yield from zip(example.rows, example.right, strict=True)


def fit(articles: Sequence[Article]) -> tuple[Vocabulary, LogisticRegression]:
    """The vocabulary and the model of these articles."""
    vocabulary = Vocabulary(articles)
    rows, right = vocabulary.matrix(articles)
    return vocabulary, LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=1000).fit(rows, right)


def best_candidates(articles: Sequence[Article], chances: np.ndarray) -> list[tuple[float, bool]]:
    """The chance of each quotation's best candidate and whether it is right."""
    out, at = [], 0
    for article in articles:
        for example in article.examples:
            count = len(example.rows)
            if count:
                best = int(np.argmax(chances[at : at + count]))
                out.append((float(chances[at + best]), example.right[best]))
            at += count
    return out


def cross_validate(articles: Sequence[Article], folds: int) -> list[tuple[float, bool]]:
    """Best candidates of every article, each judged by a model that has not seen it."""
    order = list(range(len(articles)))
    random.Random(0).shuffle(order)
    out = []
    for fold in range(folds):
        held = [articles[index] for index in order[fold::folds]]
        rest = [articles[index] for other in range(folds) if other != fold for index in order[other::folds]]
        vocabulary, model = fit(rest)
        out.extend(best_candidates(held, model.predict_proba(vocabulary.matrix(held)[0])[:, 1]))
    return out


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


def write(vocabulary: Vocabulary, model: LogisticRegression, path: Path) -> int:
    """Write the weights, largest groups together, and return how many."""
    rows = [("bias", float(model.intercept_[0]))]
    rows += [(name, float(model.coef_[0][index])) for name, index in sorted(vocabulary.number.items())]
    kept = [row for row in rows if abs(row[1]) >= SMALLEST]
    head = "# Weights of the ranker: feature, tab, weight. Written by bench/train.py; ranker.md is its card.\n"
    path.write_text(head + "".join(f"{name}\t{weight:.3f}\n" for name, weight in kept), encoding="utf-8")
    return len(kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS)
    parser.add_argument("--folds", type=int, default=5)
    given = parser.parse_args()
    articles = read_gold(given.gold)
    gold = sum(article.gold for article in articles)
    print(f"{len(articles)} articles, {gold} quoted spans; {given.folds}-fold cross-validation")
    report(cross_validate(articles, given.folds), gold)
    vocabulary, model = fit(articles)
    print(f"{write(vocabulary, model, given.output)} weights written to {given.output.name}")


if __name__ == "__main__":
    main()
