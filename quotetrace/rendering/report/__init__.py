"""One page of HTML to read and to pass on: who was first, and what became of the words.

The page stands alone: no network, and of scripts only its own, which its content security policy names by its hash.
Without the script everything is there to read; with it one can search and filter. Light, dark, print, narrow screens.
Jinja2 fills the templates and escapes everything; what an article says comes in as text, made visible (`harmless`).

The bars of a timeline are SVG written here: a rectangle each. A library for plots would bring a script of its own, and
a picture that neither prints sharply nor follows the colours of the page.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined

from quotetrace.model import Explanation, Overview, Trace
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import count
from quotetrace.rendering.report.counts import Counts
from quotetrace.rendering.report.sections import LISTED, Section

# A browser makes a node of every line break, also of one that says nothing because a block begins or ends there: a
# quarter of the time in which a long page opens.
_BLOCK = r"</?(?:article|details|summary|h[1-6]|p|ul|ol|li|div|svg|blockquote|table|thead|tbody|tfoot|tr|th|td)\b"
_BREAK_BEFORE = re.compile(rf"(?<!\n)\n+(?={_BLOCK})")
_BREAK_AFTER = re.compile(rf"({_BLOCK}[^>\n]*>)\n+")


def report(
    told: Sequence[tuple[Trace, Explanation]],
    overview: Overview,
    *,
    title: str,
    filters: Sequence[str] = (),
    chosen: Sequence[str] = (),
    version: str = "",
    settled: bool = True,
) -> Iterator[str]:
    """The page in pieces: the overview, and a section for each utterance.

    told: utterances in the order of the page, each with what its conflicts and open ends mean. overview: of all that
    were asked for, of which `told` may be the first alone; the page says so. filters: what a quotation of each must
    be, in words. chosen: which of these utterances alone, a sentence each. settled: whether the traces tell of all
    documents stored; the page warns where they do not.
    """
    pages = _environment()
    shown = frozenset(trace.utterance for trace, _ in told)
    sections = [Section(trace, explanation, shown) for trace, explanation in told]
    template = pages.get_template("page.html")
    yield from template.generate(
        title=one_line(title),
        filters=[one_line(one) for one in filters],
        chosen=[one_line(one) for one in chosen],
        version=version,
        settled=settled,
        counts=Counts(overview, sections),
        sections=sections,
        listed=LISTED,
        style=_source("style.css"),
        script=_source("script.js"),
        script_hash=_hash(_source("script.js")),
    )


@cache
def _environment() -> Environment:
    pages = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters.update(count=count)
    return pages


def _template(name: str) -> str:
    """A template without the line breaks beside blocks."""
    return _BREAK_BEFORE.sub("", _BREAK_AFTER.sub(r"\1", _source(name)))


def _source(name: str) -> str:
    """A template, the style or the script, as it is in the package."""
    return (files(__package__) / name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    """By which the page's policy allows this script and no other."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
