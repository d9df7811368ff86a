"""Front matter: the facts that sites and note programs write above Markdown, in YAML (``---``) or TOML (``+++``).

Values are text as written: no tag of YAML is ever executed, no date becomes another, and *NO* stays a name. What is no
valid YAML is read line by line, so that neither the text nor its date is lost; the evidence says so.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yaml import AliasEvent, BaseLoader, Node, YAMLError

from quotetrace.model import Evidence

# Longer front matter, in characters, nobody writes; a program of the web keeps its own data there.
_LONGEST = 60_000
_CLOSED = re.compile(
    rf"\A\s*^(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<inner>.{{0,{_LONGEST}}}?)^(?:(?P=fence)|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
# Left open: the fields end at the first blank line.
_OPEN = re.compile(
    r"\A\s*^(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<inner>(?:[^\r\n]*\w[^\r\n]*(?:\r?\n|\Z)){1,200})", re.MULTILINE
)
_KEY = re.compile(r"""(?P<key>["']?\w[\w .-]{0,40}["']?)[ \t]*(?P<sign>[:=])(?:[ \t]+(?P<value>.*))?$""")
# Where sites built by Hugo and Zola keep the fields that are not the program's own.
_OWN_TABLES = ("params", "extra")
_NOTHING = ("", "~")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields as a record has them; end: where the text begins; notes: what is wrong with it, as evidence."""

    record: Mapping[str, object]
    end: int
    notes: tuple[Evidence, ...] = ()


def front_matter(text: str, *, even_open: bool = False) -> FrontMatter | None:
    """The front matter at the top of a text, None where it has none.

    even_open: also where the closing fence is missing, as in a file that is cut off.
    """
    found, wrong = _CLOSED.match(text), ""
    if (found is None or not _has_key(found)) and even_open:
        found, wrong = _OPEN.match(text), "is never closed"
    if found is None or not _has_key(found):
        return None
    try:
        record = _toml(found["inner"]) if found["fence"] == "+++" else _yaml(found["inner"])
    except (YAMLError, ValueError, RecursionError):
        record, wrong = dict(_line_by_line(found["inner"])), "is not valid and was read line by line"
    note = (Evidence("text", "front matter", "metadata", note=f"its front matter {wrong}"),) if wrong else ()
    return FrontMatter(record, found.end(), note)


def _has_key(found: re.Match[str]) -> bool:
    """Whether what stands between the fences begins with a field; a remark may stand before it."""
    lines = (line.strip() for line in found["inner"].splitlines())
    first = next((line for line in lines if line and not line.startswith("#")), "")
    return bool(_KEY.match(first)) or first.startswith("[")


def _yaml(inner: str) -> dict[str, object]:
    """ValueError where it is no mapping."""
    loader = _Loader(inner)
    try:
        value = loader.get_single_data()
    finally:
        loader.dispose()
    if not isinstance(value, dict):
        raise ValueError
    return {str(name): one for name, one in value.items() if one not in _NOTHING}


class _Loader(BaseLoader):
    """Reads text, lists and mappings; aliases, with which a few lines grow to gigabytes, it refuses."""

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        """As the base does."""
        if self.check_event(AliasEvent):
            raise YAMLError
        return super().compose_node(parent, index)


def _toml(inner: str) -> dict[str, object]:
    value = tomllib.loads(inner.replace("\r\n", "\n"))
    own = [table for name in _OWN_TABLES if isinstance(table := value.get(name), dict)]
    return {name: _as_text(one) for table in (*own, value) for name, one in table.items()}


def _as_text(value: object) -> object:
    """A date or time of TOML as it is written."""
    return value if isinstance(value, str | bool | int | float | list | dict) else str(value)


def _line_by_line(inner: str) -> Iterator[tuple[str, object]]:
    """The fields that stand on a line each, without the quotation marks around a value."""
    for line in inner.splitlines():
        field = _KEY.match(line)
        value = field["value"].strip() if field and field["value"] else ""
        if field and value not in _NOTHING:
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            yield field["key"].strip("\"'"), value[1:-1] if quoted else value
