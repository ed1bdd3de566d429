"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from .class_ import *
    from .client import *
    from .exception import *
    from .import_bodies import *
    from .keywords import *
    from .model import *
    from .model_ import *
    from .n2_nd import *
    from .response import *
    from .u540d_u524d import *
    from .vlan import *
    from .vlan_ import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .class_ Class
        .client Client
        .exception ExceptionModel
        .import_bodies ImportClassBody
        .keywords Keywords
        .model ModelModel
        .model_ ModelModel2
        .n2_nd N2Nd
        .response Response
        .u540d_u524d U540dU524d
        .vlan VLAN
        .vlan_ VlanModel
        """,
    )
