"""Passages that articles share outside the marks: what is one, what is everybody's, and what documents turn."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from tracing_samples import by_id, occurrence, utterance

from quotetrace.folding import fold
from quotetrace.lexicons import word_list
from quotetrace.model import Document, Kind, Occurrence, Part, Quotation, SharedNarrative, Zone, ZoneKind
from quotetrace.tracing import narrative, prose, trace
from quotetrace.tracing.bodies import ENOUGH_OUTSIDE, hash_word, mix
from quotetrace.tracing.explaining import explain
from quotetrace.tracing.narrative import (
    MOST_HOLDERS,
    MOST_OUTSIDE,
    narrative_runs,
    recount,
    share_narrative,
    turned,
)

SAID = "“We will not close the quay this winter,” Lund said."
LIFTED = "Gulls had stripped the wet herring crates before sunrise and nobody chased them off."
# Enough narrative for an article, of words that no other has
OWN = "{0}aa {0}bb {0}cc {0}dd {0}ee {0}ff {0}gg {0}hh {0}ii {0}jj {0}kk {0}ll {0}mm {0}nn {0}oo {0}pp {0}qq {0}rr. "


def written(name: str, *paragraphs: str) -> Document:
    """An article of its own words, the paragraphs and a statement."""
    body = "\n\n".join([OWN.format(name) * 3, *paragraphs, SAID])
    return Document(id=name, label=name, source=f"/{name}", text=body)


def runs_of(documents: Sequence[Document]) -> list[bytes]:
    """What is kept of documents in which nobody says anything."""
    return narrative_runs((one, ()) for one in documents)


def shared(
    documents: Sequence[Document], *, reporting: Collection[str] = (), quotations: Sequence[Quotation] = ()
) -> Mapping[tuple[str, str], SharedNarrative]:
    """What the documents share that report one utterance: all of them, or those called `reporting`."""
    known = {one.id: one for one in documents}
    said = {name: [one for one in quotations if one.document == name] for name in known}
    runs = dict(zip(known, narrative_runs((one, said[name]) for name, one in known.items()), strict=True))

    def read(some: Collection[str]) -> Iterator[tuple[Document, Sequence[Quotation]]]:
        return ((known[name], said[name]) for name in some)

    members = [occurrence(name, "2023-05-01") for name in reporting or known]
    return share_narrative({1: members}, runs, list(runs.values()), read).get(1, {})


@pytest.mark.parametrize(
    ("left", "right", "words", "firm"),
    [
        pytest.param(LIFTED, f"Early that day, {LIFTED.lower()}", LIFTED, True, id="a sentence"),
        pytest.param(
            LIFTED,
            "Gulls had stripped the wet herring crates when the ferry came.",
            "Gulls had stripped the wet herring crates",
            False,
            id="seven words are too few for an arrow",
        ),
        pytest.param("Gulls had stripped the wet crates.", "Gulls had stripped the wet crates.", "", False, id="six"),
        pytest.param(
            "Lund told reporters at a press conference in Vesterby on Monday afternoon that it was so.",
            "Lund told reporters at a press conference in Vesterby on Monday afternoon that it was so.",
            "",
            False,
            id="the stock of all reporting",
        ),
        pytest.param(
            "The Northern Harbour And Lighthouse Board Of Greater Vesterby, Quay Street",
            "The Northern Harbour And Lighthouse Board Of Greater Vesterby, Quay Street",
            "",
            False,
            id="a name",
        ),
        pytest.param(f"“{LIFTED}”", f"“{LIFTED}”", "", False, id="what somebody said"),
        pytest.param(f"“{LIFTED}”", LIFTED, "", False, id="what one prints as said and the other does not"),
        pytest.param(f"Subscribe: {LIFTED}", f"Subscribe: {LIFTED}", "", False, id="a line of the outlet's own"),
    ],
)
def test_a_passage(left: str, right: str, words: str, firm: bool) -> None:
    found = shared([written("fjord", left), written("quay", right)])
    folded = words.lower().rstrip(".")
    assert found == ({("fjord", "quay"): SharedNarrative(folded, firm)} if words else {})


def test_a_long_passage_is_shown_by_its_beginning() -> None:
    sentences = f"{LIFTED} Beside the drained basin two divers coiled their frozen hoses, cursing the tide tables."
    (found,) = shared([written("fjord", sentences), written("quay", sentences)]).values()
    assert len(found.words.split()) == 26
    assert found.words.startswith("gulls had stripped") and found.words.endswith(" …")


def test_the_longest_of_several_is_shown() -> None:
    short, long = "Gulls had stripped the wet herring crates", LIFTED.replace("Gulls", "Rats")
    (found,) = shared([written("fjord", short, "Two.", long), written("quay", long, "One.", short)]).values()
    assert found == SharedNarrative(long.lower().rstrip("."), firm=True)


def test_captions_and_the_words_of_quotations_in_other_marks_are_no_narrative() -> None:
    documents = [written("fjord", LIFTED), written("quay", LIFTED)]
    starts = {one.id: one.text.index("Gulls") for one in documents}
    caption = [
        replace(one, zones=(Zone(starts[one.id], starts[one.id] + len(LIFTED), ZoneKind.CAPTION),)) for one in documents
    ]
    assert not shared(caption)
    spoken = [
        Quotation(
            id=f"{name}/body/{start}",
            document=name,
            part=Part.BODY,
            start=start,
            end=start + len(LIFTED),
            text=LIFTED,
            kind=Kind.DIRECT,
        )
        for name, start in starts.items()
    ]
    assert not shared(documents, quotations=spoken)
    assert shared(documents, quotations=[replace(one, kind=Kind.INDIRECT) for one in spoken])


PUMPS = "Pumps kept coughing diesel smoke beside drained basins"


@pytest.mark.parametrize(
    ("left", "right", "firm"),
    [
        pytest.param(f"{PUMPS}. “We must go,” he said.", f"{PUMPS}, “We must go,” he told us.", True, id="before it"),
        pytest.param(f"“We must go.” {PUMPS}.", f"‘We must go’. {PUMPS}.", True, id="behind it"),
        pytest.param(f"{PUMPS}. “We must go,” he said.", f"{PUMPS}, “We can go,” he told us.", False, id="other words"),
        pytest.param(f"{PUMPS}. “We must go,” he said.", f"{PUMPS} then. “We must go,” he said.", False, id="not next"),
        pytest.param(f"{PUMPS}. “We must go,” he said.", f"“We must go.” {PUMPS}.", False, id="on the other side"),
        pytest.param(f"{PUMPS}. “We must go,” he said.", f"{PUMPS}. He said: go.", False, id="not quoted in both"),
    ],
)
def test_what_both_quote_right_beside_a_passage_counts_with_it(left: str, right: str, firm: bool) -> None:
    documents = [written("fjord", left), written("quay", right)]
    said = [
        Quotation(
            id=f"{one.id}/body/{found.start()}",
            document=one.id,
            part=Part.BODY,
            start=found.start(),
            end=found.end(),
            text=found.group(),
            kind=Kind.DIRECT,
        )
        for one in documents
        for found in re.finditer("We [a-z]+ go", one.text)
    ]
    assert shared(documents, quotations=said) == {("fjord", "quay"): SharedNarrative(PUMPS.lower(), firm)}


def test_copies_share_more_than_narrative() -> None:
    documents = [written("fjord", LIFTED), written("quay", LIFTED)]
    runs = dict(zip(("fjord", "quay"), runs_of(documents), strict=True))
    members = [occurrence(one.id, "2023-05-01", copy_class="fjord") for one in documents]
    assert share_narrative({1: members}, runs, list(runs.values()), lambda some: ()) == {}


def test_documents_looked_through_together_have_the_runs_that_each_has_alone() -> None:
    short = Document(id="short", label="short", source="/short", text=LIFTED)
    documents = [written("fjord", LIFTED), short, written("quay", LIFTED, LIFTED), written("fjord", LIFTED), short]
    together = runs_of(documents)
    assert together == [runs for one in documents for runs in runs_of([one])]
    assert [len(runs) > 0 for runs in together] == [True, False, True, True, False]
    assert runs_of([]) == []


def runs_slowly(document: Document) -> set[int]:
    """The twin of what is kept: every seven words, each word looked at by itself."""
    cut = prose._cut_out(document, ())
    words = [None if any(start <= word.start < end for start, end in cut) else word for word in fold(document.text)]
    if sum(word is not None for word in words) < ENOUGH_OUTSIDE:
        return set()
    idle = word_list("stopwords.txt") | word_list("stock_words.txt")
    found = set()
    for first in range(len(words) - prose.RUN + 1):
        run = [word for word in words[first : first + prose.RUN] if word is not None]
        telling = [word for word in run if word.folded not in idle and not document.text[word.start].isupper()]
        if len(run) == prose.RUN and len(telling) >= prose.TELLING:
            (hashed,) = mix(np.array([hash_word(word.folded) for word in run], dtype=np.uint64), prose.RUN).tolist()
            found.add(hashed >> 32)
    return found


@pytest.mark.parametrize("seed", range(20))
def test_the_runs_kept_are_those_of_the_slow_twin(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(narrative, "MOST_WORDS", 20)
    monkeypatch.setattr(narrative, "_words", prose.Words())
    chance = random.Random(seed)
    stock = (
        LIFTED + " Ångström’s naïve crews don't co-operate [editor] 'tis “hidden words, all” snake_case e\u0301"
    ).split()
    odd = ["½", "The", "İzmir", "ﬁne", "Subscri\u212a", "clic\u212a here\n", "sign up for more\n", "\0", "Σίσυφος"]
    documents = []
    for number in range(6):
        words = [chance.choice(odd if number % 2 and chance.random() < 0.05 else stock) for _ in range(120)]
        text = "".join(word + chance.choice(("  ", " ", " ", " ", "\n")) for word in words)
        documents.append(Document(id=f"d{number}", label="", source="", text=text))
    kept = [np.frombuffer(one, dtype="<u4").tolist() for one in runs_of(documents)]
    assert kept == [sorted(runs_slowly(one)) for one in documents]


def test_the_phrases_of_outlets_are_small_letters_of_ascii_as_they_are_looked_for() -> None:
    assert all(phrase.isascii() and phrase == phrase.lower() for phrase in prose._phrases())


@pytest.mark.parametrize("elsewhere", range(MOST_OUTSIDE + 2))
def test_what_is_printed_elsewhere_too_is_background(elsewhere: int) -> None:
    documents = [written(f"doc{n}", LIFTED) for n in range(2 + elsewhere)]
    assert bool(shared(documents, reporting=["doc0", "doc1"])) == (elsewhere <= MOST_OUTSIDE)


@pytest.mark.parametrize("number", [MOST_HOLDERS, MOST_HOLDERS + 1])
def test_what_very_many_print_is_nobodys(number: int) -> None:
    assert bool(shared([written(f"doc{n:02}", LIFTED) for n in range(number)])) == (number <= MOST_HOLDERS)


@pytest.mark.parametrize("seed", range(30))
def test_whatever_turns_is_told(seed: int) -> None:
    """The clever count against the obvious one: everything shared anew before and after."""
    chance = random.Random(seed)
    lines = [LIFTED, LIFTED.replace("Gulls", "Rats").replace("wet", "dry"), OWN.format("z"), OWN.format("y")]

    def some(names: Sequence[str]) -> list[Document]:
        return [written(name, *chance.sample(lines, chance.randint(0, 3))) for name in names]

    stay = some([f"stay{n}" for n in range(5)])
    gone, come = some(["a", "b", "c"][: chance.randint(0, 3)]), some(["b", "d", "e"][: chance.randint(0, 3)])
    reports = {number: chance.sample([one.id for one in stay], chance.randint(2, 4)) for number in range(4)}
    before, after = (
        {number: set(shared([*stay, *others], reporting=names)) for number, names in reports.items()}
        for others in (gone, come)
    )
    recounts = recount(runs_of(gone), runs_of(come), runs_of(stay))
    reported = {
        place: [number for number, names in reports.items() if one.id in names] for place, one in enumerate(stay)
    }
    assert {number for number in reports if before[number] != after[number]} <= turned(recounts, reported)
    if {one.text for one in gone} == {one.text for one in come}:
        assert not recounts


# --- lineage -------------------------------------------------------------------------------------------------

FIRM, WEAK = SharedNarrative("gulls had stripped the wet crates", True), SharedNarrative("gulls had stripped", False)


@pytest.mark.parametrize(
    ("published", "passage", "status", "origin"),
    [
        pytest.param("2023-05-03", FIRM, "derived", "fjord/body/10", id="from what is earlier"),
        pytest.param("2023-05-03", WEAK, "none", None, id="little makes no arrow"),
        pytest.param("2023-05-01T10:00", FIRM, "unordered", None, id="overlapping times: the evidence, no arrow"),
        pytest.param("2023-05-01T10:00", WEAK, "unordered", None, id="little is shown where times do not tell"),
    ],
)
def test_narrative_is_evidence(published: str, passage: SharedNarrative, status: str, origin: str | None) -> None:
    members = [occurrence("fjord", "2023-05-01"), occurrence("quay", published)]
    (found,) = trace([utterance(members)], by_id(members), narrative={1: {("fjord", "quay"): passage}})
    lineage = found.quotations[1].lineage
    evidence = (f"shares narrative with fjord: “{passage.words}”",)
    assert (str(lineage.status), lineage.origin) == (status, origin)
    assert lineage.evidence == (() if status == "none" else evidence)
    pairs = [(one.quotation, one.other, one.evidence) for one in explain(found).undecided]
    assert pairs == (
        [("fjord/body/10", "quay/body/10", (evidence[0].replace("fjord", "quay"),))] if status == "unordered" else []
    )


def lineage_of(label: str, members: list[Occurrence], *sharing: tuple[str, str]) -> str | None:
    (found,) = trace([utterance(members)], by_id(members), narrative={1: dict.fromkeys(sharing, FIRM)})
    return next(one.lineage.origin for one in found.quotations if one.occurrence.label == label)


def test_narrative_is_less_than_a_copied_body_or_a_credit() -> None:
    fjord = occurrence("fjord", "2023-05-01", outlet="Fjord Post", text="We will never close the old quay in a winter")
    bay = occurrence("bay", "2023-05-02", outlet="Bay Wire")
    quay = occurrence("quay", "2023-05-03")
    credit = replace(quay.quotation, told_to=bay.quotation.told_to)
    assert lineage_of("quay", [fjord, bay, quay], ("bay", "quay"), ("fjord", "quay")) == "bay/body/10"
    copied = [replace(fjord, copy_class="x"), bay, replace(quay, quotation=credit, copy_class="x")]
    assert lineage_of("quay", copied, ("bay", "quay")) == "fjord/body/10"


@pytest.mark.parametrize("name", ["fjord\nbay", "\n", "a: “\n”"])
def test_a_name_of_several_lines_is_a_name(name: str) -> None:
    members = [occurrence(name, "2023-05-01"), occurrence("quay", "2023-05-01T10:00")]
    pair = tuple(sorted((name, "quay")))
    (found,) = trace([utterance(members)], by_id(members), narrative={1: {(pair[0], pair[1]): FIRM}})
    (undecided,) = explain(found).undecided
    assert [line.endswith(f": “{FIRM.words}”") for line in undecided.evidence] == [True]
