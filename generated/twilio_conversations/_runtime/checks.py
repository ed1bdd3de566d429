"""What becomes of the constraints that the API's document states: a choice for requests, and one for responses.

    `off`     nothing is said of a value that breaks one
    `report`  it is sent, or returned, all the same; where it breaks one is logged and recorded
    `raise`   it is not

A client has the choice as an option. A request function knows no client: called by itself it raises, unless
`validating_requests` says otherwise. What HTTP cannot carry, or what would lead elsewhere (a line break in a header,
a path segment of dots), is no constraint of the document and raises always.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, get_args

import msgspec

from .drift import HIDDEN, Problem
from .errors import InvalidRequest
from .options import VALIDATIONS
from .options import Validation as Validation

_requests: Final[ContextVar[Validation]] = ContextVar("validate_requests", default="raise")


@contextmanager
def validating_requests(validation: Validation) -> Iterator[None]:
    """What request functions do inside the `with` block, in this thread or task, about constraints.

    With `"report"` the requests that they return list in `problems` what they break, with `"off"` nothing is checked.
    Raises `ValueError` for another word.
    """
    if validation not in VALIDATIONS:
        raise ValueError(f"expected one of {', '.join(get_args(Validation))}")
    token = _requests.set(validation)
    try:
        yield
    finally:
        _requests.reset(token)


def validation_of_requests() -> Validation:
    """What request functions do now, here."""
    return _requests.get()


class Checks:
    """What is found while one request is made: problems that are only reported, and reasons not to make it."""

    __slots__ = ("problems", "refusals", "validation")

    def __init__(self) -> None:
        self.validation: Validation = _requests.get()
        self.problems: tuple[Problem, ...] = ()
        self.refusals: list[InvalidRequest] = []

    def broken(self, error: InvalidRequest) -> None:
        """Takes note of constraints that are broken. Raises the error where that is what is wanted."""
        if self.validation == "raise":
            raise error
        if self.validation == "report":
            self.problems += error.problems

    def settle(self) -> None:
        """Raises what speaks against the request, if anything does: as one error with all problems."""
        if not self.refusals:
            return
        first, *others = self.refusals
        if others:
            beginning = f"{first.operation}: "
            said = [str(error).removeprefix(beginning) for error in self.refusals]
            first.args = (beginning + "; ".join(said),)
            first.problems = tuple(each for error in self.refusals for each in error.problems)
        raise first.with_traceback(None)


def at(place: str, problems: tuple[Problem, ...], *, hidden: bool = False) -> tuple[Problem, ...]:
    """The problems as those of a part of the request; `hidden`: without the values, which may be secret."""
    return tuple(
        msgspec.structs.replace(each, place=place, found=HIDDEN if hidden else each.found) for each in problems
    )
