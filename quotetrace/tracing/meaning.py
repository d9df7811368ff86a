"""Does a change of words between two aligned words change what was said, and how?

Each rule compares one sort of word on the two sides of a change: denials, numbers, names, modals, quantifiers, hedges
and conditions, persons and tenses. The lists are data (lexicons/drift_*.txt). A change may have several classes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

from quotetrace.lexicons import lines, word_list
from quotetrace.model import DriftClass
from quotetrace.tracing.wording import Unit

_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
_SHORTEST_STEM = 4  # letters: below it "in" and "un" are mostly no prefixes (into, unit)
_PERFECT = {"have", "has", "had"}
_LONGEST_PHRASE = 3  # words, of any entry in the lexicons


class Change(NamedTuple):
    """The words on the two sides of a change.

    left: a few words before it in the earlier text. right: the aligned word after it, None at the end of a text.
    names: whether capitals tell names apart in both texts (not in a headline with capitals throughout).
    """

    before: tuple[Unit, ...]
    after: tuple[Unit, ...]
    left: tuple[Unit, ...] = ()
    right: Unit | None = None
    names: bool = True


def meaning_classes(change: Change) -> set[DriftClass]:
    """The classes among the seven that change the meaning; empty where none does."""
    keys = {unit.key for unit in (*change.left, *change.before, *change.after)}
    if change.right is not None:
        keys.add(change.right.key)
    if any(key[0] == "#" for key in keys):
        keys.add("#")
    return {
        drift_class for drift_class, rule, words in _RULES if not (words and words().isdisjoint(keys)) and rule(change)
    }


def opens_condition(words: Sequence[str], *, stands_after: bool) -> bool:
    """Whether cut words open with what limits the words kept: *but …*, *if …*, *unless …*.

    stands_after: the cut words follow the kept ones; only *if* and its like also limit what follows them.
    """
    if not words or words[0] not in _openers("drift_openers.txt"):
        return False
    return any(
        tuple(words[: len(phrase)]) == phrase and len(words) > len(phrase) and (stands_after or place == "around")
        for phrase, place in _phrases("drift_openers.txt").items()
    )


def hedges(words: Sequence[str]) -> bool:
    """Whether the words are a hedge and nothing else: *I think*, *it seems*, *perhaps*."""
    return _phrases("drift_conditions.txt").get(tuple(words)) == "hedge"


def is_denial(unit: Unit) -> bool:
    """Whether the word denies: *not*, *never*, *without* …"""
    return unit.key in word_list("drift_negations.txt")


def weighs(unit: Unit) -> bool:
    """Whether moving the word changes the sense: a denial, or *all*, *only* …"""
    return is_denial(unit) or unit.key in word_list("drift_quantifiers.txt")


def _negation(change: Change) -> bool:
    """Whether one side denies more than the other. *Not safe* and *unsafe* deny alike: other words for one thing."""
    denials = sum(map(is_denial, change.after)) - sum(map(is_denial, change.before))
    if not (change.before and change.after):
        return denials != 0
    contraries = [(old, new) for old in change.before for new in change.after if _contrary(old.key, new.key)]
    if len(contraries) != 1:
        return bool(denials or contraries)
    ((old, new),) = contraries
    side, prefixed = (change.before, 1) if _denies_more(new.key, old.key) else (change.after, -1)
    return denials + prefixed != 0 or all(unit.key != "not" for unit in side)


def _denies_more(word: str, other: str) -> bool:
    """Which of two contraries is the denying one: the prefixed one, or the one in *-less*."""
    if word.endswith("less") != other.endswith("less"):
        return word.endswith("less")
    return len(word) > len(other)


def _contrary(old: str, new: str) -> bool:
    """Whether one is the other with a negating prefix, or *-less* for *-ful*."""
    if (old.endswith("ful") and new.endswith("less")) or (old.endswith("less") and new.endswith("ful")):
        return old.removesuffix("ful").removesuffix("less") == new.removesuffix("ful").removesuffix("less")
    if not (old.endswith(new) or new.endswith(old)):
        return False
    short, long = sorted((old, new), key=len)
    if len(short) < _SHORTEST_STEM or long in word_list("drift_no_antonyms.txt"):
        return False
    return any(long == prefix + short for prefix in _PREFIXES)


def _number(change: Change) -> bool:
    old, new = _numbers(change.before), _numbers(change.after)
    if old != new:
        firm = any(unit.firm for unit in (*change.before, *change.after) if unit.number)
        return firm or bool(old and new)
    amounts = word_list("drift_amounts.txt")
    if _count(change.before, amounts) != _count(change.after, amounts):
        return True
    return _counted_otherwise(change)


@cache
def _amounts() -> frozenset[str]:
    """The words that tell an amount, and the sign with which the key of a number begins."""
    return word_list("drift_amounts.txt") | {"#"}


def _numbers(side: Sequence[Unit]) -> dict[str, int]:
    return _counted([unit.key for unit in side if unit.number])


def _counted_otherwise(change: Change) -> bool:
    """Whether the unit after the same number is another: *12 days* and *12 weeks*."""
    if not any(unit.number for unit in (*change.left, *change.before, *change.after)):
        return False
    names = word_list("drift_units.txt")
    old, new = _count(change.before, names), _count(change.after, names)
    return bool(old and new) and _singular(old) != _singular(new)


def _singular(counted: Mapping[str, int]) -> dict[str, int]:
    return {word.removesuffix("s"): count for word, count in counted.items()}


def _count(side: Sequence[Unit], words: frozenset[str]) -> dict[str, int]:
    return _counted([unit.key for unit in side if unit.key in words])


def _counted(words: Sequence[str]) -> dict[str, int]:
    """How often each of the words is there; mostly none is, and a `Counter` is slow to make."""
    return dict(Counter(words)) if words else {}


def _name(change: Change) -> bool:
    """Whether one name took the place of another; a name cut short (*Ada Bell*, *Bell*) did not."""
    if not change.names:
        return False
    old, new = _names(change.before), _names(change.after)
    if not (old and new) or old <= new or new <= old:
        return False
    return not all(any(_akin(one, other) for other in new) for one in old)


def _names(side: Sequence[Unit]) -> set[str]:
    return {unit.key for unit in side if _is_name(unit) and unit.key not in _common_words() and not unit.number}


@cache
def _common_words() -> frozenset[str]:
    """Words that name nobody, whatever their capitals."""
    return word_list("drift_titles.txt") | word_list("stopwords.txt")


def _is_name(unit: Unit) -> bool:
    """Capitals inside a sentence; at its beginning only those of an acronym."""
    if unit.raw.islower():
        return False
    letters = [character for character in unit.raw if character.isalpha()]
    acronym = len(letters) > 1 and all(character.isupper() for character in letters)
    return acronym or (bool(letters) and letters[0].isupper() and not unit.opens)


def _akin(one: str, other: str) -> bool:
    """Whether two names share their stem: *Russia*, *Russian*."""
    short, long = sorted((one.removesuffix("'s"), other.removesuffix("'s")), key=len)
    return len(short) >= _SHORTEST_STEM and long.startswith(short[: max(_SHORTEST_STEM, len(short) - 1)])


def _modal(change: Change) -> bool:
    return _found(change.before, change, "drift_modals.txt") != _found(change.after, change, "drift_modals.txt")


def _quantifier(change: Change) -> bool:
    words = word_list("drift_quantifiers.txt")
    return _count(change.before, words) != _count(change.after, words)


def _condition(change: Change) -> bool:
    lexicon = "drift_conditions.txt"
    return _found(change.before, change, lexicon) != _found(change.after, change, lexicon)


def _found(side: Sequence[Unit], change: Change, lexicon: str) -> dict[str, int]:
    """How often each meaning of a lexicon of phrases occurs on one side, longest phrase first.

    A phrase may begin before the change (*I* *think*) or end in the word after it (*have* *to*).
    """
    if not side:
        return {}
    phrases, openers = _phrases(lexicon), _openers(lexicon)
    keys = [_key(unit) for unit in (*change.left, *side, *([change.right] if change.right is not None else []))]
    begin, end = len(change.left), len(change.left) + len(side)
    found: dict[str, int] = {}
    index = 0
    while index < end:
        if keys[index] not in openers:
            index += 1
            continue
        length = next((n for n in range(_LONGEST_PHRASE, 0, -1) if tuple(keys[index : index + n]) in phrases), 0)
        if index + length > begin and length:
            meaning = phrases[tuple(keys[index : index + length])]
            found[meaning] = found.get(meaning, 0) + 1
        index += length or 1
    return found


def _key(unit: Unit) -> str:
    """The unit's key; the month of May is no modal."""
    return "" if unit.key == "may" and unit.raw == "May" and not unit.opens else unit.key


@cache
def _phrases(name: str) -> dict[tuple[str, ...], str]:
    """A lexicon of lines ``phrase = meaning``."""
    parted = (line.partition(" = ") for line in lines(name))
    return {tuple(phrase.split()): meaning for phrase, _, meaning in parted}


@cache
def _openers(name: str) -> frozenset[str]:
    """The words with which the phrases of a lexicon begin."""
    return frozenset(phrase[0] for phrase in _phrases(name))


def _person_tense(change: Change) -> bool:
    old, new = _persons(change.before), _persons(change.after)
    if old and new and old != new:
        return True
    if change.before and change.after:
        return any(_other_form(one.key, other.key) for one in change.before for other in change.after)
    return _perfect(change.before, change.after, change.right) or _perfect(change.after, change.before, change.right)


def _persons(side: Sequence[Unit]) -> dict[str, int]:
    table = _persons_of()
    return _counted([table[unit.key] for unit in side if unit.key in table])


def _other_form(old: str, new: str) -> bool:
    """Whether both are forms of one verb that tell another time: *goes* and *went*, *want* and *wanted*."""
    if old == new:
        return False
    verbs = _verbs()
    if old in verbs and new in verbs:
        return verbs[old] == verbs[new]
    return _regular_past(old, new) or _regular_past(new, old)


def _regular_past(base: str, past: str) -> bool:
    if not past.endswith("ed") or len(base) < 3:
        return False
    stems = {base, base.removesuffix("s"), base.removesuffix("es")}
    forms = {form for stem in stems if stem for form in (stem + "ed", stem + "d", stem + stem[-1] + "ed")}
    return past in forms or any(stem.endswith("y") and past == stem[:-1] + "ied" for stem in stems)


def _perfect(longer: Sequence[Unit], shorter: Sequence[Unit], right: Unit | None) -> bool:
    """Whether only *have* was put before a participle: *decided*, *have decided*."""
    if shorter or not longer or right is None or any(unit.key not in _PERFECT for unit in longer):
        return False
    return right.key in _verbs() or right.key.endswith("ed")


@cache
def _persons_of() -> dict[str, str]:
    parted = (line.partition(" = ") for line in lines("drift_pronouns.txt"))
    return {pronoun: person for person, _, pronouns in parted for pronoun in pronouns.split()}


@cache
def _verbs() -> dict[str, str]:
    """Each form of an irregular verb and the first form of its line."""
    return {form: line.split()[0] for line in lines("drift_verbs.txt") for form in line.split()}


# Each rule, and the words of which there must be one where it may hold; None where other words will do.
_RULES: tuple[tuple[DriftClass, Callable[[Change], bool], Callable[[], frozenset[str]] | None], ...] = (
    (DriftClass.NEGATION, _negation, None),
    (DriftClass.NUMBER, _number, _amounts),
    (DriftClass.NAME, _name, None),
    (DriftClass.MODAL, _modal, partial(_openers, "drift_modals.txt")),
    (DriftClass.QUANTIFIER, _quantifier, partial(word_list, "drift_quantifiers.txt")),
    (DriftClass.CONDITION, _condition, partial(_openers, "drift_conditions.txt")),
    (DriftClass.PERSON_TENSE, _person_tense, None),
)
