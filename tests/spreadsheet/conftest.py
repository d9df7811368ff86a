"""CSV in the spreadsheet that SOFFICE names. Without it none of these tests is collected; ``make test-spreadsheet``
finds or installs one.
"""

from __future__ import annotations

import os

if not os.environ.get("SOFFICE"):
    collect_ignore_glob = ["test_*.py"]
