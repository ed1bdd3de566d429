"""Request functions of `gro_udf_e`."""

from __future__ import annotations

from .._api import API
from .._runtime import ClientT, Group, Request, method

_GET_GR_C3_B6_C3_9_FE_F0_9_F_9_A_80 = API.operation(
    "GET",
    ("/gr%C3%B6%C3%9Fe/%F0%9F%9A%80",),
    responses={204: None},
)


def get_gr_c3_b6_c3_9_fe_f0_9_f_9_a_80() -> Request[None]:
    """`GET /größe/\U0001f680`

    Returns:
        204: Lift-off.
    """
    return _GET_GR_C3_B6_C3_9_FE_F0_9_F_9_A_80.request()


class GroUdfE(Group[ClientT]):
    """Operations of `gro_udf_e`."""

    get_gr_c3_b6_c3_9_fe_f0_9_f_9_a_80 = method(get_gr_c3_b6_c3_9_fe_f0_9_f_9_a_80)
