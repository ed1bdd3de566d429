"""Each request function makes the request of its own operation."""

from __future__ import annotations

from types import ModuleType


def test_each_function_has_a_record_of_its_own(package: ModuleType) -> None:
    module = package.operations.packages
    functions = [function for name, function in vars(module).items() if name.startswith("list_")]
    assert {function().path for function in functions} == {"/organizations", "/users"}
