"""Fuzzing, guided by coverage: `make fuzz` (`__main__`), what is tried (`targets`), and what must hold (`invariants`).

The invariants are those of the properties in the other tests, which import them from here. An input that breaks one
is kept as a file and tried again, without atheris, by ``python -m tests.fuzz again TARGET FILE``.
"""
