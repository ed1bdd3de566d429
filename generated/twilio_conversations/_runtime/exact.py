"""Has msgspec analyse models with exactly the types that the API's document gives their fields.

msgspec reads a class's annotations once, when it is first asked for the class, by us or by anyone else
(`model.Annotations`). It is then shown others than those written: `str | None` of an optional field becomes `str` or
nothing, an open enum its listed values, and a type that msgspec does not know one that leads back to its shape.
"""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Union

import msgspec
from msgspec import UnsetType

from .containers import Field, NotNull, Object
from .model import Annotations, Model
from .shapes import Anything, Shape

_union: Any = Union


class LinkError(TypeError):
    """An annotation that the runtime does not understand, or a name in one that leads nowhere."""


def analyse(objects: Collection[Object]) -> None:
    """Has msgspec analyse the models of these shapes, whose parts are complete. Raises `LinkError`."""
    written = {shape.model: inspect.get_annotations(shape.model) for shape in objects}
    exact: dict[type[Model], dict[str, Any]] = {}
    try:
        try:
            exact = _show(objects)
        except RecursionError:
            # msgspec follows references however far they lead. So it is shown no circles, and parts first.
            exact = _show(_without_circles(objects))
    except (TypeError, ValueError, NotImplementedError) as error:
        raise LinkError(f"msgspec cannot hold a type: {error}") from error
    finally:
        # Others may want to read them as they are written.
        for model, annotations in written.items():
            model.__annotations__ = Annotations(model, annotations, exact.get(model))


def _show(objects: Iterable[Object]) -> dict[type[Model], dict[str, Any]]:
    """The annotations that msgspec has read for each model."""
    exact: dict[type[Model], dict[str, Any]] = {}
    for shape in objects:
        fields = {field.attribute: _exact_type(field) for field in shape.fields.values()}
        shape.model.__annotations__ = exact[shape.model] = fields | {"extra_fields": UnsetType}
    for model in exact:
        msgspec.json.Decoder(model)
    return exact


def _exact_type(field: Field) -> Any:
    shape = field.shape
    if field.absent is None and "null" in shape.kinds:
        field.keeps_null = True
        not_null = bool | int | float | str | list[Any] | dict[str, Any]
        exact = not_null if isinstance(shape, Anything) else NotNull(shape).exact
    else:
        exact = shape.exact
    return exact if field.is_required else _union[exact, UnsetType]


def _without_circles(objects: Collection[Object]) -> list[Object]:
    """Sets apart the models at which a circle closes, and gives all of them, parts first."""
    new = {id(shape) for shape in objects}
    open_shapes: dict[int, tuple[Shape, Iterator[Shape]]] = {}
    seen: set[int] = set()
    done: list[Shape] = []
    for root in objects:
        waiting: list[Shape] = [] if id(root) in seen else [root]
        while waiting or open_shapes:
            if waiting:
                shape = waiting.pop()
                seen.add(id(shape))
                open_shapes[id(shape)] = (shape, iter(shape.parts))
            key, (shape, parts) = next(reversed(open_shapes.items()))
            for part in parts:
                if isinstance(part, Object) and id(part) in open_shapes:
                    part.is_apart = True
                elif id(part) not in seen and (not isinstance(part, Object) or id(part) in new):
                    waiting.append(part)
                    break
            else:
                del open_shapes[key]
                done.append(shape)
                shape.forget_exact()
    found = [shape for shape in done if isinstance(shape, Object)]
    for shape in done:
        if not isinstance(shape, Object):
            _ = shape.exact
    return found
