"""What this site has beside Datasette's own: differences as such, lists as text, links to where things are.

Datasette calls the functions of this module by their names. What a document says is text here: it is escaped, and what
would not be seen of it is shown as a sign on every page (`shown`).
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from datasette import Response
from markupsafe import Markup, escape
from pluggy import HookimplMarker

from quotetrace.browsing.guard import guarded
from quotetrace.browsing.metadata import NAME
from quotetrace.rendering.harmless import one_line, visible
from quotetrace.rendering.report.sections import article_link, difference
from quotetrace.store.canned import EDITS_BETWEEN
from quotetrace.store.grouping import edits_in

hook = HookimplMarker("datasette")

_EDITS = frozenset({"edits", "difference"})
_LISTS = frozenset(
    "aliases also claimed_origins drift_classes evidence first flags lineage_evidence outlet_names related roles "
    "told_to".split()
)
# Columns with the id of a quotation; in the views `quotation` is its words
_QUOTATIONS = {
    "edges": frozenset({"left", "right"}),
    "members": frozenset({"quotation", "parent", "lineage_from", "drift_from"}),
    "quotations": frozenset({"continues"}),
    "utterances": frozenset({"representative"}),
}
# Where the words are that a link into an article asks the browser to go to
_WORDS = ("quotation", "wording", "text")
_NOTHING = Markup("&nbsp;")
_AWAY = Markup('<a href="{}" rel="noreferrer noopener">{}</a>')
_LINK = Markup('<a href="{}">{}</a>')


@hook
def asgi_wrapper(datasette: Any) -> Callable[..., Any]:
    """Nothing but questions from this computer comes through."""
    return guarded


@hook
def prepare_jinja2_environment(env: Any) -> None:
    """What would not be seen is shown wherever a page prints something."""
    env.finalize = shown


@hook
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    """There is one database: the front page is its page."""
    return [(r"^/$", lambda: Response.redirect(datasette.urls.database(NAME)))]


@hook
def extra_css_urls() -> list[str]:
    """The style of differences."""
    return ["/quotetrace/browse.css"]


@hook
def render_cell(
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Markup | Awaitable[Markup | None] | None:
    """A value as HTML; None where Datasette is to show it as it shows any other."""
    if database != NAME or value is None:
        return None
    if column in _EDITS:
        return _difference(value)
    if (table, column) == ("drift_report", "wording"):
        return _changed_wording(row, datasette)
    if column in _LISTS:
        return _list(value)
    # A foreign key with the label of what it leads to
    bare = value["value"] if isinstance(value, dict) else value
    if column == "utterance" or (table, column) == ("utterance_journal", "other"):
        return _LINK.format(f"/{NAME}/one_utterance?{urlencode({'utterance': bare})}", bare)
    if table is not None and column in _QUOTATIONS.get(table, ()):
        return _LINK.format(f"/{NAME}/quotations?{urlencode({'id': bare})}", bare)
    if column == "document" and not isinstance(value, dict):
        key = "id" if table == "entities" else "label"
        return _LINK.format(f"/{NAME}/documents?{urlencode({f'{key}__exact': bare})}", one_line(str(bare)))
    return _article(row, value) if column == "url" else None


def shown(value: Any) -> Any:
    """What a page prints, with a sign for each control and invisible character; HTML stays HTML."""
    if not isinstance(value, str) or visible(value) == value:
        return value
    if not isinstance(value, Markup):
        return visible(value)
    return Markup("").join(Markup(one) if visible(one) == one else escape(visible(one)) for one in str(value))


def _difference(value: object) -> Markup | None:
    try:
        edits = edits_in(str(value))
    except (ValueError, TypeError, KeyError):
        return None
    return difference(edits) or _NOTHING


async def _changed_wording(row: Mapping[str, Any], datasette: Any) -> Markup | None:
    """The wording of a row of `drift_report`, with what differs from the one it is compared with."""
    try:
        asked = {name: row[name] for name in ("utterance", "wording", "earlier_wording")}
    except (KeyError, IndexError):  # columns that somebody left out
        return None
    found = (await datasette.get_database(NAME).execute(EDITS_BETWEEN, asked)).first()
    return _difference(found[0]) if found else None


def _list(value: object) -> Markup | None:
    try:
        items = json.loads(str(value))
    except ValueError:
        return None
    if not isinstance(items, list):
        return None
    return escape("; ".join(map(_item, items))) or _NOTHING


def _item(item: object) -> str:
    if isinstance(item, list):
        return ", ".join(_item(each) for each in item if each is not None and each != [])
    return one_line(item) if isinstance(item, str) else json.dumps(item)


def _article(row: Mapping[str, Any], url: object) -> Markup | None:
    """A link to the words in the article; None for what is no web address, which is then mere text."""
    known = row.keys()
    words = next((str(row[name]) for name in _WORDS if name in known and row[name]), "")
    try:
        link = article_link(str(url), words)
    except ValueError:
        return None
    return _AWAY.format(quote(link, safe=":/?#[]@!$&'()*+,;=%~-._"), one_line(str(url))) if link else None
