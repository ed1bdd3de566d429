"""Validation beside the other stages: of a large document in a process of its own, of any other at its place.

The other process is a plain Python that reads the document again, so that it works on every system, in a thread and
under any caller. Where it cannot be had, validation happens here, with the same findings.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import stat
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from generator.config import Config
from generator.diagnostics import Diagnostics
from generator.source import Node, Sources
from generator.source.inputs import Inputs
from generator.validation import check, validate

WORTHWHILE = 256 * 1024
"""Bytes of a document whose validation takes longer than starting a process does."""

TIME_LIMIT = 300.0
"""Seconds after the other stages until validation is given up."""

# Isolated from the environment and the current folder, it imports from where we do.
_PROGRAM = """import pickle, sys
sys.path[:] = pickle.load(sys.stdin.buffer)
from generator.validation.beside import serve
serve()"""


class Validation:
    """The validation of one document, begun at once if it can be, and over with the `with` block."""

    def __init__(self, document: Path, config: Config) -> None:
        self._config = config
        self._process = _start(document, config) if config.validate and _is_worthwhile(document) else None

    def __enter__(self) -> Validation:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process is not None:
            self._process.kill()
            if self._process.stdout is not None:
                self._process.stdout.close()
            self._process.wait()

    def here(self, root: Node, sources: Sources, diagnostics: Diagnostics) -> None:
        """Validate now, unless the other process does, or nobody wants it. The place of the findings is here."""
        if self._config.validate and self._process is None:
            validate(root, sources, self._config, diagnostics)

    def join(self, root: Node, sources: Sources, diagnostics: Diagnostics) -> Diagnostics:
        """Wait for the other process, and give all diagnostics in the order that `here` would have given."""
        if self._process is None:
            return diagnostics
        try:
            output, _ = self._process.communicate(timeout=TIME_LIMIT)
        except subprocess.TimeoutExpired:
            message = f"not checked against the specification: it took more than {TIME_LIMIT:.0f} seconds"
            diagnostics.note("spec-unchecked", message, root.location)
            return diagnostics
        answer = _answer(output) if self._process.returncode == 0 else None
        if self._process.returncode < 0:  # what killed it would kill us
            message = "not checked against the specification: the validating process was killed"
            diagnostics.note("spec-unchecked", message, root.location)
        elif answer is None or answer[1].document != sources.inputs.document:  # the file changed meanwhile
            validate(root, sources, self._config, diagnostics)
        else:
            ordered, inputs = answer
            sources.inputs.add(inputs)
            for diagnostic in diagnostics:
                ordered.add(diagnostic)
            return ordered
        return diagnostics


def serve() -> None:
    """The other process: the question comes on stdin, the answer goes to stdout."""
    document, config = pickle.load(sys.stdin.buffer)
    answer = pickle.dumps(check(document, config))
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    os._exit(0)  # taking millions of objects apart would take longer than all the rest


def _is_worthwhile(document: Path) -> bool:
    """Not on one core, nor as one of several workers, and not for a pipe, which can be read but once."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        status = document.stat()
    except (OSError, ValueError):
        return False
    alone = multiprocessing.parent_process() is None
    return alone and cores > 1 and stat.S_ISREG(status.st_mode) and status.st_size >= WORTHWHILE


def _start(document: Path, config: Config) -> subprocess.Popen[bytes] | None:
    """The process with its question; None where there is no Python to start."""
    if not sys.executable or getattr(sys, "frozen", False):
        return None
    try:
        question = pickle.dumps(sys.path) + pickle.dumps((document, config))
    except Exception:  # a mapping of a kind that cannot be sent
        return None
    options = ["-I", "-B"] if sys.dont_write_bytecode else ["-I"]
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(
            [sys.executable, *options, "-c", _PROGRAM], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
        )
    except OSError:
        return None
    assert process.stdin is not None
    try:
        process.stdin.write(question)
        process.stdin.close()
    except OSError:  # it has ended at once: `join` finds that out
        pass
    process.stdin = None
    return process


def _answer(output: bytes) -> tuple[Diagnostics, Inputs] | None:
    try:
        diagnostics, inputs = pickle.loads(output)
    except Exception:  # something else has written to its stdout
        return None
    return diagnostics, inputs
