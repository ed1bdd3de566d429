"""Bytes to text, whatever the encoding and the kind of file."""

from __future__ import annotations

import codecs
import os
import threading
from pathlib import Path

import pytest

from tests.source.support import load, refusal, write

TEXT = '{"ключ": "値 😀"}'
MARKED = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@pytest.mark.parametrize("encoding", MARKED)
@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_encodings(tmp_path: Path, encoding: str, marked: bool, name: str) -> None:
    content = (MARKED[encoding] if marked else b"") + TEXT.encode(encoding)
    loaded = load(write(tmp_path, name, content))
    assert loaded.data == {"ключ": "値 😀"}
    assert loaded.sources.position(loaded.at("ключ").location) == (1, 10)


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b"a: 1\nb: \xff", 2, 4),
        (b'{"a":\n"\xed\xa0\x80"}', 2, 2),
        (b"\xff\xfea\x00:\x00 ", 1, 3),
        (b"\xc3", 1, 1),
    ],
)
def test_bad_bytes_have_a_place(tmp_path: Path, content: bytes, line: int, column: int) -> None:
    found = refusal(write(tmp_path, "a.yaml", content))
    assert (found.code, found.line, found.column) == ("encoding", line, column)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert refusal(tmp_path / "absent.yaml").code == "unreadable"
    assert refusal(tmp_path).code == "unreadable"
    assert refusal(tmp_path / ("x" * 5000)).code == "unreadable"
    assert refusal(tmp_path / "a\0b").code == "unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_the_document_may_come_from_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text("a: 1"))
    writer.start()
    assert load(pipe).data == {"a": 1}
    writer.join()
