"""Request functions of `a_b_`."""

from __future__ import annotations

from .._api import API
from .._runtime import ClientT, Group, Request, method

_GET_A_B = API.get(
    ("/a_b",),
    responses={204: None},
)


def get_a_b() -> Request[None]:
    """`GET /a_b`

    Returns:
        204: With an underscore.
    """
    return _GET_A_B.request()


class ABGroup(Group[ClientT]):
    """Operations of `a_b_`."""

    get_a_b = method(get_a_b)
