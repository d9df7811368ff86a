"""The outlet of a document, chosen from all that names it, each with its evidence (`outlets` recognises the names)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotetrace.folding import fold_name
from quotetrace.model import Evidence
from quotetrace.reading.dates import find_dates
from quotetrace.reading.filenames import outlet_of_names
from quotetrace.reading.furniture import Role, author_of
from quotetrace.reading.mastheads import is_label
from quotetrace.reading.outlets import (
    FEED,
    FEED_OF_ENTRY,
    LONGEST_MASTHEAD,
    bare_masthead,
    copyright_name,
    could_be_masthead,
    domain_outlet,
    host_of,
    is_agency,
    is_front_page,
    is_outlet_name,
    known_by_domain,
    known_by_name,
    sputnik_tail,
)
from quotetrace.reading.unseen import as_shown
from quotetrace.reading.zones import Block, Layout

_FIELD = "outlet"
# What follows a comma, a bar or a dash in an author's line, up to the next or to a date.
_BYLINE_PART = re.compile(r"(?:,|\||·|•|\s[–—-])\s+([^\W\d][^,|·•\d–—]*)")
_COPYRIGHT = "copyright"
# What stands between an outlet and a section of it in the title of a feed or a site: BBC News - World.
_SECTION_BESIDE = re.compile(r"\s[-–—>»:]\s|\|")
_AGENCY = "an agency's"
_CONFLICT = "names another outlet than what was believed"
_CREDITED = re.compile(
    r"\b(?:image|photo|picture|credit|source|video)s?\b[^:]{0,20}:\s*([^)\]]{2,40})|©\s*([^/)\]]{2,40})", re.IGNORECASE
)


def outlet_of(
    layout: Layout, stated: Sequence[Evidence], *, url: str | None, place: str = ""
) -> tuple[str | None, tuple[Evidence, ...]]:
    """The outlet's name, None where nothing says it, and all the evidence; the first piece that counts is used. A known
    outlet is called by its one name, whatever it is called there. place: the file with its folders."""
    host = host_of(url)
    named = [_by_its_domain(one) for one in stated if one.field == _FIELD]
    candidates = [one for one in named if one.kind != _COPYRIGHT]
    candidates += _mastheads(layout)
    rights = [one for one in named if one.kind == _COPYRIGHT]
    rights += [one for block in layout.blocks if block.role is Role.COPYRIGHT if (one := _rights(block))]
    domain = domain_outlet(url)
    # a copyright line of an agency stands under its stories on everybody's pages
    candidates += [one for one in rights if not is_agency(one.value)]
    candidates += [Evidence(_FIELD, domain, "domain")] if domain else []
    candidates += [*_beside_author(layout), *_before_date(layout), *_slug(layout)]
    candidates += [replace(one, note=_AGENCY) for one in rights if is_agency(one.value)]
    candidates += _file_names(place)
    candidates = [_by_its_name(one, host) for one in candidates]
    chosen = candidates[0] if candidates else None
    evidence = [replace(one, used=True) if one is chosen else _weighed(one, chosen) for one in candidates]
    return (chosen.value if chosen else None), (*evidence, *_credits(layout))


def _mastheads(layout: Layout) -> list[Evidence]:
    """One piece of evidence for each name on mastheads above the text and on logos, the most frequent first."""
    found: list[Evidence] = []
    top = next((block.start for block in layout.blocks if block.role is Role.PROSE), 0)
    for block in layout.blocks:
        name = _masthead_name(block)
        if name and not is_label(name) and (block.start < top or sputnik_tail(block.text)):
            start = block.start + block.text.rindex(name)
            found.append(Evidence(_FIELD, as_shown(name), "masthead", start, start + len(name)))
    times = Counter(fold_name(one.value) for one in found)
    first = {fold_name(one.value): one for one in reversed(found)}
    return [first[key] for key in sorted(first, key=lambda key: (-times[key], first[key].start or 0))]


def _masthead_name(block: Block) -> str | None:
    tail = sputnik_tail(block.text) if block.role in (Role.MASTHEAD, Role.CAPTION, Role.RELATED) else None
    if tail is not None:
        return tail.name
    return bare_masthead(block.text) if block.role is Role.MASTHEAD else None


def _file_names(place: str) -> list[Evidence]:
    found = outlet_of_names(place)
    return [Evidence(_FIELD, found[0], "file name", note=found[1])] if found else []


def _by_its_name(one: Evidence, host: str | None) -> Evidence:
    """The same with the name of the known outlet that is meant. host: of the page."""
    known = known_by_name(one.value, host=host)
    if known is None and one.kind == "metadata" and len(one.value) <= LONGEST_MASTHEAD:
        parts = (known_by_name(part, host=host) for part in _SECTION_BESIDE.split(one.value))
        known = next(filter(None, parts), None)
    name = known.name if known else _beside_section(one) or one.value
    if name == one.value:
        return one
    return replace(one, value=name, note=_noted(one.note, f"given as {one.value}"))


def _beside_section(one: Evidence) -> str | None:
    """The name beside a section in the title of a feed whose outlet is not known (*Brevik Post » News*)."""
    parts = [part.strip() for part in _SECTION_BESIDE.split(one.value)] if one.note in (FEED, FEED_OF_ENTRY) else []
    names = [part for part in parts if part and not is_label(part)]
    return names[0] if len(parts) > 1 and len(names) == 1 else None


def _weighed(one: Evidence, chosen: Evidence | None) -> Evidence:
    """Evidence that is not used, with a note where it names somebody else; an agency's text is at home everywhere."""
    if chosen is None or one.kind == "slug" or is_agency(one.value) or _agree(one.value, chosen.value):
        return replace(one, used=False)
    return replace(one, used=False, note=_noted(one.note, _CONFLICT))


def _agree(left: str, right: str) -> bool:
    """Whether two names can be one outlet's: the letters of one, an address without its ending, are in the other's."""
    short, long = sorted((_letters(left), _letters(right)), key=len)
    return short in long


def _letters(name: str) -> str:
    host = host_of(f"https://{name.lower()}")
    return "".join(fold_name(host.rpartition(".")[0].replace(".", " ") if host else name)).removeprefix("the")


def _noted(note: str, more: str) -> str:
    return f"{note}; {more}" if note else more


def _by_its_domain(stated: Evidence) -> Evidence:
    """A stated outlet that is given by its domain or a page of it: by its name if that is known, else by the domain
    alone."""
    value = stated.value.lower()
    addressed = value.startswith(("http://", "https://", "www."))
    address = value if "://" in value else f"https://{value}"
    host = host_of(address) if addressed or is_front_page(address) else None
    known = known_by_domain(host) if host else None
    name = known.name if known else host if addressed else None
    return replace(stated, value=name, note=f"given as {stated.value}") if name else stated


def _beside_author(layout: Layout) -> Iterator[Evidence]:
    """The paper behind the author's name (*By Una Fell, Harbour Post*); an agency's people write for everybody."""
    for block in layout.blocks:
        if block.role is not Role.BYLINE or author_of(block.text) is None:
            continue
        for part in _BYLINE_PART.finditer(block.text):
            name = part[1].strip()
            outlet = is_outlet_name(name) or could_be_masthead(name)
            if outlet and not is_agency(name) and not is_label(name):
                start = block.start + part.start(1)
                yield Evidence(_FIELD, as_shown(name), "byline", start, start + len(name))


def _before_date(layout: Layout) -> Iterator[Evidence]:
    """The paper that opens a date line above the text, as people note it on what they clip (*Harbour Post, 14 May
    2021*); an agency's name stands there on everybody's pages."""
    top = next((block.start for block in layout.blocks if block.role is Role.PROSE), 0)
    for block in layout.blocks:
        dates = find_dates(block.text) if block.role is Role.BYLINE and block.start < top else []
        name = block.text[: dates[0].start].strip(" ,|·•–—-(") if dates else ""
        if name and (is_outlet_name(name) or could_be_masthead(name)) and not is_agency(name) and not is_label(name):
            start = block.start + block.text.index(name)
            yield Evidence(_FIELD, as_shown(name), "byline", start, start + len(name))


def _rights(block: Block) -> Evidence | None:
    name = copyright_name(block.text)
    if name is None or name not in block.text:
        return None
    start = block.start + block.text.index(name)
    return Evidence(_FIELD, name, _COPYRIGHT, start, start + len(name))


def _slug(layout: Layout) -> list[Evidence]:
    line = layout.dateline
    if line is None or line.agency is None:
        return []
    return [Evidence(_FIELD, line.agency, "slug", line.agency_start, line.agency_end)]


def _credits(layout: Layout) -> Iterator[Evidence]:
    """Names of picture credits: seen, and never the outlet."""
    for block in layout.blocks:
        match = _CREDITED.search(block.text) if block.role in (Role.CREDIT, Role.CAPTION) else None
        name = (match[1] or match[2]).strip() if match else ""
        if match and name:
            start = block.start + block.text.index(name, match.start())
            yield Evidence(_FIELD, name, "credit", start, start + len(name), used=False, note="the credit of a picture")
