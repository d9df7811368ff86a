"""What comes to the site and what goes out: questions only, from pages of this site, and no page that could call out.

A page of another site can have a browser ask a loopback address, with an image that is none or a link. It could read
nothing of the answer, yet each time a query would run here: browsers say who asks, and what another site asks is
refused. So is a site that gave its own name this address, which could read: it still asks under its name.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

import datasette

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

METHODS = ("GET", "HEAD")
HOSTS = ("127.0.0.1", "localhost")
# What a browser says of who asks: a page of ours, or the person that typed an address. Another port of this computer is
# the same site, and not ours. What is no browser says nothing
ASKING = (b"same-origin", b"none")
_SCRIPT = re.compile(r"<script>((?:(?!<script>).)*?)</script>", re.DOTALL)
_OURS = frozenset(
    (b"content-security-policy", b"cross-origin-resource-policy", b"referrer-policy", b"x-content-type-options")
)


def guarded(app: App) -> App:
    """The app behind the guard."""

    async def guard(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        if refused := _refusal(scope):
            await _refuse(send, *refused)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [(key, value) for key, value in message.get("headers", []) if key.lower() not in _OURS]
                message = {**message, "headers": [*kept, *_headers()]}
            await send(message)

        await app(scope, receive, with_headers)

    return guard


def _refusal(scope: Message) -> tuple[int, str] | None:
    if scope["method"] not in METHODS:
        return 405, "A store is only looked at here: nothing of it can be changed."
    if any(key == b"sec-fetch-site" and value.strip().lower() not in ASKING for key, value in scope["headers"]):
        return 403, "Another site asked for this. To look at it yourself, type or paste its address."
    host = next((value.decode("latin-1") for key, value in scope["headers"] if key == b"host"), "")
    if host.partition(":")[0].lower() not in HOSTS:
        return 403, f"This site is asked by the name of {' or '.join(HOSTS)} only."
    return None


async def _refuse(send: Send, status: int, text: str) -> None:
    body = f"{text}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    if status == 405:
        headers.append((b"allow", ", ".join(METHODS).encode()))
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *_headers()]})
    await send({"type": "http.response.body", "body": body})


@cache
def _headers() -> tuple[tuple[bytes, bytes], ...]:
    scripts = " ".join(f"'sha256-{one}'" for one in sorted(set(_scripts())))
    policy = (
        f"default-src 'none'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return (
        (b"content-security-policy", policy.encode()),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"referrer-policy", b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
    )


def _scripts() -> Iterator[str]:
    """The scripts that stand in Datasette's own pages, by which a browser tells them from any that came with a text."""
    for template in (Path(datasette.__file__).parent / "templates").glob("*.html"):
        for script in _SCRIPT.findall(template.read_text(encoding="utf-8")):
            # The only word in one of them that is filled in
            whole = script.replace("{{ datasette_allow_facet }}", "true")
            if "{{" not in whole:
                yield base64.b64encode(hashlib.sha256(whole.encode()).digest()).decode()
