"""Content codings (RFC 9110 §8.4.1) taken off while a body comes, in pieces of bounded size, to the very end.

httpx2 would do it too, but takes a compressed body that was cut off for a whole one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

import httpx2

Coding: TypeAlias = Literal["gzip", "deflate"]

CODINGS: Final[dict[str, Coding]] = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}
"""The codings that are taken off; `x-gzip` is another name of gzip (RFC 9110 §8.4.1.3)."""

_PIECE: Final = 65_536
_GZIP: Final = 16 + zlib.MAX_WBITS
_MAGIC: Final = b"\x1f\x8b"


class Inflater:
    """Decompresses one body. Raises `httpx2.DecodingError` for one that is damaged or incomplete."""

    def __init__(self, coding: Coding) -> None:
        self._is_gzip = coding == "gzip"
        self._inflate = zlib.decompressobj(_GZIP)
        self._has_begun = False
        self._held = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What comes out of more of the body, at most 64 KiB at a time."""
        data = self._held + data
        self._held = b""
        while data:
            if not self._has_begun or self._inflate.eof:
                # Two bytes say what begins.
                if len(data) < 2:
                    self._held = data
                    return
                if not self._begin(data):
                    return
            try:
                piece = self._inflate.decompress(data, _PIECE)
            except zlib.error as error:
                raise httpx2.DecodingError(str(error)) from error
            data = self._inflate.unconsumed_tail or self._inflate.unused_data
            if piece:
                yield piece

    def _begin(self, data: bytes) -> bool:
        """Whether more is to be decompressed: anything but another member of a gzip file is padding (RFC 1952 §2.2)."""
        if self._has_begun and not (self._is_gzip and data.startswith(_MAGIC)):
            return False
        if self._is_gzip:
            form = _GZIP
        else:
            # Many servers leave out the zlib wrapper (RFC 1950 §2.2) that RFC 9110 §8.4.1.2 asks for.
            is_wrapped = data[0] & 0x0F == 8 and int.from_bytes(data[:2]) % 31 == 0
            form = zlib.MAX_WBITS if is_wrapped else -zlib.MAX_WBITS
        self._inflate = zlib.decompressobj(form)
        self._has_begun = True
        return True

    def end(self) -> Iterator[bytes]:
        """What still comes out at the end of the body."""
        if not self._has_begun:
            if self._held:
                raise httpx2.DecodingError("it ends too early")
            return
        while not self._inflate.eof:
            try:
                piece = self._inflate.decompress(b"", _PIECE)
            except zlib.error as error:
                raise httpx2.DecodingError(str(error)) from error
            if not piece and not self._inflate.eof:
                raise httpx2.DecodingError("it ends too early")
            yield piece
