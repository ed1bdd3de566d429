"""Generated files are proven good as they come, here or in a worker process: the verdict is the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from openapi_vendor import worker
from openapi_vendor.checking import Checking
from openapi_vendor.diagnostics import Refused
from openapi_vendor.worker import Failed, Killed, Worker

GOOD = 'from __future__ import annotations\n\n__all__ = ("Pet",)\n'
BOTH = pytest.mark.parametrize("in_worker", [False, True], ids=["here", "in_worker"])


def verdict(*files: tuple[str, str, bool], in_worker: bool) -> tuple[str, str] | None:
    """Code and file of the complaint; None if all files are good."""
    try:
        with Checking(frozenset({"Pet"}), in_worker=in_worker) as checking:
            for path, text, ours in files:
                checking.add(path, text, ours=ours)
            checking.finish()
    except Refused as refused:
        return refused.diagnostic.code, refused.diagnostic.location.file
    return None


@BOTH
def test_verdicts(in_worker: bool) -> None:
    assert verdict(("a.py", GOOD, True), ("README.md", "# Pets\n", True), in_worker=in_worker) is None
    stranger = ("b.py", "import os\n", True)
    assert verdict(("a.py", GOOD, True), stranger, in_worker=in_worker) == ("output-verification", "b.py")
    broken = ("c.py", "from __future__ import (annotations\n", True)
    assert verdict(("a.py", GOOD, True), broken, in_worker=in_worker) == ("output-python", "c.py")


@BOTH
def test_what_a_user_wrote_need_only_compile(in_worker: bool) -> None:
    assert verdict(("a.py", "import os\n", False), in_worker=in_worker) is None
    assert verdict(("a.py", "import\n", False), in_worker=in_worker) == ("output-python", "a.py")


@BOTH
def test_files_that_are_sent_one_by_one(in_worker: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openapi_vendor.checking._CHUNK", 1)
    assert verdict(("a.py", GOOD, True), ("b.py", GOOD, True), in_worker=in_worker) is None
    refused = verdict(("b.py", "Owner\n", True), ("c.py", GOOD, True), in_worker=in_worker)
    assert refused == ("output-verification", "b.py")


@pytest.mark.parametrize("program", ["raise SystemExit(1)", "print('noise')", "import os; os.abort()"])
def test_without_the_process_it_is_done_here(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_PROGRAM", program)
    assert verdict(("a.py", GOOD, True), in_worker=True) is None
    assert verdict(("a.py", "import os\n", True), in_worker=True) == ("output-verification", "a.py")


def joined(told: Iterator[str]) -> str:
    return "".join(told)


def failing(told: Iterator[str]) -> str:
    raise ValueError(next(told))


def aborting(told: Iterator[str]) -> None:
    import os

    os.abort()


def endless(told: Iterator[str]) -> None:
    import time

    time.sleep(600)


def test_a_process_is_told_and_answers() -> None:
    process = Worker.start(joined)
    assert process is not None
    with process:
        for _ in range(100):
            process.tell("x" * 10_000)  # more than a pipe holds: who tells never waits
        assert process.answer() == "x" * 1_000_000


def test_a_process_that_gives_no_answer() -> None:
    for work, error in ((failing, Failed), (aborting, Killed), (endless, TimeoutError)):
        process = Worker.start(work)
        assert process is not None
        with process:
            process.tell("a")
            with pytest.raises(error):
                process.answer(0.5 if work is endless else None)
    process = Worker.start(joined)
    assert process is not None
    with process, pytest.raises(Failed):
        process.tell(lambda: None)  # cannot be sent
