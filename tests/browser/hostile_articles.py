"""Two articles that would run something wherever they are shown."""

from __future__ import annotations

SCRIPT = "<script>document.title = 'ran'</script>"
IMAGE = "\"'><img src=x onerror=\"document.title = 'ran'\">"
HOSTILE = [
    {
        "id": f"one {SCRIPT}",
        "outlet": f"The {IMAGE} Post",
        "headline": f"Ferry {SCRIPT} sold",
        "url": "javascript:document.title='ran'",
        "date": "2021-05-04",
        "text": f"“We will {SCRIPT} sell the {IMAGE} ferry \u202eyrref\u202c this year,” said Karin Toft.",
    },
    {
        "id": 'two" onclick="document.title = \'ran\'"',
        "outlet": "Ostrey </select></title> Mail",
        "headline": "Ferry sold",
        "url": "https://example.org/\"onmouseover=\"document.title='ran'",
        "date": "2021-05-05",
        "text": f"“We will {SCRIPT} sell the {IMAGE} ferry \u202eyrref\u202c next year,” said Karin Toft.",
    },
]
