"""Spreading what is too much for one module over several, by what the things' names speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from openapi_vendor import ir
from openapi_vendor.python.words import snake, words
from openapi_vendor.text import Text

T = TypeVar("T")

LARGE = 50
"""More functions than this are spread over several modules."""

_SMALL = 6
"""Fewer functions than this are not worth a module of their own."""


def spread(
    things: Sequence[T], subjects: Callable[[T], Sequence[str]], subject: tuple[str, ...] = ()
) -> Iterator[tuple[str, list[T]]]:
    """Parts with their names: things with the same first of `subjects` are one part; few of a kind stay together."""
    kinds: dict[str, list[T]] = defaultdict(list)
    for thing in things:
        kinds["".join(subjects(thing)[len(subject) : len(subject) + 1])].append(thing)
    rest: list[T] = []
    for kind, members in kinds.items():
        if not kind or (len(kinds) > 1 and len(members) < _SMALL):
            rest += members
        elif len(members) > LARGE:
            yield from spread(members, subjects, (*subject, kind))
        else:
            yield "_".join((*subject, kind)), members
    if rest:
        yield "_".join(subject) or "root", rest


def operation_parts(operations: Sequence[ir.Operation]) -> Iterator[tuple[str, list[ir.Operation]]]:
    """The modules of a group with what each is about: nothing where there is one, else the paths' fixed segments."""
    if len(operations) <= LARGE:
        yield "", list(operations)
    else:
        yield from spread(operations, _fixed_segments)


def _fixed_segments(operation: ir.Operation) -> list[str]:
    literals = [part for part in operation.path if isinstance(part, Text)]
    return [snake(found) for part in literals for segment in part.split("/") if (found := words(segment))]
