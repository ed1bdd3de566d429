"""A message stays readable whatever the credential is, and never shows it where it stands as a value."""

from __future__ import annotations

import base64
from types import ModuleType
from typing import Any

import httpx2
import pytest


def said_by(package: ModuleType, said: str, **credentials: Any) -> str:
    transport = httpx2.MockTransport(lambda request: httpx2.Response(404, json={"message": said}))
    with pytest.raises(package.errors.NotFound) as caught:
        package.Client(transport=transport, **credentials).wallet.find_wallet("x" * 40)
    return str(caught.value)


@pytest.mark.parametrize("token", ["t", "e", "wallet", "Not", "404", "-", ".", "GET", "a+b", "longer-than-words-are"])
@pytest.mark.parametrize("form", ["token {!r} is wrong", "no token={}", "Bearer {}: unknown", "({})", "{}"])
def test_a_credential_of_any_length(package: ModuleType, token: str, form: str) -> None:
    shown = said_by(package, "The wallet does not exist: " + form.format(token), token=token)
    before, after = form.split("{!r}" if "!r" in form else "{}")
    assert shown.startswith("404 Not Found: The ")
    assert shown.endswith(" [GET /wallet/{code}]")
    assert shown.removesuffix(" [GET /wallet/{code}]").endswith(
        before + "'***'" * ("!r" in form) + "***" * ("!r" not in form) + after
    )


def test_forms_of_basic_credentials(package: ModuleType) -> None:
    encoded = base64.b64encode(b"rex:hunter two").decode()
    shown = said_by(package, f"{encoded} rex:hunter two hunter%20two hunter+two", login=("rex", "hunter two"))
    assert "hunter" not in shown
    assert encoded not in shown


def test_what_is_cut_is_masked_first(package: ModuleType) -> None:
    token = "secret-" * 20
    shown = said_by(package, "x" * 150 + " " + token, token=token)
    assert "secret" not in shown


def test_headers_of_the_client(package: ModuleType) -> None:
    headers = {"X-Api-Key": "key-of-a-header", "Authorization": "Custom credential-123", "Cookie": "session=cookie-123"}
    shown = said_by(package, "key-of-a-header credential-123 cookie-123", headers=headers)
    assert shown == "404 Not Found: *** *** *** [GET /wallet/{code}]"
