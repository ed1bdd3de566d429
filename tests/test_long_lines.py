"""Statements that do not fit on a line are laid out as black lays them out, or left to black."""

from __future__ import annotations

import pytest

from generator.formatting import LINE_LENGTH, format_source
from generator.python.layout import settle
from generator.python.long_lines import split

ITEMS = ", ".join(f'"item {number}, | [x"' for number in range(12))
MAPPING = ", ".join(f'"{number}": "Variant{number}"' for number in range(6))

STATEMENTS = (
    "@: A = None",
    "@: A | str | None | Unset = UNSET",
    '@: Abc | None = field(default=None, name="some-name")',
    "some_name: @ | str | None = None",
    'some_name: @ | None | Unset = field(default=UNSET, name="someName")',
    'Name: TypeAlias = list["@"]',
    'Name: TypeAlias = dict[str, list["@"] | None]',
    'Name: TypeAlias = Union["A", "@"]',
    'Name: TypeAlias = Literal["@", "a", "b"] | str | None',
    "@: TypeAlias = " + f"Literal[{ITEMS}]",
    "@: TypeAlias = " + f"list[Literal[{ITEMS}] | str]",
    "@: TypeAlias = " + f"Annotated[str | Literal[{ITEMS}] | None, AnyOf()]",
    'Name: TypeAlias = Annotated[Union["@", "A"], ' + f'Discriminator("kind", {{{MAPPING}}}), OneOf()]',
    """Name: TypeAlias = Annotated[dict[str, Any], PatternProperties((("^x", Literal['a")]']),)), """
    """Not(Literal['@"', "'"])]""",
    'Name: TypeAlias = list[Annotated[Union["A", Literal[""]], ' + 'Discriminator("kind", {"a": "@"})]]',
)


@pytest.mark.parametrize("indent", [0, 1])
@pytest.mark.parametrize("statement", STATEMENTS)
def test_as_black_would(statement: str, indent: int) -> None:
    for length in range(20, 101, 1 if statement.startswith("@: A") else 4):
        line = statement.replace("@", "N" * length)
        if len(line) + 4 * indent <= LINE_LENGTH:
            continue
        margin = " " * 4 * indent
        expected = format_source("if True:\n" * indent + margin + line + "\n").removeprefix("if True:\n" * indent)
        assert margin + settle(line, indent=indent) == expected.rstrip("\n")


def test_the_common_ones_do_without_black() -> None:
    assert all(split(statement.replace("@", "N" * 60), 0) for statement in STATEMENTS if "field(" not in statement)
