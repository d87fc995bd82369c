"""Serve a portal to browsers of this machine, and to nobody else: its pages, to read, nothing besides."""

from __future__ import annotations

import os
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingTCPServer
from urllib.parse import unquote, urlsplit

from govcode import __version__
from govcode.app.portal_folder import ForeignError, listed
from govcode.reports.portal.html import look

LOOPBACK = "127.0.0.1"
_INDEX = "index.html"
_READS = "GET, HEAD"


class Server(ThreadingTCPServer):
    """Answers on the loopback address alone."""

    daemon_threads = True
    # Elsewhere this only skips a wait after a restart; on Windows it would share the port with another program.
    allow_reuse_address = os.name != "nt"

    def __init__(self, place: Path, pages: frozenset[str], port: int) -> None:
        """Take the port; raise OSError if another program has it."""
        self.place, self.pages = place, pages
        super().__init__((LOOPBACK, port), _Handler)
        self.hosts = frozenset(f"{name}:{self.port}" for name in (LOOPBACK, "localhost"))

    @property
    def port(self) -> int:
        """Return the port that was taken."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """Return the address of the first page."""
        return f"http://{LOOPBACK}:{self.port}/"


def server_of(target: Path, port: int) -> Server:
    """Return a server for a portal; port 0 takes any that is free.

    Raises:
        ForeignError: The folder is no portal.
        OSError: The port is in use, or may not be used.
    """
    place = target.resolve()
    pages = listed(place)
    if pages is None:
        message = f"'{target.name}' is no portal; `govcode portal build` makes one"
        raise ForeignError(message)
    return Server(place, pages, port)


class _Handler(BaseHTTPRequestHandler):
    """Answers with a page that the portal lists, whatever else lies in its folder."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = f"govcode/{__version__}"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        """Answer with a page."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer with what is said of a page."""
        self._answer(with_body=False)

    def _refuse(self) -> None:
        self._send(HTTPStatus.METHOD_NOT_ALLOWED, b"This portal can only be read.\n", "text/plain", with_body=True)

    do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = do_CONNECT = _refuse  # noqa: N815 - as http.server asks

    def _answer(self, *, with_body: bool) -> None:
        # A page elsewhere could have its own name point here; it would then read this portal.
        if self.headers.get("Host") not in self.server.hosts:
            self._send(HTTPStatus.MISDIRECTED_REQUEST, b"Ask for 127.0.0.1.\n", "text/plain", with_body=with_body)
            return
        body = self._page()
        if body is None:
            self._send(HTTPStatus.NOT_FOUND, b"There is no such page.\n", "text/plain", with_body=with_body)
        else:
            self._send(HTTPStatus.OK, body, "text/html", with_body=with_body)

    def _page(self) -> bytes | None:
        wanted = unquote(urlsplit(self.path).path).removeprefix("/")
        page = f"{wanted}{_INDEX}" if not wanted or wanted.endswith("/") else wanted
        file = (self.server.place / page).resolve() if page in self.server.pages else None
        if file is None or not file.is_relative_to(self.server.place) or not file.is_file():
            return None
        return file.read_bytes()

    def _send(self, status: HTTPStatus, body: bytes, kind: str, *, with_body: bool) -> None:
        self.send_response(status)
        headers = {
            "Content-Type": f"{kind}; charset=utf-8",
            "Content-Length": str(len(body)),
            "Content-Security-Policy": f"{look().policy}; frame-ancestors 'none'",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store",
        }
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            headers |= {"Allow": _READS, "Connection": "close"}  # its body was not read
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""
