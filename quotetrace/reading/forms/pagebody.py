"""The article's paragraphs on a page: trafilatura says where the article is, the page itself says what is in it.

trafilatura may drop a list of reactions or an embedded post and keep a caption or a box; so its text only marks lines
of the page. Around the marked ones lies the article: what stands between them and is a sentence, a list entry, a
subhead or somebody's words belongs to it, in the order of the page and once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

from quotetrace.errors import ReadingError
from quotetrace.folding import fold_words
from quotetrace.reading.forms.pageblocks import Line, PageLines, Part
from quotetrace.reading.forms.pagedates import is_dated
from quotetrace.reading.furniture import Role, is_foreign, is_prose, is_quoting, is_titlelike, recognise

# The element that holds this share of the article's marked text is the article's; the rest is a stray box.
_CORE = 0.8
# A line with more of its characters in links is a pointer to another page, if it is no sentence.
_LINKED = 0.7
# Words that open a line which points to another page, whatever its title quotes.
_POINTER = re.compile(r"\W*(?:(?:read|see|watch|listen|also|related|more)\b[^:]{0,24}):\s*", re.IGNORECASE)
# A deck has at least so many words: fewer are a section or a name.
_DECK_WORDS = 5
# A sentence is pulled out of the article if this share of its pairs of words stands there.
_PULLED = 0.5
# A list of stories has so many linked headings, and fewer paragraphs of its own, of so many words each; a teaser is
# no longer than this.
_HEADINGS = 3
_OWN_PARAGRAPHS = 2
_PARAGRAPH_WORDS = 12
_TEASER_WORDS = 45
# Shorter lines, in characters, do not say where the article is while there are longer ones: pages list many teasers.
_LONG = 80
_FURNITURE = frozenset(
    {Role.CHROME, Role.COPYRIGHT, Role.CREDIT, Role.COMMENTS, Role.MARKER, Role.BYLINE, Role.CAPTION, Role.MASTHEAD}
)
_SITES_OWN = frozenset({Role.CHROME, Role.MARKER})
_HEADS = frozenset("h1 h2 h3 h4 h5 h6".split())
_DASHED = re.compile(r"(?:[-–—―~]|--)\s*[^\W\d_]")
_CLOSING = frozenset('"”»’“')
_QUOTES = re.compile(r"[\"“”„«»]|(?<!\w)['‘]")
# "Reach Teresa Quill at …@…", "Contact the author at 555-0143.", the initials that sign agency copy
_CONTACT = re.compile(
    r"(?:reach|contact|e-?mail|follow|send|call|write\s+to)\b.{0,120}(?:@|\bat\s+\d)|[a-z]{2,3}(?:/[a-z]{2,3})+\b.{0,40}",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[^\W_]+")


def body_of(tree: Any, page: PageLines, *, headline: str | None, others: Sequence[str] = ()) -> list[str]:
    """The article's lines without the headline; empty where there is no article.

    headline: as the facts have it. others: headlines of other stories that the page states in its metadata; a story
    loaded below the page's own ends it. ReadingError where the page is a list of stories. Changes the tree.
    """
    marked = _marked(tree, page)
    start = 0 if page.heading is None else page.heading + 1
    end = _end(page, start, marked, others)
    span = [i for i in range(start, end) if page.lines[i].part is None]
    sure = _sure(page, span, marked)
    core = _core(page, sure)
    if core is None:
        return []
    inside = list(_within(page, span, core))
    _refuse_lists(page, inside)
    first = next((i for i in inside if i in sure and _is_text(page.lines[i])), start)
    title = fold_words(headline) if headline else ()
    chosen = {i for i in inside if _belongs(page, i, marked[i] and (i >= first or _is_deck(page.lines[i])))}
    chosen |= {i for i in span if i < first and i not in chosen and _is_deck(page.lines[i])}
    folded = {i: fold_words(page.lines[i].text) for i in chosen}
    chosen = {i for i in chosen if folded[i] != title} - _boxed(page, core, inside)
    for i in _words_set_apart(page, core, chosen, start, end):
        folded[i] = fold_words(page.lines[i].text)
        chosen.add(i)
    return list(_once((page.lines[i].text, folded[i]) for i in sorted(chosen)))


def _marked(tree: Any, page: PageLines) -> list[bool]:
    """Which lines trafilatura takes for the article's, on the page without the parts that were set aside."""
    from trafilatura import bare_extraction  # here, not above: half a second to import, and only pages need it

    for element in page.parts:
        if element.getparent() is not None:
            element.drop_tree()
    # not extract, which puts the marks of all letters in order at once, and so many on one letter take for ever
    found: Any = bare_extraction(tree, options=_options())
    kept = _Kept(((found.text if found else None) or "").split("\n"))
    return [line.part is None and kept.has(line.text) for line in page.lines]


@cache
def _options() -> Any:
    """Made once: it takes longer to read the settings than a short article."""
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", fast=True, comments=False)


class _Kept:
    """The text that was kept, asked for lines of the page. Most lines stand there letter by letter."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.ordered = lines
        self.lines = frozenset(lines)

    def has(self, text: str) -> bool:
        """Whether a line's words stand in the text; a word or two only as a line of their own."""
        if text in self.lines:
            return True
        words = _PLAIN.findall(text.lower())
        plain = " ".join(words)
        return plain in self._plain_lines or (len(words) > 2 and f" {plain} " in self._plain)

    @cached_property
    def _plain_lines(self) -> frozenset[str]:
        return frozenset(map(_plain_words, self.ordered))

    @cached_property
    def _plain(self) -> str:
        return f" {' '.join(filter(None, map(_plain_words, self.ordered)))} "


def _plain_words(text: str) -> str:
    return " ".join(_PLAIN.findall(text.lower()))


def _sure(page: PageLines, span: Sequence[int], marked: Sequence[bool]) -> list[int]:
    """The lines that say where the article is: the marked ones; the long ones besides where most of them are not
    marked, as where paragraphs are divs alone."""
    long = [i for i in span if len(page.lines[i].text) >= _LONG and _is_text(page.lines[i])]
    overlooked = sum(len(page.lines[i].text) for i in long if not marked[i])
    found = sum(len(page.lines[i].text) for i in long if marked[i])
    return [i for i in span if marked[i] or (overlooked > found and i in long)]


def _end(page: PageLines, start: int, marked: Sequence[bool], others: Sequence[str]) -> int:
    """Where another story begins that was loaded below: at its headline, outside the element of all before."""
    titles = {fold_words(other) for other in others}
    for i in range(start, len(page.lines)):
        line = page.lines[i]
        if line.element.tag not in _HEADS or (line.element.tag != "h1" and fold_words(line.text) not in titles):
            continue
        before = [at for at in range(start, i) if marked[at] and _is_text(page.lines[at])]
        core = _core(page, before)
        if len(before) > 1 and core is not None and core not in line.element.iterancestors():
            return i
    return len(page.lines)


def _core(page: PageLines, marked: Sequence[int]) -> Any:
    """The innermost element that holds nearly all of the marked text, and more than one paragraph of it if there are
    more; None where nothing is marked."""
    weights: Counter[Any] = Counter()
    holders: Counter[Any] = Counter()
    total = 0
    texts = [i for i in marked if _is_text(page.lines[i])]
    for i in [i for i in texts if len(page.lines[i].text) >= _LONG] or texts:
        line = page.lines[i]
        weight = len(line.text) - line.linked
        total += weight
        weights[line.element] += weight
        holders[line.element.getparent()] += weight
    if not total:
        return None
    for holder, weight in holders.items():  # most lines have the same
        for element in (holder, *holder.iterancestors()) if holder is not None else ():
            weights[element] += weight
    nearly_all = (element for element in weights if weights[element] >= _CORE * total)
    core = max(nearly_all, key=lambda one: sum(1 for _ in one.iterancestors()))
    return _around_two(core, [page.lines[i].element for i in texts])


def _around_two(core: Any, paragraphs: Sequence[Any]) -> Any:
    """The element, or the nearest around it that holds two of the paragraphs: of a short article only one is long."""
    around = {core, *core.iterancestors()}
    holders = Counter(one for own in paragraphs for one in (own, *own.iterancestors()) if one in around)
    return next((one for one in (core, *core.iterancestors()) if holders[one] > 1), core)


def _within(page: PageLines, span: Iterable[int], core: Any) -> Iterator[int]:
    """The lines in the element; what holds one is asked once."""
    known = {core: True, None: False}
    for i in span:
        element, path = page.lines[i].element, []
        while element not in known:
            path.append(element)
            element = element.getparent()
        known.update(dict.fromkeys(path, known[element]))
        if known[element]:
            yield i


def _refuse_lists(page: PageLines, inside: Sequence[int]) -> None:
    """ReadingError where linked headings stand over all paragraphs: they are teasers."""
    heads = sum(_is_linked_heading(page.lines[i]) for i in inside)
    own = sum(page.lines[i].words >= _PARAGRAPH_WORDS and not _is_teaser(page, i) for i in inside)
    if heads >= _HEADINGS and own < _OWN_PARAGRAPHS:
        raise ReadingError("is a list of stories, not an article; save the pages of the articles themselves")


def _is_linked_heading(line: Line) -> bool:
    return line.element.tag in _HEADS and line.linked >= _LINKED * len(line.text)


def _is_teaser(page: PageLines, index: int) -> bool:
    """Whether a line stands directly below another story's linked headline."""
    return index > 0 and _is_linked_heading(page.lines[index - 1]) and page.lines[index].words < _TEASER_WORDS


def _is_text(line: Line) -> bool:
    return is_prose(line.text, line.words) or is_quoting(line.text)


def _belongs(page: PageLines, index: int, marked: bool) -> bool:
    """Whether a line of the article's element is the article's."""
    line = page.lines[index]
    words = line.words
    if _is_furniture(line) or _is_teaser(page, index):
        return False
    if marked or is_prose(line.text, words) or (_QUOTES.search(line.text) and line.linked < _LINKED * len(line.text)):
        return True
    heads = (line.element.tag in _HEADS and is_titlelike(line.text, words)) or _is_signature(page, index)
    listed = line.element.tag == "li" and page.lines[index - 1].element.tag == "li" and words >= _DECK_WORDS
    return heads or listed


def _is_signature(page: PageLines, index: int) -> bool:
    """Whether a line names who said the words above it: behind a dash, below what is set apart or ends in a mark."""
    line, above = page.lines[index], page.lines[index - 1]
    if index == 0 or not _DASHED.match(line.text) or len(line.text) > _LONG:
        return False
    return above.text[-1:] in _CLOSING or any(one.tag == "blockquote" for one in line.element.iterancestors())


def _is_furniture(line: Line) -> bool:
    pointer = _POINTER.match(line.text)
    if pointer and line.linked >= _LINKED * (len(line.text) - pointer.end()) > 0:
        return True
    if line.linked >= _LINKED * len(line.text) and line.text[-1] not in ".!?”\"’'" and not is_quoting(line.text):
        return True
    if is_dated(line) and not _QUOTES.search(line.text):
        return True
    if _CONTACT.match(line.text) and not _QUOTES.search(line.text):
        return True
    return recognise(line.text, line.words) in _FURNITURE and not is_foreign(line.text)


def _boxed(page: PageLines, core: Any, inside: Sequence[int]) -> set[int]:
    """The lines of boxes within the article that open with a heading of the site's own: *Subscribe to read*."""
    boxes = set()
    for i in inside:
        box = page.lines[i].element.getparent()
        if page.lines[i].element.tag in _HEADS and box is not core and core in box.iterancestors():
            opens = i == 0 or box not in page.lines[i - 1].element.iterancestors()
            if opens and recognise(page.lines[i].text, len(page.lines[i].text.split())) in _SITES_OWN:
                boxes.add(box)
    return {i for i in inside if not boxes.isdisjoint(page.lines[i].element.iterancestors())}


def _is_deck(line: Line) -> bool:
    """Whether a line between the headline and the first paragraph is the article's: a sentence or nearly one."""
    return line.words >= _DECK_WORDS and not _is_furniture(line) and line.element.tag not in ("li", "td")


def _words_set_apart(page: PageLines, core: Any, chosen: set[int], start: int, end: int) -> set[int]:
    """The lines that the markup calls a pulled quotation and the article has nowhere else."""
    apart = [i for i in range(start, end) if page.lines[i].part is Part.PULLED]
    if not apart or not chosen:
        return set()
    pairs = set(_pairs(fold_words(" ".join(page.lines[i].text for i in sorted(chosen)))))
    found = set()
    for i in apart:
        own = list(_pairs(fold_words(page.lines[i].text)))
        if (
            len(own) >= _DECK_WORDS
            and sum(pair in pairs for pair in own) < _PULLED * len(own)
            and min(chosen) < i < max(chosen)
        ):
            found.add(i)
    return found


def _pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    return pairwise(words)


def _once(lines: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """The lines, given with their folded words, without those that repeat a longer earlier one word for word."""
    seen: set[tuple[str, ...]] = set()
    for line, words in lines:
        if len(words) >= _DECK_WORDS and words in seen:
            continue
        seen.add(words)
        yield line
