"""What the `repr` of a model hides: what is only sent, passwords, and what is named like a credential; nothing else."""

from __future__ import annotations

from types import ModuleType

import pytest

CREDENTIALS = [
    *("password", "Password", "user_password", "newPassword", "password2", "passwd", "passphrase", "secret"),
    *("client_secret", "clientSecret", "client-secret", "CLIENT_SECRET", "token", "access_token", "accessToken"),
    *("refresh-token", "api_key", "apiKey", "APIKey", "x-api-key", "apikey", "private_key", "privateKeyPem"),
    *("secret_access_key", "authorization", "Authorization", "password_hash", "csrfToken", "idToken"),
    *("passwords", "clientSecrets", "api-keys", "refresh_tokens", "credentials", "cookies", "jwt", "otp"),
]
OTHERS = [
    *("token_count", "max_tokens", "tokens_used", "maxTokens", "token_type", "next_page_token", "nextPageToken"),
    *("pageToken", "continuation_token", "key", "public_key", "primary_key", "api_key_id", "secret_name", "keyword"),
    *("tokens", "total_tokens", "keys", "public_keys", "eos_token", "start_token", "status", "class"),
    *("password_updated_at", "authorization_url", "tokenize", "author", "secretary", "passwordless", "monkey", "id"),
]


@pytest.mark.parametrize("name", CREDENTIALS)
def test_hidden_by_name(package: ModuleType, name: str) -> None:
    assert package._runtime.secrets.names_a_credential(name)
    extra = {name: "s3cr3t", "deep": [{name: "s3cr3t"}], "map": {name: ["s3cr3t"]}}
    shown = repr(package.models.Wallet(extra_fields=extra))
    assert "s3cr3t" not in shown
    assert shown.count("'***'") == 3


@pytest.mark.parametrize("name", OTHERS)
def test_shown_by_name(package: ModuleType, name: str) -> None:
    assert not package._runtime.secrets.names_a_credential(name)
    assert repr({name: "shown"}) in repr(package.models.Wallet(extra_fields={name: "shown"}))


def test_fields(package: ModuleType) -> None:
    account = package.models.Account(
        id="a",
        password="s3cr3t",
        api_key="s3cr3t",
        note="s3cr3t",
        pin="s3cr3t",
        token_count=5,
        has_password=True,
        settings={"token": "s3cr3t", "max_tokens": 7},
        inner=package.models.Account(password="s3cr3t"),
    )
    assert repr(account) == (
        "Account(id='a', password='***', api_key='***', note='***', pin='***', token_count=5, has_password=True, "
        "settings={'token': '***', 'max_tokens': 7}, inner=Account(password='***'))"
    )
    assert account.password == "s3cr3t"


def test_inside_of_lists_maps_and_unions(package: ModuleType) -> None:
    account = package.models.Account(
        pins=["s3cr3t"],
        pin_of={"a": ["s3cr3t"]},
        either_pin=["s3cr3t"],
        pair=({"token": "s3cr3t"},),
        secrets=[package.models.Account(id="a", password="s3cr3t")],
    )
    assert repr(account) == (
        "Account(pins='***', pin_of='***', either_pin='***', pair=({'token': '***'},), "
        "secrets=[Account(id='a', password='***')])"
    )
    assert repr(package.models.Safe(id="a", extra_fields={"b": "s3cr3t"})) == "Safe(id='a', extra_fields='***')"


def test_below_all_that_is_shown(package: ModuleType) -> None:
    deep: dict[str, object] = {"token": "s3cr3t"}
    for _ in range(40):
        deep = {"deep": [deep]}
    shown = repr(package.models.Wallet(extra_fields=deep))
    assert "s3cr3t" not in shown
    assert "..." in shown
