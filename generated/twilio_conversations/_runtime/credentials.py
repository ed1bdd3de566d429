"""The credentials of a client: what was given, what the environment holds, and which of them an operation gets."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from .auth import Applied, BasicAuth, Security, SecurityScheme
from .errors import CredentialError
from .lazy import loading
from .secrets import Secret

if TYPE_CHECKING:
    from .rotation import Rotating

Credentials: TypeAlias = "dict[SecurityScheme, Applied | Rotating]"
"""The credentials of a client: checked, or still to be asked for at each call."""


def prepared(credentials: Mapping[SecurityScheme, Any], *, trust_env: bool = True) -> Credentials | CredentialError:
    """The credentials that were given, or found in the environment; or the error that says which cannot be sent.

    None, or a scheme that is not there: not given. The error is returned, not raised, and without traceback: the
    frames in it would hold the credential.
    """
    try:
        found: Credentials = {
            scheme: _accepted(scheme, credential)
            for scheme, credential in credentials.items()
            if credential is not None
        }
        if trust_env:
            for scheme in credentials:
                ambient = None if scheme in found else _from_environment(scheme)
                if ambient is not None:
                    found[scheme] = ambient
    except CredentialError as error:
        return error.with_traceback(None)
    return found


def _accepted(scheme: SecurityScheme, credential: Any) -> Applied | Rotating:
    if not isinstance(credential, (str, Secret, tuple, BasicAuth, ssl.SSLContext)):
        # Not imported before it is needed.
        with loading():
            from .rotation import rotating

        found = rotating(scheme, credential)
        if found is not None:
            return found
    return scheme.prepare(credential)


def _from_environment(scheme: SecurityScheme) -> Applied | None:
    values = tuple(os.environ.get(name, "") for name in scheme.variables())
    if not values or not all(values):
        return None
    reason = None
    try:
        return msgspec.structs.replace(scheme.prepare(scheme.from_environment(values)), is_ambient=True)
    except CredentialError as error:
        reason = str(error)
    raise CredentialError(f"{reason} (from the environment: {', '.join(scheme.variables())})")


def choose(security: Security, credentials: Credentials) -> tuple[Applied | Rotating, ...]:
    """The credentials of the first alternative that those given satisfy, else those found too; else none.

    An alternative that asks for nothing is satisfied last: a credential that is there is sent.
    """
    given = {scheme for scheme, found in credentials.items() if not found.is_ambient}
    for known in (given, set(credentials)):
        for alternative in filter(None, security):
            if known.issuperset(alternative):
                return tuple(credentials[scheme] for scheme in alternative)
    return ()
