"""Bodies that are sent while they are read: files, and iterables of bytes."""

from __future__ import annotations

import io
import os
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeAlias

import httpx2

from .percent import Unencodable

Binary: TypeAlias = bytes | bytearray | memoryview | Path | BinaryIO | Iterable[bytes] | AsyncIterable[bytes]
"""What a binary body may be given as: bytes or a buffer; a file, by its path or opened in binary mode; pieces of bytes.

Files and pieces are sent as they are read, so they may be of any size. Asynchronous pieces need an asynchronous
client.
"""

_PIECE: Final = 65_536


class Source(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body that is not in memory. `length` in bytes, where it is known."""

    length: int | None = None
    is_repeatable: bool = True

    def __iter__(self) -> Iterator[bytes]:
        raise NotImplementedError

    async def __aiter__(self) -> AsyncIterator[bytes]:
        from anyio.to_thread import run_sync

        pieces = iter(self)
        while True:
            piece = await run_sync(next, pieces, None)
            if piece is None:
                return
            yield piece


class PathSource(Source):
    """A file by its path, opened for each sending."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.length = path.stat().st_size

    def __iter__(self) -> Iterator[bytes]:
        with _readable(), self.path.open("rb") as file:
            yield from _up_to(file, self.length)


class FileSource(Source):
    """An open file, from where it stands. It stays open."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._start = 0
        seekable = getattr(file, "seekable", None)
        self.is_repeatable = seekable is not None and seekable()
        if self.is_repeatable:
            self._start = file.tell()
            self.length = file.seek(0, os.SEEK_END) - self._start
            file.seek(self._start)

    def rewind(self) -> None:
        """Go back to where the file stood, where it can."""
        if self.is_repeatable:
            self._file.seek(self._start)

    def __iter__(self) -> Iterator[bytes]:
        with _readable():
            self.rewind()
            yield from _up_to(self._file, self.length)


class IterableSource(Source):
    """Pieces of bytes."""

    def __init__(self, pieces: Iterable[bytes] | AsyncIterable[bytes], *, is_repeatable: bool) -> None:
        self._pieces = pieces
        self.is_repeatable = is_repeatable

    def __iter__(self) -> Iterator[bytes]:
        if not isinstance(self._pieces, Iterable):
            raise Unencodable("cannot be sent: its asynchronous pieces need an asynchronous client")
        yield from map(_checked, self._pieces)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if isinstance(self._pieces, AsyncIterable):
            async for piece in self._pieces:
                yield _checked(piece)
        else:
            for piece in self._pieces:
                yield _checked(piece)


def file_source(value: object) -> Source | None:
    """The source for a path or a file opened in binary mode; None for anything else.

    Raises `OSError` for a path that cannot be read, and `ValueError` for a file that is closed.
    """
    if isinstance(value, Path):
        return PathSource(value)
    if isinstance(value, io.TextIOBase) or hasattr(value, "encoding"):  # text, also as `tempfile` wraps it
        return None
    reader: Any = value
    if not callable(getattr(value, "read", None)):
        return None
    readable = getattr(value, "readable", None)  # not so where it is opened for writing
    return FileSource(reader) if not callable(readable) or readable() else None


def pieces_source(value: object) -> Source | None:
    """The source for pieces of bytes; None for what is none."""
    if isinstance(value, (str, bytes, bytearray, Mapping, io.IOBase)):
        return None
    if isinstance(value, (list, tuple)) and not all(isinstance(piece, bytes) for piece in value):
        return None
    if not isinstance(value, (Iterable, AsyncIterable)):
        return None
    # An iterator can be gone through only once.
    return IterableSource(value, is_repeatable=not isinstance(value, (Iterator, AsyncIterator)))


@contextmanager
def _readable() -> Iterator[None]:
    """What reading a file may raise while it is sent, as what ends a call."""
    reason = None
    try:
        yield
    except Unencodable:
        raise
    except (OSError, ValueError) as error:  # the second where the file was closed
        reason = getattr(error, "strerror", None) or "the file is closed"
    if reason is not None:
        raise Unencodable(f"cannot be read: {reason}")


def _up_to(file: BinaryIO, length: int | None) -> Iterator[bytes]:
    """What a file holds, but not more than was announced, should it grow."""
    left = length
    while left is None or left > 0:
        piece = file.read(_PIECE if left is None else min(_PIECE, left))
        if not piece:
            if left is not None:
                raise Unencodable("cannot be sent: the file has become shorter meanwhile")
            return
        if left is not None:
            left -= len(piece)
        yield _checked(piece)


def _checked(piece: object) -> bytes:
    if not isinstance(piece, bytes):
        raise Unencodable(f"cannot be sent: its pieces must be bytes, not {type(piece).__name__}")
    return piece
