"""The spaCy component: by name in any pipeline, with what stands before it, saved, in several processes."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from quotetrace.extraction import component

from .parses import FIRM, GATE

TEXT = "The rain fell.\n\n“Shut the gate,” said Vera Moss. “It is ‘all but lost’,” she said."


@pytest.fixture
def nlp() -> Language:
    """A blank pipeline with the component at its end."""
    made = spacy.blank("en")
    made.add_pipe("quotetrace", last=True)
    return made


def speakers(nlp: Language, text: str) -> list[str]:
    doc = nlp(text)
    return [span.kb_id_ for span in doc.spans[component.SPEAKERS]]


def quotations(nlp: Language, text: str) -> list[tuple[str, str]]:
    doc = nlp(text)
    return [(span.text, span.id_) for span in doc.spans[component.QUOTATIONS]]


def test_three_groups_of_spans_share_ids(nlp: Language) -> None:
    doc = nlp(TEXT)
    found, cues, mentions = (doc.spans[name] for name in (component.QUOTATIONS, component.CUES, component.SPEAKERS))
    assert [(span.text, span.label_, span.id_) for span in found] == [
        ("Shut the gate,", "direct", "0"),
        ("It is ‘all but lost’,", "direct", "1"),
        ("all but lost", "scare", "2"),
    ]
    assert [(span.text, span.label_, span.id_) for span in cues] == [("said", "CUE", "0"), ("said", "CUE", "1")]
    assert [(span.text, span.kb_id_, span.id_) for span in mentions] == [
        ("Vera Moss", "Vera Moss", "0"),
        ("she", "Vera Moss", "1"),
    ]


def test_it_declares_what_it_assigns_and_requires_nothing(nlp: Language) -> None:
    meta = nlp.get_pipe_meta("quotetrace")
    assert (meta.assigns, meta.requires, meta.retokenizes) == (["doc.spans"], [], False)
    assert nlp.analyze_pipes()["problems"] == {"quotetrace": []}


def test_it_adds_no_extension_and_takes_nothing_away() -> None:
    made = spacy.blank("en")
    made.add_pipe("gate_and_firm")
    made.add_pipe("quotetrace")
    doc = made(FIRM)
    assert [span.label_ for span in doc.ents] == ["ORG"]
    assert doc.user_data == {}


@pytest.mark.parametrize("before", [(), ("gate_and_firm",)], ids=["blank", "parsed"])
def test_what_a_component_before_it_says_is_evidence(before: tuple[str, ...]) -> None:
    made = spacy.blank("en")
    for name in (*before, "quotetrace"):
        made.add_pipe(name)
    assert speakers(made, GATE) == (["Vera Moss"] if before else ["council"])


def test_entities_of_a_ruler_before_it_stay(nlp: Language) -> None:
    ruler = nlp.add_pipe("entity_ruler", before="quotetrace")
    ruler.add_patterns([{"label": "ORG", "pattern": "Brackwater"}])  # type: ignore[attr-defined]
    doc = nlp(FIRM)
    assert [(span.text, span.label_) for span in doc.ents] == [("Brackwater", "ORG")]
    assert [span.kb_id_ for span in doc.spans[component.SPEAKERS]] == ["Brackwater"]


def test_two_of_them_in_one_pipeline_say_the_same(nlp: Language) -> None:
    once = quotations(nlp, TEXT)
    nlp.add_pipe("quotetrace", name="once_more")
    assert quotations(nlp, TEXT) == once


def test_several_pipelines_do_not_meet(nlp: Language) -> None:
    parsed = spacy.blank("en")
    parsed.add_pipe("gate_and_firm")
    parsed.add_pipe("quotetrace")
    assert [speakers(one, GATE) for one in (nlp, parsed, nlp)] == [["council"], ["Vera Moss"], ["council"]]


def test_other_groups_of_spans_are_left_alone(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc.spans["mine"] = [doc[0:2]]
    read = nlp(doc)
    assert [span.text for span in read.spans["mine"]] == ["The rain"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "No quotation here."])
def test_a_doc_without_quotations_has_empty_groups(text: str, nlp: Language) -> None:
    spans = nlp(text).spans
    assert {name: len(spans[name]) for name in spans} == {"quotations": 0, "quotation_cues": 0, "quotation_speakers": 0}


def test_a_doc_that_was_read_before_is_read_again(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert len(nlp(doc).spans[component.QUOTATIONS]) == 3


def test_saved_and_loaded_it_says_the_same(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    assert loaded.pipe_names == ["quotetrace"]
    assert speakers(loaded, TEXT) == speakers(nlp, TEXT)
    assert speakers(spacy.blank("en").from_config(nlp.config).from_bytes(nlp.to_bytes()), TEXT) == speakers(nlp, TEXT)


@pytest.mark.parametrize("processes", [1, 2])
def test_many_docs_in_several_processes(processes: int, nlp: Language) -> None:
    texts = [TEXT, "", GATE] * 4
    docs = nlp.pipe(texts, n_process=processes, batch_size=3)
    found = [[span.kb_id_ for span in doc.spans[component.SPEAKERS]] for doc in docs]
    assert found == [["Vera Moss", "Vera Moss"], [], ["council"]] * 4
