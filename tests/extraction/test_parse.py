"""A trained spaCy pipeline as evidence: where it corrects the rules, and where it must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotetrace.errors import UsageError
from quotetrace.extraction import extract, extract_document
from quotetrace.extraction.parse import Parse, load
from quotetrace.model import EntityKind, Extraction

from .articles import document, plain
from .known_failures import parameter
from .parses import BLANK, FIRM, GATE, annotate, parse_of, set_parse

Words = tuple[str, str]


def speaker(extraction: Extraction) -> str:
    """Who speaks the first quotation, without a determiner."""
    return plain(extraction.quotations[0].speaker or "?")


def kind(extraction: Extraction) -> EntityKind:
    """What sort of speaker stands behind the first quotation."""
    entity = extraction.quotations[0].entity
    assert entity is not None
    return extraction.entities[entity].kind


# --- the parse -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "subject", "without", "with_parse"),
    [
        parameter("far-away", GATE, ("Moss", "said"), "council", "vera moss"),
        parameter(
            "before-a-relative-clause",
            "The man who beat Karl Dahl and, some say, the mayor, said “all of it is lost”.",
            ("man", "said"),
            "karl dahl",
            "man",
        ),
        parameter(
            "behind-the-cue",
            "The plan that Vera Moss likes, said people at the yard, “is lost to us now for good”.",
            ("people", "said"),
            "vera moss",
            "people",
        ),
    ],
)
def test_a_subject_of_the_parse_corrects_the_rules(text: str, subject: Words, without: str, with_parse: str) -> None:
    assert speaker(extract_document(document(text))) == without
    assert speaker(extract_document(document(text), parse=parse_of(text, [subject]))) == with_parse


def test_the_subject_of_a_joined_verb_is_that_of_the_verb_it_is_joined_to() -> None:
    doc = BLANK.make_doc(GATE)
    words = [token.text for token in doc]
    shut, said, moss = words.index("shut"), words.index("said"), words.index("Moss")
    relations = {moss: (shut - moss, "nsubjpass"), said: (shut - said, "conj")}
    known = [relations.get(index, (0, "ROOT")) for index in range(len(doc))]
    set_parse(doc, [head for head, _ in known], [dep for _, dep in known])
    assert speaker(extract_document(document(GATE), parse=Parse(doc))) == "vera moss"


@pytest.mark.parametrize(
    ("text", "subject", "right"),
    [
        parameter("inside-the-quotation", "“Karl Dahl lied to us,” said the council.", ("Dahl", "said"), "council"),
        parameter("inside-it-behind-the-cue", "Vera Moss said “Karl Dahl lied”.", ("Dahl", "said"), "vera moss"),
        parameter("no-candidate", "Vera Moss on Friday said “all is lost”.", ("Friday", "said"), "vera moss"),
        parameter("of-another-verb", "Karl Dahl left. Vera Moss said “all is lost”.", ("Dahl", "left"), "vera moss"),
        parameter(
            "in-another-sentence", "“All is lost now,” Vera Moss said. Karl Dahl left.", ("Dahl", "said"), "vera moss"
        ),
    ],
)
def test_a_subject_that_cannot_be_is_no_evidence(text: str, subject: Words, right: str) -> None:
    assert speaker(extract_document(document(text), parse=parse_of(text, [subject]))) == right


@pytest.mark.parametrize("text", [GATE, FIRM, "", "\n\n", "“Shut the gate,” she said. “Now.”"])
def test_a_doc_without_annotation_changes_nothing(text: str) -> None:
    one = document(text)
    assert extract_document(one, parse=Parse(BLANK.make_doc(text))) == extract_document(one)


def test_indirect_speech_has_its_subject_from_the_parse_too() -> None:
    text = GATE.replace("“all of it is lost”", "all of it was lost")
    found = extract_document(document(text), indirect=True, parse=parse_of(text, [("Moss", "said")]))
    assert [(one.text, one.speaker) for one in found.quotations] == [("all of it was lost", "Vera Moss")]


# --- entities --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "entity", "wanted"),
    [
        parameter("firm-like-a-surname", FIRM, ("Brackwater", "ORG"), EntityKind.ORGANISATION),
        parameter("place-that-speaks", FIRM, ("Brackwater", "GPE"), EntityKind.ORGANISATION),
        parameter("person-named-like-a-firm", "Marlow Group said “no”.", ("Marlow Group", "PERSON"), EntityKind.PERSON),
    ],
)
def test_an_entity_corrects_the_kind_of_a_name(text: str, entity: Words, wanted: EntityKind) -> None:
    assert kind(extract_document(document(text))) is not wanted
    assert kind(extract_document(document(text), parse=parse_of(text, entities=[entity]))) is wanted


@pytest.mark.parametrize(
    ("text", "entity", "wanted"),
    [
        parameter("title-before-the-name", "Mayor Vera Moss said “no”.", ("Vera Moss", "ORG"), EntityKind.PERSON),
        parameter("label-of-no-speaker", "Vera Moss said “no”.", ("Vera Moss", "DATE"), EntityKind.PERSON),
        parameter("common-noun", "The council said “no”.", ("council", "PERSON"), EntityKind.ORGANISATION),
        parameter("beside-the-name", "Vera Moss said “no” on Friday.", ("Friday", "ORG"), EntityKind.PERSON),
    ],
)
def test_an_entity_that_cannot_be_is_no_evidence(text: str, entity: Words, wanted: EntityKind) -> None:
    assert kind(extract_document(document(text), parse=parse_of(text, entities=[entity]))) is wanted


# --- a pipeline on disk -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a pipeline that knows two sentences."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("gate_and_firm")
    path = tmp_path_factory.mktemp("model") / "pipeline"
    nlp.to_disk(path)
    return str(path)


def test_a_pipeline_is_loaded_by_its_path_and_counts(model: str) -> None:
    found = list(extract([document(GATE), document(FIRM)], model=model))
    assert [speaker(one) for one in found] == ["vera moss", "brackwater"]
    assert kind(found[1]) is EntityKind.ORGANISATION
    assert [speaker(one) for one in extract([document(GATE), document(FIRM)])] == ["council", "brackwater"]


def test_with_a_headline_of_its_own_the_parse_still_stands_where_the_words_are(model: str) -> None:
    one = document(GATE, headline="Gate lost: ‘All of it’, says council")
    [found] = extract([one], model=model)
    last = found.quotations[-1]
    assert (last.text, last.speaker) == ("all of it is lost", "Vera Moss")
    assert GATE[last.start : last.end] == last.text


def test_a_text_longer_than_a_pipeline_takes_is_read_without_its_parse(
    model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load(model), "max_length", len(GATE) - 1)
    found = list(extract([document(GATE), document(FIRM)], model=model))
    assert [speaker(one) for one in found] == ["council", "brackwater"]


def test_documents_come_back_in_their_order(model: str) -> None:
    texts = [FIRM if number % 3 else GATE for number in range(12)]
    found = list(extract((document(text) for text in texts), model=model))
    assert [one.document.text for one in found] == texts


@pytest.mark.parametrize("name", ["no_such_pipeline", "no/such/path"])
def test_an_unknown_pipeline_is_one_clear_line(name: str) -> None:
    with pytest.raises(UsageError, match=name) as raised:
        list(extract([document(GATE)], model=name))
    assert "--model" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_folder_that_is_no_pipeline_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        list(extract([document(GATE)], model=str(tmp_path)))
    assert "\n" not in str(raised.value)


def test_the_hand_made_doc_says_what_it_is_told() -> None:
    made = annotate(BLANK.make_doc(GATE), [("Moss", "said")], [("Karl Dahl", "PERSON")])
    assert made.text == GATE
    assert [(token.text, token.head.text) for token in made if token.dep_ == "nsubj"] == [("Moss", "said")]
    assert [(span.text, span.label_) for span in made.ents] == [("Karl Dahl", "PERSON")]
