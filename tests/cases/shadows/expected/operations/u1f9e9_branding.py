"""Request functions of `u1f9e9_branding`."""

from __future__ import annotations

from .._api import API
from .._runtime import ClientT, Group, Request, method

_GET_BRANDING = API.get(
    ("/branding",),
    responses={204: None},
)


def get_branding() -> Request[None]:
    """`GET /branding`

    Returns:
        204: The group's name has `u1f9e9` in it, which is no number with an exponent.
    """
    return _GET_BRANDING.request()


class U1f9e9Branding(Group[ClientT]):
    """Operations of `u1f9e9_branding`."""

    get_branding = method(get_branding)
