"""Which files and addresses may be read, and the only functions that read them.

A document is data from strangers: a `$ref` in it must not read `/etc/passwd` or reach into a network. By
default only regular files below the root document's own folder are read; other folders and web origins
must be allowed by the user. Nothing is ever sent but a plain GET without credentials.
"""

from __future__ import annotations

import os
import shlex
import stat
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from openapi_vendor.diagnostics import quote

_CHUNK = 1 << 20
_MAX_REDIRECTS = 5
_TIMEOUT = 30.0  # seconds without an answer


class Denied(Exception):
    """A file or an address that may not or cannot be read. `remedy` is the option that would allow it."""

    def __init__(self, code: str, message: str, hint: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class FileTarget:
    """A file that the policy allows, by its real path; `linked` if a symbolic link led there."""

    path: Path
    linked: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class UrlTarget:
    """A web address that the policy allows, without its fragment."""

    url: str


Target = FileTarget | UrlTarget


@dataclass(slots=True)
class Access:
    """The policy: `folders` (real paths) and `origins` (`https://host[:port]`) that may be read."""

    folders: list[Path]
    origins: frozenset[str]
    max_bytes: int

    def target(self, reference: str, base: Path | str) -> Target:
        """What a `$ref` without its fragment leads to, from a file (a path) or a web page (an address).

        Raises Denied. The disk is touched only below an allowed folder.
        """
        if any(ord(character) < 0x20 or ord(character) == 0x7F for character in reference):
            raise Denied("ref-invalid", f"{quote(reference)} is not a reference: it holds control characters")
        if "\\" in reference:
            raise Denied("ref-invalid", f"{quote(reference)} is not a URI reference", "Write `/` instead of `\\`.")
        try:
            if isinstance(base, str):
                return self._web(urljoin(base, reference))
            parts = urlsplit(reference)
            scheme, host = parts.scheme.lower(), parts.netloc
        except ValueError as error:
            raise Denied("ref-invalid", f"{quote(reference)} is not a URI reference: {error}") from None
        if scheme in ("http", "https"):
            return self._web(reference)
        if scheme not in ("", "file") or (host and host.lower() != "localhost"):
            raise Denied(
                "ref-denied",
                f"{quote(reference, 120)} is not read: only files and web addresses are",
                "Copy what it leads to into the document's folder and refer to that file.",
            )
        if parts.query:
            raise Denied("ref-invalid", f"{quote(reference)}: a file has no query")
        return self._file(reference, base.parent / unquote(parts.path))

    def _file(self, reference: str, path: Path) -> FileTarget:
        folder = os.path.normpath(path.parent)
        remedy = f"--allow-file-refs {_as_argument(folder, reference)}"
        denied = Denied(
            "ref-denied",
            f"{quote(reference, 120)} lies outside the document's folder: nothing is read from there",
            f"Allow its folder with {remedy} if the document is trusted.",
            remedy,
        )
        # First by its text alone, so that a document cannot even make us look at other places.
        if not self._is_inside(Path(os.path.normpath(path))):
            raise denied
        try:
            real = path.resolve(strict=True)
        except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: a circle of symbolic links
            reason = getattr(error, "strerror", None) or "not a possible file name"
            raise Denied("ref-unreadable", f"{quote(reference, 120)} cannot be read: {reason}") from None
        if not self._is_inside(real):
            raise denied
        return FileTarget(real, linked=os.path.normpath(path) != str(real))

    def _is_inside(self, path: Path) -> bool:
        return any(path.is_relative_to(folder) for folder in self.folders)

    def allows(self, address: str) -> bool:
        """Whether an address of the web may be fetched."""
        return origin_of(address) in self.origins

    def _web(self, address: str) -> UrlTarget:
        parts = urlsplit(address)
        origin = origin_of(address)
        if origin is None or origin not in self.origins:
            remedy = "" if origin is None else f"--allow-http-refs {origin}"
            raise Denied(
                "ref-denied",
                f"{quote(address, 120)} is not fetched",
                (
                    f"Allow it with {remedy} if the document is trusted."
                    if remedy
                    else "Only http and https addresses without user name can be allowed."
                ),
                remedy,
            )
        return UrlTarget(parts._replace(fragment="").geturl())

    def read(self, target: Target) -> bytes:
        """The content. Raises Denied where it cannot be read or is too large."""
        if isinstance(target, FileTarget):
            return read_file(target.path, self.max_bytes, regular_only=True)
        return self._fetch(target.url)

    def _fetch(self, url: str) -> bytes:
        import httpx2  # here, because documents that need it are rare and importing it costs time

        origin = origin_of(url)
        try:
            # trust_env off: no credentials from ~/.netrc, no proxies from the environment.
            with httpx2.Client(trust_env=False, follow_redirects=False, timeout=_TIMEOUT) as client:
                for _ in range(_MAX_REDIRECTS):
                    with client.stream("GET", url, headers={"Accept": "application/json, */*"}) as response:
                        if response.is_redirect:
                            url = urljoin(url, response.headers.get("location", ""))
                            if origin_of(url) != origin:
                                raise Denied("ref-denied", f"a redirect leads away to {quote(url)}")
                            continue
                        if response.status_code != 200:
                            raise Denied("ref-unreadable", f"{quote(url)} answered {response.status_code}, not 200")
                        content = bytearray()
                        for chunk in response.iter_bytes():
                            content += chunk
                            if len(content) > self.max_bytes:
                                raise _too_big(url, self.max_bytes)
                        return bytes(content)
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
            raise Denied("ref-unreadable", f"{quote(url)} cannot be fetched: {quote(str(error), 100)}") from None
        raise Denied("ref-unreadable", f"{quote(url)}: more than {_MAX_REDIRECTS} redirects")


def _as_argument(folder: str, reference: str) -> str:
    """A folder as the user would type it: relative to where they stand if the document's reference is relative.

    In quotes where a shell would take it apart.
    """
    is_relative = (
        not urlsplit(reference).path.startswith("/")
        and os.path.splitdrive(folder)[0] == os.path.splitdrive(os.getcwd())[0]
    )
    return shlex.quote(os.path.relpath(folder) if is_relative else folder)


def origin_of(address: str) -> str | None:
    """`https://host[:port]` in lower case, without a default port. None for another scheme or with a user."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    if ":" in host:
        host = f"[{host}]"
    default = {"http": 80, "https": 443}[scheme]
    return f"{scheme}://{host}" if port in (None, default) else f"{scheme}://{host}:{port}"


def read_file(path: Path, max_bytes: int, *, regular_only: bool) -> bytes:
    """The bytes of a file. Raises Denied where there is none, where it is a folder, or too large.

    `regular_only` refuses devices and pipes, which a document could use to hang us; a path that the user
    typed may be a pipe.
    """
    # O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        descriptor = os.open(path, flags | (getattr(os, "O_NONBLOCK", 0) if regular_only else 0))
        try:
            mode = os.fstat(descriptor).st_mode
            if stat.S_ISDIR(mode) or (regular_only and not stat.S_ISREG(mode)):
                raise Denied("unreadable", f"{quote(str(path), 200)} is not a regular file")
            content = bytearray()
            while len(content) <= max_bytes and (chunk := os.read(descriptor, _CHUNK)):
                content += chunk
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Denied("unreadable", f"{quote(str(path), 200)} cannot be read: {reason}") from None
    if len(content) > max_bytes:
        raise _too_big(str(path), max_bytes)
    return bytes(content)


def _too_big(name: str, max_bytes: int) -> Denied:
    return Denied(
        "too-large",
        f"{quote(name, 200)} is larger than {max_bytes:,} bytes",
        "Raise the limit `max_bytes` if the document is trusted.",
    )
