"""Whether a resolved speaker is the one the gold means.

A prediction may say less or more than the canonical name (*Vold*, *chief executive Henrik Vold*), but not another
person: a different first name, *Jr.* against *Sr.*, or the spokesman of somebody instead of the somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotetrace.folding import fold_name
from quotetrace.lexicons import word_list


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Two people of one name are told apart by these.
_SUFFIXES = _words("jr sr ii iii iv")
# Words that make a name stand for somebody else: "Vold's spokeswoman", "Vold and Okoro", "the Vold campaign".
_SOMEBODY_ELSE = _words(
    "and or spokesman spokeswoman spokesperson spokespeople deputy assistant associate aide aides adviser advisers "
    "advisor attorney attorneys lawyer lawyers solicitor doctor physician agent manager wife husband widow son "
    "daughter family friend friends ally allies supporter supporters surrogate surrogates fans team camp campaign "
    "staff office cabinet administration house foundation estate"
)
_TITLES = (word_list("honorifics.txt") | _words("a an of the")) - _SOMEBODY_ELSE
_JOINT = _words("and or")
_AFTER_THE_NAME = re.compile(r"[,(\[]| who ")
# What stands inside no name; the full stop of an initial does.
_BREAKS = re.compile(r"[,;:!?()\[\]\n“”\"]")
# "economy ministry spokeswoman Mirela Stanik": up to five words of role may stand before a full name, and two
# before a name of one word or between a first name and a surname.
_ROLE_WORDS = 5
_FEW_WORDS = 2


def plain_words(text: str | None) -> list[str]:
    """The folded words of a name that have two letters or more; numbers and initials are left out."""
    return [word for word in fold_name(text or "") if len(word) > 1 and not word.isdigit()]


def name_words(text: str | None) -> list[str]:
    """The words of a name without its titles and whatever follows a comma; the titles alone where nothing is left."""
    core = _AFTER_THE_NAME.split(text or "", maxsplit=1)[0] or text
    return [word for word in plain_words(core) if word not in _TITLES] or plain_words(core)


def is_same_speaker(name: str | None, canonical: str, aliases: Iterable[str] = ()) -> bool:
    """Whether `name` names the speaker whose full name is `canonical`, or goes by one of `aliases`."""
    found, full = name_words(name), name_words(canonical)
    known = [name_words(alias) for alias in aliases]
    if not found:
        return False
    if found not in known and len(found) > 1 and len(full) > 1 and set(found) & _SUFFIXES != set(full) & _SUFFIXES:
        return False
    if len(full) == 1 and found[-1] == full[0] and len(found) <= 1 + _FEW_WORDS and not set(found) & _SOMEBODY_ELSE:
        return True
    if _ends_meet(found, full):
        return True
    return any(_fits(found, other) for other in [full, *known] if other)


def is_bare_surname(name: str | None, canonical: str) -> bool:
    """Whether `name` is but the surname, titled or not, of a speaker whose full name has more words."""
    found, full = name_words(name), name_words(canonical)
    return len(full) > 1 and found == full[-1:]


def stands_in_full(text: str, canonical: str) -> bool:
    """Whether a text gives first name and surname together, at most two words between them.

    *Hazel Tam*, *Hazel J. Tam*; not *Hazel and Otto Tam*, *Tam, who is Hazel's brother*, nor *Hazel Tam Jr.* unless
    that is who is meant.
    """
    full = name_words(canonical)
    core = [word for word in full if word not in _SUFFIXES]
    if len(core) < 2:
        return False
    middle, suffix = "|".join(_JOINT), "|".join(_SUFFIXES)
    after = "" if set(full) & _SUFFIXES else rf"(?! (?:{suffix})\b)"
    named = re.compile(rf"\b{core[0]} (?:(?!(?:{middle})\b)\S+ ){{,{_FEW_WORDS}}}{core[-1]}\b{after}")
    return any(named.search(" ".join(fold_name(stretch))) for stretch in _BREAKS.split(text))


def _fits(found: list[str], known: list[str]) -> bool:
    """Whether the words found are one known form, a clear part of it, or that form with a role before it."""
    if found == known:
        return True
    if set(found) <= set(known) and (len(found) > 1 or _is_surname(found[0], known)):
        return True
    after_role = len(known) > 1 and found[-len(known) :] == known and len(found) <= len(known) + _ROLE_WORDS
    return after_role and not set(found) & _JOINT


def _is_surname(word: str, known: list[str]) -> bool:
    """Whether one word is enough of a known form: the last, or the first of three and more (*Aung San Suu Kyi*)."""
    if set(known) & _SOMEBODY_ELSE:
        return False
    return word == known[-1] or (word == known[0] and len(known) > _FEW_WORDS)


def _ends_meet(found: list[str], full: list[str]) -> bool:
    """Whether first name and surname agree and only middle names differ."""
    if len(found) < 2 or len(full) < 2 or set(found) & _JOINT:
        return False
    return found[0] == full[0] and found[-1] == full[-1] and len(found) <= len(full) + _FEW_WORDS
