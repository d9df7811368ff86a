"""A store in Datasette: its tables and views with facets, questions to choose from, and differences as such; to look at
only, and from this computer only.

Whoever imports this room loads Datasette, an extra (``quotetrace[browse]``). What else is installed for it is left
out: a plug-in could write, or open what is served here to others, and nobody asked for it.
"""

from __future__ import annotations

import sys

from quotetrace.errors import UsageError

_NEEDED = "browsing needs Datasette: run `pip install 'quotetrace[browse]'`"
# By this Datasette tells that it is to load no plug-ins that are installed; 0.65 knows no other way
_NO_PLUGINS = "_called_from_test"

_had = hasattr(sys, _NO_PLUGINS)
vars(sys).setdefault(_NO_PLUGINS, True)
try:
    import datasette.plugins
    import uvicorn
except ImportError:
    raise UsageError(_NEEDED) from None
finally:
    if not _had:
        delattr(sys, _NO_PLUGINS)

__all__ = ["datasette", "uvicorn"]
