"""OAuth 2: the document's schemes, and what the client takes in place of an access token."""

from __future__ import annotations

from ._api import OAUTH as OAUTH, OAUTH_DESCRIBED_ELSEWHERE as OAUTH_DESCRIBED_ELSEWHERE, OPENID as OPENID
from ._runtime import (
    AuthorizationCode as AuthorizationCode,
    AuthorizationRequest as AuthorizationRequest,
    ClientCredentials as ClientCredentials,
    DeviceAuthorization as DeviceAuthorization,
    DevicePrompt as DevicePrompt,
    RefreshToken as RefreshToken,
    ResourceOwnerPassword as ResourceOwnerPassword,
    Secret as Secret,
    Tokens as Tokens,
)
from .errors import TokenError as TokenError
