"""Python text: made beautiful where we cannot know that it is, and proven to compile.

Our own templates write what black would write, which tests hold them to; black runs only on what comes from a
user's templates, because it takes a second for two thousand lines.
"""

from __future__ import annotations

from openapi_vendor.diagnostics import Diagnostic, Location, Refused, Severity, quote

LINE_LENGTH = 120
"""Line length of generated code."""


def format_source(text: str, name: str = "<generated>") -> str:
    """`text` as black leaves it, for Python 3.11 and lines of 120 characters.

    `name` is the file that it is for. Raises `Refused` if the text is not Python.
    """
    import black  # costs more than generating a small package does, and is seldom needed
    from black.mode import TargetVersion
    from black.parsing import InvalidInput

    mode = black.Mode(target_versions={TargetVersion.PY311}, line_length=LINE_LENGTH)
    try:
        return black.format_str(text, mode=mode)
    except (InvalidInput, RecursionError) as error:
        problem = compile_problem(text, name)
        if problem is not None:
            raise Refused(problem) from None
        raise Refused(_problem(name, None, str(error))) from None


def compile_problem(text: str | bytes, name: str) -> Diagnostic | None:
    """Why the source `text` of the file `name` does not compile; None if it does."""
    try:
        compile(text, name, "exec", dont_inherit=True)
    except SyntaxError as error:
        return _problem(name, error.lineno, error.msg)
    except (ValueError, RecursionError, MemoryError) as error:
        return _problem(name, None, str(error))
    return None


def _problem(name: str, line: int | None, reason: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "output-python",
        f"the generated file is not valid Python: {quote(reason, 200)}",
        Location(name),
        hint="Mend the template of --templates that wrote it; without one this is a bug: please report it.",
        line=line,
    )
