"""What the reporting around the same words says otherwise: the verb, the clause that the marks stand in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tracing_samples import occurrence

from quotetrace.lexicons import lines
from quotetrace.model import EditOp, Frame, Kind, Occurrence, Span
from quotetrace.tracing.drift import drift
from quotetrace.tracing.framing import frame_drift, sense_of


def report(label: str, sentence: str, cue: str | None = None, kind: Kind = Kind.MIXED) -> Occurrence:
    """A sentence with the words in its marks as the quotation."""
    words = sentence.partition("“")[2].partition("”")[0]
    one = occurrence(label, "2023-05-03", text=words, kind=kind)
    spoken = Span(sentence.find(cue), sentence.find(cue) + len(cue), cue) if cue else None
    return replace(one, quotation=replace(one.quotation, context=sentence, cue=spoken))


def framed(earlier: Occurrence, later: Occurrence) -> Frame | None:
    words = drift(earlier.quotation.text, later.quotation.text, origin=earlier.quotation.id)
    return frame_drift(later, earlier, words)


def shown(frame: Frame | None) -> str:
    """The clause with its changes, the one in brackets for the other."""
    edits = frame.edits if frame else ()
    return "".join(one.after if one.op is EditOp.EQUAL else f"[{one.before}|{one.after}]" for one in edits)


@pytest.mark.parametrize(
    ("earlier", "later", "clause"),
    [
        pytest.param(
            "Lund warned the crew and said the danger of flooding was “very real”.",
            "Lund said that the danger of the entire valley flooding was “very real”.",
            "the danger of [|the entire valley ]flooding was",
            id="put in before the marks",
        ),
        pytest.param(
            "It was a “good sign” that the council is willing to meet the ferry crews.",
            "It was a “good sign” that the council is not willing to meet the ferry crews.",
            "that the council is [|not ]willing to",
            id="a denial behind the marks",
        ),
        pytest.param(
            "The build-up of ice on the weir is “a threat” to us.",
            "The build-up of ice on the bridge is “a threat” to us.",
            "The build-up of ice on the [weir|bridge] is",
            id="another thing is spoken of",
        ),
        pytest.param(
            "She called the new harbour plan “a mistake”.",
            "She called the new harbour plan “a mistake”.",
            "",
            id="same",
        ),
        pytest.param(
            "Lund said the plan was “a mistake”.",
            "The council bought four engines, and that was “a mistake”.",
            "",
            id="two clauses with nothing in common",
        ),
        pytest.param(
            "On Monday, in Aldbrook, the weir under the bridge was “a threat”.",
            "The weir under the bridge was “a threat”.",
            "",
            id="the sentence only begins elsewhere",
        ),
        pytest.param(
            "The weir under the bridge is “a threat”.",
            "The weir under the bridge is “not a threat”.",
            "",
            id="other words in the marks, which is drift of their own",
        ),
    ],
)
def test_the_clause_around_the_marks(earlier: str, later: str, clause: str) -> None:
    assert shown(framed(report("a", earlier), report("b", later))) == clause


def test_a_whole_statement_has_no_clause_around_it() -> None:
    told = ["Of the weir under the bridge Lund said: “It holds.”", "Of the weir at the bridge Lund said: “It holds.”"]
    earlier, later = (report(label, text, kind=Kind.DIRECT) for label, text in zip("ab", told, strict=True))
    assert framed(earlier, later) is None


def test_within_one_document_nothing_is_compared() -> None:
    earlier = report("a", "The weir under the bridge is “a threat”.", "is")
    later = replace(earlier, quotation=replace(earlier.quotation, context="The weir under the quay is “a threat”."))
    assert framed(earlier, later) is None


@pytest.mark.parametrize(
    ("earlier", "later", "cue"),
    [
        pytest.param("said", "threatened", ("said", "threatened"), id="a threat"),
        pytest.param("admitted", "said", ("admitted", "said"), id="no admission any more"),
        pytest.param("claims", "denied", ("claims", "denied"), id="two senses"),
        pytest.param("vowed", "pledged", None, id="the same sense"),
        pytest.param("said", "told", None, id="no sense"),
        pytest.param("called for", "insisted", ("called for", "insisted"), id="a verb of two words"),
        pytest.param("said", None, None, id="no verb"),
    ],
)
def test_the_reporting_verb(earlier: str, later: str | None, cue: tuple[str, str] | None) -> None:
    one = report("a", f"“It holds,” Lund {earlier}.", earlier, Kind.DIRECT)
    other = report("b", f"“It holds,” Lund {later}.", later, Kind.DIRECT)
    found = framed(one, other)
    assert found == (Frame("a/body/10", cue) if cue else None)


def test_every_verb_of_the_senses_is_a_reporting_verb_and_has_one_sense() -> None:
    listed = [lemma for line in lines("frame_cues.tsv") for lemma in line.split("\t")[1:]]
    assert len(listed) == len(set(listed))
    known = {line.split("\t")[1] for line in lines("cues.tsv")}
    assert set(listed) - known == set()
    assert (sense_of("Threatening"), sense_of("according to"), sense_of("said")) == ("threat", "", "")
