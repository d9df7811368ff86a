"""The outlets that are known, by domain, by name and by what else they are called: the shipped table and the user's.

Reading names the outlet of a document by it, extraction the outlet that somebody told something, and so both meet under
one name: *NYT*, *nytimes.com* and *The New York Times* are one. Of two outlets that a name fits (*The Star*) none is
meant unless the domain says which. A name that is a word like others (*Time*, *Nature*) is known by its domain only.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit

from quotetrace.errors import ReadingError
from quotetrace.folding import fold_name
from quotetrace.lexicons import lines

COLUMNS = ("domain", "name", "flags", "aliases")
_MONTH_FIRST, _WORD = "m", "w"
# No name of a host is longer, in characters.
_LONGEST_HOST = 253
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
# Where an address has its host, as `urlsplit` finds it, which takes no notice of tabs and the ends of lines.
_AUTHORITY = re.compile(r"//([^/?#]*)")
_UNNOTICED = str.maketrans(dict.fromkeys("\t\r\n"))
# Initials up to this length are a name only as they are printed: *AA*, *SPA*, *NOS*.
_INITIALS = 4

Names = Mapping[tuple[str, ...], "KnownOutlet | None"]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class KnownOutlet:
    """An outlet of the table.

    domain: without ``www.``, empty where it has none; an outlet of several has a row for each. name: as it writes it.
    month_first: it writes number dates so. is_word: its name is a word like others. aliases: what else it is called.
    """

    domain: str
    name: str
    month_first: bool = False
    is_word: bool = False
    aliases: tuple[str, ...] = ()

    def goes_by(self, text: str) -> bool:
        """Whether it is called so, *The* left out or not."""
        words = _bare(fold_name(text))
        return any(_bare(fold_name(name)) == words for name in (self.name, *self.aliases))


class Outlets:
    """Known outlets by domain and by name. over: a table that these rows add to; for a domain in both they count."""

    rows: tuple[KnownOutlet, ...]

    def __init__(self, rows: Iterable[KnownOutlet], *, over: Outlets | None = None) -> None:
        own = tuple(rows)
        instead = {row.domain: row for row in own if row.domain}
        beneath = over.rows if over else ()
        kept = tuple(row for row in beneath if row.domain not in instead)
        self.rows = (*kept, *own)
        self._by_domain = {row.domain: row for row in self.rows if row.domain}
        # what people call an outlet that the user names otherwise still means it
        renamed = [(one, instead[row.domain]) for row in beneath if row.domain in instead for one in _called(row)]
        self._by_name: Names = {**_by_name(renamed), **_all_names(kept), **_all_names(own)}
        self._own_names = {row.name: row for row in self.rows}

    @property
    def version(self) -> str:
        """What tells one table from another: 12 hex digits of a hash of its rows, in whatever order."""
        rows = "\n".join(sorted(map(repr, self.rows)))
        return sha256(rows.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def by_domain(self, host: str) -> KnownOutlet | None:
        """The outlet of a host or of a domain above it (``edition.cnn.com`` is CNN)."""
        if len(host) > _LONGEST_HOST:
            return None
        parts = host.split(".")
        return next((found for i in range(len(parts) - 1) if (found := self._by_domain.get(".".join(parts[i:])))), None)

    def named(self, name: str) -> KnownOutlet | None:
        """The outlet of exactly this name, a word like others or not."""
        return self._own_names.get(name)

    def by_name(self, text: str, *, host: str | None = None) -> KnownOutlet | None:
        """The outlet that is called `text`; None where none is, or two are. *The* may be there or not before two words
        or more.

        host: of the page that says so; its outlet is meant if it is called so, be it by a word like others.
        """
        there = self.by_domain(host) if host else None
        if there and there.goes_by(text):
            return there
        folded = fold_name(text)
        found = self._by_name.get(folded) or (self._by_name.get(_bare(folded)) if len(folded) > 2 else None)
        return found if found and _is_printed_so(text, found) else None


def current() -> Outlets:
    """The table that holds here: the shipped one, or the one that is `using`."""
    return _current.get() or _shipped()


@contextmanager
def using(table: Outlets | None) -> Iterator[None]:
    """Within, `table` is the current one; None changes nothing."""
    token = _current.set(table or _current.get())
    try:
        yield
    finally:
        _current.reset(token)


def each_using(table: Outlets | None, items: Iterable[Item]) -> Iterator[Item]:
    """The items, each made with `table` as the current one; whoever takes them keeps their own."""
    rest = iter(items)
    while True:
        with using(table):
            try:
                item = next(rest)
            except StopIteration:
                return
        yield item


def taken_apart(address: str) -> SplitResult:
    """The parts of an address. ValueError where they are none, or the host is longer than hosts are.

    `urlsplit` puts the marks on the letters of a host in order, which takes the square of their number.
    """
    host = None if address.isascii() else _AUTHORITY.search(address.translate(_UNNOTICED))
    if host is not None and len(host[1]) > _LONGEST_HOST:
        raise ValueError("the host is longer than hosts are")
    return urlsplit(address)


def load_outlets(path: str | Path | None) -> Outlets | None:
    """The shipped table with a user's over it, None for no path. ReadingError that names line and column for what it
    cannot have, or says why the file cannot be read."""
    if path is None:
        return None
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as stream:
            written = stream.read()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise ReadingError(f"the table of outlets {path} cannot be read ({reason}); check the path") from None
    except UnicodeDecodeError:
        raise ReadingError(f"the table of outlets {path} is not UTF-8; save it as UTF-8") from None
    return Outlets(_user_rows(Path(path), written), over=_shipped())


_current: ContextVar[Outlets | None] = ContextVar("outlets", default=None)


@cache
def _shipped() -> Outlets:
    return Outlets(_row(line.split("\t")) for line in lines("outlets.tsv"))


def _row(cells: Sequence[str]) -> KnownOutlet:
    domain, name, flags, aliases = (cell.strip() for cell in (*cells, "", "")[:4])
    others = tuple(alias.strip() for alias in aliases.split("|") if alias.strip())
    return KnownOutlet(domain, name, _MONTH_FIRST in flags, _WORD in flags, others)


def _user_rows(path: Path, written: str) -> Iterator[KnownOutlet]:
    """The rows of a user's table, tabs or commas between the columns, with the columns' names above them or without."""
    first = next((line for line in written.splitlines() if line.strip() and not line.startswith("#")), "")
    table = csv.reader(written.splitlines(), delimiter="\t" if "\t" in first else ",", strict=True)
    seen: dict[str, int] = {}
    try:
        for cells in table:
            if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
                continue
            if [cell.strip().lower() for cell in cells[:2]] == list(COLUMNS[:2]):
                continue
            at = f"the table of outlets {path}, line {table.line_num}"
            row = _checked(at, cells)
            if row.domain in seen:
                raise ReadingError(f"{at}, column domain: {row.domain} is in line {seen[row.domain]} already")
            seen.update({row.domain: table.line_num} if row.domain else {})
            yield row
    except csv.Error as error:
        raise ReadingError(f"the table of outlets {path}, line {table.line_num}: {error}; correct it") from None


def _checked(at: str, cells: Sequence[str]) -> KnownOutlet:
    """The row of the cells. ReadingError that begins with `at` for cells that no row has."""
    if len(cells) < 2:
        raise ReadingError(f"{at}: has one column; its columns are {', '.join(COLUMNS)}, the first two needed")
    if any(cell.strip() for cell in cells[len(COLUMNS) :]):
        raise ReadingError(
            f"{at}: has {len(cells)} columns, not {len(COLUMNS)}; other names stand in one, with | between"
        )
    domain, name, *rest = (cell.strip() for cell in cells)
    domain = re.sub(r"^(?:https?://)?(?:www\.)?|/$", "", domain.lower())
    flags = rest[0] if rest else ""
    if domain and not _HOST.fullmatch(domain):
        raise ReadingError(f"{at}, column domain: {cells[0].strip()!r} is no domain, for instance brevikpost.example")
    if not fold_name(name):
        raise ReadingError(f"{at}, column name: is empty; give the outlet's name")
    if set(flags) - {_MONTH_FIRST, _WORD}:
        raise ReadingError(
            f"{at}, column flags: {flags!r} is not known; m: month first in number dates, w: a word like others"
        )
    return _row([domain, name, *rest])


def _called(row: KnownOutlet) -> tuple[str, ...]:
    """The names by which it is known without its domain."""
    return row.aliases if row.is_word else (row.name, *row.aliases)


def _all_names(rows: Sequence[KnownOutlet]) -> Names:
    """The rows by name, and by alias where that is nobody's name."""
    aliases = _by_name((alias, row) for row in rows for alias in row.aliases)
    return {**aliases, **_by_name((row.name, row) for row in rows if not row.is_word)}


def _by_name(named: Iterable[tuple[str, KnownOutlet]]) -> dict[tuple[str, ...], KnownOutlet | None]:
    """The outlets by folded name; what two are called is None."""
    found: dict[tuple[str, ...], KnownOutlet | None] = {}
    for name, row in named:
        folded = fold_name(name)
        for key in {folded, _bare(folded) if len(folded) > 2 else folded}:
            other = found.setdefault(key, row)
            if other is not None and other.name != row.name:
                found[key] = None
    return found


def _bare(folded: tuple[str, ...]) -> tuple[str, ...]:
    """A folded name without *the* before other words."""
    return folded[1:] if len(folded) > 1 and folded[0] == "the" else folded


def _is_printed_so(text: str, known: KnownOutlet) -> bool:
    """Whether short initials stand in capitals where the outlet writes them so: *spa* is no Saudi Press Agency."""
    words = text.split()
    printed = {name for name in (known.name, *known.aliases) if fold_name(name) == fold_name(text)}
    initials = len(words) == 1 and bool(printed) and all(one.isupper() and len(one) <= _INITIALS for one in printed)
    return not initials or words[0].strip(" |•·–—-").isupper()
