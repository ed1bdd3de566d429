"""Statements that do not fit on a line are laid out as black lays them out, or left to black."""

from __future__ import annotations

import pytest

from openapi_vendor.formatting import LINE_LENGTH, format_source
from openapi_vendor.python.layout import settle
from openapi_vendor.python.long_lines import split

ITEMS = ", ".join(f'"item {number}, | [x"' for number in range(12))
MAPPING = ", ".join(f'"{number}": "Variant{number}"' for number in range(6))

STATEMENTS = (
    "@: A = None",
    "@: A | str | None | Unset = UNSET",
    '@: Abc | None = field(default=None, name="some-name")',
    "some_name: @ | str | None = None",
    "@: Deprecated[A | None] = deprecated_field(default=None)",
    'some_name: Deprecated[@ | str] = deprecated_field(name="some-name")',
    'some_name: Deprecated[models.@ | None] = deprecated_field(default=None, name="some-name-that-is-not-short")',
    "some_name: Deprecated[@ | None] = None",
    'some_name: @ | None | Unset = field(default=UNSET, name="someName")',
    'Name: TypeAlias = list["@"]',
    'Name: TypeAlias = dict[str, list["@"] | None]',
    'Name: TypeAlias = Union["A", "@"]',
    'Name: TypeAlias = Literal["@", "a", "b"] | str | None',
    'Name: TypeAlias = list[Literal["@", "a", "b"] | str] | Literal[""]',
    'Name: TypeAlias = dict[str, Annotated[Union[str, "models.@", "models.B@"], OneOf()]] | None',
    "@: TypeAlias = " + f"list[Literal[{ITEMS}]] | str | None",
    "Name: TypeAlias = models.@ | models.B@ | list[models.C@]",
    "@: TypeAlias = " + f"Literal[{ITEMS}]",
    "@: TypeAlias = " + f"list[Literal[{ITEMS}] | str]",
    "@: TypeAlias = " + f"Annotated[str | Literal[{ITEMS}] | None, AnyOf()]",
    'Name: TypeAlias = Annotated[Union["@", "A"], ' + f'Discriminator("kind", {{{MAPPING}}}), OneOf()]',
    """Name: TypeAlias = Annotated[dict[str, Any], PatternProperties((("^x", Literal['a")]']),)), """
    """Not(Literal['@"', "'"])]""",
    'Name: TypeAlias = list[Annotated[Union["A", Literal[""]], ' + 'Discriminator("kind", {"a": "@"})]]',
)


LAID_OUT = (
    "def function(\n    user: str,\n) -> PagedRequest[models.@, models.Item]:",
    "def function(\n    user: str,\n) -> Request[models.@@]:",
    '_TABLE = API.get(\n    ("/a",),\n    Query(\n        "$select",\n'
    f'        Annotated[list[Literal["@", {ITEMS}]], Few()],\n    ),\n)',
    "_TABLE = API.put(\n    body=Json(\n        lambda: Annotated[models.@ | models.B@, OneOf()]\n    ),\n)",
    "_TABLE = API.put(\n    body=Json(\n        lambda: dict[str, list[str | models.@ | models.B@]]\n    ),\n)",
    "_TABLE = API.put(\n    Json(\n        lambda: Annotated[models.@ | models.B@, OneOf()],\n"
    "        required=False,\n    ),\n)",
    "_TABLE = API.put(\n    body=Json(\n        lambda: models.@ | models.B@ | models.C\n    ),\n)",
    "def function(\n    *,\n    body: models.@ | models.B@ | None = None,\n) -> Request[None]:",
    "def function(\n    *,\n    body: list[models.@ | models.B@ | A] | Unset = UNSET,\n) -> Request[None]:",
    "def function(\n    *,\n    body: list[models.@ | models.B@ | A] = None,\n) -> Request[None]:",
    "_TABLE = API.put(\n    responses={\n        200: Json(lambda: models.@NNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNN),\n"
    "        404: None,\n    },\n)",
    'Name: TypeAlias = Annotated[\n    str,\n    Meta(\n        pattern=r"@@@ [\\d] "\n    ),\n]',
    'Name: TypeAlias = Annotated[\n    str,\n    Meta(\n        pattern="@@@",\n        max_length=1,\n    ),\n]',
    "def function(\n    *,\n    body: dict[str, list[str | models.@ | models.B@ | None]],\n) -> Request[None]:",
    "def function(\n    *,\n    body: models.@ | models.B@@,\n) -> Request[None]:",
    "def function(\n    *,\n    body: models.@ | models.B@ | list[models.@ | models.B@ | None],\n) -> Request[None]:",
    '_TABLE = API.get(\n    (\n        "/@@/@",\n    ),\n    responses={200: None},\n)',
    'Name: TypeAlias = Annotated[Union["A", "B"], Discriminator("kind", {"a@@": "@", "b": "B"})]',
)
"""What is laid out already, but for a line."""


@pytest.mark.parametrize("statement", LAID_OUT)
def test_a_line_of_a_statement_as_black_would(statement: str) -> None:
    for length in range(30, 101, 5):
        text = statement.replace("@", "N" * length)
        if all(len(line) <= LINE_LENGTH for line in text.split("\n")):
            continue
        body = "\n    pass\n" if text.startswith("def ") else "\n"
        found = split(text, 0)
        if found is not None:  # else black lays it out
            assert found + body == format_source(text + body)
    assert split(statement.replace("@", "N" * 50), 0) is not None


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
