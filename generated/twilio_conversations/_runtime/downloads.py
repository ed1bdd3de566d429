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
from .errors import DecodeError, ResponseError, TransportError
from .partials import Partial
from .retries import http_date, may_repeat

_DEFAULT_NAME: Final = "download"
_LONGEST_NAME: Final = 150
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*]')
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
_PARAMETER: Final = re.compile(r';\s*(filename\*?)\s*=\s*("(?:[^"\\]|\\.)*"|[^;\s]+)', re.IGNORECASE)
_RANGE: Final = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18}|\*)", re.ASCII)
_UNSATISFIED: Final = re.compile(r"bytes \*/(\d{1,18})", re.ASCII)
_LENGTH: Final = re.compile(r"\d{1,18}", re.ASCII)
_STRONG_AFTER: Final = 60.0
"""Seconds that a representation must be old before its date names it for sure (RFC 9110 §8.8.2.2)."""


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
    """A file while it comes: beside its place, under a name of its own, until it is complete.

    With `resume` what has come stays there when the call fails, as a `Partial`: a later call, of another process too,
    goes on from it.
    """

    def __init__(self, path: Path, *, is_new: bool = False, resume: bool = False) -> None:
        self._path = path
        self._is_new = is_new
        self._kept = Partial(path) if resume else None
        self._file: BinaryIO | None = None
        self._unfinished = path
        self._validator: str | None = None
        self._size = 0
        self._total: int | None = None
        self._tries = 0
        self._went_on_from = -1
        self._is_first = True
        self._has_begun_anew = False

    @classmethod
    def suggested(cls, folder: Path, headers: httpx2.Headers, path: str, *, resume: bool = False) -> Self:
        """A new file in a folder, under the name that the server suggests."""
        return cls(folder / suggested_name(headers, path), is_new=True, resume=resume)

    def __enter__(self) -> Self:
        if self._is_new and self._path.exists():
            raise FileExistsError(f"there is already a file {str(self._path)!r}")
        if self._kept is not None:
            self._unfinished = self._kept.path
            self._file = self._kept.open()
        else:
            handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=self._path.parent)
            self._unfinished = Path(name)
            self._file = os.fdopen(handle, "wb")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        is_of_use = self._size > 0 and self._validator is not None
        if self._kept is None:
            self._unfinished.unlink(missing_ok=True)
        elif error is None or isinstance(error, ResponseError) or not is_of_use:
            self._unfinished.unlink(missing_ok=True)
            self._kept.drop_note()
        if self._file is not None:
            self._file.close()

    @property
    def _open_file(self) -> BinaryIO:
        assert self._file is not None
        return self._file

    # --- answers ----------------------------------------------------------------------------------------

    def begin(self, http: httpx2.Response, call: Call[Any]) -> bool:
        """Whether the body of an answer is to be added. If not, `is_complete`, or the rest is to be asked for.

        Raises `DecodeError` for an answer to something else than what was asked.
        """
        is_first, self._is_first = self._is_first, False
        if self._size and not is_first:
            if http.status_code == 206:
                return self._goes_on(http, call)
            if http.status_code == 416:
                # There is nothing after what has come: that is all of it, or of something else by now.
                found = _UNSATISFIED.fullmatch(http.headers.get("content-range", ""))
                if found is not None and int(found[1]) == self._size:
                    self._total = self._size
                else:
                    self._begin_anew(http, call)
                return False
        validator = _validator(http.headers) if http.status_code == 200 else None
        length = http.headers.get("content-length", "")
        has_length = _LENGTH.fullmatch(length) and "content-encoding" not in http.headers
        self._total = int(length) if has_length else None
        if is_first and self._kept is not None and validator is not None:
            size = self._kept.size(call, validator)
            if size and (self._total is None or size <= self._total):
                self._validator, self._size = validator, size
                self._open_file.seek(size)
                return False
        self._empty()
        self._validator = validator
        if self._kept is not None:
            self._kept.write_note(call, validator)
        return True

    def _goes_on(self, http: httpx2.Response, call: Call[Any]) -> bool:
        """Whether a 206 is the rest of what has come (RFC 9110 §15.3.7.3)."""
        found = _RANGE.fullmatch(http.headers.get("content-range", ""))
        if found is None or int(found[1]) != self._size or self._size == self._went_on_from:
            message = f"206: not the bytes that were asked for (from {self._size:,} on)"
            raise DecodeError(message, request=call.request, status=206, headers=http.headers, redacted=call.redacted)
        total = self._total if found[2] == "*" else int(found[2])
        name = "etag" if self._validator and self._validator[0] == '"' else "last-modified"
        if http.headers.get(name, self._validator) != self._validator or self._total not in (
            None,
            total,
        ):
            self._begin_anew(http, call)
            return False
        self._total = total
        self._went_on_from = self._size
        return True

    def _begin_anew(self, http: httpx2.Response, call: Call[Any]) -> None:
        """Ask for all of it: what has come is of another state. Once only, else it changes faster than it comes."""
        if self._has_begun_anew:
            status, headers = http.status_code, http.headers
            message = f"{status}: the ranges of this download do not fit together"
            raise DecodeError(message, request=call.request, status=status, headers=headers, redacted=call.redacted)
        self._has_begun_anew = True
        self._empty()
        self._total = None

    def _empty(self) -> None:
        self._size = 0
        self._open_file.seek(0)
        self._open_file.truncate()

    def write(self, piece: bytes) -> None:
        """Add what has come."""
        self._open_file.write(piece)
        self._size += len(piece)

    def is_complete(self, *, has_come: bool) -> bool:
        """Whether nothing is missing, after a body has been added or not (`has_come`)."""
        return has_come if self._total is None else self._size >= self._total

    # --- the rest ---------------------------------------------------------------------------------------

    def resume_after(self, call: Call[Any], error: TransportError) -> float:
        """Seconds until the rest is asked for. Raises the error where it cannot be."""
        self._tries += 1
        self._went_on_from = -1
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
        asked = {"Accept-Encoding": "identity"}
        if self._size:
            assert self._validator is not None
            asked |= {"Range": f"bytes={self._size}-", "If-Range": self._validator}
        return asked

    def finish(self) -> Path:
        """Put the complete file in its place."""
        file = self._open_file
        file.flush()
        os.fsync(file.fileno())
        if os.name == "nt":
            file.close()  # it could not be moved; elsewhere it stays open, and locked, until it has been
        # `mkstemp` makes files for their owner alone; this one gets what the process gives to new files.
        if self._is_new:
            with self._path.open("xb"):
                pass
        os.chmod(self._unfinished, _mode(self._path))
        os.replace(self._unfinished, self._path)
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
    """What names this very state of the resource, if ranges of it can be asked for (RFC 9110 §13.1.5).

    That is a strong entity tag; where there is no tag at all, the date of a change that lies well before the answer.
    """
    if headers.get("content-encoding", "identity") != "identity":
        return None
    if "bytes" not in headers.get("accept-ranges", "bytes"):
        return None
    etag: str | None = headers.get("etag")
    if etag is not None:
        return etag if re.fullmatch(r'"[\x21\x23-\x7e]*"', etag) else None
    modified: str = headers.get("last-modified", "")
    changed, answered = http_date(modified), http_date(headers.get("date", ""))
    if changed is None or answered is None or not modified.isprintable():
        return None
    return modified if (answered - changed).total_seconds() >= _STRONG_AFTER else None
