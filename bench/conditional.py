"""The ranker's model: conditional logistic regression over the candidates of a quotation and *nobody*.

The candidates of one quotation compete, with nobody's words as one answer more whose score is always 0 (McFadden
1974): a candidate's chance is e^score over the sum of all. Where several mentions name the right speaker, their chances
add up. Fitted by SciPy's L-BFGS with a ridge penalty; the gradient is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

# Half the ridge penalty on the sum of squared weights; 0.5 to 3 score the same within 0.2 points of F1 when
# cross-validated, 8 loses 0.4.
RIDGE = 2.0
# A feature must have been seen so often to get a weight.
SEEN = 8
BIAS = "bias"
_STEPS = 300
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """A quotation: the features of each candidate, and which of them name the annotated speaker."""

    rows: Sequence[Sequence[str]]
    right: Sequence[bool]


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weight of each feature that was seen often enough, and the bias of every candidate against nobody."""
    examples = [example for example in examples if example.rows]
    number = _numbered(examples)
    rows = _matrix(examples, number)
    right = np.array([is_right for example in examples for is_right in example.right], dtype=float)
    starts = _starts(examples)
    of = np.repeat(np.arange(len(examples)), [len(example.rows) for example in examples])
    answered = np.add.reduceat(right, starts) > 0
    columns = rows.T.tocsr()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = rows @ weights[:-1] + weights[-1]
        top = np.maximum(np.maximum.reduceat(scores, starts), 0.0)
        powers, nobody = np.exp(scores - top[of]), np.exp(-top)
        total = np.add.reduceat(powers, starts) + nobody
        wanted = np.where(answered, np.add.reduceat(powers * right, starts), nobody)
        pull = powers / total[of] - np.where(answered[of], powers * right / wanted[of], 0.0)
        penalty = RIDGE * np.append(weights[:-1], 0.0)
        gradient = np.append(columns @ pull, pull.sum()) + penalty
        return float(np.log(total / wanted).sum() + penalty @ weights / 2), gradient

    found = minimize(loss, np.zeros(len(number) + 1), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    return {BIAS: float(found[-1])} | {name: float(found[index]) for name, index in number.items()}


def chances(weights: Weights, example: Example) -> list[float]:
    """The chance of each candidate, 0 to 1; what is left of 1 is nobody's."""
    scores = [weights[BIAS] + sum(weights.get(name, 0.0) for name in row) for row in example.rows]
    top = max(0.0, *scores)
    powers = [float(np.exp(score - top)) for score in scores]
    total = sum(powers) + float(np.exp(-top))
    return [power / total for power in powers]


def _numbered(examples: Sequence[Example]) -> dict[str, int]:
    counted = Counter(name for row in _rows(examples) for name in row)
    return {name: index for index, name in enumerate(sorted(n for n, count in counted.items() if count >= SEEN))}


def _matrix(examples: Sequence[Example], number: Mapping[str, int]) -> csr_matrix:
    """One row a candidate, 1.0 for each feature that holds."""
    columns: list[int] = []
    ends = [0]
    for row in _rows(examples):
        columns.extend(number[name] for name in row if name in number)
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(ends) - 1, len(number)))


def _starts(examples: Sequence[Example]) -> np.ndarray:
    """Where the candidates of each example begin among all."""
    return np.cumsum([0] + [len(example.rows) for example in examples])[:-1]


def _rows(examples: Sequence[Example]) -> Iterator[Sequence[str]]:
    return (row for example in examples for row in example.rows)
