"""Bodies into files: complete or not at all, under safe names, resumed where they break off."""

from __future__ import annotations

import codecs
import os
import re
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, Self
from urllib.parse import unquote

import httpx2

from .calls import Call
from .errors import DecodeError, TransportError
from .retries import may_repeat

_DEFAULT_NAME: Final = "download"
_LONGEST_NAME: Final = 150
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*]')
_DEVICE: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE
)
_PARAMETER: Final = re.compile(
    r';\s*(filename\*?)\s*=\s*("(?:[^"\\]|\\.)*"|[^;\s]+)', re.IGNORECASE
)
_RANGE: Final = re.compile(r"bytes (\d{1,18})-\d{1,18}/(?:\d{1,18}|\*)")


def suggested_name(headers: httpx2.Headers, path: str) -> str:
    """The name for a file: from `Content-Disposition` (RFC 6266), else the path's last segment, made safe.

    It is one plain name: no folder, no dots alone, nothing that a system reserves, at most 150 characters.
    """
    found: dict[str, str] = {}
    for name, value in _PARAMETER.findall(f";{headers.get('content-disposition', '')}"):
        found.setdefault(name.lower(), value)
    text = ""
    if "filename*" in found:
        charset, _, rest = found["filename*"].strip('"').partition("'")
        try:
            codecs.lookup(charset or "utf-8")
            text = unquote(rest.partition("'")[2], charset or "utf-8", "strict")
        except (LookupError, ValueError):
            text = ""
    if not text and "filename" in found:
        value = found["filename"]
        text = re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value
    return safe_name(text) or safe_name(unquote(path.rpartition("/")[2])) or _DEFAULT_NAME


def safe_name(text: str) -> str:
    """`text` as the name of a file on any system; empty where nothing of it can be used."""
    last = re.split(r"[/\\]", text)[-1]
    name = "".join(c if c.isprintable() else "_" for c in _FORBIDDEN.sub("_", last)).strip(" .")
    if len(name) > _LONGEST_NAME:
        _, dot, ending = name.rpartition(".")
        kept = f"{dot}{ending}" if dot and len(ending) < 20 else ""
        name = name[: _LONGEST_NAME - len(kept)].rstrip(" .") + kept
    return f"_{name}" if _DEVICE.match(name) else name


class Download:
    """A file while it comes: beside its place, under a name of its own, until it is complete."""

    def __init__(self, path: Path, *, is_new: bool = False) -> None:
        self._path = path
        self._is_new = is_new
        self._file: BinaryIO | None = None
        self._partial = path
        self._validator: str | None = None
        self._tries = 0
        self._size = 0

    @classmethod
    def suggested(cls, folder: Path, headers: httpx2.Headers, path: str) -> Self:
        """A new file in a folder, under the name that the server suggests."""
        return cls(folder / suggested_name(headers, path), is_new=True)

    def __enter__(self) -> Self:
        if self._is_new and self._path.exists():
            raise FileExistsError(f"there is already a file {str(self._path)!r}")
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=self._path.parent)
        self._partial = Path(name)
        self._file = os.fdopen(handle, "wb")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()
        self._partial.unlink(missing_ok=True)

    @property
    def _open_file(self) -> BinaryIO:
        assert self._file is not None
        return self._file

    def begin(self, http: httpx2.Response, call: Call[Any]) -> None:
        """An answer has come: go on where the last one ended, or begin anew. Raises `DecodeError`."""
        if self._size and http.status_code == 206:
            found = _RANGE.fullmatch(http.headers.get("content-range", ""))
            if found is None or int(found[1]) != self._size:
                message = f"206: not the bytes that were asked for (from {self._size:,} on)"
                raise DecodeError(message, request=call.request, status=206, headers=http.headers)
            return
        self._size = 0
        self._open_file.seek(0)
        self._open_file.truncate()
        self._validator = _validator(http.headers) if http.status_code == 200 else None

    def write(self, piece: bytes) -> None:
        """Add what has come."""
        self._open_file.write(piece)
        self._size += len(piece)

    def resume_after(self, call: Call[Any], error: TransportError) -> float:
        """Seconds until the rest is asked for. Raises the error where it cannot be."""
        self._tries += 1
        retry = call.settings.retry
        if (
            self._validator is None
            or self._tries >= retry.attempts
            or call.request.method != "GET"
            or not may_repeat(call.request, call.outgoing)
        ):
            raise error
        delay = retry.delay(self._tries, None, call.deadline)
        if delay is None:
            raise error
        return delay

    def headers(self) -> dict[str, str]:
        """What asks for the rest; for all of it, should it have changed."""
        assert self._validator is not None
        asked = {"Accept-Encoding": "identity"}
        if self._size:
            asked |= {"Range": f"bytes={self._size}-", "If-Range": self._validator}
        return asked

    def finish(self) -> Path:
        """Put the complete file in its place."""
        file = self._open_file
        file.flush()
        os.fsync(file.fileno())
        file.close()
        # `mkstemp` makes files for their owner alone; this one gets what the process gives to new files.
        if self._is_new:
            with self._path.open("xb"):
                pass
        os.chmod(self._partial, _mode(self._path))
        os.replace(self._partial, self._path)
        return self._path


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, else those of any new file."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0o077)
        os.umask(mask)
        return 0o666 & ~mask


def _validator(headers: httpx2.Headers) -> str | None:
    """What names this very state of the resource, if ranges of it can be asked for (RFC 9110 §13.1.5)."""
    if headers.get("content-encoding", "identity") != "identity":
        return None
    if "bytes" not in headers.get("accept-ranges", "bytes"):
        return None
    etag: str | None = headers.get("etag")
    return etag if etag is not None and re.fullmatch(r'"[\x21\x23-\x7e]*"', etag) else None
