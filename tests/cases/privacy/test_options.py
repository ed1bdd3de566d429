"""Options that say no: names that do not exist, values of another type, credentials that are copied."""

from __future__ import annotations

import copy
import pickle
from types import ModuleType
from typing import Any

import pytest

WRONG: list[tuple[str, Any]] = [
    ("base_url", 5),
    ("base_url", b"https://a.example"),
    ("server_variables", "a"),
    ("server_variables", {"a": 5}),
    ("allow_http", "yes"),
    ("allow_origins", "https://a.example"),
    ("allow_origins", 5),
    ("allow_origins", [5]),
    ("trust_env", None),
    ("proxy", 5),
    ("limits", 5),
    ("limits", 0),
    ("http2", "yes"),
    ("ssl_context", True),
    ("transport", object()),
    ("http_client", object()),
]
WRONG_OF_A_CALL: list[tuple[str, Any]] = [
    ("timeout", "5"),
    ("timeout", True),
    ("timeout", float("nan")),
    ("headers", None),
    ("headers", [("a", "b")]),
    ("headers", {"a": 5}),
    ("headers", {5: "a"}),
    ("validate_requests", True),
    ("validate_requests", []),
    ("validate_responses", None),
    ("validate_responses", "strict"),
    ("max_response_bytes", "1"),
    ("max_response_bytes", True),
    ("retry", True),
    ("retry", "3"),
    ("retry", 0),
    ("max_redirects", True),
    ("max_redirects", "3"),
    ("on_drift", 5),
    ("on_request", "log"),
    ("on_response", []),
    ("on_retry", False),
]


@pytest.mark.parametrize("kind", ["Client", "AsyncClient"])
@pytest.mark.parametrize(("name", "value"), [*WRONG, *WRONG_OF_A_CALL])
def test_a_value_of_another_type(package: ModuleType, kind: str, name: str, value: Any) -> None:
    with pytest.raises(package.errors.ConfigurationError, match=name.removesuffix("s")):
        getattr(package, kind)(**{name: value})


@pytest.mark.parametrize("kind", ["Client", "AsyncClient"])
@pytest.mark.parametrize(("name", "value"), WRONG_OF_A_CALL)
def test_a_value_of_another_type_of_a_call(package: ModuleType, kind: str, name: str, value: Any) -> None:
    client = getattr(package, kind)()
    with pytest.raises(package.errors.ConfigurationError, match=name.removesuffix("s")):
        client.with_options(**{name: value})


@pytest.mark.parametrize("kind", ["Client", "AsyncClient"])
@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("base_urls", "base_url"),
        ("tokn", "token"),
        ("logn", "login"),
        ("time_out", "timeout"),
        ("retries", "retry"),
        ("TIMEOUT", "timeout"),
    ],
)
def test_an_option_that_does_not_exist(package: ModuleType, kind: str, name: str, near: str) -> None:
    with pytest.raises(TypeError, match=f"{kind}.*{name!r}: did you mean {near!r}"):
        getattr(package, kind)(**{name: None})


@pytest.mark.parametrize("kind", ["Client", "AsyncClient"])
def test_an_option_that_no_call_has(package: ModuleType, kind: str) -> None:
    client = getattr(package, kind)()
    with pytest.raises(TypeError, match=r"with_options\(\).*'timeouts': did you mean 'timeout'"):
        client.with_options(timeouts=3)
    with pytest.raises(TypeError, match=r"with_options\(\).*'base_url'"):
        client.with_options(base_url="https://a.example")
    with pytest.raises(TypeError, match=r"'zzzzzz'$"):
        getattr(package, kind)(zzzzzz=1)


def test_a_number_of_attempts(package: ModuleType) -> None:
    assert package.Client(retry=3)._settings.retry == package._runtime.Retry(attempts=3)
    assert package.Client().with_options(retry=None)._settings.retry.attempts == 1


def test_credentials_can_be_copied(package: ModuleType) -> None:
    runtime = package._runtime
    for credential in (
        runtime.BasicAuth("a", "b"),
        runtime.BasicAuth("a", runtime.Secret("b")),
        runtime.Secret("b"),
        runtime.ClientCredentials(client_id="a", client_secret="b"),
    ):
        assert copy.copy(credential) is credential
        assert copy.deepcopy({"a": [credential]})["a"][0] is credential
        with pytest.raises(TypeError, match="cannot be pickled"):
            pickle.dumps(credential)
