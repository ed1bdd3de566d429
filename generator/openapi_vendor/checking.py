"""Generated files, proven as they come: they hold nothing but what the verifier knows, and they compile.

For a large package that happens in a process beside the one that plans and renders the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from types import TracebackType

from openapi_vendor.beside import Beside, Failed
from openapi_vendor.diagnostics import Diagnostic, Refused
from openapi_vendor.formatting import compile_problem
from openapi_vendor.verify import verify

_CHUNK = 512 * 1024
"""Characters that are sent together at least, because each time the new names have to be found out."""

_File = tuple[str, str, bool]
"""Path, text, and whether it is from our own templates."""

_Message = tuple[Set[str], list[_File]]
"""Names allocated since the last message; files."""


class Checking:
    """Takes files one by one and says at the end whether all are good."""

    def __init__(self, allocated: Set[str], *, beside: bool) -> None:
        """`allocated` may grow, but holds what a file uses before the file is given.

        With `beside`, another process does the work, if there can be one.
        """
        self._allocated = allocated
        self._beside = Beside.start(_first_problem) if beside else None
        self._known: set[str] = set()
        self._files: list[_File] = []
        self._size = self._sent = 0
        self._messages: list[_Message] = []

    def __enter__(self) -> Checking:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._beside is not None:
            self._beside.__exit__(kind, error, at)

    def add(self, path: str, text: str, *, ours: bool) -> None:
        """Check a file. What a template of the user's wrote may be anything that compiles; `ours` is verified."""
        self._files.append((path, text, ours))
        self._size += len(text)
        # More and more at a time, so that all the names are not compared once for every so many files.
        if self._beside is not None and self._size >= max(_CHUNK, self._sent // 8):
            self._tell()

    def finish(self) -> None:
        """Wait for what is still being checked. Raises Refused for a file that is not good."""
        self._tell()
        try:
            problem = self._beside.answer() if self._beside is not None else _first_problem(iter(self._messages))
        except Failed:
            problem = _first_problem(iter(self._messages))
        if problem is not None:
            raise Refused(problem)

    def _tell(self) -> None:
        new = self._allocated - self._known
        self._known |= new
        message = (new, self._files)
        self._messages.append(message)
        if self._beside is not None:
            self._beside.tell(message)
        self._sent += self._size
        self._files, self._size = [], 0


def _first_problem(messages: Iterator[_Message]) -> Diagnostic | None:
    """What is wrong with the first file that is not good; None if all are."""
    allocated: set[str] = set()
    suspected: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for new, files in messages:
        allocated |= new
        ours = {path: text for path, text, ours in files if ours}
        try:
            verify(ours, allocated)
        except Refused:
            # Only a name that is allocated by a later file can excuse it.
            suspected |= ours
        problems += [
            problem for path, text, _ in files if path.endswith(".py") and (problem := compile_problem(text, path))
        ]
    try:
        verify(suspected, allocated)
    except Refused as refused:
        return refused.diagnostic
    return problems[0] if problems else None
