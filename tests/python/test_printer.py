"""The printer lays nodes out as black lays out the same code, written on one line."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from openapi_vendor.formatting import format_source
from openapi_vendor.python import code
from openapi_vendor.python.printer import show

Random = random.Random
TREES = 1500


def one_line(statement: code.Node) -> str:
    """The statement as black is given it: what is to be exploded has a comma behind its last argument."""
    if isinstance(statement, code.Assignment) and isinstance(statement.value, code.Call) and statement.value.exploded:
        return f"{statement.text[:-1]},)"
    return statement.text


def in_blocks(statement: str, indent: int, after: str) -> str:
    opened = "".join(f"{'    ' * level}if True:\n" for level in range(indent))
    return f"{opened}{'    ' * indent}{statement}\n{after}"


def check(statement: code.Node, indent: int) -> None:
    after = ""
    if isinstance(statement, code.Function | code.Class):
        after = f"{'    ' * (indent + 1)}pass\n"
    elif isinstance(statement, code.Decorator):
        after = f"{'    ' * indent}class A:\n{'    ' * (indent + 1)}pass\n"
    expected = format_source(in_blocks(one_line(statement), indent, after))
    actual = in_blocks(show(statement, indent), indent, after)
    assert actual.split("\n") == [line for line in expected.split("\n") if line] + [""]


# --- trees at random -----------------------------------------------------------------------------


def name(rng: Random) -> str:
    return "N" * int(rng.choice([3, 8, 15, 25, 40, 60]) * rng.uniform(0.5, 1.3))


def atom(rng: Random) -> code.Node:
    made = (
        lambda: code.Attribute(code.Name("models"), name(rng)),
        lambda: code.string(name(rng)),
        lambda: code.Constant("5"),
        lambda: code.Name(name(rng)),
    )
    return rng.choice(made)()


def several(rng: Random, make: Callable[[], code.Node], least: int, most: int) -> tuple[code.Node, ...]:
    return tuple(make() for _ in range(rng.randint(least, most)))


def type_(rng: Random, depth: int) -> code.Node:
    if depth and rng.random() < 0.2:
        return code.alternatives(several(rng, lambda: member(rng, depth - 1), 2, 4))
    return member(rng, depth)


def member(rng: Random, depth: int) -> code.Node:
    kind = rng.randrange(6) if depth else 5
    if kind == 0:
        return code.Subscript(code.Name("list"), (type_(rng, depth - 1),))
    if kind == 1:
        return code.Subscript(code.Name("dict"), (code.Name("str"), type_(rng, depth - 1)))
    if kind == 2:
        markers = several(rng, lambda: code.Call(code.Name("Meta"), several(rng, lambda: atom(rng), 0, 2)), 1, 2)
        return code.annotated(type_(rng, depth - 1), markers)
    if kind == 3:
        return code.Subscript(code.LITERAL, several(rng, lambda: code.string(name(rng)), 1, 5))
    return code.Attribute(code.Name("models"), name(rng)) if rng.random() < 0.5 else code.Name(name(rng))


def call(rng: Random, depth: int) -> code.Call:
    return code.Call(code.Name(rng.choice(["Json", name(rng)])), several(rng, lambda: argument(rng, depth), 0, 3))


def argument(rng: Random, depth: int) -> code.Node:
    chance = rng.random()
    if chance < 0.4:
        return code.Keyword(rng.choice(["a", "media_type"]), expression(rng, depth))
    return code.Lambda(type_(rng, max(depth - 1, 0))) if chance < 0.5 else expression(rng, depth)


def expression(rng: Random, depth: int) -> code.Node:
    def inner() -> code.Node:
        return expression(rng, depth - 1)

    made: tuple[Callable[[], code.Node], ...] = (
        lambda: code.Tuple(several(rng, inner, 0, 4)),
        # One entry alone is written with a comma behind it, where black leaves it to whoever wrote it.
        lambda: code.Dict(tuple(code.Entry(atom(rng), inner()) for _ in range(rng.choice([0, 2, 3])))),
        lambda: code.List(several(rng, lambda: atom(rng), 0, 3)),
        lambda: call(rng, depth - 1),
        lambda: code.Concatenation(tuple(f'"{name(rng)}"' for _ in range(rng.randint(2, 3)))),
        lambda: type_(rng, depth - 1),
    )
    return rng.choice(made)() if depth and rng.random() < 0.8 else atom(rng)


def field(rng: Random, depth: int) -> code.Node:
    annotation = type_(rng, depth)
    if rng.random() < 0.3:
        annotation = code.Subscript(code.Name("Deprecated"), (annotation,))
    named = code.Keyword("name", code.string(name(rng)))
    function = code.Name("field")
    defaults = (None, code.NONE, code.Name("UNSET"), code.Call(function, (named,)))
    both = code.Call(function, (code.Keyword("default", code.NONE), named))
    return code.Assignment(name(rng), rng.choice([*defaults, both]), annotation)


def function(rng: Random, depth: int) -> code.Node:
    parameters = tuple(
        code.Parameter(f"{name(rng)}{number}", type_(rng, depth), rng.choice([None, code.NONE]))
        for number in range(rng.randint(0, 3))
    )
    star = (code.Parameter("*"),) if parameters else ()
    return code.Function(name(rng), (*star, *parameters), type_(rng, rng.randint(0, 2)))


def statement(rng: Random) -> code.Node:
    depth = rng.randint(1, 3)
    api = code.Attribute(code.Name("API"), "get")
    link = code.Call(code.Name("Link"), (code.string(name(rng)), code.Name("answer")))
    made: tuple[Callable[[], code.Node], ...] = (
        lambda: code.alias(name(rng), type_(rng, depth)),
        lambda: code.Assignment(name(rng), call(rng, depth)),
        lambda: code.Assignment(name(rng), code.Tuple(several(rng, lambda: expression(rng, depth), 0, 3))),
        lambda: field(rng, depth),
        lambda: code.Return(
            code.Call(code.Attribute(code.Name(name(rng)), "request"), several(rng, lambda: argument(rng, 1), 0, 4))
        ),
        lambda: code.Return(
            code.Call(code.Attribute(link, "request"), several(rng, lambda: argument(rng, 1), 0, 3)),
        ),
        lambda: function(rng, depth),
        lambda: code.Class(name(rng), (code.Name("Model"), code.Keyword("xml", expression(rng, depth)))),
        lambda: code.ImportFrom(f".{name(rng)}", tuple(f"{name(rng)}{number}" for number in range(rng.randint(1, 4)))),
        lambda: code.Assignment(
            name(rng), code.Call(api, several(rng, lambda: argument(rng, depth), 1, 4), exploded=True)
        ),
    )
    return rng.choice(made)()


def test_trees_at_random() -> None:
    rng = random.Random("printer")
    for _ in range(TREES):
        check(statement(rng), rng.randrange(3))


# --- what documents have taught --------------------------------------------------------------------

NAME = code.Name
LIST = code.Subscript(NAME("list"), (code.Name("A" * 100),))


@pytest.mark.parametrize(
    "node",
    [
        code.alias("Name", code.union([code.string("N" * 60), code.string("M" * 60)])),
        code.alias("N" * 100, code.alternatives([NAME("A" * 30), code.NONE])),
        code.Assignment("N" * 100, NAME("UNSET"), code.alternatives([NAME("A" * 10), NAME("Unset")])),
        code.Assignment("name", NAME("UNSET"), code.Subscript(NAME("Deprecated"), (NAME("A" * 110),))),
        code.Assignment("name", code.NONE, code.alternatives([LIST, NAME("B" * 10), code.NONE])),
        code.Function("f", (), LIST),
        code.Function("f", (code.Parameter("a" * 60, NAME("A" * 70)),), code.Subscript(NAME("B"), (LIST, LIST))),
        code.Function("f", (code.Parameter("a", code.alternatives([LIST, NAME("B" * 20)]), code.NONE),), NAME("C")),
        code.Decorator(code.Call(NAME("deprecated"), (code.string("a" * 120),))),
        code.Assignment("T", code.Call(NAME("Api"), (code.Keyword("title", code.string("a")),), exploded=True)),
        code.Assignment("T", code.Tuple((code.string("a" * 110),))),
    ],
    ids=lambda node: f"{node.text[:20]}…",
)
@pytest.mark.parametrize("indent", [0, 1])
def test_known_shapes(node: code.Node, indent: int) -> None:
    check(node, indent)


def test_a_dict_of_one_entry_keeps_its_comma() -> None:
    value = code.Call(NAME("Json"), (code.Lambda(NAME("A" * 40)), code.string("a" * 60)))
    table = code.Assignment("T", code.Call(NAME("f"), (code.Dict((code.Entry(NAME("key"), value),)),)))
    text = f"{show(table)}\n"
    assert text.endswith("        ),\n    }\n)\n")
    assert format_source(text) == text


def test_what_is_imported() -> None:
    models = code.Name("models", code.Import("..", "models"))
    type_ = code.Subscript(NAME("list"), (code.Quoted(code.Attribute(models, "Pet")),))
    assert set(code.imports([code.alias("Pets", type_)])) == {
        code.Import("typing", "TypeAlias"),
        code.Import("..", "models"),
    }
