"""The measures: a perfect prediction scores 100 everywhere, and each sort of mistake lowers its own figure."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrace.errors import ReadingError, UsageError
from quotetrace.evaluation import Evaluation, evaluate, read_gold
from quotetrace.evaluation.extraction import THRESHOLDS, score_extraction, score_thresholds
from quotetrace.evaluation.gold import Gold, GoldDocument, GoldQuotation, GoldUtterance
from quotetrace.evaluation.measures import SAME_SPAN, Fault, Score, Share, covers, overlap, pair_up
from quotetrace.evaluation.names import is_bare_surname, is_same_speaker, stands_in_full
from quotetrace.evaluation.outcomes import locate
from quotetrace.evaluation.speech import is_speech
from quotetrace.model import (
    ClaimedOrigin,
    Document,
    Drift,
    DriftClass,
    Extraction,
    First,
    FirstStatus,
    Flag,
    Kind,
    Lineage,
    LineageStatus,
    Occurrence,
    Part,
    Quotation,
    Reason,
    Relation,
    Span,
    Trace,
    TracedQuotation,
)
from quotetrace.moments import Moment

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
spans = st.tuples(st.integers(0, 30), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))


# --- names and cues ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "canonical", "aliases", "same"),
    [
        pytest.param("Ines Calloway", "Ines Calloway", [], True, id="the same"),
        pytest.param("Calloway", "Ines Calloway", [], True, id="surname"),
        pytest.param("Ines", "Ines Calloway", [], False, id="first name"),
        pytest.param("Mayor Ines Calloway", "Ines Calloway", [], True, id="title before"),
        pytest.param("Inés Calloway’s", "Ines Calloway", [], True, id="accent and possessive"),
        pytest.param("harbour board chief Ines Calloway", "Ines Calloway", [], True, id="role before"),
        pytest.param("Ines Calloway, the mayor", "Ines Calloway", [], True, id="role after a comma"),
        pytest.param("Ines M. Calloway", "Ines Calloway", [], True, id="initial"),
        pytest.param("Ines Maria Calloway", "Ines Calloway", [], True, id="middle name"),
        pytest.param("Otto Calloway", "Ines Calloway", [], False, id="another first name"),
        pytest.param("Calloway's spokesman", "Ines Calloway", [], False, id="spokesman"),
        pytest.param("Ines Calloway and Otto Brandt", "Ines Calloway", [], False, id="joint for one"),
        pytest.param("Calloway", "Calloway and Brandt", [], False, id="one for joint"),
        pytest.param("Ines Calloway Jr.", "Ines Calloway", [], False, id="junior"),
        pytest.param("the mayor", "Ines Calloway", ["the mayor"], True, id="alias"),
        pytest.param("the mayor", "Ines Calloway", [], False, id="role without an alias"),
        pytest.param("Captain Zed", "Zed", [], True, id="surname only known"),
        pytest.param("Zed's lawyer", "Zed", [], False, id="lawyer of a surname"),
        pytest.param("U.S. Treasury", "US Treasury", [], True, id="initials"),
        pytest.param("Min", "Min Thu Kyaw", [], True, id="first of three names"),
        pytest.param(None, "Ines Calloway", [], False, id="nobody"),
        pytest.param("", "Ines Calloway", ["the mayor"], False, id="empty"),
    ],
)
def test_names_agree_on_the_person(name: str | None, canonical: str, aliases: list[str], same: bool) -> None:
    assert is_same_speaker(name, canonical, aliases) is same


@pytest.mark.parametrize(
    ("text", "canonical", "there"),
    [
        pytest.param("Then Ines Calloway spoke.", "Ines Calloway", True, id="the same"),
        pytest.param("Then INÉS CALLOWAY’s boat sank.", "Ines Calloway", True, id="folded"),
        pytest.param("Ines M. Calloway spoke.", "Ines Calloway", True, id="initial"),
        pytest.param("Ines Maria van Calloway spoke.", "Ines Calloway", True, id="two words between"),
        pytest.param("Ines Calloway spoke.", "Mayor Ines Maria Calloway", True, id="no middle name in the text"),
        pytest.param("Otto Brandt Jr. spoke.", "Otto Brandt Jr.", True, id="junior"),
        pytest.param("Otto Brandt spoke.", "Otto Brandt Jr.", True, id="junior without"),
        pytest.param("Otto Brandt Jr. spoke.", "Otto Brandt", False, id="the son of that name"),
        pytest.param("Mayor Calloway spoke.", "Ines Calloway", False, id="surname alone"),
        pytest.param("Ines and Otto Calloway spoke.", "Ines Calloway", False, id="first names joined"),
        pytest.param("She spoke to Ines. “Calloway!” he cried.", "Ines Calloway", False, id="over a mark"),
        pytest.param("By Ines\nCalloway spoke.", "Ines Calloway", False, id="over a line"),
        pytest.param("Otto Calloway spoke.", "Ines Calloway", False, id="a brother"),
        pytest.param("Zed spoke.", "Zed", False, id="a name of one word"),
    ],
)
def test_a_text_gives_the_full_name(text: str, canonical: str, there: bool) -> None:
    assert stands_in_full(text, canonical) is there


@pytest.mark.parametrize(
    ("name", "canonical", "bare"),
    [
        ("Calloway", "Ines Calloway", True),
        ("Ms. Calloway", "Ines Calloway", True),
        ("Ines Calloway", "Ines Calloway", False),
        ("Zed", "Zed", False),
        ("HBC", "Harbour Board Council", False),
        (None, "Ines Calloway", False),
    ],
)
def test_a_surname_alone_is_bare(name: str | None, canonical: str, bare: bool) -> None:
    assert is_bare_surname(name, canonical) is bare


@pytest.mark.parametrize(
    ("cue", "speech"),
    [
        ("said", True),
        ("according to", True),
        ("was quoted as saying", True),
        ("promised", True),
        ("denies", True),
        ("called for", True),
        ("called", False),
        ("believes", False),
        ("found", False),
        ("hopes", False),
        ("", False),
    ],
)
def test_cues_of_speech_are_told_from_those_of_thought(cue: str, speech: bool) -> None:
    assert is_speech(cue) is speech


# --- counting ------------------------------------------------------------------------------------------------


def test_a_score_of_nothing_is_zero_and_f1_is_the_harmonic_mean() -> None:
    assert (Score(0, 0, 0).precision, Score(0, 0, 0).recall, Score(0, 0, 0).f1) == (0.0, 0.0, 0.0)
    score = Score(right=3, predicted=4, gold=6)
    assert (score.precision, score.recall) == (0.75, 0.5)
    assert score.f1 == pytest.approx(2 * 0.75 * 0.5 / (0.75 + 0.5))


@given(spans, spans)
def test_overlap_is_that_of_the_sets_of_characters(left: tuple[int, int], right: tuple[int, int]) -> None:
    one, other = set(range(*left)), set(range(*right))
    assert overlap(left, right) == pytest.approx(len(one & other) / len(one | other))
    assert overlap(left, right) == overlap(right, left)
    most = len(one & other) >= 0.8 * min(len(one), len(other))
    assert covers(left, right) == (most or len(one & other) >= SAME_SPAN * len(one | other))


@given(st.lists(spans, max_size=5), st.lists(spans, max_size=5))
def test_pairs_are_one_to_one_and_none_left_over_is_closer(
    left: list[tuple[int, int]], right: list[tuple[int, int]]
) -> None:
    lefts, rights = list(enumerate(left)), list(enumerate(right))

    def closeness(one: tuple[int, tuple[int, int]], other: tuple[int, tuple[int, int]]) -> float:
        return overlap(one[1], other[1])

    pairs = pair_up(lefts, rights, closeness)
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
    of_left = {one: closeness(one, other) for one, other in pairs}
    of_right = {other: closeness(one, other) for one, other in pairs}
    for one in lefts:
        for other in rights:
            if (value := closeness(one, other)) >= SAME_SPAN:
                assert max(of_left.get(one, 0), of_right.get(other, 0)) >= value


# --- an annotated file ---------------------------------------------------------------------------------------

TEXT = "The pier is shut. “It will stay shut,” Ines Calloway said. She called the repair “a joke in two parts”."
PIER, JOKE = (TEXT.index("It will"), TEXT.index(",”") + 1), (TEXT.index("a joke"), TEXT.index("”."))


def annotated(tmp_path: Path) -> Path:
    def row(kind: str, quoted: tuple[int, int], source: str, cue: str) -> dict[str, object]:
        start = TEXT.index(source)
        spans = {"content": [quoted], "quoted": [quoted], "source": [[start, start + len(source)]]}
        return {"kind": kind, **spans, "source_text": source, "cue_text": cue}

    rows = [row("direct", PIER, "Ines Calloway", "said"), row("mixed", JOKE, "She", "called")]
    path = tmp_path / "pier.jsonl"
    path.write_text(json.dumps({"doc": "pier", "text": TEXT, "attributions": rows}) + "\n\n", encoding="utf-8")
    who = {"speaker": "Ines Calloway", "aliases": ["Calloway"], "not_speech": False, "debatable": False}
    speakers = [
        {"doc": "pier", "attribution": number, "mention_type": sort, **who}
        for number, sort in enumerate(("name", "pronoun"))
    ]
    (tmp_path / "speakers.jsonl").write_text("\n".join(map(json.dumps, speakers)), encoding="utf-8")
    return path


def said(
    span: tuple[int, int], speaker: str | None, mention: str | None, *, kind: Kind = Kind.DIRECT, **more: object
) -> Quotation:
    start = TEXT.index(mention) if mention else 0
    found = Span(start, start + len(mention), mention) if mention else None
    made = Quotation("q", "pier", Part.BODY, *span, TEXT[span[0] : span[1]], kind, speaker, speaker_mention=found)
    return replace(made, id=f"pier/{span[0]}", **more)  # type: ignore[arg-type]


RIGHT = (
    said(PIER, "Ines Calloway", "Ines Calloway"),
    said(JOKE, "Ines Calloway", "She", kind=Kind.MIXED),
)


def scored(tmp_path: Path, *quotations: Quotation, show: int = 0) -> Evaluation:
    gold = annotated(tmp_path)
    document = Document("pier", "pier", str(gold), TEXT)
    extraction = Extraction(document, quotations, ())
    return evaluate(gold, speakers=tmp_path / "speakers.jsonl", predictions=[extraction], show=show)


def test_a_right_extraction_scores_everything(tmp_path: Path) -> None:
    assert scored(tmp_path, *RIGHT).lines() == [
        "quoted detection                 100.0   P 100.0  R 100.0  gold 2  said 2",
        "quoted + speaker                 100.0   P 100.0  R 100.0  gold 2  said 2",
        "quoted + named speaker           100.0   P 100.0  R 100.0  gold 2  said 2",
        "named in full                    100.0   2 of 2",
        "no bare surname                  100.0   0 of 2 bare, in full elsewhere",
        "kind: direct                     100.0   P 100.0  R 100.0  gold 1  said 1",
        "kind: mixed                      100.0   P 100.0  R 100.0  gold 1  said 1",
        "speaker of direct                100.0   1 of 1",
        "speaker of mixed                 100.0   1 of 1",
        "named by name                    100.0   1 of 1",
        "named by pronoun                 100.0   1 of 1",
    ]


WHY = "rule ranker, confidence 0.62, runner-up Calloway (right)"


def test_mistakes_are_shown_by_their_sort(tmp_path: Path) -> None:
    guess = {"confidence": 0.625, "reason": Reason("ranker", "Calloway")}
    wrong = (
        said((0, 16), "Otto Brandt", "The pier", confidence=0.31, reason=Reason("last speaker", "Otto Brandt")),
        said((PIER[0] + 3, PIER[1]), "Otto Brandt", "The pier", kind=Kind.MIXED, **guess),
    )
    assert scored(tmp_path, *wrong, show=1).lines() == [
        "quoted detection                  50.0   P 50.0  R 50.0  gold 2  said 2",
        "quoted + speaker                   0.0   P 0.0  R 0.0  gold 2  said 2",
        "quoted + named speaker             0.0   P 0.0  R 0.0  gold 2  said 2",
        "kind: direct                       0.0   P 0.0  R 0.0  gold 1  said 1",
        "kind: mixed                        0.0   P 0.0  R 0.0  gold 1  said 1",
        "speaker of direct                  0.0   0 of 1",
        "named by name                      0.0   0 of 1",
        "MISSED | pier/82 | nothing for She | a joke in two parts | no quotation was found there",
        "EXTRA | pier/body/0 | Otto Brandt for nothing | The pier is shut | rule last speaker, confidence 0.31",
        f"WRONG SPEAKER | pier/19 | Otto Brandt (as “The pier”) for Ines Calloway | It will stay shut, | {WHY}",
        f"WRONG NAME | pier/19 | Otto Brandt (as “The pier”) for Ines Calloway | It will stay shut, | {WHY}",
        f"WRONG KIND | pier/19 | mixed for direct | It will stay shut, | {WHY}",
    ]


@pytest.mark.parametrize(
    ("second", "figures"),
    [
        pytest.param(said(JOKE, "Calloway", "She"), (100.0, 100.0, 100.0), id="bare surname"),
        pytest.param(said(JOKE, "Otto Brandt", "She"), (100.0, 100.0, 50.0), id="right mention, wrong name"),
        pytest.param(said(JOKE, "Ines Calloway", "The pier"), (100.0, 50.0, 100.0), id="wrong mention, right name"),
        pytest.param(said(JOKE, "she", None), (100.0, 100.0, 50.0), id="the pronoun as a name"),
        pytest.param(said(JOKE, "Otto", TEXT[17:98]), (100.0, 50.0, 50.0), id="a stretch of text as mention"),
        pytest.param(said(JOKE, None, "She"), (66.7, 66.7, 66.7), id="no speaker"),
        pytest.param(said(JOKE, "Calloway", "She", kind=Kind.SCARE), (66.7, 66.7, 66.7), id="scare"),
        pytest.param(
            said(JOKE, "Calloway", "She", kind=Kind.HEADLINE), (66.7, 66.7, 66.7), id="headline, unmarked here"
        ),
        pytest.param(said(JOKE, "Calloway", "She", flags=(Flag.NESTED,)), (66.7, 66.7, 66.7), id="nested"),
        pytest.param(said((JOKE[0], JOKE[0] + 12), "Calloway", "She"), (100.0, 100.0, 100.0), id="most of the words"),
        pytest.param(said((JOKE[0], JOKE[0] + 6), "Calloway", "She"), (50.0, 50.0, 50.0), id="too few of the words"),
    ],
)
def test_one_quotation_more_or_less_right(
    tmp_path: Path, second: Quotation, figures: tuple[float, float, float]
) -> None:
    found = {figure.name: figure.value for figure in scored(tmp_path, RIGHT[0], second).figures()}
    assert tuple(found[f"quoted {what}"] for what in ("detection", "+ speaker", "+ named speaker")) == figures


@pytest.mark.parametrize(
    ("second", "why"),
    [
        pytest.param(said(JOKE, None, None, kind=Kind.SCARE), "found as nobody's words, rule none", id="scare"),
        pytest.param(said(JOKE, None, "She"), "found without a speaker, rule none", id="no speaker"),
        pytest.param(
            said(JOKE, "Calloway", "She", flags=(Flag.NESTED,)), "found as nested in another quotation", id="nested"
        ),
        pytest.param(
            said(JOKE, "Calloway", "She", kind=Kind.INDIRECT),
            "found as indirect, rule none, confidence 0.00",
            id="another kind",
        ),
        pytest.param(said((JOKE[0], JOKE[0] + 6), "Calloway", "She"), "other bounds: “a joke”", id="bounds"),
        pytest.param(said((0, 16), "Calloway", "She"), "no quotation was found there", id="nothing there"),
    ],
)
def test_what_is_missed_says_what_was_made_of_the_words(tmp_path: Path, second: Quotation, why: str) -> None:
    findings = scored(tmp_path, RIGHT[0], second, show=3).findings()
    assert [one.why for one in findings if one.fault is Fault.MISSED] == [why]


def test_what_is_not_sure_enough_is_missed_and_says_so(tmp_path: Path) -> None:
    sure, unsure = replace(RIGHT[0], confidence=0.8), replace(RIGHT[1], confidence=0.4)
    extraction = Extraction(Document("pier", "pier", "pier", TEXT), (sure, unsure), ())
    gold = annotated(tmp_path)
    evaluation = evaluate(gold, predictions=[extraction], min_confidence=0.5, thresholds=True, show=1)
    assert evaluation.extraction is not None
    assert evaluation.extraction.speaker == Score(1, 1, 2)
    [missed] = evaluation.findings()
    assert missed.why == "not sure enough: Ines Calloway (as “She”), rule none, confidence 0.40"
    assert [(row.confidence, row.speaker.precision, row.speaker.recall) for row in evaluation.thresholds] == [
        *((least, 1.0, 1.0) for least in (0.0, 0.3, 0.4)),
        *((least, 1.0, 0.5) for least in (0.5, 0.6, 0.7, 0.8)),
        (0.9, 0.0, 0.0),
    ]


@given(
    st.lists(
        st.tuples(st.sampled_from([PIER, JOKE, (0, 16)]), st.floats(0, 1)), max_size=6, unique_by=lambda one: one[0]
    )
)
def test_a_higher_threshold_never_finds_more(claims: list[tuple[tuple[int, int], float]]) -> None:
    quotations = tuple(said(span, "Ines Calloway", "She", confidence=chance) for span, chance in claims)
    extraction = Extraction(Document("pier", "pier", "pier", TEXT), quotations, ())
    golds = [GoldQuotation(str(one), "pier", Part.BODY, Kind.DIRECT, TEXT[slice(*one)], *one) for one in (PIER, JOKE)]
    document = GoldDocument("pier", tuple(golds), frozenset({Kind.DIRECT}))
    rows = score_thresholds([document], {"pier": extraction})
    assert [row.confidence for row in rows] == [0.0, *THRESHOLDS]
    for row, higher in itertools.pairwise(rows):
        assert row.speaker.right >= higher.speaker.right
        assert row.speaker.predicted >= higher.speaker.predicted
        assert row.speaker.gold == higher.speaker.gold
        alone = score_extraction([document], {"pier": extraction}, min_confidence=row.confidence)
        assert (alone.speaker, alone.named) == (row.speaker, row.named)


def test_rules_say_what_they_got_right(tmp_path: Path) -> None:
    behind, before = Reason("behind"), Reason("before")
    wrong = said((0, 16), "Otto Brandt", "The pier", reason=before)
    found = scored(tmp_path, replace(RIGHT[0], reason=behind), replace(RIGHT[1], reason=before), wrong).extraction
    assert found is not None
    assert found.rules == (("before", Share(1, 2)), ("behind", Share(1, 1)))


def test_a_bare_surname_is_right_but_not_in_full(tmp_path: Path) -> None:
    found = scored(tmp_path, RIGHT[0], said(JOKE, "Calloway", "She", kind=Kind.MIXED)).extraction
    assert found is not None
    assert found.in_full == Share(1, 2)
    assert found.bare == Share(1, 2)


def test_a_surname_is_not_bare_where_the_article_knows_no_more() -> None:
    text = "“It will stay shut,” Calloway said."
    start, end = text.index("It"), text.index("”")
    gold = GoldQuotation("q", "pier", Part.BODY, Kind.DIRECT, text[start:end], start, end, speaker="Ines Calloway")
    document = GoldDocument("pier", (replace(gold, named=True),), frozenset({Kind.DIRECT}))
    claim = Quotation("q", "pier", Part.BODY, start, end, text[start:end], Kind.DIRECT, "Calloway")
    for known, bare in ((text, 0), (f"{text} Ines Calloway left.", 1)):
        found = score_extraction(
            [document], {"pier": Extraction(Document("pier", "pier", "pier", known), (claim,), ())}
        )
        assert (found.in_full, found.bare) == (Share(0, 1), Share(bare, 1))


def test_a_document_without_a_prediction_is_missed_and_named(tmp_path: Path) -> None:
    evaluation = evaluate(annotated(tmp_path), predictions=[])
    assert evaluation.extraction is not None
    assert evaluation.extraction.detection == Score(0, 0, 2)
    assert evaluation.extraction.named is None
    assert evaluation.lines()[-1] == "no prediction for pier"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(
            '{"doc": "a", "text": "b", "attributions": []}\nnot json\n', r"gold\.jsonl:2: no JSON", id="no JSON"
        ),
        pytest.param(
            '{"doc": "a"}\n', r"gold\.jsonl:1: a gold row needs the fields attributions, doc, text", id="fields"
        ),
        pytest.param("[1]\n", r"gold\.jsonl:1: a gold row needs", id="no object"),
        pytest.param("[" * 100_000, r"gold\.jsonl:1: no JSON", id="nested without end"),
        pytest.param(
            '{"doc": "a", "text": "b", "attributions": [7]}\n',
            r"gold\.jsonl:1: is no gold \(TypeError",
            id="no object in it",
        ),
        pytest.param(
            '{"doc": "a", "text": "b", "attributions": [{"kind": "direct"}]}\n',
            r"gold\.jsonl:1: is no gold \(KeyError: 'quoted'\)",
            id="a field in it",
        ),
        pytest.param(
            '{"doc": "a", "text": "b", "attributions": [{"kind": "loud"}]}\n',
            r"gold\.jsonl:1: is no gold \(ValueError: 'loud'",
            id="kind",
        ),
        pytest.param("\n", "holds no annotated document", id="empty"),
    ],
)
def test_a_gold_that_is_none_is_refused_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ReadingError, match=message):
        read_gold(path)


def test_a_missing_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="no such gold"):
        read_gold(tmp_path / "nowhere.jsonl")
    with pytest.raises(ReadingError, match="cannot be read"):
        read_gold(tmp_path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("quotations.jsonl", '{"id": 1, "doc": [], "text": "", "kind": "direct", "speaker": null}'),
        ("documents.json", "[7]"),
        ("documents.json", "7"),
        ("utterances.json", "{}"),
        ("utterances.json", '{"utterances": [{"first": 7}]}'),
    ],
)
def test_a_folder_with_a_file_that_is_none_is_refused(tmp_path: Path, name: str, content: str) -> None:
    for file in (FIXTURES / "gold").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ReadingError, match=f"{name}(:1)?: is no gold"):
        read_gold(tmp_path)


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        *[
            ("quotations.jsonl", [field], [1])
            for field in ("id", "text", "start", "end", "nth", "speaker", "mention_type")
        ],
        ("quotations.jsonl", ["nth"], -3),
        ("quotations.jsonl", ["start"], True),
        ("quotations.jsonl", ["aliases"], [5]),
        ("quotations.jsonl", ["mention"], {"text": 5}),
        *[("documents.json", [0, field], 5) for field in ("doc", "outlet", "headline")],
        ("utterances.json", ["utterances", 0, "id"], []),
        ("utterances.json", ["utterances", 0, "quotations"], [[1]]),
        ("utterances.json", ["utterances", 0, "origins"], [{"outlet": 5, "in_collection": True}]),
        ("utterances.json", ["utterances", 0, "drift"], [{"origin": [], "to": 5, "class": "none", "accept": []}]),
        ("utterances.json", ["utterances", 0, "lineage"], [{"status": "none", "from": None, "to": [1], "accept": []}]),
        ("utterances.json", ["near_misses"], [{"left": [1], "right": "b"}]),
        ("utterances.json", ["copies"], [[1, 2]]),
    ],
)
def test_a_folder_with_something_of_another_type_is_refused(
    tmp_path: Path, name: str, path: list[str | int], value: object
) -> None:
    for file in (FIXTURES / "gold").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    told = (tmp_path / name).read_text(encoding="utf-8").splitlines()
    row = json.loads(told[0] if name.endswith("l") else "".join(told))
    place = row
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    (tmp_path / name).write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(ReadingError, match=rf"{name}(:1)?: is no gold \((Type|Value)Error: [a-z_]+ is "):
        read_gold(tmp_path)


@pytest.mark.parametrize(
    ("said", "of"),
    [
        pytest.param({"speaker": 5}, "speakers", id="a number as speaker"),
        pytest.param({"aliases": [1, 2]}, "speakers", id="numbers as aliases"),
        pytest.param({"mention_type": [1]}, "speakers", id="a list as mention"),
        pytest.param({"source_text": 5}, "gold", id="a number as words"),
        pytest.param({"text": ["a", "b"]}, "gold", id="a list as text"),
        pytest.param({"quoted": [["a", "b"]]}, "gold", id="words as places"),
        pytest.param({"quoted": [[-3, 2]]}, "gold", id="a place before the text"),
    ],
)
def test_a_gold_with_something_of_another_type_is_refused(said: dict[str, object], of: str, tmp_path: Path) -> None:
    span = {"kind": "direct", "quoted": [[1, 2]], "content": [[1, 2]], "source": [], "source_text": None}
    document = {"doc": "a", "text": "“b” he said"}
    who = {"doc": "a", "attribution": 0, "speaker": "B", "aliases": [], "mention_type": None}
    more = {"not_speech": False, "debatable": False}
    gold, speakers = tmp_path / "gold.jsonl", tmp_path / "speakers.jsonl"
    row = {**document, "attributions": [{**span, **said}]} | {name: said[name] for name in document if name in said}
    gold.write_text(json.dumps(row), encoding="utf-8")
    speakers.write_text(json.dumps({**who, **more, **(said if of == "speakers" else {})}), encoding="utf-8")
    with pytest.raises(ReadingError, match=rf"{of}\.jsonl:1: is no gold"):
        read_gold(gold, speakers=speakers)


# --- a gold folder -------------------------------------------------------------------------------------------

GOLD = read_gold(FIXTURES / "gold")


def read_as_gold(gold: Gold) -> dict[str, Document]:
    """The documents as a perfect reader gives them (for HTML the source from its headline on: the words suffice)."""
    wire = (gold.articles / "meridian-wire.jsonl").read_text(encoding="utf-8").splitlines()
    records = {row["id"]: row["text"] for row in map(json.loads, wire)}
    documents = {}
    for one in gold.documents:
        text = records.get(one.label) or (gold.articles / one.label).read_bytes().decode("utf-8")
        text = text.partition("<h1>")[2] or text
        facts = {"headline": one.headline, "outlet": one.outlet, "published": one.published}
        documents[one.label] = Document(one.label, one.label, one.label, text, **facts)  # type: ignore[arg-type]
    return documents


def predicted(gold: GoldQuotation, document: Document) -> Quotation:
    found = locate(gold, document)
    assert found.start is not None
    assert found.end is not None
    mention = None
    if found.sources:
        start, end = found.sources[0]
        mention = Span(start, end, document.text[start:end])
    return Quotation(
        gold.id, document.id, gold.part, found.start, found.end, gold.text, gold.kind, gold.speaker,
        speaker_mention=mention,
    )  # fmt: skip


DOCUMENTS = read_as_gold(GOLD)
PREDICTED = {
    document.label: [predicted(quotation, DOCUMENTS[document.label]) for quotation in document.quotations]
    for document in GOLD.documents
}


def extractions() -> list[Extraction]:
    return [Extraction(DOCUMENTS[label], tuple(found), ()) for label, found in PREDICTED.items()]


def traced(utterance: GoldUtterance, number: int) -> Trace:
    by_id = {quotation.id: quotation for found in PREDICTED.values() for quotation in found}
    classes = {drift.to: drift.classes[0] for drift in utterance.drift}
    members = []
    for name in utterance.quotations:
        quotation = by_id[name]
        document = DOCUMENTS[quotation.document]
        copied = next((labels[0] for labels in GOLD.copies or () if document.label in labels), None)
        occurrence = Occurrence(
            quotation, document.label, document.outlet, document.published, None, copy_class=copied
        )  # fmt: skip
        drift = Drift(None, classes.get(name, DriftClass.NONE), (), 1.0, ())
        answers = next(one.answers for one in utterance.lineage or () if one.to == name)
        lineage = Lineage(*answers[0])
        members.append(TracedQuotation(occurrence, Relation.VARIANT, "", lineage, drift))
    first = First(utterance.status, None, (), (), utterance.first_outlets, utterance.undated)
    origins = tuple(ClaimedOrigin(name, name, known) for name, known in utterance.origins)
    text = members[0].occurrence.quotation.text
    return Trace(
        number, None, text, Kind.DIRECT, first, (), 2, 0, flags=utterance.flags, claimed_origins=origins,
        quotations=tuple(members),
    )  # fmt: skip


def traces() -> list[Trace]:
    return [traced(utterance, number) for number, utterance in enumerate(GOLD.utterances, 1)]


def figures(found: list[Extraction] | None = None, told: list[Trace] | None = None) -> dict[str, float | None]:
    evaluation = evaluate(
        FIXTURES / "gold",
        predictions=extractions() if found is None else found,
        traces=traces() if told is None else told,
    )
    return {figure.name: figure.value for figure in evaluation.figures()}


def test_the_gold_itself_scores_100_in_every_figure() -> None:
    assert set(figures().values()) == {100.0}


def test_an_empty_prediction_scores_nothing_and_says_so() -> None:
    evaluation = evaluate(FIXTURES / "gold", predictions=[], traces=[])
    assert evaluation.extraction is not None
    assert len(evaluation.extraction.missing) == len(GOLD.documents)
    values = {figure.name: figure.value for figure in evaluation.figures()}
    assert values.pop("matching: near misses apart") == 100.0  # what is nowhere is not together
    conflicts = sum(not utterance.flags for utterance in GOLD.utterances)
    assert values.pop("tracing: conflicts") == round(100 * conflicts / len(GOLD.utterances), 1)
    assert set(values.values()) == {0.0}


def descended(trace: Trace, status: LineageStatus, origin: str | None) -> Trace:
    lineage = Lineage(status, origin)
    return replace(trace, quotations=tuple(replace(one, lineage=lineage) for one in trace.quotations))


def copied_by(trace: Trace, label: str) -> Trace:
    """The trace with a document more in the class of the wire."""
    return replace(
        trace,
        quotations=tuple(
            replace(one, occurrence=replace(one.occurrence, copy_class="MP-0310-114"))
            if one.occurrence.label == label
            else one
            for one in trace.quotations
        ),
    )


def with_first(change: Callable[[Trace], Trace]) -> Iterator[Trace]:
    for trace in traces():
        yield change(trace) if trace.utterance == 1 else trace


@pytest.mark.parametrize(
    ("change", "lower"),
    [
        pytest.param(
            lambda trace: replace(trace, first=replace(trace.first, status=FirstStatus.FIRST)),
            {"tracing: first status", "tracing: firsts"},
            id="a tie called first",
        ),
        pytest.param(
            lambda trace: replace(trace, first=replace(trace.first, outlets=("Meridian Press",))),
            {"tracing: firsts"},
            id="an outlet of the tie left out",
        ),
        pytest.param(
            lambda trace: replace(trace, first=replace(trace.first, undated=())),
            {"tracing: firsts"},
            id="the undated left out",
        ),
        pytest.param(lambda trace: replace(trace, claimed_origins=()), {"tracing: claimed origins"}, id="no origins"),
        pytest.param(
            lambda trace: replace(
                trace, claimed_origins=tuple(replace(one, in_collection=True) for one in trace.claimed_origins)
            ),
            {"tracing: claimed origins"},
            id="an origin that is not here",
        ),
        pytest.param(
            lambda trace: replace(trace, flags=("speaker-conflict",)), {"tracing: conflicts"}, id="a conflict too many"
        ),
        pytest.param(lambda trace: replace(trace, flags=("meaning-drift",)), set(), id="meaning drift is no conflict"),
        pytest.param(
            lambda trace: replace(
                trace, quotations=tuple(q for q in trace.quotations if q.occurrence.label != "dam-kustposten.txt")
            ),
            {"matching: pairs", "matching: one vote an utterance", "tracing: drift classes", "tracing: lineage"},
            id="a member lost",
        ),
        pytest.param(
            lambda trace: replace(
                trace,
                quotations=tuple(
                    replace(q, drift=replace(q.drift, drift_class=DriftClass.TYPOGRAPHY)) for q in trace.quotations
                ),
            ),
            {"tracing: drift classes"},
            id="drift belittled",
        ),
        pytest.param(
            lambda trace: descended(trace, LineageStatus.DERIVED, "wire-dam-01"), {"tracing: lineage"}, id="all arrows"
        ),
        pytest.param(
            lambda trace: copied_by(trace, "dam-herald.html"), {"tracing: copies"}, id="a witness called a copy"
        ),
    ],
)
def test_a_mistake_in_one_trace_lowers_its_figures_alone(change: Callable[[Trace], Trace], lower: set[str]) -> None:
    found = figures(told=list(with_first(change)))
    assert {name for name, value in found.items() if value != 100.0} == lower


# What the gold of `sited` accepts: for a (a source), for b an arrow from a or none, for c nothing but that it is open.
LINEAGE = [
    {"to": "a", "from": None, "status": "source", "accept": []},
    {"to": "b", "from": "a", "status": "derived", "accept": [{"from": None, "status": "none"}]},
    {"to": "c", "from": None, "status": "unordered", "accept": []},
]


def site(folder: Path, **fields: object) -> Path:
    """A gold of three documents with one utterance, and whatever else its utterances.json says."""
    gold = folder / "gold"
    gold.mkdir()
    (folder / "articles").mkdir()
    facts = {"outlet": None, "published": None, "precision": None, "headline": None}
    rows = [{"doc": name, **facts} for name in "abc"]
    (gold / "documents.json").write_text(json.dumps(rows), encoding="utf-8")
    words = {"part": "body", "start": 1, "end": 9, "text": "It holds", "kind": "direct", "speaker": "Hazel Tam"}
    more = {"aliases": [], "mention": None, "mention_type": "carried", "flags": [], "debatable": False}
    lines = (json.dumps({"id": name, "doc": name, **words, **more}) for name in "abc")
    (gold / "quotations.jsonl").write_text("\n".join(lines), encoding="utf-8")
    first = {"status": "unknown", "outlets": [], "undated": ["a", "b", "c"]}
    utterance = {"id": "u", "quotations": ["a", "b", "c"], "doubtful": [], "first": first, "origins": []}
    lineage = {"lineage": fields.pop("lineage")} if "lineage" in fields else {}
    told = {"utterances": [{**utterance, "flags": [], "drift": [], **lineage}], "near_misses": [], **fields}
    (gold / "utterances.json").write_text(json.dumps(told), encoding="utf-8")
    return gold


def sited(gold: Path, lineages: dict[str, Lineage], classes: dict[str, str], *, show: int = 0) -> Evaluation:
    documents = {name: Document(name, name, name, "“It holds”") for name in "abc"}
    said = {
        name: Quotation(f"id-{name}", name, Part.BODY, 1, 9, "It holds", Kind.DIRECT, "Hazel Tam") for name in "abc"
    }
    members = tuple(
        TracedQuotation(
            Occurrence(said[name], name, None, None, "Hazel Tam", copy_class=classes.get(name)),
            Relation.VARIANT, "", lineages[name], Drift(None, DriftClass.NONE, (), 1.0, ()),
        )
        for name in "abc" if name in lineages
    )  # fmt: skip
    first = First(FirstStatus.UNKNOWN, None, (), (), (), ("a", "b", "c"))
    trace = Trace(1, None, "It holds", Kind.DIRECT, first, (), 3, 0, quotations=members)
    found = [Extraction(documents[name], (said[name],), ()) for name in "abc"]
    return evaluate(gold, predictions=found, traces=[trace], show=show)


SOURCE, OPEN, NOTHING = (Lineage(LineageStatus(one)) for one in ("source", "unordered", "none"))
FROM_A, FROM_B = (Lineage(LineageStatus.DERIVED, f"id-{name}", ("credits it",)) for name in "ab")


@pytest.mark.parametrize(
    ("said", "right", "findings"),
    [
        pytest.param({"a": SOURCE, "b": FROM_A, "c": OPEN}, 3, [], id="right"),
        pytest.param({"a": SOURCE, "b": NOTHING, "c": OPEN}, 3, [], id="another answer accepted"),
        pytest.param(
            {"a": SOURCE, "b": FROM_A, "c": FROM_B},
            2,
            ["LINEAGE | c | derived from b; credits it for unordered"],
            id="an arrow without proof",
        ),
        pytest.param(
            {"a": NOTHING, "b": FROM_B, "c": OPEN},
            1,
            ["LINEAGE | a | none for source", "LINEAGE | b | derived from b; credits it for derived from a or none"],
            id="the wrong origin",
        ),
        pytest.param(
            {"a": SOURCE, "b": FROM_A}, 2, ["LINEAGE | c | nothing for unordered"], id="a member that is not traced"
        ),
    ],
)
def test_lineage_is_right_in_status_and_origin(
    said: dict[str, Lineage], right: int, findings: list[str], tmp_path: Path
) -> None:
    found = sited(site(tmp_path, lineage=LINEAGE), said, {}, show=5)
    assert found.tracing is not None
    assert found.tracing.lineage == Share(right, 3)
    assert [str(one) for one in found.findings() if one.fault is Fault.LINEAGE] == findings


@pytest.mark.parametrize(
    ("copies", "classes", "right", "total", "findings"),
    [
        pytest.param([["a", "b"]], {"a": "x", "b": "x"}, 1, 1, [], id="right"),
        pytest.param([["b", "a"]], {}, 0, 1, ["COPY | a b | nothing for copies"], id="not seen"),
        pytest.param([], {"a": "x", "c": "x"}, 0, 1, ["COPY | a c | copies for nothing"], id="none"),
        pytest.param(
            [["a", "b", "c"]],
            {"a": "x", "b": "x"},
            1,
            3,
            ["COPY | a c | nothing for copies", "COPY | b c | nothing for copies"],
            id="one of three apart",
        ),
        pytest.param([["a", "b"]], {"a": "x", "b": "y"}, 0, 1, ["COPY | a b | nothing for copies"], id="two classes"),
    ],
)
def test_copies_are_counted_in_pairs(
    copies: list[list[str]], classes: dict[str, str], right: int, total: int, findings: list[str], tmp_path: Path
) -> None:
    found = sited(site(tmp_path, copies=copies), {"a": SOURCE, "b": FROM_A, "c": OPEN}, classes, show=5)
    assert found.tracing is not None
    assert found.tracing.copies == Share(right, total)
    assert found.tracing.lineage is None
    assert [str(one) for one in found.findings() if one.fault is Fault.COPY] == findings


def test_what_a_gold_does_not_speak_of_is_not_scored(tmp_path: Path) -> None:
    found = sited(site(tmp_path), {"a": SOURCE, "b": FROM_A, "c": OPEN}, {"a": "x", "b": "x"}, show=5)
    assert {one.name for one in found.figures()} & {"tracing: lineage", "tracing: copies"} == set()
    assert not {one.fault for one in found.findings()} & {Fault.LINEAGE, Fault.COPY}


def test_two_utterances_thrown_together_lose_precision_and_near_misses() -> None:
    serious = {"leak-serious", "cuts-serious"}
    numbers = {n for n, utterance in enumerate(GOLD.utterances, 1) if utterance.id in serious}
    told = [replace(trace, utterance=min(numbers)) if trace.utterance in numbers else trace for trace in traces()]
    evaluation = evaluate(FIXTURES / "gold", predictions=extractions(), traces=told, show=1)
    assert evaluation.matching is not None
    assert evaluation.matching.pairs.recall == 1.0
    assert evaluation.matching.pairs.precision < 1.0
    assert evaluation.matching.near_misses.right == evaluation.matching.near_misses.total - 6
    assert evaluation.findings()[0].fault == "wrongly joined"


@pytest.mark.parametrize(
    ("change", "lower"),
    [
        pytest.param({"outlet": "Meridian Press"}, {"reading: outlets"}, id="the agency for the outlet"),
        pytest.param({"outlet": "Aldbrook Courier"}, set(), id="without the article"),
        pytest.param({"published": None}, {"reading: published", "reading: precision"}, id="no date"),
        pytest.param({"published": Moment.parse("2025-03-14")}, {"reading: published"}, id="another day"),
        pytest.param(
            {"published": Moment.parse("2025-03-10T00:00")},
            {"reading: published", "reading: precision"},
            id="more precise than stated",
        ),
        pytest.param({"headline": "The Aldbrook Courier"}, {"reading: headlines"}, id="the masthead for the headline"),
    ],
)
def test_a_document_read_wrongly_lowers_its_figure(change: dict[str, object], lower: set[str]) -> None:
    found = [
        replace(one, document=replace(one.document, **change)) if one.document.label == "dam-courier.txt" else one  # type: ignore[arg-type]
        for one in extractions()
    ]
    assert {name for name, value in figures(found).items() if value != 100.0} == lower


def test_a_scare_quote_given_a_speaker_is_an_extra() -> None:
    evaluation = evaluate(
        FIXTURES / "gold",
        predictions=[
            replace(
                one,
                quotations=tuple(
                    replace(q, kind=Kind.MIXED, speaker="Ilse Harrow") if q.text == "dry valley" else q
                    for q in one.quotations
                ),
            )
            for one in extractions()
        ],
        traces=[],
        show=3,
    )
    assert evaluation.extraction is not None
    assert evaluation.extraction.detection.predicted == evaluation.extraction.detection.gold + 1
    assert [str(finding) for finding in evaluation.findings() if finding.fault == "extra"] == [
        "EXTRA | dam-courier.txt/body/1529 | Ilse Harrow for nothing | dry valley | rule none, confidence 0.00"
    ]


# --- judged pairs --------------------------------------------------------------------------------------------


def judged(left: tuple[str, int, int], right: tuple[str, int, int], label: str, group: str | None) -> str:
    sides = [dict(zip(("doc", "start", "end"), side, strict=True)) for side in (left, right)]
    return json.dumps({"a": sides[0], "b": sides[1], "label": label, "group": group})


def bare_trace(number: int, *members: tuple[str, int, int]) -> Trace:
    found = []
    for label, start, end in members:
        quotation = Quotation(f"{label}/{start}", label, Part.BODY, start, end, "w" * (end - start), Kind.DIRECT)
        drift, lineage = Drift(None, DriftClass.NONE, (), 1.0, ()), Lineage(LineageStatus.NONE)
        occurrence = Occurrence(quotation, label, None, None, None)
        found.append(TracedQuotation(occurrence, Relation.VARIANT, "", lineage, drift))
    first = First(FirstStatus.UNKNOWN, None, (), (), (), ())
    return Trace(number, None, "", Kind.DIRECT, first, (), 2, 0, quotations=tuple(found))


def test_pairs_are_scored_with_one_vote_for_a_group(tmp_path: Path) -> None:
    rows = [
        judged(("a", 0, 10), ("b", 0, 10), "same", "one"),
        judged(("a", 0, 10), ("c", 0, 10), "fragment", "one"),
        judged(("a", 20, 40), ("b", 20, 40), "same", "two"),
        judged(("a", 0, 10), ("d", 0, 10), "different", None),
        judged(("a", 20, 40), ("d", 0, 10), "different", None),
        judged(("b", 20, 40), ("d", 0, 10), "debatable", None),
    ]
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    told = [bare_trace(1, ("a", 0, 9), ("b", 1, 10), ("d", 0, 10)), bare_trace(2, ("a", 20, 40), ("b", 22, 60))]
    assert evaluate(path, traces=told, show=2).lines() == [
        "matching: pairs                   66.7   P 66.7  R 66.7  gold 3  said 3",
        "matching: one vote an utterance   75.0   mean recall",
        "matching: near misses apart       50.0   1 of 2",
        "NOT JOINED | a/0 c/0 | not joined for one utterance | wwwwwwwww / (not extracted)",
        "WRONGLY JOINED | a/0 d/0 | wrongly joined for apart | wwwwwwwww / wwwwwwwwww",
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param(
            {"label": "alike", "a": {}, "b": {}}, r"pairs\.jsonl:2: label 'alike' is none of same", id="label"
        ),
        pytest.param({"label": "same", "a": {"doc": "a"}, "b": {}}, r"pairs\.jsonl:2: a and b each need", id="no span"),
    ],
)
def test_a_pair_that_is_none_is_refused_with_its_line(tmp_path: Path, row: dict[str, object], message: str) -> None:
    path = tmp_path / "pairs.jsonl"
    first = judged(("a", 0, 10), ("b", 0, 10), "same", "one")
    path.write_text(f"{first}\n{json.dumps(row)}\n", encoding="utf-8")
    with pytest.raises(ReadingError, match=message):
        evaluate(path, traces=[])
    with pytest.raises(UsageError, match="pairs are scored on a store"):
        evaluate(path)


@pytest.mark.parametrize("gold", ["[" * 100_000, '{"a":' * 100_000])
def test_a_gold_nested_without_end_is_refused_with_its_line(tmp_path: Path, gold: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(gold, encoding="utf-8")
    with pytest.raises(ReadingError, match=r"gold\.jsonl:1: no JSON"):
        evaluate(path)


def test_a_users_table_of_outlets_counts(tmp_path: Path) -> None:
    (tmp_path / "o.tsv").write_text("\tThe Harbour Wire\t\tMeridian Press\n")
    shown = {one.name: one.value for one in evaluate(FIXTURES / "gold", outlets=tmp_path / "o.tsv").figures()}
    assert shown["reading: outlets"] != 100
