"""The ranker: its table of weights, what it may change and what stands, and that it can be trained anew."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Mapping
from math import exp, log
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import conditional, train
from quotetrace.extraction import ranker
from quotetrace.extraction.attribution import attribute, places
from quotetrace.extraction.features import candidate_features, find_candidates, quotation_features
from quotetrace.extraction.layout import lay_out
from quotetrace.extraction.sieves import Attribution
from quotetrace.lexicons import lines
from quotetrace.model import Kind

from .articles import document, heard, read
from .known_failures import parameter
from .test_phenomena import CASES

# A cue that touches the marks (certain), and a fragment that only stands in somebody's sentence (a guess).
CERTAIN = "“Shut the gate at nine tonight,” Vera Moss said to him. He left."
GUESS = "Vera Moss left the hall with a plan that he found “a little too bold for us all”."


def answers(text: str) -> list[Attribution]:
    """What the sieves say."""
    page = lay_out(document(text))
    return attribute(page.text, page.scenes, page.marked)


def ranked(text: str) -> list[Attribution]:
    """What the ranker makes of it."""
    page = lay_out(document(text))
    return ranker.rank(page.text, page.scenes, page.marked, answers(text))


def weigh(monkeypatch: pytest.MonkeyPatch, table: Mapping[str, float]) -> None:
    """Put other weights in place of the shipped ones."""
    monkeypatch.setattr(ranker, "weights", lambda: table)


def named(answer: Attribution) -> str | None:
    return answer.mention.text if answer.mention is not None else None


# --- the table -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", lines("ranker.tsv")[::25])
def test_a_line_is_a_feature_a_tab_and_a_weight(line: str) -> None:
    assert re.fullmatch(r"[^\t]*\S\t-?\d+\.\d{3}", line)


def test_every_line_is_read_and_no_feature_stands_twice() -> None:
    assert len(ranker.weights()) == len(lines("ranker.tsv")) > 100
    assert "bias" in ranker.weights()
    assert all(0.02 <= abs(weight) < 10 for name, weight in ranker.weights().items() if name != "bias")


def produced() -> Counter[str]:
    """The features of every candidate of every invented article of the phenomena."""
    found: Counter[str] = Counter()
    pages = [lay_out(document(one.text, one.zones)) for one in CASES]
    others = ("The vote was “4 to 2”, Vera Moss said.", "Petra “Pip” Holm sang Vera Moss’s “Low Water” twice.")
    for page in [*pages, *(lay_out(document(text)) for text in others)]:
        known = {answer.quote: answer for answer in attribute(page.text, page.scenes, page.marked)}
        for number, scene in enumerate(page.scenes):
            for place in places(page.text, scene, page.marked) if scene.paragraph.zone is None else ():
                answer = known[place.quote]
                found.update(quotation_features(place, page.text, page.marked[place.quote].start, answer))
                for candidate in find_candidates(place, answer, page.scenes, number):
                    found.update(candidate_features(place, candidate))
    return found


def test_the_weights_are_of_features_that_are_there() -> None:
    families = {name.split()[0] for name in produced()}
    assert {name.split()[0] for name in ranker.weights()} - families <= {"bias"}


def test_features_know_no_name() -> None:
    assert not any(re.search(r"Holm|Petra|Vera|Moss", name) for name in [*produced(), *ranker.weights()])


# --- ranking ---------------------------------------------------------------------------------------------------


def test_a_feature_without_a_weight_weighs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    weigh(monkeypatch, {"bias": -1.0})
    [bare] = ranked(GUESS)
    weigh(monkeypatch, {"bias": -1.0, "a feature nobody has": 5.0})
    assert ranked(GUESS) == [bare]
    assert bare.chance == pytest.approx(exp(-1.0) / (1 + 3 * exp(-1.0)))  # Vera Moss, he, a plan, or nobody
    assert bare.speech == pytest.approx(3 * exp(-1.0) / (1 + 3 * exp(-1.0)))
    assert named(bare) == named(answers(GUESS)[0])


@pytest.mark.parametrize(
    ("text", "speaker"), [pytest.param(CERTAIN, "Vera Moss", id="certain"), pytest.param(GUESS, "he", id="guess")]
)
def test_what_a_cue_at_the_marks_says_stands_and_the_rest_is_chosen(
    text: str, speaker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    weigh(monkeypatch, {"bias": 0.0, "kind pronoun": 9.0, "kind name": -9.0})
    assert [named(one) for one in ranked(text)] == [speaker]
    weigh(monkeypatch, {"bias": 0.0, "kind pronoun": -9.0, "kind name": 9.0})
    assert [named(one) for one in ranked(text)] == ["Vera Moss"]


def test_a_certain_answer_that_the_ranker_would_not_choose_has_its_own_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    weigh(monkeypatch, {"bias": 0.0, "kind pronoun": 2.0, "kind name": -1.0})
    [one] = ranked(CERTAIN)
    assert one.chance == pytest.approx(exp(-1.0) / (1 + exp(-1.0) + 2 * exp(2.0)))  # Vera Moss, him, He, or nobody
    weigh(monkeypatch, {"bias": 0.0, "kind pronoun": -1.0, "kind name": 2.0})
    [one] = ranked(CERTAIN)
    assert one.chance == pytest.approx(exp(2.0) / (1 + exp(2.0) + 2 * exp(-1.0)))


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        pytest.param("“Shut the gate at nine,” Vera Moss said, according to the Harbour Times.", True, id="a channel"),
        pytest.param("According to the Harbour Times, Vera Moss said “shut the gate at nine”.", True, id="in front"),
        pytest.param("“Shut the gate at nine,” Vera Moss said, and the Harbour Times noted it.", False, id="none"),
    ],
)
def test_what_a_channel_may_have_said_its_speaker_said(text: str, sure: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    weigh(monkeypatch, {"bias": 0.0, "kind organisation": 4.0})
    [one] = ranked(text)
    assert one.mention is not None
    assert (one.mention.text, (one.chance or 0) > 0.9) == ("Vera Moss", sure)


def test_the_runner_up_is_somebody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    weigh(monkeypatch, {"bias": 0.0, "kind pronoun": 1.0})
    [one] = ranked(GUESS)
    assert (named(one), one.runner_up and one.runner_up.text) == ("he", "Vera Moss")


@pytest.mark.parametrize(
    ("text", "runner_up"),
    [
        parameter("another-person", "Karl Dahl sat.\n“It is wet,” said engineer Vera Moss.", "Karl Dahl"),
        parameter("another-mention-of-the-speaker", "Vera Moss is an engineer.\n“It is wet,” she said.", None),
    ],
)
def test_the_runner_up_is_told_by_name_and_is_not_the_speaker(text: str, runner_up: str | None) -> None:
    [one] = read(text).quotations
    assert (one.speaker, one.reason.runner_up) == ("Vera Moss", runner_up)


def test_answers_keep_their_order_and_a_headline_its_answer() -> None:
    text = "Moss: “Shut it”\n\n" + CERTAIN + " " + GUESS
    page = lay_out(document(text))
    given_answers = attribute(page.text, page.scenes, page.marked)
    found = ranker.rank(page.text, page.scenes, page.marked, given_answers)
    assert [one.quote for one in found] == [one.quote for one in given_answers]


# --- confidence ------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=40)
@given(st.lists(st.floats(-2000, 2000), min_size=2, max_size=6))
def test_the_chance_rises_with_the_score_and_stays_a_chance(scores: list[float]) -> None:
    chances = []
    with pytest.MonkeyPatch.context() as patch:
        for score in sorted(scores):
            weigh(patch, {"bias": score})
            [one] = ranked(GUESS)
            assert one.chance is not None
            chances.append(one.chance)
    assert chances == sorted(chances)
    assert all(0 <= chance <= 1 for chance in chances)


def test_every_confidence_is_a_chance_and_nobody_has_none() -> None:
    found = [one for case in CASES for one in read(case.text, case.zones).quotations]
    assert all(0 <= one.confidence <= 1 for one in found)
    assert all((one.confidence > 0) == (one.speaker is not None) for one in found)


def test_a_cue_at_the_marks_is_surer_than_a_guess() -> None:
    certain, guess = ranked(CERTAIN)[0].chance, ranked(GUESS)[0].chance
    assert certain is not None
    assert guess is not None
    assert certain > 0.9 > guess


# --- British marks ---------------------------------------------------------------------------------------------

_SINGLES = str.maketrans({"“": "‘", "”": "’", '"': "'"})
# Articles that have single marks already (or low and angle ones) are no longer the same when doubles become singles.
_HAS_SINGLES = re.compile(r"(?<!\w)['‘`„«]|''")
# The share of quotations that may be lost or change their speaker: issue B allows four points on news articles.
LOST = 0.04

INQUIRY = """“The valve's seat was cracked,” engineer Tova Lindqvist told the inquiry. “Nobody at the works asked why.”

The works' director, Owen Pryce, disagreed. “We asked twice,” he said, “and we didn't get an answer.”

He called the engineers' log “a diary, not a record” and Ms Lindqvist's claim “a guess in hindsight”.

“That isn't so,” Lindqvist said. According to her, the '80s drawings were “copied by hand”.

“Who signed them?” asked the chair, Judge Ruth Amsel. “I did,” Pryce said."""


def test_single_marks_in_an_article_give_the_speakers_of_double_ones() -> None:
    assert heard(INQUIRY.translate(_SINGLES)) == heard(INQUIRY)
    assert {who for _, who in heard(INQUIRY)} == {"Tova Lindqvist", "Owen Pryce", "Ruth Amsel"}


def test_single_marks_lose_few_speakers() -> None:
    total = kept = 0
    for one in CASES:
        if _HAS_SINGLES.search(one.text):
            continue
        double = Counter((words.translate(_SINGLES), who) for words, who in heard(one.text, one.zones))
        single = Counter(heard(one.text.translate(_SINGLES), one.zones))
        total, kept = total + double.total(), kept + (double & single).total()
    assert total > 200
    assert total - kept <= LOST * total


# --- training --------------------------------------------------------------------------------------------------

PEOPLE = ("Vera Moss", "Karl Dahl", "Tova Lindqvist", "Owen Pryce", "Ruth Amsel", "Ivar Solum")
SAYINGS = ("We shut the gate at nine tonight", "Nobody asked us about the crane", "The levy is too high for the town")


def annotated(number: int) -> dict[str, object]:
    """An invented article: one says something, another is only there, and a term in marks is nobody's words."""
    speaker, other = PEOPLE[number % 6], PEOPLE[(number + 1 + number // 6) % 6]
    words = SAYINGS[number % 3]
    text = f"{other} walked in.\n“{words},” {speaker} said before {other} left. The hall is known as “the Shed”."
    start, at = text.index(words), text.index(speaker + " said")
    row = {
        "quoted": [[start, start + len(words) + 1]],
        "source": [[at, at + len(speaker)]],
        "source_text": speaker,
    }
    return {"text": text, "attributions": [row]}


def loss(weights: Mapping[str, float], examples: list[conditional.Example]) -> float:
    """What the fit makes least, written out: the slow twin."""
    ridge = sum(weight**2 for name, weight in weights.items() if name != conditional.BIAS)
    total = conditional.RIDGE / 2 * ridge
    for example in examples:
        found = conditional.chances(weights, example)
        right = sum(chance for chance, is_right in zip(found, example.right, strict=True) if is_right)
        total -= log(right if any(example.right) else 1 - sum(found))
    return total


def test_the_fit_is_where_no_weight_can_be_better() -> None:
    told = conditional.Example([["near", "name"], ["far", "name"]], [True, False])
    odd = conditional.Example([["near"], ["far", "name"], ["far"]], [False, True, True])
    term = conditional.Example([["near", "term"], ["far", "term"]], [False, False])
    examples = [told] * 20 + [odd] * 5 + [term] * 20 + [conditional.Example([], [])]
    weights = conditional.fit(examples)
    assert set(weights) == {"bias", "near", "far", "name", "term"}
    least = loss(weights, examples[:-1])
    for name in weights:
        for step in (-0.05, 0.05):
            assert loss({**weights, name: weights[name] + step}, examples[:-1]) > least
    assert conditional.chances(weights, told)[0] > 0.7
    assert sum(conditional.chances(weights, term)) < 0.3


def test_training_writes_weights_that_rank(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, weights = tmp_path / "gold.jsonl", tmp_path / "weights.tsv"
    gold.write_text("".join(json.dumps(annotated(number)) + "\n" for number in range(30)), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["train.py", str(gold), "-o", str(weights), "--folds", "3"])
    train.main()
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "30 articles, 30 quoted spans; 3-fold cross-validation"
    assert told[-1].endswith(" weights written to weights.tsv")

    rows = [line.split("\t") for line in weights.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    table = {name: float(weight) for name, weight in rows}
    assert len(rows) == len(table) == int(told[-1].split()[0])
    weigh(monkeypatch, table)
    article = str(annotated(31)["text"])
    speech, term = ranked(article)
    assert named(speech) == PEOPLE[1]
    assert (speech.chance or 0) > 0.5 > (term.chance or 0)
    assert [one.kind for one in read(article).quotations] == [Kind.DIRECT, Kind.SCARE]
