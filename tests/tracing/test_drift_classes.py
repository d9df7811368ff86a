"""What became of the words: classes of invented pairs, and edits that give both texts back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrace.folding import fold_words
from quotetrace.model import DriftClass, EditOp
from quotetrace.tracing.drift import drift, similarity

PAIRS = {
    "negation": [
        ("We will not close the quay this winter", "We will close the quay this winter"),
        ("We will close the quay this winter", "We won't close the quay this winter"),
        ("The ferry can carry lorries today", "The ferry cannot carry lorries today"),
        ("There is a plan for the mill", "There is no plan for the mill"),
        ("It was never a danger to the town", "It was a danger to the town"),
        ("The offer is acceptable to the crew", "The offer is unacceptable to the crew"),
        ("He is, like his father, a fisherman", "He is, unlike his father, a fisherman"),
        ("They left with permits in hand", "They left without permits in hand"),
        ("A hopeful start for all of us", "A hopeless start for all of us"),
        ("It is not, I repeat not, the end of the line", "It is the end of the line"),
        ("We did not sign 12 of the papers", "We did sign 20 of the papers"),
        ("The gates … will not … open", "The gates … will … open"),
    ],
    "number": [
        ("The dam lost 12 metres of wall", "The dam lost 20 metres of wall"),
        ("We need five million for the roof", "We need five billion for the roof"),
        ("It grew by 5 percent last year", "It grew by 5 points last year"),
        ("We paid $5 for each ticket", "We paid €5 for each ticket"),
        ("Some dozens of boats were lost", "Some hundreds of boats were lost"),
        ("About half of them came home", "About a quarter of them came home"),
        ("The works take 12 days to finish", "The works take 12 weeks to finish"),
        ("It was -5 degrees on deck", "It was 5 degrees on deck"),
        ("She came second in the race", "She came third in the race"),
        ("We lost 1,200 trees to the storm", "We lost trees to the storm"),
        ("Since 2014 we have built it", "Since 2015 we have built it"),
        ("It costs 2.5 crowns a litre", "It costs 3.5 crowns a litre"),
    ],
    "name": [
        ("They came from Varna to help", "They came from Burgas to help"),
        ("The men of NATO were there", "The men of OPEC were there"),
        ("We asked Anna Bell to speak", "We asked Carl Rowe to speak"),
    ],
    "modal": [
        ("The bridge may open in spring", "The bridge will open in spring"),
        ("We must repair the hull now", "We should repair the hull now"),
        ("The mine could reopen soon", "The mine can reopen soon"),
        ("Owners want to pay the toll", "Owners have to pay the toll"),
    ],
    "quantifier": [
        ("We fed all sheep before noon", "We fed some sheep before noon"),
        ("The storm hit most villages here", "The storm hit villages here"),
        ("Ferries often sink in such weather", "Ferries rarely sink in such weather"),
        ("We only asked for a map", "We asked for a map"),
    ],
    "condition": [
        ("We will sell the farm, but only to a neighbour", "We will sell the farm"),
        ("If the council agrees, we will sell the farm", "we will sell the farm"),
        ("The lamp stays lit unless the oil runs out", "The lamp stays lit"),
        ("We will listen to the miners. However, wages stay as they are", "We will listen to the miners"),
        ("The lamp stays lit", "The lamp stays lit as long as we live"),
        ("It is perhaps the oldest mill here", "It is the oldest mill here"),
        ("It will, if the wind drops, sail tonight", "It will sail tonight"),
        ("The tunnel is almost finished now", "The tunnel is finished now"),
    ],
    "person-tense": [
        ("The pilot said we take full blame", "The pilot said they take full blame"),
        ("The lock is open to all", "The lock was open to all"),
        ("The crews want better boots now", "The crews wanted better boots now"),
        ("Here my sister and I waited", "Here his sister and I waited"),
        ("The judges have decided the case", "The judges decided the case"),
    ],
    "substitution": [
        ("The talks were useful for the town", "The talks were helpful for the town"),
        ("A fire broke out in the barn", "A blaze broke out in the barn"),
        ("We asked President Bell to speak", "We asked Anna Bell to speak"),
        ("Bread prices", "The cost of loaves"),
        ("the law of the sea", "the laws of the sea"),
    ],
    "omission": [
        ("A long, cold and bitter winter lies ahead", "A long and bitter winter lies ahead"),
        ("We asked Anna Bell to speak", "We asked Bell to speak"),
        ("The ship, which did not pay its dues, sank today", "The ship sank today"),
        ("We say no, no, to the toll", "We say no, to the toll"),
        ("We went out. It was 12 degrees. We came back.", "We went out. We came back."),
    ],
    "addition": [
        ("The harbour is closed today", "The harbour is firmly closed today"),
        ("By the way, if she wins, we dance", "By the way, if she wins, if she wins, we dance"),
    ],
    "reorder": [
        ("On deck today we found the anchor again", "On deck we found the anchor today again"),
        ("Boats from Norway and Iceland are here", "Boats from Iceland and Norway are here"),
    ],
    "truncation": [
        ("We will repair the road. The work starts in May.", "We will repair the road."),
        ("We will not repair the road", "repair the road"),
        ("And it is going to be a long night", "it is going to be a long night"),
        ("We will hear the miners’ worries", "to hear the miners’ worries"),
        ("The pact is dead", "The pact is alive"),
        ("I am tired. I am tired of the noise in town", "I am tired of the noise"),
        ("a plan for the mill", "There never was a plan for the mill in 2019"),
        ("Will he go? If he stays, we strike.", "Will he go?"),
        ("The road is closed", "The road is closed, not open"),
    ],
    "ellipsis": [
        ("The sea was calm, the sky was clear and we sailed on", "The sea was calm … and we sailed on"),
        ("We sailed on", "… We sailed on"),
    ],
    "bracketed": [
        ("They said he is tired of it", "They said he [the captain] is tired of it"),
        ("When they left the port, it rained", "When [the sailors] left the port, it rained"),
    ],
    "spelling": [
        ("We don't sell fish", "We do not sell fish"),
        ("We can not sell fish", "We cannot sell fish"),
        ("We won't sell fish", "We will not sell fish"),
        ("It's a long way", "It is a long way"),
        ("It's been a long way", "It has been a long way"),
        ("the colour of the harbour", "the color of the harbor"),
        ("we organise the fair", "we organize the fair"),
        ("twelve boats came home", "12 boats came home"),
        ("some 1,000 boats came", "some 1000 boats came"),
        ("about 5 per cent of it", "about five percent of it"),
        ("about 5% of it", "about 5 percent of it"),
        ("we lost $2.5m on it", "we lost 2.5 million dollars on it"),
        ("a hundred and twenty-five men", "125 men"),
        ("the cease-fire holds", "the ceasefire holds"),
        ("a state-of-the-art mill", "a state of the art mill"),
        ("the U.S. fleet", "the US fleet"),
        ("the 1st of May", "the first of May"),
    ],
    "punctuation": [
        ("But hopefully it starts", "But hopefully, it starts"),
        ("It starts today", "It starts today."),
        ("It starts today,", "It starts today."),
        ("We sail – and soon", "We sail, and soon"),
        ("Is it over?", "Is it over!"),
    ],
    "typography": [
        ("We don't sell fish", "We don’t sell fish"),
        ("The “old” mill", "The 'old' mill"),
        ("We sail – and soon", "We sail -- and soon"),
        ("the last boat", "The Last Boat"),
        ("two  blanks", "two blanks"),
        ("a no-break\u00a0blank", "a no-break blank"),
        ("the \ufb01nal word", "the final word"),
        ("wait... now", "wait… now"),
    ],
    "none": [("The same words.", "The same words."), ("", "")],
}
CASES = [(drift_class, *pair) for drift_class, pairs in PAIRS.items() for pair in pairs]


@pytest.mark.parametrize(("expected", "before", "after"), CASES, ids=[f"{c}: {b} → {a}" for c, b, a in CASES])
def test_the_most_severe_class_of_a_change(expected: str, before: str, after: str) -> None:
    assert str(drift(before, after).drift_class) == expected


@pytest.mark.parametrize(
    ("before", "after", "edits"),
    [
        pytest.param(
            "But hopefully it starts,",
            "But hopefully, it starts.",
            [
                ("equal", "But hopefully", "But hopefully", "none"),
                ("insert", "", ",", "punctuation"),
                ("equal", " it starts", " it starts", "none"),
                ("replace", ",", ".", "punctuation"),
            ],
            id="a comma put in, a closing mark changed",
        ),
        pytest.param(
            "We will not go, he says",
            "We will go",
            [
                ("equal", "We will ", "We will ", "none"),
                ("delete", "not ", "", "negation"),
                ("equal", "go", "go", "none"),
                ("delete", ", he says", "", "truncation"),
            ],
            id="a denial dropped and the tail cut",
        ),
        pytest.param(
            "We don't go",
            "we do not go",
            [
                ("replace", "We", "we", "typography"),
                ("equal", " do", " do", "none"),
                ("insert", "", " ", "spelling"),
                ("replace", "n't", "not", "spelling"),
                ("equal", " go", " go", "none"),
            ],
            id="a contraction spelled out",
        ),
        pytest.param("fish", "bread", [("replace", "fish", "bread", "substitution")], id="nothing in common"),
    ],
)
def test_edits_as_people_see_them(before: str, after: str, edits: list[tuple[str, str, str, str]]) -> None:
    found = drift(before, after)
    assert [(str(e.op), e.before, e.after, str(e.drift_class)) for e in found.edits] == edits


def test_all_classes_are_told_the_most_severe_first() -> None:
    found = drift("We don't sell 12 boats, ever", "We don’t sell 20 old boats", origin="sha256:a/body/1")
    assert found.origin == "sha256:a/body/1"
    assert [str(one) for one in found.classes] == ["number", "truncation", "typography"]


def test_similarity_is_on_folded_words() -> None:
    assert similarity("We DON’T sell fish!", "we don't sell fish") == 1.0
    assert similarity("one two three four", "one two three") == pytest.approx(6 / 7)
    assert similarity("fish", "bread") == 0.0
    assert similarity("", "—") == 1.0


TRICKY = (
    "we they do not don't can't cannot 12 twelve 1,000 1000 % $5 -3 U.S. Anna Bell all if but … [he] [...] ½ "
    "cease-fire ceasefire it's is colour color , . “ ” ' ’ – -- may must was were"
)
WORDS = st.sampled_from(TRICKY.split(" "))
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join))


@given(TEXTS, TEXTS)
def test_edits_give_both_texts_back(before: str, after: str) -> None:
    found = drift(before, after)
    assert "".join(edit.before for edit in found.edits) == before
    assert "".join(edit.after for edit in found.edits) == after
    for edit in found.edits:
        assert (edit.op is EditOp.EQUAL) == (edit.before == edit.after)
        assert (edit.op is EditOp.INSERT) <= (not edit.before) and (edit.op is EditOp.DELETE) <= (not edit.after)
        assert edit.before or edit.after


@given(TEXTS, TEXTS)
def test_the_class_is_the_worst_of_the_edits(before: str, after: str) -> None:
    found = drift(before, after)
    assert found.drift_class is found.classes[0]
    assert [one.severity for one in found.classes] == sorted({one.severity for one in found.classes}, reverse=True)
    worst = max((edit.drift_class for edit in found.edits), key=lambda one: one.severity, default=DriftClass.NONE)
    assert worst is found.drift_class
    assert 0.0 <= found.similarity <= 1.0


@given(TEXTS)
def test_a_text_does_not_drift_from_itself(text: str) -> None:
    found = drift(text, text)
    assert (found.drift_class, found.similarity) == (DriftClass.NONE, 1.0)


# No numbers: a percent sign, a currency, a decimal point or a minus is no typography (see the number pairs above).
STEADY = ["we", "sail", "to", "the", "old", "port", "not", "all", "it's", "Anna"]


@given(st.lists(st.sampled_from(STEADY), min_size=1, max_size=9), st.data())
def test_other_marks_and_capitals_are_no_changed_words(words: list[str], data: st.DataObject) -> None:
    marks = st.sampled_from([" ", ", ", ". ", " – ", "… ", " “", "” ", " [he] ", "  ", "\u00a0", "-", " (", "; "])
    cases = st.sampled_from([str.upper, str.title, str.lower, str])

    def printed() -> str:
        return "".join(
            data.draw(marks) + data.draw(cases)(word.replace("'", data.draw(st.sampled_from("'’")))) for word in words
        )

    before, after = printed(), printed()
    assert fold_words(before) == fold_words(after)
    assert drift(before, after).drift_class.severity <= DriftClass.ELLIPSIS.severity


def test_two_long_texts_are_aligned_in_reasonable_work() -> None:
    words = [f"w{index * index % 977}" for index in range(5000)]
    later = [word for index, word in enumerate(words) if index % 100] + ["and", "so", "on"]
    found = drift(" ".join(words), " ".join(later))
    assert "".join(edit.after for edit in found.edits) == " ".join(later)
    assert {str(one) for one in found.classes} <= {"omission", "truncation", "reorder"}
    assert sum(edit.op is EditOp.DELETE for edit in found.edits) == 50
