"""Hostile input as Hypothesis draws it, for the properties of the other tests: what fuzzing begins with, in pieces."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.fuzz.words import PIECES
from tests.reading.samples import PACKED, SAMPLES

# Marks, names, cues, controls, combining and astral characters, halves of surrogate pairs, markup, formulas.
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
# Any characters at all, halves of surrogate pairs included.
ANY_TEXTS = TEXTS | st.text(st.characters(exclude_categories=()), max_size=80)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """The name and content of a sample that was cut, overwritten or spliced with another; packed afterwards or not."""
    names = sorted(SAMPLES)
    sample, other = SAMPLES[draw(st.sampled_from(names))], SAMPLES[draw(st.sampled_from(names))]
    content = bytearray(sample.content)
    for _ in range(draw(st.integers(1, 4))):
        at, size = (draw(st.integers(0, len(content))) for _ in range(2))
        piece = draw(
            st.one_of(
                st.just(b""),
                st.binary(max_size=8),
                st.integers(0, len(other.content)).map(lambda start: other.content[start : start + 200]),
                st.integers(0, len(content)).map(lambda start: bytes(content[start : start + 200]) * 3),
            )
        )
        content[at : at + min(size, 200)] = piece
    suffix = draw(st.sampled_from(sorted(PACKED)))
    return sample.name + suffix, PACKED[suffix](sample.name, bytes(content))


@st.composite
def anything(draw: st.DrawFn) -> tuple[str, bytes]:
    """Any bytes behind the first ones of a form, under the name of any form, packed or not."""
    sample = SAMPLES[draw(st.sampled_from(sorted(SAMPLES)))]
    named = SAMPLES[draw(st.sampled_from(sorted(SAMPLES)))].name
    content = sample.content[: draw(st.sampled_from([0, 4, 16, 64]))] + draw(st.binary(max_size=300))
    suffix = draw(st.sampled_from(sorted(PACKED)))
    return named + suffix, PACKED[suffix](named, content) if draw(st.booleans()) else content
