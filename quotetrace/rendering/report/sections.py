"""One utterance of a page: everything that its template prints, as text, and as HTML where words are marked in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from markupsafe import Markup, escape

from quotetrace.model import (
    DriftClass,
    Edit,
    Explanation,
    FirstStatus,
    Frame,
    Part,
    Quotation,
    Related,
    Trace,
    TracedQuotation,
)
from quotetrace.rendering.account import Account, earlier_words, relation_words
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.layers import Layer, html_text, layered
from quotetrace.rendering.lineage import LineageTree
from quotetrace.rendering.phrases import (
    claimed_origin,
    count,
    first_names,
    first_status,
    first_time,
    flag_meaning,
    outlet_name,
    quoted,
    similar_earlier,
    some,
    speaker_name,
    told_by,
    undated_names,
    when,
    when_exactly,
)
from quotetrace.rendering.report.bars import Bar, draw
from quotetrace.rendering.report.context import place_in_context
from quotetrace.rendering.wordings import Wording
from quotetrace.rendering.words import is_marked, told

# What a browser takes for the host: a backslash is a slash to it, and of slashes it minds no number.
_WEB = re.compile(r"https?:[/\\]{2,}(?P<authority>[^/\\?#\s\x00-\x1f\x7f]+)[^\s\x00-\x1f\x7f]*", re.IGNORECASE)
# Words of a quotation that a link asks the browser to go to: enough to be the only place, few enough to be unchanged.
_SOUGHT = 8
# From here on reports of a lineage are not set further in; each says where it has the words from.
_DEEPEST = 8
# Of one utterance: so many entries of a list, and so many names in a line. Some are told a thousand times.
LISTED, NAMED = 25, 12
_CHANGED = "meaning-drift"


@dataclass(frozen=True, slots=True)
class Change:
    """A wording: where it stands, its words with what differs marked, and the changes in words."""

    documents: str
    words: Markup
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One quotation of a timeline. context: the sentence around, the words marked. link: the article, if it has one.

    host: where the link leads. kind: how the words stand there, and what to know before trusting them (`Kind`, `Flag`).
    notes: what else is to be said of it, and whether it is a warning.
    """

    time: str
    known: str
    bar: Bar | None
    outlet: str
    place: str
    kind: str
    first: str
    context: Markup
    link: str
    host: str
    notes: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A report in the lineage: how deep below a root, which place it has the words from, and what shows it."""

    depth: int
    place: str
    lead: str
    origin: str
    evidence: str


class Section:
    """An utterance as its section shows it. shown: the utterances of the page, to which links may lead."""

    def __init__(self, trace: Trace, explanation: Explanation, shown: Collection[int]) -> None:
        self.account = Account(trace, explanation)
        self.trace = trace
        self.shown = shown
        self.number = trace.utterance
        self.speaker = speaker_name(trace.speaker)
        self.words = self.account.words()
        self.drawing = draw([one.occurrence.published for one in trace.quotations])
        self.status = first_status(trace, at_most=NAMED)
        self.changed = [_change(self.account, one) for one in self.account.changed]
        self.others = [_change(self.account, one) for one in self.account.others]

    @property
    def first(self) -> str:
        """Who was first, in few words."""
        first = self.trace.first
        if first.status is FirstStatus.UNKNOWN:
            return "nobody known to be first"
        names = some(first_names(self.trace), NAMED)
        time = f", {first_time(self.trace)}" if first.published else ""
        return f"tie of {len(first_names(self.trace)):,}: {names}{time}" if self.is_tie else f"first: {names}{time}"

    @property
    def is_tie(self) -> bool:
        """Whether several were first."""
        return self.trace.first.status is FirstStatus.TIE

    @property
    def marks(self) -> str:
        """By what the page filters it: its status, whether the meaning changed, whether anything conflicts."""
        flags = self.trace.flags
        found = [self.trace.first.status.value]
        found += ["meaning"] if self.changed else []
        found += ["conflict"] if any(flag != _CHANGED for flag in flags) else []
        return " ".join(found)

    @property
    def warnings(self) -> list[str]:
        """What a reader must look at, as people say it.

        That the meaning changed is said wherever such a wording stands below. The flag alone says less: it is not set
        for a paraphrase, nor where an article tells elsewhere what its wording leaves out.
        """
        flags = [flag for flag in self.trace.flags if flag != _CHANGED]
        return [flag_meaning(flag) for flag in ([_CHANGED] if self.changed else []) + flags]

    def meanings(self) -> str:
        """The classes of difference that change the meaning, the most severe first."""
        classes = {each for one in self.account.changed if one.drift for each in one.drift.classes}
        return ", ".join(one.value for one in DriftClass if one in classes and one.changes_meaning)

    def outlets(self) -> list[str]:
        """The outlets that report it, known ones by name."""
        return [one_line(name) for name in self.trace.outlets]

    def documents(self) -> str:
        """How many documents report it."""
        return count(self.trace.documents, "document")

    def sentences(self) -> Iterator[tuple[str, bool]]:
        """What is said below the words, and whether it is a warning."""
        trace = self.trace
        if standing := self.account.standing():
            yield f"Above stands {standing}.", False
        yield f"{self.status}.", False
        if similar := similar_earlier(trace):
            yield f"But {similar}.", True
        if trace.documents > 1:
            yield f"Told by {told_by(trace)}.", False
        undated = undated_names(trace)
        for name in undated[:LISTED]:
            yield f"Without a date, so never first: {name}.", True
        if len(undated) > LISTED:
            yield f"Without a date, so never first: {len(undated) - LISTED:,} more.", True
        origins = trace.claimed_origins
        for origin in origins[:LISTED]:
            yield f"Claimed origin: {claimed_origin(origin)}.", False
        if len(origins) > LISTED:
            yield f"Claimed origins: {len(origins) - LISTED:,} more.", False

    def reports(self) -> list[Report]:
        """The first quotations in order of time, on the scale of all of them."""
        listed = zip(self.trace.quotations[:LISTED], self.drawing.bars, strict=False)
        return [_report(self.account, one, bar) for one, bar in listed]

    def lineage(self) -> LineageTree:
        """Where each has the words from."""
        return LineageTree(self.trace, self.account.explanation.undecided)

    def branches(self) -> list[Branch]:
        """The lineage from its roots, each report behind the one that it derives from."""
        lineage = self.lineage()
        found: list[Branch] = []
        waiting = [(0, name, "", "") for name in reversed(lineage.roots())] if lineage.children else []
        while waiting:
            depth, name, origin, evidence = waiting.pop()
            place = lineage.places[name]
            found.append(Branch(min(depth, _DEEPEST), place, lineage.lead(name), origin, evidence))
            waiting += [
                (depth + 1, one.occurrence.quotation.id, place, lineage.evidence(one))
                for one in reversed(lineage.children.get(name, ()))
            ]
        return found

    def conflicts(self) -> list[str]:
        """Everything that does not fit."""
        return list(self.account.conflicts(at_most=NAMED))

    def reasons(self) -> list[tuple[str, str]]:
        """Where quotations stand, and why they were joined."""
        return [(some(those, NAMED, between="; "), reason) for those, reason in self.account.reasons()]

    def related(self) -> Iterator[tuple[str, list[tuple[int, bool, str]]]]:
        """Under titles: other utterances by number, whether the page has them, and what is to be said of each."""
        for title, those in self.account.related():
            yield title, [(one.utterance, one.utterance in self.shown, _relation(one)) for one in those]


def difference(edits: Sequence[Edit]) -> Markup:
    """The words with what went as deleted and what came as inserted; blanks stay outside."""
    pieces = []
    for edit in edits:
        if not is_marked(edit):
            pieces.append(escape(one_line(edit.after)))
            continue
        weight = Markup(' class="meaning"') if edit.drift_class.changes_meaning else Markup("")
        for raw, tag in ((edit.before, "del"), (edit.after, "ins")):
            text = one_line(raw)
            core = text.strip()
            if not core:
                pieces.append(escape(text) if tag == "ins" else Markup(""))
                continue
            lead, tail = text[: text.index(core)], text[text.index(core) + len(core) :]
            pieces.append(Markup("{}<{}{}>{}</{}>{}").format(lead, Markup(tag), weight, core, Markup(tag), tail))
    return Markup("").join(pieces)


def article_link(url: str | None, words: str) -> str:
    """The address of an article, at the words where a browser can find them; empty for what is no web address."""
    if not url or not _WEB.fullmatch(url):
        return ""
    sought = quote(" ".join(words.split()[:_SOUGHT]), safe="").replace("-", "%2D")
    return f"{url}{'' if '#' in url else '#'}:~:text={sought}"


def host_of(url: str | None) -> str:
    """Where the address of an article leads, without name and password; empty for what is no web address."""
    web = _WEB.fullmatch(url or "")
    return one_line(unquote(web["authority"].rpartition("@")[2])).lower() if web else ""


def _change(account: Account, wording: Wording) -> Change:
    edits = wording.drift.edits if wording.drift else ()
    return Change(some(account.documents(wording), NAMED, between="; "), difference(edits), tuple(told(edits)))


def _report(account: Account, one: TracedQuotation, bar: Bar | None) -> Report:
    occurrence, quotation = one.occurrence, one.occurrence.quotation
    tie = account.trace.first.status is FirstStatus.TIE
    first = ("first in a tie" if tie else "first in this collection") if account.is_first(one) else ""
    part = "in the headline, " if quotation.part is Part.HEADLINE else ""
    return Report(
        time=when(occurrence.published),
        known=when_exactly(occurrence.published).removeprefix(f"{when(occurrence.published)}, "),
        bar=bar,
        outlet=outlet_name(occurrence.outlet, occurrence.label),
        place=f"{one_line(occurrence.label)}, {part}characters {quotation.start} to {quotation.end}",
        kind=", ".join((quotation.kind, *quotation.flags)),
        first=first,
        context=_context(quotation),
        link=article_link(occurrence.url, quotation.text),
        host=host_of(occurrence.url),
        notes=tuple(_notes(account, one)),
    )


def _context(quotation: Quotation) -> Markup:
    """The sentence around a quotation, which is marked in it; the words alone where they are not in it."""
    context, start = quotation.context, place_in_context(quotation)
    if start is None:
        # The same words twice, and no telling which are these: none are marked rather than others
        if quotation.text and quotation.text in context:
            return Markup(html_text(context))
        context, start = quotation.text, 0
    return Markup(layered(context, [Layer(start, start + len(quotation.text), {"class": "said"})]))


def _notes(account: Account, one: TracedQuotation) -> Iterator[tuple[str, bool]]:
    if which := account.which(one):
        wording = account.wording_of(one)
        yield which, wording in account.changed
    if speaker := account.spoken(one):
        yield f"speaker here: {speaker}", True
    for channel in one.occurrence.quotation.told_to:
        yield f"channel it names: {quoted(channel.text)}", False
    if one.occurrence.corrected:
        yield f"decided by hand: {', '.join(one.occurrence.corrected)}", False
    if one.frame is not None:
        yield f"the writer's words around it differ: {'; '.join(_frame(one.frame))}", True


def _frame(frame: Frame) -> Iterator[str]:
    if frame.cue:
        yield " became ".join(quoted(verb) for verb in frame.cue)
    yield from told(frame.edits)


def _relation(one: Related) -> str:
    parts = [relation_words(one), quoted(one.words) if one.words else "", one_line(one.because), earlier_words(one)]
    return "; ".join(part for part in parts if part)
