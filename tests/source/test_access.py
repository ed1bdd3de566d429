"""What a `$ref` may read: the document's own folder, what the user allows, and nothing else."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from openapi_vendor.config import Config, Limits
from openapi_vendor.source import access
from tests.source.support import Loaded, load, refused_reference, write


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    write(tmp_path, "secret.yaml", "S: 1\n")
    write(tmp_path, "api/inside.yaml", "S: 2\n")
    return load(write(tmp_path, "api/api.yaml", "a: {$ref: x}\n"))


@pytest.mark.parametrize(
    "reference",
    [
        "../secret.yaml#/S", "/etc/passwd", "file:///etc/passwd", "file://localhost/etc/passwd", "/dev/zero",
        "file:///dev/zero", "../../../../../../etc/passwd", "%2e%2e/secret.yaml", "..%2Fsecret.yaml",
        "x/../../secret.yaml", "data:application/json,{}", "ftp://example.com/x", "C:/x.yaml",
        "//example.com/x", "file://example.com/x", "http://127.0.0.1:9/x", "https://example.com/x",
        "http://user:pw@example.com/x", "javascript:1", "urn:x",
    ],
)  # fmt: skip
def test_denied(loaded: Loaded, reference: str) -> None:
    found = refused_reference(loaded, reference, "a")
    assert found.code == "ref-denied"
    assert found.location.pointer == ("a", "$ref")


@pytest.mark.parametrize("reference", ["a\\b", "\\\\host\\share", "a\0b", "a\nb", "x.yaml?y=1", "http://[::1/x"])
def test_what_is_no_reference(loaded: Loaded, reference: str) -> None:
    assert refused_reference(loaded, reference, "a").code == "ref-invalid"


@pytest.mark.parametrize("reference", ["absent.yaml", "%00", "x" * 5000, "~/x", ".", "inside.yaml/x", "\ud800"])
def test_what_cannot_be_read(loaded: Loaded, reference: str) -> None:
    assert refused_reference(loaded, reference, "a").code in ("ref-unreadable", "unreadable", "ref-invalid")


def test_nothing_outside_is_even_looked_at(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    def touched(*_: object, **__: object) -> None:
        raise AssertionError("the disk was touched")

    monkeypatch.setattr(Path, "resolve", touched)
    monkeypatch.setattr(os, "open", touched)
    assert refused_reference(loaded, "../secret.yaml", "a").code == "ref-denied"
    assert refused_reference(loaded, "/etc/passwd", "a").code == "ref-denied"


def test_below_the_folder(loaded: Loaded, tmp_path: Path) -> None:
    for reference in ("inside.yaml#/S", "./inside.yaml#/S", (tmp_path / "api/inside.yaml").as_uri() + "#/S"):
        assert loaded.sources.resolve(loaded.root, reference).data == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_pipes_and_links(loaded: Loaded, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "api" / "pipe")
    (tmp_path / "api" / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (tmp_path / "api" / "in.yaml").symlink_to(tmp_path / "api" / "inside.yaml")
    (tmp_path / "api" / "loop.yaml").symlink_to(tmp_path / "api" / "loop.yaml")
    assert refused_reference(loaded, "pipe", "a").code == "ref-unreadable"
    assert refused_reference(loaded, "out.yaml", "a").code == "ref-denied"
    assert refused_reference(loaded, "loop.yaml", "a").code == "ref-unreadable"
    assert loaded.sources.resolve(loaded.root, "in.yaml#/S").data == 2


def test_size_of_referenced_files(tmp_path: Path) -> None:
    write(tmp_path, "big.yaml", "a: 1234567890\n")
    path = write(tmp_path, "a.yaml", "a: 1\n")
    loaded = load(path, Config(limits=Limits(max_bytes=8)))
    assert refused_reference(loaded, "big.yaml").code == "too-large"


def test_an_allowed_folder(tmp_path: Path) -> None:
    write(tmp_path, "common/error.yaml", "E: {$ref: 'other.yaml'}\n")
    write(tmp_path, "common/other.yaml", "O: 1\n")
    write(tmp_path, "secret.yaml", "S: 1\n")
    path = write(tmp_path, "api/api.yaml", "a: 1\n")
    loaded = load(path, Config(allow_file_refs=(tmp_path / "api" / ".." / "common",)))
    error = loaded.sources.resolve(loaded.root, "../common/error.yaml#/E")
    assert loaded.sources.resolve(error, "other.yaml#/O").data == 1
    assert refused_reference(loaded, "../secret.yaml").code == "ref-denied"


# --- the web ---------------------------------------------------------------------------------------


class _Pages(BaseHTTPRequestHandler):
    elsewhere = ""
    asked: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        type(self).asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        moves = {"/moved.yaml": "/pets.yaml", "/away.yaml": self.elsewhere, "/loop.yaml": "/loop.yaml"}
        body = {"/pets.yaml": b"Pet: {$ref: 'more/owner.json#/Owner'}\n", "/more/owner.json": b'{"Owner": 1}'}
        if self.path in moves:
            self.send_response(302)
            self.send_header("Location", moves[self.path])
            self.end_headers()
        elif self.path in body:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body[self.path])
        elif self.path == "/endless.yaml":
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(1000):
                    self.wfile.write(b"#" * 1000)
            except OSError:
                pass
        else:
            self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def origin() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Pages)
    address = f"http://127.0.0.1:{server.server_port}"
    _Pages.elsewhere = f"http://localhost:{server.server_port}/pets.yaml"
    _Pages.asked = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield address
    server.shutdown()
    server.server_close()
    thread.join()


def allowing(tmp_path: Path, *origins: str) -> Loaded:
    config = Config(allow_http_refs=origins, limits=Limits(max_bytes=50_000))
    return load(write(tmp_path, "a.yaml", "a: 1\n"), config)


def test_an_allowed_origin(tmp_path: Path, origin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = write(tmp_path, "netrc", "machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    loaded = allowing(tmp_path, origin)
    pet = loaded.sources.resolve(loaded.root, f"{origin}/pets.yaml#/Pet")
    assert pet.source.display == f"{origin}/pets.yaml"
    assert loaded.sources.resolve(pet, "more/owner.json#/Owner").data == 1
    assert loaded.sources.resolve(loaded.root, f"{origin}/moved.yaml#/Pet").data == pet.data
    assert [path for path, _ in _Pages.asked] == [
        "/pets.yaml",
        "/more/owner.json",
        "/moved.yaml",
        "/pets.yaml",
    ]
    for _, headers in _Pages.asked:
        assert not {"authorization", "cookie"} & set(headers)


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("away.yaml", "ref-denied"),
        ("loop.yaml", "ref-unreadable"),
        ("absent.yaml", "ref-unreadable"),
        ("endless.yaml", "too-large"),
    ],
)
def test_pages_that_are_refused(tmp_path: Path, origin: str, page: str, code: str) -> None:
    assert refused_reference(allowing(tmp_path, origin), f"{origin}/{page}").code == code


def test_other_origins_are_not_asked(tmp_path: Path, origin: str) -> None:
    loaded = allowing(tmp_path, "https://example.com", origin.replace("127.0.0.1", "localhost"))
    assert refused_reference(loaded, f"{origin}/pets.yaml").code == "ref-denied"
    assert _Pages.asked == []


def test_a_page_does_not_read_files(tmp_path: Path, origin: str) -> None:
    loaded = allowing(tmp_path, origin)
    page = loaded.sources.resolve(loaded.root, f"{origin}/pets.yaml")
    for reference in ("file:///etc/passwd", "file:///dev/zero"):
        with pytest.raises(Exception, match="is not fetched"):
            loaded.sources.resolve(page, reference)


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    loaded = allowing(tmp_path, "http://127.0.0.1:9")
    assert refused_reference(loaded, "http://127.0.0.1:9/x.yaml").code == "ref-unreadable"


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://Example.com/x", "https://example.com"),
        ("https://example.com:443", "https://example.com"),
        ("http://example.com:8080/", "http://example.com:8080"),
        ("http://[::1]:80/", "http://[::1]"),
        ("https://user@example.com/", None),
        ("https://example.com:x/", None),
        ("file:///x", None),
        ("https:///x", None),
    ],
)
def test_origins(address: str, origin: str | None) -> None:
    assert access.origin_of(address) == origin


def test_an_id_is_where_relative_references_start_if_that_may_be_read(tmp_path: Path, origin: str) -> None:
    write(tmp_path, "more/owner.json", '{"Owner": 2}')
    for base, origins, owner in ((origin, (origin,), 1), (origin, (), 2), ("https://elsewhere.example", (origin,), 2)):
        document = write(tmp_path, "a.yaml", f"a: {{$id: '{base}/', b: {{$ref: 'more/owner.json#/Owner'}}}}\n")
        loaded = load(document, Config(allow_http_refs=origins))
        assert loaded.sources.resolve(loaded.at("a", "b"), "more/owner.json#/Owner").data == owner
