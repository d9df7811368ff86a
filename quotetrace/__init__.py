"""quotetrace: who said it first, and how the wording drifted."""

__version__ = "0.1.0"
