"""Markdown, with the front matter of sites and note programs above it or without.

markdown-it renders it, and what a reader of the page would see is the text: the words of links, headings, lists and
block quotes a line each, no emphasis, no code blocks, no remarks, no pictures; quotation marks as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from quotetrace.errors import ReadingError
from quotetrace.model import Evidence, Failure
from quotetrace.reading.article import Article, Input, Reader, hash_bytes
from quotetrace.reading.decoding import damage, decode, without_surrogates
from quotetrace.reading.forms.fields import known_columns, stated_facts, title_of
from quotetrace.reading.forms.fragments import text_of_fragment
from quotetrace.reading.forms.frontmatter import FrontMatter, front_matter
from quotetrace.reading.forms.tables import looks_like_table
from quotetrace.reading.headlines import same_words
from quotetrace.reading.outlets import could_be_masthead, host_of, is_outlet_name
from quotetrace.reading.sniffing import is_whole_page, looks_like_json, opening_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
# Rendering takes two seconds for so many bytes of prose, and twenty where they are hostile.
_MAX_BYTES = 1_000_000
# A long report has a thousand links; a bracket costs the renderer a hundred times what a letter does.
_MOST_BRACKETS = 20_000
# What site and note programs write that is no Markdown, and what is left of it: an instruction (nothing), a link to a
# note (its words), an embedded file (nothing), the kind of a box (nothing), a highlight (its words).
_PROGRAMS = (
    (re.compile(r"\{\{[<%][^{}]{0,500}[%>]\}\}|\{%[^{}]{0,500}%\}|!\[\[[^\[\]\n]{1,300}\]\]"), ""),
    (re.compile(r"\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300})\]\]"), r"\1"),
    (re.compile(r"^([ \t]*>[ \t]*)\[![a-z]{2,20}\][+-]?", re.IGNORECASE | re.MULTILINE), r"\1"),
    (re.compile(r"==(?=[^\s=])([^=\n]{1,1000})(?<=\S)=="), r"\1"),
)
_TOP_HEADING = re.compile(r"\s*(?:#[ \t]+\S|\S[^\r\n]*\r?\n=+[ \t]*(?:\r?\n|\Z))")


def looks_like_markdown(item: Input) -> bool:
    """Front matter with a field that is known at the top, whatever the suffix; else by suffix, unless the content is
    a whole page, JSON or a table."""
    front = front_matter(opening_of(item))
    if front is not None and known_columns(tuple(map(str, front.record)), {}):
        return True
    other = item.suffix in _SUFFIXES and (is_whole_page(item) or looks_like_json(item) or looks_like_table(item))
    return item.suffix in _SUFFIXES and not other


def read_markdown(item: Input) -> Iterator[Article | Failure]:
    """The one article of a file. ReadingError where it has no text."""
    data = item.data(limit=_MAX_BYTES)
    source = decode(data)
    front = front_matter(source, even_open=item.suffix in _SUFFIXES) or FrontMatter({}, 0)
    body = source[front.end :]
    if body.count("[") > _MOST_BRACKETS:
        raise ReadingError("has more brackets than the links of any article; give its text as .txt")
    lines = without_surrogates(text_of_fragment(_renderer().render(_plain(body)))).splitlines()
    if not lines:
        below = " below its front matter" if front.end else ""
        raise ReadingError(f"has no text{below}; remove it, or save the article again")
    record = {name: _unlinked(value) for name, value in front.record.items()}
    title = title_of(record, item.fields)
    if title is None and _TOP_HEADING.match(body) and not (is_outlet_name(lines[0]) or could_be_masthead(lines[0])):
        title = lines[0]
    if title and same_words(lines[0], title):
        lines = lines[1:]
    text = "\n".join(lines)
    yield Article(
        text=f"{title}\n\n{text}" if title else text,
        content_hash=hash_bytes(data),
        title=title,
        title_inside=title is not None,
        stated=(*damage(source, data), *front.notes, *filter(_is_usable, stated_facts(record, item.fields))),
        is_record=bool(record),
    )


def _plain(body: str) -> str:
    """The Markdown alone."""
    for written, left in _PROGRAMS:
        body = written.sub(left, body)
    return body


def _unlinked(value: object) -> object:
    """A field without the brackets of links to notes: ``"[[Una Fell]]"``."""
    if isinstance(value, list):
        return [_plain(one) if isinstance(one, str) else one for one in value]
    return _plain(value) if isinstance(value, str) else value


def _is_usable(stated: Evidence) -> bool:
    """Whether a fact is one outside its own site: ``permalink: /2025/ferry/`` is no address."""
    return stated.field != "url" or host_of(stated.value) is not None


@cache
def _renderer() -> MarkdownIt:
    from markdown_it import MarkdownIt  # here, not above: reading plain text needs none of it
    from mdit_py_plugins.footnote import footnote_plugin

    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    # text that is set in is a paragraph to whoever wrote it; in articles it is never a program
    renderer.disable("code")
    renderer.use(footnote_plugin)
    for unread in ("fence", "image", "footnote_ref", "footnote_anchor"):
        renderer.add_render_rule(unread, _left_out)
    return renderer


def _left_out(*_: object) -> str:
    return ""


READER = Reader("markdown", 1, looks_like_markdown, read_markdown)
