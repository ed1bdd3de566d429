"""Octets that an application gives: bytes, any buffer, a path, an open file, or a `File` with a name and a type."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, BinaryIO, Final, Self

from .headers import check_header_value
from .lazy import loading
from .media_types import best_match
from .percent import Unencodable
from .sources import FileSource, Source, file_source

OCTET_STREAM: Final = "application/octet-stream"

GIVEN: Final = "bytes, a path, or a file opened in binary mode"
"""What octets may be given as, in words."""


class File(bytes):
    """The content of a file, with its name and media type.

    It is `bytes`, so it goes wherever a model asks for binary content. `media_type` defaults to the one that
    the name's ending stands for, else to what the document says of the place where the file is sent.
    """

    name: str | None
    media_type: str | None
    source: Source | None
    is_told: bool
    """Whether the application said which media type it is, which else is guessed."""

    def __new__(cls, content: bytes, name: str | None = None, media_type: str | None = None) -> Self:
        file = super().__new__(cls, content)
        file.name = name
        file.media_type = media_type or _guessed(name)
        file.is_told = media_type is not None
        file.source = None
        return file

    def __eq__(self, other: object) -> bool:
        return self is other if self.source is not None else super().__eq__(other)

    def __hash__(self) -> int:
        return id(self) if self.source is not None else super().__hash__()

    @classmethod
    def read(cls, path: str | Path, media_type: str | None = None) -> Self:
        """The file at `path`, under the last part of its path as name."""
        path = Path(path)
        return cls(path.read_bytes(), path.name, media_type)

    @classmethod
    def open(cls, file: str | Path | BinaryIO, name: str | None = None, media_type: str | None = None) -> Self:
        """A file that is read while it is sent, so that it may be of any size: as bytes, it is empty.

        `file` is a path, or a file opened in binary mode, which is sent from where it stands. `name` defaults to the
        last part of its path. Raises `OSError` for a path that cannot be read, and `TypeError` for a file in text mode.
        """
        opened = Path(file) if isinstance(file, str) else file
        source = file_source(opened)
        if source is None:
            raise TypeError("the file must be a path or opened in binary mode")
        if name is None:
            path = opened if isinstance(opened, Path) else getattr(opened, "name", None)
            name = Path(path).name if isinstance(path, (str, Path)) else None
        made = cls(b"", name, media_type)
        made.source = source
        return made

    def sent_as(self, documented: str) -> str:
        """The media type to send the file as: one of those documented (separated by commas, perhaps ranges).

        The file's own, if it is among them; else the first. Raises `Unencodable` where the file was told to be
        something else.
        """
        offered = [each.strip() for each in documented.split(",") if each.strip()]
        own = self.media_type and check_header_value(self.media_type)
        if own and (not offered or best_match(offered, own) is not None):
            return own
        if self.is_told and OCTET_STREAM not in offered:
            raise Unencodable(f"has a file that is documented as {documented}, not as {own}")
        return next((each for each in offered if "*" not in each), OCTET_STREAM)


def as_file(value: object) -> File | None:
    """Octets in any of their forms as a `File`; None for what is none. Raises `Unencodable` for what cannot be read."""
    if isinstance(value, File):
        return value
    if isinstance(value, bytes):
        return File(value)
    buffer: Any = value
    try:
        try:
            view = memoryview(buffer)
        except TypeError:
            pass
        else:
            return File(view.tobytes()) if view.ndim else None  # else it is a number, as NumPy has them
        opened = Path(value) if isinstance(value, os.PathLike) else buffer
        return File.open(opened) if file_source(opened) is not None else None
    except (OSError, ValueError) as error:  # the second where it was closed or released
        raise _unreadable(error) from error


def octets_of(file: File) -> bytes:
    """The content, also of a file that is read while it is sent: it is read now. Raises `Unencodable`."""
    if file.source is None:
        return bytes(file)
    try:
        content = b"".join(file.source)
        if isinstance(file.source, FileSource):
            file.source.rewind()
    except OSError as error:
        raise _unreadable(error) from error
    return content


def _unreadable(error: OSError | ValueError) -> Unencodable:
    reason = error.strerror or type(error).__name__ if isinstance(error, OSError) else "it is closed"
    return Unencodable(f"cannot be read: {reason}")


def _guessed(name: str | None) -> str | None:
    """The media type that the ending of a name stands for."""
    if not name:
        return None
    with loading():
        import mimetypes  # it is slow to import, and most that is sent has no name

    return mimetypes.guess_type(name)[0]
