"""How facts are said to people, unknown ones too: times, speakers, outlets, who was first, what conflicts.

Plain text without markup, made harmless; "first" always means first in this collection.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from quotetrace.model import ClaimedOrigin, Conflict, Document, Earlier, FirstStatus, Kind, Occurrence, Trace
from quotetrace.moments import Moment, Precision, utc_bounds
from quotetrace.rendering.harmless import one_line

UNKNOWN_SPEAKER = "(unknown)"
NOBODY = "(nobody)"
NO_DATE = "(no date)"
DOT = " · "  # between an outlet and its document, for the eye
_CLOCK = frozenset({Precision.HOUR, Precision.MINUTE, Precision.SECOND})

_FLAGS = {
    "speaker-conflict": "documents name different speakers for these words",
    "meaning-drift": "a difference in the words changes the meaning",
    "date-conflict": "what is said about the dates does not fit",
    "credit-conflict": "a document credits one that is later",
}


def speaker_name(speaker: str | None) -> str:
    """The name, or that it is unknown."""
    return one_line(speaker) if speaker else UNKNOWN_SPEAKER


def said_by(speaker: str | None, kind: Kind) -> str:
    """The same for a quotation: marks around a term or a title hold nobody's words."""
    return NOBODY if speaker is None and kind is Kind.SCARE else speaker_name(speaker)


def outlet_name(outlet: str | None, label: str) -> str:
    """The outlet, or that it is unknown, and of which document."""
    return one_line(outlet) if outlet else f"(outlet unknown: {one_line(label)})"


def when(moment: Moment | None) -> str:
    """A time as far as known, to be read by people: ``2022-01-07 18:48``."""
    return moment.isoformat().replace("T", " ") if moment else NO_DATE


def when_exactly(moment: Moment | None) -> str:
    """The same with what is not known of it: ``2022-01-10, known to the day``."""
    if moment is None:
        return "no date known"
    zone = ", no time zone" if moment.precision in _CLOCK and moment.offset is None else ""
    return f"{when(moment)}, known to the {moment.precision.value}{zone}"


def quoted(text: str) -> str:
    """Words in quotation marks, on one line."""
    return f"“{one_line(text)}”"


def not_english(document: Document) -> str | None:
    """That nothing was extracted from a document, and why; None where its language is read."""
    return None if document.language in (None, "en") else f"not English ({one_line(document.language)}): skipped"


def words_of(text: str, kind: Kind) -> str:
    """The words of a quotation: in marks, or without them where the article has none."""
    return one_line(text) if kind is Kind.INDIRECT else quoted(text)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: ``1 document``, ``1,204 documents``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def told_by(trace: Trace) -> str:
    """How many report it: ``3 outlets in 4 documents, 1 of them a copy``."""
    documents = count(trace.documents, "document")
    unknown = any(one.occurrence.outlet is None for one in trace.quotations)
    outlets = count(len(trace.outlets), "known outlet" if unknown else "outlet")
    told = f"{outlets} in {documents}" if trace.outlets else f"{documents} of unknown outlet"
    if not trace.copies:
        return told
    return f"{told}, {trace.copies} of them {'a copy' if trace.copies == 1 else 'copies'}"


def flag_meaning(flag: str) -> str:
    """What a flag of an utterance tells, in words."""
    return _FLAGS.get(flag, flag)


def some(names: Sequence[str], at_most: int | None, *, between: str = ", ") -> str:
    """Names in a line, and how many more there are than `at_most`; all of them where that is None."""
    if at_most is None or len(names) <= at_most:
        return between.join(names)
    return between.join([*names[:at_most], f"and {len(names) - at_most:,} more"])


def first_status(trace: Trace, *, at_most: int | None = None) -> str:
    """One line that says who had it first in this collection, or why nobody can be named; so many names of a tie."""
    first = trace.first
    names = some(first_names(trace), at_most)
    if first.status is FirstStatus.UNKNOWN:
        return "First in this collection: unknown, because no document that has it is dated"
    time = first_time(trace, told=when_exactly)
    if first.status is FirstStatus.TIE:
        return f"First in this collection: a tie of {len(first_names(trace)):,} ({time}): {names}"
    return f"First in this collection: {names} ({time})"


def first_names(trace: Trace) -> list[str]:
    """The outlets that had it first, and each document of unknown outlet that did."""
    known = {one.occurrence.quotation.document: one.occurrence for one in trace.quotations}
    unknown = [known[one] for one in trace.first.documents if one in known and known[one].outlet is None]
    return [one_line(name) for name in trace.first.outlets] + [outlet_name(None, one.label) for one in unknown]


def similar_earlier(trace: Trace) -> str | None:
    """Another utterance with similar words that was reported before this one: the earliest of them; None if none."""
    known = [(one.earlier, one.utterance) for one in trace.related if one.earlier is not None]
    if not known:
        return None
    earlier, number = min(known, key=lambda one: (one[0].published.isoformat(), one[1]))
    return f"similar words earlier: utterance {number}, {reported(earlier)}"


def reported(earlier: Earlier) -> str:
    """Where and when other words were reported: ``Fjordposten, 2022-01-07``."""
    return f"{outlet_name(earlier.outlet, earlier.label)}, {when(earlier.published)}"


def first_wording(trace: Trace) -> tuple[Occurrence, Occurrence] | None:
    """The fullest wording, which stands above all, and the first one, where other words are in them.

    None where the fullest is (one of) the first, or only more or otherwise printed of the same words.
    """
    fullest = [one for one in trace.quotations if _stands_above(one.occurrence, trace)]
    if not fullest or any(one.occurrence.quotation.id in trace.first.quotations for one in fullest):
        return None
    known = {one.occurrence.quotation.id: one.occurrence for one in trace.quotations}
    origin = fullest[0].drift.origin
    if origin not in trace.first.quotations or origin not in known or not fullest[0].drift.drift_class.changes_words:
        return None
    return fullest[0].occurrence, known[origin]


def _stands_above(member: Occurrence, trace: Trace) -> bool:
    return (member.quotation.text, member.quotation.kind) == (trace.text, trace.kind)


def undated_names(trace: Trace, *, between: str = DOT) -> list[str]:
    """The undated documents, by outlet and label."""
    known = {one.occurrence.quotation.document: one.occurrence for one in trace.quotations}
    return [place(known[one], between=between) if one in known else one_line(one) for one in trace.first.undated]


def claimed_origin(origin: ClaimedOrigin) -> str:
    """What a document claims about where the words were said, beside what the collection holds."""
    return f"{one_line(origin.text)} (claimed; {claim_here(origin)})"


def claim_here(origin: ClaimedOrigin) -> str:
    """Whether the collection holds anything of a claimed origin."""
    if origin.outlet is None:
        return "names no outlet"
    outlet = one_line(origin.outlet)
    return f"documents of {outlet} are in this collection" if origin.in_collection else f"no {outlet} document here"


def place(occurrence: Occurrence, *, between: str = DOT) -> str:
    """Outlet and document: ``Fjordposten · storm.txt``, ``(outlet unknown: storm.txt)``."""
    return _placed(occurrence, one_line(occurrence.label), between)


def places(trace: Trace, *, between: str = DOT) -> dict[str, str]:
    """The place of every quotation, by id; with the offset where its document has several."""
    of_document = Counter(one.occurrence.quotation.document for one in trace.quotations)
    occurrences = [one.occurrence for one in trace.quotations]
    return {
        one.quotation.id: place(one, between=between)
        if of_document[one.quotation.document] == 1
        else _placed(one, f"{one_line(one.label)}:{one.quotation.start}", between)
        for one in occurrences
    }


def _placed(occurrence: Occurrence, at: str, between: str) -> str:
    return f"{one_line(occurrence.outlet)}{between}{at}" if occurrence.outlet else f"(outlet unknown: {at})"


def conflict(one: Conflict, trace: Trace, named: Mapping[str, str] | None = None, *, at_most: int | None = None) -> str:
    """What conflicts with what: ``B credits A (“…”), but A's article is later``.

    named: the quotations, by id. at_most: so many of those that it conflicts with.
    """
    named = named or places(trace)
    known = {each.occurrence.quotation.id: each.occurrence for each in trace.quotations}
    here = known[one.quotation]
    dated: dict[str, str] = {}  # of each document its first quotation: it is the article that has the date
    for each in known.values():
        if each.quotation.id in one.others:
            dated.setdefault(each.quotation.document, f"{named[each.quotation.id]}, {when(each.published)}")
    if one.flag == "credit-conflict":
        credited = f"{named[one.quotation]}, {when(here.published)}, credits {quoted(one.words)}"
        return f"{credited}, whose own article here is later: {some([*dated.values()], at_most, between='; ')}"
    if one.flag == "date-conflict":
        own = f"{named[one.quotation]}, {when(here.published)}"
        return f"one article with more than one date: {some([*dated.values()], at_most, between='; ')}; {own}"
    speakers = dict.fromkeys(speaker_name(known[other].speaker) for other in one.others)
    elsewhere = some([named[other] for other in one.others], at_most, between="; ")
    mention = here.quotation.speaker_mention
    as_named = f" ({quoted(mention.text)})" if mention and mention.text != here.speaker else ""
    said = f"{named[one.quotation]} names {speaker_name(here.speaker)}{as_named} as the speaker"
    return f"{said}, but {some([*speakers], at_most)} speaks in: {elsewhere}"


def short_evidence(evidence: Sequence[str], origin: Occurrence) -> str:
    """Evidence beside the name of the origin, which it need not repeat."""
    label = one_line(origin.label)
    lines = (one_line(each) for each in evidence)
    shortened = (
        each.replace(f" as {label}:", ":")
        .replace(f" is a copy of {label}", " is a copy")
        .replace(f" with {label}:", ":")
        for each in lines
    )
    return "; ".join(
        each.replace(f"credits {one_line(origin.outlet)}:", "credits") if origin.outlet else each for each in shortened
    )


def first_time(trace: Trace, *, told: Callable[[Moment], str] = when) -> str:
    """When the first ones were published: a time that holds for all of them, else from when on."""
    time = trace.first.published
    if time is None:
        return "none is certainly earlier"
    firsts = (one.occurrence for one in trace.quotations if one.occurrence.quotation.id in trace.first.quotations)
    if all(one.published is None or _is_within(one.published, time) for one in firsts):
        return told(time)
    return f"from {when(time)} on"


def _is_within(one: Moment, other: Moment) -> bool:
    """Whether a time lies in another; as both are written, unless both have zones."""
    if one.offset is None or other.offset is None:
        return other.start <= one.start and one.end <= other.end
    (start, end), (earliest, latest) = utc_bounds(one), utc_bounds(other)
    return earliest <= start and end <= latest
