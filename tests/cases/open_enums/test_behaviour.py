"""A plain string beside an enum means every string; an enum alone means the values that it lists."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("answer", "drift"),
    [
        ({"model": "huge"}, []),
        ({"model": "large"}, []),
        ({"model": "some other"}, []),
        ({"currency": "EUR"}, []),
        ({"choice": "auto"}, []),
        ({"choice": "another"}, ["/choice"]),
        ({"choice": {"name": "f"}}, []),
        ({"either": "c"}, []),
        ({"either": "a"}, ["/either"]),  # both variants fit, and exactly one must
    ],
)
def test_strings_and_enums(package: ModuleType, answer: dict[str, Any], drift: list[str]) -> None:
    codec = package._runtime.codec_for(package.models.Answer)
    value, found = codec.decode(json.dumps(answer).encode())
    assert [each.pointer for each in found] == drift
    assert json.loads(codec.encode(value)) == answer


def test_a_response_without_a_name_of_its_own(package: ModuleType) -> None:
    (content,) = package.operations.answers._LIST_WORDS.responses[200]
    assert content.codec.decode(b'["yes", "perhaps"]') == (["yes", "perhaps"], ())
