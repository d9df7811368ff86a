"""What tracing works out the short way is what the long way finds: slow, obvious twins, and invented utterances."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Sequence
from itertools import combinations, pairwise

import pytest
from drift_pairs import PAIRS
from tracing_samples import by_id, occurrence, told, utterance

from quotetrace.folding import fold, fold_words
from quotetrace.lexicons import word_list
from quotetrace.model import First, FirstStatus, Kind, Lineage, LineageStatus, Occurrence, SharedNarrative
from quotetrace.tracing import OutletNames, _trace, _trace_alone, alignment, stretches, wording
from quotetrace.tracing.around import _QUOTED, SHARED_CONTENT, SHARED_RUN, _tells, runs_around
from quotetrace.tracing.drift import drift
from quotetrace.tracing.firsts import first, precedes, time_order
from quotetrace.tracing.lineage import (
    _cost,
    _evidence,
    _page,
    _prepared,
    _Traits,
    lineages,
)
from quotetrace.tracing.origins import drifts_of

_TIMES = ("2031", "2031-01", "2031-01-01", "2031-01-02T10:00", "2031-01-02T11:00Z", "2031-01-02T10:30+01:00", None)
_SCENES = (
    "standing beside the broken gate in heavy rain",
    "shouted the tired mayor from a wooden balcony above",
    "while crowds slowly left the flooded ½-finished square",
    "said",
)
_OTHER = ("not", "fourteen", "harbour", "never", "colour", "all", "I think,")


def invented(chance: random.Random, most: int = 8) -> list[Occurrence]:
    """The members of one utterance: rewordings, credits, copies, pages and shared sentences, and times of all sorts."""
    members = []
    for number in range(chance.randint(2, most)):
        words = "We will not close the quay this winter because the town needs it".split()
        for _ in range(chance.choice((0, 0, 1, 2))):
            place = chance.randrange(len(words))
            words[place : place + chance.randint(0, 2)] = [chance.choice(_OTHER)]
        text = " ".join(words)
        credit = [told(chance.choice(("broadcaster NRK", "the Herald")))] if chance.random() < 0.2 else []
        members.append(
            occurrence(
                f"d{number if chance.random() < 0.9 else 0}",
                chance.choice(_TIMES),
                outlet=chance.choice(("Herald", "NRK", "Harbour Times", None)),
                text=text,
                start=10 + number,
                kind=chance.choice((Kind.DIRECT, Kind.DIRECT, Kind.MIXED, Kind.INDIRECT)),
                told_to=credit,
                context=f"{chance.choice(_SCENES)}: “{text}” {chance.choice(_SCENES)}",
                copy_class=chance.choice((None, None, "one", "two")),
                url=chance.choice((None, f"https://paper.example/story/{number % 3}")),
            )
        )
    return members


def passages(chance: random.Random, documents: Collection[str]) -> dict[tuple[str, str], SharedNarrative]:
    """What some pairs of the documents share outside the marks."""
    pairs = [pair for pair in combinations(sorted(documents), 2) if chance.random() < 0.3]
    return {pair: SharedNarrative("the crane was bolted to a barge", firm=chance.random() < 0.5) for pair in pairs}


def twin_lineage(own: _Traits, others: Sequence[_Traits], status: FirstStatus | None) -> Lineage:
    """All others asked for their evidence, and all pairs of the likeliest for their order."""
    evident = [(other, _evidence(own, other)) for other in others]
    evident = [(other, evidence) for other, evidence in evident if evidence]
    earlier = [(other, evidence) for other, evidence in evident if precedes(other.member, own.member)]
    if not earlier:
        beside = [evidence for other, evidence in evident if not precedes(own.member, other.member)]
        if status is FirstStatus.FIRST and not beside:
            return Lineage(LineageStatus.SOURCE)
        unordered = beside or status is FirstStatus.TIE or own.member.published is None
        shown = tuple(dict.fromkeys(line for evidence in beside for line in evidence))
        return Lineage(LineageStatus.UNORDERED if unordered else LineageStatus.NONE, None, shown)
    least = min(_cost(own, other) for other, _ in earlier)
    tied = [one for one in earlier if _cost(own, one[0]) == least]
    page, outlet = _page(own), own.member.outlet
    tied = [one for one in tied if page is not None and _page(one[0]) == page] or tied
    tied = [one for one in tied if outlet is not None and one[0].member.outlet == outlet] or tied
    tied = [one for one in tied if not any(precedes(other.member, one[0].member) for other, _ in tied)]
    if len({one.member.quotation.document for one, _ in tied}) == 1:
        return Lineage(LineageStatus.DERIVED, tied[0][0].member.quotation.id, tied[0][1])
    shown = tuple(dict.fromkeys(line for _, evidence in tied for line in evidence))
    return Lineage(LineageStatus.UNORDERED, None, shown)


def twin_runs(member: Occurrence) -> list[tuple[str, ...]]:
    """Every window of the sentence without the words in marks, looked at word by word."""
    quotation, found = member.quotation, []
    if quotation.kind is Kind.INDIRECT:
        return []
    own = set(pairwise(fold_words(quotation.text)))
    for part in _QUOTED.sub("\n", quotation.context.replace(quotation.text, "\n")).split("\n"):
        words = fold(part)
        for start in range(len(words) - SHARED_RUN + 1):
            window = words[start : start + SHARED_RUN]
            run = tuple(word.folded for word in window)
            if sum(_tells(word, part) for word in window) >= SHARED_CONTENT and own.isdisjoint(pairwise(run)):
                found.append(run)
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("seed", range(60))
def test_lineage_is_that_of_the_slow_twin(seed: int) -> None:
    members = sorted(invented(random.Random(seed)), key=time_order)
    earliest = first(members)
    drifts = drifts_of(members, earliest.quotations, members[0].quotation, {})
    narrative = passages(random.Random(seed), {one.quotation.document for one in members})
    traits, _ = _prepared(members, drifts, narrative, {})
    wanted = {}
    for own in traits:
        identifier, document = own.member.quotation.id, own.member.quotation.document
        others = [other for other in traits if other.member.quotation.document != document]
        wanted[identifier] = twin_lineage(own, others, _status(earliest, identifier))
    assert lineages(members, drifts, earliest, narrative) == wanted
    assert [list(runs_around(one)) for one in members] == [twin_runs(one) for one in members]


def _status(earliest: First, identifier: str) -> FirstStatus | None:
    return earliest.status if identifier in earliest.quotations else None


@pytest.mark.parametrize("seed", range(20))
def test_an_utterance_of_one_quotation_is_traced_as_any_other(seed: int) -> None:
    for member in invented(random.Random(seed)):
        alone, known = utterance([member], speaker_conflict=bool(seed % 2)), by_id([member])
        before = {member.quotation.id: drift("other words", member.quotation.text)}
        given = alone, known, OutletNames(["NRK"]), before
        assert _trace_alone(*given) == _trace(*given, {})


@pytest.mark.parametrize("seed", range(20))
def test_a_plain_word_is_the_unit_that_the_rules_for_all_words_make(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    words = "the colour Realise U.S. won't let's cannot twelve per cent $5 word7 7th ½ A ﬁne é naïve [the] — … ʼtis May"
    words += " 007 １０ 000 one third hundred m pct euros minus %"
    blanks = (" ", " ", " ", ". ", "  ", "-", ": “", "\n", "", "\u00a0")
    texts = ["".join(word + chance.choice(blanks) for word in chance.choices(words.split(), k=20)) for _ in range(40)]
    quick = [wording.worded.__wrapped__(text).units() for text in texts]
    monkeypatch.setattr(wording, "_plain_key", lambda word: "")
    monkeypatch.setattr(wording, "_begins_nothing", lambda word, following: False)
    monkeypatch.setattr(wording, "lone_number", lambda word, following, text: None)
    slow = [wording.worded.__wrapped__(text).units() for text in texts]
    assert quick == slow
    for text, found in zip(texts, slow, strict=True):
        ends = [0, *(unit.end for unit in found)]
        openings = [
            not number or re.search('[.!?…:“"‘\n]', text[ends[number] : unit.start]) is not None
            for number, unit in enumerate(found)
        ]
        assert [unit.opens for unit in found] == openings


@pytest.mark.parametrize("seed", range(10))
def test_words_printed_alike_are_seen_at_once_as_they_are_one_by_one(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    pairs = [pair for some in PAIRS.values() for pair in chance.sample(some, min(len(some), 6))]
    pairs += [
        (chance.choice(pairs)[0] + ". " + before, after + " as " + chance.choice(pairs)[1]) for before, after in pairs
    ]
    quick = [drift(before, after) for before, after in pairs]
    monkeypatch.setattr(stretches, "_are_printed_alike", lambda old, new, begin, last: False)
    monkeypatch.setattr(alignment, "_rising", lambda before, places, same: None)
    monkeypatch.setattr(stretches, "joined", joined_slowly)
    assert [drift(before, after) for before, after in pairs] == quick


def joined_slowly(own: wording.Wording, other: wording.Wording) -> wording.Wording:
    """The twin of `joined`: where two neighbours are one word of the other text that is none of this, it is asked."""
    single = [key for key in other.keys if key not in own.keys]
    if any(one + following in single for one, following in pairwise(own.keys)):
        return wording.joined(own, other)
    return own


@pytest.mark.parametrize("seed", range(20))
def test_words_are_joined_as_if_every_two_were_asked(seed: int) -> None:
    chance, denials = random.Random(seed), word_list("drift_negations.txt")
    words = ("cease fire", "not able", "up date", "a way", "in side", "out side", "the", "fire", "update", "to", "day")
    joined = 0
    for _ in range(60):
        text, beside = (chance.choices(words, k=chance.randint(1, 6)) for _ in range(2))
        own = wording.worded(" ".join(text))
        other = wording.worded(" ".join(one.replace(" ", chance.choice(("", " "))) for one in beside))
        keys: list[str] = []
        for key in own.keys:
            whole = keys[-1] + key if keys and not {keys[-1], key} & denials else ""
            if whole in other.keys and whole not in own.keys:
                keys[-1] = whole
            else:
                keys.append(key)
        assert wording.joined(own, other).keys == keys
        joined += keys != own.keys
    assert joined > 5
