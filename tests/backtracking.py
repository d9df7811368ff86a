"""What a pattern costs, counted in steps: a matcher that backtracks as Python's own does, over the same parse tree.

Nothing is timed. Bounded repetitions of more than `BOUND` are taken for `BOUND`, so that growth shows on short strings.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import permutations
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

BOUND = 4
# Of the strings that a pattern is attacked with, so many of each part.
PUMPS, LEADS, PAIRED = 12, 4, 4
_SINGLE = (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN)
_REPEATS = (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT)
# From where the match goes on, and whether it comes to an end from there
Then = Callable[[int], bool]
Match = Callable[[int, Then], bool]
_SPACE, _DIGIT, _WORD = str.isspace, str.isdecimal, lambda one: one.isalnum() or one == "_"
_CATEGORIES = {
    "CATEGORY_DIGIT": _DIGIT,
    "CATEGORY_NOT_DIGIT": lambda one: not _DIGIT(one),
    "CATEGORY_SPACE": _SPACE,
    "CATEGORY_NOT_SPACE": lambda one: not _SPACE(one),
    "CATEGORY_WORD": _WORD,
    "CATEGORY_NOT_WORD": lambda one: not _WORD(one),
}


class TooManyStepsError(Exception):
    """The string costs more steps than it may."""


def tree_of(pattern: re.Pattern[Any]) -> Any:
    """The parse tree of a pattern; of bytes as if each were the character of its number."""
    source = pattern.pattern
    return _parser.parse(source if isinstance(source, str) else source.decode("latin-1"), pattern.flags)


class Cost:
    """A pattern whose steps are counted."""

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        self._tree = tree_of(pattern)
        self._flags = pattern.flags
        self._text, self._steps, self._most = "", 0, 0
        self._groups: dict[int, tuple[int, int]] = {}
        self._whole = self._sequence(list(self._tree), self._flags)

    def steps(self, text: str, *, most: int, everywhere: bool = True) -> int:
        """How many steps it takes to look for every match in a text, or, not `everywhere`, for one at its beginning.

        TooManyStepsError beyond `most`.
        """
        self._text, self._steps, self._most = text, 0, most
        before = sys.getrecursionlimit()
        sys.setrecursionlimit(60_000)
        try:
            return self._count(everywhere)
        finally:
            sys.setrecursionlimit(before)

    def _count(self, everywhere: bool) -> int:
        at, text = 0, self._text
        while at <= len(text):
            ends: list[int] = []
            self._groups = {}
            found = self._whole(at, lambda end: ends.append(end) is None)  # noqa: B023  (called before the next turn)
            if not everywhere:
                break
            at = max(ends[0], at + 1) if found else at + 1
        return self._steps

    def match(self, text: str) -> int | None:
        """Where a match at the beginning of a text ends; None where there is none."""
        self._text, self._steps, self._most = text, 0, sys.maxsize
        self._groups = {}
        ends: list[int] = []
        return ends[0] if self._whole(0, lambda end: ends.append(end) is None) else None

    def _step(self) -> None:
        self._steps += 1
        if self._steps > self._most:
            raise TooManyStepsError

    def _sequence(self, nodes: Sequence[tuple[Any, Any]], flags: int) -> Match:
        parts = [self._node(op, value, flags) for op, value in nodes]

        def match(at: int, then: Then) -> bool:
            return run(0, at, then)

        def run(index: int, at: int, then: Then) -> bool:
            if index == len(parts):
                return then(at)
            return parts[index](at, lambda end: run(index + 1, end, then))

        return parts[0] if len(parts) == 1 else match

    def _node(self, op: Any, value: Any, flags: int) -> Match:
        if op in _SINGLE:
            return partial(self._one, accepts(op, value, flags))
        if op is c.BRANCH:
            branches = [self._sequence(list(one), flags) for one in value[1]]
            return lambda at, then: any(branch(at, then) for branch in branches)
        if op is c.SUBPATTERN:
            number, added, removed, inner = value
            return partial(self._group, number, self._sequence(list(inner), (flags | added) & ~removed))
        if op in _REPEATS:
            least, most, inner = value
            body = self._sequence(list(inner), flags)
            repeat = partial(self._repeat, body, min(least, BOUND), min(most, BOUND) if most < c.MAXREPEAT else None)
            if op is c.POSSESSIVE_REPEAT:
                return partial(self._atomic, partial(repeat, lazy=False))
            return partial(repeat, lazy=op is c.MIN_REPEAT)
        if op is c.ATOMIC_GROUP:
            return partial(self._atomic, self._sequence(list(value), flags))
        if op in (c.ASSERT, c.ASSERT_NOT):
            return partial(self._assert, op is c.ASSERT, value[0], self._sequence(list(value[1]), flags), value[1])
        if op is c.AT:
            return partial(self._at, str(value))
        if op is c.GROUPREF:
            return partial(self._again, value)
        raise NotImplementedError(str(op))

    def _one(self, accepted: Callable[[str], bool], at: int, then: Then) -> bool:
        self._step()
        return at < len(self._text) and accepted(self._text[at]) and then(at + 1)

    def _group(self, number: int | None, inner: Match, at: int, then: Then) -> bool:
        if number is None:
            return inner(at, then)

        def ended(end: int) -> bool:
            before = self._groups.get(number)
            self._groups[number] = (at, end)
            if then(end):
                return True
            self._groups.pop(number) if before is None else self._groups.update({number: before})
            return False

        return inner(at, ended)

    def _repeat(self, body: Match, least: int, most: int | None, at: int, then: Then, *, lazy: bool) -> bool:
        def more(count: int, here: int) -> bool:
            self._step()

            def again(end: int) -> bool:
                return (end > here or count < least) and more(count + 1, end)

            def go_on() -> bool:
                return (most is None or count < most) and body(here, again)

            if count < least:
                return go_on()
            return then(here) or go_on() if lazy else go_on() or then(here)

        return more(0, at)

    def _atomic(self, inner: Match, at: int, then: Then) -> bool:
        ends: list[int] = []
        return inner(at, lambda end: ends.append(end) is None) and then(ends[0])

    def _assert(self, wanted: bool, direction: int, inner: Match, tree: Any, at: int, then: Then) -> bool:
        start = at if direction > 0 else at - tree.getwidth()[0]
        held = start >= 0 and inner(start, lambda end: direction > 0 or end == at)
        return held is wanted and then(at)

    def _at(self, where: str, at: int, then: Then) -> bool:
        self._step()
        text = self._text
        before, behind = text[at - 1 : at] if at else "", text[at : at + 1]
        if where.endswith("BOUNDARY"):
            is_border = _WORD(before or " ") is not _WORD(behind or " ")
            return is_border is (where == "AT_BOUNDARY") and then(at)
        held = {
            "AT_BEGINNING": at == 0 or (bool(self._flags & re.MULTILINE) and before == "\n"),
            "AT_BEGINNING_STRING": at == 0,
            "AT_END": (not text[at:].strip("\n") and len(text) - at < 2)
            or (bool(self._flags & re.M) and behind == "\n"),
            "AT_END_STRING": at == len(text),
        }
        return held[where] and then(at)

    def _again(self, number: int, at: int, then: Then) -> bool:
        self._step()
        start, end = self._groups.get(number, (0, 0))
        words = self._text[start:end]
        return self._text.startswith(words, at) and then(at + len(words))


def accepts(op: Any, value: Any, flags: int) -> Callable[[str], bool]:
    """Whether a node that takes one character takes this one."""
    if op is c.ANY:
        return lambda one: bool(flags & re.DOTALL) or one != "\n"
    if op is c.NOT_LITERAL:
        return lambda one: not _is(value, one, flags)
    if op is c.LITERAL:
        return lambda one: _is(value, one, flags)
    negated = value[0][0] is c.NEGATE
    return lambda one: any(_takes(kind, what, one, flags) for kind, what in value[negated:]) is not negated


def _is(code: int, one: str, flags: int) -> bool:
    return ord(one) == code or (bool(flags & re.IGNORECASE) and chr(code).lower() == one.lower())


def _takes(kind: Any, what: Any, one: str, flags: int) -> bool:
    if kind is c.LITERAL:
        return _is(what, one, flags)
    if kind is c.RANGE:
        cases = {one, *([one.lower(), one.upper()] if flags & re.IGNORECASE else [])}
        return any(len(case) == 1 and what[0] <= ord(case) <= what[1] for case in cases)
    return _CATEGORIES[str(what)](one)


# Of every kind of character one, so that each set of a pattern has some that it takes and some that it does not.
_KINDS = [
    " ",
    *"a A é 1 _ \t \n - . , : ; ! ? ' \" ( ) [ ] { } < > / \\ @ # & = + | • – ’ “ ” © \x00 \u200b".split(" "),
]


def attacks(pattern: re.Pattern[Any]) -> Iterator[Callable[[int], str]]:
    """Strings that grow with a number and may cost a pattern more than they grow: what its repetitions repeat, many
    times over, behind what leads up to them and before what they do not end with. None where nothing is repeated
    without end."""
    nodes, flags = list(tree_of(pattern)), pattern.flags
    pumps = list(dict.fromkeys(one for one in _pumps(nodes, flags) if one))
    leads = list(dict.fromkeys(["", *_leads(nodes, flags)]))
    if not pumps:
        return
    whole = [one for choice in range(3) for one in _whole(nodes, flags, choice) if one]
    for pump in dict.fromkeys([*pumps[:PUMPS], *whole]):
        for lead in leads[:LEADS]:
            for tail in ("\x00", ""):
                yield partial(_pumped, lead, pump, "", tail)
    single = [one for one in pumps if len(one) == 1][:PAIRED]
    for first, second in permutations(single, 2):
        yield partial(_pumped, "", first, second, "\x00")


def _pumped(lead: str, first: str, second: str, tail: str, number: int) -> str:
    return lead + first * number + second * number + tail


def _whole(nodes: list[tuple[Any, Any]], flags: int, choice: int) -> tuple[str, str]:
    """What a pattern takes, and the same but for its end."""
    whole = _shortest(nodes, flags, choice)
    return whole, whole[:-1]


def _samples(op: Any, value: Any, flags: int) -> list[str]:
    """Characters that a node takes, a few of different kinds."""
    if op is c.LITERAL:
        return [chr(value)]
    taken = [one for one in _KINDS if accepts(op, value, flags)(one)]
    if op is c.IN:
        taken += [chr(what) for kind, what in value if kind is c.LITERAL and accepts(op, value, flags)(chr(what))][:3]
        taken += [chr(what[0]) for kind, what in value if kind is c.RANGE and accepts(op, value, flags)(chr(what[0]))][
            :2
        ]
    return list(dict.fromkeys(taken)) or ["x"]


def _shortest(nodes: Sequence[tuple[Any, Any]], flags: int, choice: int = 0) -> str:
    """A short string that a sequence takes, if nothing around it objects. choice: which of several characters."""
    out = ""
    for op, value in nodes:
        if op in _SINGLE:
            some = _samples(op, value, flags)
            out += some[choice % len(some)]
        elif op is c.BRANCH:
            out += _shortest(list(value[1][choice % len(value[1])]), flags, choice)
        elif op is c.SUBPATTERN:
            out += _shortest(list(value[3]), (flags | value[1]) & ~value[2], choice)
        elif op in _REPEATS:
            out += _shortest(list(value[2]), flags, choice) * min(max(value[0], choice % 2), BOUND)
        elif op is c.ATOMIC_GROUP:
            out += _shortest(list(value), flags, choice)
    return out


def _inner(op: Any, value: Any, flags: int) -> Iterator[tuple[list[tuple[Any, Any]], int]]:
    """The sequences within a node."""
    if op is c.BRANCH:
        yield from ((list(one), flags) for one in value[1])
    elif op is c.SUBPATTERN:
        yield list(value[3]), (flags | value[1]) & ~value[2]
    elif op in _REPEATS:
        yield list(value[2]), flags
    elif op is c.ATOMIC_GROUP:
        yield list(value), flags
    elif op in (c.ASSERT, c.ASSERT_NOT):
        yield list(value[1]), flags


def _pumps(nodes: list[tuple[Any, Any]], flags: int) -> Iterator[str]:
    """What is repeated without end."""
    for op, value in nodes:
        for inner, inner_flags in _inner(op, value, flags):
            if op in _REPEATS and value[1] == c.MAXREPEAT:
                if len(inner) == 1 and inner[0][0] in _SINGLE:
                    yield from _samples(*inner[0], inner_flags)
                else:
                    yield from (_shortest(inner, inner_flags, choice) for choice in range(4))
            yield from _pumps(inner, inner_flags)


def _leads(nodes: list[tuple[Any, Any]], flags: int, before: str = "") -> Iterator[str]:
    """What leads up to each repetition."""
    for number, (op, value) in enumerate(nodes):
        lead = before + _shortest(nodes[:number], flags)
        if op in (c.MAX_REPEAT, c.MIN_REPEAT):
            yield lead
        for inner, inner_flags in _inner(op, value, flags):
            yield from _leads(inner, inner_flags, lead)
