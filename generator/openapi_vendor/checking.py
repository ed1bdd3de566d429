"""Generated files, proven as they come: they hold nothing but what the verifier knows, and they compile.

For a large package that happens in a worker process, beside the one that plans and renders the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType

from openapi_vendor.diagnostics import Diagnostic, Refused
from openapi_vendor.formatting import compile_problem
from openapi_vendor.verify import verify
from openapi_vendor.worker import Failed, Worker

_CHUNK = 512 * 1024
"""Characters that are sent together at least."""

_File = tuple[str, str, bool]
"""Path, text, and whether it is from our own templates."""

_Message = frozenset[str] | list[_File]
"""First the names that were allocated, then files."""


class Checking:
    """Takes files one by one and says at the end whether all are good."""

    def __init__(self, allocated: frozenset[str], *, in_worker: bool) -> None:
        """`allocated`: all names of the package. With `in_worker`, a process does the work, if there can be one."""
        self._worker = Worker.start(_first_problem) if in_worker else None
        self._files: list[_File] = []
        self._size = 0
        self._messages: list[_Message] = []
        self._tell(allocated)

    def __enter__(self) -> Checking:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._worker is not None:
            self._worker.__exit__(kind, error, at)

    def add(self, path: str, text: str, *, ours: bool) -> None:
        """Check a file. What a template of the user's wrote may be anything that compiles; `ours` is verified."""
        self._files.append((path, text, ours))
        self._size += len(text)
        if self._worker is not None and self._size >= _CHUNK:
            self._tell_files()

    def finish(self) -> None:
        """Wait for what is still being checked. Raises Refused for a file that is not good."""
        self._tell_files()
        try:
            problem = self._worker.answer() if self._worker is not None else _first_problem(iter(self._messages))
        except Failed:
            problem = _first_problem(iter(self._messages))
        if problem is not None:
            raise Refused(problem)

    def _tell_files(self) -> None:
        self._tell(self._files)
        self._files, self._size = [], 0

    def _tell(self, message: _Message) -> None:
        self._messages.append(message)
        if self._worker is not None:
            self._worker.tell(message)


def _first_problem(messages: Iterator[_Message]) -> Diagnostic | None:
    """What is wrong with the first file that is not good; None if all are."""
    allocated: frozenset[str] = frozenset()
    problems: list[Diagnostic] = []
    for message in messages:
        if isinstance(message, frozenset):
            allocated = message
            continue
        try:
            verify({path: text for path, text, ours in message if ours}, allocated)
        except Refused as refused:
            return refused.diagnostic
        problems += [
            problem for path, text, _ in message if path.endswith(".py") and (problem := compile_problem(text, path))
        ]
    return problems[0] if problems else None
