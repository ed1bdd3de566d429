"""A worker process: one function, told what it needs bit by bit, that gives one answer.

The process is a plain Python, so that it works on every system, in a thread and under any caller, whose own main module
it never imports.
"""

from __future__ import annotations

import os
import pickle
import queue
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any, BinaryIO

WORTHWHILE = 256 * 1024
"""Bytes of a document from which on starting a process takes less time than it saves."""

Work = Callable[[Iterator[Any]], Any]
"""A function of a module of ours: from what it is told to the answer. Both can be pickled."""

# Isolated from the environment and the current folder, it imports from where we do.
_PROGRAM = """import pickle, sys
sys.path[:] = pickle.load(sys.stdin.buffer)
from openapi_vendor.worker import serve
serve()"""


class Failed(Exception):
    """There is no answer: the process could not do its work."""


class Killed(Failed):
    """Something, maybe the system for want of memory, has ended the process."""


class Worker:
    """A function at work in another process, which is over with the `with` block."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        stream, process.stdin = process.stdin, None
        assert stream is not None
        self._told: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        # In a thread, so that who tells never waits for the work.
        threading.Thread(target=_write, args=(self._told, stream), daemon=True).start()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._told.put(None)
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process.wait()

    @classmethod
    def start(cls, work: Work) -> Worker | None:
        """The process, with its work; None where there is no Python to start."""
        if not sys.executable or getattr(sys, "frozen", False):
            return None
        options = ["-I", "-B"] if sys.dont_write_bytecode else ["-I"]
        pipe = subprocess.PIPE
        try:
            process = subprocess.Popen(
                [sys.executable, *options, "-c", _PROGRAM], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
            )
        except OSError:
            return None
        worker = cls(process)
        worker.tell(sys.path)
        worker.tell(work)
        return worker

    def tell(self, message: object) -> None:
        """Send the work what it needs next. Raises Failed if that cannot be pickled."""
        try:
            text = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        except Exception as error:  # a mapping of a kind that cannot be sent
            raise Failed from error
        self._told.put(text)

    def answer(self, seconds: float | None = None) -> Any:
        """Say that this was all, and wait for the answer.

        Raises TimeoutError if it takes longer than `seconds`, Killed, or Failed.
        """
        self._told.put(None)
        try:
            output, _ = self._process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise TimeoutError from None
        if self._process.returncode:
            raise Killed if self._process.returncode < 0 else Failed
        try:
            return pickle.loads(output)
        except Exception:  # something else has written to its stdout
            raise Failed from None


def is_worthwhile(document: Path) -> bool:
    """Not on one core, nor as one of several workers, nor for a pipe, which can be read but once."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        status = document.stat()
    except (OSError, ValueError):
        return False
    workers = sys.modules.get("multiprocessing")  # not imported here: who is a worker has it
    alone = workers is None or workers.parent_process() is None
    return alone and cores > 1 and stat.S_ISREG(status.st_mode) and status.st_size >= WORTHWHILE


def serve() -> None:
    """The other process: the work and what it is told come on stdin, the answer goes to stdout."""
    work: Work = pickle.load(sys.stdin.buffer)
    answer = pickle.dumps(work(_told(sys.stdin.buffer)), pickle.HIGHEST_PROTOCOL)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    os._exit(0)  # taking millions of objects apart would take longer than all the rest


def _told(stream: BinaryIO) -> Iterator[Any]:
    while True:
        try:
            yield pickle.load(stream)
        except EOFError:
            return


def _write(told: queue.SimpleQueue[bytes | None], stream: IO[bytes]) -> None:
    """What comes, to the process, until None comes."""
    try:
        with stream:
            while (text := told.get()) is not None:
                stream.write(text)
                stream.flush()
    except OSError:  # the process has ended already: `answer` finds that out
        pass
