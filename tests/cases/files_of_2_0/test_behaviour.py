"""Files of Swagger 2.0, alone and in arrays: octets, as in later versions."""

from __future__ import annotations

import io
from types import ModuleType
from typing import Any

RAW = b"\xff\x00"


def sent(request: Any) -> list[tuple[str, bytes, bool]]:
    return [(part.name, b"".join(_pieces(part.content)), part.filename is not None) for part in request.payload.parts]


def _pieces(content: Any) -> Any:
    return [content] if isinstance(content, bytes) else content


def test_files(package: ModuleType) -> None:
    files, models = package.operations.files, package.models
    for make in (lambda: RAW, lambda: io.BytesIO(RAW), lambda: package.File(RAW, "a.bin")):
        body = models.SendOneBody(file=make(), note="n")
        assert sent(files.send_one(body=body)) == [("file", RAW, True), ("note", b"n", False)]
        many = models.SendManyBody(files=[make(), RAW], joined=[make(), RAW])
        assert sent(files.send_many(body=many)) == [
            ("files", RAW, True),
            ("files", RAW, True),
            ("joined", RAW, True),
            ("joined", RAW, True),
        ]
        binary = models.SendBinaryBody(file=make(), scan=make())
        assert sent(files.send_binary(body=binary)) == [("file", RAW, True), ("scan", b"/wA=", False)]
        for request in (files.put_whole(body=make()), files.post_whole(body=make())):
            payload = request.payload
            assert b"".join(_pieces(payload.content if payload.source is None else payload.source)) == RAW
