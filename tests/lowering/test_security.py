"""A requirement that cannot be understood never means that a request goes without credentials."""

from __future__ import annotations

import pytest

from openapi_vendor import ir
from openapi_vendor.text import Text
from tests.lowering.support import paths

OK = "{'204': {description: Done.}}"
KEY = "components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}, odd: {type: magic}}}"
ASKS = ((ir.SecurityUse(Text("key")),),)

UNKNOWN = ["[{nope: []}]", "[{odd: []}]", "[{key: [], nope: []}]", "foo", "{key: []}", "5", "[null]", "[key]", "[[]]"]


@pytest.mark.parametrize("stated", UNKNOWN)
def test_of_an_operation_beside_a_default(stated: str) -> None:
    operation = f"/a: {{get: {{operationId: a, security: {stated}, responses: {OK}}}}}"
    lowered = paths(operation, rest=f"security: [{{key: []}}]\n{KEY}")
    assert lowered.api.operations[0].security == ASKS
    assert [each for each in lowered.errors if each != "invalid-security-scheme"] == []
    assert {"unknown-security-scheme", "wrong-type"} & set(lowered.codes)


@pytest.mark.parametrize("default", ["", "security: []", "security: [{}]"])
@pytest.mark.parametrize("stated", UNKNOWN)
def test_of_an_operation_without_a_default(stated: str, default: str) -> None:
    operation = f"/a: {{get: {{operationId: a, security: {stated}, responses: {OK}}}}}"
    lowered = paths(operation, rest=f"{default}\n{KEY}")
    assert lowered.api.operations == ()
    assert "security-not-understood" in lowered.errors


@pytest.mark.parametrize("stated", UNKNOWN)
def test_of_the_document(stated: str) -> None:
    operations = f"""
        /a: {{get: {{operationId: a, responses: {OK}}}}}
        /b: {{get: {{operationId: b, security: [], responses: {OK}}}}}
        /c: {{get: {{operationId: c, security: [{{key: []}}], responses: {OK}}}}}
        /d: {{get: {{operationId: d, security: [{{nope: []}}], responses: {OK}}}}}
    """
    lowered = paths(operations, rest=f"security: {stated}\n{KEY}")
    assert [(each.id and each.id.raw, each.security) for each in lowered.api.operations] == [("b", ()), ("c", ASKS)]
    assert lowered.errors.count("security-not-understood") == 2


def test_alternatives_that_are_understood_stay() -> None:
    stated = "[{nope: []}, {key: []}, {odd: []}]"
    operation = f"/a: {{get: {{operationId: a, security: {stated}, responses: {OK}}}}}"
    lowered = paths(operation, rest=KEY)
    assert lowered.api.operations[0].security == ASKS
    assert lowered.codes.count("unknown-security-scheme") == 2
