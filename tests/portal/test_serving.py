"""The server: this machine alone, to read alone, the pages alone."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread

import pytest

from govcode.app.portal_folder import Folder, ForeignError
from govcode.app.serving import Server, server_of


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    place = tmp_path / "portal"
    Folder.at(place).replaced([("index.html", "<p>first"), ("kpis/index.html", "<p>kpis"), ("kpis/a.html", "<p>ä")])
    (place / "secret.txt").write_text("not a page", encoding="utf-8")
    (tmp_path / "outside.html").write_text("outside", encoding="utf-8")
    with server_of(place, 0) as running:
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def asked(server: Server, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def test_a_page_comes_with_what_browsers_must_not_do(server: Server) -> None:
    answer, body = asked(server, "/kpis/a.html")
    assert (answer.status, body.decode()) == (200, "<p>ä")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Python" not in answer.headers["Server"]


@pytest.mark.parametrize(("path", "body"), [("/", b"<p>first"), ("/kpis/", b"<p>kpis"), ("/?q=x", b"<p>first")])
def test_a_folder_is_its_first_page(server: Server, path: str, body: bytes) -> None:
    answer, found = asked(server, path)
    assert (answer.status, found) == (200, body)


@pytest.mark.parametrize(
    "path",
    ["/secret.txt", "/.govcode-portal", "/../outside.html", "/%2e%2e/outside.html", "//etc/passwd", "/kpis", "/x/"],
)
def test_what_is_no_page_is_not_there(server: Server, path: str) -> None:
    answer, body = asked(server, path)
    assert answer.status == 404
    assert body == b"There is no such page.\n"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_that_became_a_link_out_of_the_folder_is_not_there(server: Server) -> None:
    page = server.place / "kpis" / "a.html"
    page.unlink()
    page.symlink_to(server.place.parent / "outside.html")
    assert asked(server, "/kpis/a.html")[0].status == 404


def test_a_head_is_the_answer_without_its_body(server: Server) -> None:
    answer, body = asked(server, "/index.html", "HEAD")
    assert (answer.status, body, answer.headers["Content-Length"]) == (200, b"", "8")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_it_can_only_be_read(server: Server, method: str) -> None:
    answer, _ = asked(server, "/index.html", method)
    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD"


def test_another_name_for_this_machine_is_refused(server: Server) -> None:
    assert asked(server, "/", Host="attacker.example")[0].status == 421
    assert asked(server, "/", Host=f"localhost:{server.port}")[0].status == 200


def test_it_listens_on_the_loopback_address_alone(server: Server) -> None:
    assert server.socket.getsockname()[0] == "127.0.0.1"
    assert server.socket.family == socket.AF_INET


def test_a_port_that_is_taken_is_an_error(server: Server) -> None:
    with pytest.raises(OSError, match=r"in use|10048"):
        server_of(server.place, server.port)


def test_a_folder_that_is_no_portal_is_not_served(tmp_path: Path) -> None:
    with pytest.raises(ForeignError, match="is no portal"):
        server_of(tmp_path, 0)
