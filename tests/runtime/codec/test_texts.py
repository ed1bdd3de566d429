"""Text without types: headers, forms, query strings."""

# ruff: noqa: RUF036 -- models are written `T | None | Unset`

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest

from runtime.codec import codec_for
from runtime.markers import AsText
from runtime.model import UNSET, Model, Unset


class Form(Model, extra=int):
    name: str
    count: int | None = None
    flags: list[bool] | None = None
    price: Decimal | None = None
    inner: Form | None | Unset = UNSET


CASES: list[tuple[Any, Any, Any]] = [
    (str, "5", "5"),
    (str, "", ""),
    (str, "true", "true"),
    (int, "5", 5),
    (int, "-5", -5),
    (int, "12345678901234567890123", 12345678901234567890123),
    (int, "1.0", 1),
    (float, "1.5", 1.5),
    (float, "1e3", 1000.0),
    (float, "2", 2.0),
    (bool, "true", True),
    (bool, "false", False),
    (int | None, "", None),
    (int | None, "null", None),
    (int | str, "5", 5),
    (int | str, "a", "a"),
    (str | None, "null", None),
    (Any, "5", "5"),
    (Literal["1", "2"], "1", "1"),
    (Literal[1, 2], "1", 1),
    (Decimal, "1.10", Decimal("1.10")),
    (Annotated[Decimal, AsText()], "1.10", Decimal("1.10")),
    (datetime, "2020-01-01T00:00:00Z", datetime(2020, 1, 1, tzinfo=UTC)),
    (date, "2020-01-01", date(2020, 1, 1)),
    (uuid.UUID, str(uuid.UUID(int=3)), uuid.UUID(int=3)),
    (list[int], ["1", "2"], [1, 2]),
    (list[int], "[1, 2]", [1, 2]),
    (tuple[int, str], ["1", "2"], (1, "2")),
    (dict[str, bool], {"a": "true"}, {"a": True}),
    (dict[str, bool], '{"a": true}', {"a": True}),
    (int | list[int], ["1"], [1]),
    (list[str] | list[int], ["1"], ["1"]),
    (
        Form,
        {"name": "1", "count": "2", "flags": ["true"], "price": "0.10", "inner": {"name": "x"}, "more": "7"},
        Form(
            name="1",
            count=2,
            flags=[True],
            price=Decimal("0.10"),
            inner=Form(name="x"),
            extra_fields={"more": 7},
        ),
    ),
]


@pytest.mark.parametrize(("annotation", "text", "value"), CASES)
def test_text(annotation: Any, text: Any, value: Any) -> None:
    converted, drift = codec_for(annotation, __name__).convert_text(text)
    assert drift == ()
    assert converted == value
    assert type(converted) is type(value)


DRIFTING: list[tuple[Any, Any]] = [
    (int, "x"),
    (int, "1.5"),
    (int, "٣"),
    (int, ""),
    (int, "1_000"),
    (float, "nan"),
    (float, "1e999"),
    (float, "inf"),
    (bool, "True"),
    (bool, "1"),
    (Literal["a"], "b"),
    (datetime, "now"),
    (list[int], "1"),
    (list[int], "[1"),
    (list[int], "[" * 300),
    (int, "9" * 5_000),
]


@pytest.mark.parametrize(("annotation", "text"), DRIFTING)
def test_text_that_stands_for_nothing_stays_text(annotation: Any, text: str) -> None:
    converted, drift = codec_for(annotation).convert_text(text)
    assert converted == text
    assert len(drift) == 1
