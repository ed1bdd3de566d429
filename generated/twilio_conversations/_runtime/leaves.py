"""What unions, names and checks are made of: however they nest and share parts, each part is looked at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from .drift import Path
from .shapes import Kind, Shape


def alternatives(*shapes: Shape, kind: Kind | None = None) -> Iterator[Shape]:
    """The shapes and all that is inside them, in order, each once; with `kind`, only what may hold such data."""
    waiting, seen = list(reversed(shapes)), set[int]()
    while waiting:
        shape = waiting.pop()
        if id(shape) not in seen:
            seen.add(id(shape))
            yield shape
            inside = list(shape.inside)
            if len(inside) > 1 and kind is not None:
                inside = [each for each in inside if kind in each.kinds]
            waiting.extend(reversed(inside))


def leaves(*shapes: Shape, kind: Kind | None = None) -> Iterator[Shape]:
    """Those of the alternatives that have none inside."""
    return (shape for shape in alternatives(*shapes, kind=kind) if not shape.inside)


def hides(shape: Shape, path: Path) -> bool:
    """Whether what stands at a path inside a value is a secret, or part of one."""
    level = [shape]
    for step in path:
        found = list(alternatives(*level))
        if any(each.secret for each in found):
            return True
        level = [part for each in found for part in each.at(step)]
    return any(each.secret for each in alternatives(*level))


def parts_first(
    shapes: Iterable[Shape], parts: Callable[[Shape], Iterable[Shape]], is_known: Callable[[Shape], bool]
) -> Iterator[Shape]:
    """The shapes and all their `parts`, each once and after its own parts, but for circles; `is_known` ones are not.

    What is worked out of parts and kept is worked out in this order, so that no nesting is too deep for it.
    """
    seen = set[int]()
    for root in shapes:
        waiting: list[tuple[Shape, Iterator[Shape]]] = []
        new: Shape | None = root
        while new is not None or waiting:
            if new is not None and id(new) not in seen and not is_known(new):
                seen.add(id(new))
                waiting.append((new, iter(parts(new))))
            if not waiting:
                break
            shape, rest = waiting[-1]
            new = next(rest, None)
            if new is None:
                waiting.pop()
                yield shape
