"""A real authorization server on loopback, made of Authlib and Flask, and an API that takes its tokens."""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from unittest import mock

import flask
from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector  # type: ignore[import-untyped]
from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin, grants  # type: ignore[import-untyped]
from authlib.oauth2.rfc6750 import BearerTokenValidator  # type: ignore[import-untyped]
from authlib.oauth2.rfc7636 import CodeChallenge  # type: ignore[import-untyped]
from authlib.oauth2.rfc8628 import DeviceAuthorizationEndpoint, DeviceCodeGrant  # type: ignore[import-untyped]
from authlib.oidc.discovery import OpenIDProviderMetadata  # type: ignore[import-untyped]
from werkzeug.serving import WSGIRequestHandler, make_server

# Authlib does not undo the form encoding of RFC 6749 §2.3.1, so these need none; `test_oauth.py` has some that do.
CLIENT_ID, CLIENT_SECRET = "pets-app", "s3cret.of-the_app"
PUBLIC_ID = "public-app"
USERNAME, PASSWORD = "rex", "correct horse & battery+staple"
REDIRECT_URI = "http://127.0.0.1:8400/back"


class _Client(ClientMixin):  # type: ignore[misc]
    def __init__(self, client_id: str, secret: str | None) -> None:
        self.client_id = client_id
        self.secret = secret

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        return REDIRECT_URI

    def get_allowed_scope(self, scope: Any) -> str:
        return " ".join(each for each in (scope or "").split() if each in ("read", "write", "openid"))

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == REDIRECT_URI

    def check_client_secret(self, client_secret: str) -> bool:
        return self.secret is not None and secrets.compare_digest(client_secret.encode(), self.secret.encode())

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method in (("none",) if self.secret is None else ("client_secret_basic", "client_secret_post"))

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return True


class _Token(TokenMixin):  # type: ignore[misc]
    def __init__(self, values: dict[str, Any], client: _Client, user: Any) -> None:
        self.values, self.client, self.user = values, client, user
        self.issued = time.time()
        self.revoked = False

    def check_client(self, client: _Client) -> bool:
        return client is self.client

    def get_scope(self) -> str:
        return str(self.values.get("scope", ""))

    def get_expires_in(self) -> int:
        return int(self.values["expires_in"])

    def is_expired(self) -> bool:
        return time.time() > self.issued + self.get_expires_in()

    def is_revoked(self) -> bool:
        return self.revoked

    def get_user(self) -> Any:
        return self.user

    def get_client(self) -> _Client:
        return self.client


class Peer:
    """What the server has seen and given: `granted` lists the grant types of successful token requests."""

    def __init__(self) -> None:
        self.url = ""
        self.clients = {each.client_id: each for each in (_Client(CLIENT_ID, CLIENT_SECRET), _Client(PUBLIC_ID, None))}
        self.user = SimpleNamespace(username=USERNAME)
        self.tokens: list[_Token] = []
        self.codes: dict[str, Any] = {}
        self.devices: dict[str, Any] = {}
        self.granted: list[str] = []
        self.asked = 0
        self.lock = threading.Lock()

    def revoke_all(self) -> None:
        """From now on the API takes none of the access tokens that were given; refreshing still works."""
        for token in self.tokens:
            token.values["access_token"] = ""

    def allow(self, user_code: str) -> None:
        """What a person does on the page of the device flow."""
        for device in self.devices.values():
            if device.user_code == user_code:
                device.user = self.user

    def application(self) -> flask.Flask:
        """The application."""
        peer = self
        app = flask.Flask("peer")
        app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = True

        def save_token(values: dict[str, Any], request: Any) -> None:
            with peer.lock:
                peer.tokens.append(_Token(values, request.client, request.user))
                peer.granted.append(request.payload.grant_type)

        server = AuthorizationServer(app, query_client=peer.clients.get, save_token=save_token)

        class Credentials(grants.ClientCredentialsGrant):  # type: ignore[misc]
            TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic", "client_secret_post")

        class Password(grants.ResourceOwnerPasswordCredentialsGrant):  # type: ignore[misc]
            TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic", "client_secret_post", "none")

            def authenticate_user(self, username: str, password: str) -> Any:
                return peer.user if (username, password) == (USERNAME, PASSWORD) else None

        class Code(grants.AuthorizationCodeGrant):  # type: ignore[misc]
            TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic", "client_secret_post", "none")

            def save_authorization_code(self, code: str, request: Any) -> None:
                data, scope = request.payload.data, request.payload.scope or ""
                peer.codes[code] = SimpleNamespace(
                    code=code,
                    client_id=request.client.client_id,
                    redirect_uri=request.payload.redirect_uri,
                    code_challenge=data.get("code_challenge"),
                    code_challenge_method=data.get("code_challenge_method"),
                    get_redirect_uri=lambda: REDIRECT_URI,
                    get_scope=lambda: scope,
                )

            def query_authorization_code(self, code: str, client: Any) -> Any:
                found = peer.codes.get(code)
                return found if found and found.client_id == client.client_id else None

            def delete_authorization_code(self, authorization_code: Any) -> None:
                del peer.codes[authorization_code.code]

            def authenticate_user(self, authorization_code: Any) -> Any:
                return peer.user

        class Refresh(grants.RefreshTokenGrant):  # type: ignore[misc]
            INCLUDE_NEW_REFRESH_TOKEN = True
            TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic", "client_secret_post", "none")

            def authenticate_refresh_token(self, refresh_token: str) -> Any:
                for token in peer.tokens:
                    if token.values.get("refresh_token") == refresh_token and not token.revoked:
                        return token
                return None

            def authenticate_user(self, refresh_token: Any) -> Any:
                return refresh_token.user

            def revoke_old_credential(self, refresh_token: Any) -> None:
                refresh_token.revoked = True

        class Device(DeviceCodeGrant):  # type: ignore[misc]
            def query_device_credential(self, device_code: str) -> Any:
                return peer.devices.get(device_code)

            def query_user_grant(self, user_code: str) -> Any:
                found = next((each for each in peer.devices.values() if each.user_code == user_code), None)
                return (found.user, True) if found and found.user else None

            def should_slow_down(self, credential: Any) -> bool:
                return False

        class Devices(DeviceAuthorizationEndpoint):  # type: ignore[misc]
            CLIENT_AUTH_METHODS = ("client_secret_basic", "none")
            INTERVAL = 1

            def get_verification_uri(self) -> str:
                return f"{peer.url}/device"

            def save_device_credential(self, client_id: str, scope: str, data: dict[str, Any]) -> None:
                peer.devices[data["device_code"]] = SimpleNamespace(
                    user_code=data["user_code"],
                    user=None,
                    get_client_id=lambda: client_id,
                    get_scope=lambda: scope or "",
                    get_user_code=lambda: data["user_code"],
                    is_expired=lambda: False,
                )

        server.register_grant(Credentials)
        server.register_grant(Password)
        server.register_grant(Code, [CodeChallenge(required=True)])
        server.register_grant(Refresh)
        server.register_grant(Device)
        server.register_endpoint(Devices)

        class Validator(BearerTokenValidator):  # type: ignore[misc]
            def authenticate_token(self, token_string: str) -> Any:
                return next((each for each in peer.tokens if each.values["access_token"] == token_string), None)

        protector = ResourceProtector()
        protector.register_token_validator(Validator())

        @app.get("/.well-known/openid-configuration")
        def configuration() -> dict[str, Any]:
            described = {
                "issuer": peer.url,
                "authorization_endpoint": f"{peer.url}/authorize",
                "token_endpoint": f"{peer.url}/token",
                "device_authorization_endpoint": f"{peer.url}/device_authorization",
                "jwks_uri": f"{peer.url}/jwks",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            }
            checked = OpenIDProviderMetadata(described)
            for name in ("response_types_supported", "subject_types_supported"):
                getattr(checked, f"validate_{name}")()
            return described

        @app.get("/authorize")
        def authorize() -> Any:
            grant = server.get_consent_grant(end_user=peer.user)
            return server.create_authorization_response(grant=grant, grant_user=peer.user)

        @app.post("/token")
        def token() -> Any:
            with peer.lock:
                peer.asked += 1
            return server.create_token_response()

        @app.post("/device_authorization")
        def device_authorization() -> Any:
            return server.create_endpoint_response(Devices.ENDPOINT_NAME)

        @app.get("/pets/<pet>")
        @protector(["read"])  # type: ignore[untyped-decorator]
        def read(pet: str) -> dict[str, Any]:
            return {"id": int(pet), "name": "rex"}

        return app


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        pass


@contextmanager
def serving() -> Iterator[Peer]:
    """The server, as long as it is needed."""
    peer = Peer()
    # Authlib speaks plain http only where it is told to; this is loopback.
    with mock.patch.dict(os.environ, {"AUTHLIB_INSECURE_TRANSPORT": "1"}):
        server = make_server("127.0.0.1", 0, peer.application(), threaded=True, request_handler=_Quiet)
        peer.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield peer
        finally:
            server.shutdown()
            server.server_close()
            thread.join(timeout=15)
