from __future__ import annotations

from dataclasses import replace

from storm_story import DROPPED_NOT, WORDS, extraction, first, trace

from quotetrace.model import FirstStatus
from quotetrace.rendering.records import extraction_record, trace_record


def test_a_document_has_the_keys_of_the_contract_in_order() -> None:
    record = extraction_record(extraction())
    quotations = record.pop("quotations")
    assert record == {
        "doc": "fjord.txt",
        "id": "id-fjord.txt",
        "source": "/articles/fjord.txt",
        "url": None,
        "outlet": "Fjordposten",
        "published": "2021-11-02T08:15+01:00",
        "precision": "minute",
        "headline": "Pier",
        "author": None,
        "language": "en",
    }
    assert quotations == [
        {
            "id": "id-fjord.txt/body/10",
            "start": 10,
            "end": 18,
            "text": "The pier",
            "part": "body",
            "kind": "direct",
            "speaker": "Ida Moen",
            "speaker_mention": "she",
            "speaker_start": 25,
            "speaker_end": 28,
            "cue": "said",
            "cue_start": 20,
            "cue_end": 24,
            "told_to": [{"text": "told Kystradioen", "start": 0, "end": 9, "outlet": "Kystradioen"}],
            "continues": None,
            "flags": ["nested"],
            "confidence": 0.91,
            "reason": {"rule": "after-cue", "runner_up": "Per Lund"},
            "context": "“The pier,” she said.",
        },
        {
            "id": "id-fjord.txt/body/40",
            "start": 40,
            "end": 59,
            "text": "will not survive it",
            "part": "body",
            "kind": "mixed",
            "speaker": None,
            "speaker_mention": None,
            "speaker_start": None,
            "speaker_end": None,
            "cue": None,
            "cue_start": None,
            "cue_end": None,
            "told_to": [],
            "continues": 0,
            "flags": [],
            "confidence": 0.0,
            "reason": {"rule": "none", "runner_up": None},
            "context": "",
        },
    ]


def test_an_utterance_has_the_keys_of_the_contract_and_labels_for_documents() -> None:
    record = trace_record(trace())
    assert list(record) == [
        "utterance",
        "speaker",
        "text",
        "kind",
        "first",
        "outlets",
        "documents",
        "copies",
        "flags",
        "claimed_origins",
        "quotations",
        "related",
    ]
    assert record["first"] == {
        "status": "first",
        "published": "2021-11-02",
        "precision": "day",
        "quotations": ["id-fjord.txt/body/10"],
        "documents": ["fjord.txt"],
        "outlets": ["Fjordposten"],
        "undated": [],
    }
    assert record["claimed_origins"] == [{"text": "told Kystradioen", "outlet": "Kystradioen", "in_collection": False}]
    because = "different speakers, 2 shared words"
    assert record["related"] == [
        {"utterance": 9, "relation": "look-alike", "words": "another winter", "because": because}
    ]


def test_a_member_carries_lineage_and_drift() -> None:
    member = trace_record(trace())["quotations"][1]  # type: ignore[index]
    assert member["lineage"] == {
        "status": "derived",
        "from": "id-fjord.txt/body/10",
        "evidence": ["credits Fjordposten"],
    }
    drift = member["drift"]
    assert {key: drift[key] for key in drift if key != "edits"} == {
        "from": "id-fjord.txt/body/10",
        "class": "negation",
        "classes": ["negation"],
        "severity": 17,
        "similarity": 0.923,
        "score": 0.5714,
    }
    assert drift["edits"][1] == {"op": "delete", "before": "not ", "after": "", "class": "negation"}
    assert "".join(edit["before"] for edit in drift["edits"]) == WORDS
    assert "".join(edit.after for edit in DROPPED_NOT.edits) == member["text"]


def test_undated_documents_are_labels_and_an_unknown_first_has_no_time() -> None:
    undated = replace(first(FirstStatus.UNKNOWN, None), undated=("id-fjord.txt", "id-b/copy.html"))
    assert trace_record(replace(trace(), first=undated))["first"] == {
        "status": "unknown",
        "published": None,
        "precision": None,
        "quotations": [],
        "documents": [],
        "outlets": [],
        "undated": ["fjord.txt", "b/copy.html"],
    }
