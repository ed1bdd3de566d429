"""Downloads that outlive their process: `<name>.part` is what has come, `<name>.part.json` says what it is part of."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
from pathlib import Path
from typing import Any, BinaryIO, Final

import msgspec

from .calls import Call
from .lazy import loading

_FLAGS: Final = (
    os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
)
_LONGEST_NOTE: Final = 65_536


class Note(msgspec.Struct, frozen=True):
    """What a partial file is a part of: a digest of the request's method and URL, and the validator of the answer."""

    request: str
    validator: str


class Partial:
    """The partial file beside `path`, and its note. No two downloads of one file write it at once."""

    def __init__(self, path: Path) -> None:
        self.path = path.with_name(f"{path.name}.part")
        self._note = path.with_name(f"{path.name}.part.json")

    def open(self) -> BinaryIO:
        """The file, locked. Raises `BlockingIOError` where another download has it, `OSError` for a link."""
        while True:
            handle = os.open(self.path, _FLAGS, 0o600)
            file = os.fdopen(handle, "r+b")
            try:
                state = os.fstat(handle)
                if not stat.S_ISREG(state.st_mode) or state.st_nlink > 1:
                    raise OSError(errno.EINVAL, "not a file of its own", str(self.path))
                _lock(file, self.path)
                if os.path.samestat(state, os.stat(self.path)):
                    return file
            except FileNotFoundError:
                pass  # the other download has just put it in its place
            except BaseException:
                file.close()
                raise
            file.close()

    def size(self, call: Call[Any], validator: str) -> int:
        """How many bytes there are of this very answer; 0 where they are of another one."""
        try:
            with self._note.open("rb") as file:
                note = msgspec.json.decode(file.read(_LONGEST_NOTE), type=Note)
            size = self.path.stat().st_size
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return 0
        return size if note == Note(_digest(call), validator) else 0

    def write_note(self, call: Call[Any], validator: str | None) -> None:
        """Say what the file, which is empty now, will be a part of; nothing where no validator names it."""
        if validator is None:
            self._note.unlink(missing_ok=True)
            return
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=self._note.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(Note(_digest(call), validator)))
        os.replace(name, self._note)

    def drop_note(self) -> None:
        """The file is complete, or gone."""
        self._note.unlink(missing_ok=True)


def _digest(call: Call[Any]) -> str:
    base = call.client._plan_for(call.request.operation).base.text
    said = f"{call.request.method} {base}{call.request.target}"
    return hashlib.sha256(said.encode()).hexdigest()


def _lock(file: BinaryIO, path: Path) -> None:
    """Where the system has such locks, they end with the process."""
    try:
        with loading():
            import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        message = f"another download is writing {str(path)!r}"
        raise BlockingIOError(errno.EWOULDBLOCK, message) from None
