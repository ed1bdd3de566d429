"""Request functions of `a_b`."""

from __future__ import annotations

from .._api import API
from .._runtime import ClientT, Group, Request, method

_GET_A_B = API.get(
    ("/a-b",),
    responses={204: None},
)


def get_a_b() -> Request[None]:
    """`GET /a-b`

    Returns:
        204: With a dash.
    """
    return _GET_A_B.request()


class AB(Group[ClientT]):
    """Operations of `a_b`."""

    get_a_b = method(get_a_b)
