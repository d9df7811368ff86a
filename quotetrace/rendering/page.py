"""One page of HTML to check an extraction by: each article with its quotations in place, and how each was attributed.

The page stands alone: no script, no network (its content security policy forbids both), light and dark, printable.
Colours are only a help: numbers lead from the text to the list below it and back, and everything is said in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from string import Template

from quotetrace.model import Document, Extraction, Flag, Kind, Part, Quotation, ZoneKind
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.layers import Layer, html_text, layered
from quotetrace.rendering.phrases import count, outlet_name, said_by, when_exactly, words_of

# Degrees of the golden angle: neighbours in the order of speakers are far apart on the wheel, however many there are.
_TURN = 137.508
# Quotations under this chance are worth a second look.
_UNSURE = 0.5
# Zones that are shown but not read for quotations.
_UNREAD = frozenset({ZoneKind.BYLINE, ZoneKind.CAPTION, ZoneKind.RELATED, ZoneKind.CHROME})
_COLUMNS = ("", "Words", "Speaker", "Kind", "Why")


def page(extractions: Sequence[Extraction]) -> Iterator[str]:
    """The page in pieces, a document each between its head and its end."""
    quotations = sum(len(one.quotations) for one in extractions)
    heading = f"{count(quotations, 'quotation')} in {count(len(extractions), 'document')}"
    title = html_text(one_line(extractions[0].document.label)) if len(extractions) == 1 else heading
    template = (files(__package__) / "page.html").read_text(encoding="utf-8")
    yield Template(template).substitute(title=f"{title} · quotetrace", heading=heading)
    if len(extractions) > 1:
        yield _contents(extractions)
    hues = _hues(extractions)
    for number, extraction in enumerate(extractions, start=1):
        yield "".join(_Article(extraction, f"d{number}", hues).pieces())
    yield "</body>\n</html>\n"


def _hues(extractions: Iterable[Extraction]) -> Mapping[str, int]:
    """Speaker → degrees on the colour wheel; a name has one colour on the whole page."""
    names = (quotation.speaker for one in extractions for quotation in one.quotations if quotation.speaker)
    return {name: round(_TURN * number) % 360 for number, name in enumerate(dict.fromkeys(names))}


def _contents(extractions: Sequence[Extraction]) -> str:
    rows = "".join(
        f'<li><a href="#d{number}">{_line(one.document.label)}</a> '
        f'<span class="dim">{count(len(one.quotations), "quotation")}</span></li>\n'
        for number, one in enumerate(extractions, start=1)
    )
    return f"<nav>\n<ol>\n{rows}</ol>\n</nav>\n"


def _line(text: str) -> str:
    """Text of a document on one line of HTML."""
    return escape(one_line(text))


class _Article:
    """One document of the page; `key` begins its anchors."""

    def __init__(self, extraction: Extraction, key: str, hues: Mapping[str, int]) -> None:
        self.document = extraction.document
        self.extraction = extraction
        self.key = key
        self.hues = hues
        self.numbers = {one.id: number for number, one in enumerate(extraction.quotations, start=1)}

    def pieces(self) -> Iterator[str]:
        document = self.document
        yield f'<article id="{self.key}">\n<h2>{_line(document.label)}</h2>\n'
        yield f'<p class="facts">{" · ".join(map(_line, _facts(document)))}</p>\n'
        yield from self._legend()
        if document.headline_separate and document.headline:
            yield f'<p class="title">{layered(document.headline, self._layers(Part.HEADLINE))}</p>\n'
        # Parsers drop a newline right behind a <div>'s tag only in <pre>; here all characters are kept.
        yield f'<div class="text">{layered(document.text, self._layers(Part.BODY))}</div>\n'
        yield from self._list()
        yield "</article>\n"

    # --- the legend --------------------------------------------------------------------------------------------

    def _legend(self) -> Iterator[str]:
        """The speakers in the order of the text, then those without one."""
        counted = Counter((one.speaker, _look(one)) for one in self.extraction.quotations)
        if not counted:
            yield '<p class="dim">(no quotations)</p>\n'
            return
        merged: dict[tuple[str, str], int] = {}
        for (speaker, look), number in counted.items():
            name = speaker or said_by(None, Kind.SCARE if look == "scare" else Kind.DIRECT)
            merged[name, look] = merged.get((name, look), 0) + number
        yield '<ul class="legend">\n'
        for (name, look), number in sorted(merged.items(), key=lambda entry: entry[0][1] != ""):
            also = self._aliases(name) if not look else ""
            yield (
                f'<li><span class="{_classes("swatch", look)}"{self._style(name)}></span>{_line(name)}'
                f' <span class="dim">{number}{also}</span></li>\n'
            )
        yield "</ul>\n"

    def _aliases(self, name: str) -> str:
        entities = (one for one in self.extraction.entities if one.name == name)
        also = dict.fromkeys(alias for one in entities for alias in one.aliases if alias != name)
        return f", also {_line(', '.join(also))}" if also else ""

    def _style(self, speaker: str | None) -> str:
        return "".join(f' {name}="{value}"' for name, value in self._hue(speaker).items())

    # --- the text ----------------------------------------------------------------------------------------------

    def _layers(self, part: Part) -> Iterator[Layer]:
        """Quotations, then mentions and cues, each once however many quotations share it; zones outermost."""
        if part is Part.BODY:
            yield from _zones(self.document)
        told = [one for one in self.extraction.quotations if one.part is part]
        for one in told:
            yield self._quotation_layer(one)
        shared: dict[tuple[int, int, str, str | None], list[int]] = {}
        for one in told:
            for name, span in (("mention", one.speaker_mention), ("cue", one.cue)):
                if span is not None:
                    speaker = one.speaker if name == "mention" else None
                    shared.setdefault((span.start, span.end, name, speaker), []).append(self.numbers[one.id])
        for (start, end, name, speaker), numbers in shared.items():
            title = f"{name} of {', '.join(map(str, numbers))}"
            yield Layer(start, end, {"class": name, **self._hue(speaker), "title": title})

    def _quotation_layer(self, one: Quotation) -> Layer:
        number = self.numbers[one.id]
        attributes = {
            "class": _classes("quotation", one.kind.value, _look(one), "nested" if Flag.NESTED in one.flags else ""),
            **self._hue(one.speaker),
            "title": one_line(" · ".join([str(number), *self._told(one)])),
        }
        tail = f'<sup><a href="#{self.key}-{number}-why">{number}</a></sup>'
        return Layer(one.start, one.end, attributes, anchor=f"{self.key}-{number}", tail=tail)

    def _hue(self, speaker: str | None) -> dict[str, str]:
        hue = self.hues.get(speaker) if speaker is not None else None
        return {} if hue is None else {"style": f"--hue:{hue}"}

    def _told(self, one: Quotation) -> Iterator[str]:
        """What a tooltip says of a quotation."""
        yield one.kind.value
        mention = _other_mention(one)
        yield said_by(one.speaker, one.kind) + (f" (as “{mention}”)" if mention else "")
        if one.cue:
            yield f"cue {one.cue.text}"
        yield f"rule {one.reason.rule}"
        if one.reason.runner_up:
            yield f"runner-up {one.reason.runner_up}"
        if one.speaker is not None:
            yield f"confidence {one.confidence:.2f}"
        yield from (flag.value for flag in one.flags)

    # --- the list ----------------------------------------------------------------------------------------------

    def _list(self) -> Iterator[str]:
        if not self.extraction.quotations:
            return
        heads = "".join(f"<th>{column}</th>" for column in _COLUMNS)
        yield f"<h3>How each was attributed</h3>\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
        for number, one in enumerate(self.extraction.quotations, start=1):
            cells = (self._words(one), self._speaker(one), _kind(one), _why(one))
            shown = "".join(f"<td>{cell}</td>" for cell in cells)
            back = f'<td><a href="#{self.key}-{number}">{number}</a></td>'
            yield f'<tr id="{self.key}-{number}-why">{back}{shown}</tr>\n'
        yield "</tbody>\n</table>\n"

    def _words(self, one: Quotation) -> str:
        notes = [f'<span class="flags">{flag.value}</span>' for flag in one.flags]
        if one.continues in self.numbers:
            notes.insert(0, f"<small>goes on from {self.numbers[one.continues]}</small>")
        return "<br>".join([escape(words_of(one.text, one.kind)), *notes])

    def _speaker(self, one: Quotation) -> str:
        swatch = f'<span class="{_classes("swatch", _look(one))}"{self._style(one.speaker)}></span>'
        lines = [swatch + escape(said_by(one.speaker, one.kind))]
        if mention := _other_mention(one):
            lines.append(f"<small>as “{_line(mention)}”</small>")
        lines.extend(f"<small>told to “{_line(channel.text)}”</small>" for channel in one.told_to)
        return "<br>".join(lines)


def _facts(document: Document) -> Iterator[str]:
    yield outlet_name(document.outlet, document.label)
    yield when_exactly(document.published)
    yield from (fact for fact in (document.author, document.url, document.source) if fact)


def _zones(document: Document) -> Iterator[Layer]:
    for zone in document.zones:
        if zone.kind in _UNREAD:
            yield Layer(
                zone.start, zone.end, {"class": "unread", "title": f"{zone.kind.value}: not read for quotations"}
            )


def _other_mention(one: Quotation) -> str | None:
    """How the text names the speaker there, where that is not the name itself."""
    mention = one.speaker_mention
    return mention.text if mention is not None and mention.text != one.speaker else None


def _look(one: Quotation) -> str:
    """The class of a quotation that has no speaker's colour; empty for one that has."""
    if one.speaker is not None:
        return ""
    return "scare" if one.kind is Kind.SCARE else "unknown"


def _classes(*names: str) -> str:
    return " ".join(dict.fromkeys(name for name in names if name))


def _kind(one: Quotation) -> str:
    cue = f"<br><small>cue “{_line(one.cue.text)}”</small>" if one.cue else ""
    return one.kind.value + cue


def _why(one: Quotation) -> str:
    """The rule, the runner-up, and the chance; one that is unsure is said to be."""
    lines = [f"rule: {_line(one.reason.rule)}"]
    if one.reason.runner_up:
        lines.append(f"<small>runner-up {_line(one.reason.runner_up)}</small>")
    if one.speaker is not None:
        unsure = one.confidence < _UNSURE
        chance = f"confidence {one.confidence:.2f}"
        lines.append(f'<span class="unsure">{chance}, unsure</span>' if unsure else f"<span>{chance}</span>")
    return "<br>".join(lines)
