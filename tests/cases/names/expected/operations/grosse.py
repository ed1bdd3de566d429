"""Request functions of `grosse`."""

from __future__ import annotations

from .._api import API
from .._runtime import ClientT, Group, Request, method

_GET_GROSSE_U1F680 = API.get(
    ("/gr%C3%B6%C3%9Fe/%F0%9F%9A%80",),
    responses={204: None},
)


def get_grosse_u1f680() -> Request[None]:
    """`GET /größe/\U0001f680`

    Returns:
        204: Lift-off.
    """
    return _GET_GROSSE_U1F680.request()


class Grosse(Group[ClientT]):
    """Operations of `grosse`."""

    get_grosse_u1f680 = method(get_grosse_u1f680)
